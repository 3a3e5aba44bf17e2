"""What a replay plan is made of: one `Publish` or `Skip` for every source item (and part)."""

from dataclasses import dataclass
from datetime import datetime

from migrator.model import MediaType, Reason, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMedia:
    """One file that goes with a post."""

    name: str
    """What `Source.open_media` takes."""

    type: MediaType
    size_bytes: int
    mime: str
    """From the file's first bytes; empty if they were not recognised."""

    alt: str
    focus: tuple[float, float] | None = None
    convert_to: str = ""
    """MIME type it has to be converted to before the upload; empty if it goes as it is."""

    remote_url: str = ""
    """Where it is fetched from when its step runs; empty if the archive holds it. Until then type and size are
    what the archive says, and whether it has to be converted is decided when it is there."""

    at_hand: bool = False
    """Whether the archive holds it too, smaller: that goes if the remote one can't be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLink:
    """A link in the text to another post of the owner's own, to be replaced by the new address."""

    url: str
    """As it stands in the text."""

    source_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """One status to be made."""

    source_id: str
    part: int
    """0 for a post that is one status; else 1, 2, … in reading order."""

    parts: int
    """How many statuses the source post becomes."""

    text: str
    """As it will be sent, own links still with their old address."""

    content_type: str
    written_at: datetime
    """When the original was written, in UTC."""

    slot_ms: int | None
    """The millisecond since 1970 that this status has to itself on the target account; None without dates."""

    visibility: Visibility
    language: str | None
    sensitive: bool
    warning: str
    media: tuple[PlannedMedia, ...]
    in_reply_to: tuple[str, int] | None
    """Source id and part of the status it answers, which must be made before."""

    own_links: tuple[OwnLink, ...] = ()
    notes: tuple[Reason, ...] = ()
    """What was changed and why."""

    url: str = ""
    """The original's address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """One source item that stays behind, and why."""

    source_id: str
    reason: Reason
    written_at: datetime | None = None
    text: str = ""
    """The beginning of its text, for people who look for it."""

    url: str = ""


Planned = Publish | Skip
