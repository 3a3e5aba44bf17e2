"""Misskey's notes as a source."""

import re
from collections.abc import Iterator, Sequence
from typing import IO

from migrator.errors import StepFailed, UnreadableArchive
from migrator.model import Fingerprint, Item, Omission, Overview, Owner, Reason
from migrator.sources import rows
from migrator.sources.container import Container
from migrator.sources.misskey.posts import Writer
from migrator.sources.misskey.structs import Note
from migrator.sources.tally import Tally

_MARK = re.compile(rb'"renoteId"\s*:.*"visibility"\s*:\s*"(?:public|home|followers|specified)"', re.DOTALL)


def notes(container: Container) -> list[str]:
    """Return the files that hold notes."""
    return rows.members(container, _MARK)


class MisskeySource:
    """One account's notes, in one or several exports."""

    format = "misskey"
    network = "misskey"

    def __init__(self, containers: Sequence[Container]) -> None:
        """Look the notes through once; raises `UnreadableArchive` if none can be read."""
        self._containers = rows.in_order(containers)
        self._files = rows.shelf(self._containers)
        self._ids = frozenset(row.value.id for row in self._rows() if row.value is not None and row.value.id)
        if not self._ids:
            shown = ", ".join(container.shown for container in self._containers)
            raise UnreadableArchive(f"{shown} holds no note that can be read", hint="export your notes again")

    @property
    def owner(self) -> Owner:
        """Return whose notes they are: the export does not say, so the first note stands for the account."""
        return Owner(id=min(self._ids), name="")

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells whether they are still the same."""
        return rows.fingerprint(self._containers)

    def overview(self) -> Overview:
        """Count what is in it."""
        tally = Tally().add_all(self.items())
        return Overview(
            format=self.format,
            owner=self.owner,
            notes=0,
            follows=0,
            followers=0,
            lists=0,
            likes=0,
            warnings=tally.warnings(),
            **tally.fields(),
        )

    def items(self) -> Iterator[Item]:
        """Yield every note once."""
        writer = Writer(ids=self._ids, files=self._files)
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
        """Open a file that lies beside the notes; raises `StepFailed` for all others."""
        if name in {at_hand for at_hand, _size in self._files.values()}:
            number, _, member = name.partition("/")
            return self._containers[int(number)].open(member)
        raise StepFailed(f"{name} is not in the archive", code="media_missing")

    def close(self) -> None:
        """Let go of the files."""
        for container in self._containers:
            container.close()

    def _rows(self) -> Iterator[rows.Row[Note]]:
        for container in self._containers:
            for name in notes(container):
                yield from rows.read(container, name, Note)
