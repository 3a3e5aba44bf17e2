from dataclasses import replace

import pytest

from migrator.jobs.attach import NO_ALT
from migrator.jobs.choices import MissingAlt, MissingMedia, TooManyMedia
from migrator.model import Media, MediaType
from tests.jobs.making import GOTOSOCIAL, MASTODON, codes, only, photo, planned, post, publishes, skips

MISSING = Media(name="", type=MediaType.PHOTO, size_bytes=None, url="https://old.example/a.jpg")


def video(name="1-v.mp4", size=1000):
    return photo(name, size=size, type_=MediaType.VIDEO)


def names(plan):
    return [[media.name for media in one.media] for one in plan]


def test_media_go_as_they_are():
    one = only(post("1", media=(photo("a.jpg", alt="a cat"), video())))
    assert [(media.name, media.mime, media.alt, media.convert_to) for media in one.media] == [
        ("a.jpg", "image/jpeg", "a cat", ""),
        ("1-v.mp4", "video/mp4", "", ""),
    ]
    assert codes(one) == []


def test_a_post_of_nothing_but_media_is_a_post():
    assert only(post("1", " ", media=(photo(),))).text == ""


def test_missing_files_are_noted():
    one = only(post("1", media=(MISSING, photo())))
    assert (names([one]), codes(one)) == ([["1-a.jpg"]], ["media_missing"])


def test_a_post_whose_media_are_missing_can_stay():
    assert skips(post("1", media=(MISSING,)), policies={"missing_media": MissingMedia.SKIP}) == {
        "1": "media_missing"
    }


def test_nothing_is_left_of_a_post_whose_only_picture_is_missing():
    assert skips(post("1", "", media=(MISSING,))) == {"1": "nothing_left"}


@pytest.mark.parametrize(
    ("media", "to", "why"),
    [
        pytest.param(photo("a.heic"), "image/jpeg", "unsupported", id="heic"),
        pytest.param(photo("a.avi", type_=MediaType.VIDEO), "video/mp4", "unsupported", id="avi"),
        pytest.param(photo("a.wav", type_=MediaType.AUDIO), "audio/mpeg", "unsupported", id="wav"),
        pytest.param(photo("a.gif", type_=MediaType.ANIMATED_GIF), "video/mp4", "unsupported", id="gif"),
        pytest.param(photo("a.jpg", size=41 << 20), "image/jpeg", "too_large", id="large picture"),
        pytest.param(video("a.mp4", size=41 << 20), "video/mp4", "too_large", id="large video"),
    ],
)
def test_what_the_server_does_not_take_is_converted(media, to, why):
    one = only(post("1", media=(media,)))
    assert one.media[0].convert_to == to
    assert dict(one.notes[0].params) == {"name": media.name, "to": to, "why": why}


@pytest.mark.parametrize(
    ("media", "code"),
    [
        pytest.param(photo("a.xyz"), "media_unreadable", id="unknown bytes"),
        pytest.param(photo("a.jpg", size=0), "media_unreadable", id="empty"),
    ],
)
def test_what_cannot_be_converted_is_noted(media, code):
    assert codes(only(post("1", media=(media,)))) == [code]


def test_a_server_that_takes_no_video_gets_none():
    limits = replace(GOTOSOCIAL, media_types=frozenset({"image/jpeg"}))
    assert codes(only(post("1", media=(video(),)), limits=limits)) == ["media_unsupported"]


def test_a_server_that_names_no_types_takes_all():
    assert (
        only(post("1", media=(photo("a.heic"),)), limits=replace(GOTOSOCIAL, media_types=frozenset())).notes == ()
    )


def test_missing_descriptions_are_left_by_default():
    assert only(post("1", media=(photo(),))).media[0].alt == ""


def test_missing_descriptions_can_be_named():
    one = only(post("1", media=(photo(),)), policies={"missing_alt": MissingAlt.PLACEHOLDER})
    assert (one.media[0].alt, codes(one)) == (NO_ALT, ["alt_placeholder"])


def test_posts_without_descriptions_can_stay():
    assert skips(post("1", media=(photo(),)), policies={"missing_alt": MissingAlt.SKIP}) == {"1": "alt_missing"}


def test_a_persons_description_wins():
    policies = {"missing_alt": MissingAlt.SKIP}
    assert only(post("1", media=(photo(),)), alts={"1-a.jpg": "a dog"}, policies=policies).media[0].alt == "a dog"


def test_a_long_description_is_cut():
    one = only(post("1", media=(photo(alt="word " * 400),)))
    assert (len(one.media[0].alt) <= 1500, codes(one)) == (True, ["alt_cut"])


def test_more_media_than_fit_go_into_replies():
    plan = publishes(post("1", media=tuple(photo(f"{n}.jpg") for n in range(8))))
    assert names(plan) == [[f"{n}.jpg" for n in range(6)], ["6.jpg", "7.jpg"]]
    assert [(one.text, one.in_reply_to) for one in plan] == [("post 1", None), ("", ("1", 1))]
    assert codes(plan[0]) == ["media_split"]


def test_pictures_and_videos_part_where_they_do_not_mix():
    media = (photo("a.jpg"), video("v.mp4"), photo("b.jpg"), video("w.mp4"))
    assert names(publishes(post("1", media=media), limits=MASTODON)) == [["a.jpg", "b.jpg"], ["v.mp4"], ["w.mp4"]]


def test_media_and_long_text_share_the_parts():
    media = tuple(photo(f"{n}.jpg") for n in range(7))
    plan = publishes(post("1", "some words " * 9, media=media), limits=replace(GOTOSOCIAL, post_chars=40))
    assert names(plan) == [[f"{n}.jpg" for n in range(6)], ["6.jpg"], []]


def test_surplus_media_can_be_left_out():
    media = tuple(photo(f"{n}.jpg") for n in range(8))
    one = only(post("1", media=media), policies={"too_many_media": TooManyMedia.TRUNCATE})
    assert (len(one.media), codes(one)) == (6, ["media_left_out"])


def test_posts_with_too_many_media_can_stay():
    [skip] = planned(
        post("1", media=tuple(photo(f"{n}.jpg") for n in range(8))), policies={"too_many_media": TooManyMedia.SKIP}
    )
    assert dict(skip.reason.params) == {"count": 8, "limit": 6}
