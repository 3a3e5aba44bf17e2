"""Repositories that are whole, cut, wrong or hostile."""

import io
import json
import zipfile
from pathlib import Path

import libipld
import pytest

from migrator.errors import UnreadableArchive, UserError
from migrator.model import Omission, Post
from migrator.sources import bluesky
from migrator.sources.bluesky.addresses import cid_bytes, cid_text
from migrator.sources.bluesky.car import NODE_BYTES, Car, Lost
from migrator.sources.bluesky.posts import written_at
from migrator.sources.bluesky.records import tid, tid_time
from migrator.sources.recognise import open_archive
from migrator.sources.tally import Tally
from tests.sources.repository import DID, GOLDEN, Maker, archive_of, cid, depth, golden, make, section, varint

RKEYS = [f"3krfsbu2c{number:04d}".translate(str.maketrans("0189", "abcd")) for number in range(400)]


def record(text):
    return {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2024-05-01T05:00:00Z"}


def posts(number):
    return {f"app.bsky.feed.post/{rkey}": record(f"post {rkey}") for rkey in RKEYS[:number]}


@pytest.fixture
def opened(tmp_path):
    sources = []

    def open_(content, name="repo.car"):
        (tmp_path / name).write_bytes(content)
        sources.append(open_archive([tmp_path / name], (bluesky.FORMAT,)))
        return sources[-1]

    yield open_
    for source in sources:
        source.close()


def errors(source):
    return {item.source_id: item.reason.params["error"] for item in source.items() if isinstance(item, Omission)}


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda case: case.name)
def test_golden_archives_hold_what_their_records_say(case):
    assert archive_of(case).read_bytes() == golden(case)


def test_every_record_of_a_deep_tree_is_found(opened):
    source = opened(make(posts(400)))
    assert {item.source_id for item in source.items()} == set(RKEYS)
    assert max(depth(f"app.bsky.feed.post/{rkey}") for rkey in RKEYS) > 2


def test_deleted_records_stay_deleted(opened):
    source = opened(make(posts(1), deleted=[record("taken back")]))
    assert [item.body[0].text for item in source.items()] == [f"post {RKEYS[0]}"]


def test_a_file_may_be_called_anything(opened):
    assert opened(make(posts(1)), name="backup").overview().posts == 1


def test_a_repository_in_a_zip_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as archive:
        archive.writestr("ada/repo.car", make(posts(30)))
    source = open_archive([tmp_path / "backup.zip"], (bluesky.FORMAT,))
    assert source.overview().posts == 30
    source.close()


def test_of_two_states_the_later_counts(tmp_path):
    for name, number, rev in (("a.car", 1, "3jzfcijpj2z2a"), ("b.car", 3, "3kzfcijpj2z2a")):
        (tmp_path / name).write_bytes(make(posts(number), rev=rev))
    source = open_archive([tmp_path / "a.car", tmp_path / "b.car"], (bluesky.FORMAT,))
    assert source.overview().posts == 3
    source.close()


def test_two_accounts_are_refused(tmp_path):
    (tmp_path / "a.car").write_bytes(make(posts(1)))
    (tmp_path / "b.car").write_bytes(make(posts(1), did="did:plc:bobbobbobbobbobbobbobbob"))
    with pytest.raises(UserError, match="different accounts"):
        open_archive([tmp_path / "a.car", tmp_path / "b.car"], (bluesky.FORMAT,))


def test_a_block_that_is_not_what_its_address_says_is_left_out(opened):
    content = make(posts(3))
    source = opened(content.replace(f"post {RKEYS[1]}".encode(), f"lost {RKEYS[1]}".encode()))
    assert errors(source) == {RKEYS[1]: "its block is not what its address says"}
    assert [one.code for one in source.overview().warnings] == ["wrong_blocks"]


