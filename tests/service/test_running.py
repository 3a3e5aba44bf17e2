import threading
from dataclasses import replace

import pytest

from migrator.errors import LedgerBusy, NotSignedIn
from migrator.jobs.choices import Filters
from migrator.model.moments import milliseconds
from migrator.rehearsal import Fault, RehearsalServer
from tests.service.small import EVERYTHING, LIVE, OPTIONS, Bench, Quiet, Tweet, at, tweets


def test_a_run_that_fails_breaks_off_the_lanes_that_wait_for_a_turn(bench):
    job = bench.prepare().job
    after_the_probe = Fault(kind="status", method="POST", path="/api/v1/statuses", skip=1, status=401)
    bench.server.faults.add(after_the_probe)
    stop = threading.Event()
    with pytest.raises(NotSignedIn):
        bench.run(job, stop=stop)
    assert stop.is_set()


def test_a_run_sees_the_job_as_another_process_planned_it_meanwhile(bench, monkeypatch):
    """Between the look at the job and the lock there is a moment; the other process comes in then."""
    job = bench.prepare().job
    lock = bench.service._parts.lock

    class Late:
        def __enter__(self):
            bench.write([*tweets(12, photos_every=4, replies_every=3), Tweet(number=12)])
            other.prepare([bench.archive], EVERYTHING)
            return lock.__enter__()

        def __exit__(self, *of):
            return lock.__exit__(*of)

    other = bench.another(bench.folder / "data")
    monkeypatch.setitem(bench.service._parts.__dict__, "lock", Late())
    stop = threading.Event()
    assert bench.service.run(job, watcher=Quiet(), stop=stop).done == 13


def test_a_job_begun_without_dates_goes_on_with_dates_once_the_server_keeps_them(tmp_path):
    with RehearsalServer(options=replace(OPTIONS, backdating=False)) as server:
        server.create_account("ada")
        bench = Bench(server=server, folder=tmp_path, archive=tmp_path / "a.zip")
        bench.write(tweets(5))
        bench.sign_in()
        bench.replay(replace(LIVE, filters=Filters(limit=2)))
        server._world.options = OPTIONS
        result = bench.replay()
        bench.close()
        dated = [one for one in bench.there() if one["created_ms"] < milliseconds(at(5))]
        assert (result.done, len(dated), bench.copies()) == (5, 3, {})


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        pytest.param(lambda service, job: service.undo_plan(job), "another run is going on", id="undo"),
        pytest.param(lambda service, job: service.verify(job), "nothing final to compare yet", id="verify"),
    ],
)
def test_during_a_run_others_are_refused_before_the_server_is_asked(bench, ask, words):
    job = bench.replay().job
    other = bench.another(bench.folder / "data")
    before = bench.server.requests.total()
    with bench.service._parts.lock, pytest.raises(LedgerBusy, match=words) as refused:
        ask(other, job)
    assert (refused.value.exit_code, bench.server.requests.total()) == (3, before)
    ask(other, job)
