"""Files that are fetched when their step runs: planned unseen, judged by their bytes, left out only for good."""

import msgspec
import pytest
from PIL import Image

from migrator.errors import StepFailed
from migrator.jobs.choices import MissingMedia
from migrator.jobs.media import MediaRoom
from migrator.jobs.plan import PlannedMedia, Publish
from migrator.jobs.replay import ReplayWork
from migrator.model import Media, MediaType, Visibility
from migrator.net import FetchFailed
from tests.jobs.making import GOTOSOCIAL, START, codes, only, post, skips

URL = "https://old.example/a.jpg"
REMOTE = Media(name="a.jpg", type=MediaType.PHOTO, size_bytes=None, remote=True, mime="image/jpeg", url=URL)


def test_a_remote_file_is_planned_unseen():
    one = only(post("1", media=(REMOTE,)))
    assert [(media.remote_url, media.mime, media.size_bytes) for media in one.media] == [(URL, "image/jpeg", 0)]
    assert codes(one) == ["media_will_be_fetched"]


def test_without_downloads_it_is_missing():
    assert codes(only(post("1", media=(REMOTE,)), policies={"download": False})) == ["media_missing"]
    both = {"download": False, "missing_media": MissingMedia.SKIP}
    assert skips(post("1", media=(REMOTE,)), policies=both) == {"1": "media_missing"}


def planned_media(name):
    return PlannedMedia(
        name=name,
        type=MediaType.PHOTO,
        size_bytes=0,
        mime="image/jpeg",
        alt="",
        remote_url=f"https://o.example/{name}",
    )


def room(tmp_path, fetch):
    def open_media(name):
        raise StepFailed(name)

    return MediaRoom(open_media=open_media, folder=tmp_path / "room", limits=GOTOSOCIAL, ffmpeg=None, fetch=fetch)


@pytest.mark.parametrize(("form", "mime", "name"), [("PNG", "image/png", "a.png"), ("BMP", "image/jpeg", "a.jpg")])
def test_what_a_fetched_file_is_its_bytes_say(tmp_path, form, mime, name):
    Image.new("RGB", (4, 4)).save(tmp_path / "cached", form)
    before = (tmp_path / "cached").read_bytes()
    with room(tmp_path, lambda _url: tmp_path / "cached").ready(planned_media("a.jpg")) as upload:
        assert (upload.mime, upload.file_name) == (mime, name)
        assert upload.path.stat().st_size > 0
    assert (tmp_path / "cached").read_bytes() == before


class Marks:
    """Remembers what was written down."""

    def __init__(self):
        self.amended = []
        self.uploaded = []

    def amend(self, payload, notes):
        self.amended.append((msgspec.json.decode(payload, type=Publish), notes))

    def media(self, media_ids):
        self.uploaded.append(list(media_ids))


class Target:
    def upload(self, upload):
        return f"id of {upload.file_name}"


def uploaded(tmp_path, *, text="words", lost=("b.png",), for_good=True, keep=True):
    """Upload three files, of which some can't be had."""

    def fetch(url):
        name = url.rpartition("/")[2]
        if name in lost:
            raise FetchFailed(f"{url} answers 404", code="media_gone_there", for_good=for_good)
        Image.new("RGB", (4, 4)).save(tmp_path / name, "PNG")
        return tmp_path / name

    publish = Publish(
        source_id="1", part=0, parts=1, text=text, content_type="text/plain", written_at=START, slot_ms=1,
        visibility=Visibility.PUBLIC, language=None, sensitive=False, warning="", in_reply_to=None,
        media=tuple(map(planned_media, ("a.png", "b.png", "c.png"))),
    )  # fmt: skip
    work = ReplayWork(
        target=Target(), room=room(tmp_path, fetch), settling=None, now=lambda: START, known=frozenset, revision=1,
        keep_without_media=keep,
    )  # fmt: skip
    marks = Marks()
    return *work._upload(publish, [], marks), marks


def test_a_file_that_is_gone_is_left_out_and_the_step_amended(tmp_path):
    publish, media_ids, marks = uploaded(tmp_path)
    assert media_ids == ["id of a.png", "id of c.png"]
    assert [media.name for media in publish.media] == ["a.png", "c.png"]
    assert marks.amended == [(publish, publish.notes)]
    assert [note.code for note in publish.notes] == ["media_missing"]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param({"for_good": False}, id="perhaps it comes back"),
        pytest.param({"keep": False}, id="not without its files"),
        pytest.param({"text": "", "lost": ("a.png", "b.png", "c.png")}, id="nothing would be left"),
    ],
)
def test_else_the_step_fails_by_name(tmp_path, case):
    with pytest.raises(FetchFailed) as failure:
        uploaded(tmp_path, **case)
    assert failure.value.code == "media_gone_there"
