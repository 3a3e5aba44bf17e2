from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from migrator.convert.compare import CrossPosts
from migrator.jobs.slots import Slots
from migrator.model import Link, Visibility
from migrator.model.moments import milliseconds
from migrator.targets.base import RemoteId, RemoteStatus
from tests.jobs.making import GOTOSOCIAL, MASTODON, NOW, START, only, planned, post, publishes, skips

BASE = milliseconds(START)


def shown(text, created_at):
    return RemoteStatus(
        id=RemoteId("1"), url="u", created_at=created_at, text=text, content=text, visibility=Visibility.PUBLIC
    )


def slots(plan):
    return [one.slot_ms for one in plan]


def test_a_slot_is_the_posts_own_millisecond():
    assert slots(publishes(post("1"), post("2"))) == [BASE + 1000, BASE + 2000]


def test_posts_of_one_millisecond_follow_each_other():
    posts = [post(str(n), after_s=0) for n in range(4)]
    assert slots(publishes(*reversed(posts))) == [BASE, BASE + 1, BASE + 2, BASE + 3]


def test_posts_of_one_second_are_spread_with_room_for_parts():
    second = datetime(2009, 1, 2, tzinfo=UTC)
    posts = [post(str(n), "some words " * 4, written_at=second) for n in range(2)]
    first = milliseconds(second)
    plan = publishes(*posts, limits=replace(GOTOSOCIAL, post_chars=30))
    assert slots(plan) == [first, first + 1, first + 10, first + 11]


def test_parts_follow_their_first():
    long = post("0", "some words " * 5)
    plan = publishes(long, limits=replace(GOTOSOCIAL, post_chars=20))
    assert slots(plan) == [BASE + part for part in range(4)]


def test_slots_are_for_ever():
    given_before = {("1", 0): BASE + 77}
    assert only(post("1"), given=given_before).slot_ms == BASE + 77


def test_a_slot_given_to_one_is_never_given_to_another():
    assert only(post("0"), given={("gone", 0): BASE}).slot_ms == BASE + 1


def test_filters_do_not_move_the_slots_of_others():
    twins = [post(str(n), after_s=0) for n in range(3)]
    full = {one.source_id: one.slot_ms for one in publishes(*twins)}
    part = {one.source_id: one.slot_ms for one in publishes(*twins, exclude=frozenset({"0"}))}
    assert part == {id_: full[id_] for id_ in ("1", "2")}


def test_a_foreign_status_keeps_its_slot():
    there = {BASE: "something else", BASE + 1: "and again"}
    assert only(post("0"), occupied=there.get).slot_ms == BASE + 2


def test_the_same_text_in_the_slot_will_be_adopted():
    assert only(post("0", "hi"), occupied={BASE: "hi"}.get).slot_ms == BASE
    assert only(post("0", "a & b"), occupied={BASE: "<p>a &amp; b</p>"}.get).slot_ms == BASE


def test_an_adopted_text_may_have_new_addresses():
    quoting = post("5", "see ", Link("https://x.com/me/status/0", own_post="0"), after_s=0.001)
    there = {BASE + 1: "see https://me.example/@me/statuses/01ABC"}
    assert slots(publishes(post("0"), quoting, occupied=there.get)) == [BASE, BASE + 1]


def test_what_lies_in_the_future_stays():
    assert skips(post("1", written_at=NOW + timedelta(seconds=1))) == {"1": "future_date"}
    assert skips(post("1", written_at=NOW)) == {"1": "future_date"}


def test_nothing_is_dated_at_the_epoch():
    old = datetime(1969, 12, 31, tzinfo=UTC)
    assert slots(publishes(post("1", written_at=old), post("2", written_at=old))) == [1, 2]


def test_without_dates_there_are_no_slots():
    assert slots(publishes(post("1"), post("2"), limits=MASTODON)) == [None, None]


@given(st.lists(st.integers(-3, 40), max_size=80), st.sets(st.integers(0, 40)))
def test_no_slot_is_given_twice(wishes, taken):
    slots = Slots(taken)
    got = [slots.take(wish) for wish in wishes]
    assert len(set(got)) == len(got)
    assert not taken.intersection(got)
    assert all(slot >= max(wish, 1) for slot, wish in zip(got, wishes, strict=True))


def test_a_hundred_thousand_posts_of_one_second_are_quick():
    slots = Slots()
    assert [slots.take(5) for _ in range(100_000)][-1] == 100_004


def test_every_status_has_a_slot_of_its_own():
    posts = [post(str(n), "word " * 30, after_s=0.001 * (n % 7)) for n in range(60)]
    got = [one.slot_ms for one in planned(*posts, limits=replace(GOTOSOCIAL, post_chars=50))]
    assert len(set(got)) == len(got) == 180


def test_a_post_that_says_the_same_as_one_before_it_is_no_copy_of_that_one():
    first, second = post("1", "again"), post("31", "again")
    there = CrossPosts()
    there.add(shown("again", first.written_at))
    there_now = {milliseconds(first.written_at): "again"}
    plan = publishes(first, second, there=there, occupied=there_now.get)
    assert [one.source_id for one in plan] == ["1", "31"]


def test_what_another_tool_put_there_within_a_minute_stays_behind():
    one = post("1", "again")
    there = CrossPosts()
    there.add(shown("again", one.written_at + timedelta(seconds=40)))
    assert skips(one, there=there) == {"1": "already_there"}
