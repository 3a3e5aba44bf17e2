"""The HTML of a fediverse post as spans: nothing but words, links, names, styles and blocks is left of it.

Whom a link names is the caller's knowledge. Mastodon's own posts hold p, br, a and span only; GoToSocial, glitch,
Pleroma and Akkoma write lists, quotes, code and styles too.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from migrator.model import Block, Hashtag, Kind, Leaf, Link, Span, Style, Styled, Text

MAX_DEPTH = 100
"""Ours: a post nests its elements a few deep, and the parser's time grows with the square of the depth."""

_CHEAP_TAGS = 200
"""Fewer tags than this can't nest badly enough to be worth counting."""

_SIMPLE = re.compile(r"<p>([^<]*)</p>")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^>]*>?")
_VOID = frozenset({"br", "img", "hr", "wbr", "input", "meta", "link", "p", "li"})
_BREAK_RUN = re.compile(r"[ \t\r\n\f]*\n[ \t\r\n\f]*")
_STYLES = {
    "strong": Style.STRONG,
    "b": Style.STRONG,
    "em": Style.EMPHASIS,
    "i": Style.EMPHASIS,
    "del": Style.STRIKE,
    "s": Style.STRIKE,
    "strike": Style.STRIKE,
    "code": Style.CODE,
    "tt": Style.CODE,
}
_BLOCKS = {
    "blockquote": Kind.QUOTE,
    "ul": Kind.LIST,
    "ol": Kind.ORDERED,
    "li": Kind.ITEM,
    "pre": Kind.PRE,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
}
_PARAGRAPHS = frozenset({"p", "div", "section", "article", "details", "summary", "table", "tr", "figure"})
_SILENT = frozenset({"script", "style", "head", "title", "template", "iframe", "object", "-comment"})

Anchors = Callable[[str, str, str], Leaf | None]
"""Takes address, shown words and class of a link; returns a name or hashtag, or None for a plain link."""


def spans(
    content: str,
    anchor: Anchors,
    *,
    own_posts: Mapping[str, str],
    without_quote_line: bool = False,
) -> tuple[Span, ...]:
    """Return the spans of a post's HTML.

    `own_posts` has the source ids of the owner's posts by address. `without_quote_line` drops the line that stands
    for a quoted post where servers know no quotes.
    """
    simple = _SIMPLE.fullmatch(content)
    if simple is not None and "\n" not in content:
        text = html.unescape(simple[1]).strip()
        return (Text(text),) if text else ()
    if _too_deep(content):
        content = html.escape(_bare(content))
    parser = LexborHTMLParser(content)
    root = _Frame()
    if parser.body is not None:
        _Walk(anchor=anchor, own_posts=own_posts, no_quote_line=without_quote_line).children(parser.body, root)
    return root.finished()


def quote_line_link(content: str) -> str:
    """Return the address in the line that stands for a quoted post; empty if there is no such line."""
    if "quote-inline" not in content or _too_deep(content):
        return ""
    link = LexborHTMLParser(content).css_first(".quote-inline a[href]")
    return (link.attributes.get("href") or "") if link is not None else ""


def _too_deep(content: str) -> bool:
    if content.count("<") < _CHEAP_TAGS:
        return False
    depth = 0
    for match in _TAG.finditer(content):
        if match[2].lower() not in _VOID:
            depth += -1 if match[1] else 1
            if depth > MAX_DEPTH:
                return True
    return False


def _bare(content: str) -> str:
    return html.unescape(_TAG.sub(" ", content))


