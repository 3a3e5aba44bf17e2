"""What an undo would do, said before it begins, and whether all is gone at its end."""

from migrator.ledger import Ledger
from migrator.ledger.records import JobRow
from migrator.model import Reason, State
from migrator.net import Waiter
from migrator.service.parts import Parts
from migrator.service.reports import row_of
from migrator.service.values import StepRow, UndoPlan
from migrator.service.verifying import on_target
from migrator.targets.base import Limits, RemoteId, Target

_SECONDS_A_DELETE = 0.05
"""A delete on a server nearby; only a floor under what the limits say."""

_MOST_LOOKS = 6
_LONGEST_LOOK_S = 30.0
"""How often the end of an undo looks whether all is gone, and the longest wait in between: a minute in all."""


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


def wait_until_gone(ledger: Ledger, job: JobRow, target: Target, waiter: Waiter) -> None:
    """Look until what was deleted is gone: deletes are carried out later. Then its slots are free again."""
    for look in range(_MOST_LOOKS):
        left = _still_there(ledger, job, target)
        for record in ledger.steps.records(job.id, State.UNDOING):
            if record.remote_id not in left:
                ledger.steps.mark(record.id, State.UNDONE)
        ledger.steps.flush()
        if not left:
            return
        waiter.sleep(min(_LONGEST_LOOK_S, 2.0**look), Reason("settling"))


def _still_there(ledger: Ledger, job: JobRow, target: Target) -> frozenset[str]:
    """Return the ids of statuses being undone that are still on the target."""
    undoing = {record.remote_id for record in ledger.steps.records(job.id, State.UNDOING)}
    if not undoing:
        return frozenset()
    return frozenset(status.id for status in on_target(ledger, job, target) if status.id in undoing)


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
