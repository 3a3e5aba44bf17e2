"""The server as a thing one starts: in this process, as a process of its own, again over the same folder."""

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from migrator.rehearsal import Options, RehearsalServer
from tests.rehearsal import samples


def client_of(server: RehearsalServer, name: str) -> httpx.Client:
    return httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {server.token(name)}"})


def test_what_it_holds_survives_a_restart(tmp_path: Path) -> None:
    with RehearsalServer(data_dir=tmp_path) as server:
        token = server.create_account("alice")
        with client_of(server, "alice") as client:
            media = client.post("/api/v2/media", files={"file": ("f", samples.picture())}).json()
            client.post("/api/v1/statuses", json={"status": "kept", "media_ids": [media["id"]]})
    with RehearsalServer(data_dir=tmp_path) as server:
        assert server.token("alice") == token
        row = server.statuses("alice")[0]
        assert (row["text"], row["media"][0]["id"]) == ("kept", media["id"])
        path = media["url"].partition("/fileserver")[2]
        assert httpx.get(f"{server.url}/fileserver{path}").content == samples.picture()


def test_tests_can_look_inside(server: RehearsalServer, alice: httpx.Client) -> None:
    for day in (2, 1):
        fields = {"status": f"day {day}", "scheduled_at": f"2014-01-0{day}T00:00:00Z"}
        alice.post("/api/v1/statuses", json=fields)
    assert [row["text"] for row in server.statuses("alice")] == ["day 1", "day 2"]
    assert server.requests["POST /api/v1/statuses"] == 2
    with pytest.raises(KeyError):
        server.statuses("nobody")


