"""Rows for people: what became of each source item, and where jobs stand."""

from collections.abc import Mapping

from migrator.errors import StepFailed
from migrator.jobs.work import Outcome
from migrator.ledger import Ledger
from migrator.ledger.records import JobRow, Made, StepRecord
from migrator.model import JobState, Reason, State
from migrator.model.moments import moment
from migrator.service.values import JobStatus, StepRow


def row_of(record: StepRecord, outcome: Outcome | StepFailed | None = None) -> StepRow:
    """Return a step as a row; `outcome` is what it has just come to, if the record is from before."""
    state, url, adopted, reason, error = (
        record.state,
        record.remote_url,
        record.adopted,
        record.reason,
        record.error,
    )
    match outcome:
        case Made() as made:
            state, url, adopted, reason, error = State.DONE, made.url, made.adopted, None, ""
        case StepFailed() as failed:
            state, reason, error = State.FAILED, Reason(failed.code, {"error": failed.message}), failed.message
        case State() as plain:
            state = plain
        case None:
            pass
    if state in (State.UNDONE, State.UNDOING):
        url = ""
    written_at = None if record.written_at is None else moment(record.written_at)
    return StepRow(
        source_id=record.source_id,
        part=record.part,
        state=state,
        adopted=adopted,
        written_at=written_at,
        text=record.excerpt,
        reason=reason,
        error=error,
        notes=record.notes,
        source_url=record.source_url,
        url=url,
        payload=record.payload,
    )


def status_of(ledger: Ledger, job: JobRow, *, running: bool, steps_a_second: float | None) -> JobStatus:
    """Return where a job stands."""
    counts = ledger.jobs.counts(job.id)
    todo = sum(counts.get(state, 0) for state in (State.PLANNED, State.BLOCKED, State.WAITING, State.SENDING))
    undone = counts.get(State.UNDONE, 0)
    return JobStatus(
        job=job.id,
        kind=job.kind,
        source=f"@{job.source_name or job.source_account} on {job.network}",
        target=job.target.acct,
        state=_state(ledger, job, counts, todo, running=running),
        done=counts.get(State.DONE, 0),
        adopted=len(ledger.steps.adopted(job.id)),
        failed=counts.get(State.FAILED, 0),
        skipped=counts.get(State.SKIPPED, 0),
        todo=todo + counts.get(State.UNDOING, 0),
        in_doubt=0 if running else counts.get(State.SENDING, 0),
        undone=undone,
        eta_s=todo / steps_a_second if steps_a_second else None,
        pausing=job.pause and running,
    )


def _state(ledger: Ledger, job: JobRow, counts: Mapping[State, int], todo: int, *, running: bool) -> JobState:
    if running:
        return JobState.RUNNING
    if counts.get(State.UNDOING):
        return JobState.PAUSED
    if counts.get(State.UNDONE) and counts.get(State.DONE, 0) == len(ledger.steps.adopted(job.id)):
        return JobState.UNDONE
    if todo == 0:
        return JobState.FINISHED
    return JobState.PAUSED if ledger.jobs.begun(job.id) else JobState.READY
