"""A Mastodon archive as a source."""

from collections.abc import Iterator, Sequence
from typing import IO

from migrator.errors import StepFailed
from migrator.model import Fingerprint, Item, Omission, Overview, Owner, Reason
from migrator.sources.container import Container
from migrator.sources.jsarray import Broken
from migrator.sources.mastodon.index import Index, build
from migrator.sources.mastodon.media import Shelf
from migrator.sources.mastodon.members import Part, outboxes, read, reader
from migrator.sources.mastodon.overview import overview
from migrator.sources.mastodon.people import host_of, owners
from migrator.sources.mastodon.posts import Writer, source_id
from migrator.sources.mastodon.structs import Activity


class MastodonSource:
    """One person's archives, of one account or of several accounts that moved from one to the next."""

    format = "mastodon"
    network = "fediverse"

    def __init__(self, containers: Sequence[Container]) -> None:
        """Find the outboxes and the owner; raises `UserError` if the archives are different people's."""
        self._containers = sorted(containers, key=lambda one: (one.stamp.name, one.stamp.digest))
        self._parts = [
            Part(number, container, root, outbox)
            for number, container in enumerate(self._containers)
            for root, outbox in outboxes(container)[:1]
        ]
        self._owners = owners(self._parts)
        self._shelf = Shelf(self._parts)

    @property
    def owner(self) -> Owner:
        """Whose archive it is: of several accounts the one that the others moved to."""
        # The account that was moved to names the others in `alsoKnownAs`.
        return max(self._owners, key=lambda owner: (len(owner.former_names), owner.name))

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells whether it is still the same archive."""
        return Fingerprint(tuple(container.stamp for container in self._containers))

    def overview(self) -> Overview:
        """Count what is in it, in one pass."""
        return overview(self._parts, self.owner, [owner.id for owner in self._owners], self._shelf)

    def items(self) -> Iterator[Item]:
        """Yield every item once: two passes, the first for the posts' addresses."""
        index = build(self._parts)
        seen: set[str] = set()
        for part, owner in zip(self._parts, self._owners, strict=True):
            writer = Writer(
                owner=owner,
                actors=tuple(one.id for one in self._owners),
                host=host_of(owner.id),
                ids=index.ids,
                pinned=index.pinned,
                shelf=self._shelf,
            )
            yield from self._part(part, writer, index, seen)

    def open_media(self, name: str) -> IO[bytes]:
        """Open a media file; raises `StepFailed` if it is not there or damaged. Several threads may call it."""
        found = self._shelf.part_of(name)
        if found is None:
            raise StepFailed(f"{name!r} is no media file of the archive", code="media_missing")
        part, member = found
        return part.container.open(member)

    def close(self) -> None:
        """Let go of the files."""
        for container in self._containers:
            container.close()

    def _part(self, part: Part, writer: Writer, index: Index, seen: set[str]) -> Iterator[Item]:
        count = 0
        for batch in read(part, reader(Activity)):
            if isinstance(batch, Broken):
                yield broken(part, batch)
                count += not batch.rest
                continue
            for activity in batch:
                place, item_id = count, source_id(activity)
                count += 1
                if item_id and (item_id in seen or index.last.get(item_id, part.number) != part.number):
                    continue
                seen.add(item_id)
                yield writer.item(activity, index.position(part, place), f"{part.number}/{part.outbox}")


def broken(part: Part, one: Broken) -> Omission:
    """Return what stands for items that can't be read."""
    why = Reason("unreadable", {"error": one.error, "file": part.outbox})
    name = f"{part.number}/{part.outbox}"
    return Omission(source_id=f"{name}#rest" if one.rest else f"{name}#{one.index}", reason=why)
