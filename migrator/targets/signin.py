"""Sign in by OAuth: register the app, send the person to the server's page, take the code, get the token."""

from collections.abc import Sequence
from dataclasses import dataclass

from migrator.net import Network, Secret, Waiter
from migrator.targets.base import TargetAccount

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
"""The redirect address that makes a server show the code for pasting."""

SCOPES = ("read:accounts", "read:statuses", "write:statuses", "write:media")
"""What a replay needs, and no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """This program as one server knows it."""

    server: str
    client_id: str
    client_secret: Secret
    redirect_uri: str
    scopes: tuple[str, ...] = SCOPES


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """An account with what is needed to act for it."""

    account: TargetAccount
    token: Secret
    app: App | None = None
    """None if the token was given by hand: then it cannot be revoked from here."""

    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A sign-in under way."""

    app: App
    url: str
    """The page to open in a browser."""

    state: str
    verifier: Secret
    """Of PKCE."""


class Loopback:
    """Listens on 127.0.0.1 for the browser to come back with the code; a context manager."""

    redirect_uri: str

    def __enter__(self) -> "Loopback":
        raise NotImplementedError

    def __exit__(self, *_: object) -> None:
        raise NotImplementedError

    def code(self, attempt: Attempt, *, timeout_s: float, waiter: Waiter) -> str:
        """Wait for the code of this attempt; raise `NotSignedIn` if the person refused or nobody came in time."""
        raise NotImplementedError


def begin(
    server: str, network: Network, *, redirect_uri: str = OUT_OF_BAND, scopes: Sequence[str] = SCOPES
) -> Attempt:
    """Register the app and make the address of the page where the person agrees."""
    raise NotImplementedError


def finish(attempt: Attempt, code: str, network: Network) -> SignIn:
    """Exchange the code for a token and ask whose it is."""
    raise NotImplementedError


def with_token(server: str, token: Secret, network: Network, *, scopes: Sequence[str] = SCOPES) -> SignIn:
    """Check a token given by hand, and its scopes by calls that change nothing; raise `NotSignedIn` or `Refused`."""
    raise NotImplementedError


def revoke(sign_in: SignIn, network: Network) -> bool:
    """Tell the server to take the token no more; return False if it can't be told (a token given by hand)."""
    raise NotImplementedError
