"""Find out what a server is, and what it takes."""

from migrator.net import Network
from migrator.targets.base import Family, Limits


def server_url(typed: str) -> str:
    """Return the base URL, without a trailing slash, that a person meant by what they typed.

    Takes `example.social`, `https://example.social/@me`, `@me@example.social`; raises `UserError`.
    """
    raise NotImplementedError


def stock(family: Family) -> Limits:
    """Return the limits of a server of this family as it comes, for a dry run without sign-in."""
    raise NotImplementedError


def limits_of(server: str, network: Network) -> Limits:
    """Ask a server what it is and what it takes; needs no sign-in.

    Raises `UserError` if there is no such server or it is none of the fediverse, `Unreachable` if it doesn't answer.
    """
    raise NotImplementedError
