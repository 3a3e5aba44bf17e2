"""The JSON of accounts, posts and files, as the two kinds of server write it.

https://docs.joinmastodon.org/entities/ and GoToSocial's own additions, taken from its answers.
"""

import json
from typing import Any

from migrator.rehearsal.sanitise import escaped
from migrator.rehearsal.store import Account, Media, Status
from migrator.rehearsal.world import World, instant

Json = dict[str, Any]

SLOTH = "Grayed-out line drawing of a cute sloth (default avatar)."
FLAT = "Flat gray background (default header)."


def account_json(world: World, account: Account) -> Json:
    """Return an Account."""
    url = world.url_of(account)
    avatar, header = f"{world.url}/assets/avatar.svg", f"{world.url}/assets/header.svg"
    followers, following = world.store.relations.counts(account.id)
    last = account.last_status_ms
    entity: Json = {
        "id": account.id,
        "username": account.username,
        "acct": account.acct,
        "display_name": account.display_name,
        "locked": bool(account.locked),
        "discoverable": False,
        "bot": False,
        "created_at": instant(account.created_ms // 1000 * 1000),
        "note": f"<p>{escaped(account.note)}</p>" if account.note else "",
        "url": url,
        "avatar": avatar,
        "avatar_static": avatar,
        "avatar_description": SLOTH,
        "header": header,
        "header_static": header,
        "header_description": FLAT,
        "followers_count": followers,
        "following_count": following,
        "statuses_count": account.statuses_count,
        "last_status_at": None if last is None else instant(last)[:10],
        "emojis": [],
        "fields": [],
        "group": False,
    }
    if not world.gotosocial:
        entity["uri"] = f"{world.url}/users/{account.username}"
        del entity["avatar_description"], entity["header_description"]
    return entity


def own_account_json(world: World, account: Account) -> Json:
    """Return a CredentialAccount."""
    asked = len(world.store.relations.followers_of(account.id, accepted=False))
    source: Json = {
        "privacy": account.privacy,
        "sensitive": False,
        "language": account.language,
        "note": account.note,
        "fields": [],
        "follow_requests_count": asked,
    }
    role: Json = {"id": "user", "name": "user", "color": "", "permissions": "0", "highlighted": False}
    if world.gotosocial:
        source |= {
            "web_visibility": "public",
            "web_layout": "microblog",
            "status_content_type": account.content_type,
        }
    return account_json(world, account) | {"source": source, "role": role}


def media_json(world: World, media: Media) -> Json:
    """Return a MediaAttachment."""
    base = f"{world.url}/fileserver/{media.account_id}/attachment"
    ready = media.ready_ms <= world.now_ms()
    url = f"{base}/original/{media.id}.{media.extension}" if ready else None
    meta = json.loads(media.meta)
    return {
        "id": media.id,
        "type": media.kind,
        "url": url,
        "text_url": url,
        "preview_url": f"{base}/small/{media.id}.{media.small_extension}" if media.small_extension else None,
        "remote_url": None,
        "preview_remote_url": None,
        "meta": meta | {"focus": {"x": _whole(media.focus_x), "y": _whole(media.focus_y)}},
        "description": media.description,
        "blurhash": media.blurhash,
    }


def _whole(number: float) -> float | int:
    return int(number) if number == int(number) else number


def interaction_policy(visibility: str) -> Json:
    """Return who may do what with a post, as GoToSocial derives it from the visibility."""
    match visibility:
        case "public" | "unlisted":
            most, boost = ["public", "me"], ["public", "me"]
        case "private":
            most, boost = ["author", "followers", "mentioned", "me"], ["author", "me"]
        case _:
            most, boost = ["author", "mentioned", "me"], ["author"]

    def rule(who: list[str]) -> Json:
        return {"automatic_approval": who, "manual_approval": [], "always": who, "with_approval": []}

    return {"can_favourite": rule(most), "can_reply": rule(most), "can_reblog": rule(boost)}


def statuses_json(world: World, statuses: list[Status], viewer: Account | None) -> list[Json]:
    """Return Statuses, in the order given, with four queries for all of them."""
    store, now_ms = world.store, world.now_ms()
    ids = [status.id for status in statuses]
    files = store.media.of_statuses(ids)
    replies, reblogs = store.statuses.replies(ids, now_ms), store.statuses.reblogs(ids, now_ms)
    favourites = store.relations.favourites(ids)
    marks = store.relations.marks_by(viewer.id, ids) if viewer else set()
    boosted = store.statuses.reblogged_by(viewer.id, ids, now_ms) if viewer else set()
    authors: dict[str, Account | None] = {}
    found = []
    for status in statuses:
        if status.account_id not in authors:
            authors[status.account_id] = store.accounts.by_id(status.account_id)
        author = authors[status.account_id]
        if author is None:
            raise KeyError(status.account_id)  # accounts are never deleted
        entity = _status_json(world, status, author, viewer)
        entity["media_attachments"] = [media_json(world, media) for media in files.get(status.id, [])]
        entity["replies_count"] = replies.get(status.id, 0)
        entity["reblogs_count"] = reblogs.get(status.id, 0)
        entity["favourites_count"] = favourites.get(status.id, 0)
        entity["reblogged"] = status.id in boosted
        for kind, name in (
            ("mute", "muted"),
            ("favourite", "favourited"),
            ("bookmark", "bookmarked"),
            ("pin", "pinned"),
        ):
            entity[name] = (kind, status.id) in marks
        found.append(entity)
    return found


def status_json(world: World, status: Status, viewer: Account | None) -> Json:
    """Return one Status."""
    return statuses_json(world, [status], viewer)[0]


def _status_json(world: World, status: Status, author: Account, viewer: Account | None) -> Json:
    entity: Json = {
        "id": status.id,
        "created_at": instant(status.created_ms),
        "edited_at": None if status.edited_ms is None else instant(status.edited_ms),
        "in_reply_to_id": status.in_reply_to_id,
        "in_reply_to_account_id": status.in_reply_to_account_id,
        "sensitive": bool(status.sensitive),
        "spoiler_text": status.spoiler_text,
        "visibility": status.visibility,
        "language": status.language,
        "uri": f"{world.url}/users/{author.username}/statuses/{status.id}",
        "url": f"{world.url}/@{author.username}/statuses/{status.id}",
        "replies_count": 0,
        "reblogs_count": 0,
        "favourites_count": 0,
        "favourited": False,
        "reblogged": False,
        "muted": False,
        "bookmarked": False,
        "pinned": False,
        "content": status.content,
        "reblog": _reblogged(world, status, viewer),
        "application": {"name": status.app_name} if status.app_name else None,
        "account": account_json(world, author),
        "media_attachments": [],
        "mentions": _mentions(world, status),
        "tags": [{"name": name, "url": f"{world.url}/tags/{name}"} for name in json.loads(status.tags)],
        "emojis": [],
        "card": None,
        "poll": _poll(status),
    }
    if status.local_only:
        entity["local_only"] = True
    if world.gotosocial:
        if status.reblog_of_id is None:
            entity |= {"text": status.text, "content_type": status.content_type}
        entity["interaction_policy"] = interaction_policy(status.visibility)
    return entity


def _reblogged(world: World, status: Status, viewer: Account | None) -> Json | None:
    if status.reblog_of_id is None:
        return None
    original = world.store.statuses.by_id(status.reblog_of_id, world.now_ms())
    return status_json(world, original, viewer) if original is not None else None


def _mentions(world: World, status: Status) -> list[Json]:
    found = []
    for account_id in json.loads(status.mentions):
        account = world.store.accounts.by_id(account_id)
        if account is not None:
            name, acct = account.username, account.acct
            found.append({"id": account_id, "username": name, "url": world.url_of(account), "acct": acct})
    return found


def _poll(status: Status) -> Json | None:
    if status.poll is None:
        return None
    poll = json.loads(status.poll)
    ends_ms = status.posted_ms + int(poll["expires_in"]) * 1000
    return {
        "id": poll["id"],
        "expires_at": instant(ends_ms),
        "expired": False,
        "multiple": bool(poll.get("multiple")),
        "votes_count": 0,
        "voters_count": None,
        "voted": True,
        "own_votes": [],
        "options": [{"title": title, "votes_count": 0} for title in poll["options"]],
        "emojis": [],
    }


def relationship_json(world: World, me: Account, other: Account) -> Json:
    """Return a Relationship."""
    relations = world.store.relations
    out, back = relations.following(me.id, other.id), relations.following(other.id, me.id)
    marks = relations.marks_by(me.id, [other.id])
    following = bool(out and out.accepted)
    return {
        "id": other.id,
        "following": following,
        "showing_reblogs": bool(following and out and out.reblogs),
        "notifying": bool(following and out and out.notify),
        "followed_by": bool(back and back.accepted),
        "blocking": ("block", other.id) in marks,
        "blocked_by": ("block", me.id) in relations.marks_by(other.id, [me.id]),
        "muting": ("mute", other.id) in marks,
        "muting_notifications": False,
        "requested": bool(out and not out.accepted),
        "requested_by": bool(back and not back.accepted),
        "domain_blocking": False,
        "endorsed": False,
        "note": "",
    }


def scheduled_json(world: World, scheduled_id: str, at_ms: int, params: Json) -> Json:
    """Return a ScheduledStatus."""
    found = [world.store.media.by_id(media_id) for media_id in params.get("media_ids", [])]
    return {
        "id": scheduled_id,
        "scheduled_at": instant(at_ms),
        "params": params,
        "media_attachments": [media_json(world, media) for media in found if media is not None],
    }
