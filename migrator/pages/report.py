"""The report of a job as one HTML file: a row for every source item, what became of it, and where it is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import IO, Final

from migrator.model import State
from migrator.pages import folds, html
from migrator.pages.folds import Year
from migrator.service.values import JobStatus, StepRow

EARLIEST: Final = datetime.min.replace(tzinfo=UTC)

TITLES: Final = {
    State.FAILED: "Failed",
    State.BLOCKED: "Blocked, because the post they answer failed",
    State.SENDING: "In doubt: sent, the answer is missing",
    State.WAITING: "Waiting",
    State.PLANNED: "Still to do",
    State.UNDOING: "Being taken back",
    State.DONE: "Done",
    State.UNDONE: "Taken back",
    State.SKIPPED: "Left out",
}
"""In the order of urgency."""

MARKS: Final = {
    State.SENDING: "in doubt",
    State.PLANNED: "to do",
    State.UNDOING: "being taken back",
    State.UNDONE: "taken back",
    State.SKIPPED: "left out",
}
"""Where the state's own name is no word for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """All rows of one outcome."""

    state: State
    title: str
    years: list[Year]
    size: int
    reasons: list[tuple[str, int]]
    """Reason codes with their numbers, the most frequent first."""


def write_report(
    out: IO[str], job: JobStatus, rows: Iterable[StepRow], *, made_at: datetime, zone: tzinfo
) -> None:
    """Write the page, what needs attention first."""
    by_state: dict[State, list[StepRow]] = {}
    for row in rows:
        by_state.setdefault(row.state, []).append(row)
    total = sum(len(found) for found in by_state.values())
    sections = [_section(state, by_state[state], zone) for state in TITLES if state in by_state]
    page = html.environment().get_template("report.html")
    pieces = page.generate(
        job=job, sections=sections, made_at=made_at, zone=zone, total=total, eager=total <= folds.EAGER
    )
    out.writelines(pieces)


def _section(state: State, rows: list[StepRow], zone: tzinfo) -> Section:
    template = html.environment().get_template("row.html")
    rows.sort(key=lambda row: (row.written_at is None, row.written_at or EARLIEST, row.source_id, row.part))
    years = folds.folded(
        (row.written_at, template.render(row=row, mark=MARKS.get(row.state, row.state.value), zone=zone), False)
        for row in rows
    )
    codes = Counter(row.reason.code for row in rows if row.reason)
    reasons = sorted(codes.items(), key=lambda pair: (-pair[1], pair[0]))
    return Section(state=state, title=TITLES[state], years=years, size=len(rows), reasons=reasons)
