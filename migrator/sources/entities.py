"""A post's text cut into spans at its entities.

The offsets that X gives count code points of the text as it stands in the file, `&`, `<` and `>` still escaped. So
the text is cut first, and each remaining piece is unescaped once. An entity whose offsets don't fit is searched
for; one that is nowhere in the text leaves the text as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from migrator.model import Link, Span, Text

_ESCAPED = re.compile("&(amp|lt|gt);")
_PLAIN = {"amp": "&", "lt": "<", "gt": ">"}
_BARE_URL = re.compile(r"https?://[^\s…<>\"“”«»„‚‘’\u3000-\u303f\uff00-\uffef]+", re.IGNORECASE)
_AFTER_URL = ".,;:!?'"
"""Signs that end a sentence rather than an address."""

_OPENED_BY = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of the text and what it means."""

    start: int
    written: str
    """How it stands in the text, in any case; where it does not, its offsets are wrong."""

    span: Span | None
    """What it becomes; None to leave it out."""


def unescape(text: str) -> str:
    """Undo the escaping of X, once.

    >>> unescape("a &lt; b &amp;amp; c")
    'a < b &amp; c'
    """
    return _ESCAPED.sub(lambda found: _PLAIN[found[1]], text) if "&" in text else text


def cut(
    text: str, entities: Sequence[Entity], *, escaped: bool = True, link: Callable[[str], Link] = Link
) -> tuple[Span, ...]:
    """Return the text as spans; lost are only the entities that are to be left out, and blanks beside them.

    `link` makes the span for an address that stands in the text plainly.
    """
    if not entities:
        return tuple(_plain(text, escaped=escaped, link=link))
    spans: list[Span | None] = []
    at = 0
    for start, end, span in _ranges(text, entities):
        if start > at:
            spans.extend(_plain(text[at:start], escaped=escaped, link=link))
        spans.append(span)
        at = end
    if at < len(text):
        spans.extend(_plain(text[at:], escaped=escaped, link=link))
    return tuple(_close_up(spans))


Range = tuple[int, int, Span | None]


def _ranges(text: str, entities: Iterable[Entity]) -> list[Range]:
    """Return where each entity really stands, in order and without overlaps."""
    ranges: list[Range] = []
    lost: list[Entity] = []
    for entity in entities:
        if _fits(text, entity.start, entity.written):
            _add(ranges, entity.start, entity)
        else:
            lost.append(entity)
    for entity in lost:
        for start in _places(text, entity.written):
            if _add(ranges, start, entity):
                break
    ranges.sort(key=lambda one: one[0])
    return ranges


def _fits(text: str, start: int, written: str) -> bool:
    end = start + len(written)
    if start < 0 or end > len(text):
        return False
    there = text[start:end]
    return there == written or there.lower().replace("＠", "@").replace("＃", "#") == written.lower()


def _places(text: str, written: str) -> Iterator[int]:
    """Yield where in the text an entity stands that is not where it should be."""
    low, wanted, at = text.lower(), written.lower(), -1
    if len(low) != len(text) or not wanted:
        low, wanted = text, written
    while wanted and (at := low.find(wanted, at + 1)) >= 0:
        follows = text[at + len(wanted) : at + len(wanted) + 1]
        if not (follows.isalnum() or follows == "_"):
            yield at


def _add(ranges: list[Range], start: int, entity: Entity) -> bool:
    """Take the range unless another one is there already."""
    end = start + len(entity.written)
    if any(start < other_end and other_start < end for other_start, other_end, _span in ranges):
        return False
    ranges.append((start, end, entity.span))
    return True


def _close_up(spans: Sequence[Span | None]) -> list[Span]:
    """Drop what is to be left out, and the blanks that would be left double or at an end."""
    kept: list[Span] = []
    gap = False
    for span in spans:
        if span is None:
            gap = True
        elif gap and isinstance(span, Text):
            text = span.text if kept else span.text.lstrip()
            # What follows may be blanks alone, between or behind things left out.
            gap = not text.strip()
            _append(kept, text)
        else:
            gap = False
            kept.append(span)
    while gap and kept and isinstance(last := kept[-1], Text):
        kept.pop()
        if text := last.text.rstrip():
            kept.append(Text(text))
            break
    return kept


def _append(kept: list[Span], text: str) -> None:
    """Add text behind a gap; two pieces of text become one, with one blank between them."""
    before = kept[-1] if kept else None
    if isinstance(before, Text):
        double = before.text[-1:].isspace() and text[:1] == " "
        kept[-1] = Text(before.text + (text[1:] if double else text))
    elif text:
        kept.append(Text(text))


def _plain(text: str, *, escaped: bool, link: Callable[[str], Link]) -> Iterator[Span]:
    """Yield a piece without entities; addresses that stand in it plainly become links."""
    text = _newlines(unescape(text) if escaped else text)
    if "://" not in text:
        if text:
            yield Text(text)
        return
    at = 0
    for found in _BARE_URL.finditer(text):
        url = _end_of_url(found[0])
        end = found.start() + len(url)
        # An address cut off by X ("https://t.co/ab…") leads nowhere.
        if url.endswith("://") or text[end : end + 1] == "…":
            continue
        if found.start() > at:
            yield Text(text[at : found.start()])
        yield link(url)
        at = end
    if at < len(text):
        yield Text(text[at:])


def _newlines(text: str) -> str:
    """Write every line break as a newline; old archives hold carriage returns too."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _end_of_url(url: str) -> str:
    """Leave out what belongs to the sentence around the address: its final sign, or a closing bracket."""
    while url:
        last = url[-1]
        unopened = last in _OPENED_BY and url.count(last) > url.count(_OPENED_BY[last])
        if last not in _AFTER_URL and not unopened:
            break
        url = url[:-1]
    return url
