"""The fetcher against a small server on loopback that cuts, refuses, moves and lies."""

import hashlib
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from migrator.errors import Refused
from migrator.net import Fetcher, FetchFailed, MemoryBudgets, Network, Patience, StoppableWaiter, Wanted
from migrator.net.hosts import HostPace
from tests.net.simulated import Clock

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        self.server.seen.append((self.path, self.headers.get("Range")))
        getattr(self, self.path.strip("/").partition("?")[0].partition("/")[0])()

    def answer(self, body=PNG, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def fine(self):
        self.answer()

    def gone(self):
        self.answer(b"not here", status=404)

    def page(self):
        self.answer(b"<html>please sign in</html>", Content_Type="image/png")

    def moved(self):
        self.answer(b"", status=302, Location="/fine")

    def inward(self):
        self.answer(b"", status=302, Location="http://10.0.0.1/fine")

    def circle(self):
        self.answer(b"", status=302, Location="/circle")

    def endless(self):
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(PNG)
        except OSError:
            self.close_connection = True

    def huge(self):
        self.send_response(200)
        self.send_header("Content-Length", str(10**12))
        self.end_headers()
        self.close_connection = True

    def busy(self):
        if Counter(path for path, _ in self.server.seen)["/busy"] == 1:
            self.answer(b"", status=429, Retry_After="7")
        else:
            self.answer()

    def down(self):
        self.answer(b"", status=503)

    def cut(self, etag='"one"'):
        """Break off in the middle, unless asked for the rest."""
        wanted = self.headers.get("Range")
        if wanted and self.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            self.answer(PNG[start:], 206, Content_Range=f"bytes {start}-{len(PNG) - 1}/{len(PNG)}", ETag=etag)
            return
        self.send_response(200)
        self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(PNG)))
        self.end_headers()
        self.wfile.write(PNG[: len(PNG) // 2])
        self.close_connection = True

    def changed(self):
        """Break off once; the rest that is asked for is of another file by then."""
        if Counter(path for path, _ in self.server.seen)["/changed"] == 1:
            self.cut(etag='"old"')
        else:
            self.answer(ETag='"new"')

    def always_cut(self):
        self.cut(etag="")


@pytest.fixture
def server():
    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.seen = []
    found.url = f"http://127.0.0.1:{found.server_address[1]}"
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


class Waits:
    """Waits no time, and remembers for how long."""

    def __init__(self):
        self.seconds = []

    def sleep(self, seconds, reason):
        self.seconds.append(seconds)


def network(**more):
    settings = {
        "waiter": StoppableWaiter(threading.Event()),
        "now": time.time,
        "random": lambda: 0.5,
        "budgets": MemoryBudgets(),
        "patience": Patience(total_s=0.05, first_s=0.01),
    }
    return Network(**(settings | more))


@pytest.fixture
def fetcher(tmp_path):
    found = Fetcher(network(), tmp_path / "kept", named=frozenset({"127.0.0.1"}), largest=100_000, pause_s=0.0)
    yield found
    found.close()


@pytest.mark.parametrize("path", ["/fine", "/moved", "/cut", "/changed"])
def test_a_file_comes_whole(server, fetcher, path):
    assert fetcher.fetch(server.url + path).read_bytes() == PNG


def test_a_file_that_breaks_off_is_taken_up_where_it_broke(server, fetcher):
    fetcher.fetch(server.url + "/cut")
    assert [wanted for _, wanted in server.seen] == [None, f"bytes={len(PNG) // 2}-"]


def test_what_an_earlier_run_left_is_taken_up(server, fetcher, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    stem = hashlib.sha256(f"{server.url}/cut".encode()).hexdigest()
    (kept / f"{stem}.part").write_bytes(PNG[:100])
    (kept / f"{stem}.etag").write_text('{"etag": "\\"one\\""}')
    assert fetcher.fetch(server.url + "/cut").read_bytes() == PNG
    assert server.seen == [("/cut", "bytes=100-")]


def test_a_file_is_fetched_once(server, fetcher):
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(fetcher.fetch, [server.url + "/fine"] * 8))
    assert len(found) == len(server.seen) == 1


@pytest.mark.parametrize(
    ("path", "code", "for_good"),
    [
        pytest.param("/gone", "media_gone_there", True, id="gone"),
        pytest.param("/page", "media_not_media", True, id="a page that says it is a picture"),
        pytest.param("/endless", "media_too_large", True, id="without an end"),
        pytest.param("/huge", "media_too_large", True, id="says that it is huge"),
        pytest.param("/inward", "media_host_refused", True, id="leads into a private network"),
        pytest.param("/circle", "media_unreachable", False, id="leads back to itself"),
        pytest.param("/down", "media_unreachable", False, id="out of order"),
        pytest.param("/always_cut", "media_unreachable", False, id="never whole"),
    ],
)
def test_what_can_not_be_had_is_named(server, fetcher, tmp_path, path, code, for_good):
    with pytest.raises(FetchFailed) as failure:
        fetcher.fetch(server.url + path)
    assert (failure.value.code, failure.value.for_good) == (code, for_good)
    assert not any(one.suffix == "" for one in (tmp_path / "kept").glob("*"))


@pytest.mark.parametrize("url", ["", "ftp://a.example/b", "file:///etc/passwd", "https:///x", "at://nobody"])
def test_other_addresses_are_no_files(fetcher, url):
    with pytest.raises(FetchFailed, match="is no address"):
        fetcher.fetch(url)


@pytest.mark.parametrize("url", ["https://10.1.2.3/x.png", "https://[::1]/x.png", "https://localhost/x.png"])
def test_private_addresses_are_not_asked(fetcher, url):
    with pytest.raises(FetchFailed) as failure:
        fetcher.fetch(url)
    assert failure.value.code == "media_host_refused"
    assert isinstance(failure.value.__cause__, Refused)


def test_a_host_that_is_gone_is_not_waited_for_twice(server, fetcher):
    for path in ("/down?1", "/down?2"):
        with pytest.raises(FetchFailed):
            fetcher.fetch(server.url + path)
    assert {path for path, _ in server.seen} == {"/down?1"}


def test_a_digest_that_is_known_is_checked(server, tmp_path):
    digests = {"right": hashlib.sha256(PNG).digest(), "wrong": bytes(32)}
    locate = {"at": lambda url: Wanted(url=f"{server.url}/fine", sha256=digests[url.rpartition("/")[2]])}
    fetcher = Fetcher(network(), tmp_path, named=frozenset({"127.0.0.1"}), locate=locate, pause_s=0.0)
    assert fetcher.fetch("at://x/right").read_bytes() == PNG
    with pytest.raises(FetchFailed) as failure:
        fetcher.fetch("at://x/wrong")
    assert failure.value.code == "media_wrong"
    fetcher.close()


def test_a_wish_to_wait_is_granted(server, tmp_path):
    waits = Waits()
    fetcher = Fetcher(network(waiter=waits), tmp_path, named=frozenset({"127.0.0.1"}), pause_s=0.0)
    assert fetcher.fetch(server.url + "/busy").read_bytes() == PNG
    assert 6.0 < max(waits.seconds) <= 7.0
    fetcher.close()


def test_each_host_has_a_pace_of_its_own():
    clock = Clock()
    pace = HostPace(httpx.MockTransport(lambda _: httpx.Response(200)), pause_s=2.0, now=clock, waiter=clock)
    for host in ("a.example", "a.example", "b.example", "a.example"):
        pace.handle_request(httpx.Request("GET", f"https://{host}/"))
    assert [seconds for seconds, _ in clock.waits] == [2.0, 2.0]
