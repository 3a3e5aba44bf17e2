"""Ids that carry a time: ULIDs (GoToSocial) and snowflakes (Mastodon)."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32. https://github.com/ulid/spec"""

_TIME_CHARS = 10

LOWEST = "0" * 16
HIGHEST = "Z" * 16
"""The random part of the first and last ULID of a millisecond."""


def ulid(ms: int, rest: str) -> str:
    """Return the ULID of this millisecond with this random part."""
    ms = max(0, ms)
    time = "".join(_ALPHABET[(ms >> shift) & 31] for shift in range(5 * (_TIME_CHARS - 1), -1, -5))
    return time + rest


def snowflake(ms: int) -> str:
    """Return the first id of this millisecond.

    https://github.com/mastodon/mastodon/blob/main/lib/mastodon/snowflake.rb
    """
    return str(max(0, ms) << 16)


def age_key(id_: str) -> tuple[int, str]:
    """Return what sorts ids of one server, oldest first: numbers by size, ULIDs by letter."""
    return len(id_), id_
