"""What `--json` prints is a contract: these are its keys."""

import csv
import io
import json

import pytest

from migrator.model import State
from migrator.service.values import Difference

PUBLISH = {
    "kind", "source_id", "part", "text", "content_type", "written_at", "visibility", "language", "sensitive",
    "warning", "media", "in_reply_to", "notes",
}  # fmt: skip


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_inspect_is_one_object(run, archive) -> None:
    (found,) = rows(run("inspect", archive, "--json").out)
    assert set(found) == {
        "format", "owner", "period", "posts", "threads", "replies_to_others", "reposts", "quotes", "notes",
        "media", "follows", "followers", "lists", "likes", "bookmarks", "private", "profile", "warnings",
    }  # fmt: skip
    assert found["owner"] == {"id": "1", "name": "robin", "display_name": "Robin [Example]"}
    assert found["period"] == ["2014-03-01T12:00:00.000Z", None]
    assert set(found["media"]) == {"photo", "video", "animated_gif", "audio"}
    assert found["media"]["photo"] == {"files": 1, "bytes": 68, "missing": 2}
    assert [warning["code"] for warning in found["warnings"]] == ["direct_messages", "partial_archive"]


def test_a_dry_run_prints_every_item_and_a_summary(run, archive) -> None:
    *items, summary = rows(run("replay", archive, "--dry-run", "--json").out)
    assert [item["kind"] for item in items] == ["publish", "publish", "publish", "skip"]
    assert set(items[0]) == PUBLISH
    assert items[0]["media"] == [{"name": "data/tweets_media/1-a.png", "type": "photo", "alt": "a dot"}]
    assert items[1]["in_reply_to"] == {"source_id": "1", "part": 0}
    assert items[1]["notes"] == [{"code": "names_kept_as_words", "detail": {"names": "@ada"}}]
    assert items[3] == {"kind": "skip", "source_id": "4", "reason": "reply_to_other", "detail": {"to": "@eve"}}
    assert summary == {
        "kind": "summary",
        "publish": 3,
        "skip": {"reply_to_other": 1},
        "requests": 4,
        "bytes": 12345,
        "eta_s": 777600,
    }


def test_a_run_prints_the_same_items_with_what_became_of_them(run, archive, signed_in) -> None:
    signed_in.fails = frozenset({"2"})
    *items, summary = rows(run("replay", archive, "--yes", "--json").out)
    assert [(item["source_id"], item["state"]) for item in items] == [
        ("1", "done"), ("2", "failed"), ("3", "done"), ("4", "skipped"),
    ]  # fmt: skip
    assert set(items[0]) >= PUBLISH | {"state", "url", "error"}
    assert items[0]["url"] == "https://social.example/@robin/statuses/1"
    assert items[1]["error"] == "422 too odd"
    assert (summary["kind"], summary["done"], summary["failed"]) == ("summary", 2, 1)


def test_status_prints_a_line_for_each_job(run, service) -> None:
    service.states = {"1": State.DONE, "2": State.PLANNED}
    (job,) = rows(run("status", "--json").out)
    assert set(job) == {
        "job", "kind", "source", "target", "state", "done", "failed", "skipped", "todo", "eta_s",
    }  # fmt: skip


@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(["accounts"], id="accounts"),
        pytest.param(["verify"], id="verify"),
        pytest.param(["report"], id="report"),
        pytest.param(["undo", "--yes"], id="undo"),
        pytest.param(["retry"], id="retry"),
        pytest.param(["resume"], id="resume"),
        pytest.param(["doctor"], id="doctor"),
    ],
)
def test_the_last_line_is_a_summary(run, signed_in, argv: list[str]) -> None:
    signed_in.states = {"1": State.DONE, "2": State.PLANNED, "4": State.SKIPPED}
    assert rows(run(*argv, "--json").out)[-1]["kind"] == "summary"


def test_verify_prints_each_difference(run, service) -> None:
    service.states = {"1": State.DONE}
    service.differences = (
        Difference(code="text", source_id="1", part=0, url="https://s.example/1", expected="a", found="b"),
    )
    ended = run("verify", "--json")
    assert rows(ended.out)[0] == {
        "kind": "difference",
        "code": "text",
        "source_id": "1",
        "part": 0,
        "url": "https://s.example/1",
        "expected": "a",
        "found": "b",
    }
    assert ended.code == 1


def test_csv_and_json_write_a_date_alike(run, service) -> None:
    service.states = {"1": State.DONE}
    (found,) = csv.DictReader(io.StringIO(run("report", "--format", "csv").out))
    item = rows(run("report", "--json").out)[0]
    assert found["written_at"] == item["written_at"] == "2014-03-01T12:00:00.000Z"


def test_nothing_but_json_is_on_standard_output(run, archive, signed_in) -> None:
    for argv in (["inspect", archive], ["replay", archive, "--dry-run"], ["replay", archive, "--yes"], ["status"]):
        for line in run(*argv, "--json").out.splitlines():
            json.loads(line)


def test_without_json_standard_output_stays_empty(run, archive, signed_in) -> None:
    for argv in (["inspect", archive], ["replay", archive, "--dry-run"], ["replay", archive, "--yes"], ["status"]):
        assert run(*argv).out == ""
