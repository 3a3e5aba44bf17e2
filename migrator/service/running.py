"""Runs a job: lock, archive, target, engine, and the last sweep."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import msgspec

from migrator.engine import Engine, Lanes, Order
from migrator.errors import ArchiveChanged, Exit, JobStopped, MigratorError, Refused, StepFailed, UserError
from migrator.jobs.choices import Choices, MissingMedia
from migrator.jobs.media import MediaRoom
from migrator.jobs.replay import ReplayWork, Settling, UndoWork
from migrator.jobs.work import Work
from migrator.ledger.records import Head, JobRow
from migrator.model import Fingerprint, JobState, Reason, State
from migrator.model.moments import milliseconds
from migrator.net import Fetcher
from migrator.net.guard import is_loopback
from migrator.service.parts import Parts
from migrator.service.planning import prove_dates
from migrator.service.preparing import catch_up, not_half_undone
from migrator.service.progress import Course
from migrator.service.reports import status_of
from migrator.service.undoing import wait_until_gone
from migrator.service.values import Difference, RunResult, Watcher
from migrator.service.verifying import surplus
from migrator.sources.base import Source
from migrator.targets.base import Limits, Target

_SETTLE_NEAR_S = 2.0
"""Seconds a request may still land on a server next door; 0.15 was the most ever seen. docs/targets.md"""

_SETTLE_FAR_S = 30.0
"""The same behind proxies and slow lines: the longest time-out usual there."""

_PAUSE_LOOK_S = 1.0
"""How often a run looks whether somebody asked it to pause."""

_TODO = (State.PLANNED, State.BLOCKED, State.WAITING, State.SENDING)


@dataclass(kw_only=True)
class Run:
    """One invocation on one job."""

    parts: Parts
    job: JobRow
    watcher: Watcher
    stop: threading.Event
    _course: Course | None = None
    _lanes: Lanes | None = None
    _looked: float = 0.0
    _began: float = field(init=False)

    def __post_init__(self) -> None:
        """Note when the run begins."""
        self._began = self.parts.monotonic()

    def replay(self) -> RunResult:
        """Make what is still to be made."""
        with self._alone():
            not_half_undone(self.parts.ledger, self.job)
            if self.parts.ledger.jobs.counts(self.job.id).get(State.UNDONE):
                raise Refused(
                    f"job {self.job.id} was undone",
                    hint=f"`migrator replay {' '.join(self.job.paths)}` plans and makes it anew",
                )
            return self._noted("do", self._replay)

    def undo(self) -> RunResult:
        """Take back what the job made."""
        with self._alone():
            return self._noted("undo", self._undo)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the runner's lock, and see the job as it is now: another process may have planned it anew."""
        with self.parts.lock:
            job = self.parts.ledger.jobs.get(self.job.id)
            if job is None:
                raise Refused(f"job {self.job.id} was forgotten meanwhile")
            self.job = job
            yield

    def _noted(self, what: str, run: Callable[[], RunResult]) -> RunResult:
        jobs = self.parts.ledger.jobs
        run_id = jobs.begin_run(self.job.id, what=what, now_ms=milliseconds(self.parts.now()))
        outcome = Exit.STOPPED
        try:
            result = run()
            outcome = Exit.SOME_FAILED if result.failed else Exit.DONE
        except StepFailed as error:
            # No step's, or the engine had dealt with it: what the whole run needs was refused.
            raise JobStopped(error.message, hint=error.hint) from error
        except MigratorError as error:
            outcome = error.exit_code
            raise
        finally:
            jobs.end_run(run_id, outcome=outcome.name, now_ms=milliseconds(self.parts.now()))
        return result

    def _replay(self) -> RunResult:
        # Whoever holds the lock may remove what a killed run left there.
        shutil.rmtree(self._uploads, ignore_errors=True)
        with self._source() as source, self._target() as target:
            choices = msgspec.json.decode(self.job.choices, type=Choices)
            # What is done already may be of another kind: the server may keep dates only since then.
            live = self.parts.ledger.steps.undated(self.job.id, *_TODO)
            if live and self.parts.ledger.steps.slot_range(self.job.id, *_TODO) is None:
                target.limits = replace(target.limits, keeps_dates=False)
            prove_dates(target, choices)
            heads = self._todo(target)
            todo = [head for head in heads if head.state in _TODO]
            failed = [head for head in heads if head.state is State.FAILED]
            strict = live or not target.limits.keeps_dates
            order = Order(todo, failed=failed, strict=strict)
            with closing(self._fetcher()) as fetcher:
                work = self._replay_work(source, target, fetcher=fetcher, choices=choices)
                self._carry_out(self._engine(target, work, order, todo, lanes=1 if strict else None))
            copies = surplus(self.parts.ledger, self.job, target)
        return self._result(surplus=copies)

    def _carry_out(self, engine: Engine) -> None:
        """Run the engine; when it fails, break off the lanes that still wait for a turn to send.

        In a process that lives on they would send when nobody listens any more, after the next run has settled.
        """
        try:
            engine.run()
        except BaseException:
            self.stop.set()
            raise

    def _todo(self, target: Target) -> list[Head]:
        """Return the steps that are not done, and those that failed."""
        steps = self.parts.ledger.steps
        heads = steps.heads(self.job.id, *_TODO, State.FAILED)
        planned = [head.id for head in heads if head.state is State.PLANNED]
        if catch_up(self.parts.ledger, self.job, target, planned):
            return steps.heads(self.job.id, *_TODO, State.FAILED)
        return heads

    def _undo(self) -> RunResult:
        with self._target() as target:
            heads = self.parts.ledger.steps.heads(self.job.id, State.DONE, State.SENDING, State.UNDOING)
            adopted = self.parts.ledger.steps.adopted(self.job.id)
            todo = [head for head in heads if head.id not in adopted]
            replay = self._replay_work(None, target)
            work = UndoWork(target=target, replay=replay)
            self._carry_out(self._engine(target, work, Order(todo, newest_first=True), todo, lanes=None))
            wait_until_gone(self.parts.ledger, self.job, target, self.parts.waiter(self.stop))
        counts = self.parts.ledger.jobs.counts(self.job.id)
        failed = counts.get(State.DONE, 0) - len(self.parts.ledger.steps.adopted(self.job.id))
        left = counts.get(State.SENDING, 0) + counts.get(State.UNDOING, 0)
        state = JobState.PAUSED if failed or left else JobState.UNDONE
        return replace(self._result(), failed=failed, todo=left, state=state)

    @contextmanager
    def _source(self) -> Iterator[Source]:
        """Open the archive where it was planned; raise `ArchiveChanged` if it is not the same any more."""
        source = self.parts.open_source([Path(path) for path in self.job.paths])
        try:
            if source.fingerprint != msgspec.json.decode(self.job.fingerprint, type=Fingerprint):
                raise ArchiveChanged(
                    "the archive is not the one that was planned",
                    hint=f"plan again with `migrator replay {' '.join(self.job.paths)}`: what is done stays done",
                )
            yield source
        finally:
            source.close()

    @contextmanager
    def _target(self) -> Iterator[Target]:
        waiter = self.parts.waiter(self.stop, self._waits)
        sign_in = self.parts.sign_in(self.job.target.acct)
        target = self.parts.open_target(sign_in, self.parts.network(waiter, self.parts.ledger))
        try:
            if target.account.id != self.job.target.remote_id:
                raise Refused(
                    f"{target.account.acct} is another account by now than the one this job writes to",
                    hint=f"`migrator replay {' '.join(self.job.paths)}` plans anew for the account as it is",
                )
            yield target
        finally:
            target.close()

    @property
    def _uploads(self) -> Path:
        return self.parts.settings.data_dir / "uploads"

    def _waits(self, seconds: float, reason: Reason) -> None:
        if self._course is None:
            self.parts.notice(seconds, reason)
        else:
            self._course.waits(seconds, reason)
        if self._lanes is not None and reason.code == "server_busy":
            self._lanes.refused(self.parts.monotonic())

    def _fetcher(self) -> Fetcher:
        network = self.parts.network(self.parts.waiter(self.stop, self._waits), None)
        return self.parts.fetcher(network, self.parts.settings.data_dir / "fetched")

    def _replay_work(
        self,
        source: Source | None,
        target: Target,
        *,
        fetcher: Fetcher | None = None,
        choices: Choices | None = None,
    ) -> ReplayWork:
        return ReplayWork(
            target=target,
            room=MediaRoom(
                open_media=source.open_media if source else _nothing,
                folder=self._uploads,
                limits=target.limits,
                ffmpeg=self.parts.ffmpeg,
                fetch=fetcher.fetch if fetcher else _not_fetched,
            ),
            keep_without_media=choices is None or choices.policies.missing_media is MissingMedia.KEEP,
            settling=Settling(
                settle_s=self._settle_s(),
                monotonic=self.parts.monotonic,
                # Not the process's: an earlier run of this very process may have left requests on their way.
                began=self._began,
                waiter=self.parts.waiter(self.stop, self._waits),
            ),
            now=self.parts.now,
            known=self._known,
            revision=self.job.revision,
        )

    def _known(self) -> frozenset[str]:
        self.parts.ledger.steps.flush()
        return self.parts.ledger.steps.remote_ids(self.job.target.id)

    def _settle_s(self) -> float:
        if self.parts.settings.settle_s is not None:
            return self.parts.settings.settle_s
        near = is_loopback(urlsplit(self.job.target.server).hostname or "")
        return _SETTLE_NEAR_S if near else _SETTLE_FAR_S

    def _engine(self, target: Target, work: Work, order: Order, todo: list[Head], *, lanes: int | None) -> Engine:
        counts = self.parts.ledger.jobs.counts(self.job.id)
        self._course = Course(
            self.watcher,
            done=counts.get(State.DONE, 0) if isinstance(work, ReplayWork) else 0,
            failed=counts.get(State.FAILED, 0) if isinstance(work, ReplayWork) else 0,
            skipped=counts.get(State.SKIPPED, 0),
            todo=len(todo),
            plan_rate=allowed_rate(target.limits),
            now=self.parts.now,
            monotonic=self.parts.monotonic,
        )
        self._lanes = Lanes(lanes or self.parts.settings.concurrency_max)
        return Engine(
            job_id=self.job.id,
            steps=self.parts.ledger.steps,
            work=work,
            order=order,
            lanes=self._lanes,
            listener=self._course,
            stop=self._stopping,
            monotonic=self.parts.monotonic,
            settled_at=self._began + self._settle_s(),
        )

    def _stopping(self) -> bool:
        if self.stop.is_set():
            return True
        now = self.parts.monotonic()
        if now - self._looked >= _PAUSE_LOOK_S:
            self._looked = now
            if self.parts.ledger.jobs.pause_wanted(self.job.id):
                self.stop.set()
        return self.stop.is_set()

    def _result(self, *, surplus: tuple[Difference, ...] = ()) -> RunResult:
        status = status_of(self.parts.ledger, self.job, running=False, steps_a_second=None)
        return RunResult(
            job=self.job.id,
            state=status.state,
            done=status.done,
            failed=status.failed,
            skipped=status.skipped,
            todo=status.todo,
            surplus=surplus,
            seconds=self.parts.monotonic() - self._began,
        )


def _not_fetched(url: str) -> Path:
    raise UserError(f"{url} is not needed to undo a job")


def _nothing(name: str) -> IO[bytes]:
    raise UserError(f"{name} is not needed to undo a job")


def allowed_rate(limits: Limits) -> float | None:
    """Return the steps a second that a server's limits allow at most; None if it has none."""
    rates = []
    if limits.requests:
        rates.append(limits.requests / limits.window_s)
    if limits.statuses:
        rates.append(limits.statuses / limits.statuses_window_s)
    return min(rates, default=None)
