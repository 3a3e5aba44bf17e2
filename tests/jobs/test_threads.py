from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.jobs.choices import Replies
from migrator.jobs.plan import Publish
from migrator.model import Mention, Owner, Reference
from tests.jobs.making import GOTOSOCIAL, answer, codes, only, planned, post, publishes, skips


def parents(plan):
    return {(one.source_id, one.part): one.in_reply_to for one in plan}


def test_a_reply_to_oneself_hangs_on_its_parent():
    assert parents(publishes(post("1"), post("2", reply_to=answer("1")))) == {("1", 0): None, ("2", 0): ("1", 0)}


def test_a_reply_to_a_split_post_hangs_on_its_last_part():
    limits = replace(GOTOSOCIAL, post_chars=20)
    plan = publishes(post("1", "some words " * 4), post("2", reply_to=answer("1")), limits=limits)
    assert parents(plan) == {("1", 1): None, ("1", 2): ("1", 1), ("1", 3): ("1", 2), ("2", 0): ("1", 3)}


def test_a_parent_in_the_archive_is_the_owners_own_without_an_account_file():
    reply = post("2", reply_to=Reference(source_id="1", own=False))
    assert parents(publishes(post("1"), reply, owner=Owner(id="", name="")))[("2", 0)] == ("1", 0)


def test_a_reply_written_to_an_earlier_version_hangs_on_the_last():
    plan = publishes(post("5", versions=("1", "3")), post("6", reply_to=answer("3")))
    assert parents(plan)[("6", 0)] == ("5", 0)


def test_a_skipped_parent_hands_its_replies_up():
    chain = [post(str(n), reply_to=answer(str(n - 1)) if n > 1 else None) for n in range(1, 6)]
    plan = publishes(*chain, exclude=frozenset({"2", "3", "4"}))
    assert parents(plan) == {("1", 0): None, ("5", 0): ("1", 0)}
    assert codes(plan[1]) == []


@pytest.mark.parametrize(
    "items",
    [
        pytest.param([post("1"), post("2", reply_to=answer("1"))], id="left out by a filter now"),
        pytest.param([post("2", reply_to=answer("1"))], id="from another archive"),
        pytest.param(
            [post("1"), post("a", after_s=1, reply_to=answer("1")), post("2", reply_to=answer("a"))],
            id="with a skipped one in between",
        ),
    ],
)
def test_a_reply_hangs_on_the_last_part_of_a_parent_that_is_there_already(items):
    one = only(*items, filters={"ids": frozenset({"2"})}, published={"1": 3})
    assert (one.in_reply_to, codes(one)) == (("1", 3), [])


def test_a_reply_hangs_on_its_parent_as_that_was_published():
    limits = replace(GOTOSOCIAL, post_chars=20)
    plan = publishes(
        post("1", "some words " * 4), post("2", reply_to=answer("1")), limits=limits, published={"1": 0}
    )
    assert parents(plan)[("2", 0)] == ("1", 0)


def test_replies_start_anew_when_nothing_above_is_replayed():
    one = only(post("1"), post("2", reply_to=answer("1")), exclude=frozenset({"1"}))
    assert one.in_reply_to is None
    assert codes(one) == ["thread_restarted"]


def test_a_reply_to_a_deleted_own_post_starts_anew():
    assert codes(only(post("2", reply_to=answer("1")))) == ["thread_restarted"]


def test_cycles_are_broken_at_the_oldest():
    cycle = [post("1", reply_to=answer("3")), post("2", reply_to=answer("1")), post("3", reply_to=answer("2"))]
    assert parents(publishes(*cycle)) == {("1", 0): None, ("2", 0): ("1", 0), ("3", 0): ("2", 0)}


def test_a_post_that_answers_itself_is_no_reply():
    assert only(post("1", reply_to=answer("1"))).in_reply_to is None


def test_a_parent_newer_than_its_reply_still_comes_first():
    plan = publishes(post("1", reply_to=answer("9")), post("5"), post("9"))
    assert [one.source_id for one in plan] == ["9", "1", "5"]


def test_replies_to_others_stay_by_default():
    reply = post("2", reply_to=answer("77", own=False, name="ada"))
    assert skips(reply) == {"2": "reply_to_other"}


def test_a_reply_without_a_post_id_is_a_reply_to_somebody():
    assert skips(post("2", reply_to=Reference(source_id=None, author_name="ada"))) == {"2": "reply_to_other"}


def test_an_own_reply_that_begins_with_another_name_is_a_conversation():
    lead = Mention("ada", leading=True)
    assert skips(post("1"), post("2", lead, " yes", reply_to=answer("1"))) == {"2": "reply_to_other"}


def test_ones_own_name_before_a_reply_is_left_out():
    reply = post("2", Mention("Me", leading=True), " and another thing", reply_to=answer("1"))
    assert publishes(post("1"), reply)[1].text == "and another thing"


def test_a_kept_reply_links_to_what_it_answers():
    reply = post("2", "no", reply_to=answer("77", own=False, name="ada"))
    one = only(reply, policies={"replies": Replies.KEEP})
    assert one.text == "no\n\n↪ https://x.com/ada/status/77"
    assert codes(one) == ["reply_linked"]


def test_a_kept_conversation_hangs_on_the_own_post_it_answers():
    first = post("1", reply_to=answer("77", own=False, name="ada"))
    second = post("2", Mention("ada", leading=True), " more", reply_to=answer("1"))
    plan = publishes(first, second, policies={"replies": Replies.KEEP})
    assert plan[1].in_reply_to == ("1", 0)
    assert "↪" not in plan[1].text


@given(st.lists(st.integers(0, 30), max_size=25), st.sets(st.integers(0, 30)), st.randoms())
def test_every_item_ends_once_and_parents_come_first(answered, excluded, random):
    posts = [post(str(n), reply_to=answer(str(to)), after_s=n % 3) for n, to in enumerate(answered)]
    shuffled = random.sample(posts, len(posts))
    without = frozenset(map(str, excluded))
    plan = planned(*posts, exclude=without)
    assert plan == planned(*shuffled, exclude=without)
    assert sorted(one.source_id for one in plan) == sorted(one.source_id for one in posts)
    seen = set()
    for one in plan:
        assert not isinstance(one, Publish) or one.in_reply_to is None or one.in_reply_to in seen
        seen.add((one.source_id, getattr(one, "part", None)))


def test_a_thread_of_thousands_is_no_trouble():
    chain = [post(str(n), reply_to=answer(str(n - 1))) for n in range(1, 5000)]
    assert publishes(*chain, exclude=frozenset({"2500"}))[-1].in_reply_to == ("4998", 0)
