"""Ids as the two kinds of server make them: both sort by time when compared as text."""

import secrets
from itertools import count

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, the alphabet of a ULID. https://github.com/ulid/spec"""

TIME_CHARS = 10
RANDOM_CHARS = 16
SNOWFLAKE_DIGITS = 18
SNOWFLAKE_SHIFT = 16
"""A Mastodon id is milliseconds, shifted left by this, plus a sequence number (`lib/mastodon/snowflake.rb`)."""

_sequence = count()


def _base32(number: int, chars: int) -> str:
    return "".join(CROCKFORD[(number >> (5 * place)) & 31] for place in range(chars - 1, -1, -1))


def ulid_at(ms: int) -> str:
    """Return a ULID of the instant `ms` (milliseconds since 1970) with 80 random bits."""
    return _base32(ms, TIME_CHARS) + _base32(secrets.randbits(80), RANDOM_CHARS)


def first_ulid(ms: int) -> str:
    """Return the lowest ULID of the instant `ms`: a bound for pages."""
    return _base32(ms, TIME_CHARS) + "0" * RANDOM_CHARS


def first_snowflake(ms: int) -> str:
    """Return the lowest Mastodon id of the instant `ms`: a bound for pages."""
    return padded(str(ms << SNOWFLAKE_SHIFT))


def snowflake_at(ms: int) -> str:
    """Return a Mastodon id of the instant `ms` (milliseconds since 1970)."""
    return padded(str((ms << SNOWFLAKE_SHIFT) + next(_sequence) % (1 << SNOWFLAKE_SHIFT)))


def padded(snowflake: str) -> str:
    """Return a Mastodon id or bound with leading zeros, so that comparing text compares numbers."""
    return snowflake.zfill(SNOWFLAKE_DIGITS)
