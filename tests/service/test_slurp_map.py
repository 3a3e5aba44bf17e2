"""An import that Slurp has begun goes on, with nothing twice."""

import json
from datetime import timedelta

import pytest

from migrator.errors import UserError
from migrator.jobs.choices import Choices, Filters
from migrator.model import Post, Visibility
from migrator.service.mapped import Mapped
from migrator.service.slurpmap import SlurpMap, read_map
from migrator.targets.base import Outgoing, RemoteId, RemoteStatus
from migrator.targets.open import open_target
from tests.service.small import EVERYTHING, at

ACTOR = "https://old.example/users/robin"
COUNT = 12
SLURPED = 6


def note(number: int) -> dict:
    published = f"{at(number):%Y-%m-%dT%H:%M:%S}Z"
    made = {
        "id": f"{ACTOR}/statuses/{number}",
        "type": "Note",
        "published": published,
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
        "cc": [f"{ACTOR}/followers"],
        "content": f"<p>Post number {number} about <strong>Cats</strong></p>",
        "inReplyTo": f"{ACTOR}/statuses/{number - 1}" if number % 2 else None,
        "attachment": [],
        "tag": [],
    }
    return {"id": f"{made['id']}/activity", "type": "Create", "actor": ACTOR, "object": made} | {
        key: made[key] for key in ("published", "to", "cc")
    }


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "mastodon"
    folder.mkdir()
    outbox = {"type": "OrderedCollection", "orderedItems": [note(number) for number in range(COUNT)]}
    (folder / "outbox.json").write_text(json.dumps(outbox))
    (folder / "actor.json").write_text(json.dumps({"id": ACTOR, "preferredUsername": "robin", "url": ACTOR}))
    return folder


@pytest.fixture
def slurped(bench, archive, tmp_path):
    """Half of the archive is on the account, as Slurp would have written it, and Slurp's map says so."""
    bench.archive = archive
    target = open_target(
        bench.server.url,
        bench.service._parts.sign_in(None).token,
        bench.service._parts.online(),
    )
    ids = {}
    for number in range(SLURPED):
        made = target.publish(
            Outgoing(
                text=f"post number {number} about cats",
                content_type="text/plain",
                visibility=Visibility.PUBLIC,
                language="en",
                sensitive=False,
                warning="",
                scheduled_at=at(number).replace(microsecond=0) + timedelta(milliseconds=3),
                in_reply_to=ids.get(f"{ACTOR}/statuses/{number - 1}") if number % 2 else None,
            )
        )
        ids[f"{ACTOR}/statuses/{number}"] = made.id
    target.close()
    file = tmp_path / "status-map.json"
    file.write_text(json.dumps(ids))
    return file


def prepared(bench, file, choices: Choices = EVERYTHING):
    return bench.service.prepare([bench.archive], choices, slurp_map=file)


def test_what_slurp_has_made_is_not_made_again(bench, slurped):
    plan = prepared(bench, slurped)
    result = bench.run(plan.job)
    assert (plan.map_use.adopted, plan.map_use.gone, plan.map_use.strangers) == (SLURPED, 0, 0)
    assert (result.done, result.failed, len(bench.there())) == (COUNT, 0, COUNT)
    assert bench.service.verify(plan.job).differences == ()
    assert bench.copies() == {}


def test_a_reply_to_what_slurp_has_made_hangs_on_it(bench, slurped):
    ids = json.loads(slurped.read_text())
    last = f"{ACTOR}/statuses/{SLURPED - 1}"
    slurped.write_text(json.dumps({key: id_ for key, id_ in ids.items() if key != last}))
    bench.sql("DELETE FROM statuses WHERE id = ?", ids[last])
    bench.run(prepared(bench, slurped).job)
    there = {one["text"]: one for one in bench.there()}
    child = next(one for text, one in there.items() if text.startswith(f"Post number {SLURPED - 1} "))
    assert child["in_reply_to_id"] == ids[f"{ACTOR}/statuses/{SLURPED - 2}"]


def test_undo_leaves_alone_what_slurp_has_made(bench, slurped):
    job = prepared(bench, slurped).job
    bench.run(job)
    bench.undo(job)
    assert bench.texts() == [f"post number {number} about cats" for number in range(SLURPED)]


