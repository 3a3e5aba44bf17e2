"""Addresses of own posts in a text: to replace them, and to know the text again where that was done."""

import re
from collections.abc import Iterable, Mapping


def addresses(urls: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds these addresses whole: one that only begins a longer one is passed over."""
    longest_first = sorted(urls, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w/])")


def replace_links(text: str, new: Mapping[str, str]) -> str:
    """Put new addresses in the place of old ones."""
    return addresses(new).sub(lambda match: new[match[0]], text) if new else text
