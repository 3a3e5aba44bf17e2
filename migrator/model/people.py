"""What an archive says about other people."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What somebody is to the archive's owner on the old network."""

    FOLLOWING = "following"
    """The owner follows them."""
    FOLLOWER = "follower"
    """They follow the owner."""
    BLOCKED = "blocked"
    MUTED = "muted"
    LISTED = "listed"
    """On one of the owner's lists."""
    MENTIONED = "mentioned"
    """Named in a post; nothing more is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One place of an archive that says something about somebody else."""

    relation: Relation
    id: str = ""
    """Their id on the old network; empty if only the name is known."""

    name: str = ""
    """Their name there, without @; it may be an old one. Empty if only the id is known."""

    display_name: str = ""
    said: str = ""
    """A text that speaks of them alone and may say where they are now."""

    where: str
    """The kind of file, as `following` or `post`."""


class Standing(StrEnum):
    """What an account's own server said of it."""

    UNKNOWN = "unknown"
    """Not asked yet, or the answer says nothing."""
    VERIFIED = "verified"
    MISSING = "missing"
    """The server is there and the account is not, or there is no such server."""
    GONE = "gone"
    """There was such an account."""
    UNREACHABLE = "unreachable"
    """No answer for now; the next run asks again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What is known of a fediverse account after its server was asked."""

    handle: str
    """As it was asked for: `user@host`."""

    standing: Standing
    canonical: str = ""
    """The address the server itself uses; empty unless verified."""

    actor: str = ""
    """Its ActivityPub id; empty if unknown."""

    moved_to: str = ""
    """The address it moved to, confirmed by that side; empty if it did not move."""

    kind: str = ""
    """The actor's type, as `Person` or `Service`; empty if its server did not show it."""

    x_names: tuple[str, ...] = ()
    """Names on X that its profile links to; anybody can claim any."""

    detail: str = ""
    """Why it stands as it stands, in a few words."""
