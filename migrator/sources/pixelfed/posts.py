"""One row as a neutral post."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from migrator.model import (
    Leaf,
    Media,
    MediaType,
    Omission,
    Option,
    Owner,
    Poll,
    Post,
    Reason,
    Reference,
    Span,
    Text,
    Visibility,
)
from migrator.model import Mention as Name
from migrator.sources import html
from migrator.sources.languages import language
from migrator.sources.pixelfed.structs import Account, Attachment, Mention, Status
from migrator.sources.rows import moment, order_of

_VISIBILITY = {
    "public": Visibility.PUBLIC,
    "unlisted": Visibility.UNLISTED,
    "private": Visibility.PRIVATE,
    "direct": Visibility.DIRECT,
}
_MIMES = {"image/jpg": "image/jpeg"}
"""What Pixelfed calls types that have another name. https://www.iana.org/assignments/media-types"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Makes posts; holds what all posts of an export share."""

    owner: Owner
    host: str
    ids: Mapping[str, str]
    """The ids of the owner's posts by address."""

    files: Mapping[str, tuple[str, int]]

    def item(self, status: Status) -> Post | Omission:
        """Return the post, or why there is none."""
        when = moment(status.created_at)
        if when is None:
            error = f"it has no date: {status.created_at!r}"
            return Omission(source_id=status.id, reason=Reason("unreadable", {"error": error}))
        is_share = status.reblog is not None or status.pf_type == "share"
        attached = status.media_attachments or []
        return Post(
            source_id=status.id,
            written_at=when,
            order=order_of(when, status.id),
            body=() if is_share else tuple(self._body(status)),
            media=() if is_share else tuple(map(self._media, attached)),
            url=status.url or status.uri or "",
            language=language(status.language),
            sensitive=bool(status.sensitive) or any(one.is_nsfw for one in attached),
            warning=(status.spoiler_text or "").strip(),
            visibility=_VISIBILITY.get(status.visibility or "", Visibility.DIRECT),
            reply_to=None if is_share else self._reply_to(status),
            repost_of=self._shared(status.reblog) if is_share else None,
            likes=status.favourites_count or 0,
            poll=_poll(status),
            updated_at=moment(status.edited_at),
            pinned=bool(status.pinned),
        )

    def _body(self, status: Status) -> Iterator[Span]:
        people = {one.url: one for one in status.mentions or () if one.url}

        def anchor(href: str, shown: str, css_class: str) -> Leaf | None:
            person = people.get(href)
            return self._name(person) if person else html.hashtag(href, shown, css_class)

        body = html.spans(status.content or "", anchor, own_posts=self.ids)
        yield from body
        where = (
            ", ".join(part for part in (status.place.name, status.place.country) if part) if status.place else ""
        )
        if where:
            yield Text(f"\n\n📍 {where}" if body else f"📍 {where}")

    def _name(self, person: Mention) -> Name:
        url = person.url or ""
        acct = (person.acct or person.username or "").lstrip("@")
        user, _, host = acct.partition("@")
        host = host or urlsplit(url).netloc or self.host
        return Name(person.username or user, url or None, url, handle=f"{user}@{host}" if user and host else "")

    def _reply_to(self, status: Status) -> Reference | None:
        parent = status.in_reply_to_id
        if not parent:
            return None
        own = parent in self.ids.values()
        named = next((one for one in status.mentions or () if one.id == status.in_reply_to_account_id), None)
        return Reference(
            source_id=parent,
            author_id=(named.url if named else None) or status.in_reply_to_account_id,
            author_name=self.owner.name if own else ((named.username or "") if named else ""),
            own=own,
        )

    def _shared(self, original: Status | None) -> Reference:
        if original is None:
            return Reference(source_id=None)
        author = original.account or Account()
        return Reference(
            source_id=original.id or None,
            url=original.url or original.uri or "",
            author_id=author.url or author.id or None,
            author_name=author.acct or author.username,
            own=original.id in self.ids.values() or (bool(author.url) and author.url == self.owner.id),
        )

    def _media(self, one: Attachment) -> Media:
        url, mime = one.url or "", _MIMES.get(one.mime or "", one.mime or "")
        kind = MediaType.VIDEO if (one.type == "video" or mime.startswith("video/")) else MediaType.PHOTO
        last = unquote(urlsplit(url).path).rpartition("/")[2]
        alt, focus = (one.description or "").strip(), _focus(one.meta)
        at_hand = self.files.get(last)
        if at_hand is not None:
            return Media(name=at_hand[0], type=kind, size_bytes=at_hand[1], alt=alt, url=url, focus=focus)
        remote = url.startswith(("https://", "http://"))
        name = (last or "file") if remote else ""
        return Media(
            name=name, type=kind, size_bytes=None, remote=remote, mime=mime, alt=alt, url=url, focus=focus
        )


def _focus(meta: object) -> tuple[float, float] | None:
    match meta:
        case {"focus": {"x": int() | float() as x, "y": int() | float() as y}} if (x, y) != (0, 0):
            return (float(x), float(y)) if max(abs(x), abs(y)) <= 1 else None
        case _:
            return None


def _poll(status: Status) -> Poll | None:
    if status.poll is None or not status.poll.options:
        return None
    options = tuple(Option(one.title, one.votes_count) for one in status.poll.options)
    return Poll(options=options, multiple=bool(status.poll.multiple), ends_at=moment(status.poll.expires_at))
