"""Asks for thousands of accounts: every server by itself, the busiest first, what is known from the store."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Protocol

from migrator.friends.webfinger.account import look_up
from migrator.friends.webfinger.web import Web
from migrator.model import Lookup

HOSTS_AT_ONCE: Final = 512
"""Servers that are asked side by side; ours: each costs a client and a few connections."""

_KEEP_AFTER: Final = 200
"""Answers after which the store is written, so that an interrupted run keeps what it has."""


class Store(Protocol):
    """Keeps answers for later runs; `ledger.lookups.Lookups` is one."""

    def load(self, handles: Sequence[str], *, now_ms: int) -> Mapping[str, Lookup]:
        """Return what is known of these handles and still counts."""

    def store(self, answers: Sequence[Lookup], *, now_ms: int) -> None:
        """Keep these answers."""


class Memory:
    """A store that forgets at the end."""

    def __init__(self) -> None:
        self._known: dict[str, Lookup] = {}

    def load(self, handles: Sequence[str], *, now_ms: int) -> Mapping[str, Lookup]:  # noqa: ARG002 - a store without time
        """Return what is known of these handles."""
        return {handle: self._known[handle] for handle in handles if handle in self._known}

    def store(self, answers: Sequence[Lookup], *, now_ms: int) -> None:  # noqa: ARG002 - a store without time
        """Keep these answers."""
        self._known.update((one.handle, one) for one in answers)


async def verify(
    handles: Iterable[str],
    *,
    web: Web,
    store: Store,
    now_ms: Callable[[], int],
    per_host: int,
    seen: Callable[[Lookup], None] = lambda _answer: None,
) -> dict[str, Lookup]:
    """Return how each of these accounts stands; `seen` hears of each as it comes.

    Whoever breaks it off keeps what was answered so far.
    """
    wanted = list(dict.fromkeys(handles))
    answers = dict(store.load(wanted, now_ms=now_ms()))
    for one in answers.values():
        seen(one)
    queues: dict[str, deque[str]] = {}
    for handle in wanted:
        if handle not in answers:
            queues.setdefault(handle.rpartition("@")[2], deque()).append(handle)
    fresh: list[Lookup] = []

    def note(answer: Lookup) -> None:
        answers[answer.handle] = answer
        fresh.append(answer)
        seen(answer)
        if len(fresh) >= _KEEP_AFTER:
            store.store(fresh, now_ms=now_ms())
            fresh.clear()

    try:
        await _all(queues, web, per_host, note)
    finally:
        store.store(fresh, now_ms=now_ms())
        await web.close()
    return answers


async def _all(queues: dict[str, deque[str]], web: Web, per_host: int, note: Callable[[Lookup], None]) -> None:
    room = asyncio.Semaphore(HOSTS_AT_ONCE)
    busiest = sorted(queues, key=lambda host: -len(queues[host]))
    for host in busiest:
        web.expect(host, len(queues[host]))
    async with asyncio.TaskGroup() as group:
        for host in busiest:
            await room.acquire()
            group.create_task(_host(host, queues[host], web, per_host, note, room))


async def _host(
    host: str, queue: deque[str], web: Web, per_host: int, note: Callable[[Lookup], None], room: asyncio.Semaphore
) -> None:
    async def worker() -> None:
        while queue:
            note(await look_up(queue.popleft(), web))
            web.done(host)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(per_host, len(queue))):
                group.create_task(worker())
        await web.release(host)
    finally:
        room.release()
