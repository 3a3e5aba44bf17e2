"""Mastodon archives keep the contract, packed in any way; what is wrong with one is said."""

import gzip
import io
import json
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from migrator.errors import Exit, UnreadableArchive, UserError
from migrator.model import Omission, Post
from migrator.sources import grailbird, mastodon, x
from migrator.sources.base import Source
from migrator.sources.mastodon.members import ItemsOnly
from migrator.sources.recognise import open_archive
from tests.contracts.source import SourceContract

GOLDEN = Path(__file__).parent.parent / "golden/mastodon"
FORMATS = (x.FORMAT, grailbird.FORMAT, mastodon.FORMAT)


def packed(folder: Path, path: Path, *, top: str = "") -> Path:
    """Pack a folder as a tar.gz, media first as Mastodon does."""
    with tarfile.open(path, "w:gz") as archive:
        for file in sorted(folder.rglob("*"), key=lambda one: one.suffix == ".json"):
            archive.add(file, top + str(file.relative_to(folder)), recursive=False)
    return path


class Opened(SourceContract):
    @pytest.fixture
    def open_source(self) -> Callable[[Sequence[Path]], Source]:
        return lambda paths: open_archive(paths, FORMATS)


class TestFolder(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "media/archive"]


class TestTarGz(Opened):
    @pytest.fixture
    def paths(self, tmp_path) -> Sequence[Path]:
        return [packed(GOLDEN / "media/archive", tmp_path / "archive-20210401.tar.gz")]


class TestTarGzWithATopFolder(Opened):
    @pytest.fixture
    def paths(self, tmp_path) -> Sequence[Path]:
        return [packed(GOLDEN / "media/archive", tmp_path / "any name", top="./unpacked/")]


class TestZip(Opened):
    @pytest.fixture
    def paths(self, tmp_path) -> Sequence[Path]:
        folder = GOLDEN / "media/archive"
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            for file in folder.rglob("*"):
                archive.write(file, file.relative_to(folder))
        return [tmp_path / "a.zip"]


class TestThreads(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "threads/archive"]


class TestAkkoma(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "akkoma/archive"]


class TestDamaged(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "damaged_items/archive"]


class TestMoved(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / f"moved/archive-{number}" for number in (1, 2, 3)]


def test_archives_of_different_people_are_refused(tmp_path):
    shutil.copytree(GOLDEN / "threads/archive", tmp_path / "other")
    actor = json.loads((tmp_path / "other/actor.json").read_text())
    actor |= {
        "id": "https://far.example/users/tilda",
        "preferredUsername": "tilda",
        "url": "https://far.example/@t",
    }
    (tmp_path / "other/actor.json").write_text(json.dumps(actor))
    with pytest.raises(UserError, match="different accounts"):
        open_archive([GOLDEN / "threads/archive", tmp_path / "other"], FORMATS)


def test_without_an_actor_the_posts_say_whose_they_are():
    assert open_archive([GOLDEN / "cut_off/archive"], FORMATS).owner.name == "fenna@old.example"


def test_an_outbox_that_breaks_off_gives_what_came_before_and_says_so():
    items = list(open_archive([GOLDEN / "cut_off/archive"], FORMATS).items())
    assert [type(item) for item in items] == [Post, Omission]
    assert items[1].reason.code == "unreadable"


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(one ^ 0xFF for one in data[middle : middle + 40]) + data[middle + 40 :]


def no_tar(data: bytes) -> bytes:
    return gzip.compress(b"just a letter " * 1000)


def bomb(data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("media/zeros")
        member.size = 96 * 2**20
        archive.addfile(member, io.BytesIO(b"\0" * member.size))
    return gzip.compress(out.getvalue(), 9)


def head_only(data: bytes) -> bytes:
    return data[:10]


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        pytest.param(cut, "is cut off after", id="cut off"),
        pytest.param(flipped, "is damaged after|is cut off after", id="damaged"),
        pytest.param(no_tar, "holds no archive", id="no tar"),
        pytest.param(bomb, "looks like a bomb", id="bomb"),
        pytest.param(head_only, "cut off", id="only its header"),
    ],
)
def test_a_bad_tar_gz_is_refused_with_a_sentence(tmp_path, harm, says):
    good = packed(GOLDEN / "media/archive", tmp_path / "good.tar.gz").read_bytes()
    (tmp_path / "bad.tar.gz").write_bytes(harm(good))
    with pytest.raises(UnreadableArchive, match=says) as caught:
        open_archive([tmp_path / "bad.tar.gz"], FORMATS)
    assert caught.value.exit_code is Exit.USAGE
    assert caught.value.hint


def test_names_that_lead_out_of_a_tar_are_not_there(tmp_path):
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        archive.add(GOLDEN / "threads/archive/outbox.json", "outbox.json")
        for name in ("../../evil.jpg", "/etc/evil.jpg"):
            member = tarfile.TarInfo(name)
            member.size = 1
            archive.addfile(member, io.BytesIO(b"x"))
        link = tarfile.TarInfo("media/link.jpg")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    source = open_archive([tmp_path / "a.tar.gz"], FORMATS)
    assert [name for one in source._containers for name in one.names()] == ["outbox.json"]


@pytest.mark.parametrize("size", [1, 7, 4096, 1 << 22])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"type":"OrderedCollection","orderedItems":[{"a":"]}"},2]}', '=[{"a":"]}"},2]'),
        ('{"orderedItems" : [1] , "totalItems": 5, "type":"x"}\n', "=[1]"),
        ('{"orderedItems":[],"orderedItems":[1]}', "=[1]"),
        ('{"orderedItems":[1,', "=[1,"),
        ('{"nothing":[1]}', "="),
        ("", "="),
    ],
)
def test_only_the_list_of_an_outbox_is_read(text, expected, size):
    file = ItemsOnly(io.BytesIO(text.encode()))
    assert b"".join(iter(lambda: file.read(size), b"")).decode() == expected


def test_emoji_that_begin_like_items_do_not_tear_them(tmp_path):
    emoji = [{"id": f"https://old.example/emojis/{n}", "type": "Emoji", "name": f":e{n}:"} for n in range(20)]
    note = {
        "type": "Note",
        "published": "2021-01-01T00:00:00Z",
        "content": "<p>x</p>" * 40,
        "tag": emoji,
        "to": [],
    }
    items = [
        {
            "id": f"https://old.example/u/{n}/activity",
            "type": "Create",
            "object": {"id": f"https://o.example/{n}"} | note,
        }
        for n in range(3000)
    ]
    (tmp_path / "outbox.json").write_text(json.dumps({"type": "OrderedCollection", "orderedItems": items}))
    assert (tmp_path / "outbox.json").stat().st_size > 1 << 22
    found = list(open_archive([tmp_path], FORMATS).items())
    assert len(found) == 3000
    assert all(isinstance(item, Post) for item in found)
