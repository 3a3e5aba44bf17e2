"""The hot path against a rehearsal server on which things go wrong."""

import time
from datetime import UTC, datetime

import httpx
import pytest

from migrator.errors import InDoubt
from migrator.model import Visibility
from migrator.net import Network, Secret
from migrator.rehearsal import Fault, RehearsalServer
from migrator.targets.base import Outgoing, Upload
from migrator.targets.open import open_target
from tests.contracts.target import picture

SLOT = datetime(2014, 5, 5, 5, 5, 5, 1000, tzinfo=UTC)
POST = Outgoing(
    text="once",
    content_type="text/plain",
    visibility=Visibility.PUBLIC,
    language="en",
    sensitive=False,
    warning="",
    scheduled_at=SLOT,
)
STATUSES = "/api/v1/statuses"


@pytest.fixture
def server():
    with RehearsalServer() as server:
        server.create_account("ada")
        yield server


@pytest.fixture
def target(server, network):
    target = open_target(server.url, Secret(server.token("ada")), network)
    yield target
    target.close()


@pytest.mark.parametrize(
    ("fault", "posts"),
    [
        pytest.param(Fault(kind="drop_after", path=STATUSES, times=1), 1, id="the answer is lost"),
        pytest.param(Fault(kind="drop_after", path=STATUSES, times=1, reset=True), 1, id="the answer is reset"),
        pytest.param(Fault(kind="drop_before", path=STATUSES, times=1), 0, id="the request is lost"),
        pytest.param(Fault(kind="status", status=500, path=STATUSES, times=1), 0, id="500"),
        pytest.param(Fault(kind="status", status=503, path=STATUSES, times=1), 0, id="503 with a page"),
    ],
)
def test_a_post_without_a_clear_answer_is_in_doubt_and_sent_once(server, target, fault, posts):
    server.faults.add(fault)
    with pytest.raises(InDoubt):
        target.publish(POST)
    assert server.requests[f"POST {STATUSES}"] <= 1
    assert [s.text for s in target.at(SLOT)] == ["once"] * posts


def test_a_post_refused_for_capacity_is_sent_again_when_the_server_says(server, target):
    waits = []
    wait = type(
        "Waits", (), {"sleep": lambda _, seconds, reason: waits.append(reason.code) or time.sleep(seconds)}
    )()
    target._http._transport._inner._waiter = wait
    server.faults.add(Fault(kind="status", status=429, path=STATUSES, times=1, retry_after=("1",)))
    target.publish(POST)
    assert set(waits) == {"server_busy"}
    assert len(target.at(SLOT)) == 1


def test_looking_is_repeated_until_it_works(server, target):
    server.faults.add(Fault(kind="drop_before", method="GET", times=2))
    server.faults.add(Fault(kind="status", status=502, method="GET", times=2))
    assert target.at(SLOT) == []


def test_a_delete_whose_answer_was_lost_is_repeated(server, target):
    made = target.publish(POST)
    server.faults.add(Fault(kind="drop_after", method="DELETE", times=1))
    target.delete(made.id)
    for _ in range(50):
        if target.status(made.id) is None:
            break
        time.sleep(0.1)
    assert server.statuses("ada") == []


def test_an_upload_whose_answer_was_lost_is_sent_again_whole(server, target, tmp_path):
    path = tmp_path / "p.png"
    path.write_bytes(picture())
    server.faults.add(Fault(kind="drop_after", path="/api/v2/media", times=1))
    id_ = target.upload(Upload(path=path, mime="image/png", file_name="p.png", alt="dots"))
    assert server.requests["POST /api/v2/media"] + server.requests["POST /api/{version:str}/media"] == 2
    assert id_


def test_a_large_file_goes_out_in_small_pieces_and_from_its_start_again(server, network, tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"0123456789" * 100_000)
    sent = []

    class Listening(httpx.BaseTransport):
        def handle_request(self, request):
            pieces = list(request.stream)
            sent.append(b"".join(pieces))
            assert max(map(len, pieces)) <= 65_536
            if len(sent) == 1:
                raise httpx.WriteError("broken pipe")
            return httpx.Response(200, json={"id": "5"})

    listening = Network(
        waiter=network.waiter,
        now=network.now,
        random=network.random,
        budgets=network.budgets,
        faults=lambda _: Listening(),
    )
    known = open_target(server.url, Secret(server.token("ada")), network)
    target = open_target(server.url, Secret("t"), listening, account=known.account, limits=known.limits)
    assert target.upload(Upload(path=path, mime="video/mp4", file_name="film.mp4")) == "5"
    assert sent[0] == sent[1]
    assert path.read_bytes() in sent[1]
    known.close()
