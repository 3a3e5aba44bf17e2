"""Fit a written text into a server's limit: measure, cut into parts, or shorten.

It knows neither policies nor media.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from migrator.convert.graphemes import may_cut
from migrator.convert.pieces import Piece

ELLIPSIS = "…"

_PARAGRAPHS = re.compile(r"\n\s*\n")
_SENTENCES = re.compile(r"[.!?…]['\"”’)\]]*(?=\s)|[。！？]")
_LINES = re.compile(r"\n")
_WORDS = re.compile(r"\s")
_CLAUSES = re.compile(r"[、，；：]")


class Part(NamedTuple):
    """One part of a text, with the links to the owner's own posts in it."""

    text: str
    own: tuple[tuple[str, str], ...] = ()
    """Address as it stands in the text, source id."""


class _Mark(NamedTuple):
    first: int
    last: int
    piece: Piece


class _Laid:
    """The pieces as one string, and where in it the whole ones are."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.marks: list[_Mark] = []
        at = 0
        for piece in pieces:
            if piece.whole:
                self.marks.append(_Mark(at, at + len(piece.text), piece))
            at += len(piece.text)
        self.text = "".join(piece.text for piece in pieces)
        self._firsts = [mark.first for mark in self.marks]

    def mark_around(self, at: int) -> _Mark | None:
        """Return the whole piece that a cut before `at` would tear."""
        index = bisect_right(self._firsts, at) - 1
        if index >= 0 and self.marks[index].first < at < self.marks[index].last:
            return self.marks[index]
        return None

    def reach(self, start: int, limit: int) -> int:
        """Return how far a part from `start` may go within `limit` characters."""
        at, left = start, limit
        for mark in self.marks[bisect_right(self._firsts, start - 1) :]:
            if mark.first - at > left:
                return at + left
            left -= mark.first - at
            if mark.piece.cost > left:
                return mark.first
            left -= mark.piece.cost
            at = mark.last
        return min(len(self.text), at + left)

    def part(self, first: int, last: int) -> Part:
        own = tuple(
            (mark.piece.address, mark.piece.own)
            for mark in self.marks
            if mark.piece.own is not None and mark.first >= first and mark.last <= last
        )
        return Part(self.text[first:last], own)


def cost(pieces: Sequence[Piece]) -> int:
    """Return what the whole text counts for, in characters."""
    return sum(piece.cost for piece in pieces)


def whole(pieces: Sequence[Piece]) -> Part:
    """Return the text uncut, without white space at its ends."""
    laid = _Laid(pieces)
    first, last = _stripped(laid.text, 0, len(laid.text))
    return laid.part(first, last)


def split(pieces: Sequence[Piece], limit: int) -> list[Part]:
    """Cut the text into parts of at most `limit` characters; only white space is lost.

    A cut falls behind a paragraph, else a sentence, else a word; where a word is longer than a part, between two
    visible characters. A link is torn only if it is longer than a whole part.
    """
    laid = _Laid(pieces)
    start, end = _stripped(laid.text, 0, len(laid.text))
    parts: list[Part] = []
    while start < end:
        reach = min(laid.reach(start, limit), end)
        if reach <= start:
            reach = min(start + max(limit, 1), end)
        cut = reach if reach >= end else _best_cut(laid, start, reach)
        first, last = _stripped(laid.text, start, cut)
        if first < last:
            parts.append(laid.part(first, last))
        start = _stripped(laid.text, cut, end)[0]
    return parts


def shorten(pieces: Sequence[Piece], limit: int) -> Part:
    """Return the beginning of the text with an ellipsis, in at most `limit` characters."""
    laid = _Laid(pieces)
    start, end = _stripped(laid.text, 0, len(laid.text))
    if cost(pieces) <= limit:
        return laid.part(start, end)
    reach = min(laid.reach(start, max(limit - len(ELLIPSIS), 0)), end)
    cut = (
        _last_break(laid, start, reach, (_WORDS,)) or _between_characters(laid, start, reach)
        if reach > start
        else start
    )
    first, last = _stripped(laid.text, start, cut)
    part = laid.part(first, last)
    return part._replace(text=part.text + ELLIPSIS)


def shorten_plain(text: str, limit: int) -> str:
    """Return plain text in at most `limit` characters, with an ellipsis where something was cut off."""
    return text if len(text) <= limit else shorten([Piece(text)], limit).text


def _stripped(text: str, first: int, last: int) -> tuple[int, int]:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last


def _best_cut(laid: _Laid, start: int, reach: int) -> int:
    """Prefer the strongest break after a third, then any break between words, then any between characters."""
    third = start + (reach - start) // 3
    for pattern in (_PARAGRAPHS, _SENTENCES, _LINES, _WORDS, _CLAUSES):
        cut = _last_break(laid, third, reach, (pattern,))
        if cut:
            return cut
    return _last_break(laid, start, reach, (_PARAGRAPHS, _SENTENCES, _WORDS)) or _between_characters(
        laid, start, reach
    )


def _last_break(laid: _Laid, first: int, reach: int, patterns: tuple[re.Pattern[str], ...]) -> int:
    """Return the last break of these kinds after `first` and not after `reach`; 0 if there is none."""
    best = 0
    for pattern in patterns:
        for match in pattern.finditer(laid.text, first, reach + 1):
            at = match.start() if match.group()[0].isspace() else match.end()
            if max(first, best) < at <= reach and _cuttable(laid, at):
                best = at
    return best


def _between_characters(laid: _Laid, start: int, reach: int) -> int:
    for at in range(reach, start, -1):
        if _cuttable(laid, at):
            return at
    return reach


def _cuttable(laid: _Laid, at: int) -> bool:
    """Never inside a whole piece or a visible character, behind a backslash, nor so that an @ comes first."""
    if laid.text[at - 1] == "\\" or laid.text[at : at + 1] == "@":
        return False
    return laid.mark_around(at) is None and may_cut(laid.text, at)
