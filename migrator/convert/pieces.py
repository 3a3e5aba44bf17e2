"""A status on its way to becoming text: pieces that may be cut, and pieces that must stay whole."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from migrator.convert.markup import Markup
from migrator.convert.mentions import LINKS_BEGIN, break_names, safe_link

_BARE_LINK = re.compile(r"https?://[^\s<>\"\\]*[^\s<>\"\\.,:;!?'()\[\]]")
"""An address that stands in plain words, without the punctuation after it."""

_UNSAFE_IN_LINK = re.compile(r"[\s<>\"\\\x00-\x1f\x7f-\x9f\u200b\u2028\u2029]")
_LINK_OPENERS = frozenset(" \n(*_~<[{\"'«“‘„「『（【《")
"""What may stand right before an address; a space is put after anything else, or it would not become a link.

Space, line end and (*_~ as in goldmark's linkify extension; the other brackets and quotes because a space would
look wrong.
"""


class Piece(NamedTuple):
    """A run of finished text."""

    text: str
    whole: bool = False
    """Whether it must never be cut: a link, a name, a hashtag."""

    chars: int | None = None
    """What it counts for, in characters; None if for its length."""

    own: str | None = None
    """The source id of the owner's post that this link leads to."""

    address: str = ""
    """The link's address as it stands in the text; empty if it is no link."""

    @property
    def cost(self) -> int:
        """What it counts for, in characters."""
        return len(self.text) if self.chars is None else self.chars


class Raw(NamedTuple):
    """Text, link or name before it is written in a markup."""

    text: str
    """The words, or the label."""

    url: str = ""
    own: str | None = None
    whole: bool = False
    verbatim: bool = False
    """Whether the text goes through unescaped, as hashtags do."""


class Costs(NamedTuple):
    """What links count for on one server."""

    link: int | None
    """What any link counts for; None if in full."""

    own_link: int
    """How long the address of a new post may get, in characters."""

    longest: int
    """A link longer than this might not fit into one post and be torn: then no @ is left in it."""

    def of(self, written: str, address: str, *, own: bool) -> int | None:
        """Return what a link counts for, None if for its length."""
        if self.link is not None:
            return self.link + len(written) - len(address)
        return max(len(written), len(written) - len(address) + self.own_link) if own else None


def bare_links(text: str) -> Iterable[Raw]:
    """Yield plain words with the addresses in them told apart."""
    if "://" not in text:
        yield Raw(text)
        return
    done = 0
    for match in _BARE_LINK.finditer(text):
        yield Raw(text[done : match.start()])
        yield Raw(match.group(), url=match.group())
        done = match.end()
    yield Raw(text[done:])


def write(raws: Iterable[Raw], markup: Markup, costs: Costs) -> list[Piece]:
    """Write all pieces in the markup; no name in the result can be read as a mention."""
    parts = [part for raw in raws for part in _told_apart(raw) if part.text or part.url]
    out: list[Piece] = []
    before = ""
    for index, part in enumerate(parts):
        after = parts[index + 1].text[:1] if index + 1 < len(parts) else ""
        piece = _write_one(part, before, after, markup, costs)
        if piece.address and markup.content_type == "text/plain":
            if before and before not in _LINK_OPENERS:
                out.append(Piece(" "))
            if after.isalnum() or after > "\x7f":
                piece = piece._replace(text=piece.text + " ", chars=piece.cost + 1)
        if piece.text:
            out.append(piece)
            before = piece.text[-1]
    return out


def _told_apart(raw: Raw) -> Iterable[Raw]:
    if raw.url or raw.whole:
        return (raw,)
    return bare_links(raw.text)


def _write_one(part: Raw, before: str, after: str, markup: Markup, costs: Costs) -> Piece:
    if part.url:
        return _write_link(part, before, markup, costs)
    text = break_names(part.text, before=before, after=after)
    return Piece(text if part.verbatim else markup.text(text), whole=part.whole)


def _write_link(part: Raw, before: str, markup: Markup, costs: Costs) -> Piece:
    plain = markup.content_type == "text/plain"
    url = _UNSAFE_IN_LINK.sub(lambda hit: "".join(f"%{byte:02X}" for byte in hit.group().encode()), part.url)
    begins = not plain or before in LINKS_BEGIN or before not in _LINK_OPENERS
    url = safe_link(url, begins=begins and len(url) <= costs.longest)
    if part.text and part.text != part.url:
        written = markup.named(break_names(part.text), url)
    else:
        written = markup.link(url)
    own = part.own is not None and url in written
    chars = costs.of(written, url, own=own)
    return Piece(written, whole=True, chars=chars, own=part.own if own else None, address=url)
