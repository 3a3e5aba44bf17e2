"""Formatted text laid out as lines: with marks where the target reads Markdown, else so that a person can read it.

What it yields is not yet written in a markup; names and links are told apart later, as everywhere.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from migrator.convert.pieces import Raw
from migrator.model import Block, Hashtag, Kind, Leaf, Link, Mention, Quote, Span, Style, Styled, Text, leaves

_PARAGRAPH = "\n\n"
_MARKS = {Style.STRONG: "**", Style.EMPHASIS: "*", Style.STRIKE: "~~"}
_TAGS = {Style.STRONG: "strong", Style.EMPHASIS: "em", Style.STRIKE: "del"}
_INDENT = " " * 4
_TICKS = re.compile("`+")
_FENCE = 3


def is_formatted(spans: Iterable[Span]) -> bool:
    """Tell whether plain text would lose something: a style, a block, a link behind words."""
    return any(isinstance(span, Styled | Block) or (isinstance(span, Link) and span.label) for span in spans)


def words(span: Leaf) -> str:
    """Return what a reader sees of a span, an address in full."""
    match span:
        case Text():
            return span.text
        case Link():
            return f"{span.label} ({span.url})" if span.label else span.url
        case Quote():
            return span.url
        case Mention():
            return f"@{span.name}"
        case Hashtag():
            return f"#{span.tag}"


def lay_out(spans: Iterable[Span], leaf: Callable[[Leaf], Raw], *, formatted: bool) -> list[Raw]:
    """Return the text as raws; `formatted` says that they will be written in Markdown, marks and all."""
    return _Layout(leaf=leaf, formatted=formatted).flow(spans, _PARAGRAPH)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    leaf: Callable[[Leaf], Raw]
    formatted: bool

    def flow(self, spans: Iterable[Span], gap: str) -> list[Raw]:
        """Lay out lines and blocks, a gap around each block."""
        out: list[Raw] = []
        after_block = False
        for span in spans:
            if isinstance(span, Block):
                found = self._block(span)
                after_block = bool(found) or after_block
                if found:
                    _end_line(out, gap)
            else:
                found = self._inline(span, out[-1].text if out else "")
                if after_block:
                    found = _without_head(found)
                    if found:
                        out.append(Raw(gap))
                        after_block = False
            out.extend(found)
        return out

    def _inline(self, span: Leaf | Styled, before: str) -> list[Raw]:
        if isinstance(span, Styled):
            return self._code(span) if span.style is Style.CODE else self._styled(span, before)
        if isinstance(span, Link) and span.label and not self.formatted:
            return [Raw(f"{span.label} ("), self.leaf(replace(span, label="")), Raw(")")]
        return [self.leaf(span)]

    def _styled(self, span: Styled, before: str) -> list[Raw]:
        inner = self.flow(span.spans, _PARAGRAPH)
        if not self.formatted or any(_PARAGRAPH in raw.text for raw in inner):
            return inner
        head, inner, tail = _edges(inner)
        if not inner:
            return [*head, *tail]
        # Markdown's marks work beside letters only; where the marks would touch anything else, tags do.
        plain = all("://" not in raw.text and not raw.url for raw in (inner[0], inner[-1]))
        letters = inner[0].text[0].isalnum() and inner[-1].text[-1].isalnum()
        if plain and letters and not before.endswith(("*", "~", "\\")):
            opening = closing = _MARKS[span.style]
        else:
            opening, closing = f"<{_TAGS[span.style]}>", f"</{_TAGS[span.style]}>"
        return [*head, _mark(opening), *inner, _mark(closing), *tail]

    def _code(self, span: Styled) -> list[Raw]:
        code = "".join(map(words, leaves(span.spans)))
        if not self.formatted:
            return [Raw(f"`{code}`")] if code.strip() else [Raw(code)]
        code = " ".join(code.split("\n"))
        ticks = "`" * (_longest_ticks(code) + 1)
        pad = " " if code.startswith(("`", " ")) or code.endswith(("`", " ")) else ""
        return [_mark(f"{ticks}{pad}{code}{pad}{ticks}")] if code.strip() else [Raw(code)]

    def _block(self, block: Block) -> list[Raw]:
        match block.kind:
            case Kind.QUOTE:
                return self._marked(self.flow(block.spans, _PARAGRAPH), "> ", "> ")
            case Kind.LIST | Kind.ORDERED:
                return self._list(block)
            case Kind.ITEM:
                return self.flow(block.spans, "\n")
            case Kind.PRE:
                return self._pre("".join(map(words, leaves(block.spans))))
            case Kind.HEADING:
                inner = self.flow(block.spans, _PARAGRAPH)
                oneline = self.formatted and not any("\n" in raw.text for raw in inner)
                return [_mark("### "), *inner] if oneline and inner else inner

    def _list(self, block: Block) -> list[Raw]:
        out: list[Raw] = []
        for number, span in enumerate(block.spans, 1):
            inner = self.flow(span.spans if isinstance(span, Block) else [span], "\n")
            sign = f"{number}. " if block.kind is Kind.ORDERED else "- "
            lines = self._marked(inner, sign, " " * len(sign))
            out.extend([Raw("\n"), *lines] if out and lines else lines)
        return out

    def _pre(self, code: str) -> list[Raw]:
        if not code.strip():
            return []
        if not self.formatted:
            return self._marked([Raw(code)], _INDENT, _INDENT)
        fence = "`" * max(_FENCE, _longest_ticks(code) + 1)
        return [_mark(f"{fence}\n{code}\n{fence}")]

    def _marked(self, raws: list[Raw], first: str, rest: str) -> list[Raw]:
        """Put a sign before each line."""
        if not raws:
            return []
        out = [_mark(first)]
        for raw in raws:
            for index, line in enumerate([raw.text] if raw.url else raw.text.split("\n")):
                if index:
                    out += [Raw("\n"), _mark(rest)]
                if line or raw.url:
                    out.append(raw._replace(text=self._unindented(line) if index and not raw.verbatim else line))
        return out

    def _unindented(self, line: str) -> str:
        """Keep a line's own indentation from making it code."""
        bare = line.lstrip(" ")
        return "\u00a0" * (len(line) - len(bare)) + bare if self.formatted else line


