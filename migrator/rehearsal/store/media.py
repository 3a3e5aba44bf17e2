"""Uploaded files: what is known of them, and to which post they belong."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from migrator.rehearsal.store.database import Database, marks_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One row of `media`."""

    id: str
    account_id: str
    status_id: str | None
    place: int
    kind: str
    extension: str
    small_extension: str
    size_bytes: int
    meta: str
    description: str | None
    focus_x: float
    focus_y: float
    blurhash: str | None
    ready_ms: int


NAMES = [field.name for field in fields(Media)]
COLUMNS = ", ".join(f"media.{name}" for name in NAMES)


class MediaFiles:
    """The table `media`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, media: Media) -> None:
        """Store a new file's row."""
        sql = f"INSERT INTO media ({', '.join(NAMES)}) VALUES ({marks_for(NAMES)})"  # noqa: S608 - our own names only
        self._db.write(sql, [getattr(media, name) for name in NAMES])

    def by_id(self, media_id: str) -> Media | None:
        """Find a file."""
        row = self._db.row(f"SELECT {COLUMNS} FROM media WHERE id = ?", [media_id])  # noqa: S608 - our own names only
        return Media(**dict(row)) if row is not None else None

    def attached(self, media: Media) -> bool:
        """Tell whether a post that is not deleted has this file."""
        sql = "SELECT 1 FROM statuses WHERE id = ? AND gone_ms IS NULL"
        return media.status_id is not None and self._db.row(sql, [media.status_id]) is not None

    def attach(self, media_ids: Sequence[str], status_id: str) -> None:
        """Give files to a post, in order."""
        for place, media_id in enumerate(media_ids):
            sql = "UPDATE media SET status_id = ?, place = ? WHERE id = ?"
            self._db.write(sql, [status_id, place, media_id])

    def of_statuses(self, ids: Sequence[str]) -> dict[str, list[Media]]:
        """Return the files of each post that has any, in order."""
        sql = f"SELECT {COLUMNS} FROM media WHERE status_id IN ({marks_for(ids)}) ORDER BY place"  # noqa: S608 - our own names only
        found: dict[str, list[Media]] = {}
        for row in self._db.rows(sql, list(ids)):
            found.setdefault(row["status_id"], []).append(Media(**dict(row)))
        return found

    def describe(self, media_id: str, description: str | None, focus: tuple[float, float]) -> None:
        """Change a file's alt text and focus."""
        sql = "UPDATE media SET description = ?, focus_x = ?, focus_y = ? WHERE id = ?"
        self._db.write(sql, [description, *focus, media_id])

    def count_of(self, account_id: str) -> tuple[int, int]:
        """Return how many attached files an account has, and how many of them have alt text."""
        sql = (
            "SELECT COUNT(*), COUNT(NULLIF(description, '')) FROM media "
            "JOIN statuses ON statuses.id = media.status_id "
            "WHERE media.account_id = ? AND statuses.gone_ms IS NULL"
        )
        row = self._db.row(sql, [account_id])
        return (row[0], row[1]) if row is not None else (0, 0)
