"""Long posts: note-tweet.js holds the whole text, tweets.js its beginning, and no id joins them.

A note belongs to the tweet of the same second whose text it begins with, when both are made comparable.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from migrator.sources.entities import unescape
from migrator.sources.x.structs import Note, Tweet

_LEADING = re.compile(r"(?:\s*@\w+)+(?=\s|$)\s*")
_TRAILING_LINKS = re.compile(r"(?:\s*https?://t\.co/\w+)+\s*$")
_LINK = re.compile(r"https?://t\.co/\w+")
_TELLING_CHARS = 40
"""Ours: a cut beginning shorter than this proves nothing; X cuts at 280, or 140 of its double-width signs."""

_POST_CHARS = 280
"""What X counts at most for a post that is no note: https://docs.x.com/resources/fundamentals/counting-characters"""

_LINK_COST = 23
"""What X counts for any link; same page."""

_SINGLE_WIDTH = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that count as one; all others as two; same page."""

_CUT_FROM = 0.9
"""Ours: the share of `_POST_CHARS` from which a text that ends in an ellipsis was cut by X, not written so."""


class Notes:
    """The notes of an archive, to be asked for the one that belongs to a tweet."""

    def __init__(self, notes: Iterable[Note]) -> None:
        """Order the notes by their second."""
        self._by_second: dict[datetime, list[tuple[str, Note]]] = {}
        seen: set[int] = set()
        for note in sorted(notes, key=lambda one: one.note_tweet_id):
            second = _second(note.created_at)
            if second is not None and note.note_tweet_id not in seen:
                seen.add(note.note_tweet_id)
                self._by_second.setdefault(second, []).append((comparable_note(note.core.text), note))

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._by_second)

    def of(self, tweet: Tweet, second: datetime | None) -> Note | None:
        """Return the note that holds the tweet's whole text; None if there is none."""
        candidates = self._by_second.get(second) if second is not None else None
        if not candidates:
            return None
        text = comparable(tweet.full_text)
        found = [pair for pair in candidates if pair[0] == text]
        if not found and len(text) >= _TELLING_CHARS:
            found = [pair for pair in candidates if pair[0].startswith(text)]
        return found[0][1] if found else None


def comparable(full_text: str) -> str:
    """Make a tweet's text comparable with its note's: no leading names, trailing links, ellipsis, t.co codes."""
    text = _LEADING.sub("", unescape(full_text), count=1) if full_text.startswith("@") else unescape(full_text)
    text = _TRAILING_LINKS.sub("", text).rstrip().removesuffix("…")
    return _even(_TRAILING_LINKS.sub("", text))


def comparable_note(text: str) -> str:
    """Make a note's text comparable with a tweet's."""
    if text.startswith("@"):
        text = _LEADING.sub("", text, count=1)
    return _even(_TRAILING_LINKS.sub("", text))


def is_cut(tweet: Tweet) -> bool:
    """Tell whether X cut the text, so that without its note the rest is lost."""
    text = tweet.full_text
    if not text.endswith("…") and "…" not in text[-30:]:
        return False
    bare = _TRAILING_LINKS.sub("", unescape(text))
    if not bare.rstrip().endswith("…"):
        return False
    return _weight(_LEADING.sub("", bare, count=1) if bare.startswith("@") else bare) >= _CUT_FROM * _POST_CHARS


def _even(text: str) -> str:
    return " ".join(_LINK.sub("\0", text).split())


def _weight(text: str) -> int:
    """Count as X does."""
    bare, links = _LINK.subn("", text)
    wide = sum(not any(first <= ord(sign) <= last for first, last in _SINGLE_WIDTH) for sign in bare)
    return len(bare) + wide + links * _LINK_COST


def _second(text: str) -> datetime | None:
    """Read `2024-03-06T07:51:12.000Z`, cut to the second."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0)
    except ValueError:
        return None
