"""Small lists that clients look at: the home timeline, marked posts, blocked and muted accounts."""

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from migrator.rehearsal.calls import Call, Handler, endpoint
from migrator.rehearsal.entities import account_json, statuses_json
from migrator.rehearsal.store import Page


def routes() -> list[Route]:
    """Return the routes of this module."""
    return [
        endpoint("/api/v1/timelines/home", home, scope="read:statuses"),
        endpoint("/api/v1/favourites", _marked("favourite"), scope="read:favourites"),
        endpoint("/api/v1/bookmarks", _marked("bookmark"), scope="read:bookmarks"),
        endpoint("/api/v1/blocks", _accounts("block"), scope="read:blocks"),
        endpoint("/api/v1/mutes", _accounts("mute"), scope="read:mutes"),
        endpoint("/api/v1/notifications", empty, scope="read:notifications"),
        endpoint("/api/v1/filters", empty, scope="read:filters"),
        endpoint("/api/v2/filters", empty, scope="read:filters"),
        endpoint("/api/v1/custom_emojis", empty),
    ]


async def home(call: Call) -> Response:
    """GET /api/v1/timelines/home: one's own posts at their old places; those of others are left out here."""
    profile = call.world.profile
    page = Page(account_id=call.me.id, limit=profile.page_default, max_id=call.world.bound(call.query("max_id")))
    return JSONResponse(
        statuses_json(call.world, call.world.store.statuses.page(page, call.world.now_ms()), call.me)
    )


def _marked(kind: str) -> Handler:
    async def answer(call: Call) -> Response:
        world = call.world
        ids = world.store.relations.marked(call.me.id, kind)
        found = [world.store.statuses.by_id(one, world.now_ms()) for one in reversed(ids)]
        return JSONResponse(statuses_json(world, [one for one in found if one is not None], call.me))

    return answer


def _accounts(kind: str) -> Handler:
    async def answer(call: Call) -> Response:
        ids = call.world.store.relations.marked(call.me.id, kind)
        found = [call.world.store.accounts.by_id(one) for one in ids]
        return JSONResponse([account_json(call.world, one) for one in found if one is not None])

    return answer


async def empty(_call: Call) -> Response:
    """GET a list that is always empty here."""
    return JSONResponse([])