@dataclass(slots=True)
class _Frame:
    """Spans of one element so far; line breaks wait until it is known that something follows."""

    literal: bool = False
    out: list[Span] = field(default_factory=list)
    breaks: int = 0

    def text(self, text: str) -> None:
        if not self.literal and "\n" in text:
            text = _BREAK_RUN.sub(" ", text)
            if not self.out or self.breaks or isinstance(self.out[-1], Block):
                text = text.lstrip(" ")
        if text:
            self.span(Text(text))

    def span(self, span: Span) -> None:
        if self.breaks:
            if self.out:
                self._join(Text("\n" * self.breaks))
            self.breaks = 0
        self._join(span)

    def broken(self, least: int) -> None:
        """Ask for a line's or paragraph's end before the next word."""
        self.breaks = max(self.breaks, least)

    def _join(self, span: Span) -> None:
        last = self.out[-1] if self.out else None
        if isinstance(span, Text) and isinstance(last, Text):
            self.out[-1] = Text(last.text + span.text)
        else:
            self.out.append(span)

    def finished(self) -> tuple[Span, ...]:
        """Return the spans without white space at their ends."""
        out = self.out
        while out and isinstance(out[-1], Text) and not out[-1].text.strip():
            out.pop()
        if out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text.rstrip())
        while out and isinstance(out[0], Text) and not out[0].text.strip():
            out.pop(0)
        if out and isinstance(out[0], Text) and not self.literal:
            out[0] = Text(out[0].text.lstrip())
        return tuple(out)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """Goes through the elements; no deeper than the depth that was checked."""

    anchor: Anchors
    own_posts: Mapping[str, str]
    no_quote_line: bool

    def children(self, node: LexborNode, into: _Frame) -> None:
        child = node.child
        while child is not None:
            self.one(child, into)
            child = child.next

    def one(self, node: LexborNode, into: _Frame) -> None:
        tag = node.tag or ""
        if tag == "-text":
            into.text(node.text(deep=False) or "")
        elif tag == "br":
            into.breaks += 1
        elif tag == "a":
            for span in self._link(node):
                into.span(span)
        elif tag in _PARAGRAPHS:
            self._paragraph(node, into)
        elif tag not in _SILENT:
            self._other(node, tag, into)

    def _other(self, node: LexborNode, tag: str, into: _Frame) -> None:
        if tag in _BLOCKS:
            self._block(node, _BLOCKS[tag], into)
        elif tag in _STYLES:
            self._styled(node, _STYLES[tag], into)
        elif tag == "img":
            into.text(node.attributes.get("alt") or node.attributes.get("title") or "")
        elif tag == "hr":
            into.broken(2)
        elif not self._quote_line(node):
            self.children(node, into)

    def _quote_line(self, node: LexborNode) -> bool:
        return self.no_quote_line and "quote-inline" in (node.attributes.get("class") or "").split()

    def _paragraph(self, node: LexborNode, into: _Frame) -> None:
        if self._quote_line(node):
            return
        into.broken(2)
        self.children(node, into)
        into.broken(2)

    def _block(self, node: LexborNode, kind: Kind, into: _Frame) -> None:
        inner = _Frame(literal=kind is Kind.PRE)
        self.children(node, inner)
        found = inner.finished()
        if kind is Kind.PRE:
            found = tuple(_words_of(found))
        if kind in (Kind.LIST, Kind.ORDERED):
            found = tuple(
                one if isinstance(one, Block) and one.kind is Kind.ITEM else Block(Kind.ITEM, (one,))
                for one in found
            )
        if found:
            into.breaks = 0
            into.span(Block(kind, found))

    def _styled(self, node: LexborNode, style: Style, into: _Frame) -> None:
        if into.literal:
            self.children(node, into)
            return
        inner = _Frame()
        self.children(node, inner)
        if inner.out:
            into.span(Styled(style, tuple(inner.out)))

    def _link(self, node: LexborNode) -> Iterator[Span]:
        attributes = node.attributes
        href, shown = (attributes.get("href") or "").strip(), node.text(deep=True)
        found = self.anchor(href, shown, attributes.get("class") or "")
        if found is not None:
            yield found
        elif not href.startswith(("https://", "http://")):
            if shown:
                yield Text(shown)
        else:
            yield Link(href, self.own_posts.get(href), _label(href, " ".join(shown.split())))


def _words_of(found: tuple[Span, ...]) -> Iterator[Span]:
    """Take the styles out of lines that stay as they are."""
    for span in found:
        if isinstance(span, Styled | Block):
            yield from _words_of(span.spans)
        else:
            yield span


def _label(href: str, shown: str) -> str:
    """Return the words behind which an address stands; empty if they are the address, perhaps cut short."""
    if not shown or shown.startswith(("http://", "https://")):
        return ""
    bare = re.sub(r"^https?://(?:www\.)?", "", href).rstrip("/").casefold()
    cut = re.sub(r"^www\.", "", shown.rstrip("…").rstrip("/").casefold())
    return "" if bare.startswith(cut) else shown


def hashtag(href: str, shown: str, css_class: str) -> Hashtag | None:
    """Return the hashtag a link shows, in its written case."""
    tag = shown.strip()
    if not tag.startswith(("#", "＃")) or len(tag) < _TAG_CHARS or any(char.isspace() for char in tag):
        return None
    marked = "hashtag" in css_class.split() or "/tag" in href
    return Hashtag(tag[1:]) if marked else None


_TAG_CHARS = 2
