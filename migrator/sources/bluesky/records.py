"""Records as https://atproto.com/lexicons/app-bsky-feed describes them, and the times in their keys."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec

POSTS = "app.bsky.feed.post"
REPOSTS = "app.bsky.feed.repost"
LIKES = "app.bsky.feed.like"
FOLLOWS = "app.bsky.graph.follow"
LISTS = "app.bsky.graph.list"
PROFILE = "app.bsky.actor.profile/self"

SENSITIVE = frozenset({"porn", "sexual", "nudity", "graphic-media", "gore", "nsfl"})
"""Labels that owners put on their own posts: https://docs.bsky.app/docs/advanced-guides/moderation#self-labels"""

T = TypeVar("T")


class PostRecord(msgspec.Struct, rename="camel", frozen=True):
    """`app.bsky.feed.post`; what may be left out without harm is looked at piece by piece."""

    text: str
    created_at: str = ""
    langs: Any = None
    tags: Any = None
    labels: Any = None
    facets: Any = None
    entities: Any = None
    reply: Any = None
    embed: Any = None


class Index(msgspec.Struct, rename="camel", frozen=True):
    """A run of the text, in bytes of UTF-8."""

    byte_start: int
    byte_end: int


class Feature(msgspec.Struct, rename="camel", frozen=True):
    """What a run of the text is."""

    type: str = msgspec.field(name="$type")
    uri: str = ""
    did: str = ""
    tag: str = ""


class Facet(msgspec.Struct, rename="camel", frozen=True):
    """`app.bsky.richtext.facet`."""

    index: Index
    features: list[Feature]


class OldSlice(msgspec.Struct, rename="camel", frozen=True):
    """A run of the text, in UTF-16 units."""

    start: int
    end: int


class OldEntity(msgspec.Struct, rename="camel", frozen=True):
    """What posts had before facets: `entities`."""

    index: OldSlice
    type: str
    value: str


class Ref(msgspec.Struct, rename="camel", frozen=True):
    """`com.atproto.repo.strongRef`."""

    uri: str
    cid: str = ""


class Reply(msgspec.Struct, rename="camel", frozen=True):
    """What a post answers."""

    parent: Ref
    root: Ref | None = None


class Blob(msgspec.Struct, rename="camel", frozen=True):
    """A file; the first ones had `cid` in place of `ref`."""

    ref: bytes | None = None
    cid: str = ""
    mime_type: str = ""


class Image(msgspec.Struct, rename="camel", frozen=True):
    """One picture."""

    image: Blob
    alt: str = ""


class External(msgspec.Struct, rename="camel", frozen=True):
    """A card that shows a web page."""

    uri: str


class Embed(msgspec.Struct, rename="camel", frozen=True):
    """Any of `app.bsky.embed.*`."""

    type: str = msgspec.field(name="$type", default="")
    images: Any = None
    video: Any = None
    alt: str = ""
    presentation: str = ""
    external: Any = None
    record: Any = None
    media: Any = None


class Quoted(msgspec.Struct, rename="camel", frozen=True):
    """The record in a `recordWithMedia`."""

    record: Ref


class Repost(msgspec.Struct, rename="camel", frozen=True):
    """`app.bsky.feed.repost`."""

    subject: Ref
    created_at: str = ""


def read(kind: type[T], value: object) -> T | None:
    """Return a value as one of the structs; None if it is something else."""
    if not isinstance(value, dict):
        return None
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return None


def several(kind: type[T], values: object) -> list[T]:
    """Return those of several values that can be read."""
    if not isinstance(values, list) or not values:
        return []
    return [found for value in values if (found := read(kind, value)) is not None]


_TID = re.compile(r"[2-7a-z]{13}")
_AS_BASE_32 = str.maketrans("234567abcdefghijklmnopqrstuvwxyz", "0123456789abcdefghijklmnopqrstuv")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def tid(rkey: str) -> int:
    """Return a key's number; 0 if it is not made from a time.

    https://atproto.com/specs/tid
    """
    if _TID.fullmatch(rkey) is None:
        return 0
    return int(rkey.translate(_AS_BASE_32), 32)


def tid_time(rkey: str) -> datetime | None:
    """Return when a key was made, as far as it says."""
    number = tid(rkey) >> 10
    return _EPOCH + timedelta(microseconds=number) if 0 < number < _LATEST_US else None


_LATEST_US = 4_102_444_800_000_000
"""The year 2100: a key that says later is not made from a time."""
