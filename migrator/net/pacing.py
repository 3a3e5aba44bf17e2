"""The transport that keeps to a server's request limits; the arithmetic is in `net/pace.py`."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

import httpx

from migrator.model import Reason
from migrator.net.budget import Budget, BudgetStore
from migrator.net.pace import (
    Rule,
    Said,
    Skew,
    date_of,
    heard,
    meant,
    narrowed,
    pause_until,
    said_by,
    taken,
)
from migrator.net.waiter import Waiter

ANYTHING = Rule(name="server", limit=0, window_s=300.0)
"""Counts what no other rule counts, so that a 429 stops it too."""


class PacedTransport(httpx.BaseTransport):
    """Lets a request leave when every budget that counts it has room. Threads may share it."""

    def __init__(
        self,
        inner: httpx.BaseTransport,
        *,
        rules: Sequence[Rule],
        key: Callable[[Rule], str],
        budgets: BudgetStore,
        waiter: Waiter,
        now: Callable[[], float],
        reserve: int,
    ) -> None:
        self._inner = inner
        self._rules = tuple(rules)
        self._key = key
        self._budgets = budgets
        self._waiter = waiter
        self._now = now
        self._reserve = reserve
        self._skew = Skew()
        self._lock = threading.Lock()
        self._unlimited = not self._rules
        """Known to have no limit, so that nothing has to be stored for each request."""

        self._blocked_until = 0.0
        """When the last 429 ends, by `now`; before, the stored budgets are asked even where there is no limit."""

        self._overrun = False
        """Whether that 429 was for too many requests at once, not for too many in a window."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Wait for room, send, and learn from the answer."""
        rules = self._rules_for(request)
        sent = self._now()
        if not self._unlimited or sent < self._blocked_until:
            self._wait_for_room(rules)
            sent = self._now()
        response = self._inner.handle_request(request)
        self._learn(rules, response, sent=sent)
        return response

    def close(self) -> None:
        """Close the transport below."""
        self._inner.close()

    def _rules_for(self, request: httpx.Request) -> list[Rule]:
        params = list(request.url.params)
        return [r for r in self._rules if r.covers(request.method, request.url.path, params)] or [ANYTHING]

    def _wait_for_room(self, rules: Sequence[Rule]) -> None:
        keys = [self._key(rule) for rule in rules]

        def take(budgets: Sequence[Budget | None]) -> tuple[Sequence[Budget], tuple[float, str]]:
            now = self._now()
            after, wait = taken(budgets, rules, now=now, skew_s=self._skew.safe_s, reserve=self._reserve)
            return after, (wait, _culprit(after, rules, now))

        while True:
            wait, culprit = self._budgets.update(keys, take)
            if wait <= 0:
                return
            limit = Reason("server_limit", {"budget": culprit})
            self._waiter.sleep(wait, Reason("server_busy", {"status": 429}) if self._overrun else limit)

    def _learn(self, rules: Sequence[Rule], response: httpx.Response, *, sent: float) -> None:
        limited = response.status_code == httpx.codes.TOO_MANY_REQUESTS or "x-ratelimit-limit" in response.headers
        if self._unlimited and not limited:
            return
        now = self._now()
        date = date_of(response.headers)
        if date is not None:
            with self._lock:
                self._skew = narrowed(self._skew, date=date, sent=sent, received=now)
        said = said_by(response.headers, now, self._skew.safe_s)
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            self._stop(rules, said, pause_until(response.headers, said, now))
        elif said is not None:
            self._correct(rules, said)
        elif response.is_success and any(rule.lifted_by_silence for rule in rules):
            self._lift(rules)

    def _stop(self, rules: Sequence[Rule], said: Said | None, until: float) -> None:
        self._blocked_until = max(until, self._blocked_until)
        self._overrun = said is None or said.remaining > 0
        named = meant(rules, said, self._now(), self._skew.safe_s) if said else []
        stopped = [rules[i] for i in named] or list(rules)
        self._change(stopped, lambda budget, _rule: replace(budget, blocked_until=until))

    def _correct(self, rules: Sequence[Rule], said: Said) -> None:
        self._unlimited = not self._rules
        now = self._now()
        named = [rules[i] for i in meant(rules, said, now, self._skew.safe_s)]
        self._change([r for r in named if r is not ANYTHING], lambda b, rule: heard(b, rule, said, now))

    def _lift(self, rules: Sequence[Rule]) -> None:
        if not self._unlimited:
            self._change(rules, lambda budget, _rule: replace(budget, limit=0))
            self._unlimited = all(rule.lifted_by_silence for rule in self._rules)

    def _change(self, rules: Sequence[Rule], change: Callable[[Budget, Rule], Budget]) -> None:
        if not rules:
            return

        def apply(budgets: Sequence[Budget | None]) -> tuple[Sequence[Budget], None]:
            now, skew = self._now(), self._skew.safe_s
            known = [
                budget or Budget(limit=rule.limit, reset_at=rule.window_end(now, skew))
                for budget, rule in zip(budgets, rules, strict=True)
            ]
            return [change(budget, rule) for budget, rule in zip(known, rules, strict=True)], None

        self._budgets.update([self._key(rule) for rule in rules], apply)


def _culprit(budgets: Sequence[Budget], rules: Sequence[Rule], now: float) -> str:
    """Name the budget that will have room last."""
    ends = [max(budget.blocked_until, budget.reset_at if budget.limit else now) for budget in budgets]
    return rules[ends.index(max(ends))].name
