from datetime import timedelta

import pytest

from migrator.errors import UserError
from migrator.jobs.choices import Mentions, Reposts
from migrator.jobs.plan import Skip
from migrator.model import Hashtag, Mention, Omission, Owner, Reason, Reference, Scope, Visibility
from tests.jobs.making import MASTODON, OWNER, START, answer, only, photo, planned, post, publishes, skips


@pytest.mark.parametrize(
    ("filters", "code"),
    [
        pytest.param({"since": START + timedelta(seconds=2)}, "before_since", id="since"),
        pytest.param({"until": START}, "after_until", id="until"),
        pytest.param({"only_media": True}, "no_media", id="only media"),
        pytest.param({"min_likes": 3}, "too_few_likes", id="likes"),
        pytest.param({"tags": ("cats",)}, "no_tag", id="tags"),
        pytest.param({"exclude_regex": r"p.st \d"}, "excluded_by_regex", id="regex"),
        pytest.param({"ids": frozenset({"9"})}, "not_in_ids", id="ids"),
        pytest.param({"limit": 0}, "over_limit", id="limit"),
    ],
)
def test_each_filter_has_a_reason_of_its_own(filters, code):
    assert skips(post("1"), filters=filters) == {"1": code}


@pytest.mark.parametrize(
    ("filters", "more"),
    [
        pytest.param({"since": START + timedelta(seconds=1)}, {}, id="since is inclusive"),
        pytest.param({"until": START + timedelta(seconds=1)}, {}, id="until is inclusive"),
        pytest.param({"only_media": True}, {"media": (photo(),)}, id="only media"),
        pytest.param({"min_likes": 3}, {"likes": 3}, id="likes"),
        pytest.param({"tags": ("CATS", "dogs")}, {"body": (Hashtag("Cats"),)}, id="any of the tags"),
        pytest.param({"ids": frozenset({"1"})}, {}, id="ids"),
        pytest.param({"ids": frozenset({"0"})}, {"versions": ("0",)}, id="the id of an earlier version"),
        pytest.param({"community": True}, {"scope": Scope.COMMUNITY}, id="community"),
    ],
)
def test_what_passes_goes(filters, more):
    assert len(publishes(post("1", **more), filters=filters)) == 1


def test_community_posts_stay_by_default():
    assert skips(post("1", scope=Scope.COMMUNITY)) == {"1": "community"}


def test_a_broken_regular_expression_is_the_users_error():
    with pytest.raises(UserError, match=r"\( is not a regular expression"):
        planned(post("1"), filters={"exclude_regex": "("})


def test_the_limit_takes_the_oldest_that_are_new():
    posts = [post(str(n)) for n in range(1, 7)]
    plan = publishes(*posts, filters={"limit": 2}, published={"1": 0, "3": 0})
    assert [one.source_id for one in plan] == ["1", "2", "3", "4"]


def test_the_limit_does_not_count_what_stays_behind():
    plan = publishes(post("1", " "), post("2"), post("3"), filters={"limit": 1})
    assert [one.source_id for one in plan] == ["2"]


def test_what_a_person_includes_goes_whatever_the_filters_say():
    reply = post("1", reply_to=answer("7", own=False, name="ada"))
    assert len(publishes(reply, filters={"min_likes": 9}, include=frozenset({"1"}))) == 1


def test_an_included_repost_is_a_link():
    repost = post("1", "RT", repost_of=answer("7", own=False, name="ada"))
    assert only(repost, include=frozenset({"1"})).text.endswith("https://x.com/ada/status/7")


def test_what_a_person_excludes_stays():
    assert skips(post("1"), include=frozenset({"1"}), exclude=frozenset({"1"})) == {"1": "excluded"}


def test_omissions_keep_their_reason():
    deleted = Omission(source_id="9", reason=Reason("deleted"))
    assert planned(deleted, post("1"))[-1] == Skip(source_id="9", reason=Reason("deleted"))


