"""Rows as Pixelfed writes them.

https://github.com/pixelfed/pixelfed, app/Transformer/Api/StatusStatelessTransformer.php
"""

from typing import Any

import msgspec


class Account(msgspec.Struct):
    """A person."""

    id: str = ""
    username: str = ""
    acct: str = ""
    display_name: str | None = None
    url: str | None = None
    locked: bool | None = None


class Mention(msgspec.Struct):
    """A person whom a post names."""

    id: str = ""
    url: str | None = None
    username: str | None = None
    acct: str | None = None


class Place(msgspec.Struct):
    """Where a picture was taken."""

    name: str | None = None
    country: str | None = None


class Attachment(msgspec.Struct):
    """One file."""

    type: str | None = None
    url: str | None = None
    description: str | None = None
    mime: str | None = None
    meta: Any = None
    is_nsfw: bool | None = None


class Option(msgspec.Struct):
    """One answer of a poll."""

    title: str = ""
    votes_count: int | None = None


class Poll(msgspec.Struct):
    """A poll."""

    options: list[Option] = []
    multiple: bool | None = None
    expires_at: str | None = None


class Status(msgspec.Struct):
    """One row."""

    id: str = ""
    uri: str | None = None
    url: str | None = None
    in_reply_to_id: str | None = None
    in_reply_to_account_id: str | None = None
    reblog: "Status | None" = None
    content: str | None = None
    content_text: str | None = None
    created_at: str | None = None
    edited_at: str | None = None
    spoiler_text: str | None = None
    sensitive: bool | None = None
    visibility: str | None = None
    language: str | None = None
    pf_type: str | None = None
    pinned: bool | None = None
    favourites_count: int | None = None
    mentions: list[Mention] | None = None
    place: Place | None = None
    media_attachments: list[Attachment] | None = None
    account: Account | None = None
    poll: Poll | None = None
