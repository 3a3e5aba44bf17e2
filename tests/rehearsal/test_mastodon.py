"""The profile `mastodon`: everything is dated now, four files of a kind, keys for an hour, many buckets."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from migrator.rehearsal import Options, RehearsalServer
from tests.rehearsal import samples


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_s(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limited(clock: Clock) -> Iterator[httpx.Client]:
    with RehearsalServer("mastodon", options=Options(clock=clock)) as server:
        headers = {"Authorization": f"Bearer {server.create_account('alice')}"}
        with httpx.Client(base_url=server.url, headers=headers) as client:
            yield client


@pytest.fixture
def mastodon(clock: Clock) -> Iterator[httpx.Client]:
    with RehearsalServer("mastodon", options=Options(clock=clock, rate_limited=False)) as server:
        headers = {"Authorization": f"Bearer {server.create_account('alice')}"}
        with httpx.Client(base_url=server.url, headers=headers) as client:
            yield client


def post(client: httpx.Client, status: str = "hello", key: str = "", **fields: Any) -> httpx.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post("/api/v1/statuses", json={"status": status} | fields, headers=headers)


def upload(client: httpx.Client, data: bytes, version: str = "v2") -> httpx.Response:
    return client.post(f"/api/{version}/media", files={"file": ("file", data)})


def test_it_says_what_it_is(mastodon: httpx.Client) -> None:
    assert mastodon.get("/nodeinfo/2.0").json()["software"]["name"] == "mastodon"
    configuration = mastodon.get("/api/v2/instance").json()["configuration"]
    assert configuration["statuses"]["max_characters"] == 500
    assert configuration["statuses"]["max_media_attachments"] == 4
    assert "supported_mime_types" not in configuration["statuses"]


def test_an_old_date_is_ignored_and_posts_now(mastodon: httpx.Client) -> None:
    made = post(mastodon, scheduled_at="2014-05-05T05:05:05Z").json()
    assert made["created_at"] == "2026-01-01T12:00:00.000Z"
    assert made["visibility"] == "public"
    assert int(made["id"]) >> 16 == 1767268800000
    assert "text" not in made


def test_a_far_date_is_put_off_and_a_near_one_refused(mastodon: httpx.Client) -> None:
    assert post(mastodon, scheduled_at="2026-01-01T13:00:00Z").json()["params"]["text"] == "hello"
    assert post(mastodon, scheduled_at="2026-01-01T12:02:00Z").status_code == 422


def test_a_key_makes_one_post_for_an_hour(mastodon: httpx.Client, clock: Clock) -> None:
    first = post(mastodon, key="k").json()["id"]
    clock.pass_s(3600)
    assert post(mastodon, key="k").json()["id"] == first
    assert post(mastodon, key="other").json()["id"] != first
    clock.pass_s(1)
    assert post(mastodon, key="k").json()["id"] != first


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        pytest.param("x" * 500, True, id="500"),
        pytest.param("x" * 501, False, id="501"),
        pytest.param("x" * 476 + " https://example.org/" + "y" * 100, True, id="a link counts 23"),
        pytest.param("x" * 477 + " https://example.org/" + "y" * 100, False, id="and no less"),
        pytest.param("x" * 494 + " @bob@example.org", True, id="a host is not counted"),
    ],
)
def test_length_is_counted_as_mastodon_does(mastodon: httpx.Client, status: str, allowed: bool) -> None:
    answer = post(mastodon, status)
    assert answer.status_code == (200 if allowed else 422)
    assert allowed or answer.json()["error"] == "Validation failed: Text character limit of 500 exceeded"


@pytest.mark.parametrize(
    ("fields", "status", "error"),
    [
        ({"status": " "}, 422, "Validation failed: Text can't be blank"),
        ({"visibility": "nonsense"}, 422, "'nonsense' is not a valid visibility"),
        ({"in_reply_to_id": "1"}, 404, "The post you are trying to reply to does not appear to exist."),
        ({"media_ids": ["1"]}, 422, "Media 1 not found or already attached to another post"),
        ({"media_ids": ["1"] * 5}, 422, "Cannot attach more than 4 files"),
    ],
)
def test_refusals_have_mastodons_words(
    mastodon: httpx.Client, fields: dict[str, Any], status: int, error: str
) -> None:
    answer = post(mastodon, **fields)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_a_video_takes_its_time(mastodon: httpx.Client, clock: Clock) -> None:
    answer = upload(mastodon, samples.movie())
    media = answer.json()["id"]
    assert (answer.status_code, answer.json()["url"]) == (202, None)
    assert mastodon.get(f"/api/v1/media/{media}").status_code == 206
    early = post(mastodon, media_ids=[media])
    assert (early.status_code, "not finished processing" in early.text) == (422, True)
    clock.pass_s(2)
    assert mastodon.get(f"/api/v1/media/{media}").status_code == 200
    assert post(mastodon, media_ids=[media]).status_code == 200
    again = post(mastodon, media_ids=[media])
    assert (again.status_code, "already attached" in again.text) == (422, True)


def test_pictures_and_videos_are_not_mixed(mastodon: httpx.Client, clock: Clock) -> None:
    ids = [upload(mastodon, data).json()["id"] for data in (samples.picture(), samples.movie())]
    clock.pass_s(2)
    assert "already contains images" in post(mastodon, media_ids=ids).json()["error"]


def test_heic_is_taken_and_rubbish_is_not(mastodon: httpx.Client) -> None:
    assert upload(mastodon, samples.HEIC).status_code == 200
    assert upload(mastodon, samples.PDF).json()["error"] == "Validation failed: File content type is invalid"


def test_an_unknown_language_is_dropped(mastodon: httpx.Client) -> None:
    assert post(mastodon, language="xx").json()["language"] == "en"


def test_two_boosts_are_one(mastodon: httpx.Client) -> None:
    made = post(mastodon).json()["id"]
    boosts = {mastodon.post(f"/api/v1/statuses/{made}/reblog").json()["id"] for _ in range(2)}
    assert len(boosts) == 1


def test_a_deleted_post_is_gone_at_once(mastodon: httpx.Client) -> None:
    made = post(mastodon).json()["id"]
    assert mastodon.delete(f"/api/v1/statuses/{made}").status_code == 200
    assert mastodon.get(f"/api/v1/statuses/{made}").json() == {"error": "Record not found"}


def used(client: httpx.Client, method: str, path: str, times: int, **fields: Any) -> httpx.Response:
    for _ in range(times - 1):
        client.request(method, path, **fields)
    return client.request(method, path, **fields)


@pytest.mark.parametrize(
    ("method", "path", "limit", "window_s"),
    [
        pytest.param("GET", "/api/v1/accounts/verify_credentials", 300, 300, id="all"),
        pytest.param("POST", "/api/v2/media", 30, 1800, id="media"),
        pytest.param("DELETE", "/api/v1/statuses/1", 30, 1800, id="deletes"),
        pytest.param("POST", "/oauth/token", 25, 300, id="sign-ins"),
    ],
)
def test_each_family_has_its_bucket(
    limited: httpx.Client, clock: Clock, method: str, path: str, limit: int, window_s: int
) -> None:
    last = used(limited, method, path, limit)
    assert (last.status_code != 429, last.headers["x-ratelimit-remaining"]) == (True, "0")
    assert last.headers["x-ratelimit-limit"] == str(limit)
    over = limited.request(method, path)
    assert (over.status_code, over.json()) == (429, {"error": "Too many requests"})
    assert "retry-after" not in over.headers
    ends = datetime.fromisoformat(over.headers["x-ratelimit-reset"])
    assert ends - clock.now == timedelta(seconds=window_s)
    clock.pass_s(window_s)
    assert limited.request(method, path).status_code != 429


def test_posts_are_counted_over_three_hours(limited: httpx.Client, clock: Clock) -> None:
    assert post(limited).headers["x-ratelimit-limit"] == "300"
    for _ in range(299):
        clock.pass_s(2)
        assert post(limited).status_code == 200
    clock.pass_s(600)
    over = post(limited)
    assert (over.status_code, over.headers["x-ratelimit-remaining"]) == (429, "0")
    assert over.headers["x-ratelimit-reset"] == "2026-01-01T15:00:00.000000Z"
