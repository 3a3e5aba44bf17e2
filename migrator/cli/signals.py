"""Ctrl-C: the first stops the job cleanly, the second ends the program as the system does."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

WORDS: Final = (
    "Stopping: posts under way are finished, then migrator ends. Ctrl-C again ends it at once; that does no harm."
)


@contextmanager
def stopping(stop: threading.Event, say: Callable[[str], None]) -> Iterator[None]:
    """Set `stop` on the first SIGINT or SIGTERM in the block. Only the main thread can catch signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def first(number: int, _frame: FrameType | None) -> None:
        # The ledger survives being killed at any instruction, so a second one needs no care.
        signal.signal(number, signal.SIG_DFL)
        stop.set()
        say(WORDS)

    before: dict[int, Any] = {number: signal.signal(number, first) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
