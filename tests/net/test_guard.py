import httpx
import pytest

from migrator.errors import Refused
from migrator.net.guard import GuardedTransport, is_loopback, is_public

PRIVATE = [
    "127.0.0.1", "::1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104  # to refuse it, not to listen on it
    "224.0.0.1", "255.255.255.255", "fd00::1", "fe80::1", "fe80::1%eth0", "ff02::1", "::", "::127.0.0.1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:c0a8:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "64:ff9b:1::a00:1", "2001:0:7f00:1::", "192.0.2.1", "198.18.0.1", "nonsense",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known_in_every_dress(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_known_in_every_dress(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True), ("a.localhost", True), ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True),
        ("[::1]", True), ("192.168.0.1", False), ("example.social", False), ("localhost.evil.example", False),
    ],
)  # fmt: skip
def test_loopback_is_this_computer_alone(host, expected):
    assert is_loopback(host) is expected


def guarded(seen, *, named=(), allow_http=False, addresses=("93.184.215.14",)):
    def record(request):
        seen.append(request)
        return httpx.Response(200)

    return GuardedTransport(
        httpx.MockTransport(record),
        named=frozenset(named),
        allow_http=allow_http,
        resolve=lambda host, port: list(addresses),
    )


def get(transport, url):
    return transport.handle_request(httpx.Request("GET", url))


def test_a_stranger_is_spoken_to_at_the_address_that_was_checked():
    seen = []
    get(guarded(seen), "https://stranger.example/x?y=1")
    assert str(seen[0].url) == "https://93.184.215.14/x?y=1"
    assert seen[0].headers["host"] == "stranger.example"
    assert seen[0].extensions["sni_hostname"] == "stranger.example"


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["93.184.215.14", "127.0.0.1"], [], ["64:ff9b::7f00:1"]])
def test_a_stranger_in_a_private_network_is_refused(addresses):
    seen = []
    with pytest.raises(Refused):
        get(guarded(seen, addresses=addresses), "https://stranger.example/")
    assert seen == []


def test_the_persons_own_server_may_be_in_their_network():
    seen = []
    get(guarded(seen, named=["nas.lan"], addresses=["192.168.0.2"]), "https://nas.lan/")
    assert seen[0].url.host == "nas.lan"


def test_a_stranger_without_an_address_is_not_reached():
    def nowhere(host, port):
        raise OSError("no such name")

    transport = GuardedTransport(httpx.MockTransport(None), named=frozenset(), allow_http=False, resolve=nowhere)
    with pytest.raises(httpx.ConnectError):
        get(transport, "https://stranger.example/")


@pytest.mark.parametrize(
    ("url", "allow_http", "taken"),
    [
        pytest.param("http://own.example/", False, False, id="outside"),
        pytest.param("http://own.example/", True, True, id="outside, allowed"),
        pytest.param("http://127.0.0.1:8080/", False, True, id="loopback"),
        pytest.param("https://own.example/", False, True, id="https"),
    ],
)
def test_plain_http_stays_on_this_computer_unless_allowed(url, allow_http, taken):
    seen = []
    transport = guarded(seen, named=["own.example", "127.0.0.1"], allow_http=allow_http)
    if taken:
        get(transport, url)
    else:
        with pytest.raises(Refused, match="plain http") as refusal:
            get(transport, url)
        assert "--allow-http" in refusal.value.hint
    assert len(seen) == taken
