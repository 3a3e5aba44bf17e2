"""One request to the API: who asks, with what right, and what was sent.

`endpoint` wraps a handler with what all share: User-Agent and Accept rules, counting, tokens, scopes, refusals.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from migrator.rehearsal.limits import PAGING, Family
from migrator.rehearsal.refusals import Refused, refusal
from migrator.rehearsal.store import Account
from migrator.rehearsal.world import World

TEAPOT = 418
TOO_MANY = 429
PART_BYTES = 8 * 1024 * 1024
"""Longest single form field."""

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
TRUE = {"true", "1", "on", "t", "yes"}


class Form:
    """What was sent, whether as JSON, as a form, or as parts with files."""

    def __init__(self, values: dict[str, Any] | FormData) -> None:
        self._values = values

    def text(self, name: str, default: str = "") -> str:
        """Return a text field."""
        value = self._values.get(name)
        if value is None or isinstance(value, UploadFile):
            return default
        if not isinstance(value, str):
            raise refusal(400, f"json: cannot unmarshal {value!r} into field {name} of type string")
        return value

    def given(self, name: str) -> bool:
        """Tell whether a field was sent and is not null."""
        return self._values.get(name) is not None

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a yes-or-no field."""
        value = self._values.get(name)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        return str(value).lower() in TRUE

    def texts(self, name: str) -> list[str]:
        """Return a field of many texts; forms write its name with `[]`."""
        if isinstance(self._values, FormData):
            both = [*self._values.getlist(f"{name}[]"), *self._values.getlist(name)]
            return [str(value) for value in both if not isinstance(value, UploadFile)]
        value = self._values.get(name) or []
        return [str(one) for one in value] if isinstance(value, list) else [str(value)]

    def raw(self, name: str) -> Any:
        """Return a field as JSON gave it."""
        return self._values.get(name)

    def nested(self, name: str) -> dict[str, Any]:
        """Return a field's own fields: an object in JSON, `name[key]` in forms."""
        if not isinstance(self._values, FormData):
            value = self._values.get(name)
            return value if isinstance(value, dict) else {}
        found: dict[str, Any] = {}
        for key, value in self._values.multi_items():
            if key.startswith(f"{name}[") and isinstance(value, str):
                inner, many = key[len(name) + 1 :].partition("]")[::2]
                found[inner] = [*found.get(inner, []), value] if many == "[]" else value
        return found

    def upload(self, name: str) -> UploadFile | None:
        """Return a file."""
        value = self._values.get(name)
        return value if isinstance(value, UploadFile) else None


@dataclass(slots=True, kw_only=True)
class Call:
    """A request that passed the gate."""

    request: Request
    world: World
    account: Account | None = None
    """Whose token it bears, if any."""

    app_name: str = ""

    @property
    def me(self) -> Account:
        """The signed-in account; the endpoint's scope has made sure that there is one."""
        if self.account is None:
            raise unauthorized(self.world)
        return self.account

    def query(self, name: str, default: str = "") -> str:
        """Return a parameter of the address."""
        return self.request.query_params.get(name, default)

    def queried(self, name: str) -> bool:
        """Return a yes-or-no parameter of the address."""
        return self.query(name).lower() in TRUE

    def param(self, name: str) -> str:
        """Return a part of the path."""
        return str(self.request.path_params[name])

    async def form(self, *, needed: bool = False) -> Form:
        """Return what was sent; what is neither JSON nor a form is refused, nothing too if needed."""
        kind = self.request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/json":
            return Form(_json(await self.request.body()))
        if kind in FORMS:
            return Form(await self.request.form(max_part_size=PART_BYTES))
        if kind or (needed and self.world.gotosocial):
            supported = ", ".join(["application/json", *FORMS])
            text = f"content-type {kind} not supported for this endpoint; supported content-types are {supported}"
            raise refusal(406, text)
        return Form({})


Handler = Callable[[Call], Awaitable[Response]]


def _json(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError as error:
        raise refusal(400, str(error)) from error
    if not isinstance(value, dict):
        raise refusal(400, "body is not an object")
    return value


def unauthorized(world: World) -> Refused:
    """Return the refusal for a missing or unknown token; GoToSocial says the same to both."""
    return refusal(401, "token not supplied") if world.gotosocial else Refused(401, "The access token is invalid")


def _allows(scopes: str, needed: str) -> bool:
    """Tell whether `write` or `write:statuses` is among the scopes when the latter is needed."""
    granted = scopes.split()
    return needed in granted or needed.partition(":")[0] in granted


def endpoint(
    path: str, handler: Handler, methods: str = "GET", *, scope: str = "", family: Family | None = None
) -> Route:
    """Return a route of the API. With a `scope`, a user's token that has it is needed."""

    async def answer(request: Request) -> Response:
        world: World = request.app.state.world
        world.requests[f"{request.method} {path}"] += 1
        call = Call(request=request, world=world)
        if "user-agent" not in request.headers:
            return JSONResponse({"error": "I'm a teapot: no user-agent sent with request"}, TEAPOT)
        token = _signed_in(call)
        verdict = world.limits.take(_who(call, token), *_families(call, family))
        if not verdict.allowed:
            message = "rate limit reached" if world.gotosocial else "Too many requests"
            refusing = JSONResponse({"error": message}, TOO_MANY, verdict.headers)
            refusing.headers["date"] = format_datetime(world.options.clock(), usegmt=True)
            return refusing
        try:
            response = _unacceptable(request) or await _permitted(call, token, scope, handler)
        except Refused as refused:
            response = JSONResponse({"error": refused.message}, refused.status)
        finally:
            await request.close()  # uploads that were spooled to disk
        response.headers.update(verdict.headers)
        response.headers["date"] = format_datetime(world.options.clock(), usegmt=True)
        return response

    return Route(path, answer, methods=methods.split())


def _unacceptable(request: Request) -> Response | None:
    accept = request.headers.get("accept", "*/*")
    if "json" in accept or "*/*" in accept or "application/*" in accept or "text/csv" in accept:
        return None
    return HTMLResponse('<!DOCTYPE html>\n<html lang="en"><body><h1>406 Not Acceptable</h1></body></html>', 406)


def _signed_in(call: Call) -> str:
    """Fill in who asks and return the scopes of the token; empty without a valid one."""
    kind, _, token = call.request.headers.get("authorization", "").partition(" ")
    found = call.world.store.accounts.of_token(token.strip()) if kind.lower() == "bearer" else None
    if found is None:
        return ""
    call.account, scopes, call.app_name = found
    return scopes


async def _permitted(call: Call, scopes: str, needed: str, handler: Handler) -> Response:
    if needed and call.account is None:
        raise unauthorized(call.world)
    if needed and not _allows(scopes, needed):
        if call.world.gotosocial:
            raise refusal(403, "token has insufficient scope permission")
        raise Refused(403, "This action is outside the authorized scopes")
    return await handler(call)


def _who(call: Call, token: str) -> str:
    """Name the bucket: the client's address on GoToSocial, its token on Mastodon."""
    if not call.world.gotosocial and token and call.account is not None:
        return call.account.id
    client = call.request.client
    apart = "|apart" if call.request.url.path.startswith(("/nodeinfo", "/.well-known")) else ""
    return (
        call.request.headers.get("x-forwarded-for", client.host if client else "").partition(",")[0].strip()
        + apart
    )


def _families(call: Call, family: Family | None) -> list[Family]:
    if call.world.gotosocial:
        return []
    paging = any(name in call.request.query_params for name in ("max_id", "min_id", "since_id", "page"))
    return [one for one in (family, PAGING if paging else None) if one is not None]
