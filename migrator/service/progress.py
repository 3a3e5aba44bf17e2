"""Keeps count while a job runs, and tells whoever watches."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from migrator.errors import StepFailed
from migrator.jobs.work import Outcome
from migrator.ledger.records import Made, StepRecord
from migrator.model import Reason, State
from migrator.service.reports import row_of
from migrator.service.values import Progress, Watcher

_RATE_WINDOW_S = 60.0
"""Seconds over which the rate is taken: long enough to be calm, short enough to notice a change."""


class Course:
    """The course of one run, heard from the engine and shown to a watcher."""

    def __init__(
        self,
        watcher: Watcher,
        *,
        done: int,
        failed: int,
        skipped: int,
        todo: int,
        plan_rate: float | None,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        """Begin with the ledger's counts.

        `plan_rate` is what the server's limits allow, in steps a second; None if it has none.
        """
        self._watcher = watcher
        self.done = done
        self.failed = failed
        self.skipped = skipped
        self.todo = todo
        self._plan_rate = plan_rate
        self._now = now
        self._monotonic = monotonic
        self._ends: deque[float] = deque()
        self._began = monotonic()
        self._last = ""
        self._waiting_until: datetime | None = None
        self._waiting_for = ""

    def ended(self, record: StepRecord, outcome: Outcome | StepFailed) -> None:
        """Count a step and show it."""
        self.todo -= 1
        match outcome:
            case Made(url=url):
                self.done += 1
                self._last = url or self._last
            case StepFailed():
                self.failed += 1
            case State():
                self.done += 1
        self._ends.append(self._monotonic())
        self._waiting_until = None
        self._waiting_for = ""
        self._watcher.step(row_of(record, outcome))

    def waits(self, seconds: float, reason: Reason) -> None:
        """Hear, from any thread, that a request waits."""
        if reason.code in {"settling", "media_processing"}:
            return
        self._waiting_until = self._now() + timedelta(seconds=seconds)
        self._waiting_for = reason.code

    def tick(self) -> None:
        """Show where the run stands."""
        now = self._monotonic()
        while self._ends and now - self._ends[0] > _RATE_WINDOW_S:
            self._ends.popleft()
        span = min(_RATE_WINDOW_S, max(now - self._began, 1.0))
        rate = len(self._ends) / span
        pace = min(rate, self._plan_rate) if rate and self._plan_rate else (rate or self._plan_rate)
        waiting = self._waiting_until if self._waiting_until and self._waiting_until > self._now() else None
        self._watcher.progress(
            Progress(
                done=self.done,
                failed=self.failed,
                skipped=self.skipped,
                total=self.done + self.failed + self.todo,
                rate=rate * 60,
                eta_s=self.todo / pace if pace else None,
                waiting_until=waiting,
                waiting_for=self._waiting_for if waiting else "",
                last=self._last,
            )
        )
