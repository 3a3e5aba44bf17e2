"""Reads steps from the ledger ahead of the lanes: many at once cost little more than one."""

from migrator.engine.order import Order
from migrator.ledger.records import Head, StepRecord
from migrator.ledger.steps import Steps
from migrator.model import JobId, StepId

_BATCH = 64
"""Steps read at once: enough that a query costs little for each, few enough to hold."""


class Ahead:
    """The records of the steps that come next."""

    def __init__(self, job_id: JobId, steps: Steps, order: Order) -> None:
        """Read what `order` will hand out of a job's steps."""
        self._job_id = job_id
        self._steps = steps
        self._order = order
        self._read: dict[StepId, StepRecord] = {}

    def take(self, head: Head) -> StepRecord:
        """Return the record of a step that was handed out; once, since the lane changes it from now on."""
        if head.id not in self._read:
            # Numbers were given in the plan's order, and the order hands steps out nearly so.
            near = self._steps.onward(self._job_id, head.id, most=_BATCH, back=self._order.newest_first)
            for record in near:
                if self._order.waits_for(record.source_id, record.part) or record.id == head.id:
                    self._read[record.id] = record
        return self._read.pop(head.id)
