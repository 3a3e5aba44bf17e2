"""What the run loop asks of a job: to carry one step out, and to find out what became of one in doubt."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Protocol

from migrator.errors import Interrupted, StepFailed
from migrator.ledger.records import Made, StepRecord
from migrator.ledger.steps import Steps
from migrator.model import Reason, State

Outcome = Made | State
"""What a step came to: something on the target, or a plain state."""


class Gate:
    """Closed when a run is over: a lane that answers too late marks nothing more, and so sends nothing more."""

    def __init__(self) -> None:
        """Begin open."""
        self._lock = threading.Lock()
        self._open = True

    def __enter__(self) -> None:
        self._lock.acquire()
        if not self._open:
            self._lock.release()
            raise Interrupted("the run is over")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()

    def close(self) -> None:
        """Let nobody through any more; whoever is inside comes out first."""
        with self._lock:
            self._open = False


class Marks:
    """How a work writes down what must be known before a request leaves, and learns what other steps made."""

    def __init__(
        self,
        steps: Steps,
        record: StepRecord,
        made: Callable[[str, int | None], Made | None],
        gate: "Gate | None" = None,
    ) -> None:
        """Mark one step, as long as the gate of its run is open."""
        self._gate = gate or Gate()
        self._steps = steps
        self._record = record
        self._made = made
        self.sent = False
        """Whether the step was marked as sent in this attempt."""

        self.in_doubt = record.state is State.SENDING
        """Whether something of the step may be on the target."""

    def sending(self, sent: str, *, at_ms: int, newest_before: str | None = None) -> None:
        """Return when it is on disk that this body is about to leave; raise `Interrupted` if the run is over."""
        with self._gate:
            mark = self._steps.sending(self._record.id, sent=sent, at_ms=at_ms, newest_before=newest_before)
        mark.result()
        self.sent = True

    def found(self, made: Made) -> None:
        """Return when it is on disk what a step in doubt had left on the target."""
        with self._gate:
            mark = self._steps.done(self._record.id, made)
        mark.result()

    def undoing(self) -> None:
        """Return when it is on disk that this step is being undone; raise `Interrupted` if the run is over."""
        with self._gate:
            mark = self._steps.mark(self._record.id, State.UNDOING)
        mark.result()

    def amend(self, payload: str, notes: tuple[Reason, ...]) -> None:
        """Return when it is on disk that the step will publish something else than planned, and why."""
        with self._gate:
            mark = self._steps.amend(self._record.id, payload, notes)
        mark.result()

    def media(self, media_ids: list[str]) -> None:
        """Write down the files uploaded for this step; they are on disk before a request of `sending` leaves."""
        with self._gate:
            self._steps.note_media(self._record.id, media_ids)

    def made(self, source_id: str, part: int | None = None) -> Made | None:
        """Return what another step left on the target, if it is done; the item's first part if none is named."""
        return self._made(source_id, part)


class Work(Protocol):
    """What a job does with one step. Threads share it."""

    @property
    def state_if_failed(self) -> State:
        """Where a step stands that can't be carried out."""

    def advance(self, record: StepRecord, marks: Marks) -> Outcome:
        """Carry the step out, from its beginning.

        Raises `StepFailed`, `InDoubt` (after which `recover` is asked), or whatever stops the run. When it raises
        anything but `InDoubt`, this attempt left nothing on the target.
        """

    def recover(self, record: StepRecord, marks: Marks, *, fresh: bool) -> Outcome | None:
        """Find out what became of a step in doubt: its outcome, or None if it certainly is not on the target.

        `fresh` says that the doubt arose just now; otherwise it is left from a process that is gone.
        """


class Listener(Protocol):
    """Who hears of a run's course, from the loop's thread."""

    def ended(self, record: StepRecord, outcome: Outcome | StepFailed) -> None:
        """Hear how a step ended."""

    def tick(self) -> None:
        """Hear, several times a second, that the loop is alive."""
