"""The runner's lock: one run at a time on one ledger, whoever else looks on.

The operating system holds it, so it is gone with the process, however that ends.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from migrator.errors import LedgerBusy, UserError


class RunnerLock:
    """A lock on a file beside the ledger; a context manager. Threads may share it."""

    def __init__(self, path: Path) -> None:
        """Name the lock file; it is made when the lock is taken, and stays."""
        self._path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        with self._gate():
            file = self._open(self._path)
            if not _take(file, wait=False):
                holder = _holder(file)
                file.close()
                raise _busy(holder)
            file.seek(0)
            file.truncate()
            file.write(f"process {os.getpid()}")
            file.flush()
            self._file = file
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def held(self) -> bool:
        """Whether a run holds the lock now."""
        if not self._path.exists():
            return False
        with self._gate(), self._open(self._path) as file:
            return not _take(file, wait=False)

    def check(self) -> None:
        """Raise `LedgerBusy` if a run holds the lock now; for what would otherwise begin with slow questions."""
        if not self._path.exists():
            return
        with self._gate(), self._open(self._path) as file:
            if not _take(file, wait=False):
                raise _busy(_holder(file))

    @contextmanager
    def _gate(self) -> Iterator[None]:
        """Let one at a time try the lock: to ask whether it is held takes it for a moment."""
        with self._open(self._path.with_name(self._path.name + ".gate")) as gate:
            _take(gate, wait=True)
            yield

    @staticmethod
    def _open(path: Path) -> IO[str]:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            return path.open("a+", encoding="utf-8")
        except OSError as error:
            raise UserError(
                f"the lock {path} can't be made: {error.strerror}", hint="name another folder with --data-dir"
            ) from error


def _holder(file: IO[str]) -> str:
    file.seek(0)
    return file.read().strip() or "another process"


def _busy(holder: str) -> LedgerBusy:
    return LedgerBusy(
        f"another run is going on ({holder})",
        hint="wait for it, watch it with `migrator status`, or stop it with `migrator pause`",
    )


if sys.platform == "win32":  # pragma: no cover - the other branch is tested here
    import msvcrt

    def _take(file: IO[str], *, wait: bool) -> bool:
        # A byte far behind the text is locked, so that the text stays readable to others.
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(file: IO[str], *, wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            return False
        return True
