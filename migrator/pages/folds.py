"""Long lists in one HTML file: folded by year and month, and beyond a few thousand only built when opened."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from markupsafe import Markup

EAGER: Final = 3000
"""Up to so many items are plain HTML that needs no script; browsers lay out that many without effort."""

FULL_NAMES: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Month:
    """One month's items, rendered."""

    name: str
    items: list[str] = field(default_factory=list)
    apart: int = 0
    """How many of them are counted apart, as what stays behind."""

    @property
    def html(self) -> Markup:
        """All items after each other; no `</script` in them, so a script element may hold them."""
        return Markup("").join(Markup(item) for item in self.items)  # noqa: S704 - rendered by our own templates


@dataclass(slots=True, kw_only=True)
class Year:
    """One year of months."""

    name: str
    months: list[Month] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Items in all months."""
        return sum(len(month.items) for month in self.months)

    @property
    def apart(self) -> int:
        """Items counted apart in all months."""
        return sum(month.apart for month in self.months)


def folded(items: Iterable[tuple[datetime | None, str, bool]]) -> list[Year]:
    """Group rendered items by year and month, as they arrive; the last of each says whether it counts apart."""
    years: list[Year] = []
    for when, rendered, apart in items:
        year_name = str(when.year) if when else "without a date"
        month_name = FULL_NAMES[when.month - 1] if when else ""
        if not years or years[-1].name != year_name:
            years.append(Year(name=year_name))
        months = years[-1].months
        if not months or months[-1].name != month_name:
            months.append(Month(name=month_name))
        months[-1].items.append(rendered)
        months[-1].apart += apart
    return years
