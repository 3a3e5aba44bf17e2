"""What has to be known of all posts before any single one can be understood.

Which ids exist, which are earlier versions of others, which must not be carried over, and the long texts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from migrator.model import Reason
from migrator.sources.jsarray import Broken
from migrator.sources.x import parts
from migrator.sources.x.archive import XArchive
from migrator.sources.x.losses import Losses
from migrator.sources.x.notes import Notes
from migrator.sources.x.structs import NoteItem, Tweet
from migrator.sources.x.tweet import author_mention, versions, written_at


@dataclass(slots=True)
class Edits:
    """Which posts are versions of one another."""

    groups: dict[int, set[int]] = field(default_factory=dict)
    """Each version's id and all ids of its group."""

    def add(self, ids: Iterable[int]) -> None:
        """Take a group, and join it with those it overlaps."""
        together = set(ids)
        for one in list(together):
            together |= self.groups.get(one, set())
        for one in together:
            self.groups[one] = together

    def last(self, post_id: int, present: set[int]) -> int:
        """Return the id of the version to carry over: the last that is in the archive."""
        group = self.groups.get(post_id)
        return max(group & present, default=post_id) if group else post_id

    def earlier(self, post_id: int) -> tuple[str, ...]:
        """Return the ids of all other versions of a post, oldest first."""
        group = self.groups.get(post_id)
        return tuple(str(one) for one in sorted(group - {post_id})) if group else ()


@dataclass(slots=True)
class Withheld:
    """Posts that must stay behind, and why; known before the first post is read."""

    reasons: dict[int, tuple[Reason, datetime | None]] = field(default_factory=dict)
    losses: Losses = field(default_factory=Losses)


def withheld(archive: XArchive) -> Withheld:
    """Return deleted posts and those shown to a circle only."""
    found = Withheld()
    for stems, code in ((parts.DELETED, "deleted"), (parts.CIRCLE, "circle")):
        for file, batch in archive.tweets(stems):
            if isinstance(batch, Broken):
                found.losses.failed(file, batch)
                continue
            found.losses.saw(file, len(batch))
            for item in batch:
                post = item.tweet or item
                when = written_at(post.id_str, post.created_at)
                found.reasons.setdefault(post.id_str, (Reason(code), when[0] if when else None))
    return found


def notes_of(archive: XArchive) -> tuple[Notes, list[Broken]]:
    """Return the long texts."""
    items, broken = archive.small(parts.NOTES, NoteItem)
    return Notes(item.note_tweet for item in items), broken


@dataclass(slots=True)
class Index:
    """What one pass over all posts told."""

    posts: set[int] = field(default_factory=set)
    """Every post's id, of all versions, without reposts."""

    edits: Edits = field(default_factory=Edits)

    def add(self, post: Tweet) -> None:
        """Take note of one post."""
        if author_mention(post) is None:
            self.posts.add(post.id_str)
        group = versions(post)
        if group:
            self.edits.add(group)

    def own(self, post_id: int) -> str | None:
        """Return the id of the last version of the owner's post of this id; None if it isn't here."""
        if post_id in self.edits.groups:
            post_id = self.edits.last(post_id, self.posts)
        return str(post_id) if post_id in self.posts else None


def build(archive: XArchive, hidden: Withheld) -> Index:
    """Pass over all posts once."""
    index = Index()
    for stems, _folders, _scope in parts.KINDS:
        for _file, batch in archive.tweets(stems):
            for item in () if isinstance(batch, Broken) else batch:
                post = item.tweet or item
                if post.id_str not in hidden.reasons:
                    index.add(post)
    return index
