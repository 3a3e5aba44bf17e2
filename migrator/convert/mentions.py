"""Keep replayed text from ever mentioning anyone.

A server sees a mention where an @ follows a boundary and a name follows the @. What counts as a boundary and
as a name differs, so this takes the widest reading of all of them:

* GoToSocial: internal/regexes (`mentionFinder`) and internal/text/util.go (`isMentionBoundary`): white space or
  any punctuation before, a letter or number of any script or one of . - _ after.
* Mastodon: app/models/account.rb (`MENTION_RE`): anything but a word character, / or = before.

What is left alone: an @ after an ASCII letter or digit (e-mail addresses), and /@name inside a link that the
server will certainly see as a link.
"""

import re

BREAK = "\u200b"
"""Zero-width space: stands between @ and the name, unseen, and no server reads a name across it."""

_NOT_A_NAME = r"\s\u200b\u2060!-,/:-@\[-^`{-~"
"""What can't begin a name anywhere: white space, the two invisible breaks, ASCII punctuation except . - _"""

_LOOSE = re.compile(rf"(?<![A-Za-z0-9])@(?=[^{_NOT_A_NAME}])")

_SAFE_START = re.compile(
    r"(?:^|(?<=[ \n(<])|(?<=\]\())https?://[A-Za-z0-9.-]+(?::[0-9]+)?/[A-Za-z0-9:/._%?=&#+~@-]*"
)
"""A link from where every server begins to read one, as far as none of them stops reading.

GoToSocial begins at a line's head, after a space or an opening bracket, but not after other white space.
"""

LINKS_BEGIN = frozenset(["", " ", "\n", "("])
"""What stands before a link that every server begins to read."""


def break_names(text: str, *, before: str = "", after: str = "") -> str:
    """Return text that mentions nobody when it stands between `before` and `after`; links are not looked at."""
    if "@" not in text and before[-1:] != "@":
        return text
    before, after = before[-1:], after[:1]
    whole = _LOOSE.sub("@" + BREAK, f"{before}{text}{after}")
    return whole[len(before) : len(whole) - len(after)]


def safe_link(url: str, *, begins: bool) -> str:
    """Return the link with every @ that could start a mention percent-encoded.

    `begins` says whether it stands where every server begins to read a link.
    """
    if "@" not in url:
        return url
    match = _SAFE_START.match(url) if begins else None
    read = match.end() if match else 0

    def one(hit: re.Match[str]) -> str:
        return "@" if hit.start() < read and url[hit.start() - 1] == "/" else "%40"

    return _LOOSE.sub(one, url)


def neutralise(text: str) -> str:
    """Return the whole text with every @ broken that could start a mention: the last guard before sending.

    Repeating it changes nothing.
    """
    if "@" not in text:
        return text
    links = [match.span() for match in _SAFE_START.finditer(text)] if "://" in text else []

    def one(hit: re.Match[str]) -> str:
        at = hit.start()
        linked = text[at - 1 : at] == "/" and any(first <= at < last for first, last in links)
        return "@" if linked else "@" + BREAK

    return _LOOSE.sub(one, text)
