"""Whether a status on the target says what was sent: for recovery, adoption, cross-posts and verification."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Protocol

from migrator.convert.links import addresses
from migrator.model.moments import milliseconds

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"), None)
_SPACES = re.compile(r"\s+")
CROSS_POST_WITHIN = timedelta(minutes=1)
"""How far a cross-poster's copy may be from the original; bots poll about once a minute."""

_ADDRESS = r"https?://[^\s<>\"]+"


class Shown(Protocol):
    """A status as a target shows it to its author."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def created_at(self) -> datetime:
        """Its date."""

    @property
    def text(self) -> str | None:
        """The raw text where the server gives it, else None."""

    @property
    def content(self) -> str:
        """The text as HTML."""


def same_text(sent: str, *, text: str | None, content: str, own_links: Iterable[str] = ()) -> bool:
    """Tell whether a status with this raw text (None if the server hides it) and HTML shows what was sent.

    Where the server gives the raw text it has to be equal to the character. Addresses in `own_links` may have
    become any other address, since links to the owner's own posts are rewritten while sending.
    """
    if text is not None:
        return sent == text or _matches(sent, text, own_links)
    return same_words(sent, html_to_text(content), own_links=own_links)


def same_words(one: str, other: str, *, own_links: Iterable[str] = ()) -> bool:
    """Tell whether two texts are the same but for white space, invisible characters and Unicode form."""
    first, second = comparable(one), comparable(other)
    return first == second or _matches(first, second, own_links)


def comparable(text: str) -> str:
    """Return the text in the form that survives a server: composed, nothing invisible, one space for any."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_INVISIBLE))).strip()


def html_to_text(content: str) -> str:
    """Return what a reader sees of a status' HTML: paragraphs and breaks as newlines, links in full."""
    if "<" not in content and "&" not in content:
        return content
    parser = _Words()
    parser.feed(content)
    parser.close()
    return "".join(parser.words).strip()


def _matches(sent: str, shown: str, own_links: Iterable[str]) -> bool:
    own = [url for url in own_links if url in sent]
    if not own:
        return False
    kept = addresses(own).split(sent)
    return re.fullmatch(_ADDRESS.join(map(re.escape, kept)), shown) is not None


class CrossPosts:
    """The texts on a target with their dates, to find what another tool has carried over already."""

    def __init__(self) -> None:
        """Begin empty."""
        self._by_words: dict[str, list[tuple[datetime, str]]] = {}

    def add(self, status: Shown) -> None:
        """Remember one status of the target."""
        words = comparable(html_to_text(status.content) if status.text is None else status.text)
        if words:
            self._by_words.setdefault(words, []).append((status.created_at, status.url))

    def find(self, text: str, written_at: datetime, *, ours: Collection[int] = ()) -> str | None:
        """Return the address of a status with the same words, dated within a minute; None if there is none.

        `ours` are milliseconds that belong to other posts: what stands there is one of those, not a copy of this.
        """
        if not self._by_words:
            return None
        near = [
            (abs(created_at - written_at), url)
            for created_at, url in self._by_words.get(comparable(text), ())
            if abs(created_at - written_at) <= CROSS_POST_WITHIN and milliseconds(created_at) not in ours
        ]
        return min(near)[1] if near else None


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's
        if tag == "br":
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}:
            self.words.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
