"""Faults are met on the real socket, as a client meets them in the world."""

import time
from collections.abc import Iterator

import httpx
import pytest

from migrator.rehearsal import Fault, Options, RehearsalServer

CUT = (httpx.RemoteProtocolError, httpx.ReadError)


@pytest.fixture
def server() -> Iterator[RehearsalServer]:
    with RehearsalServer(options=Options(rate_limited=False)) as running:
        running.create_account("alice")
        yield running


@pytest.fixture
def client(server: RehearsalServer) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {server.token('alice')}"}
    with httpx.Client(base_url=server.url, headers=headers) as made:
        yield made


def post(client: httpx.Client) -> httpx.Response:
    return client.post("/api/v1/statuses", json={"status": "hello"})


def test_an_answer_can_be_lost_though_the_post_is_made(server: RehearsalServer, client: httpx.Client) -> None:
    server.faults.add(Fault(kind="drop_after", method="POST", times=1))
    with pytest.raises(httpx.RemoteProtocolError):
        post(client)
    assert len(server.statuses("alice")) == 1
    assert post(client).status_code == 200


def test_a_request_can_be_lost(server: RehearsalServer, client: httpx.Client) -> None:
    server.faults.add(Fault(kind="drop_before", times=1))
    with pytest.raises(CUT):
        post(client)
    assert server.statuses("alice") == []


def test_a_cut_can_be_a_reset(server: RehearsalServer, client: httpx.Client) -> None:
    server.faults.add(Fault(kind="drop_after", times=1, reset=True))
    with pytest.raises(httpx.ReadError):
        post(client)
    assert len(server.statuses("alice")) == 1


def test_a_request_can_land_after_its_client_left(server: RehearsalServer, client: httpx.Client) -> None:
    server.faults.add(Fault(kind="late", before_ms=150, times=1))
    with pytest.raises(CUT):
        post(client)
    assert server.statuses("alice") == []
    ends = time.monotonic() + 5
    while not server.statuses("alice") and time.monotonic() < ends:
        time.sleep(0.01)
    assert len(server.statuses("alice")) == 1


@pytest.mark.parametrize("fault", [Fault(kind="latency", before_ms=80), Fault(kind="latency", after_ms=80)])
def test_latency_delays_the_answer(server: RehearsalServer, client: httpx.Client, fault: Fault) -> None:
    post(client)
    server.faults.add(fault)
    began = time.monotonic()
    assert post(client).status_code == 200
    assert time.monotonic() - began >= 0.08


def test_a_slow_answer_may_come_too_late_for_the_client(server: RehearsalServer, client: httpx.Client) -> None:
    server.faults.add(Fault(kind="latency", after_ms=1000, times=1))
    with pytest.raises(httpx.ReadTimeout):
        client.post("/api/v1/statuses", json={"status": "hello"}, timeout=0.1)
    assert len(server.statuses("alice")) == 1


def test_a_storm_ends_after_its_count(server: RehearsalServer, client: httpx.Client) -> None:
    server.faults.add(
        Fault(kind="status", status=429, retry_after=("30",), skip=1, times=2, path="/api/v1/statuses")
    )
    answers = [post(client) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 429, 429, 200]
    assert answers[1].headers["retry-after"] == "30"
    assert len(server.statuses("alice")) == 2
    assert client.get("/api/v1/accounts/verify_credentials").status_code == 200


def test_a_storm_spares_other_paths(server: RehearsalServer, client: httpx.Client) -> None:
    server.faults.add(Fault(kind="status", status=500, method="POST", path="/api/v2/media"))
    assert post(client).status_code == 200
    assert client.post("/api/v2/media").status_code == 500


def test_probability_strikes_some(server: RehearsalServer, client: httpx.Client) -> None:
    server.faults.add(Fault(kind="status", status=500, probability=0.5))
    codes = [post(client).status_code for _ in range(40)]
    assert 5 < codes.count(500) < 35


def test_a_starting_server_sends_two_retry_afters(server: RehearsalServer, client: httpx.Client) -> None:
    server.faults.starting = True
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers.get_list("retry-after")[0] == "120"
    assert len(answer.headers.get_list("retry-after")) == 2
    assert "text/html" in answer.headers["content-type"]
    server.faults.clear()
    assert client.get("/readyz").status_code == 200


def test_other_processes_switch_faults_over_http(server: RehearsalServer, client: httpx.Client) -> None:
    path = "/rehearsal/faults"
    wish = {"kind": "status", "status": 503, "retry_after": ["120", "Thu, 01 Jan 1970 00:02:00 GMT"], "times": 1}
    assert client.post(path, json=wish).json()["faults"][0]["times"] == 1
    assert post(client).headers.get_list("retry-after") == wish["retry_after"]
    assert client.get(path).json()["faults"][0]["times"] == 0
    assert client.post(path, json={"starting": True}).json()["starting"] is True
    assert client.delete(path).json() == {"starting": False, "faults": []}
    assert client.post(path, json={"kind": "status", "nonsense": 1}).status_code == 400
    assert client.get("/rehearsal/requests").json() == {}
