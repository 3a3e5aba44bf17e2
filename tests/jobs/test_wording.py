from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.jobs.choices import Mentions, Origin, Replies, Reposts, TooLong
from migrator.jobs.plan import OwnLink, Publish
from migrator.model import Hashtag, Link, Mention, Quote, Reference, Text
from tests.convert.matching import mentions
from tests.jobs.making import GOTOSOCIAL, MASTODON, answer, codes, only, planned, post, publishes, skips

ADA = Mention("ada_l", profile_url="https://x.com/ada_l")
FRIENDS = {"ada_l": "ada@fedi.example"}


@pytest.mark.parametrize(
    ("policy", "limits", "expected"),
    [
        pytest.param(Mentions.PLAIN, GOTOSOCIAL, "hi @\u200bada_l *x*", id="plain"),
        pytest.param(Mentions.FULLWIDTH, GOTOSOCIAL, "hi ＠ada_l *x*", id="fullwidth"),
        pytest.param(
            Mentions.LINK, GOTOSOCIAL, r"hi [@" "\u200b" r"ada\_l](https://x.com/ada_l) \*x\*", id="link"
        ),
        pytest.param(
            Mentions.LINK, MASTODON, "hi https://x.com/ada_l *x*\n\n(2019-05-06)", id="link without Markdown"
        ),
        pytest.param(
            Mentions.HANDLE,
            GOTOSOCIAL,
            "hi [@\u200bada@fedi.example](https://fedi.example/@ada) \\*x\\*",
            id="handle",
        ),
        pytest.param(
            Mentions.HANDLE,
            MASTODON,
            "hi https://fedi.example/@ada *x*\n\n(2019-05-06)",
            id="handle without Markdown",
        ),
    ],
)
def test_a_name_becomes_what_was_chosen(policy, limits, expected):
    one = only(post("1", "hi ", ADA, " *x*"), policies={"mentions": policy}, limits=limits, friends=FRIENDS)
    assert one.text == expected
    assert mentions(one.text) == []


def test_a_post_that_names_nobody_stays_plain():
    one = only(post("1", "hi *x*"), policies={"mentions": Mentions.LINK})
    assert (one.content_type, one.text) == ("text/plain", "hi *x*")


def test_an_unknown_friend_stays_a_word():
    one = only(post("1", ADA), policies={"mentions": Mentions.HANDLE})
    assert (one.content_type, one.text) == ("text/plain", "@\u200bada_l")


def test_a_handle_that_is_none_is_not_used():
    one = only(
        post("1", ADA), policies={"mentions": Mentions.HANDLE}, friends={"ada_l": "x](https://evil.example"}
    )
    assert one.text == "@\u200bada_l"


def test_posts_that_name_somebody_can_stay():
    assert skips(post("1", ADA), policies={"mentions": Mentions.SKIP}) == {"1": "mentions_someone"}


def test_words_that_look_like_names_mention_nobody():
    assert only(post("1", "cc @bob, mail ada@example.org")).text == "cc @\u200bbob, mail ada@example.org"


def test_a_link_gets_room_after_it():
    assert only(post("1", Link("https://h.example/a"), "あ")).text == "https://h.example/a あ"


def test_hashtags_stay_hashtags_in_markdown():
    one = only(post("1", ADA, " ", Hashtag("snake_case"), " #1"), policies={"mentions": Mentions.LINK})
    assert one.text.endswith(r" #snake_case \#1")


def test_a_hashtag_that_is_none_is_escaped():
    one = only(post("1", ADA, Hashtag("a](b")), policies={"mentions": Mentions.LINK})
    assert one.text.endswith(r"\#a\](b")


def test_a_quote_without_its_place_is_added():
    quoting = post("1", "look", quote=answer("77", own=False, name="ada"))
    assert only(quoting).text == "look\n\nhttps://x.com/ada/status/77"


def test_a_quote_stays_in_its_place():
    url = "https://x.com/ada/status/77"
    quoting = post("1", "look ", Quote(url), " well", quote=answer("77", own=False, name="ada"))
    assert only(quoting).text == f"look {url} well"


