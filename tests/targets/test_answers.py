import json
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from migrator.errors import InDoubt, MediaGone, NotSignedIn, Refused, StepFailed, TryAgain
from migrator.model import Visibility
from migrator.net import Secret
from migrator.targets.answers import meaning
from migrator.targets.base import Family, Outgoing, RemoteId, TargetAccount, Upload
from migrator.targets.detect import stock
from migrator.targets.ids import HIGHEST, LOWEST, snowflake, ulid
from migrator.targets.open import open_target

SLOT = datetime(2014, 5, 5, 5, 5, 5, 1000, tzinfo=UTC)
ACCOUNT = TargetAccount(server="https://example.social", id="7", acct="@me@example.social")
POST = Outgoing(
    text="x",
    content_type="text/plain",
    visibility=Visibility.PUBLIC,
    language="en",
    sensitive=False,
    warning="",
    scheduled_at=SLOT,
)


@pytest.mark.parametrize(
    ("status", "words", "error"),
    [
        (401, "Unauthorized: token not supplied", NotSignedIn),
        (403, "Forbidden: token has insufficient scope permission", Refused),
        (403, "This action is outside the authorized scopes", Refused),
        (
            403,
            "your account has Moved or is currently Moving; you cannot take create or update type actions",
            Refused,
        ),
        (403, "Forbidden: backdating statuses has been disabled on this instance", Refused),
        (403, "Your login is currently disabled", Refused),
        (418, "I'm a teapot: no user-agent sent with request", Refused),
        (409, "An identical request is still being processed", InDoubt),
        (400, "Bad Request: media already attached to status: 01M8", InDoubt),
        (400, "Bad Request: media not found: 01AA", MediaGone),
        (422, "Media 7 not found or already attached to another post", MediaGone),
        (422, "Cannot attach files that have not finished processing. Try again in a moment!", TryAgain),
    ],
)
def test_refusals_say_what_happens_next(status, words, error):
    assert type(meaning(status, words, "example.social")) is error


@pytest.mark.parametrize(
    ("status", "words", "code"),
    [
        (403, "Forbidden: statuses mentioning others can't be backfilled", "mention_refused"),
        (403, "Forbidden: replies to others can't be backfilled", "reply_refused"),
        (404, "Not Found: target status not found", "parent_gone"),
        (404, "Not Found", "not_found"),
        (406, "Not Acceptable: statuses can't be backdated to or before the UNIX epoch", "date_refused"),
        (422, "Unprocessable Entity: scheduled_at must be at least 5 minutes in the future", "date_refused"),
        (400, "Bad Request: text with spoiler exceed max chars (5000)", "too_long"),
        (422, "Validation failed: Text character limit of 500 exceeded", "too_long"),
        (400, "Bad Request: media files exceed max count (6)", "too_many_media"),
        (422, "Cannot attach more than 4 files", "too_many_media"),
        (400, "Bad Request: media exceeds configured max size: 40.0MiB", "media_too_large"),
        (413, "", "media_too_large"),
        (422, "Unprocessable Entity: error processing media", "media_refused"),
        (422, "Validation failed: File content type is invalid, File is invalid", "media_refused"),
        (400, "Bad Request: image description length must be between 0 and 1500 characters", "alt_refused"),
        (400, "Bad Request: status contains no text, media or poll", "empty"),
        (406, "", "refused_by_server"),
        (500, "", "server_error"),
    ],
)
def test_refusals_of_one_step_have_a_code(status, words, code):
    error = meaning(status, words, "example.social")
    assert isinstance(error, StepFailed)
    assert error.code == code
    assert words in error.message


def made(**more):
    return {"id": "018Q5CARZ9TW143TDSGX50XAXA", "created_at": "2014-05-05T05:05:05.001Z", **more}


@pytest.fixture
def scripted(network):
    """Return a target whose server answers what the script says, and the requests it got."""

    def make(*answers, family=Family.GOTOSOCIAL):
        left, requests = list(answers), []

        def answer(request):
            requests.append(request)
            request.read()
            return left.pop(0)

        scripted = replace(network, faults=lambda _: httpx.MockTransport(answer))
        return open_target(ACCOUNT.server, Secret("t"), scripted, account=ACCOUNT, limits=stock(family)), requests

    return make


def test_a_status_goes_out_with_all_that_keeps_it_from_defaults(scripted):
    target, requests = scripted(httpx.Response(200, json=made()))
    target.publish(replace(POST, idempotency_key="k1", in_reply_to=RemoteId("9"), warning="w"))
    assert json.loads(requests[0].content) == {
        "status": "x",
        "content_type": "text/plain",
        "visibility": "public",
        "sensitive": False,
        "language": "en",
        "spoiler_text": "w",
        "in_reply_to_id": "9",
        "scheduled_at": "2014-05-05T05:05:05.001Z",
    }
    assert requests[0].headers["idempotency-key"] == "k1"


def test_a_language_the_server_does_not_know_is_left_out(scripted):
    refused = httpx.Response(400, json={"error": 'Bad Request: invalid language tag: subtag "xx" is unknown'})
    target, requests = scripted(refused, httpx.Response(200, json=made()))
    target.publish(replace(POST, language="xx"))
    assert "language" not in json.loads(requests[1].content)


