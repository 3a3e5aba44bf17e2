"""Posts and reposts of a repository as neutral posts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from migrator.model import (
    Link,
    Media,
    MediaType,
    Omission,
    Post,
    Quote,
    Reason,
    Reference,
    Span,
    Text,
)
from migrator.sources.bluesky import addresses, text
from migrator.sources.bluesky.records import (
    POSTS,
    SENSITIVE,
    Blob,
    Embed,
    External,
    Image,
    PostRecord,
    Quoted,
    Ref,
    Reply,
    Repost,
    read,
    several,
    tid,
    tid_time,
)
from migrator.sources.languages import language

_LATE = timedelta(minutes=10)
"""Ours: how much later than its key a post may say it was written, for clocks that go wrong."""

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_SUFFIXES = {"image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "video/mp4": ".mp4"}

_NO_EMBED = Embed()

Found = Mapping[str, tuple[str, int]]
"""The files at hand: address → name for `open_media` and size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Makes posts; holds what all posts of a repository share."""

    did: str
    name: str
    blobs: Found

    def post(self, rkey: str, cid: bytes, record: object) -> Post | Omission:
        """Return a post, or why it can't be read."""
        found = read(PostRecord, record)
        if found is None:
            return _unreadable(rkey, "it is no post")
        when = written_at(found.created_at, rkey)
        if when is None:
            return _unreadable(rkey, f"it has no date: {found.created_at[:40]!r}")
        embed = read(Embed, found.embed) or _NO_EMBED
        quoted = quoted_by(embed)
        body = text.spans(found, self.did)
        return Post(
            source_id=rkey,
            written_at=when[0],
            order=_order(when[0], rkey),
            body=(*body, *_card(embed, quoted, body)),
            media=tuple(self.media(embed)),
            url=addresses.post(self.did, rkey),
            language=_language(found.langs),
            sensitive=_is_sensitive(found.labels),
            reply_to=self.reply_to(found.reply),
            quote=self._reference(quoted) if quoted and names_post(quoted) else None,
            versions=(addresses.cid_text(cid),),
            notes=when[1],
        )

    def repost(self, rkey: str, _cid: bytes, record: object) -> Post | Omission:
        """Return a repost, or why it can't be read."""
        found, source_id = read(Repost, record), f"repost/{rkey}"
        if found is None or addresses.parts(found.subject.uri) is None:
            return _unreadable(source_id, "it is no repost")
        when = written_at(found.created_at, rkey)
        if when is None:
            return _unreadable(source_id, f"it has no date: {found.created_at[:40]!r}")
        return Post(
            source_id=source_id,
            written_at=when[0],
            order=_order(when[0], rkey),
            body=(),
            repost_of=self._reference(found.subject),
            notes=when[1],
        )

    def _reference(self, ref: Ref) -> Reference:
        did, kind, rkey = addresses.parts(ref.uri) or ("", "", "")
        own = did == self.did and kind == POSTS
        return Reference(
            source_id=rkey if own else ref.uri,
            url=addresses.page(ref.uri),
            author_id=did or None,
            author_name=self.name if own else did,
            own=own,
        )

    def reply_to(self, value: object) -> Reference | None:
        """Return what a post answers.

        In a conversation that somebody else began, an answer to oneself is still a part of that conversation.
        """
        reply = read(Reply, value)
        if reply is None:
            return None
        parent = self._reference(reply.parent)
        root = addresses.parts(reply.root.uri) if reply.root else None
        if not parent.own or root is None or root[0] == self.did:
            return parent
        return Reference(source_id=reply.parent.uri, url=parent.url, author_id=root[0], author_name=root[0])

    def media(self, embed: Embed) -> Iterator[Media]:
        """Yield the files that a post shows."""
        if embed is _NO_EMBED:
            return
        for one in several(Image, embed.images):
            yield from self._file(one.image, MediaType.PHOTO, one.alt)
        film = read(Blob, embed.video)
        if film is not None:
            looping = embed.presentation == "gif" or film.mime_type == "image/gif"
            kind = MediaType.ANIMATED_GIF if looping else MediaType.VIDEO
            yield from self._file(film, kind, embed.alt)
        within = read(Embed, embed.media)
        if within is not None and within.media is None:
            yield from self.media(within)

    def _file(self, blob: Blob, kind: MediaType, alt: str) -> Iterator[Media]:
        cid = addresses.cid_text(blob.ref) if blob.ref else blob.cid
        if not addresses.is_cid(cid):
            yield Media(name="", type=kind, size_bytes=None, alt=alt)
            return
        url, mime = addresses.blob(self.did, cid), _mime(blob.mime_type)
        at_hand = self.blobs.get(cid)
        if at_hand is not None:
            yield Media(name=at_hand[0], type=kind, size_bytes=at_hand[1], alt=alt, url=url)
        else:
            name = cid + _SUFFIXES.get(mime, ".mp4" if kind is not MediaType.PHOTO else ".jpg")
            yield Media(name=name, type=kind, size_bytes=None, remote=True, mime=mime, alt=alt, url=url)


def written_at(created_at: str, rkey: str) -> tuple[datetime, tuple[Reason, ...]] | None:
    """Return when a post was written, and what is uncertain about it; None if nothing says when.

    Programs write the date as they like; the key is made when the server takes the post. Older dates are those of
    posts that were brought from elsewhere.
    """
    said, made = _date(created_at), tid_time(rkey)
    if said is not None and said >= _FIRST and (made is None or said <= made + _LATE):
        return said, ()
    if made is None:
        return (said, ()) if said is not None and said >= _FIRST else None
    return made, (Reason("date_clamped", {"was": created_at[:40]}),)


def _date(created_at: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(created_at)
        if found.tzinfo is UTC:
            return found
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _order(when: datetime, rkey: str) -> int:
    since = when - _FIRST
    microseconds = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    return microseconds << 65 | tid(rkey)


def _language(langs: object) -> str | None:
    first = langs[0] if isinstance(langs, list) and langs else None
    return language(first) if isinstance(first, str) else None


def _is_sensitive(labels: object) -> bool:
    match labels:
        case {"values": list(values)}:
            return any(isinstance(one, dict) and one.get("val") in SENSITIVE for one in values)
        case _:
            return False


def quoted_by(embed: Embed) -> Ref | None:
    """Return the record that a post shows: alone, or beside files or a card."""
    both = read(Quoted, embed.record)
    return both.record if both else read(Ref, embed.record)


def names_post(ref: Ref) -> bool:
    """Tell whether a record is a post."""
    found = addresses.parts(ref.uri)
    return found is not None and found[1] == POSTS


def _card(embed: Embed, quoted: Ref | None, body: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the link of a card where the text does not have it: to a page, or to a feed, list or starter pack."""
    if embed is _NO_EMBED:
        return
    within = read(Embed, embed.media) or _NO_EMBED
    external = read(External, embed.external) or read(External, within.external)
    url = external.uri if external else ""
    if not url and quoted is not None and not names_post(quoted):
        url = addresses.page(quoted.uri)
    there = {span.url.rstrip("/") for span in body if isinstance(span, Link | Quote)}
    words = "".join(span.text for span in body if isinstance(span, Text))
    if url.startswith(("https://", "http://")) and url.rstrip("/") not in there and url not in words:
        if body:
            yield Text("\n\n")
        yield Link(url)


def _mime(said: str) -> str:
    return {"image/jpg": "image/jpeg", "*/*": "", "application/octet-stream": ""}.get(said, said)


def _unreadable(source_id: str, error: str) -> Omission:
    return Omission(source_id=source_id, reason=Reason("unreadable", {"error": error}))