def test_links_to_own_posts_are_named_for_rewriting():
    url = "https://x.com/oldme/status/1"
    linking = post("5", "see ", Link(url, own_post="1"))
    assert publishes(post("3", versions=("1",)), linking)[1].own_links == (OwnLink(url=url, source_id="3"),)


def test_links_to_own_posts_that_stay_are_named_too_since_an_earlier_plan_may_have_carried_them():
    url = "https://x.com/me/status/1"
    one = only(post("1"), post("5", "see ", Link(url, own_post="1")), exclude=frozenset({"1"}))
    assert (one.text, one.own_links) == (f"see {url}", (OwnLink(url=url, source_id="1"),))


def test_links_to_own_posts_that_the_archive_lacks_are_links_like_others():
    assert only(post("5", "see ", Link("https://x.com/me/status/1", own_post="1"))).own_links == ()


def test_a_link_to_an_own_post_that_is_there_already_is_rewritten_whatever_the_filters_say():
    linking = post("2", Link("https://x.com/me/status/1", own_post="1"))
    one = only(post("1"), linking, filters={"ids": frozenset({"2"})}, published={"1": 0})
    assert one.own_links == (OwnLink(url="https://x.com/me/status/1", source_id="1"),)


def test_an_own_quote_is_rewritten_too():
    quoting = post("5", "see", quote=answer("1"))
    assert publishes(post("1"), quoting)[1].own_links[0].source_id == "1"


def test_two_posts_may_link_to_each_other():
    one = post("1", Link("https://x.com/me/status/2", own_post="2"))
    two = post("2", Link("https://x.com/me/status/1", own_post="1"))
    assert [one.own_links[0].source_id for one in publishes(one, two)] == ["2", "1"]


def test_an_own_link_counts_with_its_new_address():
    linking = post("5", "x" * 60 + " ", Link("https://x.com/me/status/1", own_post="1"))
    limits = replace(GOTOSOCIAL, post_chars=100)
    assert len(publishes(post("1"), linking, limits=limits, status_url_chars=60)) == 3
    assert len(publishes(post("1"), linking, limits=limits, status_url_chars=30)) == 2


def test_links_count_for_23_on_mastodon():
    linking = post("5", "x" * 400 + " ", Link("https://h.example/" + "a" * 300))
    assert len(publishes(linking, limits=MASTODON)) == 1


@pytest.mark.parametrize(
    ("origin", "footer", "expected"),
    [
        pytest.param(Origin.NONE, "", "hi", id="none"),
        pytest.param(Origin.LINK, "", "hi\n\nhttps://x.com/me/status/1", id="link"),
        pytest.param(Origin.FOOTER, "{name}, {date} {x} @bob", "hi\n\nme, 2019-05-06 {x} @\u200bbob", id="footer"),
        pytest.param(
            Origin.FOOTER, "from {url}", "hi\n\nfrom https://x.com/me/status/1", id="footer with address"
        ),
        pytest.param(Origin.FOOTER, "", "hi", id="empty footer"),
    ],
)
def test_the_origin_is_named_as_chosen(origin, footer, expected):
    assert only(post("1", "hi"), policies={"origin": origin, "footer": footer}).text == expected


def test_a_server_without_dates_gets_them_in_the_text():
    one = only(post("1", "hi"), limits=MASTODON)
    assert (one.text, codes(one)) == ("hi\n\n(2019-05-06)", ["date_in_text"])


def test_a_footer_with_the_date_is_enough():
    policies = {"origin": Origin.FOOTER, "footer": "written {date}"}
    assert only(post("1", "hi"), limits=MASTODON, policies=policies).text == "hi\n\nwritten 2019-05-06"


def test_long_posts_become_a_thread():
    plan = publishes(post("1", "A sentence here. " * 10), limits=replace(GOTOSOCIAL, post_chars=60))
    assert [(one.part, one.parts, one.in_reply_to) for one in plan] == [
        (1, 4, None), (2, 4, ("1", 1)), (3, 4, ("1", 2)), (4, 4, ("1", 3)),
    ]  # fmt: skip
    assert (codes(plan[0]), codes(plan[1])) == (["split"], [])


