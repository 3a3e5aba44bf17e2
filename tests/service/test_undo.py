"""Undoing takes back what the job made, nothing else, and can itself be interrupted."""

import threading
import time

import pytest

from migrator.errors import Interrupted, NotSignedIn, Refused
from migrator.model import JobState, State
from migrator.rehearsal import Fault
from tests.service.small import Quiet, Tweet, limited, tweets

POSTS = "/api/v1/statuses"
SLOW_DELETES = Fault(kind="latency", method="DELETE", path=POSTS, before_ms=100)


def test_undo_leaves_nothing_and_a_new_replay_makes_everything_anew(bench):
    job = bench.replay().job
    plan = bench.service.undo_plan(job)
    assert (plan.delete, plan.adopted, plan.with_replies) == (12, 0, ())
    result = bench.undo(job)
    assert (result.state, bench.there()) == (JobState.UNDONE, [])
    assert {row.state for row in bench.service.report(job)} == {State.UNDONE}
    again = bench.replay()
    assert (again.job, again.done, len(bench.there()), bench.copies()) == (job, 12, 12, {})
    assert bench.service.verify(job).differences == ()


def test_an_undone_job_is_not_resumed_but_replayed(bench):
    bench.prepare()
    job = bench.replay(limited(4)).job
    bench.undo(job)
    with pytest.raises(Refused, match="was undone"):
        bench.run(job)
    assert bench.there() == []


def test_a_job_that_made_nothing_is_undone_at_once(bench):
    assert bench.undo(bench.prepare().job).state is JobState.UNDONE


def test_what_failed_to_be_made_did_not_fail_to_be_undone(bench):
    bench.server.faults.add(Fault(kind="status", method="POST", path="/api/v2/media", status=422))
    replayed = bench.replay()
    bench.server.faults.clear()
    result = bench.undo(replayed.job)
    assert (replayed.failed, result.failed, result.state) == (3, 0, JobState.UNDONE)


def test_a_post_that_can_not_be_deleted_is_reported(bench):
    job = bench.replay().job
    bench.server.faults.add(Fault(kind="status", method="DELETE", path=POSTS, status=422, times=1))
    result = bench.undo(job)
    assert (result.failed, result.todo, len(bench.there())) == (1, 0, 1)
    assert bench.undo(job).state is JobState.UNDONE
    assert bench.there() == []


def test_what_was_there_before_stays(bench):
    bench.replay(limited(5))
    bench.lose_ledger()
    job = bench.replay().job
    plan = bench.service.undo_plan(job)
    assert (plan.delete, plan.adopted) == (7, 5)
    result = bench.undo(job)
    assert (result.state, bench.texts()) == (JobState.UNDONE, [f"Post number {n}" for n in range(5)])


def test_others_posts_and_ones_own_stay(bench):
    bench.server.create_account("bob")
    job = bench.replay().job
    bench.sql("UPDATE statuses SET account_id = ? WHERE text = 'Post number 2'", bench.server.account_id("bob"))
    bench.undo(job)
    assert bench.there() == []
    assert len(bench.server.statuses("bob")) == 1


def test_an_interrupted_undo_goes_on(bench):
    bench.write(tweets(40))
    job = bench.replay().job
    bench.server.faults.add(SLOW_DELETES)
    with pytest.raises(Interrupted):
        bench.undo(job, stop_after=5)
    assert bench.service.job(job).state is JobState.PAUSED
    assert 0 < len(bench.there()) < 40
    assert bench.undo(job).state is JobState.UNDONE
    assert bench.there() == []


def test_a_half_undone_job_is_neither_run_nor_planned_anew(bench):
    bench.write(tweets(40))
    job = bench.replay().job
    bench.server.faults.add(SLOW_DELETES)
    with pytest.raises(Interrupted):
        bench.undo(job, stop_after=5)
    with pytest.raises(Refused, match="is not finished"):
        bench.run(job)
    with pytest.raises(Refused, match="is not finished"):
        bench.prepare()
    bench.undo(job)
    assert bench.replay().done == 40
    assert (len(bench.there()), bench.copies()) == (40, {})


def test_a_step_in_doubt_is_found_before_it_is_undone(bench):
    job = bench.prepare().job
    _leave_in_doubt(bench, job)
    assert bench.service.job(job).in_doubt == 1
    bench.undo(job)
    assert bench.there() == []


def test_a_kill_between_finding_and_deleting_loses_nothing(bench):
    job = bench.prepare().job
    _leave_in_doubt(bench, job)
    bench.server.faults.add(Fault(kind="status", method="DELETE", path=POSTS, status=401))
    with pytest.raises(NotSignedIn):
        bench.undo(job)
    bench.server.faults.clear()
    assert bench.undo(job).state is JobState.UNDONE
    assert bench.there() == []
    assert bench.replay().done == 12
    assert bench.copies() == {}


def _leave_in_doubt(bench, job):
    """End a run with one step of which nobody knows whether it landed. It did."""
    bench.server.faults.add(Fault(kind="drop_after", method="POST", path=POSTS, skip=5, times=1))
    bench.server.faults.add(Fault(kind="status", method="GET", path=bench.own_statuses, skip=3, status=401))
    with pytest.raises(NotSignedIn):
        bench.run(job)
    bench.server.faults.clear()


def test_a_delete_that_was_carried_out_unheard_is_no_error(bench):
    job = bench.replay().job
    bench.server.faults.add(Fault(kind="drop_after", method="DELETE", path=POSTS, times=2))
    assert bench.undo(job).state is JobState.UNDONE
    assert bench.there() == []


def test_posts_that_are_gone_already_count_as_undone(bench):
    job = bench.replay().job
    bench.sql("DELETE FROM statuses WHERE text IN ('Post number 3', 'Post number 7')")
    assert bench.undo(job).state is JobState.UNDONE


def test_posts_that_others_answered_are_named_before(bench):
    bench.server.create_account("bob")
    job = bench.replay().job
    head = bench.there()[2]
    bench.copy(head["id"], "01ZZZZZZZZZZZZZZZZZZZZZZZZ")
    bench.sql(
        "UPDATE statuses SET in_reply_to_id = ?, account_id = ? WHERE id = '01ZZZZZZZZZZZZZZZZZZZZZZZZ'",
        head["id"],
        bench.server.account_id("bob"),
    )
    assert [row.source_id for row in bench.service.undo_plan(job).with_replies] == [Tweet(number=2).id]
    assert bench.service.undo_plan(job, check_replies=False).with_replies == ()


def test_an_undo_that_is_stopped_at_once_ends_at_once(bench):
    bench.write(tweets(60))
    job = bench.replay().job
    bench.server.faults.add(Fault(kind="latency", method="DELETE", path=POSTS, before_ms=100))
    stop = threading.Event()
    stopped = []

    class Stopping(Quiet):
        def step(self, row):
            if not stopped:
                stopped.append(time.monotonic())
                stop.set()

    with pytest.raises(Interrupted):
        bench.service.undo(job, watcher=Stopping(), stop=stop)
    assert time.monotonic() - stopped[0] < 1.0
