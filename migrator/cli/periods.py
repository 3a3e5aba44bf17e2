"""Dates as people write them: `2014`, `2014-03`, `2014-03-01`, `2014-03-01 18:30`, in the person's own zone."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from migrator.errors import UserError

SHAPE: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?")
DECEMBER: Final = 12


def beginning(text: str, zone: tzinfo) -> datetime:
    """Return the first moment of a year, month or day, or the moment itself, in UTC."""
    return _span(text, zone)[0]


def end(text: str, zone: tzinfo) -> datetime:
    """Return the last moment of a year, month or day, or the moment itself, in UTC."""
    first, after = _span(text, zone)
    return max(first, after - timedelta(microseconds=1))


def _span(text: str, zone: tzinfo) -> tuple[datetime, datetime]:
    try:
        return _named_span(text.strip(), zone)
    except (ValueError, OverflowError) as error:
        raise UserError(
            f"{text} is no date migrator can read", hint="write 2014, 2014-03, 2014-03-01 or 2014-03-01T18:30"
        ) from error


def _named_span(text: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the moment a span begins and the moment after it ends; equal for a moment."""
    match = SHAPE.fullmatch(text)
    if match is None:
        moment = datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return aware.astimezone(UTC), aware.astimezone(UTC)
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    first = datetime(year or 1, month or 1, day or 1, tzinfo=zone)
    return first.astimezone(UTC), _after(first, month, day).astimezone(UTC)


def _after(first: datetime, month: int | None, day: int | None) -> datetime:
    if day is not None:
        return first + timedelta(days=1)
    if month is not None and month < DECEMBER:
        return first.replace(month=month + 1)
    return first.replace(year=first.year + 1, month=1)
