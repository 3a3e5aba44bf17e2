"""What all parts of `friends` speak of: a person's profile, and handles that may be theirs."""

from dataclasses import dataclass
from enum import StrEnum

from migrator.model import Standing


class Confidence(StrEnum):
    """How sure it is that a handle is the person's own; surest first."""

    STRONG = "strong"
    """The person says so in a form that means nothing else."""

    REVIEW = "review"
    """Likely, but somebody should look at it."""

    OPTIONAL = "optional"
    """Possible; shown, never followed unless chosen: bridges, networks that federate by choice, others' posts."""

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return list(Confidence).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A handle that may be a person's, with what speaks for it."""

    handle: str
    """As `user@host`, in lower case, the host as A-label."""

    confidence: Confidence
    rule: str
    """The rule that made it, as `link` or `labelled`; `friends.words` has the sentences."""

    field: str
    """Where it was found, as `bio`."""

    snippet: str
    """The words it was found in."""

    state: Standing = Standing.UNKNOWN
    """What its server said, once it was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A shortened link of a profile and where it leads."""

    url: str
    expanded: str = ""
    display: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a person's own profile says; any part may be empty."""

    screen_name: str = ""
    """Without @."""

    name: str = ""
    bio: str = ""
    location: str = ""
    url: str = ""
    links: tuple[Link, ...] = ()
    pinned: str = ""
    pinned_links: tuple[Link, ...] = ()
