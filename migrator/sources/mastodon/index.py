"""What the posts of an archive have to know of one another: which are the owner's, and under which addresses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from migrator.sources.jsarray import Broken
from migrator.sources.mastodon.members import Part, read, reader
from migrator.sources.mastodon.structs import Listed, address


class _Object(msgspec.Struct, gc=False):
    id: str = ""
    url: object = None
    updated: str | None = None


class _Line(msgspec.Struct, gc=False):
    """As little of an item as tells its address."""

    id: str = ""
    type: str = ""
    published: datetime | None = None
    object: _Object | str | None = None


@dataclass(slots=True)
class Index:
    """What the first pass found."""

    ids: dict[str, str] = field(default_factory=dict)
    """Source ids of the owner's posts by id and by address."""

    last: dict[str, int] = field(default_factory=dict)
    """For posts that several parts hold: the part with the last version."""

    pinned: frozenset[str] = frozenset()
    backwards: dict[int, int] = field(default_factory=dict)
    """For outboxes with the newest first: how many items they have, by part."""

    def position(self, part: Part, place: int) -> int:
        """Return an item's place among those of its second, oldest first."""
        count = self.backwards.get(part.number)
        return place if count is None else count - 1 - place


def build(parts: Sequence[Part]) -> Index:
    """Read all outboxes once."""
    index = Index()
    edits: dict[str, str] = {}
    for part in parts:
        _read_one(part, index, edits, several=len(parts) > 1)
    pinned = (part.small("featured.json", Listed) for part in parts)
    index.pinned = frozenset(
        index.ids.get(address(one), address(one)) for found in pinned if found for one in found.ordered_items
    )
    return index


def _read_one(part: Part, index: Index, edits: dict[str, str], *, several: bool) -> None:
    first: datetime | None = None
    final: datetime | None = None
    count = 0
    for batch in read(part, reader(_Line)):
        if isinstance(batch, Broken):
            count += not batch.rest
            continue
        for line in batch:
            count += 1
            first, final = first or line.published, line.published or final
            note = line.object
            if line.type == "Create" and isinstance(note, _Object):
                own = note.id or line.id.removesuffix("/activity")
                index.ids[own] = own
                if url := note.url if isinstance(note.url, str) else address(note.url):
                    index.ids.setdefault(url, own)
                if several and (note.updated or "") >= edits.get(own, ""):
                    edits[own], index.last[own] = note.updated or "", part.number
    if first is not None and final is not None and _comparable(first) > _comparable(final):
        index.backwards[part.number] = count


def _comparable(when: datetime) -> datetime:
    """Return a moment that can be held against others, with a zone or without."""
    return when.replace(tzinfo=None) - (when.utcoffset() or timedelta())
