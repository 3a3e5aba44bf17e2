"""Asks strangers' servers politely and safely: a small client each, few requests at once, dead ones left alone."""

import asyncio
import heapq
import itertools
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import httpx

from migrator.errors import MigratorError, StepFailed, Unreachable
from migrator.friends.webfinger.account import Answer

REDIRECTS: Final = 5
LARGEST: Final = 2**20
"""Bytes of an answer that are read. Mastodon takes 1 MB of any document too (app/lib/request.rb)."""

_NO_SUCH_HOST: Final = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_TOO_MANY: Final = 429
_BUSY: Final = 503
_SECONDS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How servers are asked; the numbers are ours."""

    at_once: int = 256
    """Requests in flight over all servers."""

    per_host: int = 2
    """Requests in flight to one server."""

    gap_s: float = 0.0
    """Least time between the beginnings of two requests to one server."""

    connect_s: float = 5.0
    read_s: float = 10.0
    whole_s: float = 20.0
    """For one answer as a whole, so that one who sends a byte a second does not hold us."""

    failures: int = 2
    """Failed connections after which a server counts as dead for this run."""

    longest_wait_s: float = 60.0
    """A server that asks for a longer pause is left for the next run."""

    agent: str = "migrator (finds friends; https://github.com/)"


class Gate:
    """Lets a number of requests through at once; whose server has the most still to do goes first."""

    def __init__(self, size: int) -> None:
        self._free = size
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = itertools.count()

    @asynccontextmanager
    async def passed(self, still: float) -> AsyncIterator[None]:
        """Hold one place; `still` is how long the asker's host has yet to work."""
        await self._enter(still)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, still: float) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (-still, next(self._count), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave()
            raise

    def _leave(self) -> None:
        while self._waiting:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


@dataclass(slots=True)
class Line:
    """What is known of one server in this run."""

    turns: asyncio.Semaphore
    client: httpx.AsyncClient | None = None
    still: int = 0
    took_s: float = 1.0
    """How long its answers take, lately; before the first one a guess that lets it begin early."""

    failed: int = 0
    next_at: float = 0.0
    why: str = ""
    """What went wrong last."""


class Web:
    """Asks servers; an async context manager."""

    def __init__(
        self,
        *,
        transport: Callable[[], httpx.AsyncBaseTransport],
        manners: Manners,
        sleep: Callable[[float], Awaitable[None]],
        monotonic: Callable[[], float],
    ) -> None:
        """Make each server's client from `transport`, which guards against private addresses."""
        self._transport = transport
        self._manners = manners
        self._sleep = sleep
        self._monotonic = monotonic
        self._gate = Gate(manners.at_once)
        self._lines: dict[str, Line] = {}

    def expect(self, host: str, number: int) -> None:
        """Say how many accounts will be asked for at a server: the busiest goes first."""
        self._line(host).still = number

    def done(self, host: str) -> None:
        """Say that one of these is done."""
        self._line(host).still -= 1

    async def release(self, host: str) -> None:
        """Close the connections to a server."""
        line = self._lines.get(host)
        if line is not None and line.client is not None:
            client, line.client = line.client, None
            await client.aclose()

    async def close(self) -> None:
        """Close all connections."""
        for host in list(self._lines):
            await self.release(host)

    async def get(self, url: str, accept: str) -> Answer:
        """Ask, following redirects; raises as `account.Ask` says."""
        seen: set[str] = set()
        for _ in range(REDIRECTS + 1):
            if url in seen:
                raise StepFailed("the server sends us round in a circle", code="server_error")
            seen.add(url)
            answer, onward = await self._once(url, accept)
            if not onward:
                return answer
            url = onward
        raise StepFailed("the server sends us on too often", code="server_error")

    def _line(self, host: str) -> Line:
        line = self._lines.get(host)
        if line is None:
            line = self._lines[host] = Line(asyncio.Semaphore(self._manners.per_host))
        return line

    async def _once(self, url: str, accept: str) -> tuple[Answer, str]:
        """Return one answer and where it sends us, if it does."""
        try:
            host = httpx.URL(url).host
        except httpx.InvalidURL as error:
            raise StepFailed(f"the server named an address that is none: {error}", code="server_error") from error
        line = self._line(host)
        async with line.turns:
            for attempt in (1, 2):
                if line.failed >= self._manners.failures:
                    raise Unreachable(line.why)
                await self._wait(line)
                try:
                    async with self._gate.passed(line.still * line.took_s), asyncio.timeout(self._manners.whole_s):
                        began = self._monotonic()
                        answer, onward, wait_s = await self._send(line, url, accept)
                        line.took_s += (self._monotonic() - began - line.took_s) / 2
                except (httpx.TransportError, TimeoutError, OSError) as error:
                    self._note(line, host, error)
                    continue
                except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError) as error:
                    raise StepFailed(f"{host} can't be understood: {error}", code="server_error") from error
                line.failed = 0
                if wait_s is None or attempt > 1:
                    return answer, onward
                self._pause(line, host, wait_s)
        raise Unreachable(line.why or f"{host} does not answer")

    async def _wait(self, line: Line) -> None:
        """Wait until this server may be asked again."""
        now = self._monotonic()
        begin = max(now, line.next_at)
        line.next_at = begin + self._manners.gap_s
        if begin > now:
            await self._sleep(begin - now)

    def _note(self, line: Line, host: str, error: Exception) -> None:
        """Count a failed connection; a name that does not exist is a verdict, all else may pass."""
        cause = error.__cause__
        if isinstance(cause, socket.gaierror) and cause.errno in _NO_SUCH_HOST:
            raise StepFailed(f"there is no server {host}", code="not_found") from error
        line.failed += 1
        line.why = f"{host} does not answer ({type(error).__name__})"

    def _pause(self, line: Line, host: str, wait_s: float) -> None:
        """Keep to the pause a server asks for, if it is not too long."""
        if wait_s > self._manners.longest_wait_s:
            line.failed, line.why = self._manners.failures, f"{host} asks for a pause of {wait_s:.0f} s"
            raise Unreachable(line.why)
        line.next_at = max(line.next_at, self._monotonic() + wait_s)

    async def _send(self, line: Line, url: str, accept: str) -> tuple[Answer, str, float | None]:
        if line.client is None:
            line.client = self._client()
        try:
            async with line.client.stream("GET", url, headers={"Accept": accept}) as response:
                if response.has_redirect_location:
                    return (
                        Answer(response.status_code, b""),
                        str(response.url.join(response.headers["Location"])),
                        None,
                    )
                body = await _read(response)
                return Answer(response.status_code, body), "", _asked(response.status_code, response.headers)
        except MigratorError:
            raise
        except RuntimeError as error:  # the client was closed by another asker of this host
            raise httpx.TransportError(str(error)) from error

    def _client(self) -> httpx.AsyncClient:
        manners = self._manners
        return httpx.AsyncClient(
            transport=self._transport(),
            timeout=httpx.Timeout(manners.read_s, connect=manners.connect_s),
            headers={"User-Agent": manners.agent},
            follow_redirects=False,
            trust_env=False,
        )


async def _read(response: httpx.Response) -> bytes:
    """Return the body, or break off: nobody's account takes a megabyte."""
    pieces: list[bytes] = []
    size = 0
    async for piece in response.aiter_bytes():
        size += len(piece)
        if size > LARGEST:
            raise StepFailed("the answer is too long", code="server_error")
        pieces.append(piece)
    return b"".join(pieces)


def _asked(status: int, headers: Mapping[str, str]) -> float | None:
    """Return the pause a busy server asks for, in seconds; None if it is not busy."""
    if status not in (_TOO_MANY, _BUSY):
        return None
    match = _SECONDS.match(headers.get("Retry-After", "").strip())
    return float(match[0]) if match else 1.0
