"""Turns the options of `replay` into choices: an option that was not given falls back to the settings."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TextIO, TypeVar

from migrator.cli import periods
from migrator.cli.face import Face
from migrator.errors import UserError
from migrator.jobs.choices import (
    Choices,
    Filters,
    Mentions,
    MissingAlt,
    MissingMedia,
    Origin,
    Policies,
    Polls,
    Replies,
    Reposts,
    TooLong,
    TooManyMedia,
)
from migrator.model import Visibility
from migrator.settings import ReplaySettings

Word = TypeVar("Word", bound=StrEnum)

ID: Final = re.compile(r"(?:\S*/)?(\d+)/?$|https?://\S+$")
"""An id, alone or at the end of a post's address, or any other address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The options as they were typed; None where one was not given."""

    since: str | None = None
    until: str | None = None
    include_replies: bool = False
    include_reposts: bool = False
    include_community: bool = False
    include_private: bool = False
    only_media: bool = False
    min_likes: int = 0
    tag: tuple[str, ...] = ()
    exclude_regex: str = ""
    ids: Path | None = None
    limit: int | None = None
    mentions: Mentions | None = None
    replies: Replies | None = None
    reposts: Reposts | None = None
    visibility: Visibility | None = None
    too_long: TooLong | None = None
    too_many_media: TooManyMedia | None = None
    missing_alt: MissingAlt | None = None
    missing_media: MissingMedia | None = None
    polls: Polls | None = None
    no_download: bool = False
    fetch_originals: bool = False
    expand_links: bool = False
    origin: Origin | None = None
    footer: str | None = None
    without_dates: bool = False
    allow_unlocked_private: bool = False


def choices(wanted: Wanted, face: Face) -> Choices:
    """Return the choices; raise `UserError` where an option makes no sense."""
    return Choices(filters=_filters(wanted, face), policies=_policies(wanted, face.settings.replay))


def _filters(wanted: Wanted, face: Face) -> Filters:
    return Filters(
        since=periods.beginning(wanted.since, face.zone) if wanted.since else None,
        until=periods.end(wanted.until, face.zone) if wanted.until else None,
        community=wanted.include_community,
        private=wanted.include_private,
        only_media=wanted.only_media,
        min_likes=wanted.min_likes,
        tags=tuple(tag.lstrip("#＃") for tag in wanted.tag),
        exclude_regex=_regex(wanted.exclude_regex),
        ids=_ids(wanted.ids, face.stdin) if wanted.ids else None,
        limit=wanted.limit,
    )


def _policies(wanted: Wanted, usual: ReplaySettings) -> Policies:
    footer = wanted.footer if wanted.footer is not None else usual.footer
    origin = _picked(wanted.origin, usual.origin, Origin)
    if wanted.footer and wanted.origin is None:
        origin = Origin.FOOTER
    if origin is Origin.FOOTER and not footer:
        raise UserError("a footer needs its text", hint='--footer "First posted on {date} as @{name}"')
    if wanted.fetch_originals and wanted.no_download:
        raise UserError("--fetch-originals and --no-download contradict each other", hint="give one of the two")
    usual_visibility = Visibility(usual.visibility) if usual.visibility else None
    return Policies(
        mentions=_picked(wanted.mentions, usual.mentions, Mentions),
        replies=_widened(wanted.include_replies, wanted.replies, usual.replies, Replies, Replies.KEEP),
        reposts=_widened(wanted.include_reposts, wanted.reposts, usual.reposts, Reposts, Reposts.LINK),
        visibility=wanted.visibility or usual_visibility,
        too_long=_picked(wanted.too_long, usual.too_long, TooLong),
        too_many_media=_picked(wanted.too_many_media, usual.too_many_media, TooManyMedia),
        missing_alt=_picked(wanted.missing_alt, usual.missing_alt, MissingAlt),
        missing_media=_picked(wanted.missing_media, usual.missing_media, MissingMedia),
        download=not wanted.no_download,
        originals=wanted.fetch_originals,
        expand_links=wanted.expand_links,
        polls=_picked(wanted.polls, usual.polls, Polls),
        origin=origin,
        footer=footer,
        without_dates=wanted.without_dates,
        allow_unlocked_private=wanted.allow_unlocked_private,
    )


def _picked(given: Word | None, usual: str, words: type[Word]) -> Word:
    return given if given is not None else words(usual)


def _widened(include: bool, given: Word | None, usual: str, words: type[Word], wide: Word) -> Word:
    if not include:
        return _picked(given, usual, words)
    if given is not None and given is not wide:
        name = words.__name__.lower()
        raise UserError(f"--include-{name} and --{name} {given} contradict each other", hint="give one of the two")
    return wide


def _regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise UserError(f"--exclude-regex {pattern!r} is no regular expression: {error}") from error
    return pattern


def _ids(file: Path, stdin: TextIO) -> frozenset[str]:
    """Read one id or address a line; `-` is standard input, # begins a comment."""
    try:
        text = stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"the list of ids {file} can't be read: {error}") from error
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    return frozenset(one for line in lines if line for one in (_id(line, file), line))


def _id(line: str, file: Path) -> str:
    match = ID.search(line)
    if match is None:
        raise UserError(
            f"{file}: {line!r} is neither an id nor a post's address", hint="one a line, as 1234567890"
        )
    return match.group(1) or match.group()
