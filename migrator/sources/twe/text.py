"""A row's text as spans."""

import re
from collections.abc import Callable, Iterator

from migrator.model import Hashtag, Link, Mention, Quote, Span, Text
from migrator.sources import statuslink
from migrator.sources.entities import Entity, cut
from migrator.sources.twe.structs import Row, metadata

_PLAIN = re.compile("[<>]|&(?!(?:amp|lt|gt);)")
"""What does not stand in an escaped text."""

_SIGNS = re.compile(
    r"https?://\S+|(?<![\w@#&/.])@(?P<name>\w{1,15})(?![\w@])|(?<![\w@#&/])#(?P<tag>\w*[^\W\d_]\w*)"
)
"""Names as X takes them (https://help.x.com/en/managing-your-account/x-username-rules); addresses don't count."""


def spans(row: Row, link: Callable[[str], Link]) -> tuple[Span, ...]:
    """Return the text without the link that stands for its media; leading names of a reply are marked.

    Names, hashtags and addresses are found as X finds them, since a row does not say where they are.
    """
    text = row.full_text or ""
    found = cut(text, list(_entities(row, text, link)), escaped=not _PLAIN.search(text), link=link)
    return _mark_leading(found) if row.in_reply_to else found


def as_quote(body: tuple[Span, ...], quoted: str) -> tuple[Span, ...]:
    """Return the text with the last link to the quoted post as what it is."""
    for position in range(len(body) - 1, -1, -1):
        span = body[position]
        status = statuslink.parse(span.url) if isinstance(span, Link) else None
        if isinstance(span, Link) and status is not None and str(status.id) == quoted:
            return (*body[:position], Quote(span.url), *body[position + 1 :])
    return body


def _entities(row: Row, text: str, link: Callable[[str], Link]) -> Iterator[Entity]:
    for url in {one.url for one in row.media or () if one.url}:
        yield Entity(text.rfind(url), url, None)
    for short, target in metadata(row).links.items():
        status = statuslink.parse(target)
        is_media = status is not None and status.media and status.id == row.id
        yield Entity(-1, short, None if is_media else link(target))
    for sign in _SIGNS.finditer(text):
        if sign["name"]:
            name = sign["name"]
            yield Entity(sign.start(), sign[0], Mention(name, None, statuslink.profile_url(name)))
        elif sign["tag"]:
            yield Entity(sign.start(), sign[0], Hashtag(sign["tag"]))


def _mark_leading(found: tuple[Span, ...]) -> tuple[Span, ...]:
    marked = list(found)
    for position, span in enumerate(marked):
        if isinstance(span, Mention):
            marked[position] = Mention(span.name, span.source_id, span.profile_url, leading=True)
        elif not isinstance(span, Text) or span.text.strip():
            break
    return tuple(marked)
