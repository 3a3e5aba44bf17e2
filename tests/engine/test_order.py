"""Which step may go when; pure, so everything is tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.engine import Order
from migrator.ledger.records import Head
from migrator.model import State


def head(name, *, parent=None, wants=(), state=State.PLANNED, position=None, part=0):
    place = ord(name[0]) if position is None else position
    key = (parent, 0) if isinstance(parent, str) else parent
    return Head(place * 10 + part, state, place, (name, part), key, tuple(wants))


def drained(order, *, ends=None, lanes=1, settled=True):
    """Run an order to its end; return names in the order they were handed out, and those that were blocked."""
    out, given_out, blocked = [], [], [b.key[0] for b in order.blocked_at_start()]
    while True:
        while len(out) < lanes and (one := order.next(settled=settled)) is not None:
            out.append(one)
            given_out.append(one.key[0])
        if not out:
            return given_out, blocked
        one = out.pop(0)
        blocked += [b.key[0] for b in order.ended(one, (ends or {}).get(one.key[0], State.DONE))]


@pytest.mark.parametrize(
    ("heads", "ends", "expected", "blocked"),
    [
        pytest.param([head("c"), head("a"), head("b")], {}, "abc", "", id="oldest first"),
        pytest.param([head("a", parent="b"), head("b")], {}, "ba", "", id="the parent first, whatever its place"),
        pytest.param(
            [head("a"), head("b", parent="a"), head("c")], {"a": State.FAILED}, "ac", "b", id="failed parent"
        ),
        pytest.param(
            [head("a"), head("b", parent="a"), head("c", parent="b")],
            {"a": State.FAILED},
            "a",
            "bc",
            id="and below",
        ),
        pytest.param([head("b", parent="a")], {}, "b", "", id="a parent that is done already"),
        pytest.param([head("a", wants="b"), head("b")], {}, "ba", "", id="a wish is waited for"),
        pytest.param([head("a", wants="b"), head("b")], {"b": State.FAILED}, "ba", "", id="it need only end"),
        pytest.param([head("a", wants="b"), head("b", wants="a")], {}, "ab", "", id="a circle of wishes"),
        pytest.param([head("a", wants="a")], {}, "a", "", id="a wish for itself"),
        pytest.param([head("a", wants="z")], {}, "a", "", id="a wish for what is not to be done"),
        pytest.param(
            [head("a", wants="b"), head("b", parent="a")], {}, "ab", "", id="a post links to its own reply"
        ),
        pytest.param(
            [head("a", wants="c"), head("b"), head("c", parent="b")],
            {"b": State.FAILED},
            "ba",
            "c",
            id="a wish for what gets blocked",
        ),
        pytest.param(
            [head("a"), head("b", state=State.SENDING), head("c")], {}, "bac", "", id="what is in doubt goes first"
        ),
        pytest.param([head("a", state=State.BLOCKED)], {}, "a", "", id="blocked before, its parent is well now"),
    ],
)
def test_order(heads, ends, expected, blocked):
    given_out, held = drained(Order(heads), ends=ends)
    assert ("".join(given_out), "".join(sorted(held))) == (expected, blocked)


def test_what_is_in_doubt_goes_last_while_it_has_not_settled():
    order = Order([head("a", state=State.SENDING), head("b")])
    assert drained(order, settled=False)[0] == ["b", "a"]


def test_in_strict_order_what_is_in_doubt_goes_first_and_nothing_beside_it():
    order = Order([head("a"), head("b", state=State.SENDING), head("c")], strict=True)
    first = order.next(settled=False)
    assert first.key == ("b", 0)
    assert order.next() is None
    order.ended(first, State.DONE)
    assert order.next().key == ("a", 0)
    assert order.next() is None


def test_replies_to_what_failed_in_an_earlier_run_are_blocked_at_once():
    order = Order([head("b", parent="a"), head("c", parent="b"), head("d")], failed=[head("a")])
    given_out, blocked = drained(order)
    assert (given_out, sorted(blocked)) == (["d"], ["b", "c"])


def test_undoing_goes_from_the_newest_and_heeds_no_parents():
    order = Order([head("a"), head("b", parent="a"), head("c", parent="b")], newest_first=True)
    assert drained(order, lanes=3)[0] == ["c", "b", "a"]


def test_the_parts_of_a_post_go_one_after_the_other():
    parts = [head("a", part=1), head("a", part=2, parent=("a", 1)), head("a", part=3, parent=("a", 2))]
    order = Order(parts)
    first = order.next()
    assert (first.key, order.next()) == (("a", 1), None)


@st.composite
def plans(draw):
    """Any steps: parents form trees, wishes anything."""
    size = draw(st.integers(1, 12))
    names = [chr(97 + n) for n in range(size)]
    heads = []
    for n, name in enumerate(names):
        parent = draw(st.none() | st.sampled_from(names[:n])) if n else None
        wants = draw(st.lists(st.sampled_from([*names, "gone"]), max_size=3, unique=True))
        state = draw(st.sampled_from([State.PLANNED, State.BLOCKED]))
        heads.append(head(name, parent=parent, wants=wants, state=state))
    ends = {name: draw(st.sampled_from([State.DONE, State.DONE, State.FAILED])) for name in names}
    shuffled = draw(st.permutations(heads))
    return shuffled, ends, draw(st.integers(1, 5)), draw(st.booleans())


@given(plans())
def test_every_step_is_handed_out_once_or_blocked_and_none_before_its_parent(plan):
    heads, ends, lanes, strict = plan
    order = Order(heads, strict=strict)
    given_out, blocked = drained(order, ends=ends, lanes=lanes)
    assert sorted(given_out + blocked) == sorted(one.key[0] for one in heads)
    assert len(order) == 0
    parents = {one.key[0]: one.parent[0] for one in heads if one.parent}
    for name in given_out:
        if name in parents:
            assert parents[name] in given_out[: given_out.index(name)]
            assert ends[parents[name]] is State.DONE
    for name in blocked:
        above = parents[name]
        assert above in blocked or ends[above] is State.FAILED


@given(plans())
def test_in_strict_order_only_one_step_is_out(plan):
    heads, ends, _, _ = plan
    order = Order(heads, strict=True)
    while (one := order.next()) is not None:
        assert order.next() is None
        order.ended(one, ends[one.key[0]])
