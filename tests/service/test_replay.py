"""The main promises of a replay, each against a real server on loopback."""

import shutil
import threading
import time

import pytest

from migrator.errors import ArchiveChanged, Interrupted, JobStopped, NotSignedIn, Refused
from migrator.jobs.choices import Choices, Filters, Origin, Policies
from migrator.jobs.plan import Publish
from migrator.model import JobState, State, Visibility
from migrator.rehearsal import Fault
from tests.service.small import EVERYTHING, FIRST, Quiet, Tweet, at, limited, tweets, write_archive


def test_a_replay_puts_every_post_there_once_with_its_date_thread_and_media(bench):
    result = bench.replay()
    there = bench.there()
    assert (result.done, result.failed, result.todo, result.surplus) == (12, 0, 0, ())
    assert [one["text"] for one in there] == [f"Post number {n}" for n in range(12)]
    assert [one["created_ms"] for one in there] == [round(at(n).timestamp() * 1000) for n in range(12)]
    assert [bool(one["media"]) for one in there] == [n % 4 == 0 for n in range(12)]
    assert [there.index(parent) for parent in _parents(there)] == [0, 3, 6, 9]
    verified = bench.service.verify(result.job)
    assert (verified.checked, verified.on_target, verified.differences) == (12, 12, ())


def _parents(there):
    by_id = {one["id"]: one for one in there}
    return [by_id[one["in_reply_to_id"]] for one in there if one["in_reply_to_id"]]


def test_the_sample_archive_is_replayed_and_verified_clean(bench, sample):
    bench.archive = sample
    result = bench.replay()
    assert (result.failed, result.todo, result.surplus) == (0, 0, ())
    assert result.done > 50
    assert bench.service.verify(result.job).differences == ()
    assert bench.copies() == {}


def test_the_preview_is_what_the_run_does(bench, sample):
    bench.archive = sample
    with bench.service.preview([sample], EVERYTHING) as preview:
        shown = list(preview.items())
    job = bench.replay().job
    carried = [item for item in shown if isinstance(item, Publish)]
    assert [one["created_ms"] for one in bench.there()] == sorted(item.slot_ms for item in carried)
    rows = {(row.source_id, row.part): row.state for row in bench.service.report(job)}
    assert rows == {
        (item.source_id, getattr(item, "part", 0)): State.DONE if isinstance(item, Publish) else State.SKIPPED
        for item in shown
    }


def test_a_preview_writes_nothing_to_the_server(bench):
    before = {route: n for route, n in bench.server.requests.items() if not route.startswith("GET")}
    with bench.service.preview([bench.archive], EVERYTHING) as preview:
        summary = preview.summary()
    after = {route: n for route, n in bench.server.requests.items() if not route.startswith("GET")}
    assert summary.publish == 12
    assert (after, bench.there(), bench.service.status()) == (before, [], [])


def test_a_preview_needs_neither_sign_in_nor_network(bench, tmp_path):
    alone = bench.another(tmp_path / "alone")
    asked = sum(bench.server.requests.values())
    with alone.preview([bench.archive], EVERYTHING) as preview:
        assert preview.summary().publish == 12
        assert preview.facts.assumed
    assert sum(bench.server.requests.values()) == asked


def test_a_plan_without_a_sign_in_says_so(bench, tmp_path):
    with pytest.raises(NotSignedIn):
        bench.another(tmp_path / "alone").prepare([bench.archive], EVERYTHING)


def test_a_stopped_run_goes_on_where_it_stopped(bench):
    bench.write(tweets(40))
    bench.server.faults.add(latency(100))
    job = bench.prepare().job
    with pytest.raises(Interrupted):
        bench.run(job, stop_after=5)
    so_far = bench.service.job(job)
    assert so_far.state is JobState.PAUSED
    assert 5 <= so_far.done < 40
    assert (bench.run(job).done, len(bench.there()), bench.copies()) == (40, 40, {})
    assert bench.service.job(job).state is JobState.FINISHED


def latency(ms):
    return Fault(kind="latency", path="/api/v1/statuses", before_ms=ms)


