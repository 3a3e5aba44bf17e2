"""What is left of a server's request limits, and where that is kept so that processes can share it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """One request limit as far as it is known: `limit` requests in a window that ends at `reset_at`."""

    limit: int
    """Requests in a window; 0 if the server has no such limit."""

    reset_at: float
    """When the window ends, in seconds since 1970 by the local clock."""

    used: int = 0
    """Requests of ours in this window, those under way included."""

    foreign: int = 0
    """Requests of others in this window, as the server's headers betray them."""

    blocked_until: float = 0.0
    """Nothing is sent before this moment, in seconds since 1970 by the local clock."""


Change = Callable[[Sequence[Budget | None]], tuple[Sequence[Budget], T]]
"""From the budgets as they are (None where none is stored) to the budgets as they shall be, and an answer."""


class BudgetStore(Protocol):
    """Keeps budgets by key. Threads, and processes where it is a database, share it."""

    def load(self, key: str) -> Budget | None:
        """Return the budget of this key; None if none is stored."""

    def update(self, keys: Sequence[str], change: Change[T]) -> T:
        """Read these budgets, store what `change` makes of them, return its answer, all in one transaction.

        `change` is pure and quick; it may be called again if the transaction has to be repeated.
        """


class MemoryBudgets:
    """Budgets of one process."""

    def __init__(self) -> None:
        self._budgets: dict[str, Budget] = {}
        self._lock = threading.Lock()

    def load(self, key: str) -> Budget | None:
        """Return the budget of this key; None if none is stored."""
        return self._budgets.get(key)

    def update(self, keys: Sequence[str], change: Change[T]) -> T:
        """Change the budgets of these keys under a lock."""
        with self._lock:
            after, answer = change([self._budgets.get(key) for key in keys])
            self._budgets.update(zip(keys, after, strict=True))
        return answer
