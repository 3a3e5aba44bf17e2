"""Several threads on one budget, in real time, with short windows."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import httpx

from migrator.net import MemoryBudgets, Rule, StoppableWaiter
from migrator.net.pacing import PacedTransport

LIMIT, WINDOW_S = 60, 1.0


class Server(httpx.BaseTransport):
    """Answers after a while, out of order; a window begins with its first request."""

    def __init__(self):
        self.lock = threading.Lock()
        self.end = self.used = self.refused = self.served = 0

    def handle_request(self, request):
        with self.lock:
            now = time.time()
            if now >= self.end:
                self.end, self.used = now + WINDOW_S, 0
            self.used += 1
            remaining, end = LIMIT - self.used, self.end
            self.refused += remaining < 0
            self.served += remaining >= 0
        time.sleep(0.02 * (remaining % 3))
        headers = {
            "x-ratelimit-limit": str(LIMIT),
            "x-ratelimit-remaining": str(max(0, remaining)),
            "x-ratelimit-reset": datetime.fromtimestamp(end, UTC).isoformat(),
        }
        return httpx.Response(429 if remaining < 0 else 200, headers=headers)


def test_eight_lanes_use_one_budget_without_a_refusal():
    server = Server()
    paced = PacedTransport(
        server,
        rules=[Rule(name="requests", limit=LIMIT, window_s=WINDOW_S)],
        key=lambda rule: rule.name,
        budgets=MemoryBudgets(),
        waiter=StoppableWaiter(threading.Event()),
        now=time.time,
        reserve=10,
    )
    request = httpx.Request("POST", "https://example.social/api/v1/statuses")
    with ThreadPoolExecutor(8) as lanes:
        answers = list(lanes.map(lambda _: paced.handle_request(request).status_code, range(3 * (LIMIT - 2))))
    assert set(answers) == {200}
    assert server.refused == 0
