"""One transport stack for every HTTP call, put together in one function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx

from migrator.net.budget import BudgetStore
from migrator.net.pace import Rule
from migrator.net.patience import Patience
from migrator.net.secret import Secret
from migrator.net.trace import Exchange
from migrator.net.waiter import Waiter


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What every connection needs; wiring makes one."""

    waiter: Waiter
    now: Callable[[], float]
    """Seconds since 1970; wiring gives `time.time`."""

    random: Callable[[], float]
    """From 0 to 1, for jitter; wiring gives `random.random`."""

    budgets: BudgetStore
    allow_http: bool = False
    """Whether plain http is taken outside loopback."""

    reserve: int = 10
    """Requests of 300 that are left for the person's own clients; other limits keep the same share."""

    patience: Patience = Patience()
    trace: Callable[[Exchange], None] | None = None
    """Hears of each exchange, without bodies, headers or secrets."""

    faults: Callable[[httpx.BaseTransport], httpx.BaseTransport] | None = None
    """Wraps the bare connection, for tests."""


def client(
    server: str,
    network: Network,
    *,
    token: Secret | None = None,
    rules: Sequence[Rule] = (),
    budget: str = "",
    largest_answer: int = 32 * 2**20,
) -> httpx.Client:
    """Return the client for one server that the person named."""
    raise NotImplementedError
