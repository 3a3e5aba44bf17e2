"""From a post as the API shows it to the activity that Mastodon writes into an archive. Pure."""

import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from migrator.targets.timeline import Shown, ShownAccount, ShownFile, ShownMention

Json = dict[str, Any]

PUBLIC: Final = "https://www.w3.org/ns/activitystreams#Public"
CONTEXT: Final = "https://www.w3.org/ns/activitystreams"

_STATUSES: Final = "/statuses/"
_DOCUMENT: Final = {"image": "image/png", "gifv": "video/mp4", "video": "video/mp4", "audio": "audio/mpeg"}
"""What a file is if neither its name nor its bytes tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """What all activities of one account share."""

    actor: str
    """Address of the actor."""

    server: str
    account_id: str
    uris: Mapping[str, str]
    """Addresses of the account's own posts by their ids on the server."""

    member: Callable[[ShownFile], tuple[str, str]]
    """Where the archive holds a file, and its type; empty if it does not hold it."""

    def activity(self, shown: Shown) -> Json:
        """Return the activity of one post."""
        published = moment(shown.created_at)
        uri = uri_of(shown, self.actor)
        to, cc = self._audience(shown)
        head: Json = {"id": f"{uri}/activity", "actor": self.actor, "published": published, "to": to, "cc": cc}
        if shown.reblog is not None:
            return head | {"type": "Announce", "object": shown.reblog.uri or shown.reblog.url or ""}
        return head | {"type": "Create", "object": self._note(shown, uri, published, to, cc)}

    def _note(self, shown: Shown, uri: str, published: str, to: list[str], cc: list[str]) -> Json:
        note: Json = {
            "id": uri,
            "type": "Note",
            "summary": shown.spoiler_text or None,
            "inReplyTo": self._parent(shown),
            "published": published,
            "url": shown.url or uri,
            "attributedTo": self.actor,
            "to": to,
            "cc": cc,
            "sensitive": shown.sensitive,
            "content": shown.content,
            "attachment": [self._attachment(file) for file in shown.media_attachments],
            "tag": _tags(shown, self.server),
            "likes": {"type": "Collection", "totalItems": shown.favourites_count},
            "shares": {"type": "Collection", "totalItems": shown.reblogs_count},
        }
        if shown.language:
            note["contentMap"] = {shown.language: shown.content}
        if shown.edited_at is not None:
            note["updated"] = moment(shown.edited_at)
        if shown.text is not None:
            note["source"] = {"content": shown.text, "mediaType": shown.content_type or "text/plain"}
        if quoted := _quoted(shown):
            note |= {"quote": quoted, "quoteUri": quoted}
        return note | _question(shown)

    def _audience(self, shown: Shown) -> tuple[list[str], list[str]]:
        """Return whom it went to; what is not known counts as direct, so that nothing gets wider."""
        followers = f"{self.actor}/followers"
        named = [mention.url for mention in shown.mentions if mention.url]
        match shown.visibility:
            case "public":
                return [PUBLIC], [followers, *named]
            case "unlisted":
                return [followers], [PUBLIC, *named]
            case "private" | "mutuals_only":
                return [followers], named
            case _:
                return named, []

    def _parent(self, shown: Shown) -> str | None:
        """Return the address of the post it answers, as near as the server tells it."""
        id_ = shown.in_reply_to_id
        if not id_:
            return None
        if id_ in self.uris:
            return self.uris[id_]
        if shown.in_reply_to_account_id == self.account_id:
            return f"{self.actor}{_STATUSES}{id_}"
        # The API names the parent by a number of its own; the server's page of it leads on to the original.
        whose = next((one.acct for one in shown.mentions if one.id == shown.in_reply_to_account_id), "")
        return f"{self.server}/@{whose}/{id_}" if whose else f"{self.server}{_STATUSES}{id_}"

    def _attachment(self, file: ShownFile) -> Json:
        member, mime = self.member(file)
        url = file.url or file.remote_url or ""
        named = mimetypes.guess_type(urlsplit(url).path)[0]
        made: Json = {
            "type": "Document",
            "mediaType": mime or named or _DOCUMENT.get(file.type, "application/octet-stream"),
            "url": f"/{member}" if member else url,
            "name": file.description or None,
            "blurhash": file.blurhash,
        }
        return made | _measures(file.meta or {})


