"""How fast thousands of accounts are asked for at hundreds of servers, on loopback, against the critical path.

5,000 candidates over 500 hosts, a few large and many small; 10 % of the hosts are dead, 5 % slow. The critical
path is what the slowest host takes by itself, with as many requests at once as a host is ever sent. The goal:
within 1.3 times that, never more than agreed in flight, and memory that does not grow with the candidates.
"""

import argparse
import asyncio
import json
import multiprocessing
import random
import resource
import sys
import time
from collections import Counter
from urllib.parse import unquote

import httpx

from migrator.friends.webfinger import Manners, Memory, Web, verify
from migrator.model import Standing

GOAL_RATIO, GOAL_MB = 1.3, 200
DEAD, SLOW = 0.10, 0.05
SLOW_S, DEAD_S = 0.6, 1.0
ACTIVITY = "application/activity+json"


def hosts_of(count: int, candidates: int, chance: random.Random) -> list[dict]:
    """Make hosts: sizes fall off as they do in life, latencies between 40 and 250 ms."""
    weights = [1 / (rank + 3) for rank in range(count)]
    scale = (candidates - count) / sum(weights)
    hosts = [
        {
            "name": f"h{rank}.example.org",
            "size": 1 + int(weight * scale),
            "latency": chance.uniform(0.04, 0.25),
            "kind": "good",
        }
        for rank, weight in enumerate(weights)
    ]
    odd = chance.sample(range(10, count), int(count * (DEAD + SLOW)))
    for number, rank in enumerate(odd):
        hosts[rank]["kind"] = "dead" if number < count * DEAD else "slow"
        if hosts[rank]["kind"] == "slow":
            hosts[rank]["latency"] = SLOW_S
    hosts[0]["size"] += candidates - sum(host["size"] for host in hosts)
    return hosts


def serve(hosts: list[dict], port: "multiprocessing.Queue", most: "multiprocessing.Queue") -> None:
    """Answer for all hosts, told apart by their Host header; count what is in flight to each."""
    known = {host["name"]: host for host in hosts}
    flight, highest = Counter(), Counter()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode():
                path = head.split(" ", 2)[1]
                name = next(
                    line[6:] for line in head.split("\r\n") if line.lower().startswith("host: ")
                ).partition(":")[0]
                if known[name]["kind"] == "dead":
                    await asyncio.sleep(3600)  # whoever waits goes away unnoticed, so these are not counted
                flight[name] += 1
                highest[name] = max(highest[name], flight[name])
                await asyncio.sleep(known[name]["latency"])
                flight[name] -= 1
                body = page(name, path)
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
                    + body
                )
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024)
        port.put(server.sockets[0].getsockname()[1])
        while most.empty():  # noqa: ASYNC110 - the word comes from another process
            await asyncio.sleep(0.2)
        most.get()
        most.put(dict(highest))

    asyncio.run(run())


def page(name: str, path: str) -> bytes:
    """Return a WebFinger answer or an actor."""
    if path.startswith("/users/"):
        user = path.removeprefix("/users/")
        return json.dumps({"id": f"https://{name}{path}", "type": "Person", "preferredUsername": user}).encode()
    handle = unquote(path.partition("resource=acct%3A")[2])
    link = {"rel": "self", "type": ACTIVITY, "href": f"https://{name}/users/{handle.partition('@')[0]}"}
    return json.dumps({"subject": f"acct:{handle}", "links": [link]}).encode()


class Loopback(httpx.AsyncBaseTransport):
    """Sends every host's requests to the one server."""

    CONTEXT = httpx.create_ssl_context()

    def __init__(self, port: int) -> None:
        self._inner = httpx.AsyncHTTPTransport(
            verify=self.CONTEXT, limits=httpx.Limits(max_connections=2, max_keepalive_connections=2)
        )
        self._port = port

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return await self._inner.handle_async_request(
            httpx.Request(request.method, url, headers=request.headers, stream=request.stream)
        )

    async def aclose(self) -> None:
        await self._inner.aclose()


def critical_s(hosts: list[dict], per_host: int) -> float:
    """Return what the slowest host takes by itself: two requests a candidate."""
    alone = [2 * host["latency"] * -(-host["size"] // per_host) for host in hosts if host["kind"] != "dead"]
    return max(*alone, 2 * DEAD_S)


def main(argv: list[str] | None = None) -> int:
    """Print the figures; return 1 if a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--candidates", type=int, default=5_000)
    options.add_argument("--hosts", type=int, default=500)
    given = options.parse_args(argv if argv is not None else [])
    hosts = hosts_of(given.hosts, given.candidates, random.Random(4))
    handles = [f"u{number}@{host['name']}" for host in hosts for number in range(host["size"])]
    random.Random(5).shuffle(handles)
    manners = Manners(read_s=DEAD_S)
    port, most = multiprocessing.Queue(), multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(hosts, port, most), daemon=True)
    server.start()
    number = port.get()
    web = Web(transport=lambda: Loopback(number), manners=manners, sleep=asyncio.sleep, monotonic=time.monotonic)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, cpu = time.monotonic(), time.process_time()
    answers = asyncio.run(verify(handles, web=web, store=Memory(), now_ms=lambda: 0, per_host=manners.per_host))
    taken, cpu = time.monotonic() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    most.put("tell")
    time.sleep(0.5)
    highest = most.get()
    server.join(2)
    return report(
        hosts, answers, manners, taken=taken, cpu=cpu, memory=(before, peak), highest=max(highest.values())
    )


def report(hosts, answers, manners, *, taken, cpu, memory, highest) -> int:
    """Print the figures; return 1 if a goal is missed."""
    states = Counter(one.standing for one in answers.values())
    expected = sum(host["size"] for host in hosts if host["kind"] != "dead")
    ideal = critical_s(hosts, manners.per_host)
    print(f"webfinger: {len(answers):,} candidates, {len(hosts)} hosts, the largest has {hosts[0]['size']}")
    print(f"  {taken:.1f} s, {taken / ideal:.2f} x the critical path of {ideal:.1f} s; processor {cpu:.1f} s")
    print(f"  {len(answers) / taken:.0f} accounts a second; memory {memory[0]:.0f} MB, at most {memory[1]:.0f} MB")
    print(f"  in flight to one host: at most {highest} of {manners.per_host}; {dict(states)}")
    met = taken <= GOAL_RATIO * ideal and memory[1] <= GOAL_MB and highest <= manners.per_host
    met &= states[Standing.VERIFIED] == expected
    print(
        f"  goal: within {GOAL_RATIO} x, under {GOAL_MB} MB, all that live verified: {'met' if met else 'MISSED'}"
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
