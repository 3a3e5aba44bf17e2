"""Mastodon's rules for posting: no old dates, 500 characters, four files of one kind, an Idempotency-Key.

From its source: `app/services/post_status_service.rb`, `app/validators/status_length_validator.rb`.
"""

import re

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
from migrator.rehearsal.refusals import Refused
from migrator.rehearsal.store import Media, Status
from migrator.rehearsal.text import LINK
from migrator.rehearsal.world import World

KEY_MS = 60 * 60 * 1000
"""How long an Idempotency-Key is remembered."""

LINK_COST = "x" * 23
"""What any link counts for. https://docs.joinmastodon.org/user/posting/#links"""

REMOTE_MENTION = re.compile(r"@(\w+)@[\w.-]+")


def publish(call: Call, draft: Draft) -> Status | Scheduled:
    """Post a draft NOW, whatever old date it asks for, or put it off; a repeated key returns the first post."""
    world, me = call.world, call.me
    key = call.request.headers.get("idempotency-key", "")
    before = world.store.statuses.remembered(me.id, key, world.now_ms() - KEY_MS) if key else None
    if before is not None and (known := world.store.statuses.by_id(before, world.now_ms())) is not None:
        return known
    at_ms = _later(world, draft)
    parent = _parent(call, draft)
    media = _media(call, draft)
    _check_text(world, draft, media)
    visibility = _visibility(draft.visibility or me.privacy)
    if at_ms is not None:
        params = {
            "text": draft.text,
            "visibility": visibility,
            "scheduled_at": None,
            "media_ids": list(draft.media_ids),
        }
        return Scheduled(id=world.new_id(), at_ms=at_ms, params=params)
    judged = Judged(
        created_ms=world.now_ms(),
        visibility=visibility,
        language=_language(draft.language, me.language),
        content_type="text/plain",
        spoiler=draft.spoiler,
        sensitive=draft.sensitive or bool(draft.spoiler),
        written=written(world, draft.text, "text/plain"),
        parent=parent,
        media=media,
    )
    return store_post(call, draft, judged, key)


def _later(world: World, draft: Draft) -> int | None:
    """Return the instant to post at; None for now, which is also what every past instant means."""
    at_ms = milliseconds(draft.scheduled_at)
    now_ms = world.now_ms()
    if at_ms is None or at_ms <= now_ms:
        return None
    if at_ms <= now_ms + AHEAD_MS:
        raise Refused(422, "Validation failed: Scheduled at the scheduled date must be in the future")
    return at_ms


def _parent(call: Call, draft: Draft) -> Status | None:
    if not draft.in_reply_to_id:
        return None
    parent = call.world.store.statuses.by_id(draft.in_reply_to_id, call.world.now_ms())
    if parent is None or not visible(call.world, parent, call.me):
        raise Refused(404, "The post you are trying to reply to does not appear to exist.")
    return parent


def _media(call: Call, draft: Draft) -> tuple[Media, ...]:
    most = call.world.media_per_post
    if len(draft.media_ids) > most or (draft.poll and draft.media_ids):
        raise Refused(422, f"Cannot attach more than {most} files")
    found = []
    for media_id in draft.media_ids:
        media = call.world.store.media.by_id(media_id)
        if media is None or media.account_id != call.me.id or call.world.store.media.attached(media):
            raise Refused(422, f"Media {media_id} not found or already attached to another post")
        if media.ready_ms > call.world.now_ms():
            raise Refused(422, "Cannot attach files that have not finished processing. Try again in a moment!")
        found.append(media)
    if len(found) > 1 and any(media.kind != "image" for media in found):
        raise Refused(422, "Cannot attach a video to a post that already contains images")
    return tuple(found)


def _check_text(world: World, draft: Draft, media: tuple[Media, ...]) -> None:
    if not (draft.text.strip() or media or draft.spoiler.strip()):
        raise Refused(422, "Validation failed: Text can't be blank")
    if counted(draft.text) + len(draft.spoiler) > world.post_chars:
        raise Refused(422, f"Validation failed: Text character limit of {world.post_chars} exceeded")


def counted(text: str) -> int:
    """Return how many characters a text counts for: 23 a link, a mention without its host."""
    return len(REMOTE_MENTION.sub(r"@\1", LINK.sub(LINK_COST, text)))


def _visibility(name: str) -> str:
    if name not in VISIBILITIES:
        raise Refused(422, f"'{name}' is not a valid visibility")
    return name


def _language(tag: str, default: str) -> str:
    """Return the language; one that does not exist is ignored."""
    try:
        return canonical(tag) if tag else default
    except UnknownLanguage:
        return default
