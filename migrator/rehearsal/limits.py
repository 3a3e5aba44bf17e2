"""How often a client may ask: the buckets of both kinds of server, in memory.

GoToSocial has one bucket per address, whose window starts with its first request; Mastodon has one per endpoint
family, whose windows are aligned to multiples of their length (`config/initializers/rack_attack.rb`,
`app/lib/rate_limiter.rb`).
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from migrator.rehearsal.options import Options

MINUTE_S = 60.0
HOUR_S = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A kind of request that is counted by itself."""

    name: str
    limit: int
    window_s: float


MEDIA = Family(name="media", limit=30, window_s=30 * MINUTE_S)
DELETES = Family(name="deletes", limit=30, window_s=30 * MINUTE_S)
PAGING = Family(name="paging", limit=300, window_s=15 * MINUTE_S)
POSTS = Family(name="posts", limit=300, window_s=3 * HOUR_S)
FOLLOWS = Family(name="follows", limit=400, window_s=24 * HOUR_S)
SIGN_INS = Family(name="sign-ins", limit=25, window_s=5 * MINUTE_S)
"""Mastodon's families. https://docs.joinmastodon.org/api/rate-limits/"""


@dataclass(slots=True)
class _Window:
    ends: datetime
    used: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the buckets say to one request."""

    allowed: bool
    headers: dict[str, str]


FREE = Verdict(allowed=True, headers={})


@dataclass(slots=True)
class Limits:
    """All buckets of one server."""

    options: Options
    aligned: bool
    """Mastodon's way of counting."""

    _windows: dict[tuple[str, str], _Window] = field(default_factory=dict)

    def take(self, who: str, *families: Family) -> Verdict:
        """Count one request of `who` in the general bucket and in those of its families."""
        if not self.options.rate_limited:
            return FREE
        now = self.options.clock()
        general = Family(name="all", limit=self.options.requests, window_s=self.options.window_s)
        return _strictest([self._count(family, who, now) for family in (general, *families)], self.aligned)

    def _count(self, family: Family, who: str, now: datetime) -> tuple[Family, _Window]:
        window = self._windows.get((family.name, who))
        if window is None or window.ends <= now:
            window = self._windows[family.name, who] = _Window(self._end(family, now))
        window.used += 1
        return family, window

    def _end(self, family: Family, now: datetime) -> datetime:
        start = now.timestamp()
        if self.aligned:
            start -= start % family.window_s
        else:
            start = float(int(start))
        return datetime.fromtimestamp(start, UTC) + timedelta(seconds=family.window_s)

    def forget(self) -> None:
        """Empty all buckets."""
        self._windows.clear()


def _strictest(counted: list[tuple[Family, _Window]], micros: bool) -> Verdict:
    family, window = min(counted, key=lambda pair: pair[0].limit - pair[1].used)
    reset = window.ends.isoformat(timespec="microseconds" if micros else "milliseconds").replace("+00:00", "Z")
    return Verdict(
        allowed=window.used <= family.limit,
        headers={
            "x-ratelimit-limit": str(family.limit),
            "x-ratelimit-remaining": str(max(family.limit - window.used, 0)),
            "x-ratelimit-reset": reset,
        },
    )
