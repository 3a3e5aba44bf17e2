"""Sign in by OAuth: register the app, send the person to the server's page, take the code, get the token.

https://docs.joinmastodon.org/methods/oauth/; with PKCE, which servers that don't know it pass over.
"""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import httpx
import msgspec

from migrator.errors import InDoubt, NotSignedIn, Refused, TryAgain
from migrator.net import Network, Secret, client
from migrator.targets.answers import said, translate
from migrator.targets.base import TargetAccount
from migrator.targets.loopback import Loopback
from migrator.targets.open import whose

__all__ = [
    "OUT_OF_BAND",
    "SCOPES",
    "App",
    "Attempt",
    "Loopback",
    "SignIn",
    "begin",
    "finish",
    "revoke",
    "with_token",
]

OUT_OF_BAND: Final = "urn:ietf:wg:oauth:2.0:oob"
"""The redirect address that makes a server show the code for pasting."""

SCOPES: Final = ("read:accounts", "read:statuses", "write:statuses", "write:media")
"""What a replay needs, and no more; GoToSocial and Mastodon agree on what each allows.

https://docs.joinmastodon.org/api/oauth-scopes/
"""

CLIENT_NAME: Final = "migrator"


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

    state: Secret
    """Comes back with the code, so that nobody else's code is taken."""

    verifier: Secret
    """Of PKCE: whoever has the code alone gets no token."""


class _Token(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Token/."""

    access_token: str
    scope: str = ""


class _OAuthError(msgspec.Struct):
    """https://datatracker.ietf.org/doc/html/rfc6749#section-5.2."""

    error: str = ""
    error_description: str = ""


def begin(
    server: str, network: Network, *, redirect_uri: str = OUT_OF_BAND, scopes: Sequence[str] = SCOPES
) -> Attempt:
    """Register the app and make the address of the page where the person agrees."""
    app = _register(server, network, redirect_uri, tuple(scopes))
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    query = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": redirect_uri,
        "scope": " ".join(app.scopes),
        "state": state,
        "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
    }
    url = f"{server}/oauth/authorize?{urlencode(query)}"
    return Attempt(app=app, url=url, state=Secret(state), verifier=Secret(verifier))


def finish(attempt: Attempt, code: Secret, network: Network) -> SignIn:
    """Exchange the code for a token and ask whose it is; raise `NotSignedIn` if the code is not taken."""
    app = attempt.app
    form = {
        "grant_type": "authorization_code",
        "code": code.reveal().strip(),
        "client_id": app.client_id,
        "client_secret": app.client_secret.reveal(),
        "redirect_uri": app.redirect_uri,
        "scope": " ".join(app.scopes),
        "code_verifier": attempt.verifier.reveal(),
    }
    token = _exchange(app.server, form, network)
    granted = tuple(token.scope.split()) or app.scopes
    missing = [scope for scope in app.scopes if not _granted(scope, granted)]
    if missing:
        raise _lacks(missing)
    access = Secret(token.access_token)
    return SignIn(account=whose(app.server, access, network), token=access, app=app, scopes=granted)


def with_token(server: str, token: Secret, network: Network, *, scopes: Sequence[str] = SCOPES) -> SignIn:
    """Check a token given by hand, and its scopes by calls that change nothing.

    Raises `NotSignedIn` if nobody has it, `Refused` if it may not do what is needed.
    """
    token = Secret(token.reveal().strip())
    if not token.reveal().isascii() or not token.reveal().isprintable() or not token:
        raise NotSignedIn("this is not a token", hint=_COPY_IT)
    try:
        account = whose(server, token, network)
    except Refused as error:
        raise _lacks(["read:accounts"]) if "scope" in error.message else error from None
    except NotSignedIn:
        host = httpx.URL(server).host
        raise NotSignedIn(f"{host} does not know this token", hint=_COPY_IT) from None
    with client(server, network, token=token) as http:
        missing = [scope for scope in scopes if _refuses(http, account, scope)]
    if missing:
        raise _lacks(missing)
    return SignIn(account=account, token=token, scopes=tuple(scopes))


def revoke(sign_in: SignIn, network: Network) -> bool:
    """Tell the server to take the token no more; return False if it can't be told (a token given by hand)."""
    app = sign_in.app
    if app is None:
        return False
    form = {
        "client_id": app.client_id,
        "client_secret": app.client_secret.reveal(),
        "token": sign_in.token.reveal(),
    }
    with client(app.server, network) as http:
        response = http.post("/oauth/revoke", data=form)
    # A token that is unknown already is as good as revoked. RFC 7009, section 2.2.
    if not response.is_success and response.status_code not in {400, 401, 403}:
        raise translate(response)
    return True


def _register(server: str, network: Network, redirect_uri: str, scopes: tuple[str, ...]) -> App:
    # Mastodon.py takes longer to import than a run takes to begin: only a sign-in needs it.
    from migrator.targets import session  # noqa: PLC0415

    with client(server, network) as http:
        client_id, client_secret = session.register(
            http, server=server, name=CLIENT_NAME, scopes=scopes, redirect_uri=redirect_uri
        )
    return App(
        server=server,
        client_id=client_id,
        client_secret=Secret(client_secret),
        redirect_uri=redirect_uri,
        scopes=scopes,
    )


def _exchange(server: str, form: dict[str, str], network: Network) -> _Token:
    with client(server, network) as http:
        host = http.base_url.host
        try:
            response = http.post("/oauth/token", data=form)
        except httpx.InvalidURL as error:
            # GoToSocial redirects some refusals to urn:ietf:…, which is no place that httpx knows.
            raise NotSignedIn(f"{host} refused the code") from error
        except InDoubt as error:
            raise TryAgain(f"{error.message}", hint="start the sign-in again") from error
    try:
        if response.is_success:
            return msgspec.json.decode(response.content, type=_Token)
        told = msgspec.json.decode(response.content, type=_OAuthError)
        words = told.error_description or told.error
    except msgspec.DecodeError:
        words = f"it answered {response.status_code}"
    raise NotSignedIn(f"{host} did not take the code: {words}", hint="codes are good for one use, and for minutes")


def _granted(scope: str, granted: Sequence[str]) -> bool:
    """Return whether a scope is among those granted, alone or as part of a wider one."""
    return scope in granted or scope.partition(":")[0] in granted


def _refuses(http: httpx.Client, account: TargetAccount, scope: str) -> bool:
    """Return whether a call that needs this scope, and changes nothing, is refused for its lack."""
    match scope:
        case "read:statuses":
            response = http.get(f"/api/v1/accounts/{account.id}/statuses", params={"limit": "1"})
        case "write:statuses":
            # There is no status 0; who lacks the scope is told that first.
            response = http.delete("/api/v1/statuses/0")
        case "write:media":
            response = http.get("/api/v1/media/0")
        case _:
            return False
    return response.status_code == httpx.codes.FORBIDDEN and "scope" in said(response).lower()


_COPY_IT: Final = "copy the whole access token, made on that very server, or sign in with `migrator login`"


def _lacks(scopes: Sequence[str]) -> Refused:
    return Refused(
        f"the token may not do all that is needed: it lacks {', '.join(scopes)}",
        hint=f"make one with the scopes {' '.join(SCOPES)}, or sign in with `migrator login`",
    )
