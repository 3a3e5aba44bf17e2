import math

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.model import Reason
from migrator.net import Budget, MemoryBudgets, Rule
from migrator.net.pace import (
    MARGIN_S,
    Said,
    Skew,
    heard,
    kept,
    meant,
    narrowed,
    pause_until,
    rolled,
    said_by,
    taken,
    wait_s,
    wish_s,
)
from migrator.net.pacing import PacedTransport
from tests.net.simulated import START, Clock, CountingServer

NOW = 1_000_000.0
FIXED = Rule(name="requests", limit=300, window_s=300.0)
ALIGNED = Rule(name="statuses", limit=300, window_s=10_800.0, aligned=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", None, id="none"),
        pytest.param("30", 30.0, id="seconds"),
        pytest.param("120, Sun, 22 Nov 2026 23:04:56 GMT", 120.0, id="two joined by a comma"),
        pytest.param("Mon, 12 Jan 1970 13:47:10 GMT", 30.0, id="a date"),
        pytest.param("soon", None, id="nonsense"),
    ],
)
def test_retry_after_is_read(text, expected):
    assert wish_s({"retry-after": text}, NOW) == expected


@pytest.mark.parametrize(
    ("reset", "expected"),
    [
        pytest.param("1970-01-12T13:51:40.500Z", NOW + 300.5, id="ISO 8601 with milliseconds"),
        pytest.param("1970-01-12T13:51:40.123456Z", NOW + 300.123456, id="with microseconds"),
        pytest.param("300", NOW + 300, id="seconds from now"),
        pytest.param("1790000000", 1_790_000_000.0, id="seconds since 1970"),
        pytest.param("tomorrow", None, id="nonsense"),
    ],
)
def test_resets_are_read_in_each_form(reset, expected):
    headers = {"x-ratelimit-limit": "300", "x-ratelimit-remaining": "7", "x-ratelimit-reset": reset}
    said = said_by(headers, NOW, 0.0)
    assert (said.reset_at if said else None) == expected


def test_a_reset_is_moved_to_the_local_clock():
    headers = {"x-ratelimit-limit": "9", "x-ratelimit-remaining": "7", "x-ratelimit-reset": "1790000000"}
    assert said_by(headers, NOW, 3600.0).reset_at == 1_790_000_000.0 - 3600.0


@pytest.mark.parametrize(
    ("reserve", "limit", "expected"),
    [(10, 300, 10), (10, 30, 1), (10, 1500, 50), (0, 300, 0), (10, 1, 0), (300, 300, 299)],
)
def test_the_reserve_keeps_its_share_of_each_limit(reserve, limit, expected):
    assert kept(reserve, limit) == expected


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        pytest.param(Budget(limit=300, reset_at=NOW + 60, used=289), 0.0, id="room"),
        pytest.param(Budget(limit=300, reset_at=NOW + 60, used=290), 60 + MARGIN_S, id="only the reserve is left"),
        pytest.param(
            Budget(limit=300, reset_at=NOW + 60, used=9, foreign=281), 60 + MARGIN_S, id="others used it"
        ),
        pytest.param(Budget(limit=0, reset_at=NOW + 60, used=9999), 0.0, id="no limit"),
        pytest.param(Budget(limit=300, reset_at=NOW + 60, blocked_until=NOW + 7), 7.0, id="blocked"),
        pytest.param(Budget(limit=0, reset_at=NOW, blocked_until=NOW + 7), 7.0, id="blocked though unlimited"),
    ],
)
def test_a_budget_says_how_long_to_wait(budget, expected):
    assert wait_s(budget, NOW, 10) == expected


def test_a_request_is_taken_out_of_all_budgets_or_out_of_none():
    full = Budget(limit=30, reset_at=NOW + 60, used=29)
    free = Budget(limit=300, reset_at=NOW + 9, used=5)
    after, wait = taken([full, free], [FIXED, FIXED], now=NOW, skew_s=0.0, reserve=10)
    assert (after, wait) == ([full, free], 60 + MARGIN_S)


def test_a_window_that_is_over_begins_anew():
    old = Budget(limit=42, reset_at=NOW - 2, used=42, foreign=3)
    assert rolled(old, FIXED, NOW, 0.0) == Budget(limit=42, reset_at=NOW + 300)


def test_aligned_windows_end_where_the_server_ends_them():
    assert ALIGNED.window_end(10_800.0 * 5 + 1, 0.0) == 10_800.0 * 6
    assert ALIGNED.window_end(10_800.0 * 5 + 1, -2.0) == 10_800.0 * 5 + 2.0


