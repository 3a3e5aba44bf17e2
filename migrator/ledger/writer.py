"""One thread that writes: whatever is waiting goes into one transaction, so lanes share the price of a sync."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from migrator.errors import JobStopped

T = TypeVar("T")
Op = Callable[[Connection], Any]

_LARGEST_GROUP = 64
"""Operations in one transaction at most, so that none waits long for its commit."""


class Writer:
    """Runs operations in order, several to a commit; an operation's future is done once it is on disk."""

    def __init__(self, engine: Engine) -> None:
        """Start the thread; it ends with `close`."""
        self._engine = engine
        self._ops: queue.SimpleQueue[tuple[Op, Future[Any]] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="ledger-writer", daemon=True)
        self._thread.start()

    def submit(self, op: Callable[[Connection], T]) -> "Future[T]":
        """Queue an operation; operations are carried out in the order they were queued.

        The future raises `JobStopped` if the ledger can't be written, as on a full disk.
        """
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                future.set_exception(JobStopped("the ledger is closed"))
            else:
                self._ops.put((op, future))
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

    def _next_group(self) -> tuple[list[tuple[Op, Future[Any]]], bool]:
        group: list[tuple[Op, Future[Any]]] = []
        item = self._ops.get()
        while item is not None:
            group.append(item)
            if len(group) >= _LARGEST_GROUP:
                return group, True
            try:
                item = self._ops.get_nowait()
            except queue.Empty:
                return group, True
        return group, False


def _carry_out(connection: Connection, group: list[tuple[Op, Future[Any]]]) -> None:
    """Commit all of the group, or, if one of them fails, each by itself, so that only that one fails."""
    try:
        with connection.begin():
            results = [op(connection) for op, _ in group]
    except Exception as error:  # noqa: BLE001 - handed to whoever waits for it
        if len(group) == 1:
            group[0][1].set_exception(_for_people(error))
            return
        for item in group:
            _carry_out(connection, [item])
        return
    for (_, future), result in zip(group, results, strict=True):
        future.set_result(result)


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
