"""The report as a page: what became of every item, counted and one by one."""

import io
import re
from datetime import UTC, datetime

from migrator.model import JobId, JobState, Reason, State
from migrator.pages.report import write_report
from migrator.pages.sentences import label
from migrator.service.values import JobStatus, StepRow

NOON = datetime(2014, 3, 1, 12, 0, tzinfo=UTC)
JOB = JobStatus(
    job=JobId(1),
    kind="replay",
    source="@robin on x",
    target="@me@social.example",
    state=JobState.FINISHED,
    done=2,
    adopted=0,
    failed=1,
    skipped=3,
    todo=0,
    in_doubt=0,
    undone=0,
    eta_s=None,
)


def row(number: int, state: State, code: str = "") -> StepRow:
    return StepRow(
        source_id=str(number),
        part=0,
        state=state,
        adopted=False,
        written_at=NOON,
        text=f"post {number}",
        reason=Reason(code) if code else None,
        error="",
        notes=(),
        source_url="",
        url="",
    )


def report(rows: list[StepRow]) -> str:
    out = io.StringIO()
    write_report(out, JOB, rows, made_at=NOON, zone=UTC)
    return out.getvalue()


def counts(page: str) -> list[tuple[str, str]]:
    """Return the rows of the table of counts as number and words."""
    (table,) = re.findall(r'<table class="reasons">(.*?)</table>', page, re.DOTALL)
    return [
        (number, re.sub("<.*?>", "", words))
        for number, words in re.findall(r"<td>(.*?)</td><td>(.*?)</td>", table)
    ]


def test_outcomes_and_their_reasons_are_counted_what_needs_attention_first() -> None:
    rows = [row(1, State.DONE), row(2, State.DONE), row(3, State.FAILED, "media_damaged")]
    rows += [row(4, State.SKIPPED, "deleted"), row(5, State.SKIPPED, "circle"), row(6, State.SKIPPED, "circle")]
    found = counts(report(rows))
    assert found == [
        ("1", "Failed"),
        ("1", label("media_damaged")),
        ("2", "Done"),
        ("3", "Left out"),
        ("2", label("circle")),
        ("1", label("deleted")),
    ]


def test_a_report_of_nothing_has_no_table() -> None:
    assert "<table" not in report([])
