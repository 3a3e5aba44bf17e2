"""Numbers in words: how long, how large, how many, when."""

from datetime import UTC, datetime, tzinfo
from typing import Final

MINUTE: Final = 60
HOUR: Final = 3600
DAY: Final = 86_400
LONG_HOURS: Final = 36
"""From here on days say more than hours."""

EXACT_HOURS: Final = 10
"""Below this, minutes still matter to someone who waits."""

KILO: Final = 1000
SMALL: Final = 10
"""Below this, a size gets one decimal."""


def duration(seconds: float) -> str:
    """Return a time span as a person would say it: `less than a minute`, `5 hours 40 minutes`, `9 days`."""
    minutes = round(seconds / MINUTE)
    if minutes < 1:
        return "less than a minute"
    if seconds < 90 * MINUTE:
        return count(minutes, "minute")
    if seconds < EXACT_HOURS * HOUR:
        hours, rest = divmod(round(seconds / (10 * MINUTE)), 6)
        return count(hours, "hour") + (f" {rest * 10} minutes" if rest else "")
    if seconds < LONG_HOURS * HOUR:
        return count(round(seconds / HOUR), "hour")
    return count(round(seconds / DAY), "day")


def size(amount_bytes: int) -> str:
    """Return an amount of data in decimal units: `812 bytes`, `1.4 MB`, `48 GB`."""
    if amount_bytes < KILO:
        return count(amount_bytes, "byte")
    value = float(amount_bytes)
    for unit in ("kB", "MB", "GB", "TB"):
        value /= KILO
        if value < KILO or unit == "TB":
            break
    return f"{value:.1f} {unit}" if value < SMALL else f"{value:,.0f} {unit}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 post`, `1,204 posts`, `2 replies`."""
    if number == 1:
        return f"1 {noun}"
    if not plural:
        plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
    return f"{number:,} {plural}"


def moment(when: datetime | None, zone: tzinfo) -> str:
    """Return a moment in the user's zone, to the minute; `unknown` if there is none."""
    return when.astimezone(zone).strftime("%Y-%m-%d %H:%M") if when else "unknown"


def stamp(when: datetime | None) -> str:
    """Return a moment for programs, always alike: `2014-03-01T12:00:00.000Z`; empty if there is none."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if when else ""


def until(when: datetime, zone: tzinfo) -> str:
    """Return the time of day something is waited for, to the second."""
    return when.astimezone(zone).strftime("%H:%M:%S")


def one_line(text: str, width: int) -> str:
    """Return the beginning of a text on one line, cut with … where it is longer than `width` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: max(width - 1, 0)].rstrip() + "…"
