"""Takes each step from todo to its end, several at once, and stops cleanly at any moment.

What a step *is* the work knows; what its states mean for the others `order` knows. Here the marks are set:
`sending` is on disk before a request leaves, the outcome after its answer.
"""

import queue
from collections.abc import Callable
from dataclasses import dataclass

from migrator.engine.lanes import Lanes
from migrator.engine.order import Order
from migrator.engine.pool import Pool
from migrator.errors import InDoubt, Interrupted, MigratorError, StepFailed
from migrator.jobs.work import Listener, Marks, Outcome, Work
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
    outcome: Outcome | BaseException
    marks: Marks


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

        `stop` is asked several times a second; `monotonic` gives seconds, and by it `settled_at` is the moment from
        which requests of an earlier process can't land any more.
        """
        self._settled_at = settled_at
        self._job_id = job_id
        self._steps = steps
        self._work = work
        self._order = order
        self.lanes = lanes
        self._listener = listener
        self._stop = stop
        self._monotonic = monotonic
        self._results: queue.SimpleQueue[_Ended] = queue.SimpleQueue()
        self._made: dict[tuple[str, int], Made] = {}
        self._first_made: dict[str, tuple[int, Made]] = {}
        self._pool = Pool()
        self._flying = 0
        self._error: BaseException | None = None

    def run(self) -> None:
        """Go on until nothing is left, or raise what stopped the run; steps end in the ledger either way."""
        for head in self._order.blocked_at_start():
            self._steps.mark(head.id, State.BLOCKED)
        try:
            self._loop()
        finally:
            self._pool.close()
            self._steps.flush()
        if self._error is not None:
            raise self._error

    def _loop(self) -> None:
        last_look = self._monotonic()
        stopped_at: float | None = None
        while True:
            if stopped_at is None:
                self._dispatch()
            if not self._flying:
                return
            self._hear()
            now = self._monotonic()
            if now - last_look >= _TICK_S:
                last_look = now
                self._listener.tick()
                if stopped_at is None and self._stop():
                    self._error = self._error or Interrupted("the run was stopped")
            if stopped_at is None and self._error is not None:
                stopped_at = now
            if stopped_at is not None and now - stopped_at > _GRACE_S:
                return

    def _dispatch(self) -> None:
        while self._flying < self.lanes.count and (head := self._next()) is not None:
            self._flying += 1
            self._pool.grow(self._flying)
            self._pool.submit(lambda head=head: self._results.put(self._advance(head)))  # type: ignore[misc]

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

    def _advance(self, head: Head) -> _Ended:
        """Carry one step out in a lane's thread; whatever it raises is an outcome for the loop."""
        record = self._steps.get(head.id)
        marks = Marks(self._steps, record, self._look_up)
        try:
            outcome: Outcome | BaseException = self._settle(record, marks)
        except BaseException as error:  # noqa: BLE001 - the loop raises it again in its own thread
            outcome = error
        return _Ended(head, record, outcome, marks)

    def _settle(self, record: StepRecord, marks: Marks) -> Outcome:
        """Carry a step out; look before each repeat."""
        for attempt in range(_MOST_ATTEMPTS):
            if marks.in_doubt:
                found = self._work.recover(record, marks, fresh=attempt > 0)
                if found is not None:
                    return found
            marks.in_doubt = marks.sent = False
            try:
                return self._work.advance(record, marks)
            except InDoubt:
                marks.in_doubt = True
                record = self._steps.get(record.id)
        found = self._work.recover(record, marks, fresh=True)
        if found is not None:
            return found
        raise InDoubt(
            f"the server gave no clear answer {_MOST_ATTEMPTS} times in a row",
            hint="look at the server, then go on with `migrator resume`; nothing will be posted twice",
        )

    def _look_up(self, source_id: str, part: int | None) -> Made | None:
        if part is not None:
            near = self._made.get((source_id, part))
        else:
            near = self._first_made.get(source_id, (0, None))[1]
        return near or self._steps.made(self._job_id, source_id, part)

    def _note(self, ended: _Ended) -> None:
        """Write an outcome down and hand on what follows from it."""
        head = ended.head
        match ended.outcome:
            case Made() as made:
                self._steps.done(head.id, made)
                self._remember(head, made)
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
                if isinstance(error, MigratorError) and ended.marks.sent and not ended.marks.in_doubt:
                    self._steps.mark(head.id, State.PLANNED)
                self._error = self._error or error

    def _follow(self, ended: _Ended, state: State, outcome: Outcome | StepFailed) -> None:
        for blocked in self._order.ended(ended.head, state):
            self._steps.mark(blocked.id, State.BLOCKED)
        self.lanes.ended(self._monotonic())
        self._listener.ended(ended.record, outcome)

    def _remember(self, head: Head, made: Made) -> None:
        source_id, part = head.key
        self._made[head.key] = made
        if source_id not in self._first_made or part < self._first_made[source_id][0]:
            self._first_made[source_id] = (part, made)
