"""Which language tags the server takes, and how it writes them back."""

import re

_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
TWO_LETTERS = frozenset(_TWO_LETTERS.split())
"""The subtags of ISO 639-1. https://www.iana.org/assignments/language-subtag-registry"""

RETIRED = {"in": "id", "iw": "he", "ji": "yi", "jw": "jv", "mo": "ro-MD", "sh": "sr-Latn", "tl": "fil"}
"""Old subtags and what stands for them now."""

TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")


class UnknownLanguage(ValueError):
    """A tag is malformed, or its language does not exist."""


def canonical(tag: str) -> str:
    """Return the tag as the server keeps it.

    Subtags of three letters are all taken as known; GoToSocial has the whole registry.
    """
    if not TAG.fullmatch(tag):
        raise UnknownLanguage("language: tag is not well-formed")
    first, *rest = tag.replace("_", "-").split("-")
    first = first.lower()
    first, *more = RETIRED.get(first, first).split("-")
    rest = rest or more
    if len(first) == len("en") and first not in TWO_LETTERS:
        raise UnknownLanguage(f'language: subtag "{first}" is well-formed but unknown')
    return "-".join([first, *map(_cased, rest)])


def _cased(subtag: str) -> str:
    """Write a script as Hant, a region as US, anything else in small letters."""
    if len(subtag) == len("Hant"):
        return subtag.title()
    return subtag.upper() if len(subtag) == len("US") else subtag.lower()
