"""Servers of strangers, without a network: what the oracle says of the corpus, and servers that mean harm."""

import asyncio
import json
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, urlsplit

import httpx

from migrator.friends.webfinger import Manners, Web

PROFILE = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'


def jrd(subject: str, actor: str, kind: str = "application/activity+json") -> httpx.Response:
    links = [
        {"rel": "http://webfinger.net/rel/profile-page", "href": actor},
        {"rel": "self", "type": kind, "href": actor},
    ]
    return httpx.Response(200, json={"subject": f"acct:{subject}", "links": links})


def person(id_: str, name: str, **more: object) -> httpx.Response:
    return httpx.Response(200, json={"id": id_, "type": "Person", "preferredUsername": name, **more})


class Servers(httpx.AsyncBaseTransport):
    """Answers by host and path; what is not there is 404. Counts what is asked, and how much at once."""

    def __init__(self, pages: Mapping[str, Callable[[httpx.Request], httpx.Response] | httpx.Response]) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        address = f"{request.url.host}{request.url.path}"
        self.asked.append(address)
        page = self.pages.get(str(request.url)) or self.pages.get(address) or self.pages.get(request.url.host)
        if page is None:
            return httpx.Response(404)
        if isinstance(page, httpx.Response):
            return httpx.Response(page.status_code, headers=page.headers, content=page.content)
        return page(request)


def finger(subject: str, host: str = "", path: str = "/users/") -> dict[str, httpx.Response]:
    """Return the pages of one good account."""
    user, home = subject.split("@")
    host = host or home
    actor = f"https://{host}{path}{user}"
    return {
        f"https://{home}/.well-known/webfinger?resource=acct%3A{user}%40{home}": jrd(subject, actor),
        actor: person(actor, user),
    }


class Oracle(httpx.AsyncBaseTransport):
    """The network as the corpus's oracle has it."""

    def __init__(self, path) -> None:
        told = json.loads(path.read_text())
        self.hosts, self.canonical = told["hosts"], told["canonical"]
        self.missing, self.moved = set(told["missing"]), told["moved"]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host, path = request.url.raw_host.decode(), request.url.path
        if not self.hosts.get(host, {}).get("fediverse"):
            if self.hosts.get(host, {}).get("dead"):
                raise httpx.ConnectError("refused", request=request)
            return httpx.Response(404)
        if path == "/.well-known/webfinger":
            handle = parse_qs(urlsplit(str(request.url)).query)["resource"][0].removeprefix("acct:")
            known = self.canonical.get(handle, handle)
            if handle in self.missing:
                return httpx.Response(404)
            user, home = known.split("@")
            return jrd(known, f"https://{home}/users/{user}")
        if path.startswith("/users/"):
            return self._actor(f"https://{host}", path.removeprefix("/users/"), host)
        return httpx.Response(404)

    def _actor(self, base: str, user: str, host: str) -> httpx.Response:
        id_ = f"{base}/users/{user}"
        new = self.moved.get(f"{user}@{host}")
        old = next((one for one, to in self.moved.items() if to == f"{user}@{host}"), None)
        more: dict[str, object] = {}
        if new:
            name, home = new.split("@")
            more["movedTo"] = f"https://{home}/users/{name}"
        if old:
            name, home = old.split("@")
            more["alsoKnownAs"] = [f"https://{home}/users/{name}"]
        return person(id_, user, **more)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def web(transport: httpx.AsyncBaseTransport, **manners: float) -> Web:
    clock = Clock()
    return Web(transport=lambda: transport, manners=Manners(**manners), sleep=clock.sleep, monotonic=clock)
