"""What a rehearsal server is told when it starts, and the numbers of the servers it stands for.

Numbers that GoToSocial chose were measured on version 0.20 or read in its source; those of Mastodon are from its
source and documentation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

ProfileName = Literal["gotosocial", "mastodon"]
Clock = Callable[[], datetime]

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The numbers in which the two kinds of server differ."""

    name: ProfileName
    """Which rules of posting are followed."""

    version: str
    """What the instance calls itself."""

    post_chars: int
    """Characters of a post and its content warning together."""

    media_per_post: int
    image_bytes: int
    video_bytes: int
    description_chars: int
    page_default: int
    """Posts on a page when the request names no limit."""

    page_most: int
    """Posts on a page, whatever the request asks for; 0 means as many as it asks."""

    locked: bool
    """Whether a new account approves its followers by hand."""

    default_visibility: str


GOTOSOCIAL = Profile(
    name="gotosocial",
    version="0.20.0-rc1",
    post_chars=5000,
    media_per_post=6,
    image_bytes=40 * MIB,
    video_bytes=40 * MIB,
    description_chars=1500,
    page_default=30,
    page_most=0,
    locked=True,
    default_visibility="unlisted",
)
"""Stock GoToSocial. https://docs.gotosocial.org/en/latest/configuration/statuses/"""

MASTODON = Profile(
    name="mastodon",
    version="4.4.0",
    post_chars=500,
    media_per_post=4,
    image_bytes=16 * MIB,
    video_bytes=99 * MIB,
    description_chars=1500,
    page_default=20,
    page_most=40,
    locked=False,
    default_visibility="public",
)
"""Stock Mastodon. https://docs.joinmastodon.org/user/posting/"""

PROFILES: dict[ProfileName, Profile] = {"gotosocial": GOTOSOCIAL, "mastodon": MASTODON}


def utc_now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one default clock of this package


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be set differently from a stock server. A value of None means: as the profile has it."""

    rate_limited: bool = True
    """Whether requests are counted at all; without it there are no rate-limit headers either."""

    requests: int = 300
    """Requests an address (GoToSocial) or a token (Mastodon) may make in one window."""

    window_s: float = 300.0
    """Length of that window, in seconds."""

    backdating: bool = True
    """GoToSocial's `instance-allow-backdating-statuses`."""

    post_chars: int | None = None
    media_per_post: int | None = None
    media_bytes: int | None = None
    """Largest upload of any kind, in bytes."""

    description_min_chars: int = 0
    """GoToSocial's `media-description-min-chars`, which no endpoint tells."""

    description_max_chars: int | None = None

    delete_after_ms: int = 200
    """How long a deleted post can still be read: GoToSocial deletes in the background, within a second."""

    processing_ms: int = 1500
    """How long Mastodon needs for a video before it may be attached, in milliseconds."""

    password: str = "rehearsal"  # noqa: S105 - a practice server's password protects nothing
    """The password of every account on the sign-in page."""

    clock: Clock = utc_now
    """Tells the server's present; tests hand in their own."""
