"""Which addresses may be connected to: the own server's anywhere, strangers' on the open internet only."""

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Sequence

import httpx

from migrator.errors import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""From a host name and port to its addresses; raises `OSError` if there are none."""

_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""IPv4 addresses in IPv6 clothes. RFC 6052, RFC 8215."""

_COMPATIBLE = ipaddress.ip_network("::/96")
"""The old way to write IPv4 addresses in IPv6. RFC 4291, section 2.5.5.1."""


def resolve(host: str, port: int) -> list[str]:
    """Return a host's addresses as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in found]


def _inner(address: Address) -> list[Address]:
    """Return the IPv4 addresses that lie inside an IPv6 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inside: list[Address | None] = [address.ipv4_mapped, address.sixtofour]
    inside.extend(address.teredo or ())
    if any(address in net for net in (*_NAT64, _COMPATIBLE)):
        inside.append(ipaddress.IPv4Address(address.packed[-4:]))
    return [a for a in inside if a is not None]


def is_public(text: str) -> bool:
    """Return whether an address belongs to the open internet, whatever it is wrapped in."""
    try:
        address = ipaddress.ip_address(text.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return all(
        a.is_global and not a.is_multicast for a in [*_inner(address), *([] if _inner(address) else [address])]
    )


def is_loopback(host: str) -> bool:
    """Return whether a name or address in a URL means this very computer."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class GuardedTransport(httpx.BaseTransport):
    """Refuses what must not be connected to. `named` are the hosts that the person named."""

    def __init__(
        self,
        inner: httpx.BaseTransport,
        *,
        named: frozenset[str],
        allow_http: bool,
        resolve: Resolve = resolve,
    ) -> None:
        self._inner = inner
        self._named = named
        self._allow_http = allow_http
        self._resolve = resolve

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Pass the request on, to a checked address if the host is a stranger's; raise `Refused`."""
        host = request.url.host
        if request.url.scheme == "http" and not self._allow_http and not is_loopback(host):
            raise Refused(
                f"{host} would be spoken to over plain http, where anyone on the way can read the sign-in",
                hint="use https, or --allow-http if you trust the network in between",
            )
        if host in self._named:
            return self._inner.handle_request(request)
        return self._inner.handle_request(self._pinned(request))

    def close(self) -> None:
        """Close the transport below."""
        self._inner.close()

    def _pinned(self, request: httpx.Request) -> httpx.Request:
        try:
            addresses = self._resolve(name_of(request), port_of(request))
        except OSError as error:
            raise httpx.ConnectError(f"{request.url.host} has no address ({error})", request=request) from error
        return pinned(request, addresses)


def name_of(request: httpx.Request) -> str:
    """Return the host in its ASCII form, which resolvers and certificates go by; `url.host` is for people."""
    return request.url.raw_host.decode("ascii")


def port_of(request: httpx.Request) -> int:
    """Return the port a request goes to."""
    return request.url.port or (443 if request.url.scheme == "https" else 80)


def pinned(request: httpx.Request, addresses: Sequence[str]) -> httpx.Request:
    """Return the request with a checked address in place of the name, so that it can't change in between.

    Raises `Refused` unless all of the host's addresses are public.
    """
    host = request.url.host
    if not addresses or not all(is_public(address) for address in addresses):
        raise Refused(f"{host} lies in a private network, where nothing of this job belongs")
    extensions = {**request.extensions, "sni_hostname": name_of(request)}
    url = request.url.copy_with(host=addresses[0])
    return httpx.Request(
        request.method, url, headers=request.headers, stream=request.stream, extensions=extensions
    )


class AsyncGuardedTransport(httpx.AsyncBaseTransport):
    """The guard for look-ups of strangers' hosts: https only, and no address but public ones."""

    def __init__(self, inner: httpx.AsyncBaseTransport, *, resolve: Resolve = resolve) -> None:
        """Look names up with `resolve`, in the loop's own threads."""
        self._inner = inner
        self._resolve = resolve

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass the request on to a checked address; raise `Refused` for anything else."""
        host = request.url.host
        if request.url.scheme != "https":
            raise Refused(f"{host} would be asked over plain {request.url.scheme}")
        loop = asyncio.get_running_loop()
        try:
            addresses = await loop.run_in_executor(None, self._resolve, name_of(request), port_of(request))
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"{host} has no address ({error})", request=request) from error
        return await self._inner.handle_async_request(pinned(request, addresses))

    async def aclose(self) -> None:
        """Close the transport below."""
        await self._inner.aclose()
