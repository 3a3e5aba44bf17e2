"""The arithmetic of request limits: how long to wait before a request, and what an answer tells of a budget.

Nothing here waits, and nothing here looks at a clock; `net/pacing.py` does both.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from migrator.net.budget import Budget

MARGIN_S = 1.25
"""Ours: how long after a window's end the next request leaves.

GoToSocial cuts the end it names to whole seconds, so that its window may last one longer (seen with 0.20).
"""

SAME_WINDOW_S = 2.0
"""Ours: ends of windows that differ by less are one; `Date` has whole seconds."""

JUMP_S = 120.0
"""Ours: a window that seems to end this much later than it can means that the clock was set back."""

LONGEST_WISH_S = 300.0
"""Ours: the longest Retry-After that is obeyed without asking again; GoToSocial's capacity limit says 30."""

NO_WISH_S = 30.0
"""Ours: the wait after a 429 that names no time at all."""

_SECONDS_FROM_NOW = 10**8
"""A numeric reset below this is not a date since 1970 but a number of seconds from now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One request limit of a server's family, and which requests it counts."""

    name: str
    limit: int
    """Requests in a window as far as is known before the first answer."""

    window_s: float
    aligned: bool = False
    """Whether windows end at multiples of `window_s` since 1970 (Mastodon), else with the first request."""

    method: str = ""
    """Counts only this method; empty for all."""

    path: str = ""
    """Counts only paths in which this regular expression is found; empty for all."""

    params: frozenset[str] = frozenset()
    """Counts only requests with one of these query parameters; empty for all."""

    per_account: bool = True
    """Whether accounts have a budget each; else all that come from one address share it."""

    lifted_by_silence: bool = False
    """Whether a good answer without rate-limit headers means that there is no limit."""

    def covers(self, method: str, path: str, params: Sequence[str]) -> bool:
        """Return whether a request counts."""
        return (
            self.method in {"", method}
            and (not self.path or re.search(self.path, path) is not None)
            and (not self.params or not self.params.isdisjoint(params))
        )

    def window_end(self, now: float, skew_s: float) -> float:
        """Return when a window that begins or runs now will end, by the local clock."""
        if not self.aligned:
            return now + self.window_s
        server_now = now + skew_s
        return (math.floor(server_now / self.window_s) + 1) * self.window_s - skew_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Skew:
    """Between which bounds the server's clock is ahead of ours, in seconds."""

    least: float = -math.inf
    most: float = math.inf

    @property
    def safe_s(self) -> float:
        """The bound that makes windows end rather too late than too early; 0 while nothing is known."""
        return self.least if math.isfinite(self.least) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an answer's headers say of a budget."""

    limit: int
    remaining: int
    reset_at: float
    """By the local clock."""


def narrowed(skew: Skew, *, date: float, sent: float, received: float) -> Skew:
    """Return the tighter bounds after an answer with this `Date`, which is cut to whole seconds.

    Bounds that contradict each other mean that a clock was set; then only the newest count.
    """
    least, most = date - received, date + 1 - sent
    if least > skew.most or most < skew.least:
        return Skew(least=least, most=most)
    return Skew(least=max(least, skew.least), most=min(most, skew.most))


def kept(reserve: int, limit: int) -> int:
    """Return how many of `limit` requests are left to the person's own clients: `reserve` of 300, one at least."""
    return min(limit - 1, max(1, round(reserve * limit / 300))) if reserve else 0


def rolled(budget: Budget | None, rule: Rule, now: float, skew_s: float) -> Budget:
    """Return the budget as it stands now: a fresh one if none was known or its window is over."""
    end = rule.window_end(now, skew_s)
    if budget is None:
        return Budget(limit=rule.limit, reset_at=end)
    blocked = min(budget.blocked_until, now + rule.window_s + JUMP_S)
    jumped = budget.reset_at > now + rule.window_s + JUMP_S
    if now >= budget.reset_at + MARGIN_S or jumped:
        return Budget(limit=budget.limit, reset_at=end, blocked_until=blocked)
    return replace(budget, blocked_until=blocked)


