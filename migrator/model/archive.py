"""What an archive is as a whole: whose, how much, and how to know it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from migrator.model.post import MediaType, Span
from migrator.model.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The person whose archive it is."""

    id: str
    """The account's id on the old network; empty if the archive does not say."""

    name: str
    """The name there, without @; empty if the archive does not say."""

    display_name: str = ""
    former_names: tuple[str, ...] = ()
    """Names the account had before, to recognise links to its own old posts."""

    protected: bool = False
    """Whether the account is or lately was visible to followers only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How the account introduced itself."""

    name: str = ""
    bio: tuple[Span, ...] = ()
    fields: tuple[tuple[str, tuple[Span, ...]], ...] = ()
    """Name and value, in the order shown."""

    avatar: str = ""
    """What `Source.open_media` takes; empty if there is none in the archive."""

    header: str = ""
    """Like `avatar`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStamp:
    """One part of an archive as it was found."""

    name: str
    """File name without folders."""

    size_bytes: int
    digest: str
    """SHA-256 of the directory (names, sizes, checksums), not of the content: cheap for 50 GB."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells whether an archive is still the one that was planned."""

    files: tuple[FileStamp, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaCount:
    """How many media files of one type there are."""

    files: int = 0
    bytes: int = 0
    missing: int = 0
    """Named by a post but not in the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What `inspect` says of an archive. Reposts are counted apart; their media are not counted."""

    format: str
    owner: Owner
    first: datetime | None
    last: datetime | None
    posts: int
    """Posts of the owner's own, replies included, reposts and omissions not."""

    threads: int
    """Chains of two or more own posts, each answering the one before; branches belong to one thread."""

    replies_to_others: int
    reposts: int
    quotes: int
    notes: int
    """Long posts (note tweets)."""

    media: Mapping[MediaType, MediaCount]
    follows: int
    followers: int
    lists: int
    likes: int
    not_read: tuple[Reason, ...] = ()
    """What the archive holds that will not be read, as `direct_messages {files, bytes}`."""

    warnings: tuple[Reason, ...] = ()
    omissions: Mapping[str, int] = field(default_factory=dict)
    """Source items that are no posts to carry over, by reason code."""

    bookmarks: int = 0
    private: int = 0
    """Of `posts`: those that only followers or only those addressed could see."""

    profile: Profile | None = None
    """None if the format does not hold it."""
