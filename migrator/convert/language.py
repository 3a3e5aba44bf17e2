"""Which language tags may go over the line."""

import re
from functools import lru_cache

_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.IGNORECASE
)
"""Language, script, region, variants: the part of BCP 47 that posts use. https://www.rfc-editor.org/rfc/rfc5646#section-2.1"""

_FORMER = {"in": "id", "iw": "he", "ji": "yi"}
"""Codes ISO 639 withdrew in 1989, which X still writes."""

_NONE = frozenset({"und", "zxx", "mul", "mis", "art", "qme", "qht", "qam", "qct", "qst"})
"""No language: undetermined, none, several, and X's own for media, tags, mentions, cashtags and short texts."""


@lru_cache(maxsize=256)
def language_tag(tag: str | None) -> str | None:
    """Return the tag if it is well-formed and names a language, with withdrawn codes replaced; else None.

    A tag a server can't parse costs the whole post (GoToSocial: 400 `invalid language tag`).
    """
    if not tag or not _TAG.fullmatch(tag):
        return None
    primary, dash, rest = tag.partition("-")
    primary = primary.lower()
    if primary in _NONE or re.fullmatch("q[a-t][a-z]", primary):
        return None
    return _FORMER.get(primary, primary) + dash + rest


def says_none(tag: str | None) -> bool:
    """Tell whether the tag says on purpose that there is no language, so that nothing is lost with it."""
    return not tag or tag.lower() in _NONE
