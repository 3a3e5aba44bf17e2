"""A Pixelfed export as a source."""

import re
from collections.abc import Iterator, Sequence
from typing import IO
from urllib.parse import urlsplit

import msgspec

from migrator.errors import StepFailed, UnreadableArchive, UserError
from migrator.model import Fingerprint, Item, Omission, Overview, Owner, Reason
from migrator.sources import rows
from migrator.sources.container import Container
from migrator.sources.pixelfed.posts import Writer
from migrator.sources.pixelfed.structs import Account, Status
from migrator.sources.tally import Tally

_MARK = re.compile(rb'"pf_type"\s*:')


def statuses(container: Container) -> list[str]:
    """Return the files that hold Pixelfed's rows."""
    return rows.members(container, _MARK)


class PixelfedSource:
    """One account's export, in one or several parts."""

    format = "pixelfed"
    network = "pixelfed"

    def __init__(self, containers: Sequence[Container]) -> None:
        """Find the owner; raises `UnreadableArchive`, or `UserError` if the owners differ."""
        self._containers = rows.in_order(containers)
        self._files = rows.shelf(self._containers)
        self._owner, self._ids = self._look_through()

    @property
    def owner(self) -> Owner:
        """Whose export it is."""
        return self._owner

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells whether it is still the same."""
        return rows.fingerprint(self._containers)

    def overview(self) -> Overview:
        """Count what is in it."""
        tally = Tally().add_all(self.items())
        return Overview(
            format=self.format,
            owner=self._owner,
            notes=0,
            follows=self._count("pixelfed-following.json"),
            followers=self._count("pixelfed-followers.json"),
            lists=0,
            likes=0,
            warnings=tally.warnings(),
            **tally.fields(),
        )

    def items(self) -> Iterator[Item]:
        """Yield every row once."""
        writer = Writer(owner=self._owner, host=_host(self._owner.id), ids=self._ids, files=self._files)
        seen: set[str] = set()
        for row in self._rows():
            if row.value is None:
                yield row.omission()
            elif not row.value.id:
                yield Omission(source_id=row.place, reason=Reason("unreadable", {"error": "it has no id"}))
            elif row.value.id not in seen:
                seen.add(row.value.id)
                yield writer.item(row.value)

    def open_media(self, name: str) -> IO[bytes]:
        """Open a file that lies beside the rows; raises `StepFailed` for all others."""
        if name in {at_hand for at_hand, _size in self._files.values()}:
            number, _, member = name.partition("/")
            return self._containers[int(number)].open(member)
        raise StepFailed(f"{name} is not in the archive", code="media_missing")

    def close(self) -> None:
        """Let go of the files."""
        for container in self._containers:
            container.close()

    def _rows(self) -> Iterator[rows.Row[Status]]:
        for container in self._containers:
            for name in statuses(container):
                yield from rows.read(container, name, Status)

    def _look_through(self) -> tuple[Owner, dict[str, str]]:
        """Return the owner, and the ids of all own posts by address."""
        owners: dict[str, Account] = {}
        ids: dict[str, str] = {}
        for row in self._rows():
            if row.value is not None and row.value.account is not None:
                account = row.value.account
                owners.setdefault(account.url or account.id, account)
                if row.value.reblog is None and row.value.id:
                    ids[row.value.url or row.value.uri or row.value.id] = row.value.id
        if len(owners) > 1:
            names = ", ".join(sorted(owners))
            raise UserError(f"these are exports of different accounts: {names}", hint="take one after the other")
        if not owners:
            shown = ", ".join(container.shown for container in self._containers)
            raise UnreadableArchive(f"{shown} holds no post that can be read", hint="export your data again")
        key, account = next(iter(owners.items()))
        return Owner(
            id=key, name=account.username, display_name=account.display_name or "", protected=bool(account.locked)
        ), ids

    def _count(self, last_name: str) -> int:
        """Return how many entries the newest list of people has; 0 if there is none."""
        for container in reversed(self._containers):
            for name in container.names():
                if name.rpartition("/")[2] == last_name:
                    try:
                        with container.open(name) as file:
                            return len(msgspec.json.decode(file.read(), type=list[msgspec.Raw]))
                    except (StepFailed, OSError, msgspec.DecodeError):
                        return 0
        return 0


def _host(url: str) -> str:
    return urlsplit(url).netloc
