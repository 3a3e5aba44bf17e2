"""Folders as people give them: the inner one, or the one where all their archives lie."""

import zipfile
from pathlib import Path

import pytest

from migrator.errors import UserError
from migrator.model import Omission
from migrator.sources import grailbird, x
from migrator.sources.recognise import open_archive
from tests.sources.zips import pack, tweets

FORMATS = (x.FORMAT, grailbird.FORMAT)
ACCOUNT = 'window.YTD.account.part0 = [{"account": {"accountId": "%s", "username": "%s"}}]'


@pytest.fixture
def unpacked(sample: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(sample) as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked"


@pytest.mark.parametrize("name", ["data", "renamed"])
def test_the_inner_folder_gives_what_the_outer_one_gives(unpacked: Path, name: str) -> None:
    outer = open_archive([unpacked], FORMATS)
    expected, items = outer.overview(), [item.source_id for item in outer.items()]
    inner = open_archive([(unpacked / "data").rename(unpacked / name)], FORMATS)
    assert inner.overview() == expected
    assert [item.source_id for item in inner.items()] == items
    pictures = [media.name for item in inner.items() for media in getattr(item, "media", ()) if media.name]
    for picture in pictures[:3]:
        with inner.open_media(picture) as file:
            assert file.read(1)
    assert pictures


def test_what_the_inner_folder_lacks_is_missed_under_its_usual_name(unpacked: Path) -> None:
    (unpacked / "data/tweets-part1.js").unlink()
    source = open_archive([unpacked / "data"], FORMATS)
    missing = [reason for reason in source.overview().warnings if reason.code == "file_missing"]
    assert [reason.params["file"] for reason in missing] == ["data/tweets-part1.js"]
    lost = [item for item in source.items() if isinstance(item, Omission) and item.reason.code == "unreadable"]
    assert {item.reason.params["file"] for item in lost} == {"data/tweets-part1.js"}


def test_a_folder_of_several_accounts_names_what_lies_there(tmp_path: Path) -> None:
    for number, name in enumerate(("ada", "bob"), 1):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data/tweets.js").write_text(tweets("hello"))
        (tmp_path / name / "data/account.js").write_text(ACCOUNT % (number, name))
    pack(tmp_path / "carol.zip", {"data/tweets.js": tweets("hello")})
    with pytest.raises(UserError, match="several accounts") as caught:
        open_archive([tmp_path], FORMATS)
    assert "ada/ (@ada), bob/ (@bob), and beside them carol.zip" in caught.value.message
    assert "choose one account's" in caught.value.hint


def test_a_folder_of_zips_names_them(tmp_path: Path) -> None:
    for name in ("ada.zip", "bob.zip"):
        pack(tmp_path / name, {"data/tweets.js": tweets("hello")})
    with pytest.raises(UserError, match=r"holds ada\.zip, bob\.zip") as caught:
        open_archive([tmp_path], FORMATS)
    assert "choose one account's" in caught.value.hint
