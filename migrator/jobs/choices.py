"""What a person chose: which posts go (filters) and what becomes of each lossy case (policies).

Stored with the plan's revision; the defaults are the ones the README names.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from migrator.model import Visibility


class Mentions(StrEnum):
    """What becomes of @name, a person on the old network."""

    PLAIN = "plain"
    """The name stays readable and can't ping anyone."""
    LINK = "link"
    """A link to the person's page on the old network."""
    FULLWIDTH = "fullwidth"
    """＠name, with the fullwidth sign."""
    HANDLE = "handle"
    """A link to the friend's fediverse profile where it is known, else as `plain`."""
    SKIP = "skip"
    """Leave the whole post out."""


class Replies(StrEnum):
    """What becomes of replies to others."""

    SKIP = "skip"
    KEEP = "keep"
    """Keep the reply and write a link to the post it answers."""


class Reposts(StrEnum):
    """What becomes of reposts of others' posts."""

    SKIP = "skip"
    LINK = "link"
    """A post with a link to the original."""


class TooLong(StrEnum):
    """What becomes of a post longer than the target takes."""

    SPLIT = "split"
    """A thread of several posts."""
    TRUNCATE = "truncate"
    SKIP = "skip"


class TooManyMedia(StrEnum):
    """What becomes of more media than the target takes in one post."""

    SPLIT = "split"
    """The rest goes into replies."""
    TRUNCATE = "truncate"
    """The rest is left out, with a note."""
    SKIP = "skip"


class MissingAlt(StrEnum):
    """What becomes of media without a description."""

    LEAVE = "leave"
    PLACEHOLDER = "placeholder"
    """A sentence that says there was none."""
    SKIP = "skip"
    """Leave the post out."""


class MissingMedia(StrEnum):
    """What becomes of a post whose media file is not in the archive."""

    KEEP = "keep"
    """The text goes without it; left out only if nothing remains."""
    SKIP = "skip"


class Polls(StrEnum):
    """What becomes of polls; no server takes one with an old date."""

    TEXT = "text"
    """The answers with their results, as lines of the text."""
    OPTIONS = "options"
    """The answers without results."""
    SKIP = "skip"
    """Leave the post out."""


class Origin(StrEnum):
    """Whether a post says where it came from."""

    NONE = "none"
    LINK = "link"
    """A last line with the address of the original."""
    FOOTER = "footer"
    """A last line made from `footer`, with {url}, {date} and {name}."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which posts go."""

    since: datetime | None = None
    """First moment, in UTC, inclusive."""

    until: datetime | None = None
    """Last moment, in UTC, inclusive."""

    community: bool = False
    private: bool = False
    """Whether posts for followers, and for nobody but those addressed, go too: as narrow as they were."""

    only_media: bool = False
    min_likes: int = 0
    tags: tuple[str, ...] = ()
    """Only posts with one of these hashtags; without #, case ignored."""

    exclude_regex: str = ""
    """Python regular expression searched in the text; a match leaves the post out."""

    ids: frozenset[str] | None = None
    """Only these source ids; None means all."""

    limit: int | None = None
    """At most so many source posts, oldest first, that have not been published yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """What becomes of each lossy case."""

    mentions: Mentions = Mentions.PLAIN
    replies: Replies = Replies.SKIP
    reposts: Reposts = Reposts.SKIP
    visibility: Visibility | None = None
    """Widest visibility; None: public where dates are kept, else unlisted; private for a protected account."""

    too_long: TooLong = TooLong.SPLIT
    too_many_media: TooManyMedia = TooManyMedia.SPLIT
    missing_alt: MissingAlt = MissingAlt.LEAVE
    missing_media: MissingMedia = MissingMedia.KEEP
    originals: bool = False
    """Whether pictures are fetched in full size from X, and files that its archive lacks."""

    download: bool = True
    """Whether files that are not in the archive are fetched from where it says they are."""

    expand_links: bool = False
    """Whether shorteners were asked where the short links lead that the archive does not expand."""

    polls: Polls = Polls.TEXT
    origin: Origin = Origin.NONE
    footer: str = ""
    without_dates: bool = False
    """The user agreed that posts appear now, with the date in their text."""

    allow_unlocked_private: bool = False
    """The user agreed to followers-only posts on an account that anyone may follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Filters and policies of one plan revision."""

    filters: Filters = Filters()
    policies: Policies = Policies()
