"""Accounts: oneself, look-up, their posts, profile changes."""

import re
from urllib.parse import urlencode

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from migrator.rehearsal.calls import Call, endpoint
from migrator.rehearsal.drafts import visible
from migrator.rehearsal.entities import account_json, own_account_json, statuses_json
from migrator.rehearsal.refusals import Refused, refusal
from migrator.rehearsal.store import Account, Page
from migrator.rehearsal.store.database import Value

ONE = "/api/v1/accounts/{id}"
NUMBER = re.compile(r"-?\d{1,9}")
FLAGS = ("exclude_replies", "exclude_reblogs", "pinned", "only_media", "only_public")


def routes() -> list[Route]:
    """Return the routes of this module; fixed names before ids."""
    return [
        endpoint("/api/v1/accounts/verify_credentials", verify, scope="read:accounts"),
        endpoint("/api/v1/accounts/update_credentials", update, "PATCH", scope="write:accounts"),
        endpoint("/api/v1/accounts/lookup", lookup, scope="read:accounts"),
        endpoint("/api/v1/preferences", preferences, scope="read:accounts"),
        endpoint(ONE + "/statuses", statuses, scope="read:accounts"),
        endpoint(ONE, read, scope="read:accounts"),
        endpoint(ONE + "/followers", followers, scope="read:accounts"),
        endpoint(ONE + "/following", following, scope="read:accounts"),
    ]


def found(call: Call, text: str = "") -> Account:
    """Return the account that the path names; `text` is what GoToSocial says if there is none."""
    account = call.world.store.accounts.by_id(call.param("id"))
    if account is None:
        raise refusal(404, text) if call.world.gotosocial else Refused(404, "Record not found")
    return account


async def verify(call: Call) -> Response:
    """GET /api/v1/accounts/verify_credentials."""
    return JSONResponse(own_account_json(call.world, call.me))


async def update(call: Call) -> Response:
    """PATCH /api/v1/accounts/update_credentials: names, note, defaults; pictures are taken and dropped."""
    form = await call.form()
    source = form.nested("source")
    changes: dict[str, Value] = {name: form.text(name) for name in ("display_name", "note") if form.given(name)}
    if form.given("locked"):
        changes["locked"] = int(form.flag("locked"))
    for name, column in (
        ("privacy", "privacy"),
        ("language", "language"),
        ("status_content_type", "content_type"),
    ):
        if name in source:
            changes[column] = str(source[name])
    call.world.store.accounts.change(call.me.id, changes)
    changed = call.world.store.accounts.by_id(call.me.id)
    return JSONResponse(own_account_json(call.world, changed or call.me))


async def lookup(call: Call) -> Response:
    """GET /api/v1/accounts/lookup; it never asks another host."""
    name = call.query("acct").removeprefix("@")
    if not name and call.world.gotosocial:
        raise refusal(400, "required key acct was not set or had empty value")
    account = call.world.account_named(name)
    if account is None:
        raise refusal(404, f"@{name} not found") if call.world.gotosocial else Refused(404, "Record not found")
    return JSONResponse(account_json(call.world, account))


async def preferences(call: Call) -> Response:
    """GET /api/v1/preferences."""
    me = call.me
    return JSONResponse(
        {
            "posting:default:visibility": me.privacy,
            "posting:default:sensitive": False,
            "posting:default:language": me.language,
            "reading:expand:media": "default",
            "reading:expand:spoilers": False,
            "reading:autoplay:gifs": False,
        }
    )


async def read(call: Call) -> Response:
    """GET /api/v1/accounts/:id."""
    return JSONResponse(account_json(call.world, found(call)))


def _limit(call: Call) -> int:
    default, most = call.world.profile.page_default, call.world.profile.page_most
    text = call.query("limit")
    if call.world.gotosocial and text and not NUMBER.fullmatch(text):
        raise refusal(400, f'error parsing limit: strconv.ParseInt: parsing "{text}": invalid syntax')
    wished = int(text) if NUMBER.fullmatch(text) else 0
    wished = wished if wished > 0 else default
    return min(wished, most) if most else wished


def _page(call: Call, account: Account) -> Page:
    world = call.world
    if account.id == call.me.id:
        seen: tuple[str, ...] = ()
    else:
        follow = world.store.relations.following(call.me.id, account.id)
        seen = ("public", "unlisted", "private") if follow and follow.accepted else ("public", "unlisted")
    if call.queried("only_public"):
        seen = ("public",)
    return Page(
        account_id=account.id,
        limit=_limit(call),
        max_id=world.bound(call.query("max_id")),
        since_id=world.bound(call.query("since_id")),
        min_id=world.bound(call.query("min_id")),
        exclude_replies=call.queried("exclude_replies"),
        exclude_reblogs=call.queried("exclude_reblogs"),
        only_media=call.queried("only_media"),
        pinned=call.queried("pinned"),
        visibilities=seen,
    )


async def statuses(call: Call) -> Response:
    """GET /api/v1/accounts/:id/statuses, newest id first; bounds are exclusive and need not exist."""
    account = found(call)
    page = _page(call, account)
    rows = call.world.store.statuses.page(page, call.world.now_ms())
    rows = [row for row in rows if visible(call.world, row, call.me)]
    headers = {}
    if rows:
        parts = (("next", {"max_id": rows[-1].id}), ("prev", {"min_id": rows[0].id}))
        headers["link"] = ", ".join(
            f'<{_address(call, account, page, bound)}>; rel="{rel}"' for rel, bound in parts
        )
    return JSONResponse(statuses_json(call.world, rows, call.me), headers=headers)


def _address(call: Call, account: Account, page: Page, bound: dict[str, str]) -> str:
    """Return the address of a neighbouring page, its parameters in GoToSocial's order."""
    values = {"limit": str(page.limit)} | bound | {name: str(call.queried(name)).lower() for name in FLAGS}
    return f"{call.world.url}/api/v1/accounts/{account.id}/statuses?{urlencode(values)}"


async def followers(call: Call) -> Response:
    """GET /api/v1/accounts/:id/followers, all on one page."""
    return _accounts(call, call.world.store.relations.followers_of(found(call).id))


async def following(call: Call) -> Response:
    """GET /api/v1/accounts/:id/following, all on one page."""
    return _accounts(call, call.world.store.relations.follows_of(found(call).id))


def _accounts(call: Call, ids: list[str]) -> Response:
    accounts = [call.world.store.accounts.by_id(one) for one in ids]
    return JSONResponse([account_json(call.world, one) for one in accounts if one is not None])
