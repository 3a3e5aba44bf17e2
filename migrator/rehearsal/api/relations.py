"""Following, requests to follow, blocking and muting, lists, and the CSV import."""

import csv
import io
from dataclasses import replace

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from migrator.rehearsal.api.accounts import found
from migrator.rehearsal.calls import Call, endpoint
from migrator.rehearsal.entities import account_json, relationship_json
from migrator.rehearsal.limits import FOLLOWS
from migrator.rehearsal.refusals import Refused, refusal
from migrator.rehearsal.store import Account, Follow

ONE = "/api/v1/accounts/{id}"
REQUEST = "/api/v1/follow_requests"
LIST = "/api/v1/lists/{list_id}"
MISSING = "target account not found"
IMPORTS = ("following", "blocks", "mutes")


def routes() -> list[Route]:
    """Return the routes of this module."""
    marks = [("block", True), ("block", False), ("mute", True), ("mute", False)]
    return [
        endpoint("/api/v1/accounts/relationships", relationships, scope="read:follows"),
        endpoint(ONE + "/follow", follow, "POST", scope="write:follows", family=FOLLOWS),
        endpoint(ONE + "/unfollow", unfollow, "POST", scope="write:follows"),
        *(_mark_route(kind, on=on) for kind, on in marks),
        endpoint(REQUEST, requests, scope="read:follows"),
        endpoint(REQUEST + "/{id}/authorize", authorize, "POST", scope="write:follows"),
        endpoint(REQUEST + "/{id}/reject", reject, "POST", scope="write:follows"),
        endpoint("/api/v1/lists", lists, scope="read:lists"),
        endpoint("/api/v1/lists", create_list, "POST", scope="write:lists"),
        endpoint(LIST, read_list, scope="read:lists"),
        endpoint(LIST, remove_list, "DELETE", scope="write:lists"),
        endpoint(LIST + "/accounts", list_accounts, scope="read:lists"),
        endpoint(LIST + "/accounts", enlist, "POST", scope="write:lists"),
        endpoint(LIST + "/accounts", delist, "DELETE", scope="write:lists"),
        endpoint("/api/v1/import", import_csv, "POST", scope="write"),
        endpoint("/api/v1/exports/following.csv", export_following, scope="read:follows"),
    ]


def _relationship(call: Call, other: Account) -> Response:
    return JSONResponse(relationship_json(call.world, call.me, other))


async def relationships(call: Call) -> Response:
    """GET /api/v1/accounts/relationships; GoToSocial answers for unknown ids too."""
    query, accounts = call.request.query_params, call.world.store.accounts
    ids = [*query.getlist("id[]"), *query.getlist("id")]
    if not ids and call.world.gotosocial:
        raise refusal(400, "no account id(s) specified in query")
    others = [accounts.by_id(one) or (replace(call.me, id=one) if call.world.gotosocial else None) for one in ids]
    return JSONResponse([relationship_json(call.world, call.me, other) for other in others if other is not None])


async def follow(call: Call) -> Response:
    """POST /api/v1/accounts/:id/follow: at once, or asked for where the account is locked or elsewhere."""
    other, form = found(call, MISSING), await call.form()
    if other.id == call.me.id:
        raise refusal(406) if call.world.gotosocial else Refused(403, "This action is not allowed")
    blocks = call.world.store.relations
    if ("block", other.id) in blocks.marks_by(call.me.id, [other.id]) or call.me.id in blocks.marked(
        other.id, "block"
    ):
        raise refusal(404, MISSING)
    wish = Follow(
        account_id=call.me.id,
        target_id=other.id,
        accepted=int(not other.locked and not other.host),
        reblogs=int(form.flag("reblogs", default=True)),
        notify=int(form.flag("notify")),
    )
    call.world.store.relations.follow(wish)
    return _relationship(call, other)


async def unfollow(call: Call) -> Response:
    """POST /api/v1/accounts/:id/unfollow."""
    other = found(call, MISSING)
    call.world.store.relations.unfollow(call.me.id, other.id)
    return _relationship(call, other)


def _mark_route(kind: str, *, on: bool) -> Route:
    async def change(call: Call) -> Response:
        other, relations = found(call, MISSING), call.world.store.relations
        (relations.mark if on else relations.unmark)(call.me.id, kind, other.id)
        if kind == "block" and on:
            relations.unfollow(call.me.id, other.id)
            relations.unfollow(other.id, call.me.id)
        return _relationship(call, other)

    return endpoint(f"{ONE}/{kind if on else f'un{kind}'}", change, "POST", scope=f"write:{kind}s")


async def requests(call: Call) -> Response:
    """GET /api/v1/follow_requests."""
    asking = call.world.store.relations.followers_of(call.me.id, accepted=False)
    accounts = [call.world.store.accounts.by_id(one) for one in asking]
    return JSONResponse([account_json(call.world, one) for one in accounts if one is not None])