def wait_s(budget: Budget, now: float, reserve: int) -> float:
    """Return how long this budget makes a request wait, in seconds; 0 if it may leave."""
    if budget.blocked_until > now:
        return budget.blocked_until - now
    if budget.limit == 0:
        return 0.0
    left = budget.limit - budget.used - budget.foreign - kept(reserve, budget.limit)
    return 0.0 if left > 0 else budget.reset_at + MARGIN_S - now


def taken(
    budgets: Sequence[Budget | None], rules: Sequence[Rule], *, now: float, skew_s: float, reserve: int
) -> tuple[list[Budget], float]:
    """Take one request out of each budget, or out of none; return them with the seconds to wait, 0 if taken."""
    current = [rolled(budget, rule, now, skew_s) for budget, rule in zip(budgets, rules, strict=True)]
    wait = max((wait_s(budget, now, reserve) for budget in current), default=0.0)
    if wait > 0:
        return current, wait
    return [replace(budget, used=budget.used + 1) for budget in current], 0.0


def heard(budget: Budget, rule: Rule, said: Said, now: float) -> Budget:
    """Return the budget corrected by what an answer says.

    Requests of ours are counted when they leave, so whatever the server has counted beyond them is others'.
    Answers come out of order: an older one never loosens a newer one.
    """
    if said.reset_at <= now:
        return budget
    if said.reset_at >= budget.reset_at + rule.window_s / 2:
        foreign = max(0, said.limit - said.remaining - 1)
        return replace(budget, limit=said.limit, reset_at=said.reset_at, used=1, foreign=foreign)
    foreign = max(budget.foreign, said.limit - said.remaining - budget.used)
    return replace(budget, limit=said.limit, reset_at=said.reset_at, foreign=foreign)


def meant(rules: Sequence[Rule], said: Said, now: float, skew_s: float) -> list[int]:
    """Return which rules an answer speaks of: Mastodon names one limit of several, and not which.

    Its windows end at different times, so the end tells them apart; where two end together, both are meant.
    """
    if len(rules) == 1:
        return [0]
    ends = [rule.window_end(now, skew_s) for rule in rules]
    near = [i for i, end in enumerate(ends) if abs(end - said.reset_at) <= SAME_WINDOW_S]
    exact = [i for i in near if rules[i].limit == said.limit]
    return exact or near


def said_by(headers: Mapping[str, str], now: float, skew_s: float) -> Said | None:
    """Read X-RateLimit-Limit, -Remaining and -Reset; None where they are missing or make no sense.

    The reset is ISO 8601 (GoToSocial, Mastodon), seconds since 1970, or seconds from now.
    """
    try:
        limit = int(headers["x-ratelimit-limit"])
        remaining = int(headers["x-ratelimit-remaining"])
        reset_at = _moment(headers["x-ratelimit-reset"], now, skew_s)
    except (KeyError, ValueError):
        return None
    return Said(limit=limit, remaining=remaining, reset_at=reset_at) if limit > 0 else None


def wish_s(headers: Mapping[str, str], now: float) -> float | None:
    """Read Retry-After in seconds; None if there is none.

    GoToSocial sends two of them while it starts, a number and a date, which arrive joined by a comma.
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    number = re.match(r"\d+", value)
    if number:
        return float(number.group())
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except ValueError:
        return None


def date_of(headers: Mapping[str, str]) -> float | None:
    """Read `Date` in seconds since 1970; None if there is none."""
    try:
        return parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError):
        return None


def pause_until(headers: Mapping[str, str], said: Said | None, now: float) -> float:
    """Return until when a 429 stops everything: the server's wish, else the end of the window."""
    wish = wish_s(headers, now)
    if wish is not None:
        return now + min(wish, LONGEST_WISH_S)
    if said is not None:
        return max(said.reset_at, now) + MARGIN_S
    return now + NO_WISH_S


def _moment(text: str, now: float, skew_s: float) -> float:
    """Return a reset by the local clock."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        number = float(text)
        return now + number if number < _SECONDS_FROM_NOW else number - skew_s
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - skew_s
