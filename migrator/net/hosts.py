"""Keeps to a pace with each of many strangers' hosts; no budget of theirs is known, so they are asked seldom."""

import threading
from collections import defaultdict
from collections.abc import Callable

import httpx

from migrator.model import Reason
from migrator.net.pace import wish_s
from migrator.net.waiter import Waiter

UNSAID_S = 10.0
"""Ours: seconds to wait after a 429 that doesn't say how long; twice as long after each further one."""

LONGEST_S = 3_600.0
"""Ours: the longest wish that is granted, in seconds."""


class HostPace(httpx.BaseTransport):
    """Leaves a pause between requests to one host, and waits as long as it asks. Threads may share it."""

    def __init__(
        self,
        inner: httpx.BaseTransport,
        *,
        pause_s: float,
        now: Callable[[], float],
        waiter: Waiter,
        code: str = "fetching",
    ) -> None:
        """Take the pause in seconds, and the reason code of a wait."""
        self._inner = inner
        self._pause_s = pause_s
        self._now = now
        self._waiter = waiter
        self._code = code
        self._ready: dict[str, float] = defaultdict(float)
        self._refusals: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Wait for the host's turn, then pass the request on."""
        host = request.url.host
        with self._lock:
            now = self._now()
            wait = self._ready[host] - now
            self._ready[host] = max(self._ready[host], now) + self._pause_s
        if wait > 0:
            self._waiter.sleep(wait, Reason(self._code, {"host": host}))
        answer = self._inner.handle_request(request)
        self._heed(host, answer)
        return answer if answer.status_code in _WITH_A_FILE else _emptied(answer)

    def close(self) -> None:
        """Close the transport below."""
        self._inner.close()

    def _heed(self, host: str, answer: httpx.Response) -> None:
        refused = answer.status_code == httpx.codes.TOO_MANY_REQUESTS
        wish = wish_s(answer.headers, self._now()) if refused or answer.status_code == _BUSY else None
        with self._lock:
            self._refusals[host] = self._refusals[host] + 1 if refused else 0
            if refused and wish is None:
                wish = UNSAID_S * 2.0 ** (self._refusals[host] - 1)
            if wish is not None:
                until = self._now() + min(wish, LONGEST_S)
                self._ready[host] = max(self._ready[host], until)


_BUSY = 503
_WITH_A_FILE = frozenset({200, 206})


def _emptied(answer: httpx.Response) -> httpx.Response:
    """Return an answer without its body, which nobody here reads, and which may have no end."""
    answer.close()
    headers = [(name, value) for name, value in answer.headers.raw if name.lower() not in _OF_THE_BODY]
    return httpx.Response(answer.status_code, headers=headers, extensions=answer.extensions)


_OF_THE_BODY = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})
