"""What every target offers, and the small values that go over the line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NewType, Protocol

from migrator.model import Visibility

RemoteId = NewType("RemoteId", str)
"""The id the target gave a status."""

MediaId = NewType("MediaId", str)
"""The id the target gave an uploaded file."""


class Family(StrEnum):
    """Server software, as NodeInfo tells it; what it can do and where its limits are follows from it."""

    GOTOSOCIAL = "gotosocial"
    MASTODON = "mastodon"
    PLEROMA = "pleroma"
    SNAC = "snac"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one server takes; from /api/v2/instance, else v1, else what is known of its family."""

    family: Family
    version: str = ""
    keeps_dates: bool
    """Whether a past `scheduled_at` becomes the post's date; for GoToSocial proven by the probe when signed in."""

    post_chars: int
    """Characters of text and content warning together, in code points."""

    url_chars: int | None
    """What any link counts for; None if a link counts in full."""

    media_per_post: int
    mixes_media: bool
    """Whether photos and videos may stand in one post."""

    image_bytes: int
    video_bytes: int
    alt_chars: int
    media_types: frozenset[str]
    """MIME types it takes; empty if unknown."""

    content_types: frozenset[str]
    """As text/plain, text/markdown."""

    requests: int
    """Requests in `window_s`; 0 means no known limit."""

    window_s: float
    statuses: int = 0
    """Posts in `statuses_window_s`, where a family has such a limit (Mastodon 300 in 3 hours); 0 if none."""

    statuses_window_s: float = 0.0
    uploads: int = 0
    """Uploads in `uploads_window_s` (Mastodon 30 in 30 minutes); 0 if none."""

    uploads_window_s: float = 0.0
    deletes: int = 0
    """Deletes in `deletes_window_s` (Mastodon 30 in 30 minutes); 0 if none."""

    deletes_window_s: float = 0.0
    warning_forbids: str = ""
    """Characters a content warning must not hold, since the server loses text around them (GoToSocial: >)."""

    assumed: bool = False
    """Whether these are a stock server's limits because nobody is signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAccount:
    """The account that posts go to."""

    server: str
    """Base URL without a trailing slash."""

    id: str
    acct: str
    """As @me@server."""

    locked: bool = True
    url: str = ""
    """Its profile page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file ready to go over the line."""

    path: Path
    mime: str
    file_name: str
    alt: str = ""
    focus: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A status exactly as it will be sent."""

    text: str
    content_type: str
    visibility: Visibility
    language: str | None
    sensitive: bool
    warning: str
    scheduled_at: datetime | None
    """The slot in milliseconds, in UTC; None on a server without dates."""

    media_ids: tuple[MediaId, ...] = ()
    in_reply_to: RemoteId | None = None
    idempotency_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteMedia:
    """A file as the target shows it."""

    id: MediaId
    type: str
    """image, gifv, video, audio or unknown."""

    alt: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteStatus:
    """A status as the target shows it to its author."""

    id: RemoteId
    url: str
    created_at: datetime
    text: str | None
    """The raw text where the server gives it (GoToSocial), else None."""

    content: str
    """HTML."""

    visibility: Visibility
    in_reply_to: RemoteId | None = None
    warning: str = ""
    sensitive: bool = False
    language: str | None = None
    media: tuple[RemoteMedia, ...] = field(default_factory=tuple)
    replies: int = 0
    """Replies by anybody, as far as the server counts them."""

    is_boost: bool = False


class Target(Protocol):
    """An account on a server. Threads may share it.

    Errors are those of `migrator.errors`: `TryAgain` (certainly not carried out), `InDoubt` (perhaps carried out),
    `StepFailed` (this one never), `JobStopped` (none).
    """

    account: TargetAccount
    limits: Limits

    def upload(self, upload: Upload) -> MediaId:
        """Send one file and wait until it can be attached. A repeat leaves an unattached file, no more."""

    def publish(self, post: Outgoing) -> RemoteStatus:
        """Create one status. Never repeated from inside except where it certainly was not carried out."""

    def at(self, moment: datetime) -> list[RemoteStatus]:
        """Return the account's own statuses whose date is exactly this millisecond. Only where dates are kept."""

    def since(self, newest: RemoteId | None) -> list[RemoteStatus]:
        """Return the account's own statuses made after this one, oldest first (the "live" protocol)."""

    def statuses(self, *, first: datetime | None = None, last: datetime | None = None) -> Iterator[RemoteStatus]:
        """Yield the account's own statuses, oldest first, in pages as large as the server gives."""

    def status(self, id_: RemoteId) -> RemoteStatus | None:
        """Return one status; None if it is not there."""

    def strangers_replies(self, id_: RemoteId) -> int:
        """Count the replies to a status that others wrote."""

    def delete(self, id_: RemoteId) -> None:
        """Delete one status; repeat freely: one that is gone already counts as deleted."""

    def probe(self) -> None:
        """Prove that dates are kept, without a trace; raise `Refused` if not."""

    def newest(self) -> RemoteId | None:
        """Return the id of the account's newest own status; None if it has none."""

    def close(self) -> None:
        """Let go of the connections."""
