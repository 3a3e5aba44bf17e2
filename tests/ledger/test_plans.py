"""A new plan takes the place of what was not begun, and slots are for ever."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migrator.ledger import Ledger
from migrator.ledger.records import Made
from migrator.model import UNBEGUN, Reason, State
from tests.ledger.conftest import job_in, step

BEGUN = [state for state in State if state not in UNBEGUN and state is not State.UNDONE]
SOURCES = list("abcdef")


def states(ledger, job):
    return {(r.source_id, r.part): r.state for r in ledger.steps.records(job.id)}


def put(ledger, job, source_id, state, part=0):
    """Bring a step into a state, whatever the way there."""
    record = ledger.steps.at(job.id, source_id, part)
    ledger.steps.done(record.id, Made(f"r{source_id}{part}", "u"))
    ledger.steps.mark(record.id, state).result()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    begun=st.dictionaries(st.sampled_from(SOURCES), st.sampled_from([*BEGUN, State.BLOCKED, State.WAITING])),
    new=st.lists(st.sampled_from(SOURCES), unique=True),
    skipped=st.sets(st.sampled_from(SOURCES)),
)
def test_a_new_plan_touches_only_what_was_not_begun(tmp_path_factory, begun, new, skipped):
    with Ledger.at(tmp_path_factory.mktemp("l") / "ledger.db") as ledger:
        job = job_in(ledger)
        ledger.steps.replace_plan(job, [step(s, payload='"old"') for s in SOURCES])
        for source_id, state in begun.items():
            put(ledger, job, source_id, state)
        before = {r.source_id: r for r in ledger.steps.records(job.id)}
        plan = [step(s, payload='"new"', state=State.SKIPPED if s in skipped else State.PLANNED) for s in new]
        ledger.steps.replace_plan(job, plan)
        after = {r.source_id: r for r in ledger.steps.records(job.id)}
        kept = {s for s, state in begun.items() if state in BEGUN}
        assert set(after) == kept | set(new)
        for source_id, record in after.items():
            if source_id in kept:
                old = before[source_id]
                assert (record.id, record.state, record.payload) == (old.id, old.state, old.payload)
                assert record.remote_id == old.remote_id
            else:
                assert record.state is (State.SKIPPED if source_id in skipped else State.PLANNED)
                assert record.remote_id is None


def test_a_post_with_one_part_begun_keeps_all_its_parts(ledger, job):
    ledger.steps.replace_plan(job, [step("a", 1), step("a", 2), step("b")])
    put(ledger, job, "a", State.DONE, part=1)
    ledger.steps.replace_plan(job, [step("a"), step("b")])
    assert states(ledger, job) == {("a", 1): State.DONE, ("a", 2): State.PLANNED, ("b", 0): State.PLANNED}
    assert ledger.steps.begun(job.id) == {"a": 2}


def test_undone_steps_are_planned_anew_under_new_numbers(ledger, job):
    ledger.steps.replace_plan(job, [step("a", slot_ms=5), step("b")])
    put(ledger, job, "a", State.UNDONE)
    old = ledger.steps.at(job.id, "a", 0)
    assert ledger.steps.begun(job.id) == {}
    ledger.steps.replace_plan(job, [step("a", slot_ms=5)])
    new = ledger.steps.at(job.id, "a", 0)
    assert (new.state, new.remote_id, new.slot_ms) == (State.PLANNED, None, 5)
    assert new.id > old.id + 1


def test_after_an_undo_what_failed_is_planned_anew_with_the_parent_as_it_is_cut_now(ledger, job):
    ledger.steps.replace_plan(job, [step("a"), step("b", parent=("a", 0))])
    put(ledger, job, "a", State.UNDONE)
    put(ledger, job, "b", State.FAILED)
    ledger.steps.replace_plan(job, [step("a", 1), step("a", 2), step("b", parent=("a", 2))])
    assert [(r.source_id, r.part, r.state, r.parent) for r in ledger.steps.records(job.id)] == [
        ("a", 1, State.PLANNED, None),
        ("a", 2, State.PLANNED, None),
        ("b", 0, State.PLANNED, ("a", 2)),
    ]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        pytest.param(None, "ra1", id="the first if none is named"),
        pytest.param(2, "ra2", id="the part"),
        pytest.param(3, None, id="nothing for a part still to be made"),
        pytest.param(0, "ra2", id="the last made for a part of an earlier cut"),
    ],
)
def test_a_post_is_found_in_the_parts_it_has_now(ledger, job, part, found):
    ledger.steps.replace_plan(job, [step("a", 1), step("a", 2), step("a", 3)])
    put(ledger, job, "a", State.DONE, part=1)
    put(ledger, job, "a", State.DONE, part=2)
    made = ledger.steps.made(job.id, "a", part)
    assert (made and made.remote_id) == found


def test_an_undone_part_of_a_post_that_is_partly_there_is_sent_again(ledger, job):
    ledger.steps.replace_plan(job, [step("a", 1), step("a", 2)])
    put(ledger, job, "a", State.DONE, part=1)
    put(ledger, job, "a", State.UNDONE, part=2)
    ledger.steps.replace_plan(job, [step("a", 1), step("a", 2)])
    again = ledger.steps.at(job.id, "a", 2)
    assert (again.state, again.remote_id) == (State.PLANNED, None)


def test_slots_stay_with_their_step_even_when_it_is_not_planned_any_more(ledger, job):
    ledger.steps.replace_plan(job, [step("a", slot_ms=5), step("b", slot_ms=6)])
    ledger.steps.replace_plan(job, [step("b", slot_ms=6)])
    given_, taken = ledger.steps.slots(job.target.id, "x", "1")
    assert (given_, taken) == ({("a", 0): 5, ("b", 0): 6}, frozenset())


def test_a_post_that_is_cut_otherwise_than_before_keeps_its_first_slot(ledger, job):
    ledger.steps.replace_plan(job, [step("a", slot_ms=5)])
    ledger.steps.replace_plan(job, [step("a", 1, slot_ms=5), step("a", 2, slot_ms=6)])
    assert ledger.steps.slots(job.target.id, "x", "1")[0] == {("a", 1): 5, ("a", 2): 6}
    ledger.steps.replace_plan(job, [step("a", slot_ms=5)])
    assert ledger.steps.slots(job.target.id, "x", "1")[0] == {("a", 0): 5, ("a", 2): 6}


def test_slots_of_another_source_are_taken(ledger, job):
    other = job_in(ledger, source="2")
    ledger.steps.replace_plan(job, [step("a", slot_ms=5)])
    ledger.steps.replace_plan(other, [step("a", slot_ms=6)])
    assert ledger.steps.slots(job.target.id, "x", "2") == ({("a", 0): 6}, frozenset({5}))


def test_a_plan_that_takes_a_slot_of_another_source_leaves_all_as_it_was(ledger, job):
    other = job_in(ledger, source="2")
    ledger.steps.replace_plan(job, [step("a", slot_ms=5)])
    ledger.steps.replace_plan(other, [step("old", slot_ms=7)])
    try:
        ledger.steps.replace_plan(other, [step("new", slot_ms=5)])
    except Exception as error:  # noqa: BLE001 - which one is the database's affair
        assert "UNIQUE" in str(error)  # noqa: PT017 - and that it is one is looked at below
    assert states(ledger, other) == {("old", 0): State.PLANNED}


def test_failed_steps_and_those_they_blocked_can_be_tried_again(ledger, job):
    ledger.steps.replace_plan(job, [step("a"), step("b"), step("c")])
    first, second, third = ledger.steps.heads(job.id)
    ledger.steps.failed(first.id, Reason("too_long"), "413").result()
    ledger.steps.mark(second.id, State.BLOCKED).result()
    ledger.steps.done(third.id, Made("r", "u")).result()
    assert ledger.steps.retry(job.id) == 1
    assert set(states(ledger, job).values()) == {State.PLANNED, State.DONE}
    assert ledger.steps.get(first.id).error == ""


def test_records_come_in_the_plans_order_however_many_there_are(ledger, job):
    plan = [step(f"s{n:05}") for n in range(2500)]
    ledger.steps.replace_plan(job, plan)
    assert [r.source_id for r in ledger.steps.records(job.id)] == [new.source_id for new in plan]


def test_forgetting_an_account_leaves_other_accounts_alone(ledger, job):
    other = job_in(ledger, acct="@bob@one.example")
    for one in (job, other):
        ledger.steps.replace_plan(one, [step("a", slot_ms=5)])
        ledger.jobs.begin_run(one.id, what="do", now_ms=0)
    assert ledger.jobs.forget(job.target.id) == 5  # step, slot, run, job, account
    assert [row.acct for row in ledger.jobs.targets()] == ["@bob@one.example"]
    assert states(ledger, other) == {("a", 0): State.PLANNED}
    assert ledger.steps.slots(job.target.id, "x", "1") == ({}, frozenset())
