"""Faults that can be switched on: late, cut and refused answers, and a server that is still starting.

They act around the whole application, on the real socket, so that a client meets what it would meet in the world.
"""

import asyncio
import json
import random
import socket
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Literal

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Kind = Literal["latency", "drop_before", "drop_after", "late", "status"]
STARTING_PAGE = (
    b"<!DOCTYPE html><html><body><h1>Starting up</h1><p>This server is starting. Come back soon.</p></body></html>"
)
TOO_MANY, UNAVAILABLE = 429, 503
STARTING_WAIT_S = 120
"""GoToSocial asks for two minutes while it starts, and is ready much earlier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong, for the requests it is meant for."""

    kind: Kind
    """`latency`: wait. `drop_before`: cut unprocessed. `drop_after`: process, then cut without an answer.

    `late`: cut at once, process after `before_ms`. `status`: answer with `status` instead, unprocessed.
    """

    method: str = ""
    """Only this method; empty means all."""

    path: str = ""
    """Only paths that begin like this; empty means all."""

    skip: int = 0
    """Leave so many matching requests alone first."""

    times: int | None = None
    """Then strike so often; None means until it is taken away."""

    probability: float = 1.0
    before_ms: int = 0
    after_ms: int = 0
    """Waits before and after processing, in milliseconds."""

    status: int = 503
    retry_after: tuple[str, ...] = ()
    """Retry-After headers of a `status` answer; two are sent as two."""

    reset: bool = False
    """Cut with a TCP reset instead of an orderly close."""


@dataclass(slots=True)
class Faults:
    """What is switched on at the moment; may be changed from any thread while the server runs."""

    starting: bool = False
    """Answer everything as GoToSocial does while it starts."""

    _active: list[Fault] = field(default_factory=list)
    _dice: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - repeatable on purpose
    _lock: Lock = field(default_factory=Lock)

    def add(self, fault: Fault) -> None:
        """Switch one more on."""
        with self._lock:
            self._active.append(fault)

    def clear(self) -> None:
        """Switch everything off."""
        with self._lock:
            self._active.clear()
            self.starting = False

    def active(self) -> list[Fault]:
        """Return what is switched on, with what is left of their counts."""
        with self._lock:
            return list(self._active)

    def strike(self, method: str, path: str) -> Fault | None:
        """Return the fault that this request meets, and count it."""
        with self._lock:
            for place, fault in enumerate(self._active):
                if fault.method not in {"", method} or not path.startswith(fault.path):
                    continue
                if fault.skip:
                    self._active[place] = replace(fault, skip=fault.skip - 1)
                elif fault.times != 0 and self._dice.random() < fault.probability:
                    if fault.times is not None:
                        self._active[place] = replace(fault, times=fault.times - 1)
                    return fault
        return None


class FaultGate:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or make it meet its fault."""
        if scope["type"] != "http" or scope["path"].startswith("/rehearsal/"):
            await self._app(scope, receive, send)
        elif self._faults.starting:
            retry_after = (str(STARTING_WAIT_S), "Thu, 01 Jan 1970 00:02:00 GMT")
            await _answer(send, 503, STARTING_PAGE, retry_after, "text/html; charset=utf-8")
        elif (fault := self._faults.strike(scope["method"], scope["path"])) is None:
            await self._app(scope, receive, send)
        else:
            await self._meet(fault, scope, receive, send)

    async def _meet(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if fault.kind in {"drop_after", "late"}:
            # What is processed without a client needs its whole body first.
            receive = _replayed(await _body(receive))
        if fault.kind in {"drop_before", "late"}:
            await _cut(scope, reset=fault.reset)
        await asyncio.sleep(fault.before_ms / 1000)
        match fault.kind:
            case "status":
                await _refuse(fault, send)
            case "latency":
                await self._app(scope, receive, _delayed(send, fault.after_ms))
            case "drop_after" | "late":
                await self._app(scope, receive, _nowhere)
                await asyncio.sleep(fault.after_ms / 1000)
                await _cut(scope, reset=fault.reset)
            case "drop_before":
                pass


async def _refuse(fault: Fault, send: Send) -> None:
    message = "rate limit reached" if fault.status == TOO_MANY else "Internal Server Error"
    if fault.status == UNAVAILABLE:
        await _answer(send, fault.status, STARTING_PAGE, fault.retry_after, "text/html; charset=utf-8")
    else:
        await _answer(
            send, fault.status, json.dumps({"error": message}).encode(), fault.retry_after, "application/json"
        )


async def _answer(send: Send, status: int, body: bytes, retry_after: tuple[str, ...], content_type: str) -> None:
    headers = [(b"content-type", content_type.encode()), (b"content-length", str(len(body)).encode())]
    headers += [(b"retry-after", value.encode()) for value in retry_after]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _body(receive: Receive) -> bytes:
    parts = []
    more = True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


def _replayed(body: bytes) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if messages:
            return messages.pop()
        await asyncio.sleep(0)
        return {"type": "http.disconnect"}

    return receive


def _delayed(send: Send, after_ms: int) -> Send:
    async def later(message: Message) -> None:
        if message["type"] == "http.response.start":
            await asyncio.sleep(after_ms / 1000)
        await send(message)

    return later


async def _nowhere(_message: Message) -> None:
    """Take an answer that nobody will read."""


async def _cut(scope: Scope, *, reset: bool) -> None:
    """Close the client's connection without a word, and let the loop notice it."""
    transport: asyncio.Transport = scope["rehearsal.transport"]
    if reset:
        # A linger time of zero makes the kernel send RST.
        linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()
    await asyncio.sleep(0)
