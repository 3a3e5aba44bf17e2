"""Posting, reading, deleting posts, and the marks one can set on them."""

import json
from dataclasses import replace

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from migrator.rehearsal import gotosocial, mastodon
from migrator.rehearsal.calls import Call, endpoint, unauthorized
from migrator.rehearsal.drafts import Scheduled, draft_of, visible, written
from migrator.rehearsal.entities import scheduled_json, status_json, statuses_json
from migrator.rehearsal.limits import DELETES, POSTS
from migrator.rehearsal.refusals import Refused, refusal
from migrator.rehearsal.store import Status

ONE = "/api/v1/statuses/{id}"
CHARSET = "application/json; charset=utf-8"
"""GoToSocial names it on some endpoints only."""

PINS_MOST = 10


def routes() -> list[Route]:
    """Return the routes of this module, the one that is asked most first."""
    return [
        endpoint("/api/v1/statuses", create, "POST", scope="write:statuses", family=POSTS),
        endpoint(ONE, read),
        endpoint(ONE, delete, "DELETE", scope="write:statuses", family=DELETES),
        endpoint(ONE, edit, "PUT", scope="write:statuses"),
        endpoint(ONE + "/context", context),
        endpoint(ONE + "/source", source, scope="read:statuses"),
        endpoint(ONE + "/reblog", reblog, "POST", scope="write:statuses"),
        endpoint(ONE + "/unreblog", unreblog, "POST", scope="write:statuses", family=DELETES),
        endpoint("/api/v1/scheduled_statuses", scheduled, scope="read:statuses"),
        *(_mark_route(verb, subject, on=on) for verb, subject in MARKS.items() for on in (True, False)),
    ]


MARKS = {"favourite": "favourites", "bookmark": "bookmarks", "pin": "accounts", "mute": "mutes"}
"""The marks and the scope that setting each of them needs."""


def found(call: Call, status_id: str) -> Status:
    """Return a post that the caller may read; GoToSocial shows strangers none through its API."""
    world = call.world
    if world.gotosocial and call.account is None:
        raise unauthorized(world)
    status = world.store.statuses.by_id(world.bound(status_id), world.now_ms())
    if status is None or not visible(world, status, call.account):
        raise refusal(404, "target status not found") if world.gotosocial else Refused(404, "Record not found")
    return status


def own(call: Call) -> Status:
    """Return the caller's own post that the path names."""
    status = found(call, call.param("id"))
    if status.account_id != call.me.id:
        raise (
            refusal(404, "target status not found") if call.world.gotosocial else Refused(404, "Record not found")
        )
    return status


async def create(call: Call) -> Response:
    """POST /api/v1/statuses."""
    draft = draft_of(await call.form(needed=True))
    publish = gotosocial.publish if call.world.gotosocial else mastodon.publish
    made = publish(call, draft)
    if isinstance(made, Scheduled):
        call.world.store.statuses.schedule(made.id, call.me.id, made.at_ms, json.dumps(made.params))
        return JSONResponse(scheduled_json(call.world, made.id, made.at_ms, made.params))
    return JSONResponse(status_json(call.world, made, call.me))


async def read(call: Call) -> Response:
    """GET /api/v1/statuses/:id."""
    return JSONResponse(status_json(call.world, found(call, call.param("id")), call.account))


async def delete(call: Call) -> Response:
    """DELETE /api/v1/statuses/:id; the post can be read for a moment longer, but is deleted only once."""
    world = call.world
    status = world.store.statuses.by_id(world.bound(call.param("id")), world.now_ms())
    if status is None or (status.account_id != call.me.id and not world.gotosocial):
        raise refusal(404) if world.gotosocial else Refused(404, "Record not found")
    if status.account_id != call.me.id:
        raise refusal(403)
    entity = status_json(world, status, call.me)
    gone_ms = world.now_ms() + (world.options.delete_after_ms if world.gotosocial else 0)
    with world.store.database.transaction():
        if not world.store.statuses.remove(status.id, gone_ms):
            raise refusal(404)
        world.store.accounts.uncount_post(call.me.id)
    return JSONResponse(entity | {"text": status.text})


