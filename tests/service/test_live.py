"""A server that keeps no dates: only with the user's agreement, one post at a time, and still none twice."""

from dataclasses import replace

import pytest

from migrator.errors import Interrupted, Refused
from migrator.model import Visibility
from migrator.rehearsal import Fault, RehearsalServer
from tests.service.small import LIVE, OPTIONS, Bench, Tweet, tweets

POSTS = "/api/v1/statuses"


@pytest.fixture
def server():
    with RehearsalServer("mastodon", options=OPTIONS) as running:
        running.create_account("ada")
        yield running


def test_it_is_refused_without_agreement_and_nothing_is_sent(bench):
    with pytest.raises(Refused, match="does not keep dates"):
        bench.prepare()
    assert (bench.there(), bench.posted) == ([], 0)


def test_the_preview_says_that_dates_are_lost(bench):
    with bench.service.preview([bench.archive], LIVE) as preview:
        preview.summary()
        assert (preview.facts.keeps_dates, preview.facts.family) == (False, "mastodon")


def test_posts_appear_oldest_first_with_their_date_in_the_text(bench):
    result = bench.replay(LIVE)
    there = bench.there()
    assert (result.done, len(there)) == (12, 12)
    assert [one["text"].splitlines()[0] for one in there] == [f"Post number {n}" for n in range(12)]
    assert all("2015" in one["text"] for one in there)
    assert {one["visibility"] for one in there} == {Visibility.UNLISTED}
    assert bench.service.verify(result.job).differences == ()


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault(kind="drop_after", method="POST", path=POSTS, times=4), id="answers lost"),
        pytest.param(Fault(kind="drop_before", method="POST", path=POSTS, times=4), id="requests lost"),
        pytest.param(Fault(kind="late", method="POST", path=POSTS, times=3, before_ms=60), id="requests late"),
        pytest.param(Fault(kind="status", method="POST", path=POSTS, times=4, status=502), id="502"),
        pytest.param(
            Fault(kind="drop_after", method="POST", path=POSTS, probability=0.4), id="every third answer lost"
        ),
    ],
)
@pytest.mark.parametrize("keys", [pytest.param(True, id="keys kept"), pytest.param(False, id="keys forgotten")])
def test_identical_texts_are_sent_once_each_whatever_is_lost(bench, fault, keys):
    bench.write([Tweet(number=n, text="good morning") for n in range(8)])
    job = bench.prepare(LIVE).job
    if not keys:
        bench.sql("CREATE TRIGGER forget AFTER INSERT ON idempotency BEGIN DELETE FROM idempotency; END")
    bench.server.faults.add(fault)
    result = bench.run(job)
    bench.server.faults.clear()
    assert (result.done, len(bench.there())) == (8, 8)
    assert bench.service.verify(job).differences == ()


def test_a_stopped_run_goes_on_in_order(bench):
    bench.server.faults.add(Fault(kind="latency", path=POSTS, before_ms=20))
    job = bench.prepare(LIVE).job
    with pytest.raises(Interrupted):
        bench.run(job, stop_after=3)
    assert bench.run(job).done == 12
    assert [text.splitlines()[0] for text in bench.texts()] == [f"Post number {n}" for n in range(12)]


def test_a_copy_is_named(bench):
    job = bench.replay(LIVE).job
    newest = bench.there()[-1]
    bench.copy(newest["id"], str(int(newest["id"]) + 1))
    named = [(one.code, one.source_id) for one in bench.service.verify(job).differences]
    assert named == [("surplus", Tweet(number=11).id)]


def test_undo_takes_everything_back_and_a_new_replay_works_within_the_hour(bench):
    job = bench.replay(LIVE).job
    bench.undo(job)
    assert bench.there() == []
    assert bench.replay(LIVE).done == 12
    assert len(bench.there()) == 12


def test_a_gotosocial_without_backdating_counts_as_one(tmp_path):
    with RehearsalServer(options=replace(OPTIONS, backdating=False)) as server:
        server.create_account("ada")
        bench = Bench(server=server, folder=tmp_path, archive=tmp_path / "a.zip")
        bench.write(tweets(5, replies_every=2))
        bench.sign_in()
        with pytest.raises(Refused):
            bench.prepare()
        server.faults.add(Fault(kind="drop_after", method="POST", path=POSTS, skip=3, times=2))
        result = bench.replay(LIVE)
        assert (result.done, len(bench.there())) == (5, 5)
        assert bench.service.verify(result.job).differences == ()
        bench.undo(result.job)
        assert bench.there() == []
        bench.close()