def test_blocks_that_are_no_posts_are_checked_too(opened):
    like = {"$type": "app.bsky.feed.like", "subject": {"uri": "at://x", "cid": "y"}, "createdAt": "2024"}
    content = make({**posts(2), f"app.bsky.feed.like/{RKEYS[0]}": like})
    overview = opened(content.replace(b"at://x", b"at://z")).overview()
    assert (overview.posts, overview.likes) == (2, 1)
    assert [(one.code, one.params["count"]) for one in overview.warnings] == [("wrong_blocks", 1)]


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda case: case.name)
def test_an_overview_counts_what_the_items_are(case):
    source = open_archive([archive_of(case)], (bluesky.FORMAT,))
    overview = source.overview()
    counted = Tally().add_all(source.items()).fields()
    source.close()
    assert {name: getattr(overview, name) for name in counted} == counted


def test_records_that_are_none_are_left_out_of_the_count(opened):
    kinds = {"post": {"text": 7}, "repost": {"subject": {"uri": "at://x", "cid": "y"}}}
    source = opened(make({f"app.bsky.feed.{kind}/{RKEYS[0]}": record for kind, record in kinds.items()}))
    assert source.overview().omissions == {"unreadable": 2}
    assert len(errors(source)) == 2


def test_a_tree_of_large_parts_is_read(opened):
    maker = Maker()
    data = maker.add(node([(path.encode(), maker.add(one)) for path, one in sorted(posts(200).items())]))
    assert len(maker.blocks[data]) > NODE_BYTES
    root = maker.add({"did": DID, "version": 3, "data": data, "rev": "", "sig": b""})
    assert opened(maker.car(root)).overview().posts == 200


def test_what_was_cut_off_is_named(opened):
    maker = Maker()
    places = {path: cid(libipld.encode_dag_cbor(one)) for path, one in posts(20).items()}
    root = maker.commit(places)
    for one in posts(20).values():
        maker.add(one)
    source = opened(maker.car(root)[:-600])
    found = list(source.items())
    assert len(found) == 20
    assert set(errors(source).values()) == {"its block is not in the file"}
    assert any(isinstance(item, Post) for item in found)
    assert [one.code for one in source.overview().warnings] == ["file_damaged"]


def test_a_part_of_the_tree_that_is_missing_is_named(opened):
    maker = Maker()
    root = maker.commit({path: maker.add(one) for path, one in posts(60).items()})
    commit = libipld.decode_dag_cbor(maker.blocks[root])
    below = libipld.decode_dag_cbor(maker.blocks[commit["data"]])
    child = next(one for one in (below["l"], *(entry["t"] for entry in below["e"])) if one)
    del maker.blocks[child]
    assert any("a part of the tree is lost" in error for error in errors(opened(maker.car(root))).values())


def node(entries, left=None):
    return {"l": left, "e": [{"p": 0, "k": key, "v": value, "t": None} for key, value in entries]}


@pytest.mark.parametrize(
    ("entries", "error"),
    [
        pytest.param([(b"b/2", b"x"), (b"app.bsky.feed.post/a", b"x")], "out of order", id="not sorted"),
        pytest.param([(b"app.bsky.feed.post/\xff", b"x")], "not written in ASCII", id="no ASCII"),
        pytest.param([(7, b"x")], "can't be read", id="no key"),
    ],
)
def test_a_hostile_tree_is_named(opened, entries, error):
    maker = Maker()
    value = maker.add(record("x"))
    data = maker.add(node([(key, value) for key, _ in entries]))
    root = maker.add({"did": "did:plc:x", "version": 3, "data": data, "rev": "", "sig": b""})
    assert any(error in one for one in errors(opened(maker.car(root))).values())


def test_a_tree_that_is_too_deep_ends(opened):
    maker = Maker()
    below = maker.add(node([]))
    for _ in range(1000):
        below = maker.add(node([], left=below))
    root = maker.add({"did": "did:plc:x", "version": 3, "data": below, "rev": "", "sig": b""})
    assert list(errors(opened(maker.car(root))).values()) == ["the tree leads back into itself"]


def test_the_same_part_twice_is_read_once(opened):
    maker = Maker()
    shared = maker.add(node([(b"app.bsky.feed.post/a", maker.add(record("x")))]))
    data = maker.add({"l": shared, "e": [{"p": 0, "k": b"b/1", "v": shared, "t": shared}]})
    root = maker.add({"did": "did:plc:x", "version": 3, "data": data, "rev": "", "sig": b""})
    assert next(item.source_id for item in opened(maker.car(root)).items()) == "a"


