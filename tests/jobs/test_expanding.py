"""Short links that the archive does not expand, in posts and in plans."""

import pytest

from migrator.jobs.expanding import short_links
from migrator.model import Block, Kind, Link, Quote, Style, Styled, Text
from tests.jobs.making import answer, codes, only, photo, post, publishes

SHORT = "https://t.co/abc123"
LONG = "https://blog.example/a"


@pytest.mark.parametrize(
    ("span", "found"),
    [
        pytest.param(Link(SHORT), [SHORT], id="a link"),
        pytest.param(Link("http://T.co/abc"), ["http://T.co/abc"], id="in old letters"),
        pytest.param(Styled(Style.STRONG, (Link(SHORT),)), [SHORT], id="in a style"),
        pytest.param(Block(Kind.QUOTE, (Link(SHORT), Link(SHORT))), [SHORT], id="twice in a block"),
        pytest.param(Link("https://t.co/"), [], id="the shortener itself"),
        pytest.param(Link("https://bit.ly/abc"), [], id="what the writer shortened"),
        pytest.param(Link("https://nott.co/abc"), [], id="another host"),
        pytest.param(Quote(LONG), [], id="a quote"),
        pytest.param(Text(SHORT), [], id="words"),
    ],
)
def test_short_links_are_those_of_t_co(span, found):
    assert short_links([post("1", span)]) == found


def test_a_repost_has_no_links_of_its_own():
    assert short_links([post("1", Link(SHORT), repost_of=answer("9", own=False))]) == []


def test_a_link_is_written_out_with_a_note():
    made = only(post("1", "see ", Link(SHORT), " now"), links={SHORT: LONG})
    assert made.text == f"see {LONG} now"
    assert [(note.code, note.params) for note in made.notes] == [("links_expanded", {"count": 1})]


def test_a_link_that_leads_nowhere_stays_with_a_note():
    made = only(post("1", "see ", Link(SHORT), " ", Link("https://t.co/b")), links={SHORT: LONG})
    assert made.text == f"see {LONG} https://t.co/b"
    assert codes(made) == ["links_expanded", "links_kept_short"]


def test_nothing_changes_where_nobody_asked():
    made = only(post("1", "see ", Link(SHORT)))
    assert (made.text, made.notes) == (f"see {SHORT}", ())


def test_a_link_in_a_list_keeps_its_place():
    listed = Block(Kind.LIST, (Block(Kind.ITEM, (Text("one "), Link(SHORT))), Block(Kind.ITEM, (Text("two"),))))
    assert LONG in only(post("1", listed), links={SHORT: LONG}).text


def test_a_link_to_an_own_post_will_lead_to_its_new_place():
    to_own = {SHORT: "https://twitter.com/me/status/1"}
    made = publishes(post("1"), post("2", "see ", Link(SHORT)), links=to_own)[1]
    assert [link.source_id for link in made.own_links] == ["1"]


@pytest.mark.parametrize(
    ("media", "text"),
    [((photo(),), "look"), ((), "look https://twitter.com/me/status/1/photo/1")],
    ids=["a picture that is there", "a picture that is not"],
)
def test_a_link_to_the_posts_own_picture_goes_where_the_picture_is_attached(media, text):
    links = {SHORT: "https://twitter.com/me/status/1/photo/1"}
    assert only(post("1", "look ", Link(SHORT), media=media), links=links).text == text
