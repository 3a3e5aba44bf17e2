"""Pictures in full size, and files that an X archive lacks: fetched when asked for, never required."""

from pathlib import Path

import pytest

from migrator.jobs.media import MediaRoom
from migrator.jobs.plan import PlannedMedia
from migrator.model import Media, MediaType
from migrator.net.fetch import FetchFailed
from tests.contracts.target import picture
from tests.jobs.making import GOTOSOCIAL, only, photo, post

ASKED = {"originals": True}
X_PICTURE = "https://pbs.twimg.com/media/AbC.jpg"
X_FILM = "https://video.twimg.com/ext_tw_video/1/pu/vid/720x720/AbC.mp4?tag=12"


def at_x(url, *, size=100, type_=MediaType.PHOTO):
    return Media(name="data/1-AbC.jpg" if size else "", type=type_, size_bytes=size, url=url)


@pytest.mark.parametrize(
    ("media", "url", "at_hand"),
    [
        pytest.param(at_x(X_PICTURE), f"{X_PICTURE}?name=orig", True, id="a picture"),
        pytest.param(
            at_x("http://pbs.twimg.com/media/AbC.jpg:large"), f"{X_PICTURE}?name=orig", True, id="an old address"
        ),
        pytest.param(at_x(X_PICTURE, size=None), f"{X_PICTURE}?name=orig", False, id="a missing picture"),
        pytest.param(at_x(X_FILM, size=None, type_=MediaType.VIDEO), X_FILM, False, id="a missing film"),
        pytest.param(photo("a.jpg"), "", False, id="a picture of nowhere"),
        pytest.param(at_x("https://else.example/media/AbC.jpg"), "", False, id="another host"),
    ],
)
def test_originals_are_planned_where_x_has_them(media, url, at_hand):
    [planned] = only(post("1", media=(media,)), policies=ASKED).media
    assert (planned.remote_url, planned.at_hand) == (url, at_hand)


def test_nothing_is_fetched_unless_asked():
    [planned] = only(post("1", media=(at_x(X_PICTURE),))).media
    assert planned.remote_url == ""


def test_a_missing_film_has_a_name():
    [planned] = only(post("1", media=(at_x(X_FILM, size=None, type_=MediaType.VIDEO),)), policies=ASKED).media
    assert (planned.name, planned.mime) == ("AbC.mp4", "video/mp4")


def media(*, at_hand):
    return PlannedMedia(
        name="1-AbC.png",
        type=MediaType.PHOTO,
        size_bytes=10,
        mime="image/png",
        alt="a dot",
        remote_url=X_PICTURE,
        at_hand=at_hand,
    )


def room(folder, fetch):
    (folder / "small.png").write_bytes(picture(1))
    return MediaRoom(
        open_media=lambda _name: (folder / "small.png").open("rb"),
        folder=folder / "room",
        limits=GOTOSOCIAL,
        ffmpeg=None,
        fetch=fetch,
    )


def test_the_original_goes_where_it_can_be_had(tmp_path):
    (tmp_path / "large.png").write_bytes(picture(2))
    with room(tmp_path, lambda _url: tmp_path / "large.png").ready(media(at_hand=True)) as upload:
        assert upload.path.read_bytes() == picture(2)


@pytest.mark.parametrize("for_good", [True, False], ids=["gone", "out of reach"])
def test_the_archives_own_goes_where_the_original_can_not_be_had(tmp_path, for_good):
    def fetch(url: str) -> Path:
        raise FetchFailed(f"{url} answers 404", code="media_gone_there", for_good=for_good)

    with room(tmp_path, fetch).ready(media(at_hand=True)) as upload:
        assert (upload.path.read_bytes(), upload.alt) == (picture(1), "a dot")
    with pytest.raises(FetchFailed), room(tmp_path, fetch).ready(media(at_hand=False)):
        pass
