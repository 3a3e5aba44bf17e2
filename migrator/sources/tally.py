"""Counts a source's items for its overview, for formats whose items are cheap to make."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from migrator.model import Item, Media, MediaCount, MediaType, Omission, Post, Reason, Reference, Visibility


@dataclass(slots=True)
class Tally:
    """What has been counted so far; ids are kept only of what belongs to threads."""

    posts: int = 0
    reposts: int = 0
    quotes: int = 0
    replies_to_others: int = 0
    private: int = 0
    remote: int = 0
    first: datetime | None = None
    last: datetime | None = None
    omitted: Counter[str] = field(default_factory=Counter)
    _ids: set[str] = field(default_factory=set)
    _parents: dict[str, str] = field(default_factory=dict)
    _files: Counter[MediaType] = field(default_factory=Counter)
    _missing: Counter[MediaType] = field(default_factory=Counter)
    _bytes: Counter[MediaType] = field(default_factory=Counter)

    def add_all(self, items: Iterable[Item]) -> "Tally":
        """Count all items; return itself."""
        for item in items:
            if isinstance(item, Omission):
                self.omitted[item.reason.code] += 1
            elif item.repost_of is not None:
                self.reposts += 1
            else:
                self._post(item)
        return self

    def _post(self, post: Post) -> None:
        self.private += post.visibility in {Visibility.PRIVATE, Visibility.DIRECT}
        self.quotes += post.quote is not None
        self.add_post(post.source_id, post.written_at, post.reply_to, post.media)

    def add_post(
        self, source_id: str, written_at: datetime, reply_to: Reference | None, media: Iterable[Media]
    ) -> None:
        """Count a public post of which no more is known than this."""
        self.posts += 1
        self._ids.add(source_id)
        if self.first is None or written_at < self.first:
            self.first = written_at
        if self.last is None or written_at > self.last:
            self.last = written_at
        if reply_to is not None:
            self.replies_to_others += not reply_to.own
            if reply_to.source_id is not None:
                self._parents[source_id] = reply_to.source_id
        for one in media:
            (self._missing if one.missing else self._files)[one.type] += 1
            self._bytes[one.type] += one.size_bytes or 0
            self.remote += one.remote

    def fields(self) -> dict[str, Any]:
        """Return what an `Overview` says of posts and media."""
        edges = {child: parent for child, parent in self._parents.items() if parent in self._ids}
        kinds = sorted(self._files.keys() | self._missing.keys())
        return {
            "first": self.first,
            "last": self.last,
            "posts": self.posts,
            "threads": len({parent for parent in edges.values() if parent not in edges}),
            "replies_to_others": self.replies_to_others,
            "reposts": self.reposts,
            "quotes": self.quotes,
            "private": self.private,
            "media": {
                kind: MediaCount(files=self._files[kind], bytes=self._bytes[kind], missing=self._missing[kind])
                for kind in kinds
            },
            "omissions": dict(self.omitted),
        }

    def warnings(self) -> tuple[Reason, ...]:
        """Return what a person should know of the counts."""
        return (Reason("media_elsewhere", {"files": self.remote}),) if self.remote else ()