def test_an_account_of_another_host_can_be_seeded(server: RehearsalServer, alice: httpx.Client) -> None:
    server.create_account("carol", host="example.org", locked=False)
    found = alice.get("/api/v2/search", params={"q": "@carol@example.org", "resolve": "true"}).json()["accounts"]
    assert found[0]["acct"] == "carol@example.org"
    followed = alice.post(f"/api/v1/accounts/{found[0]['id']}/follow", json={}).json()
    assert followed["requested"] is True
    answer = alice.post(
        "/api/v1/statuses", json={"status": "@carol@example.org", "scheduled_at": "2014-01-01T00:00:00Z"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("profile", ["gotosocial", "mastodon"])
def test_it_runs_as_a_process_and_stops_when_told(tmp_path: Path, profile: str) -> None:
    command = [sys.executable, "-m", "migrator.rehearsal", "--account", "alice", "--profile", profile]
    command += ["--data-dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        headers = {"Authorization": f"Bearer {said['tokens']['alice']}"}
        answer = httpx.get(f"{said['url']}/api/v1/accounts/verify_credentials", headers=headers)
        assert answer.json()["username"] == "alice"
        process.send_signal(signal.SIGTERM)
        process.wait(10)
    assert (tmp_path / "rehearsal.sqlite3").exists()
    assert not (tmp_path / "rehearsal.sqlite3-wal").exists(), "closed in order"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, 12, 0, 0, 500_000, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_one_bucket_for_all_from_the_first_request_on() -> None:
    clock = Clock()
    with RehearsalServer(options=Options(clock=clock, requests=3, window_s=10)) as server:
        server.create_account("alice")
        with client_of(server, "alice") as client:
            left = [client.get("/api/v1/preferences").headers["x-ratelimit-remaining"] for _ in range(3)]
            assert left == ["2", "1", "0"]
            over = client.get("/api/v1/instance")
            assert (over.status_code, over.json()) == (429, {"error": "rate limit reached"})
            assert over.headers["x-ratelimit-reset"] == "2026-01-01T12:00:10.000Z"
            assert "retry-after" not in over.headers
            assert "x-ratelimit-limit" not in client.get("/api/v1/nonsense").headers, (
                "unknown routes are not counted"
            )
            assert client.get("/nodeinfo/2.0").status_code == 200, "a bucket of its own"
            elsewhere = {"X-Forwarded-For": "10.0.0.1"}
            assert client.get("/api/v1/preferences", headers=elsewhere).status_code == 200
            assert client.get("/@alice").status_code == 200, "looking costs nothing"
            clock.now += timedelta(seconds=10)
            assert client.get("/api/v1/preferences").headers["x-ratelimit-remaining"] == "2"


@pytest.mark.parametrize(
    ("options", "fields", "status", "error"),
    [
        pytest.param(
            {"backdating": False},
            {"scheduled_at": "2014-01-01T00:00:00Z"},
            403,
            "Forbidden: backdating statuses has been disabled on this instance",
            id="no backdating",
        ),
        pytest.param(
            {"backdating": False},
            {"scheduled_at": "1970-01-01T00:00:00Z"},
            403,
            "Forbidden: backdating statuses has been disabled on this instance",
            id="the probe's instant too",
        ),
        pytest.param(
            {"post_chars": 3}, {}, 400, "Bad Request: text with spoiler exceed max chars (3)", id="shorter posts"
        ),
    ],
)
def test_rules_can_be_changed(options: dict[str, Any], fields: dict[str, Any], status: int, error: str) -> None:
    with RehearsalServer(options=Options(**options)) as server:
        server.create_account("alice")
        with client_of(server, "alice") as client:
            answer = client.post("/api/v1/statuses", json={"status": "hello"} | fields)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_alt_text_can_be_demanded_and_files_bounded() -> None:
    with RehearsalServer(options=Options(description_min_chars=5, media_bytes=2048)) as server:
        server.create_account("alice")
        with client_of(server, "alice") as client:
            small = {"file": ("f", samples.picture("jpeg", (8, 8)))}
            ids = [
                client.post("/api/v2/media", files=small, data={"description": text}).json()["id"]
                for text in ("", "enough")
            ]
            refused, taken = (client.post("/api/v1/statuses", json={"media_ids": [one]}) for one in ids)
            assert (refused.status_code, taken.status_code) == (400, 200)
            assert "at least 5" in refused.json()["error"]
            big = client.post("/api/v2/media", files={"file": ("f", b"x" * 4096)})
            assert big.json()["error"] == "Bad Request: media exceeds configured max size: 0.0MiB"


def test_a_deleted_post_can_be_read_a_moment_longer() -> None:
    clock = Clock()
    with RehearsalServer(options=Options(clock=clock, delete_after_ms=200)) as server:
        server.create_account("alice")
        with client_of(server, "alice") as client:
            path = f"/api/v1/statuses/{client.post('/api/v1/statuses', json={'status': 'x'}).json()['id']}"
            assert client.delete(path).status_code == 200
            assert client.get(path).status_code == 200
            assert client.delete(path).status_code == 404
            clock.now += timedelta(milliseconds=200)
            assert client.get(path).status_code == 404
            assert server.statuses("alice") == []


def test_a_long_thread_is_told_whole(server: RehearsalServer, alice: httpx.Client) -> None:
    parent = None
    for number in range(120):
        fields = {"status": "x", "in_reply_to_id": parent, "scheduled_at": f"2014-01-01T00:00:00.{number:03d}Z"}
        parent = alice.post("/api/v1/statuses", json=fields).json()["id"]
    assert len(alice.get(f"/api/v1/statuses/{parent}/context").json()["ancestors"]) == 119


def test_many_posts_come_on_one_page(server: RehearsalServer, alice: httpx.Client) -> None:
    for number in range(60):
        fields = {"status": "x", "scheduled_at": f"2014-01-01T00:00:00.{number:03d}Z"}
        alice.post("/api/v1/statuses", json=fields)
    path = f"/api/v1/accounts/{server.account_id('alice')}/statuses"
    assert len(alice.get(path).json()) == 30
    assert len(alice.get(path, params={"limit": 500}).json()) == 60


def test_lists_take_only_those_one_follows(server: RehearsalServer, alice: httpx.Client) -> None:
    bob = server.account_id("bob")
    made = alice.post("/api/v1/lists", json={"title": "friends"}).json()["id"]
    path = f"/api/v1/lists/{made}/accounts"
    alice.post(f"/api/v1/accounts/{bob}/follow", json={})
    assert alice.post(path, json={"account_ids": [bob]}).status_code == 404, "asking is not enough"
    with client_of(server, "bob") as other:
        assert other.get("/api/v1/follow_requests").json()[0]["acct"] == "alice"
        other.post(f"/api/v1/follow_requests/{server.account_id('alice')}/authorize")
    assert alice.post(path, json={"account_ids": [bob]}).status_code == 200
    assert alice.post(path, json={"account_ids": [bob]}).status_code == 422
    assert [one["acct"] for one in alice.get(path).json()] == ["bob"]
    assert alice.request("DELETE", path, json={"account_ids": [bob]}).status_code == 200
    assert alice.delete(f"/api/v1/lists/{made}").status_code == 200
    assert alice.get("/api/v1/lists").json() == []
