"""Misskey's markup as spans: what moves, blinks or is coloured there keeps only its words.

https://misskey-hub.net/en/docs/for-users/features/mfm/
"""

import re
from collections.abc import Callable, Iterator

from migrator.model import Block, Hashtag, Kind, Link, Mention, Span, Style, Styled, Text

MAX_DEPTH = 20
"""How deep markup may nest; Misskey's own reader stops there. https://github.com/misskey-dev/mfm.js"""

MAX_CHARS = 20_000
"""Ours: Misskey takes 3,000 by default; what is longer stays as it is, since markup without ends takes time."""

_TOKEN = re.compile(
    r"""
    (?P<pre>^```[^\n`]*\n(?P<pre_text>.*?)\n?^```[ \t]*$\n?)
  | (?P<quote>(?:^>[^\n]*(?:\n|\Z))+)
  | (?P<code>`(?P<code_text>[^`\n´]+)`)
  | (?P<math>\\\((?P<math_text>[^\n]+?)\\\))
  | (?P<plain><plain>(?P<plain_text>.*?)</plain>)
  | (?P<function>\$\[(?P<name>[a-z0-9_]+)(?:\.[^\s\]]*)?[ ])
  | (?P<bold>\*\*(?P<bold_text>[^\n]+?)\*\*|<b>(?P<b_text>.+?)</b>)
  | (?P<italic>(?<![A-Za-z0-9*_])
      (?:\*(?P<star_text>[A-Za-z0-9 \t]+)\*|_(?P<line_text>[A-Za-z0-9 \t]+)_)(?![A-Za-z0-9])
      |<i>(?P<i_text>.+?)</i>)
  | (?P<strike>~~(?P<strike_text>[^\n~]+)~~|<s>(?P<s_text>.+?)</s>)
  | (?P<size></?(?:small|center)>)
  | (?P<link>\??\[(?P<label>[^\[\]\n]+)\]\(<?(?P<target>https?://[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\))
  | (?P<url><?(?P<address>https?://[\w/:%\#@$&?!()\[\]~.,=+\-*';]+)>?)
  | (?P<mention>(?<![\w/@.])@(?P<user>\w+(?:[\w.-]*\w)?)(?:@(?P<host>[\w.-]+\.\w[\w-]*))?)
  | (?P<tag>(?<![\w&])\#(?P<word>[^\s.,!?'"\#:/\[\]【】()「」（）<>]+))
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_SENTENCE_END = re.compile(r"[.,!?;:']+$")


def spans(text: str) -> tuple[Span, ...]:
    """Return a note's text."""
    return tuple(_joined(_spans(text, 0)))


def _spans(text: str, depth: int) -> Iterator[Span]:
    if depth >= MAX_DEPTH or len(text) > MAX_CHARS:
        yield Text(text)
        return
    at = 0
    while (found := _TOKEN.search(text, at)) is not None:
        yield Text(text[at : found.start()])
        at = found.end()
        if found["function"]:
            inner, at = _function(text, at)
            yield from _applied(found["name"], inner, depth)
        else:
            taken = next(name for name in _READERS if found[name] is not None)
            span, back = _READERS[taken](found, depth)
            at -= back
            yield from span
    yield Text(text[at:])


def _function(text: str, at: int) -> tuple[str, int]:
    """Return what a function is applied to, and where it ends; one without an end takes the rest."""
    depth = 1
    for sign in re.finditer(r"\$\[|\[|\]", text[at:]):
        depth += -1 if sign[0] == "]" else 1
        if depth == 0:
            return text[at : at + sign.start()], at + sign.end()
    return text[at:], len(text)


def _applied(name: str, inner: str, depth: int) -> Iterator[Span]:
    if name == "ruby":
        base, _, reading = inner.rpartition(" ")
        yield from _spans(f"{base} ({reading})" if base else inner, depth + 1)
    elif name == "unixtime":
        yield Text(inner)
    else:
        yield from _spans(inner, depth + 1)


Reader = Callable[["re.Match[str]", int], tuple[Iterator[Span] | list[Span], int]]
"""Takes a match and the depth; returns spans, and how many letters of the match don't belong to it."""


def _styled(style: Style, *groups: str) -> Reader:
    def read(found: "re.Match[str]", depth: int) -> tuple[list[Span], int]:
        inner = next(found[group] for group in groups if found[group] is not None)
        return [Styled(style, tuple(_joined(_spans(inner, depth + 1))))], 0

    return read


def _verbatim(group: str, style: Style | None) -> Reader:
    def read(found: "re.Match[str]", _depth: int) -> tuple[list[Span], int]:
        words = Text(found[group])
        return [Styled(style, (words,)) if style else words], 0

    return read


def _quote(found: "re.Match[str]", depth: int) -> tuple[list[Span], int]:
    inner = "\n".join(line[1:].removeprefix(" ") for line in found["quote"].rstrip("\n").split("\n"))
    return [Block(Kind.QUOTE, tuple(_joined(_spans(inner, depth + 1))))], 0


def _url(found: "re.Match[str]", _depth: int) -> tuple[list[Span], int]:
    address = found["address"]
    if found["url"].startswith("<") and found["url"].endswith(">"):
        return [Link(address)], 0
    kept = _SENTENCE_END.sub("", address)
    while kept.endswith((")", "]")) and kept.count(kept[-1]) > kept.count({")": "(", "]": "["}[kept[-1]]):
        kept = kept[:-1]
    lead: list[Span] = [Text("<")] if found["url"].startswith("<") else []
    return [*lead, Link(kept)], len(found["url"]) - len(kept) - len(lead)


def _mention(found: "re.Match[str]", _depth: int) -> tuple[list[Span], int]:
    user, host = found["user"], found["host"]
    if not host:
        return [Mention(user)], 0
    return [Mention(user, f"{user}@{host}".lower(), f"https://{host}/@{user}", handle=f"{user}@{host}")], 0


_READERS: dict[str, Reader] = {
    "pre": lambda found, _depth: ([Block(Kind.PRE, (Text(found["pre_text"]),))] if found["pre_text"] else [], 0),
    "quote": _quote,
    "code": _verbatim("code_text", Style.CODE),
    "math": _verbatim("math_text", Style.CODE),
    "plain": _verbatim("plain_text", None),
    "bold": _styled(Style.STRONG, "bold_text", "b_text"),
    "italic": _styled(Style.EMPHASIS, "star_text", "line_text", "i_text"),
    "strike": _styled(Style.STRIKE, "strike_text", "s_text"),
    "size": lambda _found, _depth: ([], 0),
    "link": lambda found, _depth: ([Link(found["target"], label=found["label"])], 0),
    "url": _url,
    "mention": _mention,
    "tag": lambda found, _depth: ([Text(found[0]) if found["word"].isdigit() else Hashtag(found["word"])], 0),
}


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Put words that stand beside each other together, and leave out what is empty."""
    held = ""
    for span in spans:
        if isinstance(span, Text):
            held += span.text
            continue
        if isinstance(span, Styled | Block) and not span.spans:
            continue
        if held:
            yield Text(held)
        held = ""
        yield span
    if held:
        yield Text(held)
