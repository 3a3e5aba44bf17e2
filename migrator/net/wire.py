"""The bottom of the stack: a small pool of connections for each thread, and answers read whole, up to a size."""

import ssl
import threading

import httpx

CONNECTIONS = 2
"""Ours: connections a thread may hold; one is in use, one perhaps being closed.

One pool for all threads costs several times the processor time a request; with 16 threads and less a GoToSocial
never meets its own throttling of 8 requests for each processor.
"""

IDLE_S = 4.0
"""Ours: how long an idle connection is kept. A server that closes it first would leave a post in doubt."""


class ThreadedTransport(httpx.BaseTransport):
    """Gives each thread connections of its own."""

    def __init__(self, verify: ssl.SSLContext, *, keep_alive: bool = True) -> None:
        self._verify = verify
        self._limits = httpx.Limits(
            max_connections=CONNECTIONS,
            max_keepalive_connections=CONNECTIONS if keep_alive else 0,
            keepalive_expiry=IDLE_S,
        )
        self._own = threading.local()
        self._all: list[httpx.HTTPTransport] = []
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send over a connection of this thread."""
        return self._transport().handle_request(request)

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            transports, self._all = self._all, []
            self._own = threading.local()
        for transport in transports:
            transport.close()

    def _transport(self) -> httpx.HTTPTransport:
        transport: httpx.HTTPTransport | None = getattr(self._own, "transport", None)
        if transport is None:
            transport = httpx.HTTPTransport(verify=self._verify, trust_env=False, limits=self._limits)
            self._own.transport = transport
            with self._lock:
                self._all.append(transport)
        return transport


class AnswerTooLarge(httpx.DecodingError):
    """The answer is larger than anything this program asks for."""


class WholeAnswers(httpx.BaseTransport):
    """Reads each answer to its end inside the stack, so that a cut answer is an error where errors are judged."""

    def __init__(self, inner: httpx.BaseTransport, *, largest: int) -> None:
        """Take the size, in bytes after decompression, beyond which an answer is refused."""
        self._inner = inner
        self._largest = largest

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer with its body; raise `AnswerTooLarge`."""
        response = self._inner.handle_request(request)
        response.request = request
        body = bytearray()
        try:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > self._largest:
                    raise AnswerTooLarge(f"the answer is larger than {self._largest} bytes", request=request)
        finally:
            response.close()
        headers = [(k, v) for k, v in response.headers.raw if k.lower() not in _OF_THE_BODY_AS_SENT]
        return httpx.Response(
            response.status_code, headers=headers, content=bytes(body), extensions=response.extensions
        )

    def close(self) -> None:
        """Close the transport below."""
        self._inner.close()


_OF_THE_BODY_AS_SENT = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})
