"""uvicorn's HTTP protocol, with the transport in every request's scope."""

import asyncio
from importlib import import_module
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send


def protocol() -> type[asyncio.Protocol]:
    """Return uvicorn's HTTP protocol, the quick one where it is installed, with the transport in every scope.

    Faults need it: an ASGI application alone can't cut a connection without an answer.
    """
    try:
        base: Any = import_module("uvicorn.protocols.http.httptools_impl").HttpToolsProtocol
    except ImportError:
        base = import_module("uvicorn.protocols.http.h11_impl").H11Protocol

    class Cuttable(base):  # type: ignore[misc]  # the base is chosen at run time
        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            inner: ASGIApp = self.app  # type: ignore[has-type]  # uvicorn sets it

            async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
                scope["rehearsal.transport"] = transport
                await inner(scope, receive, send)

            self.app = with_transport

    return Cuttable
