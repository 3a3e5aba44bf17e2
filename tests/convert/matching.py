"""Finds what any server could read as a mention; written apart from the guard it judges.

A superset of GoToSocial's mention parser (internal/text/goldmark_parsers.go with regexes.MentionFinder
and isMentionBoundary) and of Mastodon's Account::MENTION_RE: whatever is no ASCII letter or digit is a
boundary, whatever is of the categories L, N or one of . - _ begins a name.
"""

import re
import unicodedata

_LINK = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9:/._%?=&#+~@-]*)?")


def mentions(text: str) -> list[str]:
    """Return every place that could be a mention, with what follows it."""
    return [text[max(at - 3, 0) : at + 12] for at in range(len(text)) if text[at] == "@" and _is_mention(text, at)]


def _is_mention(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before.isascii() and before.isalnum():
        return False
    if not after or not (unicodedata.category(after)[0] in "LN" or after in ".-_"):
        return False
    return not (before == "/" and _in_link(text, at))


def _in_link(text: str, at: int) -> bool:
    """A link counts only where all servers begin one: at a line's head, after a space or (, in <…>, in ](…)."""
    for start in range(at, -1, -1):
        begins = start == 0 or text[start - 1] in " \n(<" or text[start - 2 : start] == "]("
        if begins and text.startswith("http", start):
            match = _LINK.match(text, start)
            return match is not None and match.end() > at
    return False