def _mark(text: str) -> Raw:
    return Raw(text, whole=True, verbatim=True)


def _longest_ticks(code: str) -> int:
    return max((len(hit.group()) for hit in _TICKS.finditer(code)), default=0)


def _end_line(out: list[Raw], gap: str) -> None:
    """End what stands before a block, without empty lines of its own."""
    while out and not out[-1].url and not out[-1].verbatim and not out[-1].text.rstrip():
        out.pop()
    if out:
        last = out[-1]
        out[-1] = last if last.url or last.verbatim else last._replace(text=last.text.rstrip())
        out.append(Raw(gap))


def _without_head(raws: list[Raw]) -> list[Raw]:
    first = raws[0] if raws else Raw("")
    if first.url or first.verbatim:
        return raws
    bare = first.text.lstrip()
    return [first._replace(text=bare), *raws[1:]] if bare else raws[1:]


def _edges(raws: list[Raw]) -> tuple[list[Raw], list[Raw], list[Raw]]:
    """Take the white space off both ends of a styled run."""
    head, tail = "", ""
    raws = [raw for raw in raws if raw.text or raw.url]
    while raws and not raws[0].url and raws[0].text != (bare := raws[0].text.lstrip()):
        head += raws[0].text[: len(raws[0].text) - len(bare)]
        raws = [raws[0]._replace(text=bare), *raws[1:]] if bare else raws[1:]
    while raws and not raws[-1].url and raws[-1].text != (bare := raws[-1].text.rstrip()):
        tail = raws[-1].text[len(bare) :] + tail
        raws = [*raws[:-1], raws[-1]._replace(text=bare)] if bare else raws[:-1]
    return [Raw(head)] if head else [], raws, [Raw(tail)] if tail else []
