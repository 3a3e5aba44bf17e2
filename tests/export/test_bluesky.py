"""Accounts looked up and fetched from a small directory and server on loopback."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from migrator.errors import TryAgain, UserError
from migrator.export.bluesky import Directory, Live, is_reference
from migrator.net import Fetcher, FetchFailed, MemoryBudgets, Network, Patience, StoppableWaiter
from migrator.sources import bluesky
from migrator.sources.recognise import open_archive
from tests.sources.repository import DID, blob_cid, make

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
RECORD = {"$type": "app.bsky.feed.post", "text": "here", "createdAt": "2024-05-01T05:00:00Z"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        body = self.server.pages.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")


@pytest.fixture
def server():
    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{found.server_address[1]}"
    service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": url}
    document = {"id": DID, "alsoKnownAs": ["at://ada.example"], "service": [service]}
    quoted = DID.replace(":", "%3A")
    found.url = url
    found.pages = {
        "/xrpc/com.atproto.identity.resolveHandle?handle=ada.example": json.dumps({"did": DID}).encode(),
        f"/{DID}": json.dumps(document).encode(),
        "/did:plc:bobbobbobbobbobbobbobbob": json.dumps(document).encode(),
        f"/xrpc/com.atproto.sync.getRepo?did={quoted}": make({"app.bsky.feed.post/3krfsbu2c2k2a": RECORD}),
        f"/xrpc/com.atproto.sync.getBlob?did={quoted}&cid={blob_cid(PNG)}": PNG,
        f"/xrpc/com.atproto.sync.getBlob?did={quoted}&cid={blob_cid(b'other')}": PNG,
    }
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


@pytest.fixture
def network():
    return Network(
        waiter=StoppableWaiter(threading.Event()),
        now=time.time,
        random=lambda: 0.5,
        budgets=MemoryBudgets(),
        patience=Patience(total_s=0.02, first_s=0.01),
        resolve=lambda _host, _port: ["10.0.0.1"],
    )


@pytest.fixture
def live(server, network):
    found = Live(network, Directory(plc=server.url, handles=server.url, named=frozenset({"127.0.0.1"})))
    yield found
    found.close()


@pytest.mark.parametrize(
    "reference", ["at://ada.example", "at:/ada.example", "at://@ada.example", DID, f"at://{DID}"]
)
def test_an_account_is_found(live, server, reference):
    account = live.account(reference)
    assert (account.did, account.handle, account.server) == (DID, "ada.example", server.url)


def test_a_repository_is_fetched_and_read(live, tmp_path):
    path = live.repository("at://ada.example", tmp_path)
    source = open_archive([path], (bluesky.FORMAT,))
    assert (source.owner.id, source.owner.name) == (DID, "ada.example")
    assert [item.source_id for item in source.items()] == ["3krfsbu2c2k2a"]
    source.close()


def test_a_repository_is_fetched_anew_each_time(live, server, tmp_path):
    first = live.repository(DID, tmp_path).read_bytes()
    page = next(one for one in server.pages if "getRepo" in one)
    server.pages[page] = make({"app.bsky.feed.post/3krfsbu2c2k2b": RECORD})
    assert live.repository(DID, tmp_path).read_bytes() != first


def test_a_file_comes_from_the_accounts_server_and_is_checked(live, network, tmp_path):
    fetcher = Fetcher(network, tmp_path, named=frozenset({"127.0.0.1"}), locate={"at": live.blob}, pause_s=0.0)
    assert fetcher.fetch(f"at://{DID}/blob/{blob_cid(PNG)}").read_bytes() == PNG
    with pytest.raises(FetchFailed) as failure:
        fetcher.fetch(f"at://{DID}/blob/{blob_cid(b'other')}")
    assert failure.value.code == "media_wrong"
    fetcher.close()


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        pytest.param("at://nobody", "neither a handle", id="no handle"),
        pytest.param("at://eve.example", "nobody knows", id="unknown handle"),
        pytest.param("did:plc:eveeveeveeveeveeveeveeve", "no account", id="unknown account"),
        pytest.param("did:plc:bobbobbobbobbobbobbobbob", "no account", id="another account's document"),
    ],
)
def test_who_is_not_there_is_told(live, reference, words):
    with pytest.raises(UserError, match=words):
        live.account(reference)


def test_a_directory_out_of_reach_is_another_matter(network):
    live = Live(
        network, Directory(plc="http://127.0.0.1:9", handles="http://127.0.0.1:9", named=frozenset({"127.0.0.1"}))
    )
    live._http._transport._patience = network.patience
    with pytest.raises(TryAgain):
        live.account(DID)
    live.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at://ada.example", True),
        (DID, True),
        ("did:key:x", False),
        ("repo.car", False),
        ("@ada@social.example", False),
    ],
)
def test_a_reference_is_told_from_a_path(text, expected):
    assert is_reference(text) is expected
