"""Looking back: is everything there, and what became of each item."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, cast

import typer

from migrator.cli import planning, tables
from migrator.cli.face import Face
from migrator.cli.jobs import numbered
from migrator.cli.options import Job, Json
from migrator.errors import Exit
from migrator.model import State
from migrator.pages import words
from migrator.pages.report import write_report
from migrator.pages.rows import difference_row, json_line, step_row, verified_row
from migrator.pages.sheet import write_csv
from migrator.service.values import JobStatus, StepRow, Verified


class Format(StrEnum):
    """What a report may be."""

    CSV = "csv"
    JSON = "json"
    HTML = "html"


def verify(ctx: typer.Context, job: Job = None, as_json: Json = False) -> None:
    """Compare the server with what was sent: text, time, threads, media, descriptions, visibility, copies."""
    face: Face = ctx.obj
    with face.service() as service, face.say.status("Comparing with the server ..."):
        found = service.verify(service.job(numbered(job)).job)
    if as_json:
        for difference in found.differences:
            face.line(difference_row(difference))
        face.line(verified_row(found))
    raise typer.Exit(verdict(face, found))


def verdict(face: Face, found: Verified) -> Exit:
    """Say whether everything is as it was sent; return the exit code that says the same."""
    if not found.checked and not found.differences:
        face.say.print("There is nothing to compare: the job has nothing on the server.")
        return Exit.DONE
    checked = f"{words.count(found.checked, 'post')} compared with the server"
    if not found.differences:
        face.say.print(f"{checked}: everything is there, once, as it was sent.", style="bold green")
        return Exit.DONE
    face.say.print(tables.differences(found.differences))
    face.say.print(f"{checked}: {words.count(len(found.differences), 'difference')}.", style="bold yellow")
    return Exit.SOME_FAILED


def report(
    ctx: typer.Context,
    job: Job = None,
    kind: Annotated[
        Format | None, typer.Option("--format", help="A row for every item; without it, a summary.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; without it, standard output.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what became of every item of the archive, with reasons and addresses."""
    face: Face = ctx.obj
    with face.service() as service:
        found = service.job(numbered(job))
        rows = service.report(found.job)
        wanted = Format.JSON if as_json else kind or guessed(output)
        if wanted is None:
            summed_up(face, rows)
            return
        with destination(face, output) as out:
            write(face, out, wanted, found, rows)
    if output is not None:
        face.say.print(f"Written: {output}")


def guessed(output: Path | None) -> Format | None:
    """Tell the format by the file's name; CSV for a name that tells nothing, none without a file."""
    if output is None:
        return None
    suffix = output.suffix.lower().lstrip(".")
    return Format(suffix) if suffix in set(Format) else Format.CSV


def summed_up(face: Face, rows: Iterable[StepRow]) -> None:
    """Print how many of each outcome, and each failure."""
    counts: Counter[State] = Counter()
    left_out: Counter[str] = Counter()
    failed: list[StepRow] = []
    for row in rows:
        counts[row.state] += 1
        if row.state is State.FAILED:
            failed.append(row)
        elif row.state is State.SKIPPED and row.reason:
            left_out[row.reason.code] += 1
    face.say.print(tables.outcomes(counts, left_out, failed))
    face.say.print("`--format csv`, `json` or `html` give a row for every item.", style="dim")


@contextmanager
def destination(face: Face, output: Path | None) -> Iterator[IO[str]]:
    """Give where the report goes."""
    if output is None:
        yield cast("IO[str]", face.stream)
    else:
        with planning.opened(output) as out:
            yield out


def write(face: Face, out: IO[str], kind: Format, job: JobStatus, rows: Iterable[StepRow]) -> None:
    """Write the report in one of its formats."""
    match kind:
        case Format.CSV:
            write_csv(rows, out)
        case Format.HTML:
            write_report(out, job, rows, made_at=face.now(), zone=face.zone)
        case Format.JSON:
            counts: dict[str, int] = {}
            for row in rows:
                counts[row.state.value] = counts.get(row.state.value, 0) + 1
                out.write(json_line(step_row(row)))
            out.write(json_line({"kind": "summary", "job": job.job, "states": counts}))
