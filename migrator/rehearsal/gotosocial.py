"""GoToSocial's rules for posting, with its own words; what is refused first was measured too."""

from typing import Any

from migrator.rehearsal.calls import Call
from migrator.rehearsal.drafts import (
    AHEAD_MS,
    VISIBILITIES,
    Draft,
    Judged,
    Scheduled,
    milliseconds,
    store_post,
    visible,
    written,
)
from migrator.rehearsal.languages import UnknownLanguage, canonical
from migrator.rehearsal.refusals import refusal
from migrator.rehearsal.store import Media, Status
from migrator.rehearsal.text import Written, spoiler
from migrator.rehearsal.world import World

CONTENT_TYPES = {"text/plain", "text/markdown"}


def publish(call: Call, draft: Draft) -> Status | Scheduled:
    """Post a draft, now or at its old date, or put it off; there is no Idempotency-Key here."""
    world, me = call.world, call.me
    if me.moved_to:
        raise refusal(
            403, "your account has Moved or is currently Moving; you cannot take create or update type actions"
        )
    at_ms = _checked_form(world, draft)
    language = _language(draft.language, me.language)
    content_type = _content_type(draft.content_type or me.content_type)
    backdated = at_ms is not None and _backdated(world, at_ms)
    media = _media(call, draft)
    parent = _parent(call, draft, backdated=backdated)
    made = _written(call, draft.text, content_type, backdated=backdated)
    visibility = _visibility(draft.visibility or me.privacy)
    if draft.poll and backdated:
        raise refusal(403, "statuses with polls can't be backfilled")
    if at_ms is not None and not backdated:
        return _put_off(call, draft, at_ms, visibility)
    warning = spoiler(draft.spoiler)
    judged = Judged(
        created_ms=at_ms if at_ms is not None else world.now_ms(),
        visibility=visibility,
        language=language,
        content_type=content_type,
        spoiler=warning,
        sensitive=draft.sensitive or bool(warning and media),
        written=made,
        parent=parent,
        media=media,
    )
    return store_post(call, draft, judged)


def _checked_form(world: World, draft: Draft) -> int | None:
    """Check what needs no look into the store, and return the wished instant in milliseconds."""
    at_ms = None
    if draft.scheduled_at:
        at_ms = milliseconds(draft.scheduled_at)
        if at_ms is None:
            raise refusal(400, f"could not parse scheduled_at value {draft.scheduled_at} as ISO8601 time")
    if not (draft.text or draft.spoiler or draft.media_ids or draft.poll):
        raise refusal(400, "status contains no text, media or poll")
    if len(draft.text) + len(draft.spoiler) > world.post_chars:
        raise refusal(400, f"text with spoiler exceed max chars ({world.post_chars})")
    if len(draft.media_ids) > world.media_per_post:
        raise refusal(400, f"media files exceed max count ({world.media_per_post})")
    return at_ms


def _backdated(world: World, at_ms: int) -> bool:
    """Tell whether an instant is in the past; refuse what is neither past nor far enough ahead."""
    now_ms = world.now_ms()
    if at_ms >= now_ms:
        if at_ms <= now_ms + AHEAD_MS:
            raise refusal(422, "scheduled_at must be at least 5 minutes in the future")
        return False
    if not world.options.backdating:
        raise refusal(403, "backdating statuses has been disabled on this instance")
    if at_ms <= 0:
        raise refusal(406, "statuses can't be backdated to or before the UNIX epoch")
    return True


def _parent(call: Call, draft: Draft, *, backdated: bool) -> Status | None:
    if not draft.in_reply_to_id:
        return None
    parent = call.world.store.statuses.by_id(draft.in_reply_to_id, call.world.now_ms())
    if parent is None or not visible(call.world, parent, call.me):
        raise refusal(404, "target status not found")
    if backdated and parent.account_id != call.me.id:
        raise refusal(403, "replies to others can't be backfilled")
    return parent


def _media(call: Call, draft: Draft) -> tuple[Media, ...]:
    found = []
    for media_id in draft.media_ids:
        media = call.world.store.media.by_id(media_id)
        if media is None or media.account_id != call.me.id:
            raise refusal(400, f"media not found: {media_id}")
        if call.world.store.media.attached(media):
            raise refusal(400, f"media already attached to status: {media_id}")
        least = call.world.options.description_min_chars
        if len(media.description or "") < least:
            raise refusal(400, f"media {media_id} description too short, at least {least} required")
        found.append(media)
    return tuple(found)


def _visibility(name: str) -> str:
    if name == "mutuals_only":
        return "private"
    if name not in VISIBILITIES:
        raise refusal(422, "processVisibility: invalid visibility")
    return name


def _language(tag: str, default: str) -> str:
    try:
        return canonical(tag) if tag else default
    except UnknownLanguage as error:
        raise refusal(400, f"invalid language tag: {error}") from error


def _content_type(name: str) -> str:
    if name not in CONTENT_TYPES:
        raise refusal(400, "invalid status format")
    return name


def _written(call: Call, text: str, content_type: str, *, backdated: bool) -> Written:
    made = written(call.world, text, content_type)
    if backdated and any(mentioned.id != call.me.id for mentioned in made.mentions):
        raise refusal(403, "statuses mentioning others can't be backfilled")
    return made


def _put_off(call: Call, draft: Draft, at_ms: int, visibility: str) -> Scheduled:
    params: dict[str, Any] = {
        "text": draft.text,
        "visibility": visibility,
        "language": draft.language,
        "application_id": call.world.new_id(),
        "scheduled_at": None,
    }
    if draft.media_ids:
        params["media_ids"] = list(draft.media_ids)
    return Scheduled(id=call.world.new_id(), at_ms=at_ms, params=params)
