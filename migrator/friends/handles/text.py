"""Makes a field of a profile readable: links put back, markup and invisible characters gone, disguises off."""

import html
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from migrator.friends.handles.hosts import is_tld
from migrator.friends.handles.words import NOT_NAMES
from migrator.friends.values import Link

CUT_OFF: Final = "\ue026"
"""Stands for `…`, which normalising would turn into three dots: what stands before it is not whole."""

LONGEST: Final = 20_000
"""Characters of a field that are looked at; no network's profiles come near."""

_TAG = re.compile(
    r"</?(?:p|a|br|span|wbr|div|b|i|u|em|strong|ul|ol|li|h[1-6]|img|blockquote|code|pre)\b[^<>]*>", re.IGNORECASE
)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_GLUE = re.compile(r"</?(?:span|wbr|b|i|u|em|strong|code)\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\[nrt]")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_FORMAT = re.compile(r"[\ufe00-\ufe0f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]")
_IDEOGRAPHIC = re.compile(r"(?<=[A-Za-z0-9])[。．｡](?=([A-Za-z]{2,24})(?![A-Za-z0-9-]))")

_DOTS = "dot|punto|ponto|punkt|point|punt|kropka|nokta|piste|prick|tečka|точка|крапка|ドット|点"
_ATS = "at|ät|arroba|arobase|chiocciola|małpa|zavináč|собака|собачка|アット|アットマーク|골뱅이|艾特|apenstaartje"
_BRACKET_DOT = re.compile(rf"\s*[\[({{<]\s*(?:\.|{_DOTS})\s*[\])}}>]\s*", re.IGNORECASE)
_BRACKET_AT = re.compile(rf"\s*[\[({{<]\s*(?:@|{_ATS})\s*[\])}}>]\s*", re.IGNORECASE)
_LOW_DOT = re.compile(r"(?<=\w)(?:_DOT_|-DOT-|_dot_|-dot-)(?=\w)")
_LOW_AT = re.compile(r"(?<=\w)(?:_AT_|-AT-|_at_)(?=[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}(?![\w@.-]))")
_SAID_DOT = re.compile(rf"(?<=[^\W_])\s+(?:{_DOTS})\s+(?=([^\W\d_]{{2,24}})(?![\w]))", re.IGNORECASE)
_SAID_BOTH = re.compile(
    rf"(?<![\w@.-])(@?[A-Za-z0-9_][A-Za-z0-9_.-]*)\s+(?:{_ATS})\s+((?:[^\W_][\w-]*\s+(?:{_DOTS})\s+)+([^\W\d_]{{2,24}}))(?!\w)",
    re.IGNORECASE,
)
_SAID_TWICE = re.compile(
    rf"(?<=[^\W_])\s+(?:{_DOTS})\s+(?=[^\W_]+\s+(?:{_DOTS})\s+([^\W\d_]{{2,24}})(?!\w))", re.IGNORECASE
)
_SAID_AT = re.compile(
    r"(?<=[\w.-])\s+(?:arroba|arobase|chiocciola|собака|собачка|małpa|zavináč|골뱅이)\s+(?=[\w])"
)
_DOT_WORD = re.compile(rf"\s+(?:{_DOTS})\s+", re.IGNORECASE)
_HXXP = re.compile(r"\bh(?:xx|\*\*|tt)p(s?)(?=:|\[:\])", re.IGNORECASE)
_SPECIAL_DOT = re.compile(r"\[:\]")


def prepared(text: str, links: Sequence[Link] = ()) -> str:
    """Return a field as its writer would read it aloud to somebody who is to find the account."""
    text = text[:LONGEST]
    for link in links:
        text = _put_back(text, link)
    if "<" in text:
        text = _TAG.sub(_without_tag, text)
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "\\" in text:
        text = _ESCAPE.sub("\n", text)
    if _BEYOND.search(text):
        text = _plain_letters(text)
    return _undisguised(text)


def _put_back(text: str, link: Link) -> str:
    """Put a link back in the place of its short form; X makes links of bare host names too."""
    if not link.url or link.url not in text:
        return text
    whole = link.expanded or link.display
    bare = whole.partition("://")[2].rstrip("/")
    if bare and "/" not in bare and "?" not in bare:
        whole = link.display or bare
    return text.replace(link.url, whole)


def _without_tag(match: re.Match[str]) -> str:
    tag = match[0]
    href = _HREF.search(tag)
    if href is not None:
        return f" {href[1]} "
    if tag.lower().startswith("</a"):
        return " "
    return "" if _GLUE.match(tag) else "\n"


def _plain_letters(text: str) -> str:
    """Drop what can't be seen, and write letters in disguise (fullwidth, mathematical) as themselves."""
    text = _FORMAT.sub("", text.replace("…", CUT_OFF))
    if not text.isprintable():
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = _IDEOGRAPHIC.sub(lambda match: "." if is_tld(match[1]) else match[0], text)
    return unicodedata.normalize("NFKC", text)


def _undisguised(text: str) -> str:
    """Write `[at]`, `(dot)`, `arroba` and the like as the signs they stand for."""
    if any(sign in text for sign in "[({<"):
        text = _BRACKET_AT.sub("@", _BRACKET_DOT.sub(".", text))
        text = _SPECIAL_DOT.sub(":", text)
    text = _LOW_DOT.sub(".", text)
    text = _SAID_BOTH.sub(_both, text)
    text = _SAID_TWICE.sub(_dot, text)
    text = _SAID_DOT.sub(_dot, text)
    text = _LOW_AT.sub("@", text)
    text = _SAID_AT.sub("@", text)
    return _HXXP.sub(r"http\1", text)


def _dot(match: re.Match[str]) -> str:
    return "." if is_tld(match[1]) else match[0]


def _both(match: re.Match[str]) -> str:
    """Write `ada at chaos dot social` as an address: who spells both means one, unless it says what they do."""
    if not is_tld(match[3]) or match[1].lower() in NOT_NAMES:
        return match[0]
    return f"{match[1]}@{_DOT_WORD.sub('.', match[2])}"
