"""One activity of the outbox as a neutral post."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from migrator.model import (
    Hashtag,
    Leaf,
    Mention,
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
    narrower,
)
from migrator.sources import html
from migrator.sources.mastodon.media import Shelf, attached, media
from migrator.sources.mastodon.people import handle_of, host_of, split_handle
from migrator.sources.mastodon.structs import (
    Activity,
    Addresses,
    Count,
    Entry,
    Note,
    Outline,
    Tag,
    address,
    listed,
)

PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
"""https://www.w3.org/TR/activitypub/#public-addressing"""

_USUAL = ["https://www.w3.org/ns/activitystreams#Public"]
_CAMEL = re.compile(r"([a-z]{2,3})([A-Z][A-Za-z]+)")
_REGION_CHARS = 2
_ROOM = 2**24
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Makes posts; holds what all posts of an archive share."""

    owner: Owner
    actors: tuple[str, ...]
    """Addresses of all accounts that the owner has or had."""

    host: str
    ids: Mapping[str, str]
    """Source ids of the owner's posts by id and by address."""

    pinned: frozenset[str]
    shelf: Shelf

    def item(self, activity: Activity, position: int, file: str) -> Post | Omission:
        """Return the post, or why there is none."""
        item_id = source_id(activity) or f"{file}#{position}"
        note = activity.object
        when = written_at(activity)
        if when is None:
            return Omission(
                source_id=item_id, reason=Reason("unreadable", {"error": "it has no date", "file": file})
            )
        order = int((when - _EPOCH).total_seconds() * 1000) * _ROOM + position
        if activity.type == "Announce":
            return self._repost(activity, item_id, when, order)
        if activity.type != "Create" or not isinstance(note, Note):
            return Omission(source_id=item_id, reason=Reason("no_post", {"type": activity.type}), written_at=when)
        return self._post(note, activity, item_id, when, order)

    def _repost(self, activity: Activity, item_id: str, when: datetime, order: int) -> Post:
        target = activity.object.id if isinstance(activity.object, Note) else activity.object or ""
        return Post(
            source_id=item_id,
            written_at=when,
            order=order,
            body=(),
            visibility=visibility(activity, None),
            repost_of=self._reference(target),
        )

    def _post(self, note: Note, activity: Activity, item_id: str, when: datetime, order: int) -> Post:
        content, language = _content(note)
        quoted = quote_of(note)
        line = html.quote_line_link(content) if quoted else ""
        body = html.spans(
            content, _Names(note, self.host).anchor, own_posts=self.ids, without_quote_line=bool(quoted)
        )
        reply = reply_of(note)
        reference = None if not reply else self._reference(reply)
        return Post(
            source_id=item_id,
            written_at=when,
            order=order,
            body=_leading(body) if reference is not None else body,
            media=tuple(media(one, url, self.shelf, self.host) for one, url in attached(note.attachment)),
            url=address(note.url) or item_id,
            language=language,
            sensitive=bool(note.sensitive),
            warning=(note.summary or "").strip(),
            visibility=visibility(activity, note),
            reply_to=reference,
            quote=replace(self._reference(quoted), url=line or quoted) if quoted else None,
            likes=(note.likes.total_items or 0) if isinstance(note.likes, Count) else 0,
            poll=poll_of(note),
            updated_at=_edited(note, when),
            pinned=item_id in self.pinned,
        )

    def _reference(self, target: str) -> Reference:
        own = self.ids.get(target)
        return Reference(
            source_id=own or target,
            url=target,
            author_name=self.owner.name if own else handle_of(target),
            own=bool(own) or is_own(target, self.actors, self.ids),
        )


def is_own(target: str, actors: Iterable[str], ids: Mapping[str, str]) -> bool:
    """Tell whether an address is that of a post of one of these accounts, in an archive or not."""
    return target in ids or any(actor and target.startswith(f"{actor}/") for actor in actors)


def source_id(activity: Entry) -> str:
    """Return the post's own address, or a boost's; empty if it has none."""
    if isinstance(activity.object, Outline) and activity.type == "Create":
        return activity.object.id or activity.id.removesuffix("/activity")
    return activity.id.removesuffix("/activity")


def written_at(activity: Entry) -> datetime | None:
    """Return when it was published, in UTC; None if nothing says so."""
    note = activity.object if isinstance(activity.object, Outline) and activity.type == "Create" else None
    when = (note.published if note else None) or activity.published
    if when is None:
        return None
    if when.tzinfo is UTC:
        return when
    try:
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except OverflowError:
        return None


def reply_of(note: Outline) -> str:
    """Return the address of the post it answers; empty if it answers none."""
    return address(note.in_reply_to)


