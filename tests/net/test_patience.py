import random
import ssl

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.errors import InDoubt, Interrupted, Refused, TryAgain, Unreachable
from migrator.model import Reason
from migrator.net.patience import REPEAT, Patience, PatientTransport, Repeat, wait_s

GET = httpx.Request("GET", "https://example.social/api/v1/x")
DELETE = httpx.Request("DELETE", "https://example.social/api/v1/statuses/1")
POST = httpx.Request("POST", "https://example.social/api/v1/statuses")
UPLOAD = httpx.Request("POST", "https://example.social/api/v2/media", extensions={REPEAT: Repeat.FREELY})

REFUSED = httpx.ConnectError("connection refused")
SLOW = httpx.ConnectTimeout("")
CUT = httpx.RemoteProtocolError("Server disconnected without sending a response.")
RESET = httpx.ReadError("connection reset")
LATE = httpx.ReadTimeout("")
TWO_WISHES = {"retry-after": "120, Sun, 22 Nov 2026 23:04:56 GMT"}


class Script(httpx.BaseTransport):
    """Plays outcomes one after the other; the last for ever."""

    def __init__(self, *outcomes):
        self.outcomes = list(outcomes)
        self.requests = 0

    def handle_request(self, request):
        self.requests += 1
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        return httpx.Response(outcome) if isinstance(outcome, int) else outcome


class Waits(list):
    def sleep(self, seconds, reason):
        self.append((seconds, reason))


def send(script, request, **patience):
    waits = Waits()
    patient = PatientTransport(script, patience=Patience(**patience), waiter=waits, random=lambda: 0.0)
    return patient.handle_request(request), waits


@pytest.mark.parametrize("request_", [GET, DELETE, UPLOAD], ids=["GET", "DELETE", "upload"])
@pytest.mark.parametrize("trouble", [REFUSED, SLOW, CUT, RESET, LATE, 500, 502, 503, 504, 429], ids=repr)
def test_what_may_be_repeated_is_repeated(request_, trouble):
    script = Script(trouble, trouble, 200)
    answer, waits = send(script, request_)
    assert answer.status_code == 200
    assert script.requests == 3
    assert [seconds for seconds, _ in waits] == ([0.0, 0.0] if trouble == 429 else [1.0, 2.0])


@pytest.mark.parametrize("trouble", [REFUSED, SLOW, 429], ids=repr)
def test_a_post_that_was_certainly_not_made_is_sent_again(trouble):
    script = Script(trouble, 200)
    assert send(script, POST)[0].status_code == 200
    assert script.requests == 2


@pytest.mark.parametrize("trouble", [CUT, RESET, LATE, httpx.WriteError(""), 500, 502, 503, 504], ids=repr)
def test_a_post_that_may_have_been_made_is_in_doubt_at_once(trouble):
    script = Script(trouble)
    with pytest.raises(InDoubt):
        send(script, POST)
    assert script.requests == 1


def test_a_starting_server_is_asked_again_before_the_time_it_names():
    starting = httpx.Response(503, headers=TWO_WISHES, html="<h1>Starting</h1>")
    answer, waits = send(Script(starting, 200), GET)
    assert answer.status_code == 200
    assert waits == [(15.0, Reason("server_busy", {"status": 503}))]


@pytest.mark.parametrize(
    ("outcome", "error"),
    [
        pytest.param(REFUSED, Unreachable, id="never connected"),
        pytest.param(503, TryAgain, id="out of order"),
        pytest.param(RESET, TryAgain, id="keeps breaking"),
        pytest.param(429, TryAgain, id="keeps refusing"),
    ],
)
def test_patience_ends(outcome, error):
    with pytest.raises(error) as failure:
        send(Script(outcome), GET, total_s=100.0)
    assert "example.social" in failure.value.message
    assert failure.value.exit_code == 4


def test_an_outage_is_sat_out_for_as_long_as_was_asked():
    waits = Waits()
    patient = PatientTransport(Script(REFUSED), patience=Patience(), waiter=waits, random=lambda: 0.0)
    with pytest.raises(Unreachable):
        patient.handle_request(POST)
    assert 600 <= sum(seconds for seconds, _ in waits) < 660
    assert waits[0][1] == Reason("unreachable", {"error": "ConnectError"})


def test_a_crash_of_one_request_is_given_back_after_a_few_attempts():
    script = Script(500)
    assert send(script, GET)[0].status_code == 500
    assert script.requests == 4


@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 406, 418, 422, 501])
def test_decisions_of_the_server_are_given_back(status):
    script = Script(status)
    assert send(script, POST)[0].status_code == status
    assert script.requests == 1


def test_stopping_ends_a_wait():
    class Stopped:
        def sleep(self, seconds, reason):
            raise Interrupted("stopped")

    patient = PatientTransport(Script(503), patience=Patience(), waiter=Stopped(), random=random.random)
    with pytest.raises(Interrupted):
        patient.handle_request(GET)


def test_no_wait_mends_a_certificate():
    def refuse(request):
        raise httpx.ConnectError("certificate verify failed") from ssl.SSLCertVerificationError(1, "self-signed")

    with pytest.raises(Refused, match="certificate"):
        send(httpx.MockTransport(refuse), GET)


@given(st.integers(1, 1000), st.floats(0, 1))
def test_waits_grow_to_a_ceiling_and_never_vanish(attempt, chance):
    wait = wait_s(Patience(), attempt, None, chance)
    assert 0.5 <= wait <= 60.0