async def authorize(call: Call) -> Response:
    """POST /api/v1/follow_requests/:id/authorize."""
    other = found(call)
    if not call.world.store.relations.accept(other.id, call.me.id):
        raise refusal(404)
    return _relationship(call, other)


async def reject(call: Call) -> Response:
    """POST /api/v1/follow_requests/:id/reject."""
    other = found(call)
    asked = call.world.store.relations.following(other.id, call.me.id)
    if asked is None or asked.accepted:
        raise refusal(404)
    call.world.store.relations.unfollow(other.id, call.me.id)
    return _relationship(call, other)


def _list_json(list_id: str, title: str) -> dict[str, object]:
    return {"id": list_id, "title": title, "replies_policy": "followed", "exclusive": False}


async def lists(call: Call) -> Response:
    """GET /api/v1/lists."""
    mine = call.world.store.relations.lists_of(call.me.id)
    return JSONResponse([_list_json(list_id, title) for list_id, title in mine.items()])


async def create_list(call: Call) -> Response:
    """POST /api/v1/lists; a second one may have the same title."""
    title = (await call.form()).text("title")
    if not title:
        raise refusal(400, "list title must be provided, and must be no more than 200 chars")
    list_id = call.world.new_id()
    call.world.store.relations.add_list(list_id, call.me.id, title)
    return JSONResponse(_list_json(list_id, title))


def _mine(call: Call) -> str:
    list_id = call.param("list_id")
    if list_id not in call.world.store.relations.lists_of(call.me.id):
        raise refusal(404, "list not found")
    return list_id


async def read_list(call: Call) -> Response:
    """GET /api/v1/lists/:id."""
    list_id = _mine(call)
    return JSONResponse(_list_json(list_id, call.world.store.relations.lists_of(call.me.id)[list_id]))


async def remove_list(call: Call) -> Response:
    """DELETE /api/v1/lists/:id."""
    call.world.store.relations.remove_list(_mine(call))
    return JSONResponse({})


async def list_accounts(call: Call) -> Response:
    """GET /api/v1/lists/:id/accounts."""
    ids = call.world.store.relations.list_accounts(_mine(call))
    accounts = [call.world.store.accounts.by_id(one) for one in ids]
    return JSONResponse([account_json(call.world, one) for one in accounts if one is not None])


async def enlist(call: Call) -> Response:
    """POST /api/v1/lists/:id/accounts; only accounts that are followed (asking is not enough)."""
    list_id, relations = _mine(call), call.world.store.relations
    for account_id in (await call.form()).texts("account_ids"):
        if account_id not in relations.follows_of(call.me.id):
            raise refusal(404, f"account {account_id} not currently followed")
        if not relations.enlist(list_id, account_id):
            raise refusal(422, f"account {account_id} is already in list {list_id}")
    return JSONResponse({})


async def delist(call: Call) -> Response:
    """DELETE /api/v1/lists/:id/accounts."""
    list_id = _mine(call)
    query = call.request.query_params
    for account_id in [*query.getlist("account_ids[]"), *(await call.form()).texts("account_ids")]:
        call.world.store.relations.delist(list_id, account_id)
    return JSONResponse({})


async def import_csv(call: Call) -> Response:
    """POST /api/v1/import: GoToSocial takes the file and never says what became of its lines."""
    if not call.world.gotosocial:
        raise Refused(404, "Not Found")
    form = await call.form()
    upload, kind = form.upload("data"), form.text("type")
    if kind not in IMPORTS:
        raise refusal(400, f"type {kind} not recognized, valid types are: [{' '.join(IMPORTS)}]")
    if upload is None:
        raise refusal(400, "no data")
    if kind == "following":
        _follow_all(call, (await upload.read()).decode("utf-8", "replace"))
    return JSONResponse({"status": "accepted"}, 202)


def _follow_all(call: Call, text: str) -> None:
    """Follow those of the file that are known here."""
    for row in csv.reader(io.StringIO(text)):
        other = call.world.account_named(row[0]) if row else None
        if other is not None and other.id != call.me.id:
            accepted = int(not other.locked and not other.host)
            wish = Follow(account_id=call.me.id, target_id=other.id, accepted=accepted, reblogs=1, notify=0)
            call.world.store.relations.follow(wish)


async def export_following(call: Call) -> Response:
    """GET /api/v1/exports/following.csv; requests that were not accepted are not in it."""
    if not call.world.gotosocial:
        raise Refused(404, "Not Found")
    lines = ["Account address,Show boosts"]
    for account_id in call.world.store.relations.follows_of(call.me.id):
        other = call.world.store.accounts.by_id(account_id)
        if other is not None:
            lines.append(f"{other.username}@{other.host or call.world.host},true")
    return PlainTextResponse("\n".join([*lines, ""]), media_type="text/csv")
