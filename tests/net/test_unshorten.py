"""Short links against a shortener on loopback that leads on, astray, in circles and inward."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from migrator.errors import Interrupted
from migrator.net import Led, MemoryBudgets, Network, Patience, StoppableWaiter, Unshortener

ELSEWHERE = "93.184.216.34"
"""A public address, which no test connects to: everything is handed to the server on loopback."""

LONG = "https://blog.example/2012/a-page?x=1#part"
MOVES = {
    "t.co/page": LONG,
    "t.co/chain": "http://bit.ly/more",
    "bit.ly/more": "https://www.tinyurl.com/most",
    "www.tinyurl.com/most": LONG,
    "t.co/beside": "/page",
    "t.co/circle": "https://t.co/elcric",
    "t.co/elcric": "http://t.co/circle",
    "t.co/inward": "http://10.0.0.1/router",
    "t.co/local": "http://localhost:8080/",
    "t.co/bare": "http://router/",
    "t.co/file": "file:///etc/passwd",
    "t.co/login": "https://me:secret@blog.example/",
    "t.co/warned": "https://twitter.com/safety/unsafe_link_warning?unsafe_link=x",
    "t.co/long": f"https://blog.example/{'a' * 3000}",
    "t.co/broken": "https://[::",
    "t.co/dead": "https://goo.gl/private",
    "t.co/gone-on": "https://ow.ly/nothing",
    "t.co/dead-end": "https://no-such-page.example/",
    **{f"t.co/{number}": f"https://t.co/{number + 1}" for number in range(20)},
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_HEAD(self):
        self.lead()

    def do_GET(self):
        self.lead()

    def lead(self):
        key = self.headers["Host"].partition(":")[0] + self.path
        self.server.seen.append((self.command, key))
        if key == "t.co/busy" and self.server.seen.count((self.command, key)) == 1:
            return self.answer(429, Retry_After="7")
        if key == "t.co/shy" and self.command == "HEAD":
            return self.answer(405)
        if key == "t.co/endless" and self.command == "GET":
            return self.pour()
        status = {"t.co/down": 503, "t.co/sick": 500, "t.co/guarded": 403, "t.co/endless": 200}.get(key)
        if status:
            return self.answer(status)
        there = MOVES.get(key) or {"t.co/busy": LONG, "t.co/shy": LONG}.get(key)
        return self.answer(301, Location=there) if there else self.answer(404)

    def answer(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def pour(self):
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b"on and on " * 1000)
        except OSError:
            pass


class ToLoopback(httpx.BaseTransport):
    """Brings every request to the server on loopback, whatever host it is for."""

    def __init__(self, inner, port):
        self.inner = inner
        self.port = port

    def handle_request(self, request):
        assert request.url.scheme == "https"
        url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self.port)
        return self.inner.handle_request(
            httpx.Request(request.method, url, headers=request.headers, stream=request.stream)
        )

    def close(self):
        self.inner.close()


class Waits:
    """Waits no time, and remembers for what."""

    def __init__(self):
        self.reasons = []

    def sleep(self, seconds, reason):
        self.reasons.append((round(seconds), reason.code))


@pytest.fixture
def server():
    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.seen = []
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


def addresses(host, _port):
    if host == "goo.gl":
        return ["192.168.0.7"]
    if host == "is.gd":
        raise OSError("no such host")
    return [ELSEWHERE]


def network(server, **more):
    settings = {
        "waiter": Waits(),
        "now": time.time,
        "random": lambda: 0.5,
        "budgets": MemoryBudgets(),
        "patience": Patience(total_s=3.0),
        "resolve": addresses,
        "faults": lambda inner: ToLoopback(inner, server.server_address[1]),
    }
    return Network(**(settings | more))


@pytest.fixture
def shorteners(server):
    found = Unshortener(network(server), pause_s=0.0)
    yield found
    found.close()


@pytest.mark.parametrize(
    "path", ["page", "chain", "beside", "shy", "busy"], ids=["once", "thrice", "relative", "no HEAD", "too many"]
)
def test_a_short_link_leads_to_a_page(shorteners, path):
    assert shorteners.lookup(f"http://t.co/{path}") == Led(url=LONG)


def test_the_page_itself_is_never_asked_for(server, shorteners):
    assert shorteners.lookup("https://t.co/dead-end").url == "https://no-such-page.example/"
    assert server.seen == [("HEAD", "t.co/dead-end")]


@pytest.mark.parametrize(
    "path",
    ["nothing", "circle", "0", "inward", "local", "bare", "file", "login", "warned", "long", "endless", "gone-on"],
)
def test_a_link_that_leads_nowhere_is_known_for_good(shorteners, path):
    assert shorteners.lookup(f"https://t.co/{path}") == Led(url="", for_good=True)


def test_ten_redirects_are_followed_and_no_more(server, shorteners):
    shorteners.lookup("https://t.co/0")
    assert len(server.seen) == 10


@pytest.mark.parametrize("path", ["down", "sick", "guarded", "dead"])
def test_what_nobody_can_say_now_is_asked_again(shorteners, path):
    assert shorteners.lookup(f"https://t.co/{path}") == Led(url="", for_good=False)


def test_a_shortener_at_a_private_address_is_not_connected_to(server, shorteners):
    assert shorteners.lookup("https://goo.gl/private") == Led(for_good=False)
    assert server.seen == []


def test_a_dead_shortener_is_given_up_after_three_links(server):
    waits = Waits()
    shorteners = Unshortener(network(server, waiter=waits), pause_s=0.0)
    found = [shorteners.lookup(f"https://is.gd/{number}") for number in range(50)]
    assert set(found) == {Led(for_good=False)}
    assert 3 <= len(waits.reasons) <= 9
    shorteners.close()


def test_an_address_that_is_none_leads_nowhere(shorteners):
    assert shorteners.lookup("https://t.co/broken") == Led()


def test_a_pause_lies_between_two_questions_to_one_host(server):
    waits = Waits()
    shorteners = Unshortener(network(server, waiter=waits, now=lambda: 0.0), pause_s=2.0)
    for path in ("page", "beside"):
        shorteners.lookup(f"https://t.co/{path}")
    assert waits.reasons == [(2, "looking_up"), (4, "looking_up")]
    shorteners.close()


def test_a_stop_breaks_a_wait_off(server):
    stop = threading.Event()
    stop.set()
    shorteners = Unshortener(network(server, waiter=StoppableWaiter(stop)), pause_s=60.0)
    shorteners.lookup("https://t.co/page")
    with pytest.raises(Interrupted):
        shorteners.lookup("https://t.co/page")
    shorteners.close()
