"""Many writes share a commit; none harms another; none is lost without a word."""

import threading

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, func, insert, select
from sqlalchemy.pool import NullPool

from migrator.errors import JobStopped
from migrator.ledger import Ledger
from migrator.ledger.records import Made
from migrator.ledger.store import _engine
from migrator.ledger.writer import Writer
from migrator.model import State
from tests.ledger.conftest import job_in, step

TABLE = Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("text", String))


@pytest.fixture
def engine(tmp_path):
    made = _engine(f"sqlite:///{tmp_path / 'w.db'}", begin="BEGIN IMMEDIATE", poolclass=NullPool)
    TABLE.metadata.create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def writer(engine):
    made = Writer(engine)
    yield made
    made.close()


def add(id_):
    return lambda connection: connection.execute(insert(TABLE).values(id=id_)).rowcount


def number(engine):
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(TABLE)).scalar()


def held(writer):
    """Keep the writer busy until the event is set, so that what follows becomes one group."""
    free = threading.Event()
    writer.submit(lambda _connection: free.wait(5))
    return free


def test_what_fails_harms_nothing_else_of_its_group(writer, engine):
    free = held(writer)
    futures = [writer.submit(add(id_)) for id_ in (1, 2, 2, 3)]
    free.set()
    assert [future.exception() is None for future in futures] == [True, True, False, True]
    assert number(engine) == 3


def test_a_group_is_one_commit(writer, engine):
    commits = []
    from sqlalchemy import event  # noqa: PLC0415 - only here

    event.listen(engine, "commit", commits.append)
    free = held(writer)
    futures = [writer.submit(add(id_)) for id_ in range(50)]
    free.set()
    assert [future.result() for future in futures] == [1] * 50
    assert len(commits) <= 3


def test_writes_of_many_threads_all_arrive(writer, engine):
    threads = [
        threading.Thread(target=lambda first=n: [writer.write(add(first * 100 + i)) for i in range(20)])
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert number(engine) == 160


def test_closing_finishes_what_is_queued_and_takes_nothing_more(engine):
    writer = Writer(engine)
    free = held(writer)
    queued = writer.submit(add(1))
    closing = threading.Thread(target=writer.close)
    closing.start()
    free.set()
    closing.join()
    assert queued.result() == 1
    with pytest.raises(JobStopped, match="closed"):
        writer.write(add(2))
    assert number(engine) == 1


def test_a_full_disk_stops_the_job_with_a_sentence_and_passes(tmp_path):
    with Ledger.at(tmp_path / "ledger.db") as ledger:
        job = job_in(ledger)
        ledger.steps.replace_plan(job, [step("1")])
        pages = ledger._writer.write(lambda c: c.exec_driver_sql("PRAGMA page_count").scalar())
        ledger._writer.write(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={pages}"))
        with pytest.raises(JobStopped, match="can't be written: database or disk is full"):
            ledger.steps.replace_plan(job, [step(str(n), payload="x" * 4000) for n in range(50)])
        assert [record.source_id for record in ledger.steps.records(job.id)] == ["1"]
        ledger._writer.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count=100000"))
        ledger.steps.replace_plan(job, [step(str(n), payload="x" * 4000) for n in range(50)])
        assert ledger.jobs.counts(job.id) == {State.PLANNED: 50}


def test_a_mark_that_was_lost_is_reported_by_the_next_flush(ledger, job):
    ledger.steps.replace_plan(job, [step("1")])
    head = ledger.steps.heads(job.id)[0]
    ledger.steps.done(head.id, Made(object(), "url"))  # what no column can hold
    with pytest.raises(Exception, match="type 'object' is not supported"):
        ledger.steps.flush()
    ledger.steps.flush()


def test_the_readers_see_a_mark_as_soon_as_it_is_on_disk(ledger, job):
    ledger.steps.replace_plan(job, [step("1")])
    head = ledger.steps.heads(job.id)[0]
    ledger.steps.sending(head.id, sent="body", at_ms=7).result()
    record = ledger.steps.get(head.id)
    assert (record.state, record.sent, record.sent_at, record.attempts) == (State.SENDING, "body", 7, 1)


def test_another_program_sees_the_ledger_written_with_full_synchrony(ledger):
    asked = ledger._writer.write(lambda c: c.exec_driver_sql("PRAGMA synchronous").scalar())
    assert asked == 2  # FULL. https://sqlite.org/pragma.html#pragma_synchronous
    with create_engine(ledger._write_engine.url).connect() as other:
        assert other.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
