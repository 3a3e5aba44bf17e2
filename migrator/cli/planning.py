"""Shows a plan to a person: as a dry-run with its preview, or before the one question."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, Protocol

from migrator.cli import tables
from migrator.cli.face import Face
from migrator.errors import UserError
from migrator.jobs.choices import Choices
from migrator.jobs.plan import Planned
from migrator.model import Owner, Visibility
from migrator.pages import words
from migrator.pages.preview import Heading, write_preview
from migrator.pages.rows import planned_row, summary_row
from migrator.service import Service
from migrator.service.mapped import MapUse
from migrator.service.preparing import Prepared
from migrator.service.values import Facts, Summary

STOCK: Final = "a stock GoToSocial"


class Plan(Protocol):
    """What a plan says of itself, whether the ledger keeps it or not."""

    @property
    def owner(self) -> Owner:
        """Whose archive it is."""

    @property
    def facts(self) -> Facts:
        """Where the posts go."""


SEEN_BY: Final = {
    Visibility.PUBLIC: "public: on your profile and its web page",
    Visibility.UNLISTED: "unlisted: on your profile, not in public timelines",
    Visibility.PRIVATE: "for your followers only",
    Visibility.DIRECT: "for nobody but you",
}


def shown(
    face: Face,
    service: Service,
    archives: Sequence[Path],
    wanted: Choices,
    *,
    to: str | None,
    server: str | None,
    html: Path | None,
    as_json: bool,
    slurp_map: Path | None = None,
) -> None:
    """Carry out a dry-run: the whole conversion, printed, with the HTML preview if asked for."""
    with service.preview(archives, wanted, to=to, server=server, slurp_map=slurp_map) as preview:
        items = _printed(face, preview.items()) if as_json else preview.items()
        if html is None:
            for _item in items:
                pass
        else:
            heading = Heading(
                owner=preview.owner,
                target=preview.facts.acct or preview.facts.server or STOCK,
                assumed=preview.facts.assumed,
                keeps_dates=preview.facts.keeps_dates,
                made_at=face.now(),
                zone=face.zone,
            )
            with opened(html) as out:
                write_preview(out, heading, items, summary=preview.summary, open_media=preview.media)
        summary = preview.summary()
        if as_json:
            face.line(summary_row(summary))
        told(face, preview, summary, wanted)
        if slurp_map is not None:
            of_map(face, preview.map_use)
    if html is not None:
        face.say.print(f"Every post as it will look: {html}")
    face.say.print("This was a dry-run: nothing was sent.")


def agreed(
    face: Face,
    service: Service,
    archives: Sequence[Path],
    wanted: Choices,
    *,
    to: str | None,
    yes: bool,
    slurp_map: Path | None = None,
) -> Prepared:
    """Make the plan, show it, and ask; raise `Refused` where the answer is no."""
    with face.say.status("Reading the archive and planning ..."):
        prepared = service.prepare(archives, wanted, to=to, slurp_map=slurp_map)
    told(face, prepared, prepared.summary, wanted)
    if slurp_map is not None:
        of_map(face, prepared.map_use)
    todo = service.job(prepared.job).todo
    if todo:
        face.agree(f"Put {words.count(todo, 'post')} on {prepared.facts.acct}?", yes=yes)
    return prepared


def of_map(face: Face, use: MapUse | None) -> None:
    """Say what came of another program's map."""
    say = face.say.print
    if use is None:
        say("The map was not used: only with a sign-in can be seen what is on the account.", style="yellow")
        return
    if not use.whole:
        say("The map breaks off in the middle; what is whole of it was used.", style="yellow")
    line = (
        f"Of the map's {words.count(use.entries, 'post')} {use.adopted:,} are on the account and stay as they are"
    )
    if use.gone:
        line += f", {use.gone:,} are not there and will be made"
    if use.strangers:
        line += f", {use.strangers:,} belong to no post of this archive"
    say(f"{line}.")


def dates(face: Face, wanted: Choices) -> str:
    """Say which moments the dates were taken to mean."""
    since, until = wanted.filters.since, wanted.filters.until
    parts = [f"from {words.moment(since, face.zone)}"] if since else []
    parts += [f"to {words.moment(until, face.zone)}"] if until else []
    return f"Posts {' '.join(parts)}, by the clock of {face.zone}." if parts else ""


def told(face: Face, plan: Plan, summary: Summary, wanted: Choices) -> None:
    """Print the plan: from where to where, what it comes to, what will be seen, how long it takes."""
    say = face.say.print
    facts = plan.facts
    where = facts.acct or facts.server or STOCK
    name = plan.owner.name or "unknown"
    say(f"@{name}{'' if '@' in name else ' on X'} → {where}", style="bold")
    if said := dates(face, wanted):
        say(said)
    if facts.assumed:
        say("Nobody is signed in, so these are a stock GoToSocial's limits; `migrator login SERVER` gets yours.")
    say(tables.summary(summary))
    for line in prospect(plan, wanted):
        say(line)
    say(tables.eta(summary))


def prospect(plan: Plan, wanted: Choices) -> Iterator[str]:
    """Say what will be seen on the target, before anything is there."""
    dated = plan.facts.keeps_dates
    usual = Visibility.PUBLIC if dated else Visibility.UNLISTED
    widest = wanted.policies.visibility or (Visibility.PRIVATE if plan.owner.protected else usual)
    if dated:
        yield "Posts keep their original dates. They are not pushed to followers, and nobody is notified."
    else:
        yield "This server keeps no dates: posts appear now, also on timelines, with the date in the text."
    yield f"Posts will be {SEEN_BY[widest]}; never more visible than they were."


def _printed(face: Face, items: Iterator[Planned]) -> Iterator[Planned]:
    for item in items:
        face.line(planned_row(item))
        yield item


@contextmanager
def opened(file: Path) -> Iterator[IO[str]]:
    """Open a file for writing as its user's own text, or say why that can't be done."""
    try:
        with file.open("w", encoding="utf-8", errors="replace", newline="") as out:
            yield out
    except OSError as error:
        raise UserError(f"{file} can't be written: {error.strerror or error}") from error