HEADER = section(libipld.encode_dag_cbor({"version": 1, "roots": [cid(b"nothing")]}))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(HEADER, "its block is not in the file", id="header alone"),
        pytest.param(HEADER + varint(2**60), "its block is not in the file", id="a block larger than any"),
        pytest.param(
            section(libipld.encode_dag_cbor({"version": 2, "roots": []})), "not an archive|version", id="v2"
        ),
        pytest.param(
            section(libipld.encode_dag_cbor({"version": 1, "roots": []})), "without a root", id="no root"
        ),
        pytest.param(make(posts(1))[:40], "does not begin|not an archive", id="cut in the header"),
        pytest.param(make({}, did="ada"), "no repository", id="no account"),
    ],
)
def test_what_is_no_repository_is_refused_with_a_sentence(opened, content, words):
    with pytest.raises(UnreadableArchive, match=words):
        opened(content)


def test_deep_values_do_no_harm(opened):
    maker = Maker()
    block = b"\x81" * 3000 + b"\x01"
    maker.blocks[cid(block)] = block
    root = maker.commit({"app.bsky.feed.post/3krfsbu2c2k2a": cid(block)})
    assert "no DAG-CBOR" in errors(opened(maker.car(root)))["3krfsbu2c2k2a"]


@pytest.mark.parametrize("size", [0, 1, 2, 9, 10, 11, 127, 128, 1 << 20, (1 << 20) - 36])
def test_blocks_of_all_sizes_are_found_at_their_place(size):
    blocks = [libipld.encode_dag_cbor(bytes(size)), libipld.encode_dag_cbor("last")]
    content = b"".join([HEADER, *(section(cid(block) + block) for block in blocks)])
    car = Car(io.BytesIO(content), "x.car")
    assert [car.block(cid(block)) for block in blocks] == [bytes(size), "last"]


@pytest.mark.parametrize("length", [1, 4, 35, 36])
def test_a_block_shorter_than_an_address_is_no_block(length):
    car = Car(io.BytesIO(HEADER + varint(length) + cid(b"") + b"\x00" * 99), "x.car")
    with pytest.raises(Lost):
        car.block(cid(b""))


@pytest.mark.parametrize(
    ("said", "rkey", "expected", "clamped"),
    [
        pytest.param("2024-05-01T05:00:00Z", "3krfsbu2c2k2a", "2024-05-01T05:00:00", False, id="usual"),
        pytest.param(
            "2012-03-04T05:06:07+09:00", "3krfsbu2c2k2a", "2012-03-03T20:06:07", False, id="brought along"
        ),
        pytest.param("2199-01-01T00:00:00Z", "3krfsbu2c2k2a", "2024-05-01T05:50:16", True, id="future"),
        pytest.param("", "3krfsbu2c2k2a", "2024-05-01T05:50:16", True, id="none"),
        pytest.param("2199-01-01T00:00:00Z", "self", "2199-01-01T00:00:00", False, id="nothing to measure by"),
        pytest.param("0001-01-01T00:00:00+14:00", "self", None, False, id="before all time"),
    ],
)
def test_when_a_post_was_written(said, rkey, expected, clamped):
    found = written_at(said, rkey)
    assert (found[0].strftime("%Y-%m-%dT%H:%M:%S") if found else None) == expected
    assert bool(found and found[1]) is clamped


def test_keys_tell_their_time():
    assert tid("3krfsbu2c2k2a") > tid("3krfsbu2c2k22")
    assert tid_time("self") is tid_time("zzzzzzzzzzzzz") is None


def test_addresses_are_the_same_both_ways():
    address = cid(b"block")
    assert cid_bytes(cid_text(address)) == address
    assert cid_bytes("bafy") == cid_bytes("b" + "a" * 59) == cid_bytes("../../etc/passwd") == b""


def test_a_document_of_another_account_names_nobody(tmp_path: Path):
    (tmp_path / "repo.car").write_bytes(make(posts(1)))
    (tmp_path / "repo.json").write_text(json.dumps({"id": "did:plc:x", "alsoKnownAs": ["at://eve.example"]}))
    source = open_archive([tmp_path / "repo.car"], (bluesky.FORMAT,))
    assert source.owner.name == source.owner.id
    source.close()