def test_long_posts_can_be_shortened_with_a_link_to_the_whole():
    one = only(
        post("1", "word " * 50), limits=replace(GOTOSOCIAL, post_chars=80), policies={"too_long": TooLong.TRUNCATE}
    )
    assert one.text == "word word word word word word word word word word…\n\nhttps://x.com/me/status/1"
    assert codes(one) == ["shortened"]


def test_long_posts_can_stay():
    policies = {"too_long": TooLong.SKIP}
    [one] = planned(post("1", "word " * 50), limits=replace(GOTOSOCIAL, post_chars=80), policies=policies)
    assert (one.reason.code, dict(one.reason.params)) == ("too_long", {"chars": 250, "limit": 80})


def test_the_warning_counts_and_stands_before_every_part():
    plan = publishes(post("1", "words " * 20, warning="a > @bob"), limits=replace(GOTOSOCIAL, post_chars=70))
    assert [one.warning for one in plan] == ["a › @\u200bbob"] * 2
    assert all(len(one.text) + len(one.warning) <= 70 and one.sensitive for one in plan)


def test_an_endless_warning_is_cut():
    one = only(post("1", "hi", warning="w " * 3000))
    assert len(one.warning) <= 1250
    assert codes(one) == ["warning_cut"]


def test_reposts_stay_by_default():
    assert skips(post("1", repost_of=answer("7", own=False, name="ada"))) == {"1": "repost"}


def test_a_repost_can_become_a_link():
    repost = post("1", "RT @ada: cut off…", repost_of=answer("7", own=False, name="ada"))
    assert only(repost, policies={"reposts": Reposts.LINK}).text == "♻ @\u200bada\nhttps://x.com/ada/status/7"


def test_a_repost_of_unknown_address_links_to_itself():
    repost = post("1", "RT", repost_of=Reference(source_id=None))
    assert only(repost, policies={"reposts": Reposts.LINK}).text == "https://x.com/me/status/1"


def test_nothing_left_is_nothing_to_publish():
    assert skips(post("1", " \n ")) == {"1": "nothing_left"}


SPANS = st.lists(
    st.one_of(
        st.builds(Text, st.text(st.sampled_from([*"@@@bobx1_-./:(<>[]\\#=é本* \n😀\0＠\u200b"]), max_size=30)),
        st.builds(Text, st.text(max_size=10)),
        st.builds(Mention, st.sampled_from(["bob", "ada_l", "a.b", "x](y", "@bob", ""]), leading=st.booleans()),
        st.builds(Hashtag, st.sampled_from(["tag", "a@bob", "t_t"])),
        st.builds(Link, st.sampled_from(["https://h.example/@bob", "https://h.example/?q=@bob", "h @bob", "https://é/@bob",
                                         "https://h.example/a.@bob",
                                         'https://h.example/"@bob', "https://h.example/x)@bob"])),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=400)
@given(
    SPANS,
    st.sampled_from([Mentions.PLAIN, Mentions.LINK, Mentions.FULLWIDTH, Mentions.HANDLE]),
    st.sampled_from([GOTOSOCIAL, MASTODON]),
    st.integers(60, 120),
    st.sampled_from(TooLong),
)
def test_no_status_ever_mentions_anybody(spans, policy, limits, chars, too_long):
    policies = {
        "mentions": policy, "too_long": too_long, "replies": Replies.KEEP,
        "origin": Origin.FOOTER, "footer": "@bob {url}",
    }  # fmt: skip
    one = post(
        "1",
        *spans,
        warning="@bob",
        reply_to=Reference(source_id="7", author_name="bob", url="https://h.example/@bob"),
    )
    for out in planned(one, policies=policies, limits=replace(limits, post_chars=chars), friends=FRIENDS):
        if isinstance(out, Publish):
            assert mentions(out.text) == []
            assert mentions(out.warning) == []
            cost = len(out.text) if limits.url_chars is None else 0
            assert cost + len(out.warning) <= chars