def test_a_post_with_another_date_is_deleted_and_stops_the_job(scripted):
    target, requests = scripted(
        httpx.Response(200, json=made(id="42", created_at="2026-11-22T00:00:00.000Z")),
        httpx.Response(200, json={}),
    )
    with pytest.raises(Refused, match=r"does not keep dates.*that post was deleted"):
        target.publish(POST)
    assert (requests[1].method, requests[1].url.path) == ("DELETE", "/api/v1/statuses/42")


def test_a_post_that_could_not_be_taken_back_is_named(scripted):
    target, _ = scripted(
        httpx.Response(200, json=made(id="42", created_at="2026-11-22T00:00:00.000Z")),
        httpx.Response(422, json={"error": "not now"}),
    )
    with pytest.raises(Refused, match=r"that post \(42\) could not be deleted, so please delete it by hand"):
        target.publish(POST)


def test_a_post_that_was_only_planned_is_cancelled_and_stops_the_job(scripted):
    planned = httpx.Response(200, json={"id": "42", "scheduled_at": "2030-01-01T00:00:00.000Z", "params": {}})
    target, requests = scripted(planned, httpx.Response(200, json={}))
    with pytest.raises(Refused):
        target.publish(POST)
    assert (requests[1].method, requests[1].url.path) == ("DELETE", "/api/v1/scheduled_statuses/42")


def test_an_answer_that_is_no_status_leaves_the_post_in_doubt(scripted):
    target, _ = scripted(httpx.Response(200, html="<h1>Welcome to the hotel's network</h1>"))
    with pytest.raises(InDoubt):
        target.publish(POST)


def test_a_server_that_moved_is_named(scripted):
    target, _ = scripted(httpx.Response(301, headers={"location": "https://new.example/api/v1/statuses"}))
    with pytest.raises(Refused, match=r"new\.example"):
        target.publish(POST)


def test_a_film_is_waited_for_until_it_can_be_attached(scripted, tmp_path):
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film")
    target, requests = scripted(
        httpx.Response(202, json={"id": "5", "url": None}),
        httpx.Response(206, json={"id": "5", "url": None}),
        httpx.Response(200, json={"id": "5", "url": "https://example.social/5.mp4"}),
        family=Family.MASTODON,
    )
    waits = []
    target._waiter = type(
        "Waits", (), {"sleep": lambda _, seconds, reason: waits.append((seconds, reason.code))}
    )()
    assert target.upload(Upload(path=film, mime="video/mp4", file_name="film.mp4")) == "5"
    assert [r.url.path for r in requests] == ["/api/v2/media", "/api/v1/media/5", "/api/v1/media/5"]
    assert waits == [(1.0, "media_processing"), (2.0, "media_processing")]


def test_a_server_without_the_newer_uploads_gets_the_older(scripted, tmp_path):
    picture = tmp_path / "p.png"
    picture.write_bytes(b"png")
    target, requests = scripted(httpx.Response(404), httpx.Response(200, json={"id": "5"}), family=Family.UNKNOWN)
    target.upload(Upload(path=picture, mime="image/png", file_name="p.png"))
    assert [r.url.path for r in requests] == ["/api/v2/media", "/api/v1/media"]


def test_an_upload_that_is_always_cut_fails_alone_while_the_server_is_well(scripted, tmp_path, network):
    picture = tmp_path / "p.png"
    picture.write_bytes(b"png")

    def answer(request):
        if request.method == "POST":
            raise httpx.WriteError("broken pipe")
        return httpx.Response(200, json={})

    slow = replace(network, faults=lambda _: httpx.MockTransport(answer))
    target = open_target(ACCOUNT.server, Secret("t"), slow, account=ACCOUNT, limits=stock(Family.GOTOSOCIAL))
    with pytest.raises(StepFailed) as failure:
        target.upload(Upload(path=picture, mime="image/png", file_name="p.png"))
    assert failure.value.code == "upload_cut"


@pytest.mark.parametrize(
    ("status", "words", "error"),
    [
        pytest.param(403, "Forbidden: backdating statuses has been disabled on this instance", Refused, id="off"),
        pytest.param(400, "Bad Request: something older", Refused, id="before 0.18"),
        pytest.param(401, "Unauthorized", NotSignedIn, id="not signed in"),
        pytest.param(200, "", Refused, id="no GoToSocial at all"),
    ],
)
def test_the_probe_refuses_a_server_that_does_not_keep_dates(scripted, status, words, error):
    target, _ = scripted(httpx.Response(status, json={"error": words}))
    with pytest.raises(error):
        target.probe()


def test_ids_carry_their_time():
    assert ulid(1399266305001, LOWEST) == "018Q5CARZ9" + LOWEST
    assert ulid(1399266305001, HIGHEST)[:10] == "018Q5CARZ9"
    assert ulid(-1, HIGHEST) == "0" * 10 + HIGHEST
    assert snowflake(1) == "65536"