def actor(account: ShownAccount, address: str, pictures: Mapping[str, str]) -> Json:
    """Return actor.json; `pictures` names the members of `icon` and `image` as far as there are some."""
    made: Json = {
        "@context": [CONTEXT],
        "id": address,
        "type": "Person",
        "following": f"{address}/following",
        "followers": f"{address}/followers",
        "featured": "featured.json",
        "preferredUsername": account.username,
        "name": account.display_name,
        "summary": account.note,
        "url": account.url or address,
        "manuallyApprovesFollowers": account.locked,
        "discoverable": bool(account.discoverable),
        "published": account.created_at,
        "alsoKnownAs": account.also_known_as_uris,
        "outbox": "outbox.json",
        "attachment": [{"type": "PropertyValue", "name": row.name, "value": row.value} for row in account.fields],
    }
    for key, member in pictures.items():
        kind = mimetypes.guess_type(member)[0] or "image/png"
        made[key] = {"type": "Image", "mediaType": kind, "url": member}
    return made


def actor_address(account: ShownAccount, server: str, some: Shown | None) -> str:
    """Return the actor's address: as the server says, else from a post's, else as most servers have it."""
    if account.uri:
        return account.uri
    if some is not None and _STATUSES in some.uri:
        return some.uri.partition(_STATUSES)[0]
    return f"{server}/users/{account.username}"


def uri_of(shown: Shown, actor: str) -> str:
    """Return a post's address; for a boost one of its own, since the API shows it with various ones."""
    if shown.reblog is not None or not shown.uri:
        return f"{actor}{_STATUSES}{shown.id}"
    return shown.uri.removesuffix("/activity")


def moment(when: datetime) -> str:
    """Write a moment in UTC, with milliseconds where there are some."""
    utc = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    millis = f".{utc.microsecond // 1000:03d}" if utc.microsecond else ""
    return f"{utc:%Y-%m-%dT%H:%M:%S}{millis}Z"


def _tags(shown: Shown, server: str) -> list[Json]:
    host = urlsplit(server).netloc
    return [
        *(_mention(one, host) for one in shown.mentions),
        *({"type": "Hashtag", "name": f"#{one.name}", "href": one.url} for one in shown.tags),
        *(
            {"type": "Emoji", "name": f":{one.shortcode}:", "icon": {"type": "Image", "url": one.url}}
            for one in shown.emojis
        ),
    ]


def _mention(mention: ShownMention, host: str) -> Json:
    acct = mention.acct if "@" in mention.acct else f"{mention.acct}@{host}"
    return {"type": "Mention", "name": f"@{acct}", "href": mention.url}


def _quoted(shown: Shown) -> str:
    if shown.quote is None:
        return ""
    one = shown.quote.quoted_status or shown.quote
    return one.uri or one.url or ""


def _question(shown: Shown) -> Json:
    poll = shown.poll
    if poll is None:
        return {}
    answers = [
        {"type": "Note", "name": one.title, "replies": {"type": "Collection", "totalItems": one.votes_count or 0}}
        for one in poll.options
    ]
    made: Json = {"type": "Question", "anyOf" if poll.multiple else "oneOf": answers}
    if poll.expires_at:
        made |= {"endTime": poll.expires_at} | ({"closed": poll.expires_at} if poll.expired else {})
    return made | ({} if poll.voters_count is None else {"votersCount": poll.voters_count})


def _measures(meta: Json) -> Json:
    """Return size and focal point where they are given."""
    made: Json = {}
    original, focus = meta.get("original"), meta.get("focus")
    if isinstance(original, dict):
        made |= {key: original[key] for key in ("width", "height") if isinstance(original.get(key), int)}
    if isinstance(focus, dict) and (focus.get("x") or focus.get("y")):
        made["focalPoint"] = [float(focus.get("x") or 0), float(focus.get("y") or 0)]
    return made