def quote_of(note: Outline) -> str:
    """Return the address of the post it quotes; Mastodon 4.5 and others name it differently."""
    return address(note.quote) or note.quote_uri or note.quote_url or note.misskey_quote or ""


def visibility(activity: Entry, note: Outline | None) -> Visibility:
    """Return who could see it; where the two halves of an item differ, the narrower."""
    outer = _seen_by(activity.to, activity.cc)
    if note is None:
        return outer
    if note.direct_message:
        return Visibility.DIRECT
    if note.to == activity.to and note.cc == activity.cc:
        return outer
    inner = _seen_by(note.to, note.cc)
    if activity.to is None and activity.cc is None:
        return inner
    return outer if note.to is None and note.cc is None else narrower(inner, outer)


def is_plainly_public(activity: Entry, note: Outline) -> bool:
    """Tell whether it is public beyond doubt; false means that `visibility` has to look closer."""
    return activity.to == _USUAL and note.to == _USUAL and not note.direct_message


def _seen_by(to: Addresses, cc: Addresses) -> Visibility:
    if to == _USUAL:
        return Visibility.PUBLIC
    first, second = listed(to), listed(cc)
    if not PUBLIC.isdisjoint(first):
        return Visibility.PUBLIC
    if not PUBLIC.isdisjoint(second):
        return Visibility.UNLISTED
    if any(one.endswith(("/followers", "/#Public")) for one in (*first, *second)):
        # Pleroma writes "/#Public" for posts that stay on their server.
        return Visibility.PRIVATE
    return Visibility.DIRECT


def poll_of(note: Note) -> Poll | None:
    """Return the poll of a question; None if there is none."""
    answers = listed(note.one_of) or listed(note.any_of)
    if not answers:
        return None
    ended = note.end_time or (note.closed if isinstance(note.closed, datetime) else None)
    return Poll(
        options=tuple(
            Option(one.name, one.replies.total_items if isinstance(one.replies, Count) else None)
            for one in answers
        ),
        multiple=not listed(note.one_of),
        ends_at=None if ended is None else ended.replace(tzinfo=ended.tzinfo or UTC),
        voters=note.voters_count,
    )


def language_of(key: str) -> str:
    """Return the language tag that a key of `contentMap` means.

    >>> language_of("zhCn"), language_of("ptBr"), language_of("zhHant"), language_of("de")
    ('zh-CN', 'pt-BR', 'zh-Hant', 'de')
    """
    match = _CAMEL.fullmatch(key)
    if match is None:
        return key
    rest = match[2].upper() if len(match[2]) == _REGION_CHARS else match[2]
    return f"{match[1]}-{rest}"


def _content(note: Note) -> tuple[str, str | None]:
    """Return the HTML and its language."""
    texts = note.content_map or {}
    content = note.content if note.content is not None else next(iter(texts.values()), "")
    keys = [key for key, text in texts.items() if text == content] or list(texts)
    return content, language_of(keys[0]) if len(keys) == 1 else None


def _edited(note: Note, when: datetime) -> datetime | None:
    if note.updated is None:
        return None
    try:
        edited = note.updated.astimezone(UTC)
    except OverflowError:
        return None
    return edited if edited > when else None


def _leading(body: tuple[Span, ...]) -> tuple[Span, ...]:
    """Mark the names at the beginning of a reply: they say whom it answers."""
    marked = list(body)
    for place, span in enumerate(marked):
        if isinstance(span, Mention):
            marked[place] = replace(span, leading=True)
        elif not isinstance(span, Text) or span.text.strip():
            break
    return tuple(marked)


class _Names:
    """The people a post names, told by the tags beside its text."""

    def __init__(self, note: Note, host: str) -> None:
        self._host = host
        self._tags = [
            (*split_handle(tag.name), tag.href or "")
            for tag in listed(note.tag)
            if isinstance(tag, Tag) and tag.type == "Mention" and tag.name
        ]

    def anchor(self, href: str, shown: str, css_class: str) -> Leaf | None:
        """Return the name or hashtag a link stands for; None if it is a plain link."""
        tag: Hashtag | None = html.hashtag(href, shown, css_class)
        words = shown.strip()
        if tag is not None or not words.startswith("@"):
            return tag
        name, host = split_handle(words)
        known = [one for one in self._tags if one[0].casefold() == name.casefold()]
        exact = [one for one in known if (host or host_of(href)) in (one[1], host_of(one[2]))] or known
        if exact:
            user, at, actor = exact[0]
            return Mention(user, actor or None, href, handle=f"{user}@{at or host_of(actor) or self._host}")
        if "mention" not in css_class.split() or not name:
            return None
        return Mention(name, None, href, handle=f"{name}@{host or host_of(href) or self._host}")
