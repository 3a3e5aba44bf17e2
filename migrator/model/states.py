"""Where steps and jobs stand; the same words in the ledger, on the screen and in JSON."""

from enum import StrEnum
from typing import NewType

JobId = NewType("JobId", int)
"""The number a job has in this ledger, as people type it."""

StepId = NewType("StepId", int)
"""The number a step has in this ledger."""


class State(StrEnum):
    """Where a step stands."""

    PLANNED = "planned"
    BLOCKED = "blocked"
    """Its parent failed."""
    WAITING = "waiting"
    """Not before a time."""
    SENDING = "sending"
    """Sent, the answer not yet written down; in doubt if no run is active."""
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNDOING = "undoing"
    UNDONE = "undone"


UNBEGUN = (State.PLANNED, State.BLOCKED, State.WAITING, State.SKIPPED)
"""States of steps that a new plan may replace: nothing of theirs ever went to the target."""


class JobState(StrEnum):
    """Where a job stands as a whole."""

    READY = "ready"
    """Planned, never begun."""
    RUNNING = "running"
    PAUSED = "paused"
    """Begun, and nobody is running it."""
    FINISHED = "finished"
    UNDONE = "undone"
