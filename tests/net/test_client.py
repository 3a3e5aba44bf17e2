"""The whole stack against small servers on loopback."""

import gzip
import logging
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from migrator.errors import InDoubt, Interrupted, Refused, TryAgain, Unreachable
from migrator.model import Reason
from migrator.net import MASK, MemoryBudgets, Network, Patience, Secret, StoppableWaiter, client

TOKEN = "sesame-open-9f3e"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers), self.client_address[1]))
        getattr(self, self.path.partition("?")[0].strip("/") or "fine")()

    do_POST = do_GET  # noqa: N815  # the base class names it so

    def log_message(self, *args):
        pass

    def answer(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def fine(self):
        self.answer(b"{}")

    def large(self):
        self.answer(b"x" * 5000)

    def bomb(self):
        self.answer(gzip.compress(b"x" * 10_000_000), Content_Encoding="gzip")

    def zipped(self):
        self.answer(gzip.compress(b'{"a": 1}'), Content_Encoding="gzip")

    def cut(self):
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"half")
        self.close_connection = True

    def away(self):
        self.answer(b"", 302, Location="http://192.168.255.254/secret")


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen = []
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def network():
    return Network(
        waiter=StoppableWaiter(threading.Event()),
        now=time.time,
        random=random.random,
        budgets=MemoryBudgets(),
        patience=Patience(total_s=0.2, first_s=0.01, cuts=2),
    )


def test_every_request_says_who_we_are(server, network):
    with client(server.url, network, token=Secret(TOKEN)) as http:
        assert http.get("/fine").json() == {}
    _, headers, _ = server.seen[0]
    assert headers["User-Agent"].startswith("migrator/")
    assert headers["Authorization"] == f"Bearer {TOKEN}"


def test_compressed_answers_are_read(server, network):
    with client(server.url, network) as http:
        assert http.get("/zipped").json() == {"a": 1}


@pytest.mark.parametrize("path", ["/large", "/bomb"])
def test_answers_beyond_a_size_are_not_read(server, network, path):
    with client(server.url, network, largest_answer=4000) as http, pytest.raises(TryAgain):
        http.get(path)


def test_an_answer_cut_in_the_middle_is_judged_as_a_broken_connection(server, network):
    with client(server.url, network) as http:
        with pytest.raises(TryAgain):
            http.get("/cut")
        assert len(server.seen) == 2
        with pytest.raises(InDoubt):
            http.post("/cut")
        assert len(server.seen) == 3


def test_nobody_there_is_unreachable(network):
    with client("http://127.0.0.1:1", network) as http, pytest.raises(Unreachable) as failure:
        http.post("/")
    assert failure.value.exit_code == 4


def test_a_redirect_into_a_private_network_is_not_followed(server, network):
    network = replace(network, allow_http=True)
    with client(server.url, network) as http, pytest.raises(Refused, match="private network"):
        http.get("/away", follow_redirects=True)


def test_each_thread_has_connections_of_its_own_and_keeps_them(server, network):
    barrier = threading.Barrier(3)

    def three_requests(_):
        barrier.wait()
        for _ in range(3):
            http.get("/fine")

    with client(server.url, network) as http, ThreadPoolExecutor(3) as pool:
        list(pool.map(three_requests, range(3)))
    assert len({port for _, _, port in server.seen}) == 3


def test_the_trace_tells_of_repeats_but_shows_no_secret(server, network, caplog):
    told = []
    caplog.set_level(logging.DEBUG)
    with client(server.url, replace(network, trace=told.append), token=Secret(TOKEN)) as http:
        http.get("/fine", params={"min_id": "7", "code": TOKEN, "state": TOKEN})
        with pytest.raises(TryAgain) as failure:
            http.get("/cut", params={"token": TOKEN})
    assert [e.status for e in told] == [200, None, None]
    assert told[0].url.endswith(f"/fine?min_id=7&code={MASK}&state={MASK}")
    assert TOKEN not in f"{told} {failure.value!r} {failure.getrepr()} {http.headers!r}"


def test_faults_can_be_put_under_everything(server, network):
    class Broken(httpx.BaseTransport):
        def handle_request(self, request):
            raise httpx.ReadError("cut")

    network = replace(network, faults=lambda transport: Broken())
    with client(server.url, network) as http, pytest.raises(InDoubt):
        http.post("/fine")
    assert server.seen == []


def test_waiting_is_announced_and_broken_off():
    stop, notices = threading.Event(), []
    waiter = StoppableWaiter(stop, notice=lambda seconds, reason: notices.append((seconds, reason)))
    reason = Reason("server_limit", {"budget": "requests"})
    waiter.sleep(0.001, reason)
    assert notices == [(0.001, reason)]
    stop.set()
    with pytest.raises(Interrupted):
        waiter.sleep(3600, reason)


def test_a_secret_hides_itself():
    secret = Secret(TOKEN)
    assert TOKEN not in f"{secret} {secret!r} {[secret]} {secret:>1}"
    assert secret.reveal() == TOKEN
    assert secret == Secret(TOKEN)
    assert not Secret("")
