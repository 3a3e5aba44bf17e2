"""Applications and tokens: what a client asks for without a browser. The pages for people are in `signin`."""

import base64
import hashlib
import secrets

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from migrator.rehearsal.calls import Call, Form, endpoint
from migrator.rehearsal.limits import SIGN_INS
from migrator.rehearsal.refusals import Refused, refusal
from migrator.rehearsal.store import App, Grant
from migrator.rehearsal.world import World, instant

OOB = "urn:ietf:wg:oauth:2.0:oob"
"""The redirect address that means: show the code to the user."""

APP_TOKEN_S = 7200
"""How long GoToSocial says a token of the application itself lasts."""


def routes() -> list[Route]:
    """Return the routes of this module."""
    return [
        endpoint("/api/v1/apps", create_app, "POST"),
        endpoint("/oauth/token", token, "POST", family=SIGN_INS),
        endpoint("/oauth/revoke", revoke, "POST"),
    ]


async def create_app(call: Call) -> Response:
    """POST /api/v1/apps."""
    world, form = call.world, await call.form()
    if not form.text("client_name"):
        raise refusal(
            400, "Key: 'ApplicationCreateRequest.ClientName' Error:Field validation failed on the 'required' tag"
        )
    uris = [line for text in form.texts("redirect_uris") for line in text.split()] or [OOB]
    app = App(
        id=world.new_id(),
        name=form.text("client_name"),
        website=form.text("website"),
        redirect_uris="\n".join(uris),
        client_id=world.new_id(),
        client_secret=secrets.token_urlsafe(32),
        scopes=form.text("scopes", "read"),
        created_ms=world.now_ms(),
    )
    world.store.signins.add_app(app)
    entity: dict[str, object] = {
        "id": app.id,
        "name": app.name,
        "redirect_uri": "\n".join(uris),
        "redirect_uris": uris,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "vapid_key": "none",
        "scopes": app.scopes.split(),
    }
    if world.gotosocial:
        entity["created_at"] = instant(app.created_ms)
    return JSONResponse(entity)


def _oauth_error(code: str, text: str, status: int = 400) -> Response:
    return JSONResponse({"error": code, "error_description": text}, status)


async def token(call: Call) -> Response:
    """POST /oauth/token: a code for a token, or a token of the application itself; never for a password."""
    form = await call.form()
    missing = [
        name for name in ("grant_type", "client_id", "client_secret", "redirect_uri") if not form.text(name)
    ]
    if missing:
        return _oauth_error(
            "invalid_request", f"Bad Request: {', '.join(missing)} not set in the token request form"
        )
    app = call.world.store.signins.app(form.text("client_id"))
    if app is None or not secrets.compare_digest(app.client_secret, form.text("client_secret")):
        status = 400 if call.world.gotosocial else 401
        return _oauth_error("invalid_client", "Bad Request: could not get access token: invalid_client", status)
    match form.text("grant_type"):
        case "authorization_code":
            grant = call.world.store.signins.take_grant(form.text("code"))
            if grant is None or not _fits(grant, app, form):
                return _oauth_error("invalid_grant", "The code is unknown, used or meant for another client")
            return JSONResponse(issue(call.world, app, grant.account_id, grant.scopes))
        case "client_credentials":
            made = issue(call.world, app, "", form.text("scope", "read"))
            return JSONResponse(made | ({"expires_in": APP_TOKEN_S} if call.world.gotosocial else {}))
        case _:
            return _oauth_error("unsupported_grant_type", "The grant type is not supported by this server")


def _fits(grant: Grant, app: App, form: Form) -> bool:
    """Tell whether a code belongs to this client, this address, and the secret of its challenge (RFC 7636)."""
    digest = hashlib.sha256(form.text("code_verifier").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    same = grant.client_id == app.client_id and grant.redirect_uri == form.text("redirect_uri")
    return same and grant.challenge in {"", challenge}


def issue(world: World, app: App, account_id: str, scopes: str) -> dict[str, object]:
    """Make and store a token; neither kind of server lets it expire."""
    made = secrets.token_urlsafe(32)
    now_ms = world.now_ms()
    world.store.signins.add_token(
        made, account_id=account_id, app_id=app.id, app_name=app.name, scopes=scopes, now_ms=now_ms
    )
    return {"access_token": made, "scope": scopes, "created_at": now_ms // 1000, "token_type": "Bearer"}


async def revoke(call: Call) -> Response:
    """POST /oauth/revoke."""
    form = await call.form()
    app = call.world.store.signins.app(form.text("client_id"))
    if app is None or not secrets.compare_digest(app.client_secret, form.text("client_secret")):
        if not call.world.gotosocial:
            raise Refused(403, "You are not authorized to revoke this token")
        return JSONResponse({})
    call.world.store.signins.revoke(form.text("token"))
    return JSONResponse({})
