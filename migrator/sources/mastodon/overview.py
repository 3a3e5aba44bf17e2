"""What `inspect` says of a Mastodon archive, counted in one pass without reading any post's text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from migrator.model import MediaCount, MediaType, Overview, Owner, Reason, Visibility
from migrator.sources.jsarray import Broken
from migrator.sources.mastodon.media import Shelf, attached, media_type
from migrator.sources.mastodon.members import Part, read, reader
from migrator.sources.mastodon.people import profile
from migrator.sources.mastodon.posts import (
    is_own,
    is_plainly_public,
    quote_of,
    reply_of,
    source_id,
    visibility,
    written_at,
)
from migrator.sources.mastodon.structs import Entry, Listed, Outline, address

_PRIVATE = frozenset({Visibility.PRIVATE, Visibility.DIRECT})


def overview(parts: Sequence[Part], owner: Owner, actors: Sequence[str], shelf: Shelf) -> Overview:
    """Count everything; `actors` are the addresses of the accounts, one a part.

    An item of which only the text has a wrong shape counts as a post here, since no text is looked at.
    """
    count = _Count(shelf=shelf)
    several = len(parts) > 1
    # Of posts that several parts hold, the last version counts, as it is what will be read.
    for part in sorted(parts, key=lambda one: -one.number) if several else parts:
        count.part(part)
    return count.result(parts, owner, actors)


@dataclass(slots=True, kw_only=True)
class _Count:
    """The sums so far."""

    shelf: Shelf
    ids: dict[str, str] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    """Ids of items that are no posts."""

    replies: list[str] = field(default_factory=list)
    """Ids of posts that answer another one; flat, since many tuples are a burden."""

    parents: list[str] = field(default_factory=list)
    """For each of `replies` what it answers."""

    posts: int = 0
    sums: Counter[str] = field(default_factory=Counter)
    omitted: Counter[str] = field(default_factory=Counter)
    files: Counter[MediaType] = field(default_factory=Counter)
    bytes: Counter[MediaType] = field(default_factory=Counter)
    missing: Counter[MediaType] = field(default_factory=Counter)
    first: datetime | None = None
    last: datetime | None = None

    def part(self, part: Part) -> None:
        """Count one outbox."""
        for batch in read(part, reader(Entry)):
            if isinstance(batch, Broken):
                self.omitted["unreadable"] += 1
                self.sums["damaged"] += batch.rest
                continue
            for activity in batch:
                self._one(activity)

    def _one(self, activity: Entry) -> None:
        item_id = source_id(activity)
        if item_id in self.ids or item_id in self.others:
            self.sums["duplicates"] += 1
            return
        when = written_at(activity)
        note = activity.object
        if when is not None and activity.type == "Create" and isinstance(note, Outline):
            self._post(note, activity, item_id, when)
            return
        if item_id:
            self.others.add(item_id)
        if when is None:
            self.omitted["unreadable"] += 1
        elif activity.type == "Announce":
            self.sums["reposts"] += 1
        else:
            self.omitted["no_post"] += 1

    def _post(self, note: Outline, activity: Entry, item_id: str, when: datetime) -> None:
        self.posts += 1
        ids = self.ids
        if item_id:
            ids[item_id] = item_id
        url = note.url if isinstance(note.url, str) else address(note.url)
        if url and url not in ids:
            ids[url] = item_id
        if self.last is None or when > self.last:
            self.last = when
        if self.first is None or when < self.first:
            self.first = when
        self._surroundings(note, activity, item_id)

    def _surroundings(self, note: Outline, activity: Entry, item_id: str) -> None:
        if note.quote or note.quote_uri or note.quote_url or note.misskey_quote:
            self.sums["quotes"] += bool(quote_of(note))
        if not is_plainly_public(activity, note) and visibility(activity, note) in _PRIVATE:
            self.sums["private"] += 1
        if note.in_reply_to is not None and (parent := reply_of(note)):
            self.replies.append(item_id)
            self.parents.append(parent)
        if note.attachment:
            self._media(note)

    def _media(self, note: Outline) -> None:
        for one, url in attached(note.attachment):
            kind, found = media_type(one, url), self.shelf.find(url)
            if found is None:
                self.missing[kind] += 1
            else:
                self.files[kind] += 1
                self.bytes[kind] += found[1]

    def result(self, parts: Sequence[Part], owner: Owner, actors: Sequence[str]) -> Overview:
        """Return the sums."""
        pairs = zip(self.replies, self.parents, strict=True)
        edges = {post: self.ids[parent] for post, parent in pairs if parent in self.ids}
        others = sum(not is_own(parent, actors, self.ids) for parent in self.parents)
        return Overview(
            format="mastodon",
            owner=owner,
            first=self.first,
            last=self.last,
            posts=self.posts,
            threads=len({parent for parent in edges.values() if parent not in edges}),
            replies_to_others=others,
            reposts=self.sums["reposts"],
            quotes=self.sums["quotes"],
            notes=0,
            media={
                kind: MediaCount(files=self.files[kind], bytes=self.bytes[kind], missing=self.missing[kind])
                for kind in MediaType
                if self.files[kind] or self.missing[kind]
            },
            follows=_listed(parts, "following.json"),
            followers=_listed(parts, "followers.json"),
            lists=0,
            likes=_listed(parts, "likes.json"),
            warnings=tuple(self._warnings(parts)),
            omissions=dict(self.omitted),
            bookmarks=_listed(parts, "bookmarks.json"),
            private=self.sums["private"],
            profile=next((found for part in reversed(parts) if (found := profile(part)) is not None), None),
        )

    def _warnings(self, parts: Sequence[Part]) -> Iterator[Reason]:
        if self.sums["damaged"]:
            yield Reason("file_damaged", {"file": "outbox.json", "error": "it breaks off"})
        if self.sums["duplicates"] and len(parts) == 1:
            yield Reason("duplicate_posts", {"count": self.sums["duplicates"]})
        for part in parts:
            if part.container.duplicates:
                yield Reason("duplicate_names", {"file": part.container.shown, "count": part.container.duplicates})


def _listed(parts: Sequence[Part], name: str) -> int:
    """Count what a list beside the outboxes holds, in the part where it is longest."""
    return max((len(found.ordered_items) for part in parts if (found := part.small(name, Listed))), default=0)
