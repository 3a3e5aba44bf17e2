"""Reads steps from the ledger ahead of the lanes: many at once cost little more than one."""

from migrator.engine.order import Order
from migrator.ledger.records import Head, StepRecord
from migrator.ledger.steps import Steps
from migrator.model import StepId

_BATCH = 64
"""Steps read at once: enough that a query costs little for each, few enough to hold."""


class Ahead:
    """The records of the steps that come next."""

    def __init__(self, steps: Steps, order: Order) -> None:
        """Read what `order` will hand out."""
        self._steps = steps
        self._order = order
        self._read: dict[StepId, StepRecord] = {}

    def take(self, head: Head) -> StepRecord:
        """Return the record of a step that was handed out; once, since the lane changes it from now on."""
        if head.id not in self._read:
            coming = [one.id for one in self._order.coming(_BATCH) if one.id not in self._read]
            self._read |= self._steps.several([head.id, *coming])
        return self._read.pop(head.id)
