"""Rows as twitter-web-exporter writes them.

https://github.com/prinsss/twitter-web-exporter, src/components/table/columns-tweet.tsx. What X itself said of a
post is in `metadata`, if the person asked for it; X changes that at will, so it is never required.
"""

from typing import TypeVar

import msgspec
from msgspec import Struct

T = TypeVar("T")


class File(Struct, gc=False):
    """One picture or video."""

    type: str = "photo"
    url: str | None = None
    """The t.co link that stands for it in the text."""

    thumbnail: str | None = None
    original: str | None = None
    """A picture in full size; of a video the encoding of the highest bitrate."""

    ext_alt_text: str | None = None


class Row(Struct, gc=False):
    """One post."""

    id: int = 0
    created_at: str | None = None
    """In the browser's zone, in a form that can be chosen."""

    full_text: str | None = None
    """Of a long post the whole, as it was written; of all others escaped."""

    media: list[File] | None = None
    """Of a repost the original's."""

    screen_name: str | None = None
    name: str | None = None
    user_id: int | None = None
    """Older versions leave it out."""

    in_reply_to: int | None = None
    """The id of a post, as with the two below."""

    retweeted_status: int | None = None
    quoted_status: int | None = None
    favorite_count: int | None = None
    url: str | None = None
    metadata: msgspec.Raw = msgspec.Raw()


class Address(Struct, gc=False):
    """A t.co link and where it leads."""

    url: str = ""
    expanded_url: str | None = None
    expanded: str | None = None
    """As `expanded_url`, where it is the quoted post's."""


class Entities(Struct, gc=False):
    """What X found in a text."""

    urls: list[Address] = []


class Legacy(Struct, gc=False):
    """A post as X's older interface had it."""

    entities: Entities | None = None
    quoted_status_permalink: Address | None = None
    in_reply_to_screen_name: str | None = None
    in_reply_to_user_id_str: str | None = None
    lang: str | None = None
    possibly_sensitive: bool | None = None


class NoteResult(Struct, gc=False):
    """A long post."""

    entity_set: Entities | None = None


class NoteResults(Struct, gc=False):
    """The inner wrapper of a long post."""

    result: NoteResult | None = None


class Note(Struct, gc=False):
    """The outer wrapper of a long post."""

    note_tweet_results: NoteResults | None = None


class PersonFacts(Struct, gc=False):
    """What concerns us of a person."""

    protected: bool | None = None


class Person(Struct, gc=False):
    """A post's author."""

    rest_id: str | None = None
    legacy: PersonFacts | None = None
    privacy: PersonFacts | None = None


class PersonResult(Struct, gc=False):
    """The inner wrapper of an author."""

    result: Person | None = None


class Core(Struct, gc=False):
    """The outer wrapper of an author."""

    user_results: PersonResult | None = None


class Metadata(Struct, gc=False):
    """A post as X's web page had it."""

    legacy: Legacy = msgspec.field(default_factory=Legacy)
    note_tweet: Note = msgspec.field(default_factory=Note)
    core: Core = msgspec.field(default_factory=Core)
    in_community: bool = False
    in_circle: bool = False

    @property
    def author(self) -> Person:
        """Return the author; empty if it isn't said."""
        found = self.core.user_results
        return (found.result if found is not None else None) or Person()

    @property
    def protected(self) -> bool:
        """Tell whether only followers saw what the author wrote."""
        said = (self.author.legacy, self.author.privacy)
        return any(one is not None and bool(one.protected) for one in said)

    @property
    def links(self) -> dict[str, str]:
        """Return where each t.co link leads."""
        note = self.note_tweet.note_tweet_results
        whole = note.result.entity_set if note is not None and note.result is not None else None
        found = [one for part in (self.legacy.entities, whole) if part is not None for one in part.urls]
        if self.legacy.quoted_status_permalink is not None:
            found.append(self.legacy.quoted_status_permalink)
        return {one.url: target for one in found if one.url and (target := one.expanded_url or one.expanded)}


_PARTS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_NOTHING = Metadata()


def metadata(row: Row) -> Metadata:
    """Return what X said of the post; nothing of what isn't there or not as we know it."""
    if not bytes(row.metadata):
        return _NOTHING
    try:
        parts = _PARTS.decode(row.metadata)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _NOTHING
    there = {name for name, raw in parts.items() if bytes(raw).strip() != b"null"}
    return Metadata(
        legacy=_part(parts, "legacy", Legacy),
        note_tweet=_part(parts, "note_tweet", Note),
        core=_part(parts, "core", Core),
        in_community="community_results" in there,
        in_circle="trusted_friends_info_result" in there,
    )


def _part(parts: dict[str, msgspec.Raw], name: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(parts.get(name, b"{}"), type=kind, strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return kind()
