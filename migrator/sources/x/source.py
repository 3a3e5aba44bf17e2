"""An X archive as a source."""

from collections.abc import Iterator, Sequence
from typing import IO

from migrator.model import Fingerprint, Item, Omission, Overview, Owner, Reason, Sighting
from migrator.sources.container import Container
from migrator.sources.jsarray import Broken
from migrator.sources.x import index, parts
from migrator.sources.x.archive import XArchive
from migrator.sources.x.overview import overview
from migrator.sources.x.owner import find_owner
from migrator.sources.x.people import people
from migrator.sources.x.posts import Writer


class XSource:
    """One account's archive as X has given it since August 2018, in one or several parts."""

    format = "x"
    network = "x"

    def __init__(self, containers: Sequence[Container]) -> None:
        """Find the parts and the owner; raises `UnreadableArchive`, or `UserError` if the owners differ."""
        self._containers = list(containers)
        self._archive = XArchive([part for container in containers for part in parts.parts_of(container)])
        self._owner = find_owner(self._archive)

    @property
    def owner(self) -> Owner:
        """Whose archive it is."""
        return self._owner

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells whether it is still the same archive."""
        stamps = (container.stamp for container in self._containers)
        return Fingerprint(tuple(sorted(stamps, key=lambda stamp: (stamp.name, stamp.digest))))

    def overview(self) -> Overview:
        """Count what is in it, in one pass."""
        return overview(self._archive, self._owner)

    def items(self) -> Iterator[Item]:
        """Yield every item once: two passes, the first for what the posts say of one another."""
        hidden = index.withheld(self._archive)
        known = index.build(self._archive, hidden)
        notes, _broken = index.notes_of(self._archive)
        writer = Writer(archive=self._archive, owner=self._owner, index=known, notes=notes)
        for post_id, (reason, when) in hidden.reasons.items():
            yield Omission(source_id=str(post_id), reason=reason, written_at=when)
        seen = set(hidden.reasons)
        losses = hidden.losses.copy()
        for stems, folders, scope in parts.KINDS:
            for file, batch in self._archive.tweets(stems):
                if isinstance(batch, Broken):
                    losses.failed(file, batch)
                    continue
                start = losses.read[file.shown]
                losses.saw(file, len(batch))
                for position, item in enumerate(batch, start):
                    tweet = item.tweet or item
                    if not tweet.id_str:
                        why = Reason("unreadable", {"error": "it has no id", "file": file.shown})
                        yield Omission(source_id=f"{file.shown}#{position}", reason=why)
                    elif tweet.id_str not in seen:
                        seen.add(tweet.id_str)
                        yield writer.item(tweet, scope, folders, file.shown)
        yield from losses.omissions(self._archive, seen)

    def people(self) -> Iterator[Sighting]:
        """Yield every mark that somebody else left in it."""
        return people(self._archive, self._owner)

    def open_media(self, name: str) -> IO[bytes]:
        """Open a media file; raises `StepFailed` if it is not there or damaged. Several threads may call it."""
        part, member = self._archive.part_of(name)
        return part.container.open(member)

    def close(self) -> None:
        """Let go of the files."""
        for container in self._containers:
            container.close()
