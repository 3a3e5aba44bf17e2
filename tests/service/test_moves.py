"""Somebody who moved has several accounts on the old network; what is there is never made twice."""

import json

import pytest

from migrator.errors import UserError
from migrator.sources import mastodon
from migrator.sources.recognise import open_archive
from tests.service.small import EVERYTHING, at

OLD, NEW = "https://old.example/users/robin", "https://new.example/users/robin"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def write(folder, actor, numbers, *, aliases=(), moved_to=None, reply=None):
    folder.mkdir()
    notes = [
        {
            "id": f"{actor}/statuses/{number}",
            "type": "Note",
            "published": f"{at(number):%Y-%m-%dT%H:%M:%S}Z",
            "to": [PUBLIC],
            "cc": [],
            "content": f"<p>Post number {number}</p>",
            "inReplyTo": reply if number == numbers[0] else None,
            "attachment": [],
            "tag": [],
        }
        for number in numbers
    ]
    items = [
        {"id": f"{one['id']}/activity", "type": "Create", "actor": actor, "object": one}
        | {key: one[key] for key in ("published", "to", "cc")}
        for one in notes
    ]
    (folder / "outbox.json").write_text(json.dumps({"type": "OrderedCollection", "orderedItems": items}))
    about = {"id": actor, "preferredUsername": "robin", "url": actor, "alsoKnownAs": list(aliases)}
    (folder / "actor.json").write_text(json.dumps(about | ({"movedTo": moved_to} if moved_to else {})))
    return folder


@pytest.fixture
def old(tmp_path):
    return write(tmp_path / "old", OLD, range(6), moved_to=NEW)


@pytest.fixture
def new(tmp_path):
    return write(tmp_path / "new", NEW, range(6, 9), aliases=[OLD], reply=f"{OLD}/statuses/5")


def numbers(bench):
    return [int(text.split()[-1]) for text in bench.texts()]


def test_two_accounts_of_one_person_are_one_archive(bench, old, new):
    plan = bench.service.prepare([old, new], EVERYTHING)
    bench.run(plan.job)
    assert numbers(bench) == list(range(9))
    there = bench.there()
    assert there[6]["in_reply_to_id"] == there[5]["id"]


@pytest.mark.parametrize("first", ["old", "new"])
def test_an_account_that_was_replayed_alone_before_is_not_made_again(bench, old, new, first):
    bench.run(bench.service.prepare([{"old": old, "new": new}[first]], EVERYTHING).job)
    plan = bench.service.prepare([old, new], EVERYTHING)
    bench.run(plan.job)
    assert numbers(bench) == list(range(9))
    assert bench.copies() == {}
    assert bench.service.verify(plan.job).differences == ()


def test_undo_takes_back_only_what_that_job_made(bench, old, new):
    first = bench.service.prepare([old], EVERYTHING).job
    bench.run(first)
    both = bench.service.prepare([old, new], EVERYTHING).job
    bench.run(both)
    bench.undo(both)
    assert numbers(bench) == list(range(6))


def test_two_archives_of_different_years_are_merged(bench, tmp_path, old):
    later = write(tmp_path / "later", OLD, range(3, 9), moved_to=NEW)
    bench.run(bench.service.prepare([old, later], EVERYTHING).job)
    assert numbers(bench) == list(range(9))


def test_accounts_that_do_not_name_each_other_are_two_persons(old, tmp_path):
    other = write(tmp_path / "other", "https://else.example/users/eve", range(2))
    with pytest.raises(UserError, match="different accounts") as error:
        open_archive([old, other], [mastodon.FORMAT])
    assert error.value.hint
