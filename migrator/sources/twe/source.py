"""An export as a source of its own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO

from migrator.errors import StepFailed, UserError
from migrator.model import Fingerprint, Item, Omission, Overview, Owner, Reason
from migrator.sources import rows
from migrator.sources.container import Container
from migrator.sources.tally import Tally
from migrator.sources.twe.export import Export, author
from migrator.sources.twe.posts import Writer, written_at
from migrator.sources.twe.structs import Row, metadata

_OWN_SHARE = 0.5
"""Ours: the share of posts that have to be one person's; below it, it is a list of likes or a conversation."""


class TweSource:
    """One account's posts, in one or several files."""

    format = "twe"
    network = "x"

    def __init__(self, containers: Sequence[Container]) -> None:
        """Find the owner; raises `UnreadableArchive`, or `UserError` if it is mostly others' posts."""
        self._export = Export(containers)
        self._authors = {row.id: author(row) for row in self._export.by_id.values()}
        self._owner_key = self._most_frequent()
        self._owner = self._described()

    @property
    def owner(self) -> Owner:
        """Whose posts they are: who wrote most of them."""
        return self._owner

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells whether it is still the same."""
        return rows.fingerprint(self._export.containers)

    def overview(self) -> Overview:
        """Count what is in it."""
        tally = Tally().add_all(self.items())
        return Overview(
            format=self.format,
            owner=self._owner,
            notes=0,
            follows=0,
            followers=0,
            lists=0,
            likes=0,
            warnings=tally.warnings(),
            **tally.fields(),
        )

    def items(self) -> Iterator[Item]:
        """Yield every row once; others' posts stay behind."""
        by_id = self._export.by_id
        own = {
            row.id
            for row in self._own()
            if not row.retweeted_status and written_at(row) is not None and not metadata(row).in_circle
        }
        writer = Writer(owner=self._owner, rows=by_id, own=own)
        for row in by_id.values():
            if self._authors[row.id] == self._owner_key:
                yield writer.item(row)
            else:
                when = written_at(row)
                why = Reason("by_other", {"of": row.screen_name or self._authors[row.id] or "?"})
                yield Omission(source_id=str(row.id), reason=why, written_at=when[0] if when else None)
        for broken in self._export.broken:
            yield broken.omission()

    def open_media(self, name: str) -> IO[bytes]:
        """Raise `StepFailed`: an export holds no files."""
        raise StepFailed(f"{name} is not in the archive", code="media_missing")

    def close(self) -> None:
        """Let go of the files."""
        for container in self._export.containers:
            container.close()

    def _own(self) -> Iterator[Row]:
        return (row for row in self._export.by_id.values() if self._authors[row.id] == self._owner_key)

    def _most_frequent(self) -> str:
        counts = Counter(self._authors.values())
        key, count = counts.most_common(1)[0]
        if not key or count <= _OWN_SHARE * counts.total():
            raise UserError(
                f"{self._export.shown} holds {counts.total()} posts by {len(counts)} people, and most by none",
                hint="export the posts of your own profile, or give the archive from X in the same command",
            )
        return key

    def _described(self) -> Owner:
        newest = max(self._own(), key=lambda row: row.id)
        names = {row.screen_name for row in self._own() if row.screen_name}
        return Owner(
            id=self._owner_key,
            name=newest.screen_name or "",
            display_name=newest.name or "",
            former_names=tuple(sorted(names - {newest.screen_name})),
            protected=any(metadata(row).protected for row in self._own()),
        )