def test_a_skip_lets_a_person_recognise_the_post():
    [skip] = planned(post("1", "hello ", Mention("ada"), " x" * 200), exclude=frozenset({"1"}))
    assert skip.text.startswith("hello @ada x")
    assert len(skip.text) == 140
    assert skip.url == "https://x.com/me/status/1"


PRIVATE_TOO = {"filters": {"private": True}}


@pytest.mark.parametrize(
    ("was", "chosen", "more", "expected"),
    [
        pytest.param(Visibility.PUBLIC, None, {}, Visibility.PUBLIC, id="public where dates are kept"),
        pytest.param(Visibility.PUBLIC, None, {"limits": MASTODON}, Visibility.UNLISTED, id="unlisted elsewhere"),
        pytest.param(Visibility.PUBLIC, Visibility.PRIVATE, {}, Visibility.PRIVATE, id="narrower by choice"),
        pytest.param(Visibility.PRIVATE, Visibility.PUBLIC, PRIVATE_TOO, Visibility.PRIVATE, id="never wider"),
        pytest.param(Visibility.DIRECT, Visibility.PUBLIC, PRIVATE_TOO, Visibility.DIRECT, id="direct to nobody"),
        pytest.param(Visibility.DIRECT, None, {**PRIVATE_TOO, "limits": MASTODON}, Visibility.DIRECT, id="direct"),
        pytest.param(
            Visibility.PUBLIC,
            None,
            {"owner": Owner(id="1", name="me", protected=True)},
            Visibility.PRIVATE,
            id="protected",
        ),
    ],
)
def test_who_sees_a_post(was, chosen, more, expected):
    assert only(post("1", visibility=was), policies={"visibility": chosen}, **more).visibility is expected


def test_followers_only_posts_wait_for_a_locked_account():
    policies = {"visibility": Visibility.PRIVATE}
    assert skips(post("1"), policies=policies, account_locked=False) == {"1": "account_not_locked"}
    agreed = {**policies, "allow_unlocked_private": True}
    assert len(publishes(post("1"), policies=agreed, account_locked=False)) == 1


def test_direct_messages_and_followers_only_posts_stay_unless_asked_for():
    assert skips(post("1", visibility=Visibility.DIRECT)) == {"1": "direct"}
    assert skips(post("1", visibility=Visibility.PRIVATE)) == {"1": "private"}
    assert skips(post("1", visibility=Visibility.DIRECT), include=frozenset({"1"})) == {"1": "direct"}


def test_a_language_that_is_none_is_noted_and_left_out():
    assert only(post("1", language="iw")).language == "he"
    assert only(post("1", language="qme")).notes == ()
    assert only(post("1", language="no_such")).notes == (Reason("language_dropped", {"language": "no_such"}),)


def test_what_the_source_noted_is_kept():
    assert only(post("1", notes=(Reason("truncated"),))).notes == (Reason("truncated"),)


def test_a_repost_without_any_address_leaves_nothing():
    repost = post("1", "RT", repost_of=Reference(source_id=None), url="")
    assert skips(repost, policies={"reposts": Reposts.LINK}) == {"1": "nothing_left"}


def test_the_same_id_twice_ends_once_whatever_the_order():
    one, other = post("1", "a"), post("1", "b")
    assert planned(one, other) == planned(other, one)
    assert len(planned(one, other, Omission(source_id="1", reason=Reason("deleted")))) == 1


def test_policies_name_whom_a_skipped_post_names():
    [skip] = planned(post("1", Mention("ada"), Mention("bob")), policies={"mentions": Mentions.SKIP})
    assert skip.reason == Reason("mentions_someone", {"names": "ada, bob"})


def test_an_owner_without_a_name_is_no_trouble():
    assert skips(post("1", reply_to=answer("7", own=False)), owner=Owner(id="", name="")) == {
        "1": "reply_to_other"
    }
    assert OWNER.name == "me"
