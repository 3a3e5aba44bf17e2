"""Where the practice server keeps its accounts, posts and files. It knows no HTTP."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from migrator.rehearsal.store.accounts import Account, Accounts
from migrator.rehearsal.store.database import Database
from migrator.rehearsal.store.media import Media, MediaFiles
from migrator.rehearsal.store.relations import Follow, Relations
from migrator.rehearsal.store.signins import App, Grant, SignIns
from migrator.rehearsal.store.statuses import Page, Status, Statuses

__all__ = ["Account", "App", "Follow", "Grant", "Media", "Page", "Status", "Store"]

VALUES_MOST = 500
"""Ids in one query; SQLite before 3.32 takes 999 values."""


class Store:
    """All tables over one file in a folder, and the uploaded files beside it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.files = folder / "media"
        self.files.mkdir(exist_ok=True)
        self.database = Database(folder / "rehearsal.sqlite3")
        self.accounts = Accounts(self.database)
        self.statuses = Statuses(self.database)
        self.media = MediaFiles(self.database)
        self.signins = SignIns(self.database)
        self.relations = Relations(self.database)

    def raw_statuses(self, account_id: str, now_ms: int) -> list[dict[str, Any]]:
        """Return an account's posts as rows, oldest first, each with its files' rows as `media`."""
        statuses = self.statuses.of_account(account_id, now_ms)
        files: dict[str, list[Media]] = {}
        for start in range(0, len(statuses), VALUES_MOST):
            files |= self.media.of_statuses([status.id for status in statuses[start : start + VALUES_MOST]])
        return [asdict(one) | {"media": [asdict(file) for file in files.get(one.id, [])]} for one in statuses]
