"""Search: accounts by name, posts and accounts by address. Nothing is ever asked of another host."""

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from migrator.rehearsal.calls import Call, endpoint
from migrator.rehearsal.drafts import visible
from migrator.rehearsal.entities import account_json, statuses_json
from migrator.rehearsal.refusals import refusal
from migrator.rehearsal.store import Account, Status

MOST = 40
KINDS = ("", "accounts", "statuses", "hashtags")


def routes() -> list[Route]:
    """Return the routes of this module."""
    return [
        endpoint("/api/v2/search", search, scope="read:search"),
        endpoint("/api/v1/search", search, scope="read:search"),
    ]


async def search(call: Call) -> Response:
    """GET /api/v2/search; what is not known is an empty answer, never an error."""
    text, kind = call.query("q").strip(), call.query("type")
    if not text:
        raise refusal(400, "required key q was not set or had empty value")
    if kind not in KINDS:
        options = ", ".join(f"'{one}'" for one in KINDS)
        raise refusal(400, f"search query type {kind} was not recognized, valid options are [{options}]")
    limit = min(int(call.query("limit")), MOST) if call.query("limit").isdigit() else MOST
    accounts = _accounts(call, text)[:limit] if kind in {"", "accounts"} else []
    statuses = _statuses(call, text) if kind in {"", "statuses"} else []
    return JSONResponse(
        {
            "accounts": [account_json(call.world, account) for account in accounts],
            "statuses": statuses_json(call.world, statuses, call.me),
            "hashtags": [],
        }
    )


def _accounts(call: Call, text: str) -> list[Account]:
    world = call.world
    if text.startswith((f"{world.url}/@", f"{world.url}/users/")):
        text = text.removeprefix(world.url).removeprefix("/users/").removeprefix("/")
    if "/" in text:
        host, _, name = text.partition("://")[2].partition("/")
        found = world.account_named(f"{name.removeprefix('@')}@{host}")
        return [found] if found else []
    exact = world.account_named(text)
    if exact is not None or "@" in text.removeprefix("@"):
        return [exact] if exact else []
    return world.store.accounts.search(text.removeprefix("@"), MOST)


def _statuses(call: Call, text: str) -> list[Status]:
    world = call.world
    if not text.startswith(f"{world.url}/"):
        return []
    status = world.store.statuses.by_id(text.rpartition("/")[2], world.now_ms())
    return [status] if status is not None and visible(world, status, call.me) else []
