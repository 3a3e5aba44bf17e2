"""Whatever is given: a clear sentence, what to do, the exit code of unreadable input, and nothing written."""

import random
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from migrator.errors import Exit, StepFailed, UnreadableArchive, UserError
from migrator.model import Omission, Post
from migrator.sources import grailbird, mastodon, x
from migrator.sources.recognise import open_archive
from migrator.sources.x.parts import READ
from migrator.sources.zipped import ZipContainer
from tests.sources.zips import pack, set_in_directory, tweets

FORMATS = (x.FORMAT, grailbird.FORMAT, mastodon.FORMAT)
GOOD = {"data/tweets.js": tweets("hello", "world"), "data/tweets_media/1-a.jpg": b"x" * 5000}


def open_one(path: Path):
    return open_archive([path], FORMATS)


def missing(folder: Path) -> Path:
    return folder / "nothing.zip"


def empty_file(folder: Path) -> Path:
    (folder / "a.zip").touch()
    return folder / "a.zip"


def empty_zip(folder: Path) -> Path:
    return pack(folder / "a.zip", {})


def empty_folder(folder: Path) -> Path:
    return folder


def text_file(folder: Path) -> Path:
    (folder / "a.zip").write_text("not a zip at all")
    return folder / "a.zip"


def web_page(folder: Path) -> Path:
    (folder / "Your archive.html").write_text("<!DOCTYPE html><title>Your archive</title>")
    return folder / "Your archive.html"


def single_file(folder: Path) -> Path:
    (folder / "tweets.js").write_text(tweets("hello"))
    return folder / "tweets.js"


def tarball(folder: Path) -> Path:
    (folder / "a.tar.gz").write_bytes(b"\x1f\x8b\x08\0\0\0\0\0")
    return folder / "a.tar.gz"


def truncated(folder: Path) -> Path:
    path = pack(folder / "a.zip", GOOD)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def directory_breaks_off(folder: Path) -> Path:
    path = pack(folder / "a.zip", GOOD)
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02", b"PK\x09\x02"))
    return path


def encrypted(folder: Path) -> Path:
    path = pack(folder / "a.zip", GOOD)
    set_in_directory(path, "data/tweets.js", 8, "<H", 1)
    return path


def deflate64(folder: Path) -> Path:
    path = pack(folder / "a.zip", GOOD)
    set_in_directory(path, "data/tweets.js", 10, "<H", 9)
    return path


def bomb(folder: Path) -> Path:
    return pack(folder / "a.zip", {"data/tweets.js": b"window.YTD.tweets.part0 = [" + b" " * 100_000_000 + b"]"})


def overlapping(folder: Path) -> Path:
    path = pack(folder / "a.zip", GOOD)
    set_in_directory(path, "data/tweets_media/1-a.jpg", 42, "<L", 0)
    return path


def instagram(folder: Path) -> Path:
    return pack(folder / "a.zip", {"your_instagram_activity/content/posts_1.json": "[]"})


def no_outbox(folder: Path) -> Path:
    return pack(folder / "a.zip", {"outbox.json": "{}", "actor.json": "{}"})


def holds_the_zip(folder: Path) -> Path:
    pack(folder / "twitter-2024.zip", GOOD)
    return folder


def something_else(folder: Path) -> Path:
    return pack(folder / "a.zip", {"notes.txt": "hello"})


def damaged_at_its_head(folder: Path) -> Path:
    return pack(folder / "a.zip", {"data/tweets.js": b"\0\0\0 garbage"})


