import pytest

from migrator.friends.handles import candidates
from migrator.friends.values import Confidence, Link, Profile
from tests.friends.corpus import CORPUS, SECOND, rows, scores


@pytest.mark.parametrize("path", [CORPUS, SECOND], ids=["corpus", "second set"])
def test_handles_are_found_as_people_would_find_them(path) -> None:
    precision, recall = scores(rows(path))
    assert precision >= 0.99
    assert recall >= 0.97


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("otter_k on mastodon.social", ["otter_k@mastodon.social"], id="split, looks like a name"),
        pytest.param("Mastodon: @otter (mastodon.social)", ["otter@mastodon.social"], id="host in brackets"),
        pytest.param("fediverse: otter at hachyderm dot io", ["otter@hachyderm.io"], id="spelt out"),
        pytest.param("🐘 otter@my-own-site.net", ["otter@my-own-site.net"], id="elephant"),
        pytest.param("https://mas.to/@otter@chaos.social/1098", ["otter@chaos.social"], id="remote view"),
        pytest.param("lena.k@vis.social", ["lena.k@vis.social"], id="the whole name"),
        pytest.param(
            "https://mastodon.social/@otter_,https://mas.to/@o",
            ["otter_@mastodon.social", "o@mas.to"],
            id="two links",
        ),
        pytest.param("저는@otter@qdon.space에있어요", ["otter@qdon.space"], id="glued to another script"),
        pytest.param("otter@gmail.com, anna@uni-koeln.de", [], id="e-mail"),
        pytest.param("mod @ chaos.social, admin at mas.to", [], id="what they do"),
        pytest.param("@otter@mastodon.soc…", [], id="cut off"),
        pytest.param("@otter:matrix.example.org", [], id="Matrix"),
        pytest.param(
            "https://example.com/users/sign_in https://forum.example.org/u/otter", [], id="other software"
        ),
        pytest.param(
            "https://notgithub.com.example.org/@otter",
            ["otter@notgithub.com.example.org"],
            id="never by substring",
        ),
    ],
)
def test_a_bio_says(text, expected) -> None:
    found = candidates(Profile(bio=text))
    assert sorted(one.handle for one in found if one.confidence is not Confidence.OPTIONAL) == sorted(expected)


def test_a_short_link_is_read_where_it_leads() -> None:
    link = Link(url="https://t.co/a", expanded="https://chaos.social/@otter", display="chaos.social/@otter")
    assert [one.handle for one in candidates(Profile(bio="hi https://t.co/a", links=(link,)))] == [
        "otter@chaos.social"
    ]


def test_a_candidate_says_where_it_is_from() -> None:
    found = candidates(Profile(bio="Botanist. Mostly over at @otter@chaos.social these days"))[0]
    assert (found.rule, found.field, found.confidence) == ("address", "bio", Confidence.STRONG)
    assert "@otter@chaos.social" in found.snippet


def test_a_link_to_others_in_a_pinned_post_is_no_match() -> None:
    link = Link(url="", expanded="https://mastodon.social/@somebody/111222333")
    found = candidates(Profile(bio="hi", pinned="great thread", pinned_links=(link,)))
    assert [one.confidence for one in found] == [Confidence.OPTIONAL]


@pytest.mark.parametrize(
    "text",
    ["@" * 5_000, "a." * 5_000, "@a" * 5_000, "https://" * 2_000, "a@b." * 4_000, "x at y dot " * 900],
    ids=repr,
)
@pytest.mark.timeout(10)
def test_no_text_takes_long(text) -> None:
    candidates(Profile(bio=text, name=text[:200]))
