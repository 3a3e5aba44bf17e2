"""One thread that writes: whatever is waiting goes into one transaction, so lanes share the price of a sync."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from migrator.errors import JobStopped

T = TypeVar("T")
Op = Callable[[Connection], Any]

_LARGEST_GROUP = 64
"""Operations in one transaction at most, so that none waits long for its commit."""

_LATER_S = 0.05
"""How long an operation that nobody waits for may wait for company, in seconds."""


class _Queued(NamedTuple):
    op: Op
    future: Future[Any]
    later: bool


class Writer:
    """Runs operations in order, several to a commit; an operation's future is done once it is on disk."""

    def __init__(self, engine: Engine) -> None:
        """Start the thread; it ends with `close`."""
        self._engine = engine
        self._ops: queue.SimpleQueue[_Queued | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="ledger-writer", daemon=True)
        self._thread.start()

    def submit(self, op: Callable[[Connection], T], *, later: bool = False) -> "Future[T]":
        """Queue an operation; operations are carried out in the order they were queued.

        One for `later` is not waited for: it shares the commit of the next one if that comes soon. The future
        raises `JobStopped` if the ledger can't be written, as on a full disk.
        """
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                future.set_exception(JobStopped("the ledger is closed"))
            else:
                self._ops.put(_Queued(op, future, later))
        return future

    def write(self, op: Callable[[Connection], T]) -> T:
        """Carry out an operation and return when it is on disk."""
        return self.submit(op).result()

    def close(self) -> None:
        """Finish what is queued, then stop."""
        with self._lock:
            self._closed = True
            self._ops.put(None)
        self._thread.join()

    def _run(self) -> None:
        with self._engine.connect() as connection:
            open_ = True
            while open_:
                group, open_ = self._next_group()
                if group:
                    _carry_out(connection, group)

    def _next_group(self) -> tuple[list[_Queued], bool]:
        group: list[_Queued] = []
        wait: float | None = None
        while len(group) < _LARGEST_GROUP:
            try:
                item = self._ops.get(block=wait != 0, timeout=wait)
            except queue.Empty:
                break
            if item is None:
                return group, False
            group.append(item)
            wait = _LATER_S if item.later and len(group) == 1 else 0
        return group, True


def _carry_out(connection: Connection, group: list[_Queued]) -> None:
    """Commit all of the group, or, if one of them fails, each by itself, so that only that one fails."""
    try:
        with connection.begin():
            results = [item.op(connection) for item in group]
    except Exception as error:  # noqa: BLE001 - handed to whoever waits for it
        if len(group) == 1:
            group[0].future.set_exception(_for_people(error))
            return
        for item in group:
            _carry_out(connection, [item])
        return
    for item, result in zip(group, results, strict=True):
        item.future.set_result(result)


def _for_people(error: Exception) -> Exception:
    """Return what a failed write means: a full or broken disk stops the job, a mistake of ours stays one."""
    if not isinstance(error, OperationalError):
        return error
    stopped = JobStopped(
        f"the ledger can't be written: {error.orig}",
        hint="make room on the disk, or end what holds the ledger; then `migrator resume` goes on",
    )
    stopped.__cause__ = error
    return stopped