def without_tweets(folder: Path) -> Path:
    files = '[{"fileName": "data/tweets.js", "count": "77"}]'
    manifest = f'window.__THAR_CONFIG = {{"dataTypes": {{"tweets": {{"files": {files}}}}}}}'
    return pack(folder / "a.zip", {"data/manifest.js": manifest})


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        pytest.param(missing, "does not exist", id="not there"),
        pytest.param(empty_file, "is empty", id="empty file"),
        pytest.param(empty_zip, "is empty", id="empty zip"),
        pytest.param(empty_folder, "is empty", id="empty folder"),
        pytest.param(text_file, "is not a zip file or folder", id="not a zip"),
        pytest.param(web_page, "is one file of an archive", id="the page inside"),
        pytest.param(single_file, "is one file of an archive", id="tweets.js itself"),
        pytest.param(tarball, "is cut off after", id="tar.gz"),
        pytest.param(truncated, "is cut short", id="truncated"),
        pytest.param(directory_breaks_off, "its directory breaks off", id="damaged directory"),
        pytest.param(encrypted, "is encrypted", id="encrypted"),
        pytest.param(deflate64, "Deflate64", id="deflate64"),
        pytest.param(bomb, "zip bomb", id="bomb"),
        pytest.param(overlapping, "members overlap", id="overlapping members"),
        pytest.param(instagram, "looks like an unpacked Instagram export", id="instagram"),
        pytest.param(no_outbox, "looks like a Mastodon archive", id="mastodon"),
        pytest.param(holds_the_zip, "twitter-2024.zip", id="folder with the zip"),
        pytest.param(something_else, "is not an archive we know", id="something else"),
        pytest.param(damaged_at_its_head, "holds data/tweets.js but it is damaged at byte 0", id="garbage"),
        pytest.param(without_tweets, "which should hold 77 posts", id="without tweets.js"),
    ],
)
def test_a_clear_sentence(make: Callable[[Path], Path], sentence: str, tmp_path: Path) -> None:
    path = make(tmp_path)
    with pytest.raises(UnreadableArchive) as caught:
        open_one(path)
    assert sentence in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code is Exit.USAGE


def test_a_size_that_lies_is_found_while_reading(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"data/tweets.js": tweets(*("word " * 50,) * 200)})
    set_in_directory(path, "data/tweets.js", 24, "<L", 30_000)
    items = list(open_one(path).items())
    assert any(isinstance(item, Omission) and item.reason.code == "unreadable" for item in items)


def test_posts_before_damage_in_the_packed_bytes_are_read(tmp_path: Path) -> None:
    rng = random.Random(1)  # noqa: S311  # filler
    texts = ["".join(rng.choices("abcdefgh ", k=200)) for _ in range(3000)]
    path = pack(tmp_path / "a.zip", {"data/tweets.js": tweets(*texts)})
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)
    path.write_bytes(bytes(data))
    source = open_one(path)
    items = list(source.items())
    assert 1000 < sum(isinstance(item, Post) for item in items) < 2000
    assert [item.reason.code for item in items if isinstance(item, Omission)][-1] == "unreadable"
    assert source.overview().posts == sum(isinstance(item, Post) for item in items)


def test_a_damaged_picture_fails_its_own_step_only(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"data/tweets.js": tweets("hi"), "data/tweets_media/1-a.jpg": b"pixels" * 99})
    set_in_directory(path, "data/tweets_media/1-a.jpg", 16, "<L", 12345)
    with open_one(path).open_media("0/data/tweets_media/1-a.jpg") as file, pytest.raises(StepFailed) as caught:
        file.read()
    assert caught.value.code == "media_damaged"


def test_hostile_names_are_not_members(tmp_path: Path) -> None:
    hostile = {"../../data/tweets.js": "x", "/etc/tweets_media/1-a.jpg": "x", "C:\\tweets_media\\1-a.jpg": "x"}
    source = open_one(pack(tmp_path / "a.zip", GOOD | hostile))
    assert sum(isinstance(item, Post) for item in source.items()) == 2
    for name in ("0/../../data/tweets.js", "0//etc/tweets_media/1-a.jpg", "0/C:/tweets_media/1-a.jpg"):
        with pytest.raises(StepFailed):
            source.open_media(name)


def test_of_a_name_that_is_there_twice_the_last_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("data/tweets.js", tweets("old"))
        archive.writestr("data/tweets.js", tweets("new", "newer"))
    source = open_one(path)
    assert sum(isinstance(item, Post) for item in source.items()) == 2
    assert [warning.code for warning in source.overview().warnings] == ["duplicate_names"]


