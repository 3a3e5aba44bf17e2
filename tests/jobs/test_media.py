import io
from dataclasses import replace

import pytest
from PIL import Image

from migrator.errors import StepFailed
from migrator.jobs.media import MediaRoom
from migrator.jobs.plan import PlannedMedia
from migrator.model import MediaType
from tests.jobs.making import GOTOSOCIAL


def picture(width=300, height=200):
    """Return noise, which no encoder makes small."""
    file = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(file, "PNG")
    return file.getvalue()


def room(tmp_path, *, image_bytes, content=None):
    return MediaRoom(
        open_media=lambda _name: io.BytesIO(picture() if content is None else content),
        folder=tmp_path / "uploads",
        limits=replace(GOTOSOCIAL, image_bytes=image_bytes),
        ffmpeg=None,
    )


def planned(convert_to="image/jpeg"):
    return PlannedMedia(
        name="a.png", type=MediaType.PHOTO, size_bytes=1, mime="image/png", alt="", convert_to=convert_to
    )


def test_a_picture_is_made_as_small_as_the_server_wants_it(tmp_path):
    with room(tmp_path, image_bytes=8_000).ready(planned()) as upload:
        assert upload.path.stat().st_size <= 8_000
        assert (upload.mime, upload.file_name) == ("image/jpeg", "a.jpg")


@pytest.mark.parametrize(
    ("most", "content", "code"),
    [
        pytest.param(10, None, "media_too_large", id="a limit that no picture can keep"),
        pytest.param(8_000, b"no picture", "conversion_failed", id="no picture"),
    ],
)
def test_a_picture_that_cannot_be_converted_fails_its_step(tmp_path, most, content, code):
    with (
        pytest.raises(StepFailed) as failed,
        room(tmp_path, image_bytes=most, content=content).ready(planned()),
    ):
        pass
    assert failed.value.code == code


def test_nothing_of_an_upload_stays_on_the_disk(tmp_path):
    with room(tmp_path, image_bytes=8_000).ready(planned(convert_to="")) as upload:
        assert upload.path.read_bytes()[:4] == b"\x89PNG"
    assert list((tmp_path / "uploads").iterdir()) == []
