"""What may be told of an exchange with a server: never a body, a header or a secret."""

from collections.abc import Callable
from dataclasses import dataclass

import httpx

from migrator.net.secret import MASK

_SECRET_PARAMS = frozenset({"access_token", "client_secret", "code", "code_verifier", "state", "token", "i"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came of it."""

    method: str
    url: str
    """With secret parameters and sign-in data masked."""

    status: int | None
    """None if no answer came."""

    error: str = ""
    """The kind of error, if no answer came."""

    seconds: float


def shown(url: httpx.URL) -> str:
    """Return a URL as it may be shown."""
    params = [(name, MASK if name in _SECRET_PARAMS else value) for name, value in url.params.multi_items()]
    query = "&".join(f"{name}={value}" for name, value in params)
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{url.host}{port}{url.path}" + (f"?{query}" if query else "")


class TracedTransport(httpx.BaseTransport):
    """Tells of each exchange with the server, repeats included."""

    def __init__(
        self, inner: httpx.BaseTransport, *, tell: Callable[[Exchange], None], now: Callable[[], float]
    ) -> None:
        self._inner = inner
        self._tell = tell
        self._now = now

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Pass the request on, and tell what came of it."""
        sent = self._now()
        status, error = None, ""
        try:
            response = self._inner.handle_request(request)
            status = response.status_code
        except httpx.TransportError as failure:
            error = type(failure).__name__
            raise
        finally:
            seconds = self._now() - sent
            exchange = Exchange(
                method=request.method, url=shown(request.url), status=status, error=error, seconds=seconds
            )
            self._tell(exchange)
        return response

    def close(self) -> None:
        """Close the transport below."""
        self._inner.close()