def test_a_zip_packed_again_on_a_mac_reads_the_same(tmp_path: Path) -> None:
    mac = {f"twitter-2024/{name}": content for name, content in GOOD.items()}
    junk = {"__MACOSX/twitter-2024/data/._tweets.js": b"\0\5\26\7", "twitter-2024/.DS_Store": b"\0"}
    again = open_one(pack(tmp_path / "mac.zip", mac | junk))
    plain = open_one(pack(tmp_path / "plain.zip", GOOD))
    assert list(again.items()) == list(plain.items())


def test_backslashes_in_names_mean_folders(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", GOOD)
    path.write_bytes(path.read_bytes().replace(b"data/tweets.js", b"data\\tweets.js"))
    assert sum(isinstance(item, Post) for item in open_one(path).items()) == 2


def test_more_members_than_an_old_zip_can_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(66_000):
            archive.writestr(zipfile.ZipInfo(f"assets/{number}.svg"), b"")
        archive.writestr("data/tweets.js", tweets("hello"))
    assert sum(isinstance(item, Post) for item in open_one(path).items()) == 1


def test_sizes_in_zip64_fields_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("data/tweets.js", "w", force_zip64=True) as file,
    ):
        file.write(tweets("hello").encode())
    assert sum(isinstance(item, Post) for item in open_one(path).items()) == 1


def test_bytes_in_front_of_a_zip_do_no_harm(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", GOOD)
    path.write_bytes(b"PK\x03\x04 something in front" + path.read_bytes())
    assert sum(isinstance(item, Post) for item in open_one(path).items()) == 2


def test_archives_of_two_people_are_not_mixed(tmp_path: Path) -> None:
    both = []
    for name, number in (("ada", 1), ("bob", 2)):
        account = f'window.YTD.account.part0 = [{{"account": {{"username": "{name}", "accountId": "{number}"}}}}]'
        both.append(pack(tmp_path / f"{name}.zip", GOOD | {"data/account.js": account}))
    with pytest.raises(UserError, match="different accounts: @ada and @bob"):
        open_archive(both, FORMATS)


def test_archives_of_two_kinds_are_not_mixed(tmp_path: Path) -> None:
    old = pack(tmp_path / "old.zip", {"data/js/tweets/2013_05.js": "Grailbird.data.tweets_2013_05 = [ ]"})
    with pytest.raises(UserError, match="different kinds"):
        open_archive([pack(tmp_path / "new.zip", GOOD), old], FORMATS)


def test_an_archive_named_twice_is_one(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", GOOD)
    assert len(open_archive([path, path], FORMATS).fingerprint.files) == 1


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "archive", tmp_path / "secret.js"
    (folder / "data").mkdir(parents=True)
    (folder / "data/tweets.js").write_text(tweets("hello"))
    outside.write_text(tweets("secret"))
    (folder / "data/tweets-part1.js").symlink_to(outside)
    assert sum(isinstance(item, Post) for item in open_one(folder).items()) == 1


def test_another_archive_has_another_fingerprint(tmp_path: Path) -> None:
    one = open_one(pack(tmp_path / "a.zip", GOOD)).fingerprint
    other = open_one(pack(tmp_path / "a.zip", GOOD | {"data/tweets.js": tweets("hello", "earth")})).fingerprint
    assert one != other


def test_private_files_are_never_opened(sample: Path) -> None:
    opened: list[str] = []

    class Watched(ZipContainer):
        def open(self, name: str):
            opened.append(name)
            return super().open(name)

    source = x.FORMAT.open([Watched(sample)])
    source.overview()
    list(source.items())
    stems = {PurePosixPath(name).name.partition("-part")[0].removesuffix(".js") for name in opened}
    assert "tweets" in stems
    assert stems <= READ
    assert not stems & {"direct-messages", "ip-audit", "profile"}