def test_a_run_that_is_stopped_before_it_begins_sends_nothing(bench):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Interrupted):
        bench.run(bench.prepare().job, stop=stop)
    assert bench.there() == []


def test_a_second_replay_adds_nothing(bench):
    bench.replay()
    posted = bench.posted
    again = bench.prepare()
    assert (again.new, again.summary.already) == (False, 12)
    assert bench.run(again.job).done == 12
    assert bench.posted == posted + 2  # the probes
    assert len(bench.there()) == 12


def test_a_pilot_takes_the_oldest_and_the_rest_goes_later(bench):
    bench.replay(limited(5))
    assert bench.texts() == [f"Post number {n}" for n in range(5)]
    bench.replay(limited(5))
    assert len(bench.there()) == 10
    assert bench.replay().done == 12
    assert (len(bench.there()), bench.copies()) == (12, {})


def test_a_lost_ledger_does_no_harm(bench):
    bench.replay()
    posted = bench.posted
    bench.lose_ledger()
    prepared = bench.prepare()
    result = bench.run(prepared.job)
    assert (prepared.adopted, result.done, result.todo) == (12, 12, 0)
    assert bench.posted == posted + 2  # the probes
    assert bench.service.verify(result.job).differences == ()


def test_a_lost_ledger_of_the_sample_does_no_harm(bench, sample):
    bench.archive = sample
    bench.replay()
    number = len(bench.there())
    bench.lose_ledger()
    prepared = bench.prepare()
    bench.run(prepared.job)
    assert (prepared.adopted, len(bench.there())) == (number, number)
    assert bench.service.verify(prepared.job).differences == ()


def test_what_a_lost_ledger_had_not_sent_yet_goes_into_its_threads(bench):
    bench.replay(limited(7))
    bench.lose_ledger()
    assert bench.prepare().adopted == 7
    result = bench.replay()
    assert (result.done, len(bench.there()), bench.copies()) == (12, 12, {})
    assert bench.service.verify(result.job).differences == ()


def test_a_found_reply_whose_parent_is_not_planned_is_no_damage(bench):
    bench.replay()
    bench.lose_ledger()
    result = bench.replay(Choices(filters=Filters(ids=frozenset({Tweet(number=1).id}))))
    assert (result.done, bench.service.verify(result.job).differences) == (1, ())


def test_a_found_post_with_a_link_to_one_that_is_not_planned_is_known_again(bench):
    bench.write([Tweet(number=0), Tweet(number=1, link_to=0)])
    bench.replay()
    bench.lose_ledger()
    assert bench.prepare(Choices(filters=Filters(since=at(1)))).adopted == 1
    assert bench.replay().done == 2
    assert len(bench.there()) == 2


def test_a_cross_posters_copy_is_left_out(bench):
    bench.replay(Choices(filters=Filters(ids=frozenset({Tweet(number=3).id}))))
    moved = bench.sql("UPDATE statuses SET created_ms = created_ms + 30000")
    bench.lose_ledger()
    result = bench.replay()
    skipped = {row.source_id: row.reason.code for row in bench.service.report(result.job) if row.reason}
    assert (moved, skipped) == (1, {Tweet(number=3).id: "already_there"})
    assert (result.done, len(bench.there())) == (11, 12)


def test_a_post_of_ones_own_at_the_same_millisecond_takes_no_ones_place(bench):
    bench.replay(limited(1))
    bench.sql("UPDATE statuses SET text = 'by hand', content = '<p>by hand</p>'")
    bench.lose_ledger()
    result = bench.replay()
    assert (result.done, len(bench.there())) == (12, 13)
    assert bench.service.verify(result.job).differences == ()


def test_an_archive_that_changed_is_refused_until_it_is_planned_anew(bench):
    job = bench.prepare().job
    bench.write(tweets(13))
    with pytest.raises(ArchiveChanged, match="not the one that was planned"):
        bench.run(job)
    assert bench.there() == []
    assert bench.replay().done == 13


