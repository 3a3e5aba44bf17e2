"""Where a text may be cut without tearing a visible character apart."""

import unicodedata

_ZWJ = "\u200d"
_REGIONAL = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_JAMO = (range(0x1100, 0x1200), range(0xA960, 0xA980), range(0xD7B0, 0xD800))
_HANGUL = (*_JAMO, range(0xAC00, 0xD7A4))
_VIRAMA = 9
"""Canonical combining class of the signs that join two Indic consonants."""


def may_cut(text: str, at: int) -> bool:
    """Tell whether a cut before `text[at]` leaves every visible character whole.

    Stricter than needed: it never cuts inside an extended grapheme cluster of
    https://www.unicode.org/reports/tr29/ but may refuse a cut between two of them.
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before < "\x80" and after < "\x80":
        return not (before == "\r" and after == "\n")
    if _joins(before) or _extends(after):
        return False
    if ord(before) in _REGIONAL and ord(after) in _REGIONAL:
        return _flags_before(text, at) % 2 == 0
    return not (_in(before, _HANGUL) and _in(after, _JAMO)) and not (_in(before, _JAMO) and _in(after, _HANGUL))


def _joins(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or unicodedata.combining(char) == _VIRAMA


def _extends(char: str) -> bool:
    if unicodedata.category(char)[0] == "M" or char in (_ZWJ, "\u200c", "\uff9e", "\uff9f"):
        return True
    return ord(char) in _SKIN_TONES or unicodedata.category(char) == "Cf"


def _in(char: str, ranges: tuple[range, ...]) -> bool:
    return any(ord(char) in part for part in ranges)


def _flags_before(text: str, at: int) -> int:
    first = at
    while first > 0 and ord(text[first - 1]) in _REGIONAL:
        first -= 1
    return at - first
