"""The preview of a replay as one HTML file: every post as it will look, with what changed and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import IO, Final

from migrator.jobs.plan import Planned, Publish, Skip
from migrator.model import MediaType, Owner
from migrator.pages import folds, html
from migrator.pages.thumbnails import Opener, Thumbnails
from migrator.service.values import Summary

PICTURES: Final = 300
"""Small pictures in one file: about six megabytes."""

EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands above the posts."""

    owner: Owner
    target: str
    """The account as @me@server, or the server, or the family's name where nobody is signed in."""

    assumed: bool
    """Whether the limits are those of a stock server."""

    keeps_dates: bool
    made_at: datetime
    zone: tzinfo


def write_preview(
    out: IO[str],
    heading: Heading,
    items: Iterable[Planned],
    *,
    summary: Callable[[], Summary],
    open_media: Opener,
) -> None:
    """Write the page; `summary` is asked once the items are exhausted."""
    ordered = sorted(items, key=_order)
    years = {item.written_at.year for item in ordered if item.written_at}
    pictures = Thumbnails(open_media, total=PICTURES, years=len(years))
    rendered = folds.folded(
        (item.written_at, _card(item, heading, pictures), isinstance(item, Skip)) for item in ordered
    )
    page = html.environment().get_template("preview.html")
    pieces = page.generate(
        heading=heading, summary=summary(), years=rendered, total=len(ordered), eager=len(ordered) <= folds.EAGER
    )
    out.writelines(pieces)


def _order(item: Planned) -> tuple[bool, datetime, int, str, int]:
    """Sort oldest first; what has no date comes last, and parts of one post in their order."""
    slot = (item.slot_ms or 0) if isinstance(item, Publish) else 0
    part = item.part if isinstance(item, Publish) else 0
    return (item.written_at is None, item.written_at or EARLIEST, slot, item.source_id, part)


def _card(item: Planned, heading: Heading, pictures: Thumbnails) -> str:
    environment = html.environment()
    if isinstance(item, Skip):
        return environment.get_template("skip.html").render(item=item, zone=heading.zone)
    year = item.written_at.year
    thumbs = {file.name: pictures.uri(file.name, year=year) for file in item.media if file.type is MediaType.PHOTO}
    return environment.get_template("card.html").render(
        post=item, owner=heading.owner, zone=heading.zone, thumbs=thumbs
    )
