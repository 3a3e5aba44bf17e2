"""A request to post, read but not yet judged, and what the two kinds of server have in common in judging it."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from migrator.rehearsal.calls import Call, Form
from migrator.rehearsal.markdown import markdown
from migrator.rehearsal.store import Account, Media, Status
from migrator.rehearsal.text import Mentioned, Written, plain
from migrator.rehearsal.world import World

STRICT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:?\d\d)")
"""The instants GoToSocial reads: always with a zone."""

AHEAD_MS = 5 * 60 * 1000
"""A post may only be scheduled for later than this from now."""

VISIBILITIES = frozenset({"public", "unlisted", "private", "direct"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a client wants to post."""

    text: str
    spoiler: str
    visibility: str
    content_type: str
    language: str
    sensitive: bool
    local_only: bool
    in_reply_to_id: str
    media_ids: tuple[str, ...]
    scheduled_at: str
    poll: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A post that was put off."""

    id: str
    at_ms: int
    params: dict[str, Any]


def draft_of(form: Form) -> Draft:
    """Read a draft from what was sent."""
    return Draft(
        text=form.text("status"),
        spoiler=form.text("spoiler_text"),
        visibility=form.text("visibility"),
        content_type=form.text("content_type"),
        language=form.text("language"),
        sensitive=form.flag("sensitive"),
        local_only=form.flag("local_only") or (form.given("federated") and not form.flag("federated")),
        in_reply_to_id=form.text("in_reply_to_id"),
        media_ids=tuple(form.texts("media_ids")),
        scheduled_at=form.text("scheduled_at"),
        poll=form.nested("poll"),
    )


def milliseconds(text: str) -> int | None:
    """Return an instant in milliseconds since 1970, finer digits cut off; None if it is not one."""
    if not STRICT.fullmatch(text):
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (when - datetime(1970, 1, 1, tzinfo=UTC)) // _MILLISECOND


_MILLISECOND = datetime(1, 1, 1, 0, 0, 0, 1000, tzinfo=UTC) - datetime(1, 1, 1, tzinfo=UTC)


def written(world: World, text: str, content_type: str) -> Written:
    """Return what becomes of a text on this server."""

    def resolve(name: str, host: str) -> Mentioned | None:
        account = world.account_named(f"{name}@{host}" if host else name)
        if account is None:
            return None
        url = world.url_of(account)
        return Mentioned(id=account.id, username=account.username, acct=account.acct, url=url)

    render = markdown if content_type == "text/markdown" else plain
    return render(text, world.url, resolve)


def visible(world: World, status: Status, viewer: Account | None) -> bool:
    """Tell whether an account (None: a stranger) may read a post."""
    if viewer is not None and (viewer.id == status.account_id or viewer.id in json.loads(status.mentions)):
        return True
    if status.visibility in {"public", "unlisted"}:
        return not status.local_only or viewer is not None
    if status.visibility != "private" or viewer is None:
        return False
    follow = world.store.relations.following(viewer.id, status.account_id)
    return follow is not None and bool(follow.accepted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A draft that passed: everything a stored post needs that the draft alone does not tell."""

    created_ms: int
    visibility: str
    language: str
    content_type: str
    spoiler: str
    sensitive: bool
    written: Written
    parent: Status | None
    media: tuple[Media, ...]


def store_post(call: Call, draft: Draft, judged: Judged, key: str = "") -> Status:
    """Store a judged draft as a post, with its files, in one transaction; remember its Idempotency-Key."""
    world, me = call.world, call.me
    now_ms = world.now_ms()
    status = Status(
        id=world.new_id(judged.created_ms),
        account_id=me.id,
        created_ms=judged.created_ms,
        posted_ms=now_ms,
        edited_ms=None,
        text=draft.text,
        content=judged.written.html,
        content_type=judged.content_type,
        spoiler_text=judged.spoiler,
        visibility=judged.visibility,
        sensitive=int(judged.sensitive),
        language=judged.language,
        in_reply_to_id=judged.parent.id if judged.parent else None,
        in_reply_to_account_id=judged.parent.account_id if judged.parent else None,
        local_only=int(draft.local_only),
        tags=json.dumps(judged.written.tags, ensure_ascii=False),
        mentions=json.dumps([one.id for one in judged.written.mentions]),
        poll=json.dumps(draft.poll | {"id": world.new_id()}) if draft.poll else None,
        app_name=call.app_name,
        reblog_of_id=None,
        gone_ms=None,
    )
    with world.store.database.transaction():
        world.store.statuses.add(status)
        world.store.media.attach([media.id for media in judged.media], status.id)
        world.store.accounts.count_post(me.id, judged.created_ms)
        if key:
            world.store.statuses.remember(me.id, key, status.id, now_ms)
    return status