def test_a_clock_set_back_does_not_block_for_ever():
    ahead = Budget(limit=300, reset_at=NOW + 90_000, used=300, blocked_until=NOW + 90_000)
    budget = rolled(ahead, FIXED, NOW, 0.0)
    assert budget.used == 0
    assert budget.blocked_until < NOW + 600


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            Said(limit=300, remaining=250, reset_at=NOW + 100),
            Budget(limit=300, reset_at=NOW + 100, used=20, foreign=30),
            id="others count too",
        ),
        pytest.param(
            Said(limit=300, remaining=290, reset_at=NOW + 100),
            Budget(limit=300, reset_at=NOW + 100, used=20, foreign=5),
            id="an earlier answer that comes late loosens nothing",
        ),
        pytest.param(
            Said(limit=300, remaining=0, reset_at=NOW - 1),
            Budget(limit=300, reset_at=NOW + 100, used=20, foreign=5),
            id="a window that is over says nothing",
        ),
        pytest.param(
            Said(limit=300, remaining=297, reset_at=NOW + 400),
            Budget(limit=300, reset_at=NOW + 400, used=1, foreign=2),
            id="the server began a new window",
        ),
        pytest.param(
            Said(limit=60, remaining=30, reset_at=NOW + 100),
            Budget(limit=60, reset_at=NOW + 100, used=20, foreign=10),
            id="the limit is another",
        ),
    ],
)
def test_answers_correct_a_budget(said, expected):
    budget = Budget(limit=300, reset_at=NOW + 100, used=20, foreign=5)
    assert heard(budget, FIXED, said, NOW) == expected


def test_the_end_of_a_window_tells_which_limit_an_answer_means():
    general = Rule(name="requests", limit=300, window_s=300.0, aligned=True)
    now = 10_800.0 * 5 + 10
    rules = [general, ALIGNED]
    assert meant(rules, Said(limit=300, remaining=1, reset_at=10_800.0 * 5 + 300), now, 0.0) == [0]
    assert meant(rules, Said(limit=300, remaining=1, reset_at=10_800.0 * 6), now, 0.0) == [1]
    last = 10_800.0 * 6 - 10
    assert meant(rules, Said(limit=300, remaining=1, reset_at=10_800.0 * 6), last, 0.0) == [0, 1]


@pytest.mark.parametrize(
    ("headers", "said", "expected"),
    [
        pytest.param(
            {"retry-after": "30"}, Said(limit=300, remaining=200, reset_at=NOW + 99), 30.0, id="capacity"
        ),
        pytest.param({}, Said(limit=300, remaining=0, reset_at=NOW + 99), 99 + MARGIN_S, id="window used up"),
        pytest.param({}, Said(limit=300, remaining=0, reset_at=NOW - 0.4), MARGIN_S, id="its end is rounded down"),
        pytest.param({"retry-after": "86400"}, None, 300.0, id="an absurd wish is asked again"),
        pytest.param({}, None, 30.0, id="nothing named"),
    ],
)
def test_a_429_says_until_when(headers, said, expected):
    assert pause_until(headers, said, NOW) - NOW == expected


@given(st.floats(-7200, 7200), st.lists(st.tuples(st.floats(0.001, 3), st.floats(0, 30)), min_size=1, max_size=30))
def test_bounds_of_the_skew_always_hold_the_true_one(true, exchanges):
    now, skew = START, Skew()
    for latency, pause in exchanges:
        answered = now + latency / 2
        date = math.floor(answered + true)
        skew = narrowed(skew, date=date, sent=now, received=now + latency)
        now += latency + pause
    assert skew.least - 1e-3 <= true <= skew.most + 1e-3


def transport(server, clock, rules, *, reserve=10, budgets=None):
    return PacedTransport(
        server,
        rules=rules,
        key=lambda rule: rule.name,
        budgets=budgets or MemoryBudgets(),
        waiter=clock,
        now=clock,
        reserve=reserve,
    )


GET = ("GET", "https://example.social/api/v1/x")
POST = ("POST", "https://example.social/api/v1/statuses")
UPLOAD = ("POST", "https://example.social/api/v2/media")
GOTOSOCIAL = Rule(name="requests", limit=300, window_s=300.0, path="^/api/", lifted_by_silence=True)
MASTODON = (
    Rule(name="requests", limit=300, window_s=300.0, aligned=True),
    Rule(name="statuses", limit=300, window_s=10_800.0, aligned=True, method="POST", path="statuses$"),
    Rule(name="uploads", limit=30, window_s=1800.0, aligned=True, method="POST", path="media$"),
)
MASTODON_LIMITS = {
    "requests": (lambda r: True, 300, 300.0),
    "statuses": (lambda r: r.method == "POST" and r.url.path.endswith("statuses"), 300, 10_800.0),
    "uploads": (lambda r: r.method == "POST" and r.url.path.endswith("media"), 30, 1800.0),
}


