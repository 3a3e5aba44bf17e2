"""The raw shapes of an ActivityPub outbox, as far as they are read.

https://docs.joinmastodon.org/spec/activitypub/; GoToSocial writes a list of one as the one, and Pleroma and Akkoma
write addresses of files as lists of links, so most fields may be either.
"""

from datetime import datetime
from typing import Any

import msgspec

Addresses = list[str] | str | None


class Icon(msgspec.Struct, rename="camel", gc=False):
    """A picture of a profile: the member's name, or its address."""

    url: str | None = None


class Href(msgspec.Struct, rename="camel", gc=False):
    """A link to a file or page."""

    href: str | None = None
    media_type: str | None = None


class Count(msgspec.Struct, rename="camel", gc=False):
    """A collection that only says how much is in it."""

    total_items: int | None = None


class Tag(msgspec.Struct, rename="camel", gc=False):
    """A mention, hashtag or emoji of a post."""

    type: str | None = None
    name: str | None = None
    href: str | None = None


class Attachment(msgspec.Struct, rename="camel", gc=False):
    """A media file of a post, or a link that the server made a card for."""

    type: str | None = None
    media_type: str | None = None
    url: str | list[Href | str] | Href | None = None
    name: str | None = None
    focal_point: list[float] | None = None


class Answer(msgspec.Struct, rename="camel", gc=False):
    """One answer of a poll."""

    name: str = ""
    replies: Count | str | None = None


class Outline(msgspec.Struct, rename="camel", gc=False):
    """Of a post what the overview counts; its text and tags are not even decoded then."""

    id: str = ""
    type: str = ""
    in_reply_to: str | dict[str, Any] | list[Any] | None = None
    published: datetime | None = None
    url: str | list[Any] | dict[str, Any] | None = None
    to: Addresses = None
    cc: Addresses = None
    attachment: list[Attachment | str] | Attachment | None = None
    direct_message: bool | None = None
    quote: str | dict[str, Any] | None = None
    quote_uri: str | None = None
    quote_url: str | None = None
    misskey_quote: str | None = msgspec.field(name="_misskey_quote", default=None)


class Note(Outline, rename="camel", gc=False):
    """A post, or a question with answers to choose from."""

    summary: str | None = None
    updated: datetime | None = None
    sensitive: bool | None = None
    content: str | None = None
    content_map: dict[str, str] | None = None
    tag: list[Tag | str] | Tag | str | None = None
    one_of: list[Answer] | Answer | None = None
    any_of: list[Answer] | Answer | None = None
    end_time: datetime | None = None
    closed: datetime | bool | None = None
    voters_count: int | None = None
    likes: Count | str | list[Any] | int | None = None


class Entry(msgspec.Struct, rename="camel", gc=False):
    """One item of the outbox, as far as the overview counts it."""

    id: str = ""
    type: str = ""
    published: datetime | None = None
    to: Addresses = None
    cc: Addresses = None
    object: Outline | str | None = None


class Activity(Entry, rename="camel", gc=False):
    """One item of the outbox: a post made, or a boost."""

    actor: str | dict[str, Any] | None = None
    object: Note | str | None = None


class Field(msgspec.Struct, rename="camel", gc=False):
    """A row of the table of a profile; the value is HTML."""

    type: str | None = None
    name: str | None = None
    value: str | None = None


class Actor(msgspec.Struct, rename="camel", gc=False):
    """The account: actor.json."""

    id: str = ""
    preferred_username: str = ""
    name: str | None = None
    summary: str | None = None
    url: str | list[Any] | dict[str, Any] | None = None
    icon: Icon | str | None = None
    image: Icon | str | None = None
    attachment: list[Field] | Field | None = None
    also_known_as: list[str] | str | None = None
    moved_to: str | None = None


class Listed(msgspec.Struct, rename="camel", gc=False):
    """A collection as likes.json, bookmarks.json and featured.json are."""

    ordered_items: list[str | dict[str, Any]] = msgspec.field(default_factory=list)


def address(value: Any) -> str:
    """Return the address that an id, a link or a list of such means; empty if there is none."""
    if isinstance(value, str):
        return value
    for one in listed(value):
        found = one if isinstance(one, str) else None
        if isinstance(one, dict):
            found = one.get("href") or one.get("id") or one.get("url")
        if isinstance(one, Href):
            found = one.href
        if isinstance(found, str) and found:
            return found
    return ""


def listed(value: Any) -> list[Any]:
    """Return one or many as many."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
