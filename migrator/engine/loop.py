"""Takes each step from todo to its end, several at once, and stops cleanly at any moment.

What a step *is* the work knows; what its states mean for the others `order` knows. Here the marks are set:
`sending` is on disk before a request leaves, the outcome after its answer.
"""

import math
import queue
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from migrator.engine.ahead import Ahead
from migrator.engine.lanes import Lanes
from migrator.engine.order import Order
from migrator.engine.pool import Pool
from migrator.errors import InDoubt, Interrupted, JobStopped, MigratorError, StepFailed
from migrator.jobs.work import Gate, Listener, Marks, Outcome, Work
from migrator.ledger.records import Head, Made, StepRecord
from migrator.ledger.steps import Steps
from migrator.model import JobId, Reason, State

_TICK_S = 0.2
"""How often the loop looks up from waiting: to show progress and hear a stop."""

_GRACE_S = 3.0
"""How long a stopped run waits for answers on their way; what has not ended then is settled by the next run."""

_MOST_ATTEMPTS = 5
"""How often a step in doubt is sent again in one run before the run gives up."""


@dataclass(slots=True)
class _Ended:
    head: Head
    record: StepRecord
    marks: Marks
    outcome: Outcome | BaseException


class Engine:
    """One run over one job's steps."""

    def __init__(
        self,
        *,
        job_id: JobId,
        steps: Steps,
        work: Work,
        order: Order,
        lanes: Lanes,
        listener: Listener,
        stop: Callable[[], bool],
        monotonic: Callable[[], float],
        settled_at: float = 0.0,
    ) -> None:
        """Begin with what the run is made of.

        `stop` is asked before each step; `monotonic` gives seconds, and by it `settled_at` is the moment
        from which requests of an earlier run can't land any more.
        """
        self._settled_at = settled_at
        self._job_id = job_id
        self._steps = steps
        self._work = work
        self._order = order
        self._ahead = Ahead(job_id, steps, order)
        self.lanes = lanes
        self._listener = listener
        self._stop = stop
        self._monotonic = monotonic
        self._results: queue.SimpleQueue[_Ended] = queue.SimpleQueue()
        self._made: dict[tuple[str, int], Made] = {}
        self._pool = Pool()
        self._gate = Gate()
        self._flying = 0
        self._error: BaseException | None = None

    def run(self) -> None:
        """Go on until nothing is left, or raise what stopped the run; steps end in the ledger either way."""
        for head in self._order.blocked_at_start():
            self._steps.mark(head.id, State.BLOCKED)
        try:
            self._loop()
        finally:
            self._gate.close()
            self._pool.close()
            self._flush()
        if self._error is not None:
            raise self._error

    def _flush(self) -> None:
        """Wait for the last marks; that one was lost matters less than what stopped the run, if anything did."""
        try:
            self._steps.flush()
        except MigratorError as error:
            self._error = self._error or error

    def _loop(self) -> None:
        last_look = -math.inf
        stopped_at: float | None = None
        while True:
            now = self._monotonic()
            if now - last_look >= _TICK_S:
                last_look = now
                self._listener.tick()
            if self._error is None and self._stop():
                self._error = Interrupted("the run was stopped")
            if stopped_at is None and self._error is not None:
                stopped_at = now
            if stopped_at is None:
                self._dispatch()
            elif now - stopped_at > _GRACE_S:
                return
            if not self._flying:
                return
            self._hear()

    def _dispatch(self) -> None:
        while self._flying < self.lanes.count and (head := self._next()) is not None:
            record = self._ahead.take(head)
            self._flying += 1
            self._pool.grow(self._flying)
            self._pool.submit(partial(self._advance, head, record))

    def _next(self) -> Head | None:
        return self._order.next(settled=self._monotonic() >= self._settled_at)

    def _hear(self) -> None:
        try:
            ended = self._results.get(timeout=_TICK_S)
        except queue.Empty:
            return
        while True:
            self._flying -= 1
            self._note(ended)
            try:
                ended = self._results.get_nowait()
            except queue.Empty:
                return

    def _advance(self, head: Head, record: StepRecord) -> None:
        """Carry one step out in a lane's thread; whatever it raises is an outcome for the loop."""
        marks = Marks(self._steps, record, self._look_up, self._gate)
        try:
            outcome: Outcome | BaseException = self._settle(record, marks)
        except BaseException as error:  # noqa: BLE001 - the loop raises it again in its own thread
            outcome = error
        self._results.put(_Ended(head, record, marks, outcome))

    def _settle(self, record: StepRecord, marks: Marks) -> Outcome:
        """Carry a step out; look before each repeat."""
        for attempt in range(_MOST_ATTEMPTS):
            if marks.in_doubt:
                found = self._recovered(record, marks, fresh=attempt > 0)
                if found is not None:
                    return found
            marks.in_doubt = marks.sent = False
            try:
                return self._work.advance(record, marks)
            except InDoubt:
                marks.in_doubt = True
                record = self._steps.get(record.id)
        found = self._recovered(record, marks, fresh=True)
        if found is not None:
            return found
        raise InDoubt(
            f"the server gave no clear answer {_MOST_ATTEMPTS} times in a row",
            hint="look at the server, then go on with `migrator resume`; nothing will be posted twice",
        )

    def _recovered(self, record: StepRecord, marks: Marks, *, fresh: bool) -> Outcome | None:
        try:
            return self._work.recover(record, marks, fresh=fresh)
        except StepFailed as error:
            # Who can't look does not know: the step must stay in doubt.
            raise JobStopped(
                f"whether a post was made can't be found out: {error.message}",
                hint="look at the server, then go on with `migrator resume`; nothing will be posted twice",
            ) from error

    def _look_up(self, source_id: str, part: int | None) -> Made | None:
        if part is not None:
            near = self._made.get((source_id, part))
        else:
            near = self._made.get((source_id, 0)) or self._made.get((source_id, 1))
        return near or self._steps.made(self._job_id, source_id, part)

    def _note(self, ended: _Ended) -> None:
        """Write an outcome down and hand on what follows from it."""
        head = ended.head
        match ended.outcome:
            case Made() as made:
                self._steps.done(head.id, made, later=True)
                self._made[head.key] = made
                self._follow(ended, State.DONE, made)
            case State() as state:
                self._steps.mark(head.id, state)
                self._follow(ended, state, state)
            case StepFailed() as failed:
                state = self._work.state_if_failed
                reason = Reason(failed.code, {"error": failed.message})
                self._steps.failed(head.id, reason, failed.message, state=state)
                self._follow(ended, state, failed)
            case BaseException() as error:
                marks = ended.marks
                if isinstance(error, MigratorError) and marks.sent and not marks.in_doubt:
                    self._steps.mark(head.id, State.PLANNED)
                self._error = self._error or error

    def _follow(self, ended: _Ended, state: State, outcome: Outcome | StepFailed) -> None:
        for blocked in self._order.ended(ended.head, state):
            self._steps.mark(blocked.id, State.BLOCKED)
        self.lanes.ended(self._monotonic())
        self._listener.ended(ended.record, outcome)
