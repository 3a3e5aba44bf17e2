"""Threads that carry out tasks and never keep the program from ending."""

import queue
import threading
from collections.abc import Callable

Task = Callable[[], None]


class Pool:
    """As many daemon threads as are asked for; a task must not raise."""

    def __init__(self) -> None:
        """Begin without threads."""
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []

    def grow(self, threads: int) -> None:
        """Have at least so many threads."""
        while len(self._threads) < threads:
            name = f"lane-{len(self._threads) + 1}"
            thread = threading.Thread(target=self._work, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def submit(self, task: Task) -> None:
        """Let a thread carry out a task."""
        self._tasks.put(task)

    def close(self) -> None:
        """Let the threads end after the tasks they have."""
        for _ in self._threads:
            self._tasks.put(None)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()
