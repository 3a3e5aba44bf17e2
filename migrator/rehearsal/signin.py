"""The pages on which a person signs in and lets a client in; a script can walk through them too."""

import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from migrator.rehearsal.api.oauth import OOB
from migrator.rehearsal.pages import LOOPBACK, page
from migrator.rehearsal.store import Account, App, Grant
from migrator.rehearsal.world import World

COOKIE = "rehearsal-session"
ASKED = ("response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge")
"""What is kept of the client's wish while the person signs in."""

Session = dict[str, str]


def routes() -> list[Route]:
    """Return the routes of this module."""
    return [
        Route("/oauth/authorize", _html(authorize), methods=["GET"]),
        Route("/oauth/authorize", _html(consented), methods=["POST"]),
        Route("/auth/sign_in", _html(sign_in_form), methods=["GET"]),
        Route("/auth/sign_in", _html(sign_in), methods=["POST"]),
        Route("/oauth/oob", _html(pasted), methods=["GET"]),
        Route("/oauth/authorize/native", _html(pasted), methods=["GET"]),
    ]


def _html(handler: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Refuse clients that don't ask for a page, as GoToSocial does."""

    async def answer(request: Request) -> Response:
        accept = request.headers.get("accept", "*/*")
        if "html" not in accept and "*/*" not in accept:
            return JSONResponse({"error": "Not Acceptable"}, 406)
        return await handler(request)

    return answer


def _world(request: Request) -> World:
    world: World = request.app.state.world
    return world


def _session(request: Request) -> Session | None:
    return _world(request).sessions.get(request.cookies.get(COOKIE, ""))


def _account(world: World, session: Session | None) -> Account | None:
    return world.store.accounts.by_id(session.get("account_id", "")) if session is not None else None


async def authorize(request: Request) -> Response:
    """GET /oauth/authorize: send to the sign-in page, or ask for consent."""
    world, session = _world(request), _session(request)
    wish = {name: request.query_params[name] for name in ASKED if name in request.query_params}
    if session is None:
        session_id = secrets.token_urlsafe(24)
        session = world.sessions[session_id] = dict(wish)
        response: Response = RedirectResponse("/auth/sign_in", 303)
        response.set_cookie(COOKIE, session_id, httponly=True, samesite="lax")
        return response
    session.update(wish)
    account = _account(world, session)
    if account is None:
        return RedirectResponse("/auth/sign_in", 303)
    app = world.store.signins.app(session.get("client_id", ""))
    problem = _problem(app, session)
    if app is None or problem:
        return _error(problem)
    if not _within(session.get("scope", "read"), app.scopes):
        return _denied(session, "invalid_scope")
    scopes = session.get("scope", "read").split()
    return page("consent.html", {"app": app, "account": account, "scopes": scopes, "world": world}, form=LOOPBACK)


def _problem(app: App | None, session: Session) -> str:
    if app is None:
        return "This client_id is not known here."
    if session.get("response_type", "code") != "code":
        return "Only response_type=code is known here."
    if session.get("redirect_uri", "") not in app.redirect_uris.split("\n"):
        return "The redirect_uri is not one that the application registered."
    return ""


def _error(text: str) -> Response:
    return page("message.html", {"title": "This request can't be granted", "text": text}, status=400)


def _within(wanted: str, granted: str) -> bool:
    allowed = granted.split()
    return all(scope in allowed or scope.partition(":")[0] in allowed for scope in wanted.split())


def _denied(session: Session, code: str) -> Response:
    values = {"error": code, "state": session.get("state", "")}
    return _redirect(session["redirect_uri"], values)


def _redirect(uri: str, values: dict[str, str]) -> Response:
    joined = "&" if "?" in uri else "?"
    response = Response(status_code=302)
    # A urn: address goes out as it is; that trips some clients, and it is what the real server does.
    response.headers["location"] = (
        uri + joined + urlencode({name: value for name, value in values.items() if value})
    )
    return response


async def sign_in_form(request: Request) -> Response:
    """GET /auth/sign_in."""
    return _form(_world(request), "", 200)


def _form(world: World, error: str, status: int) -> Response:
    names = [account.username for account in world.store.accounts.all_local()]
    return page("sign_in.html", {"world": world, "names": names, "error": error}, status=status)


async def sign_in(request: Request) -> Response:
    """POST /auth/sign_in: e-mail address (or name) and password."""
    world, form = _world(request), await request.form()
    name = str(form.get("username", "")).partition("@")[0]
    account = world.account_named(name)
    if account is None or str(form.get("password", "")) != world.options.password:
        return _form(world, "This name and password don't belong together.", 401)
    session = _session(request)
    response: Response = RedirectResponse("/oauth/authorize" if session else "/", 302)
    if session is None:
        session_id = secrets.token_urlsafe(24)
        session = world.sessions[session_id] = {}
        response.set_cookie(COOKIE, session_id, httponly=True, samesite="lax")
    session["account_id"] = account.id
    return response


async def consented(request: Request) -> Response:
    """POST /oauth/authorize: hand the code to the client, or show it for pasting."""
    world, session = _world(request), _session(request)
    account = _account(world, session)
    if session is None or account is None:
        return RedirectResponse("/auth/sign_in", 303)
    app = world.store.signins.app(session.get("client_id", ""))
    problem = _problem(app, session)
    if app is None or problem:
        return _error(problem)
    if str((await request.form()).get("deny", "")):
        return _denied(session, "access_denied")
    grant = Grant(
        code=secrets.token_urlsafe(24),
        client_id=app.client_id,
        account_id=account.id,
        scopes=session.get("scope", "read"),
        redirect_uri=session["redirect_uri"],
        challenge=session.get("code_challenge", ""),
    )
    world.store.signins.add_grant(grant)
    values = {"code": grant.code, "state": session.get("state", "")}
    if grant.redirect_uri == OOB:
        path = "/oauth/oob" if world.gotosocial else "/oauth/authorize/native"
        return _redirect(path, values)
    return _redirect(grant.redirect_uri, values)


async def pasted(request: Request) -> Response:
    """GET /oauth/oob: the code to copy."""
    return page("code.html", {"code": request.query_params.get("code", "")})
