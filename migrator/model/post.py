"""One post of the archive's owner, with its text as spans so that no policy has to parse it again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from migrator.model.reason import Reason
from migrator.model.visibility import Visibility


class MediaType(StrEnum):
    """What a media file is to its reader."""

    PHOTO = "photo"
    VIDEO = "video"
    ANIMATED_GIF = "animated_gif"
    """A silent looping video, whatever its container."""
    AUDIO = "audio"


class Scope(StrEnum):
    """Whom the old network showed a post to."""

    EVERYONE = "everyone"
    COMMUNITY = "community"
    """Posted into a group; carried over only by choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One media file of a post."""

    name: str
    """What `Source.open_media` takes; the member's path inside the archive. Empty if the file is missing.

    A remote file has a name too, to tell it from others; `open_media` does not open it.
    """

    type: MediaType
    size_bytes: int | None
    """Size of the file; None if it is not in the archive."""

    remote: bool = False
    """Whether the file is not in the archive but can be fetched from `url` when it is needed."""

    mime: str = ""
    """What the archive says a remote file is, as `image/jpeg`; only its bytes will tell for sure."""

    alt: str = ""
    """The description the owner gave it; empty if none."""

    url: str = ""
    """Where the old network served it."""

    focus: tuple[float, float] | None = None
    """Focal point x, y from -1 to 1. https://docs.joinmastodon.org/api/guidelines/#focal-points"""

    @property
    def missing(self) -> bool:
        """Whether the archive names the file but does not hold it, nor says where it can be had."""
        return self.size_bytes is None and not self.remote


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another post that a post answers, quotes or repeats."""

    source_id: str | None
    """Its id on the old network; None if the archive does not say."""

    url: str = ""
    """Its address on the old network; empty if unknown."""

    author_id: str | None = None
    author_name: str = ""
    """Its author's name there, without @; empty if unknown."""

    own: bool = False
    """Whether it is by the archive's owner."""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, with every entity decoded and line breaks as newlines."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link, with shorteners already expanded where the archive says to what."""

    url: str
    own_post: str | None = None
    """The source id of the owner's own post the link leads to."""

    label: str = ""
    """The words that stood for the address; empty if it was shown itself."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The name of a person on the old network."""

    name: str
    """Without @."""

    source_id: str | None = None
    """The person's id there; None if unknown."""

    profile_url: str = ""
    """The person's page there."""

    leading: bool = False
    """Whether the old network put it before a reply by itself, to say whom it answers."""

    handle: str = ""
    """On the fediverse the full name, as user@host; else empty."""


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A hashtag, in its written case, without #."""

    tag: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Where in the text the quoted post was shown; `Post.quote` says which it is."""

    url: str


class Style(StrEnum):
    """How a run of words stands out."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    CODE = "code"


class Kind(StrEnum):
    """What a block is to its reader."""

    QUOTE = "quote"
    LIST = "list"
    """Its spans are items."""
    ORDERED = "ordered"
    """A list with numbers; its spans are items."""
    ITEM = "item"
    PRE = "pre"
    """Lines that stay as they are, as of a program."""
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Styled:
    """A run within a line that stands out."""

    style: Style
    spans: tuple["Span", ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand apart from those around them, without white space at their ends."""

    kind: Kind
    spans: tuple["Span", ...]


Leaf = Text | Link | Mention | Hashtag | Quote
Span = Leaf | Styled | Block


def leaves(spans: Iterable[Span]) -> Iterator[Leaf]:
    """Yield what holds words, in reading order, whatever it stands in."""
    for span in spans:
        if isinstance(span, Styled | Block):
            yield from leaves(span.spans)
        else:
            yield span


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a poll."""

    name: str
    votes: int | None = None
    """None if the archive does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A question with answers to choose from, as it stood when the archive was made."""

    options: tuple[Option, ...]
    multiple: bool = False
    ends_at: datetime | None = None
    voters: int | None = None
    """How many people voted; None if the archive does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of the archive's owner."""

    source_id: str
    """The id the old service gave it; unique within one account."""

    written_at: datetime
    """When it was written, in UTC, as precisely as is known; never naive."""

    order: int
    """Sorts the posts of one archive; breaks ties of `written_at`."""

    body: tuple[Span, ...]
    media: tuple[Media, ...] = ()
    url: str = ""
    """Its address on the old network."""

    language: str | None = None
    """BCP 47; None if unknown or none."""

    sensitive: bool = False
    warning: str = ""
    """The content warning; empty if none."""

    visibility: Visibility = Visibility.PUBLIC
    scope: Scope = Scope.EVERYONE
    reply_to: Reference | None = None
    quote: Reference | None = None
    repost_of: Reference | None = None
    """Set if this is no post of the owner's own but a repost (boost, retweet)."""

    likes: int = 0
    versions: tuple[str, ...] = ()
    """Ids of earlier versions of this post; references to them mean this one."""

    poll: Poll | None = None
    updated_at: datetime | None = None
    """When it was last edited, in UTC; the body is what it said then."""

    pinned: bool = False
    """Whether it stood at the top of the profile."""

    notes: tuple[Reason, ...] = ()
    """What the source already knows was lost or mended, as `truncated` or `date_uncertain`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """A source item that is no post to carry over, so that it still ends in an outcome of its own."""

    source_id: str
    reason: Reason
    """As `deleted`, `circle`, `superseded {by}`, `unreadable {error}`."""

    written_at: datetime | None = None


Item = Post | Omission
"""What a source yields: every item of the archive is exactly one of them."""
