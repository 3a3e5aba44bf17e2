"""How waiting is done: by whoever runs the program, so that it can be shown and broken off."""

import threading
from collections.abc import Callable
from typing import Protocol

from migrator.errors import Interrupted
from migrator.model import Reason


class Waiter(Protocol):
    """Sleeps for the network layer. Threads may share it."""

    def sleep(self, seconds: float, reason: Reason) -> None:
        """Return after `seconds`; raise `Interrupted` as soon as the run is stopped.

        Reasons are `server_limit {budget}`, `server_busy {status}`, `unreachable {error}`,
        `media_processing`, `sign_in`.
        """


class StoppableWaiter:
    """Waits on an event, so that setting it ends every wait at once."""

    def __init__(
        self, stop: threading.Event, *, notice: Callable[[float, Reason], None] = lambda _seconds, _reason: None
    ) -> None:
        """Take the event that stops the run; `notice` hears of each wait before it begins."""
        self._stop = stop
        self._notice = notice

    def sleep(self, seconds: float, reason: Reason) -> None:
        """Wait, or raise `Interrupted` when the event is set."""
        if seconds > 0:
            self._notice(seconds, reason)
        if self._stop.wait(max(0.0, seconds)):
            raise Interrupted("the run was stopped", hint="`migrator resume` goes on where it stopped")
