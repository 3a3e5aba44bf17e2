"""A clock that moves only when somebody waits, and servers that count requests by it."""

import math
from datetime import UTC, datetime
from email.utils import formatdate

import httpx

START = 1_790_000_000.0


class Clock:
    """Time for one thread: waiting moves it."""

    def __init__(self, now=START):
        self.now = now
        self.waits = []

    def __call__(self):
        return self.now

    def sleep(self, seconds, reason):
        assert seconds > 0
        self.waits.append((seconds, reason))
        self.now += seconds


class CountingServer(httpx.BaseTransport):
    """Counts as GoToSocial does (a window from the first request) or as Mastodon does (aligned, by family)."""

    def __init__(self, clock, *, limits, aligned, ahead=0.0, latency=0.01, drift=0.0):
        self.clock = clock
        self.limits = limits
        """Name to (matches, limit, window)."""
        self.aligned = aligned
        self.ahead = ahead
        self.latency = latency
        self.windows = {}
        self.refused = 0
        self.served = []

    def now(self):
        return self.clock.now + self.ahead

    def count(self, name):
        _, limit, window = self.limits[name]
        end, used = self.windows.get(name, (0.0, 0))
        if self.now() >= end:
            end = (math.floor(self.now() / window) + 1) * window if self.aligned else self.now() + window
            used = 0
        self.windows[name] = (end, used + 1)
        return limit, limit - used - 1, end

    def handle_request(self, request):
        self.clock.now += self.latency / 2
        counted = [self.count(name) for name, (matches, _, _) in self.limits.items() if matches(request)]
        date = formatdate(math.floor(self.now()), usegmt=True)
        self.clock.now += self.latency / 2
        if not counted:
            return httpx.Response(200, headers={"date": date})
        limit, remaining, end = min(counted, key=lambda c: c[1])
        headers = {
            "x-ratelimit-limit": str(limit),
            "x-ratelimit-remaining": str(max(0, remaining)),
            # GoToSocial cuts it to whole seconds.
            "x-ratelimit-reset": datetime.fromtimestamp(math.floor(end), UTC).isoformat().replace("+00:00", "Z"),
            "date": date,
        }
        if remaining < 0:
            self.refused += 1
            return httpx.Response(429, headers=headers)
        self.served.append(self.clock.now)
        return httpx.Response(200, headers=headers)
