"""Whatever goes wrong on the way: every post is there once, or the run says how to go on."""

import threading
import time
from dataclasses import replace

import pytest

from migrator.errors import Exit, InDoubt, JobStopped, NotSignedIn, Refused, TryAgain
from migrator.model import JobState
from migrator.rehearsal import Fault, Options, RehearsalServer
from tests.service.small import Bench, Quiet, tweets

POSTS = "/api/v1/statuses"
SINCE_THE_PROBE = 1
"""The first POST of a run is the probe, which makes nothing."""


def fault(kind, **more):
    return Fault(**{"kind": kind, "method": "POST", "path": POSTS, "skip": SINCE_THE_PROBE, "times": 4, **more})


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([fault("drop_after")], id="answers lost"),
        pytest.param([fault("drop_after", reset=True)], id="answers lost by reset"),
        pytest.param([fault("drop_before")], id="requests lost"),
        pytest.param([fault("drop_before", reset=True)], id="requests lost by reset"),
        pytest.param([fault("late", before_ms=60)], id="requests land late"),
        pytest.param([fault("late", before_ms=60), fault("drop_after", skip=6)], id="late and lost"),
        pytest.param([fault("status", status=500)], id="500"),
        pytest.param([fault("status", status=502)], id="502"),
        pytest.param([fault("status", status=503, retry_after=("120", "Thu, 01 Jan 1970"))], id="503 with HTML"),
        pytest.param([fault("status", status=429, retry_after=("1",), times=3)], id="429"),
        pytest.param([fault("drop_after", probability=0.4, times=None)], id="every third answer lost"),
        pytest.param([fault("drop_after", path="/api/v2/media", skip=0, times=2)], id="upload's answer lost"),
        pytest.param([fault("status", path="/api/v2/media", skip=0, times=1, status=502)], id="upload's 502"),
        pytest.param(
            [fault("drop_after"), fault("drop_after", method="GET", path="/api/v1/accounts/", times=1)],
            id="the look-up's answer lost too",
        ),
    ],
)
def test_no_fault_makes_a_post_twice_or_loses_it(bench, faults):
    job = bench.prepare().job
    for one in faults:
        bench.server.faults.add(one)
    result = bench.run(job)
    bench.server.faults.clear()
    assert (result.done, result.failed, result.todo, result.surplus) == (12, 0, 0, ())
    assert (len(bench.there()), bench.copies()) == (12, {})
    assert bench.service.verify(job).differences == ()


def test_a_server_that_is_down_in_between_is_waited_for(bench):
    bench.write(tweets(30))
    job = bench.prepare().job

    class Failing(Quiet):
        def step(self, row):
            super().step(row)
            if len(self.rows) == 5:
                bench.server.faults.add(Fault(kind="status", path="/api/", status=503))
                threading.Timer(0.4, bench.server.faults.clear).start()

    result = bench.service.run(job, watcher=Failing(), stop=threading.Event())
    assert (result.done, len(bench.there()), bench.copies()) == (30, 30, {})


def test_a_server_that_stays_away_ends_the_run_for_now(server, tmp_path):
    bench = Bench(
        server=server,
        folder=tmp_path,
        archive=tmp_path / "a.zip",
        settings={"give_up_after_s": 1.0, "settle_s": 0.05},
    )
    bench.write(tweets(12))
    bench.sign_in()
    job = bench.prepare().job
    server.faults.add(Fault(kind="status", path="/api/", status=503, skip=12))
    with pytest.raises((TryAgain, InDoubt)) as stopped:
        bench.run(job)
    assert stopped.value.exit_code is Exit.TEMPORARY
    server.faults.clear()
    assert bench.run(job).done == 12
    assert (len(bench.there()), bench.copies()) == (12, {})
    bench.close()


def test_a_server_that_never_answers_clearly_stops_the_run_without_a_copy(bench):
    job = bench.prepare().job
    bench.server.faults.add(fault("status", status=502, times=None))
    with pytest.raises(InDoubt, match="no clear answer"):
        bench.run(job)
    assert bench.there() == []
    bench.server.faults.clear()
    assert bench.run(job).done == 12
    assert bench.copies() == {}


def test_a_step_in_doubt_that_cannot_be_looked_up_stays_in_doubt(bench):
    job = bench.prepare().job
    bench.server.faults.add(fault("drop_after", times=1))
    bench.server.faults.add(Fault(kind="status", method="GET", path=bench.own_statuses, skip=3, status=400))
    with pytest.raises(JobStopped, match="can't be found out"):
        bench.run(job)
    assert bench.service.job(job).in_doubt == 1
    bench.server.faults.clear()
    assert bench.run(job).done == 12
    assert (len(bench.there()), bench.copies()) == (12, {})


def test_a_straggler_after_the_settle_time_is_named_and_can_be_removed(bench):
    bench.write(tweets(3))
    job = bench.prepare().job
    # It lands after the settle time of 0.15 s, before the run's last sweep.
    bench.server.faults.add(fault("late", before_ms=400, times=1))
    bench.server.faults.add(Fault(kind="latency", method="POST", path=POSTS, before_ms=450))
    result = bench.run(job)
    bench.server.faults.clear()
    assert [one.code for one in result.surplus] == ["surplus"]
    assert [one.code for one in bench.service.verify(job).differences] == ["surplus"]
    assert bench.service.remove_copies(job, result.surplus) == 1
    time.sleep(0.05)
    assert (bench.service.verify(job).differences, len(bench.there())) == ((), 3)


def test_files_that_are_gone_are_uploaded_again(bench):
    bench.write(tweets(6, photos_every=1))
    job = bench.prepare().job
    bench.server.faults.add(fault("status", status=401, skip=3, times=1))
    with pytest.raises(NotSignedIn):
        bench.run(job)
    bench.server.faults.clear()
    bench.sql("DELETE FROM media WHERE status_id IS NULL")
    assert bench.run(job).done == 6
    assert [len(one["media"]) for one in bench.there()] == [1] * 6
    assert bench.service.verify(job).differences == ()


def test_a_revoked_token_stops_the_run_and_a_new_sign_in_goes_on(bench):
    bench.write(tweets(30))
    job = bench.prepare().job

    class Revoking(Quiet):
        def step(self, row):
            super().step(row)
            if len(self.rows) == 5:
                bench.sql("DELETE FROM tokens")

    with pytest.raises(NotSignedIn) as stopped:
        bench.service.run(job, watcher=Revoking(), stop=threading.Event())
    assert stopped.value.exit_code is Exit.STOPPED
    assert bench.service.job(job).state is JobState.PAUSED
    bench.server.create_account("ada")
    bench.sign_in()
    assert bench.run(job).done == 30
    assert (len(bench.there()), bench.copies()) == (30, {})


def test_a_server_that_stops_keeping_dates_is_refused_before_the_first_post(bench):
    job = bench.prepare().job
    world = bench.server._world
    world.options = replace(world.options, backdating=False)
    with pytest.raises(Refused):
        bench.run(job)
    assert bench.there() == []


def test_a_limited_server_gets_everything_at_its_own_pace(tmp_path):
    with RehearsalServer(options=Options(requests=60, window_s=2.0, delete_after_ms=20)) as server:
        server.create_account("ada")
        bench = Bench(server=server, folder=tmp_path, archive=tmp_path / "a.zip")
        bench.write(tweets(60))
        bench.sign_in()
        result = bench.replay()
        assert (result.done, len(bench.there()), bench.copies()) == (60, 60, {})
        bench.close()