def test_a_status_that_is_gone_is_made(bench, slurped):
    ids = json.loads(slurped.read_text())
    bench.sql("DELETE FROM statuses WHERE id = ?", ids[f"{ACTOR}/statuses/3"])
    plan = prepared(bench, slurped)
    bench.run(plan.job)
    assert (plan.map_use.adopted, plan.map_use.gone) == (SLURPED - 1, 1)
    assert len(bench.there()) == COUNT


def test_somebody_elses_status_is_not_taken_for_ones_own(bench, slurped, server):
    server.create_account("eve")
    ids = json.loads(slurped.read_text())
    bench.sql(
        "UPDATE statuses SET account_id = ? WHERE id = ?", server.account_id("eve"), ids[f"{ACTOR}/statuses/2"]
    )
    assert prepared(bench, slurped).map_use.adopted == SLURPED - 1


def test_a_map_that_breaks_off_is_used_as_far_as_it_goes(bench, slurped):
    whole = slurped.read_text()
    slurped.write_text(whole[: whole.index("/statuses/4")])
    plan = prepared(bench, slurped)
    assert (plan.map_use.whole, plan.map_use.adopted) == (False, 4)


def test_a_second_plan_with_the_same_map_changes_nothing(bench, slurped):
    first = prepared(bench, slurped)
    bench.run(first.job)
    again = prepared(bench, slurped)
    result = bench.run(again.job)
    assert (again.job, result.done, len(bench.there())) == (first.job, COUNT, COUNT)


def test_a_preview_shows_what_is_adopted_as_it_stands(bench, slurped):
    with bench.service.preview([bench.archive], EVERYTHING, slurp_map=slurped) as preview:
        texts = [one.text for one in preview.items()]
        assert preview.map_use.adopted == preview.summary().already == SLURPED
    assert texts[0] == "post number 0 about cats"
    assert texts[-1].startswith(f"Post number {COUNT - 1}")


def test_a_limit_counts_only_what_slurp_has_not_made(bench, slurped):
    plan = prepared(bench, slurped, Choices(filters=Filters(limit=2)))
    result = bench.run(plan.job)
    assert (result.done, len(bench.there())) == (SLURPED + 2, SLURPED + 2)


def test_the_map_of_another_archive_is_refused(bench, slurped):
    slurped.write_text(json.dumps({"https://other.example/1": "01ABC"}))
    with pytest.raises(UserError, match="none of the 1 entries"):
        prepared(bench, slurped)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"[]", "not Slurp's map", id="a list"),
        pytest.param(b'{"a": {"b": 1}}', "not Slurp's map", id="something else"),
        pytest.param(b"\x00\x01\x02", "not Slurp's map", id="no text"),
        pytest.param(None, "can't be read", id="not there"),
    ],
)
def test_what_is_no_map_is_said_to_be_none(tmp_path, content, says):
    file = tmp_path / "map.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserError, match=says):
        read_map(file)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('{"a": "1", "b": "2"}', {"a": "1", "b": "2"}, id="whole"),
        pytest.param('{\n  "a": "1",\n  "b": "', {"a": "1"}, id="cut in an id"),
        pytest.param('{"a": "1", "b', {"a": "1"}, id="cut in a key"),
        pytest.param('{"a\\u00e9": "1",', {"aé": "1"}, id="cut behind an escape"),
        pytest.param("{", {}, id="only begun"),
    ],
)
def test_as_much_of_a_map_is_read_as_is_there(tmp_path, text, expected):
    file = tmp_path / "map.json"
    file.write_text(text)
    assert read_map(file).ids == expected


@pytest.mark.parametrize(
    ("source_id", "versions", "named"),
    [
        pytest.param(f"{ACTOR}/statuses/1", (), f"{ACTOR}/statuses/1", id="mastodon"),
        pytest.param("7654321", (), "7654321", id="pixelfed"),
        pytest.param("3kabc", ("bafyreiabc",), "bafyreiabc", id="bluesky, by its CID"),
    ],
)
def test_posts_are_found_by_the_ids_that_slurp_uses(source_id, versions, named):
    status = RemoteStatus(
        id=RemoteId("01ABC"), url="", created_at=at(0), text="x", content="", visibility=Visibility.PUBLIC
    )
    post = Post(source_id=source_id, written_at=at(0), order=1, body=(), versions=versions)
    mapped = Mapped(map=SlurpMap(ids={named: "01ABC"}))
    mapped.match([post], {"01ABC": status}, {})
    assert mapped.statuses == {source_id: status}
