"""Language codes as X writes them, made BCP 47."""

_OLD = {"in": "id", "iw": "he", "ji": "yi"}
"""Codes that ISO 639 withdrew in 1989: https://www.loc.gov/standards/iso639-2/php/code_changes.php"""

_NONE = {"und", "zxx", "art", "mis", "mul"}


def language(code: str | None) -> str | None:
    """Return the language, or None where X says there is none.

    X's own codes for links, hashtags, mentions or short texts alone begin with q (ISO 639 private use).

    >>> [language(code) for code in ("de", "in", "und", "qme", "zh-cn", None)]
    ['de', 'id', None, None, 'zh-CN', None]
    """
    if not code or code in _NONE or (code[0] == "q" and len(code) == 3):  # noqa: PLR2004  # qaa to qtz
        return None
    first, dash, region = code.partition("-")
    if not dash:
        return _OLD.get(code, code)
    return f"{_OLD.get(first, first)}-{region.upper() if len(region) == 2 else region.title()}"  # noqa: PLR2004  # de-AT