def test_an_older_archive_takes_nothing_away(bench):
    bench.replay()
    bench.write(tweets(6))
    assert bench.replay().done == 12
    assert len(bench.there()) == 12


def test_files_left_by_a_killed_run_are_removed(bench, tmp_path):
    left = tmp_path / "data" / "uploads" / "tmpabc"
    left.mkdir(parents=True)
    (left / "file.mp4").write_bytes(b"private")
    bench.replay(limited(1))
    assert not left.exists()


def test_a_pause_asked_for_elsewhere_stops_the_run_soon(bench):
    bench.write(tweets(200))
    bench.server.faults.add(latency(100))
    job = bench.prepare().job
    elsewhere = bench.another(bench.folder / "data")
    asked = []

    def pause_it():
        elsewhere.pause(job)
        asked.append(time.monotonic())

    timer = threading.Timer(0.5, pause_it)
    timer.start()
    with pytest.raises(Interrupted):
        bench.run(job)
    assert time.monotonic() - asked[0] < 2.5
    timer.join()
    bench.server.faults.clear()
    assert bench.run(job).done == 200
    assert bench.copies() == {}


def test_status_can_be_asked_while_a_run_goes_on(bench):
    bench.server.faults.add(latency(100))
    job = bench.prepare().job
    elsewhere = bench.another(bench.folder / "data")
    seen = []

    class Asking(Quiet):
        def step(self, row):
            seen.append(elsewhere.job(job).state)

    bench.service.run(job, watcher=Asking(), stop=threading.Event())
    assert set(seen) == {JobState.RUNNING}
    assert elsewhere.job(job).state is JobState.FINISHED


def test_an_account_made_anew_under_its_old_name_is_refused(bench):
    job = bench.prepare().job
    bench.sql("UPDATE tokens SET account_id = 'other'")
    bench.sql("UPDATE accounts SET id = 'other'")
    with pytest.raises(Refused, match="another account by now"):
        bench.run(job)


def test_posts_of_a_protected_account_need_a_locked_one_or_agreement(bench):
    write_archive(bench.archive, tweets(3), protected=True)
    bench.sql("UPDATE accounts SET locked = 0")
    bench.replay()
    assert bench.there() == []
    agreed = Choices(policies=Policies(allow_unlocked_private=True))
    assert bench.replay(agreed).done == 3
    assert {one["visibility"] for one in bench.there()} == {Visibility.PRIVATE}


def test_posts_of_a_protected_account_go_to_followers_of_a_locked_one(bench):
    write_archive(bench.archive, tweets(3), protected=True)
    assert bench.replay().done == 3
    assert {one["visibility"] for one in bench.there()} == {Visibility.PRIVATE}


def test_a_failed_parent_holds_its_replies_back_until_a_retry_heals_it(bench):
    bench.write(
        [Tweet(number=0, photos=1), Tweet(number=1, reply_to=0), Tweet(number=2, reply_to=1), Tweet(number=3)]
    )
    bench.server.faults.add(refusing_media())
    result = bench.replay()
    assert (result.failed, result.done) == (1, 1)
    states = {row.source_id: row.state for row in bench.service.report(result.job)}
    assert [states[Tweet(number=n).id] for n in range(4)] == [
        State.FAILED,
        State.BLOCKED,
        State.BLOCKED,
        State.DONE,
    ]
    bench.server.faults.clear()
    assert bench.service.retry(result.job) == 1
    healed = bench.run(result.job)
    assert (healed.failed, healed.done, len(bench.there())) == (0, 4, 4)
    assert bench.service.verify(result.job).differences == ()


def refusing_media():
    return Fault(kind="status", method="POST", path="/api/v2/media", status=422)


def test_links_between_own_posts_lead_to_the_new_ones_even_in_a_circle(bench):
    bench.write([Tweet(number=0, link_to=2), Tweet(number=1, link_to=0), Tweet(number=2, link_to=1)])
    result = bench.replay()
    texts = bench.texts()
    assert result.done == 3
    assert sum(bench.server.url in text for text in texts) == 2
    assert sum("twitter.com" in text for text in texts) == 1
    assert bench.service.verify(result.job).differences == ()


