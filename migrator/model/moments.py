"""Moments as the milliseconds since 1970 by which slots, ids and the ledger know them."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def milliseconds(when: datetime) -> int:
    """Return the milliseconds since 1970; smaller parts are cut, not rounded."""
    return (when - _EPOCH) // _MILLISECOND


def moment(ms: int) -> datetime:
    """Return the moment, in UTC, that is so many milliseconds after 1970 began."""
    return _EPOCH + ms * _MILLISECOND
