"""An archive of 2012 to 2018 as a source. It holds no media, only their addresses."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO

from migrator.errors import StepFailed
from migrator.model import (
    Fingerprint,
    Item,
    MediaCount,
    MediaType,
    Omission,
    Overview,
    Owner,
    Post,
    Reason,
    Relation,
    Sighting,
)
from migrator.sources.container import Container
from migrator.sources.grailbird import months
from migrator.sources.grailbird.posts import Writer, is_repost
from migrator.sources.grailbird.structs import MentionEntity
from migrator.sources.jsarray import Broken


class GrailbirdSource:
    """One account's archive as Twitter gave it before August 2018."""

    format = "grailbird"
    network = "x"

    def __init__(self, containers: Sequence[Container]) -> None:
        """Find the files and the owner; raises `UserError` if several archives' owners differ."""
        self._containers = sorted(containers, key=lambda one: (one.stamp.name, one.stamp.digest))
        self._months = months.months(self._containers)
        self._owner = months.find_owner(self._containers)

    @property
    def owner(self) -> Owner:
        """Whose archive it is."""
        return self._owner

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells whether it is still the same archive."""
        return Fingerprint(tuple(container.stamp for container in self._containers))

    def overview(self) -> Overview:
        """Count what is in it. Such archives are small: the items themselves are counted."""
        posts: list[Post] = []
        reposts, omitted, missing = 0, Counter[str](), Counter[MediaType]()
        for item in self.items():
            if isinstance(item, Omission):
                omitted[item.reason.code] += 1
            elif item.repost_of is not None:
                reposts += 1
            else:
                posts.append(item)
                missing.update(one.type for one in item.media)
        return Overview(
            format=self.format,
            owner=self._owner,
            first=min((post.written_at for post in posts), default=None),
            last=max((post.written_at for post in posts), default=None),
            posts=len(posts),
            threads=_threads(posts),
            replies_to_others=sum(post.reply_to is not None and not post.reply_to.own for post in posts),
            reposts=reposts,
            quotes=sum(post.quote is not None for post in posts),
            notes=0,
            media={kind: MediaCount(missing=count) for kind, count in sorted(missing.items())},
            follows=0,
            followers=0,
            lists=0,
            likes=0,
            warnings=tuple(self._warnings(omitted)),
            omissions=dict(omitted),
        )

    def items(self) -> Iterator[Item]:
        """Yield every item once."""
        ids = frozenset(
            tweet.id_str
            for month in self._months
            for batch in months.read(month)
            if not isinstance(batch, Broken)
            for tweet in batch
            if not is_repost(tweet)
        )
        writer = Writer(owner=self._owner, ids=ids)
        seen: set[int] = set()
        for month in self._months:
            yield from self._month(month, writer, seen)

    def people(self) -> Iterator[Sighting]:
        """Yield whom the posts mention; such archives hold no lists of people."""
        seen: set[tuple[int, str]] = set()
        for month in self._months:
            for batch in months.read(month):
                for tweet in () if isinstance(batch, Broken) else batch:
                    for one in tweet.entities.user_mentions if tweet.entities else ():
                        key = (one.id_str or 0, one.screen_name)
                        if key[0] > 0 and key not in seen and str(key[0]) != self._owner.id:
                            seen.add(key)
                            yield _mentioned(one)

    def open_media(self, name: str) -> IO[bytes]:
        """Raise `StepFailed`: there are no media files."""
        raise StepFailed(f"{name} is not in the archive: such archives hold no media", code="media_missing")

    def close(self) -> None:
        """Let go of the files."""
        for container in self._containers:
            container.close()

    def _month(self, month: months.Month, writer: Writer, seen: set[int]) -> Iterator[Item]:
        """Yield one file's items, what is broken in it, and what is missing by the index."""
        found = 0
        rest = ""
        for batch in months.read(month):
            if isinstance(batch, Broken):
                rest = batch.error if batch.rest else rest
                found += not batch.rest
                if not batch.rest:
                    yield _broken(batch, seen)
                continue
            for position, tweet in enumerate(batch, found):
                if not tweet.id_str:
                    why = Reason("unreadable", {"error": "it has no id", "file": month.label})
                    yield Omission(source_id=f"{month.label}#{position}", reason=why)
                elif tweet.id_str not in seen:
                    seen.add(tweet.id_str)
                    yield writer.item(tweet, month.label)
            found += len(batch)
        lost = None if month.expected is None else month.expected - found
        if (lost or 0) > 0 or (rest and lost is None):
            error = rest or "the file holds fewer posts than tweet_index.js says"
            why = Reason("unreadable", {"error": error, "file": month.label, "lost": lost})
            yield Omission(source_id=f"{month.label}#rest", reason=why)

    def _warnings(self, omitted: Counter[str]) -> Iterator[Reason]:
        yield Reason("no_media_files")
        if omitted["unreadable"]:
            yield Reason("posts_lost", {"file": "data/js/tweets", "lost": omitted["unreadable"]})
        for container in self._containers:
            if container.duplicates:
                yield Reason("duplicate_names", {"file": container.shown, "count": container.duplicates})


def _mentioned(one: MentionEntity) -> Sighting:
    return Sighting(
        relation=Relation.MENTIONED, id=str(one.id_str), name=one.screen_name, display_name=one.name, where="post"
    )


def _broken(one: Broken, seen: set[int]) -> Omission:
    why = Reason("unreadable", {"error": one.error, "file": one.file})
    if one.source_id is None or one.source_id in seen:
        return Omission(source_id=f"{one.file}#{one.index}", reason=why)
    seen.add(one.source_id)
    return Omission(source_id=str(one.source_id), reason=why)


def _threads(posts: Sequence[Post]) -> int:
    ids = {post.source_id for post in posts}
    edges = {
        post.source_id: post.reply_to.source_id
        for post in posts
        if post.reply_to is not None and post.reply_to.source_id in ids
    }
    return len({parent for parent in edges.values() if parent not in edges})
