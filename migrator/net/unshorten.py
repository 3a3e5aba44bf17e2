"""Asks shorteners where their links lead, politely; the pages that they lead to are never asked for.

Only known shorteners are followed: what stands behind the last one is what the writer linked to, whether it
still answers or not, and nobody there learns of the look-up.
"""

import ipaddress
from collections import Counter
from dataclasses import dataclass
from typing import Final

import httpx

from migrator.errors import Refused, TryAgain
from migrator.net.client import USER_AGENT, Network, connections
from migrator.net.guard import is_loopback, is_public
from migrator.net.hosts import HostPace
from migrator.net.patience import Patience, PatientTransport

SHORTENERS: Final = frozenset(
    """
    t.co bit.ly bitly.com j.mp goo.gl ow.ly ht.ly owl.li is.gd v.gd tinyurl.com tiny.cc buff.ly dlvr.it ift.tt
    fb.me on.fb.me lnkd.in wp.me flic.kr amzn.to nyti.ms wapo.st reut.rs bbc.in cnn.it apne.ws econ.st tcrn.ch
    trib.al spoti.fi tmblr.co su.pr cli.gs snipurl.com tr.im x.co rb.gy cutt.ly t.ly shar.es po.st aka.ms
    """.split()  # noqa: SIM905 - quoted, each would be lost among its signs
)
"""Ours: hosts that do nothing but lead elsewhere, as tweets of all years hold them."""

HOPS: Final = 10
"""Ours: redirects in a row before a link counts as leading nowhere."""

PAUSE_S: Final = 0.2
"""Ours: seconds between two questions to one host."""

GIVE_UP_S: Final = 30.0
"""Ours: seconds of outage that are sat out for one link."""

_MOST_FAILURES = 3
"""Ours: links in a row without any answer, after which a shortener is not asked any more."""

LONGEST_URL: Final = 2048
"""Ours, in characters: longer ones carry somebody's session rather than a page."""

_TIMEOUT: Final = httpx.Timeout(15.0, connect=10.0)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""RFC 9110, section 15.4."""

_FINAL = frozenset({200, 204, 404, 410, 451})
"""Answers that won't become redirects some day: no such link, or a page that warns of one."""

_WARNING = "/safety/unsafe_link_warning"
"""Where X sends those who follow a link that it thinks is harmful."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """What came of a look-up."""

    url: str = ""
    """Where the link leads; empty if nowhere, or if nobody could say."""

    for_good: bool = True
    """Whether asking again some day would bring nothing new."""


class Unshortener:
    """Follows links through shorteners, one question at a time."""

    def __init__(
        self,
        network: Network,
        *,
        shorteners: frozenset[str] = SHORTENERS,
        named: frozenset[str] = frozenset(),
        pause_s: float = PAUSE_S,
        patience: Patience | None = None,
    ) -> None:
        """Take the hosts that are followed; `named` are those that may be private, `pause_s` is in seconds."""
        self._shorteners = shorteners
        self._allow_http = network.allow_http
        self._failures: Counter[str] = Counter()
        transport = HostPace(
            _HeadersOnly(connections(network, named=named)),
            pause_s=pause_s,
            now=network.now,
            waiter=network.waiter,
            code="looking_up",
        )
        self._http = httpx.Client(
            headers={"User-Agent": USER_AGENT, "Accept": "*/*"},
            timeout=_TIMEOUT,
            transport=PatientTransport(
                transport,
                patience=patience or Patience(total_s=min(GIVE_UP_S, network.patience.total_s), crashes=2, cuts=2),
                waiter=network.waiter,
                random=network.random,
            ),
            trust_env=False,
            follow_redirects=False,
        )

    def lookup(self, url: str) -> Led:
        """Return where a link leads; raises only `Interrupted`."""
        try:
            return self._follow(httpx.URL(url))
        except (httpx.InvalidURL, httpx.RemoteProtocolError):
            # The second: the client itself can't read where a redirect leads.
            return Led()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _follow(self, here: httpx.URL) -> Led:
        seen: set[httpx.URL] = set()
        while self._is_shortener(here):
            here = self._secured(here)
            if here in seen or len(seen) == HOPS:
                return Led()
            seen.add(here)
            answer = self._asked(here)
            if answer is None:
                return Led(for_good=False)
            where = answer.headers.get("location", "")
            if answer.status_code not in _REDIRECTS or not where:
                return Led(for_good=answer.status_code in _FINAL | _REDIRECTS)
            here = here.join(where)
        return Led(url=str(here)) if _worth_showing(here) else Led()

    def _asked(self, url: httpx.URL) -> httpx.Response | None:
        """Ask with HEAD, and where that brings no redirect with GET; None if there was no answer."""
        if self._failures[url.host] >= _MOST_FAILURES:
            return None
        try:
            answer = self._http.head(url)
            if answer.status_code not in _REDIRECTS:
                answer = self._http.get(url)
        except (TryAgain, Refused):
            # Refused: a private address or a wrong certificate, as a network shows that wants a sign-in first.
            self._failures[url.host] += 1
            return None
        self._failures[url.host] = 0
        return answer

    def _is_shortener(self, url: httpx.URL) -> bool:
        return url.scheme in {"http", "https"} and url.host.removeprefix("www.") in self._shorteners

    def _secured(self, url: httpx.URL) -> httpx.URL:
        plain = url.scheme == "http" and not self._allow_http and not is_loopback(url.host)
        return url.copy_with(scheme="https") if plain else url


def _worth_showing(url: httpx.URL) -> bool:
    """Tell whether an address belongs into a public text: one of the open internet, without a sign-in."""
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo or len(str(url)) > LONGEST_URL:
        return False
    try:
        ipaddress.ip_address(url.host)
    except ValueError:
        return not is_loopback(url.host) and "." in url.host and not url.path.startswith(_WARNING)
    return is_public(url.host)


class _HeadersOnly(httpx.BaseTransport):
    """Reads no bodies."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._inner.handle_request(request)
        try:
            if request.method == "HEAD":
                response.read()  # nothing comes, and the connection can be used again
        finally:
            response.close()
        headers = [(name, value) for name, value in response.headers.raw if name.lower() in _READ]
        return httpx.Response(response.status_code, headers=headers)

    def close(self) -> None:
        self._inner.close()


_READ = frozenset({b"location", b"retry-after"})
