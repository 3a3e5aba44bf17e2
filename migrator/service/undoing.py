"""Says what an undo would do, before it does it."""

from migrator.ledger.records import JobRow
from migrator.model import State
from migrator.service.parts import Parts
from migrator.service.reports import row_of
from migrator.service.values import StepRow, UndoPlan
from migrator.service.verifying import on_target
from migrator.targets.base import Limits, RemoteId, Target

_SECONDS_A_DELETE = 0.05
"""A delete on a server nearby; only a floor under what the limits say."""


def undo_plan(parts: Parts, job: JobRow, *, check_replies: bool) -> UndoPlan:
    """Count what would be deleted, and find the posts that others have answered by now.

    Asking costs a page for each few hundred posts, and one request more for each that has any replies.
    """
    with parts.target(job.target.acct) as target:
        answered = _answered(parts, job, target) if check_replies else ()
    adopted = parts.ledger.steps.adopted(job.id)
    counts = parts.ledger.jobs.counts(job.id)
    number = counts.get(State.DONE, 0) + counts.get(State.SENDING, 0) + counts.get(State.UNDOING, 0) - len(adopted)
    return UndoPlan(
        job=job.id,
        delete=number,
        adopted=len(adopted),
        with_replies=answered,
        replies_checked=check_replies,
        requests=number,
        eta_s=_time(number, target.limits),
    )


def _answered(parts: Parts, job: JobRow, target: Target) -> tuple[StepRow, ...]:
    records = {record.remote_id: record for record in parts.ledger.steps.records(job.id, State.DONE)}
    own: dict[RemoteId, int] = {}
    statuses = list(on_target(parts.ledger, job, target))
    for status in statuses:
        if status.in_reply_to:
            own[status.in_reply_to] = own.get(status.in_reply_to, 0) + 1
    return tuple(
        row_of(records[status.id])
        for status in statuses
        # Own replies in the thread are counted too; only more of them need a closer look.
        if status.id in records and status.replies > own.get(status.id, 0) and target.strangers_replies(status.id)
    )


def _time(deletes: int, limits: Limits) -> float:
    """Return the seconds that the server's limits make this many deletes take."""
    waits = [0.0]
    if limits.requests:
        waits.append((deletes // limits.requests) * limits.window_s)
    if limits.deletes:
        waits.append((deletes // limits.deletes) * limits.deletes_window_s)
    return max(waits) + deletes * _SECONDS_A_DELETE
