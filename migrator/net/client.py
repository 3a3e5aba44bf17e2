"""One transport stack for every HTTP call, put together in one function."""

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from typing import Final

import httpx

from migrator.net.budget import BudgetStore
from migrator.net.guard import GuardedTransport, Resolve, resolve
from migrator.net.pace import Rule
from migrator.net.pacing import PacedTransport
from migrator.net.patience import Patience, PatientTransport
from migrator.net.secret import Secret
from migrator.net.trace import Exchange, TracedTransport
from migrator.net.waiter import Waiter
from migrator.net.wire import ThreadedTransport, WholeAnswers

USER_AGENT: Final = f"migrator/{metadata.version('migrator')}"
"""Who we say we are; GoToSocial answers 418 to those who say nothing (internal/middleware/useragent.go)."""

TIMEOUT: Final = httpx.Timeout(60.0, connect=10.0)
"""Seconds for each read and write, and for a connection. GoToSocial cuts its own answers after 60."""

UPLOAD_TIMEOUT: Final = httpx.Timeout(60.0, connect=10.0, read=300.0)
"""For uploads: a server may work on a film for minutes before it answers."""

LARGEST_ANSWER: Final = 32 * 2**20
"""Ours, in bytes: 500 posts of 5000 characters with their HTML are 15 MB."""


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

    patience: Patience = field(default_factory=Patience)
    trace: Callable[[Exchange], None] | None = None
    """Hears of each exchange, without bodies, headers or secrets."""

    faults: Callable[[httpx.BaseTransport], httpx.BaseTransport] | None = None
    """Wraps the bare connection, for tests."""

    resolve: Resolve = resolve
    """Finds the addresses of strangers' hosts."""


def client(
    server: str,
    network: Network,
    *,
    token: Secret | None = None,
    rules: Sequence[Rule] = (),
    account: str = "",
    patience: Patience | None = None,
    largest_answer: int = LARGEST_ANSWER,
    keep_alive: bool = True,
) -> httpx.Client:
    """Return a client for the server at this base URL, which the person named; threads may share it.

    Hosts that it redirects to count as strangers'. `rules` are the server's request limits; budgets that are not
    shared by an address are kept for `account`. `patience` replaces the network's own.
    """
    named = httpx.URL(server).host
    transport = stack(network, named=frozenset({named}), largest_answer=largest_answer, keep_alive=keep_alive)
    paced = PacedTransport(
        transport,
        rules=rules,
        key=lambda rule: f"{server} {account if rule.per_account else ''} {rule.name}",
        budgets=network.budgets,
        waiter=network.waiter,
        now=network.now,
        reserve=network.reserve,
    )
    patient = PatientTransport(
        paced, patience=patience or network.patience, waiter=network.waiter, random=network.random
    )
    headers = {"User-Agent": USER_AGENT, "Accept": "application/json"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token.reveal()}"
    return httpx.Client(
        base_url=server, headers=headers, timeout=TIMEOUT, transport=patient, trust_env=False, max_redirects=5
    )


def strangers(
    network: Network, *, named: frozenset[str] = frozenset(), patience: Patience | None = None
) -> httpx.Client:
    """Return a client for small answers of hosts that the person did not name, except those in `named`."""
    transport = stack(network, named=named, largest_answer=LARGEST_ANSWER)
    patient = PatientTransport(
        transport, patience=patience or Patience(total_s=60.0), waiter=network.waiter, random=network.random
    )
    headers = {"User-Agent": USER_AGENT, "Accept": "application/json"}
    return httpx.Client(
        headers=headers,
        timeout=TIMEOUT,
        transport=patient,
        trust_env=False,
        follow_redirects=True,
        max_redirects=5,
    )


def stack(
    network: Network, *, named: frozenset[str], largest_answer: int, keep_alive: bool = True
) -> httpx.BaseTransport:
    """Return everything below pace and patience: guard, trace, whole answers, faults, connections."""
    bare = _bare(network, keep_alive=keep_alive)
    return _guarded(network, WholeAnswers(bare, largest=largest_answer), named)


def connections(network: Network, *, named: frozenset[str]) -> httpx.BaseTransport:
    """Return guard, trace, faults and connections alone, for answers that are read piece by piece."""
    return _guarded(network, _bare(network, keep_alive=True), named)


def _bare(network: Network, *, keep_alive: bool) -> httpx.BaseTransport:
    transport: httpx.BaseTransport = ThreadedTransport(_trusted(), keep_alive=keep_alive)
    return transport if network.faults is None else network.faults(transport)


def _guarded(network: Network, inner: httpx.BaseTransport, named: frozenset[str]) -> httpx.BaseTransport:
    transport: httpx.BaseTransport = GuardedTransport(
        inner, named=named, allow_http=network.allow_http, resolve=network.resolve
    )
    if network.trace is not None:
        transport = TracedTransport(transport, tell=network.trace, now=network.now)
    return transport


@cache
def _trusted() -> ssl.SSLContext:
    """Return what certificates are checked against; to read them takes longer than a request nearby."""
    return httpx.create_ssl_context()
