"""Times that are written into post ids.

An id made since November 2010 holds its millisecond: https://docs.x.com/resources/fundamentals/x-ids
(41 bits of milliseconds above 22 bits of worker and sequence).
"""

from datetime import UTC, datetime, timedelta

FIRST = 29_700_859_247
"""The first id of the new kind, 2010-11-04: https://github.com/client9/snowflake2time"""

_EPOCH_MS = 1_288_834_974_657
"""Milliseconds since 1970 from which ids count: IdWorker.twepoch, https://github.com/twitter-archive/snowflake"""

_ZERO = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(post_id: int) -> int | None:
    """Return the milliseconds since 1970 that the id holds; None for an id of the old kind.

    >>> milliseconds(1765290475034103808)
    1709713021416
    >>> milliseconds(20) is None
    True
    """
    return (post_id >> 22) + _EPOCH_MS if post_id > FIRST else None


def moment(ms: int) -> datetime:
    """Return milliseconds since 1970 as a time in UTC."""
    return _ZERO + timedelta(milliseconds=ms)
