"""What `inspect` says of an X archive, counted in one pass over the raw posts without building any."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from migrator.model import MediaCount, MediaType, Overview, Owner
from migrator.sources import snowflake
from migrator.sources.jsarray import ArrayReader, Broken
from migrator.sources.x import parts
from migrator.sources.x import tweet as ask
from migrator.sources.x.archive import XArchive, read
from migrator.sources.x.index import Edits, Withheld, notes_of, withheld
from migrator.sources.x.losses import Losses
from migrator.sources.x.notes import Notes
from migrator.sources.x.posts import MEDIA_TYPES
from migrator.sources.x.structs import Anything, ListItem, MediaEntity, Tweet, TweetItem
from migrator.sources.x.surroundings import not_read, warnings


def overview(archive: XArchive, owner: Owner) -> Overview:
    """Count everything."""
    hidden = withheld(archive)
    notes, _broken = notes_of(archive)
    owner_id = int(owner.id) if owner.id else None
    counted = _Count(archive=archive, owner_id=owner_id, notes=notes, hidden=hidden)
    counted.run()
    if counted.counted_a_version():
        counted = _Count(archive=archive, owner_id=owner_id, notes=notes, hidden=hidden, edits=counted.edits)
        counted.run()
    return counted.result(owner)


@dataclass(slots=True, kw_only=True)
class _Count:
    """The sums so far."""

    archive: XArchive
    owner_id: int | None
    notes: Notes
    hidden: Withheld
    has_notes: bool = False
    edits: Edits = field(default_factory=Edits)
    own: set[int] = field(default_factory=set)
    others: set[int] = field(default_factory=set)
    """Ids that are no posts: reposts, withheld ones, earlier versions."""

    held: dict[int, tuple[Tweet, Sequence[str]]] = field(default_factory=dict)
    """Edited posts, until all versions are known."""

    losses: Losses = field(default_factory=Losses)
    answers: "array[int]" = field(default_factory=lambda: array("Q"))
    """Ids of posts that answer another one; flat, since a million tuples are a burden."""

    answered: "array[int]" = field(default_factory=lambda: array("Q"))
    """For each of `answers` the other one's id."""

    to_owner: bytearray = field(default_factory=bytearray)
    """For each of `answers` whether it answers the owner."""

    sums: Counter[str] = field(default_factory=Counter)
    omitted: Counter[str] = field(default_factory=Counter)
    files: Counter[MediaType] = field(default_factory=Counter)
    bytes: Counter[MediaType] = field(default_factory=Counter)
    missing: Counter[MediaType] = field(default_factory=Counter)
    first: int = 2**64
    """The lowest id, and below when it was written; `last` likewise."""

    first_at: str = ""
    last: int = -1
    last_at: str = ""

    def run(self) -> None:
        """Pass over all posts."""
        for reason, _when in self.hidden.reasons.values():
            self.omitted[reason.code] += 1
        self.others.update(self.hidden.reasons)
        self.losses = self.hidden.losses.copy()
        self.has_notes = bool(self.notes)
        for stems, folders, _scope in parts.KINDS:
            for file, batch in self.archive.tweets(stems):
                if isinstance(batch, Broken):
                    self.losses.failed(file, batch)
                else:
                    self.losses.saw(file, len(batch))
                    self._batch(batch, folders)
        self._settle_edits()
        for lost in self.losses.omissions(self.archive, self.own | self.others):
            self.omitted[lost.reason.code] += 1

    def counted_a_version(self) -> bool:
        """Tell whether an early version was counted before a later one told of it; then count again."""
        return any(
            one in self.own and self.edits.last(one, self.own | self.held.keys()) != one
            for one in self.edits.groups
        )

    def result(self, owner: Owner) -> Overview:
        """Return the sums."""
        archive, edges = self.archive, self._edges()
        return Overview(
            format="x",
            owner=owner,
            first=_moment(self.first, self.first_at) if self.own else None,
            last=_moment(self.last, self.last_at) if self.own else None,
            posts=len(self.own),
            threads=len({parent for parent in edges.values() if parent not in edges}),
            replies_to_others=self._replies_to_others(edges),
            reposts=self.sums["reposts"],
            quotes=self.sums["quotes"],
            notes=self.sums["notes"],
            media={
                kind: MediaCount(files=self.files[kind], bytes=self.bytes[kind], missing=self.missing[kind])
                for kind in MediaType
                if self.files[kind] or self.missing[kind]
            },
            follows=_items(archive, parts.FOLLOWING),
            followers=_items(archive, parts.FOLLOWERS),
            lists=_lists(archive),
            likes=_items(archive, parts.LIKES),
            not_read=tuple(not_read(archive)),
            warnings=tuple(warnings(archive, self.losses, self.sums["duplicates"])),
            omissions=dict(self.omitted),
        )

    def _batch(self, batch: Sequence[TweetItem], folders: Sequence[str]) -> None:
        own, others, groups = self.own, self.others, self.edits.groups
        for item in batch:
            tweet = item.tweet or item
            post_id = tweet.id_str
            if post_id in own or post_id in others or not post_id:
                self._odd(post_id)
                continue
            info = tweet.edit_info
            if info is not None and (
                post_id in groups or info.initial is None or len(info.initial.edit_tweet_ids) > 1
            ):
                group = ask.versions(tweet)
                if group or post_id in groups:
                    self.edits.add([post_id, *group])
                    self.held.setdefault(post_id, (tweet, folders))
                    continue
            self._one(tweet, folders)

    def _odd(self, post_id: int) -> None:
        """Count an item that is here a second time, or that has no id."""
        if not post_id:
            self.omitted["unreadable"] += 1
        elif post_id not in self.hidden.reasons:
            self.sums["duplicates"] += 1

    def _one(self, tweet: Tweet, folders: Sequence[str]) -> None:
        """Count one post."""
        post_id = tweet.id_str
        if tweet.full_text.startswith("RT @") and ask.author_mention(tweet) is not None:
            self.others.add(post_id)
            self.sums["reposts"] += 1
            return
        if post_id <= snowflake.FIRST and ask.written_second(tweet.created_at) is None:
            self.others.add(post_id)
            self.omitted["unreadable"] += 1
            return
        self.own.add(post_id)
        if post_id < self.first:
            self.first, self.first_at = post_id, tweet.created_at
        if post_id > self.last:
            self.last, self.last_at = post_id, tweet.created_at
        self._connections(tweet)
        if tweet.extended_entities is not None or (tweet.entities is not None and tweet.entities.media):
            for one in ask.media(tweet):
                self._media(one, post_id, folders)

    def _connections(self, tweet: Tweet) -> None:
        """Count what a post answers and quotes, and its long text."""
        user = tweet.in_reply_to_user_id_str
        if tweet.in_reply_to_status_id_str is not None:
            self.answers.append(tweet.id_str)
            self.answered.append(tweet.in_reply_to_status_id_str)
            self.to_owner.append(user is not None and user == self.owner_id)
        elif user is not None and user != self.owner_id:
            self.sums["replies_to_people"] += 1
        if tweet.entities is not None and tweet.entities.urls:
            own_ids = self.edits.groups.get(tweet.id_str) or (tweet.id_str,)
            if ask.quoted(tweet, own_ids) is not None:
                self.sums["quotes"] += 1
        if self.has_notes and self.notes.of(tweet, ask.written_second(tweet.created_at)) is not None:
            self.sums["notes"] += 1

    def _media(self, one: MediaEntity, post_id: int, folders: Sequence[str]) -> None:
        kind = MEDIA_TYPES.get(one.type, MediaType.PHOTO)
        group = self.edits.groups.get(post_id)
        ids = sorted(group, reverse=True) if group else (post_id,)
        found = self.archive.media(ids, ask.basenames(one), folders)
        if found is None:
            self.missing[kind] += 1
        else:
            self.files[kind] += 1
            self.bytes[kind] += found[1]

    def _settle_edits(self) -> None:
        """Count the last version of each edited post, and the others as superseded."""
        present = self.own | self.held.keys()
        for post_id, (tweet, folders) in self.held.items():
            if self.edits.last(post_id, present) == post_id:
                self._one(tweet, folders)
            else:
                self.others.add(post_id)
                self.omitted["superseded"] += 1

    def _edges(self) -> dict[int, int]:
        """Return each post that answers an own one, with that one's id."""
        own, edits = self.own, self.edits
        edges: dict[int, int] = {}
        for post_id, parent in zip(self.answers, self.answered, strict=True):
            to = edits.last(parent, own) if parent in edits.groups else parent
            if to in own and to != post_id:
                edges[post_id] = to
        return edges

    def _replies_to_others(self, edges: Mapping[int, int]) -> int:
        outside = sum(
            not to_owner and post_id not in edges
            for post_id, to_owner in zip(self.answers, self.to_owner, strict=True)
        )
        return outside + self.sums["replies_to_people"]


def _moment(post_id: int, text: str) -> datetime | None:
    when = ask.written_at(post_id, text)
    return when[0] if when else None


def _items(archive: XArchive, stems: Sequence[str]) -> int:
    """Count the items of a list in the newest archive; the manifest's count will do."""
    reader = ArrayReader(Anything)
    total = 0
    for file in archive.newest(stems):
        if file.expected is not None:
            total += file.expected
        else:
            total += sum(len(batch) for batch in read(reader, file) if not isinstance(batch, Broken))
    return total


def _lists(archive: XArchive) -> int:
    items, _broken = archive.small(parts.LISTS, ListItem)
    return len({url for item in items for url in (item.user_list_info.url, *item.user_list_info.urls) if url})