@settings(max_examples=40, deadline=None)
@given(
    start=st.floats(0, 20_000),
    ahead=st.floats(-90, 90),
    latency=st.floats(0.002, 0.9),
    reserve=st.integers(0, 30),
)
def test_three_windows_of_gotosocial_are_used_up_without_a_refusal(start, ahead, latency, reserve):
    clock = Clock(START + start)
    server = CountingServer(
        clock, limits={"all": (lambda r: True, 300, 300.0)}, aligned=False, ahead=ahead, latency=latency
    )
    paced = transport(server, clock, [GOTOSOCIAL], reserve=reserve)
    budget = 3 * (300 - (max(1, reserve) if reserve else 0))
    began = clock.now
    for _ in range(budget):
        paced.handle_request(httpx.Request(*POST))
    assert server.refused == 0
    # What a window takes beyond its length is the way there and back, the margin, and the bound of the skew.
    assert clock.now - began <= 600.0 * 1.01 + 300 * latency
    per_window = budget / 3
    assert len([t for t in server.served if t - began < 900.0]) >= 0.99 * 3 * per_window


@settings(max_examples=20, deadline=None)
@given(start=st.floats(0, 20_000), ahead=st.floats(-90, 90), latency=st.floats(0.002, 0.5))
def test_mastodon_families_are_used_up_without_a_refusal(start, ahead, latency):
    clock = Clock(START + start)
    server = CountingServer(clock, limits=MASTODON_LIMITS, aligned=True, ahead=ahead, latency=latency)
    paced = transport(server, clock, MASTODON)
    for number in range(400):
        paced.handle_request(httpx.Request(*UPLOAD)) if number % 10 == 0 else None
        paced.handle_request(httpx.Request(*POST))
    assert server.refused == 0
    # 400 posts are 290 in one window of three hours and the rest in the next, wherever in the first they begin.
    assert clock.now - START - start <= 10_800.0 * 1.01 + 440 * latency


def test_others_on_the_same_budget_keep_their_reserve():
    clock = Clock()
    server = CountingServer(clock, limits={"all": (lambda r: True, 300, 300.0)}, aligned=False)
    paced = transport(server, clock, [GOTOSOCIAL])
    for number in range(700):
        paced.handle_request(httpx.Request(*POST))
        if number % 5 == 0:
            server.handle_request(httpx.Request(*GET))
    assert server.refused == 0


def test_two_processes_share_a_stored_budget():
    clock, store = Clock(), MemoryBudgets()
    server = CountingServer(clock, limits={"all": (lambda r: True, 300, 300.0)}, aligned=False)
    both = [transport(server, clock, [GOTOSOCIAL], budgets=store) for _ in range(2)]
    for number in range(600):
        both[number % 2].handle_request(httpx.Request(*POST))
    assert server.refused == 0
    assert len(clock.waits) == 2


def test_a_server_without_the_headers_has_no_limit_and_costs_no_bookkeeping():
    clock, store = Clock(), MemoryBudgets()
    server = CountingServer(clock, limits={}, aligned=False)
    paced = transport(server, clock, [GOTOSOCIAL], budgets=store)
    for _ in range(1000):
        paced.handle_request(httpx.Request(*POST))
    assert clock.waits == []
    assert store.load("requests").used == 1


def test_a_server_of_which_nothing_is_known_costs_no_bookkeeping_either():
    clock, store = Clock(), MemoryBudgets()
    paced = transport(CountingServer(clock, limits={}, aligned=False), clock, [], budgets=store)
    for _ in range(10):
        paced.handle_request(httpx.Request(*POST))
    assert store.load("server") is None


def test_a_limit_that_is_switched_on_later_is_kept_to():
    clock, limits = Clock(), {}
    server = CountingServer(clock, limits=limits, aligned=False)
    paced = transport(server, clock, [GOTOSOCIAL])
    for number in range(700):
        if number == 50:
            limits["all"] = (lambda r: True, 300, 300.0)
        paced.handle_request(httpx.Request(*POST))
    assert server.refused == 0
    assert len(clock.waits) == 2


def test_silence_of_a_failure_lifts_no_limit():
    clock, store = Clock(), MemoryBudgets()
    failing = httpx.MockTransport(lambda request: httpx.Response(502))
    paced = transport(failing, clock, [GOTOSOCIAL], budgets=store)
    paced.handle_request(httpx.Request(*POST))
    assert store.load("requests").limit == 300


def test_a_server_over_its_capacity_is_left_alone_for_as_long_as_it_asks():
    clock = Clock()
    answers = [httpx.Response(429, headers={"retry-after": "30"}), httpx.Response(200)]
    paced = transport(httpx.MockTransport(lambda request: answers.pop(0)), clock, [GOTOSOCIAL])
    assert paced.handle_request(httpx.Request(*POST)).status_code == 429
    assert paced.handle_request(httpx.Request(*POST)).status_code == 200
    assert [round(seconds, 3) for seconds, _ in clock.waits] == [30.0]
    assert clock.waits[0][1] == Reason("server_busy", {"status": 429})


def test_a_429_that_no_rule_expected_stops_the_client_too():
    clock = Clock()
    answers = [httpx.Response(429), httpx.Response(200)]
    paced = transport(httpx.MockTransport(lambda request: answers.pop(0)), clock, [])
    paced.handle_request(httpx.Request(*GET))
    paced.handle_request(httpx.Request(*GET))
    assert [seconds for seconds, _ in clock.waits] == [30.0]
