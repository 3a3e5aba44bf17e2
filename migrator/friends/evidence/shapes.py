"""Reads values of JSON whose shape somebody else decides: what is not as expected counts as not there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from migrator.friends.values import Link

Row = Mapping[str, Any]


def text(value: object) -> str:
    """Return a text or number as text; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def first(row: Row, *names: str) -> str:
    """Return the first of these fields that holds something."""
    return next((found for name in names if (found := text(row.get(name)))), "")


def inner(row: object, *path: str) -> Row:
    """Return the object at a path; an empty one if it is not there."""
    for name in path:
        row = row.get(name) if isinstance(row, Mapping) else None
    return row if isinstance(row, Mapping) else {}


def listed(value: object) -> Sequence[Any]:
    """Return a list; an empty one for anything else."""
    return value if isinstance(value, list) else ()


def links(value: object) -> Iterator[Link]:
    """Yield links given as X's entities or as plain addresses."""
    for one in listed(value):
        if isinstance(one, str) and one:
            yield Link(url="", expanded=one)
        elif isinstance(one, Mapping):
            link = Link(
                url=text(one.get("url")),
                expanded=text(one.get("expanded_url")),
                display=text(one.get("display_url")),
            )
            if link.url or link.expanded or link.display:
                yield link
