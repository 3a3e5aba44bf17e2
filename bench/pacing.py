"""How much of a server's budget of requests is used as its only client, over three windows; and how many 429s.

Twice: with a simulated clock and the true 300 requests in 5 minutes, and with the whole program in real time and a
practice server that takes 300 requests in 10 s. What is used is held against the budget less the reserve.
"""

import contextlib
import math
import random
import re
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from bench import diaries
from bench.figures import show
from bench.running import Watch
from migrator.errors import Interrupted
from migrator.jobs.choices import Choices
from migrator.net import MemoryBudgets
from migrator.net.pace import kept
from migrator.net.pacing import PacedTransport
from migrator.rehearsal import Options, RehearsalServer
from migrator.settings import Settings
from migrator.targets.base import Family
from migrator.targets.profiles import rules, stock
from migrator.wiring import build

REQUESTS, WINDOWS, RUNS = 300, 3, 3
RESERVE = Settings().reserve
ALLOWED = REQUESTS - kept(RESERVE, REQUESTS)
SHORT_WINDOW_S = 10
TRUE_WINDOW_S = 300


def main() -> None:
    print(f" {REQUESTS} requests in a window, {RESERVE} of them in reserve")
    runs = [simulated(seed) for seed in range(RUNS)]
    show("simulated clock, windows of 5 minutes, at least 99", [share for share, _ in runs], "%")
    show("  refused", [refused for _, refused in runs], "429s", digits=0)
    runs = [in_real_time() for _ in range(RUNS)]
    show(f"real time, windows of {SHORT_WINDOW_S} s, at least 99", [share for share, _ in runs], "%")
    show("  refused", [refused for _, refused in runs], "429s", digits=0)


class Simulated(httpx.BaseTransport):
    """A server with GoToSocial's limit, and a clock that moves when somebody waits or asks."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.now = 1_800_000_000 + self.chance.random() * 1000
        self.ahead_s = self.chance.uniform(-30, 30)
        """By how much the server's clock differs."""

        self.end, self.used, self.asked, self.refused = 0.0, 0, [], 0

    def sleep(self, seconds: float, _reason: object) -> None:
        self.now += seconds

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.now += self.chance.uniform(0.01, 0.2)
        here = self.now + self.ahead_s
        if here >= self.end:
            self.end, self.used = math.floor(here) + TRUE_WINDOW_S, 0
        self.used += 1
        self.asked.append(self.now)
        over = self.used > REQUESTS
        self.refused += over
        reset = datetime.fromtimestamp(self.end, UTC).isoformat(timespec="milliseconds")
        headers = {
            "date": datetime.fromtimestamp(here, UTC).strftime("%a, %d %b %Y %H:%M:%S GMT"),
            "x-ratelimit-limit": str(REQUESTS),
            "x-ratelimit-remaining": str(max(0, REQUESTS - self.used)),
            "x-ratelimit-reset": reset,
        }
        self.now += self.chance.uniform(0.01, 0.2)
        return httpx.Response(429 if over else 200, headers=headers, request=request)


def simulated(seed: int) -> tuple[float, int]:
    """Ask as fast as is allowed for three windows; return the share used in percent and the 429s."""
    server = Simulated(seed)
    paced = PacedTransport(
        server,
        rules=rules(stock(Family.GOTOSOCIAL)),
        key=lambda rule: rule.name,
        budgets=MemoryBudgets(),
        waiter=server,
        now=lambda: server.now,
        reserve=RESERVE,
    )
    began = server.now
    while server.now < began + WINDOWS * TRUE_WINDOW_S:
        paced.handle_request(httpx.Request("POST", "https://social.example/api/v1/statuses"))
    return used(server.asked, began, TRUE_WINDOW_S), server.refused


def used(asked: list[float], began: float, window_s: float) -> float:
    """Return the share of three windows' budget that was used, in percent."""
    inside = sum(1 for moment in asked if moment < began + WINDOWS * window_s)
    return 100 * inside / (WINDOWS * ALLOWED)


def in_real_time() -> tuple[float, int]:
    """Let the program replay into a practice server for three windows."""
    options = Options(requests=REQUESTS, window_s=float(SHORT_WINDOW_S))
    with tempfile.TemporaryDirectory(prefix="bench-") as name, RehearsalServer(options=options) as server:
        token = server.create_account("ada")
        archive = diaries.write(Path(name) / "posts.zip", (WINDOWS + 2) * REQUESTS, every=timedelta(minutes=9))
        with listening(server.url) as (url, asked, refused):
            replayed(Path(name), archive, url, token, asked)
        # A window begins with the whole second of its first request.
        return used(asked, math.floor(asked[0]), SHORT_WINDOW_S), len(refused)


def replayed(folder: Path, archive: Path, url: str, token: str, asked: list[float]) -> None:
    """Run a job until three windows are over, counted from its own first request in a window of its own."""
    stop = threading.Event()
    with build(Settings(data_dir=folder, keyring=False)) as service:
        service.login_with_token(url, token)
        job = service.prepare([archive], Choices()).job
        time.sleep(SHORT_WINDOW_S + 1)
        asked.clear()
        threading.Timer((WINDOWS + 0.3) * SHORT_WINDOW_S, stop.set).start()
        with contextlib.suppress(Interrupted):
            service.run(job, watcher=Watch(), stop=stop)


@contextlib.contextmanager
def listening(url: str) -> Iterator[tuple[str, list[float], list[float]]]:
    """Put a relay before a server that notes when its API is asked, and when it refuses."""
    asked: list[float] = []
    refused: list[float] = []
    door = socket.create_server(("127.0.0.1", 0))
    port = urlsplit(url).port

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                here = door.accept()[0]
                there = socket.create_connection(("127.0.0.1", port))
                ways = (
                    (here, there, rb"^[A-Z]+ /(api|oauth)/", asked),
                    (there, here, rb"^HTTP/1.1 429 ", refused),
                )
                for way in ways:
                    threading.Thread(target=carry, args=way, daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}", asked, refused
    finally:
        door.close()


def carry(here: socket.socket, there: socket.socket, what: bytes, heard: list[float]) -> None:
    here.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with contextlib.suppress(OSError):
        while data := here.recv(1 << 16):
            if re.match(what, data):
                heard.append(time.time())
            there.sendall(data)
        there.shutdown(socket.SHUT_WR)
