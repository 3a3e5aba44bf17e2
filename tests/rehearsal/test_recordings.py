"""Replay what a real GoToSocial 0.20 was asked, in order, and compare every answer with what it said."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from migrator.rehearsal import Options, RehearsalServer
from tests.rehearsal import samples

RECORDINGS = Path(__file__).parent.parent / "data" / "gotosocial_recordings.jsonl"
BEGAN = datetime(2026, 11, 22, 23, 31, 29, 892000, tzinfo=UTC)
ULID = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{26}\b")

FILES = {
    "s.jpg": samples.picture(),
    "a.mp4": samples.movie(),
    "a.gif": samples.animation(),
    "a.heic": samples.HEIC,
    "a.pdf": samples.PDF,
    "a.webp": samples.picture("webp", (1280, 960)),
    "a.mp3": samples.MP3,
    "following_accounts.csv": b"Account address,Show boosts\nbob@example.org,true\n",
    "lists.csv": b"friends,bob@example.org\n",
}

MADE_UP = {"client_id", "client_secret", "vapid_key", "public_key", "blurhash"}
RACY = {"statuses_count", "last_status_at", "follow_requests_count"}
PICTURES = {"avatar", "avatar_static", "header", "header_static", "thumbnail"}
MEASURED = {"duration", "bitrate"}
UNCOMPARED = MADE_UP | RACY | PICTURES | MEASURED
ADMIN_ONLY = {"role", "roles"}
"""The recorded user was the server's admin; a rehearsal account never is."""


class Side:
    """One server's answers, with its ids numbered as they come and its host taken out."""

    def __init__(self, host: str, app: str) -> None:
        self.host, self.app = host, app
        self.ids: list[str] = []

    def neutral(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._field(key, inner) for key, inner in value.items() if key not in ADMIN_ONLY}
        if isinstance(value, list):
            return [self.neutral(inner) for inner in value]
        return ULID.sub(self._number, value.replace(self.host, "HOST")) if isinstance(value, str) else value

    def _field(self, key: str, value: Any) -> Any:
        if key in UNCOMPARED:
            return "something" if value is not None or key in RACY else None
        if key in {"created_at", "expires_at", "scheduled_at"} and str(value).startswith("2026"):
            return re.sub(r"\d", "9", value)
        return "APP" if key == "application" and value == {"name": self.app} else self.neutral(value)

    def _number(self, match: re.Match[str]) -> str:
        if match[0] not in self.ids:
            self.ids.append(match[0])
        return f"<{self.ids.index(match[0])}>"


class Ticking:
    """A clock that starts when the recording did and goes on by a tenth of a millisecond a look."""

    def __init__(self) -> None:
        self.now = BEGAN

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=100)
        return self.now


def translated(text: str, theirs: Side, ours: Side) -> str:
    pairs = dict(zip(theirs.ids, ours.ids, strict=False))
    return ULID.sub(lambda match: pairs.get(match[0], match[0]), text.replace(theirs.host, ours.host))


def asked(
    client: httpx.Client, row: dict[str, Any], theirs: Side, ours: Side, tokens: dict[str, str]
) -> httpx.Response:
    wish = json.loads(translated(json.dumps(row["request"]), theirs, ours))
    files = {}
    for description in wish.get("files", []):
        field, name, kind = re.fullmatch(r"(\w+): (\S+) \(\d+ bytes, (\S+)\)", description).groups()
        files[field] = (name, FILES[name], kind)
    headers = wish.get("headers", {})
    if row["as"] and "Authorization" not in headers:
        headers["Authorization"] = f"Bearer {tokens[row['as']]}"
    path = translated(row["path"], theirs, ours)
    return client.request(
        row["method"],
        path,
        json=wish.get("json"),
        data=wish.get("data"),
        params=wish.get("params"),
        files=files or None,
        headers=headers,
    )


def ordered(body: Any) -> Any:
    """Put lists of posts in one order: two posts of the same millisecond have none."""
    return sorted(body, key=lambda one: one["id"]) if isinstance(body, list) else body


def compared(row: dict[str, Any], answer: httpx.Response, theirs: Side, ours: Side) -> None:
    assert answer.status_code == row["status"], answer.text
    counted = {name for name in answer.headers if name.startswith("x-ratelimit") or name == "link"}
    assert counted == set(row["headers"]) - {"content-type"}
    for name in ("content-type", "x-ratelimit-limit", "x-ratelimit-reset"):
        assert answer.headers.get(name) == row["headers"].get(name)
    if isinstance(row["body"], str):
        assert answer.text.startswith("<!DOCTYPE html>")
    else:
        assert ordered(ours.neutral(answer.json())) == ordered(theirs.neutral(row["body"]))


def used_up(client: httpx.Client, token: str) -> None:
    """Ask until nothing is left, as was done before the last recording."""
    headers = {"Authorization": f"Bearer {token}"}
    while client.get("/api/v1/preferences", headers=headers).headers["x-ratelimit-remaining"] != "0":
        pass


def test_every_recorded_request_gets_the_recorded_answer(subtests) -> None:
    options = Options(clock=Ticking(), delete_after_ms=0)
    with RehearsalServer(options=options) as server, httpx.Client(base_url=server.url) as client:
        tokens = {name: server.create_account(name) for name in ("alice", "bob", "carol")}
        theirs, ours = Side("localhost:8090", "mover"), Side(server.url.removeprefix("http://"), "rehearsal")
        for line in RECORDINGS.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["status"] == 429:
                used_up(client, tokens["alice"])
            with subtests.test(msg=row["name"]):
                compared(row, asked(client, row, theirs, ours, tokens), theirs, ours)
