import csv
import io
import json

import pytest

from migrator.errors import UserError
from migrator.friends.evidence import People, from_archive, read_file
from migrator.friends.matching import found_in
from migrator.model import Relation, Sighting


def gathered(tmp_path, name, data) -> list:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    people = People()
    people.add(read_file(path))
    return list(people)


ROW = {
    "id": "7",
    "screen_name": "ada",
    "name": "Ada",
    "description": "hi https://t.co/a",
    "location": "Ghent",
    "website": "https://t.co/b",
    "followers_count": 3,
    "following": True,
    "followed_by": False,
}
RAW = {
    "rest_id": "7",
    "core": {"screen_name": "ada", "name": "Ada"},
    "location": {"location": "Ghent"},
    "legacy": {
        "description": "hi https://t.co/a",
        "url": "https://t.co/b",
        "entities": {
            "description": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://mas.to/@ada"}]},
            "url": {"urls": [{"url": "https://t.co/b", "expanded_url": "https://chaos.social/@ada"}]},
        },
    },
}


def test_the_exporters_metadata_spells_links_out(tmp_path) -> None:
    person = gathered(tmp_path, "twitter-Following-1.json", json.dumps([ROW | {"metadata": RAW}]))[0]
    assert {one.handle for one in found_in(person)} == {"ada@mas.to", "ada@chaos.social"}
    assert (person.id, person.screen_name, person.relations) == ("7", "ada", {Relation.FOLLOWING})


def test_the_exporters_whole_database_is_read(tmp_path) -> None:
    dump = {
        "formatName": "dexie",
        "data": {"data": [{"tableName": "users", "rows": [RAW]}, {"tableName": "tweets", "rows": [{}]}]},
    }
    assert [one.id for one in gathered(tmp_path, "dump.json", json.dumps(dump))] == ["7"]


def test_old_metadata_has_names_in_another_place(tmp_path) -> None:
    old = {"rest_id": "7", "legacy": {"screen_name": "ada", "name": "Ada", "description": "x"}}
    assert gathered(tmp_path, "users.json", json.dumps([old]))[0].screen_name == "ada"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_is_read_in_any_encoding(tmp_path, encoding) -> None:
    text = "screen_name;name;description\r\nada;Ädä;Mastodon: @ada@mas.to\r\n"
    person = gathered(tmp_path, "people.csv", text.encode(encoding))[0]
    assert person.profile.name == "Ädä"
    assert [one.handle for one in found_in(person)] == ["ada@mas.to"]


def test_a_broken_csv_gives_what_can_be_read(tmp_path) -> None:
    text = 'screen_name,description\nada,"fine"\nbob\n,,,,\neve,"no end\nzoe,x'
    assert {one.screen_name for one in gathered(tmp_path, "p.csv", text)} >= {"ada", "bob", "eve"}


def test_a_list_of_names_takes_every_form(tmp_path) -> None:
    text = "# my people\n@ada\nbob\n12345\nhttps://x.com/eve\n@zoe@mas.to\nnot a name at all\n"
    keys = {one.key for one in gathered(tmp_path, "names.txt", text)}
    assert keys == {"@ada", "@bob", "12345", "@eve", "zoe@mas.to"}


def test_following_accounts_of_mastodon_are_known_already(tmp_path) -> None:
    text = "Account address,Show boosts,Notify on new posts,Languages\nada@mas.to,true,false,\n"
    person = gathered(tmp_path, "following_accounts.csv", text)[0]
    assert [(one.handle, one.rule) for one in found_in(person)] == [("ada@mas.to", "given")]


def test_pixelfeds_following_is_read(tmp_path) -> None:
    rows = [
        {"username": "ada", "acct": "ada@mas.to", "url": "https://mas.to/@ada"},
        {"username": "bo", "url": "https://pix.example.org/bo"},
    ]
    assert {one.key for one in gathered(tmp_path, "pixelfed-following.json", json.dumps(rows))} == {
        "ada@mas.to",
        "bo@pix.example.org",
    }


@pytest.mark.parametrize(
    ("name", "relation"),
    [
        ("twitter-Followers-1.json", Relation.FOLLOWER),
        ("blocked.csv", Relation.BLOCKED),
        ("mutes.txt", Relation.MUTED),
        ("x.txt", Relation.FOLLOWING),
    ],
)
def test_a_files_name_says_whom_it_lists(tmp_path, name, relation) -> None:
    assert gathered(tmp_path, name, "screen_name\nada\n")[0].relations == {relation}


def test_list_members_are_kept_apart(tmp_path) -> None:
    person = gathered(tmp_path, "lists.csv", "List name,Account address\nCats,ada@mas.to\n")[0]
    assert (person.relations, person.lists) == ({Relation.LISTED}, {"Cats"})


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04xx", b"[]", b'{"a"', b"??? !!!"], ids=repr)
def test_a_file_that_names_nobody_is_refused(tmp_path, data) -> None:
    with pytest.raises(UserError):
        gathered(tmp_path, "x.json", data)


def test_wrong_types_are_as_if_not_there(tmp_path) -> None:
    rows = [
        {"id": 5, "screen_name": ["x"], "text": {"a": 1}, "urls": "no", "pinned_urls": [1, None, {}]},
        7,
        None,
        "ada",
    ]
    assert {one.key for one in gathered(tmp_path, "x.json", json.dumps(rows))} == {"5", "@ada"}


@pytest.mark.timeout(60)
def test_a_hundred_thousand_rows_are_read(tmp_path) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "screen_name", "description"])
    writer.writerows([number + 1, f"name{number}", "hi"] for number in range(100_000))
    assert len(gathered(tmp_path, "many.csv", out.getvalue())) == 100_000


def sighted(*sightings) -> list:
    people = People()
    people.add(from_archive(sightings))
    return list(people)


def test_names_from_posts_fill_ids_from_lists() -> None:
    followed = Sighting(relation=Relation.FOLLOWING, id="7", where="following")
    named = Sighting(relation=Relation.MENTIONED, id="7", name="ada", where="post")
    liked = Sighting(relation=Relation.MENTIONED, name="Ada", said="@ada is @ada@mas.to now", where="like")
    person = sighted(followed, liked, named)[0]
    assert (person.screen_name, person.relations) == ("ada", {Relation.FOLLOWING, Relation.MENTIONED})
    assert [(one.handle, one.rule) for one in found_in(person)] == [("ada@mas.to", "said_by_others")]


def test_the_profile_itself_counts_more_than_a_mention(tmp_path) -> None:
    people = People()
    path = tmp_path / "p.jsonl"
    path.write_text('{"id": "7", "screen_name": "new", "text": "x"}\n')
    people.add(read_file(path))
    people.add(from_archive([Sighting(relation=Relation.MENTIONED, id="7", name="old", where="post")]))
    assert next(iter(people)).screen_name == "new"