async def edit(call: Call) -> Response:
    """PUT /api/v1/statuses/:id: text, warning and language; the date stays."""
    status, form = own(call), await call.form()
    text = form.text("status", status.text)
    made = written(call.world, text, status.content_type)
    changed = replace(
        status,
        text=text,
        content=made.html,
        spoiler_text=form.text("spoiler_text", status.spoiler_text),
        tags=json.dumps(made.tags, ensure_ascii=False),
        edited_ms=call.world.now_ms(),
    )
    call.world.store.statuses.rewrite(changed)
    entity = status_json(call.world, changed, call.me)
    return JSONResponse(entity)


async def context(call: Call) -> Response:
    """GET /api/v1/statuses/:id/context."""
    world, status = call.world, found(call, call.param("id"))
    above = sorted(world.store.statuses.ancestors(status, world.now_ms()), key=lambda one: one.id)
    below = world.store.statuses.descendants(status, world.now_ms())
    readable = [[one for one in part if visible(world, one, call.account)] for part in (above, below)]
    ancestors, descendants = (statuses_json(world, part, call.account) for part in readable)
    return JSONResponse({"ancestors": ancestors, "descendants": descendants}, media_type=CHARSET)


async def source(call: Call) -> Response:
    """GET /api/v1/statuses/:id/source."""
    status = own(call)
    entity = {"id": status.id, "text": status.text, "spoiler_text": status.spoiler_text}
    if call.world.gotosocial:
        entity["content_type"] = status.content_type
    return JSONResponse(entity, media_type=CHARSET)


async def reblog(call: Call) -> Response:
    """POST /api/v1/statuses/:id/reblog; two calls make two boosts on GoToSocial."""
    world, me, status = call.world, call.me, found(call, call.param("id"))
    if not world.gotosocial and (before := world.store.statuses.reblog_by(me.id, status.id, world.now_ms())):
        return JSONResponse(status_json(world, before, me))
    now_ms = world.now_ms()
    boost = replace(
        status,
        id=world.new_id(),
        account_id=me.id,
        created_ms=now_ms,
        posted_ms=now_ms,
        text="",
        in_reply_to_id=None,
        in_reply_to_account_id=None,
        poll=None,
        mentions="[]",
        tags="[]",
        app_name=call.app_name,
        reblog_of_id=status.id,
        gone_ms=None,
    )
    world.store.statuses.add(boost)
    world.store.accounts.count_post(me.id, now_ms)
    return JSONResponse(status_json(world, boost, me))


async def unreblog(call: Call) -> Response:
    """POST /api/v1/statuses/:id/unreblog."""
    world, me, status = call.world, call.me, found(call, call.param("id"))
    boost = world.store.statuses.reblog_by(me.id, status.id, world.now_ms())
    if boost is not None:
        world.store.statuses.remove(boost.id, world.now_ms())
    return JSONResponse(status_json(world, status, me))


async def scheduled(call: Call) -> Response:
    """GET /api/v1/scheduled_statuses."""
    rows = call.world.store.statuses.scheduled(call.me.id)
    return JSONResponse(
        [scheduled_json(call.world, row_id, at_ms, json.loads(params)) for row_id, at_ms, params in rows]
    )


def _mark_route(verb: str, subject: str, *, on: bool) -> Route:
    async def change(call: Call) -> Response:
        status = found(call, call.param("id"))
        if verb == "pin" and on:
            _check_pins(call, status)
        relations = call.world.store.relations
        (relations.mark if on else relations.unmark)(call.me.id, verb, status.id)
        return JSONResponse(status_json(call.world, status, call.me))

    return endpoint(f"{ONE}/{verb if on else f'un{verb}'}", change, "POST", scope=f"write:{subject}")


def _check_pins(call: Call, status: Status) -> None:
    if status.account_id != call.me.id:
        raise refusal(422, f"status {status.id} does not belong to account {call.me.id}")
    pinned = call.world.store.relations.marked(call.me.id, "pin")
    if status.id in pinned:
        raise refusal(422, "status already pinned")
    if len(pinned) >= PINS_MOST:
        text = f"status pin limit exceeded, you've already pinned {len(pinned)} status(es) out of {PINS_MOST}"
        raise refusal(422, text)
