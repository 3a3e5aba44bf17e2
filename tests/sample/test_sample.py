"""The sample is what it says: made up, the same each time, with a case for every rule."""

import io
import zipfile
from pathlib import Path

import filetype
import pytest
from PIL import Image

from migrator.model import Hashtag, Link, MediaType, Mention, Omission, Post, Scope
from migrator.sample import make
from migrator.sources import x
from migrator.sources.recognise import open_archive


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    return make(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def items(path) -> list:
    return list(open_archive([path], (x.FORMAT,)).items())


@pytest.fixture(scope="module")
def posts(items) -> list[Post]:
    return [item for item in items if isinstance(item, Post)]


def test_the_same_bytes_each_time(path: Path, tmp_path: Path) -> None:
    again = make(tmp_path / "other" / "name.zip")
    assert again.name == "name.zip"
    assert again.read_bytes() == path.read_bytes()


def test_it_has_sixty_posts_and_nothing_unreadable(items, posts) -> None:
    assert len(posts) >= 60
    assert {item.reason.code for item in items if isinstance(item, Omission)} == {
        "deleted",
        "circle",
        "superseded",
    }


def test_every_rule_has_its_case(posts) -> None:
    own = [post for post in posts if not post.repost_of]
    spans = [span for post in own for span in post.body]
    text_lengths = [sum(len(getattr(span, "text", "")) for span in post.body) for post in own]
    kinds = [[media.type for media in post.media] for post in own]
    assert any(post.repost_of for post in posts)
    assert any(post.quote and not post.quote.own for post in own)
    assert any(post.quote and post.quote.own for post in own)
    assert any(post.reply_to and post.reply_to.own for post in own)
    assert any(post.reply_to and not post.reply_to.own for post in own)
    assert any(post.versions for post in own)
    assert any(post.sensitive for post in own)
    assert any(post.scope is Scope.COMMUNITY for post in own)
    assert any(post.media and not post.body for post in own)
    assert any(media.missing for post in own for media in post.media)
    assert {len(kind) for kind in kinds} == {0, 1, 2, 3, 4}
    assert {kind for each in kinds for kind in each} == {MediaType.PHOTO, MediaType.VIDEO, MediaType.ANIMATED_GIF}
    assert {"bob", "admin"} <= {span.name for span in spans if isinstance(span, Mention)}
    assert any(isinstance(span, Hashtag) for span in spans)
    assert any(isinstance(span, Link) for span in spans)
    assert max(text_lengths) > 5000
    assert sum(length > 500 for length in text_lengths) >= 3
    assert {"de", "fr", "ja", "id", "he"} <= {post.language for post in own}
    seconds = [post.written_at.replace(microsecond=0) for post in own]
    assert len(set(seconds)) < len(seconds)


def test_two_posts_link_to_each_other(posts) -> None:
    quotes = {(post.source_id, post.quote.source_id) for post in posts if post.quote and post.quote.own}
    assert any((other, one) in quotes for one, other in quotes)


def test_every_picture_is_another_picture_that_opens(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".jpg", ".png"))]
        contents = [archive.read(name) for name in names]
    assert len(set(contents)) == len(contents) >= 20
    for content in contents:
        Image.open(io.BytesIO(content)).verify()


def test_the_films_are_films(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        films = [archive.read(name) for name in archive.namelist() if name.endswith(".mp4")]
    assert [filetype.guess_mime(film) for film in films] == ["video/mp4", "video/mp4"]
    assert max(map(len, films)) < 60_000


def test_there_is_a_private_message_to_be_left_alone(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert b"PRIVATE" in archive.read("data/direct-messages.js")