def test_posts_in_one_millisecond_keep_their_order(bench):
    bench.write([Tweet(number=0, text=f"same moment {n}") for n in range(1)])
    assert bench.replay().done == 1
    assert bench.there()[0]["created_ms"] == round(FIRST.timestamp() * 1000)


def test_forgetting_an_account_leaves_nothing_here_and_everything_there(bench):
    bench.replay()
    acct = bench.service.accounts()[0].acct
    assert bench.service.forget(acct.removeprefix("@").upper()) > 12
    assert (bench.service.accounts(), bench.service.status()) == ([], [])
    assert len(bench.there()) == 12


def test_two_runs_at_once_are_refused(bench):
    bench.server.faults.add(latency(200))
    job = bench.prepare().job
    elsewhere = bench.another(bench.folder / "data")
    errors = []

    class Meddling(Quiet):
        def step(self, row):
            try:
                elsewhere.run(job, watcher=Quiet(), stop=threading.Event())
            except Exception as error:  # noqa: BLE001 - looked at below
                errors.append(type(error).__name__)

    bench.service.run(job, watcher=Meddling(), stop=threading.Event())
    assert set(errors) == {"LedgerBusy"}
    assert (len(bench.there()), bench.copies()) == (12, {})


def test_a_copied_data_folder_is_as_good_as_the_first(bench, tmp_path):
    job = bench.replay(limited(4)).job
    bench.prepare()
    shutil.copytree(bench.folder / "data", tmp_path / "copy")
    copy = bench.another(tmp_path / "copy")
    bench.run(job)
    copy.run(job, watcher=Quiet(), stop=threading.Event())
    assert (len(bench.there()), bench.copies()) == (12, {})


def test_a_full_disk_stops_the_run_and_blames_no_post(bench):
    bench.write(tweets(4, photos_every=1))
    job = bench.prepare().job
    uploads = bench.folder / "data" / "uploads"
    uploads.write_text("in the way, as a full disk would be")
    with pytest.raises(JobStopped, match="can't be prepared"):
        bench.run(job)
    assert bench.service.job(job).failed == 0
    uploads.unlink()
    assert bench.run(job).done == 4


LONG = " ".join(f"word{n}" for n in range(700))[:4990].rstrip()
"""It fits into one post of 5000 characters, but not with a link to the original below it."""

WITH_ORIGIN = Choices(policies=Policies(origin=Origin.LINK))


def test_a_post_that_other_choices_cut_in_two_is_planned_anew_as_two(bench):
    bench.write([Tweet(number=0, text=LONG), Tweet(number=1, reply_to=0)])
    bench.prepare()
    result = bench.replay(WITH_ORIGIN)
    assert (result.done, len(bench.there())) == (3, 3)
    assert bench.there()[0]["created_ms"] == round(FIRST.timestamp() * 1000)
    assert bench.service.verify(result.job).differences == ()


def test_a_reply_hangs_on_its_parent_as_that_was_published(bench):
    bench.write([Tweet(number=0, text=LONG), Tweet(number=1, reply_to=0)])
    bench.replay(limited(1))
    result = bench.replay(WITH_ORIGIN)
    assert (result.done, result.failed) == (2, 0)
    parent, reply = bench.there()
    assert reply["in_reply_to_id"] == parent["id"]
    assert bench.service.verify(result.job).differences == ()


def test_links_to_a_post_in_parts_lead_to_its_first_even_after_a_resume(bench):
    bench.write([Tweet(number=0, text=LONG + " " + LONG), Tweet(number=1, link_to=0)])
    bench.server.faults.add(
        Fault(kind="status", method="POST", path="/api/v1/statuses", skip=2, times=1, status=401)
    )
    job = bench.prepare().job
    with pytest.raises(NotSignedIn):
        bench.run(job)
    assert bench.run(job).done == 3
    first = bench.there()[0]
    assert bench.texts()[-1].endswith(str(first["id"]))
