"""The runner's lock: one run at a time on one ledger, whoever else looks on.

The operating system holds it, so it is gone with the process, however that ends.
"""

import os
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from migrator.errors import LedgerBusy

_MOMENT_S = 0.05
_MOMENTS = 6
"""How long, and how often, to wait for somebody who only looks."""


class RunnerLock:
    """A lock on a file beside the ledger; a context manager."""

    def __init__(self, path: Path) -> None:
        """Name the lock file; it is made when the lock is taken, and stays."""
        self._path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        file = self._path.open("a+", encoding="utf-8")
        # Somebody who only asks whether the lock is held holds it for a moment: that is no run.
        pause = threading.Event()
        if not any(_take(file) or pause.wait(_MOMENT_S) for _ in range(_MOMENTS)):
            file.seek(0)
            holder = file.read().strip() or "another process"
            file.close()
            raise LedgerBusy(
                f"another run is going on ({holder})",
                hint="wait for it, watch it with `migrator status`, or stop it with `migrator pause`",
            )
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
        with self._path.open("a+", encoding="utf-8") as file:
            return not _take(file)


if sys.platform == "win32":  # pragma: no cover - the other branch is tested here
    import msvcrt

    def _take(file: IO[str]) -> bool:
        # A byte far behind the text is locked, so that the text stays readable to others.
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
