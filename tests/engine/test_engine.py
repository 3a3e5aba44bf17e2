"""The run loop with small works: what each outcome means for the ledger, and how a run ends."""

import threading
import time

import pytest

from migrator.engine import Engine, Lanes, Order
from migrator.errors import InDoubt, Interrupted, JobStopped, NotSignedIn, StepFailed, TryAgain
from migrator.ledger import Ledger
from migrator.ledger.records import Made
from migrator.model import State
from tests.ledger.conftest import job_in, step

TODO = (State.PLANNED, State.BLOCKED, State.WAITING, State.SENDING)


class Work:
    """Sends what it is told to a list; `tell` maps a source id to what each attempt comes to."""

    state_if_failed = State.FAILED

    def __init__(self, tell=None, lost=()):
        self.tell = {name: list(outcomes) for name, outcomes in (tell or {}).items()}
        self.lost = set(lost)
        """Source ids whose request really was lost."""
        self.sent = []
        self.lock = threading.Lock()

    def advance(self, record, marks):
        marks.sending("body", at_ms=1)
        with self.lock:
            outcomes = self.tell.get(record.source_id, [])
            outcome = outcomes.pop(0) if outcomes else None
            if not isinstance(outcome, Exception) or isinstance(outcome, InDoubt):
                self.sent.append(record.source_id)
        if callable(outcome):
            outcome = outcome()
        if isinstance(outcome, BaseException):
            raise outcome
        return Made(f"r-{record.source_id}", "url")

    def recover(self, record, marks, *, fresh):
        return None if record.source_id in self.lost else Made(f"r-{record.source_id}", "url")


class Silent:
    def __init__(self):
        self.heard = []

    def ended(self, record, outcome):
        self.heard.append((record.source_id, outcome))

    def tick(self):
        pass


@pytest.fixture
def ledger(tmp_path):
    with Ledger.at(tmp_path / "ledger.db") as opened:
        yield opened


@pytest.fixture
def bench(ledger):
    return Bench(ledger)


class Bench:
    def __init__(self, ledger):
        self.ledger = ledger
        self.job = job_in(ledger)
        self.stop = threading.Event()
        self.listener = Silent()

    def plan(self, *steps):
        self.ledger.steps.replace_plan(self.job, steps)

    def run(self, work, *, lanes=4, strict=False):
        heads = self.ledger.steps.heads(self.job.id)
        failed = [head for head in heads if head.state is State.FAILED]
        todo = [head for head in heads if head.state in TODO]
        Engine(
            job_id=self.job.id,
            steps=self.ledger.steps,
            work=work,
            order=Order(todo, failed=failed, strict=strict),
            lanes=Lanes(lanes, first=lanes),
            listener=self.listener,
            stop=self.stop.is_set,
            monotonic=time.monotonic,
        ).run()

    def states(self):
        return {record.source_id: record.state for record in self.ledger.steps.records(self.job.id)}


def test_every_step_is_carried_out_once_and_written_down(bench):
    bench.plan(*(step(f"s{n:03}") for n in range(50)))
    work = Work()
    bench.run(work)
    assert sorted(work.sent) == [f"s{n:03}" for n in range(50)]
    assert set(bench.states().values()) == {State.DONE}
    assert len(bench.listener.heard) == 50


def test_a_step_that_fails_does_not_stop_the_others(bench):
    bench.plan(step("a"), step("b", parent=("a", 0)), step("c"))
    bench.run(Work({"a": [StepFailed("too long", code="too_long")]}))
    assert bench.states() == {"a": State.FAILED, "b": State.BLOCKED, "c": State.DONE}
    record = bench.ledger.steps.at(bench.job.id, "a", 0)
    assert (record.reason.code, record.error) == ("too_long", "too long")


@pytest.mark.parametrize("error", [NotSignedIn("revoked"), TryAgain("too many"), JobStopped("refused")])
def test_what_stops_the_run_leaves_its_step_to_do(bench, error):
    bench.plan(step("a"), step("b"), step("c"))
    with pytest.raises(type(error), match=error.message):
        bench.run(Work({"b": [error]}), lanes=1)
    assert bench.states() == {"a": State.DONE, "b": State.PLANNED, "c": State.PLANNED}
    bench.run(Work())
    assert set(bench.states().values()) == {State.DONE}


def test_what_landed_unheard_is_not_sent_again(bench):
    bench.plan(step("a"))
    work = Work({"a": [InDoubt("cut")]})
    bench.run(work)
    assert (work.sent, bench.states()) == (["a"], {"a": State.DONE})


def test_what_was_really_lost_is_sent_again(bench):
    bench.plan(step("a"))
    work = Work({"a": [InDoubt("cut"), InDoubt("cut")]}, lost=["a"])
    bench.run(work)
    assert (work.sent, bench.states()) == (["a"] * 3, {"a": State.DONE})


def test_a_step_left_in_doubt_by_a_killed_run_is_found(bench):
    bench.plan(step("a"))
    bench.ledger.steps.sending(bench.ledger.steps.heads(bench.job.id)[0].id, sent="body", at_ms=1).result()
    work = Work()
    bench.run(work)
    assert (work.sent, bench.states()) == ([], {"a": State.DONE})


def test_a_server_that_never_answers_clearly_ends_the_run_with_the_step_in_doubt(bench):
    bench.plan(step("a"))
    with pytest.raises(InDoubt, match="no clear answer"):
        bench.run(Work({"a": [InDoubt("cut")] * 9}, lost=["a"]))
    assert bench.states() == {"a": State.SENDING}


def test_a_doubt_that_cannot_be_settled_stays_one(bench):
    class Blind(Work):
        def recover(self, record, marks, *, fresh):
            raise StepFailed("400")

    bench.plan(step("a"))
    with pytest.raises(JobStopped, match="can't be found out"):
        bench.run(Blind({"a": [InDoubt("cut")]}))
    assert bench.states() == {"a": State.SENDING}


def test_a_mistake_of_ours_in_a_lane_is_raised_and_leaves_its_step_in_doubt(bench):
    bench.plan(step("a"))
    with pytest.raises(ZeroDivisionError):
        bench.run(Work({"a": [ZeroDivisionError()]}))
    assert bench.states() == {"a": State.SENDING}


def test_a_step_that_is_gone_from_the_ledger_ends_the_run_and_does_not_hang(bench):
    bench.plan(step("a"))
    heads = bench.ledger.steps.heads(bench.job.id)
    bench.plan()
    engine = Engine(
        job_id=bench.job.id,
        steps=bench.ledger.steps,
        work=Work(),
        order=Order(heads),
        lanes=Lanes(1),
        listener=bench.listener,
        stop=bench.stop.is_set,
        monotonic=time.monotonic,
    )
    with pytest.raises(LookupError):
        engine.run()


def test_a_stop_ends_waiting_lanes_at_once(bench):
    def wait():
        bench.stop.wait(30)
        return Interrupted("stopped")

    names = [f"s{n}" for n in range(8)]
    bench.plan(*map(step, names))
    threading.Timer(0.2, bench.stop.set).start()
    began = time.monotonic()
    with pytest.raises(Interrupted):
        bench.run(Work({name: [wait] for name in names}), lanes=4)
    assert time.monotonic() - began < 0.7
    assert set(bench.states().values()) == {State.PLANNED}


def test_a_stop_lets_answers_on_their_way_arrive(bench):
    bench.plan(step("a"), step("b"))

    def slow():
        bench.stop.set()
        time.sleep(0.5)

    with pytest.raises(Interrupted):
        bench.run(Work({"a": [slow]}), lanes=1)
    assert bench.states() == {"a": State.DONE, "b": State.PLANNED}


def test_an_answer_that_takes_too_long_leaves_its_step_in_doubt_and_its_lane_sends_no_more(bench):
    release = threading.Event()
    late = []

    class Late(Work):
        def advance(self, record, marks):
            if record.source_id == "a":
                marks.sending("body", at_ms=1)
                bench.stop.set()
                release.wait(20)
            else:
                release.wait(20)
                try:
                    marks.sending("body", at_ms=1)
                except Interrupted as error:
                    late.append(error.message)
                    raise
            return Made("r", "url")

    bench.plan(step("a"), step("b"))
    began = time.monotonic()
    with pytest.raises(Interrupted):
        bench.run(Late(), lanes=2)
    assert 2.5 < time.monotonic() - began < 4.5
    release.set()
    deadline = time.monotonic() + 5
    while not late and time.monotonic() < deadline:
        time.sleep(0.01)
    assert late == ["the run is over"]
    assert bench.states() == {"a": State.SENDING, "b": State.PLANNED}


def test_a_stop_before_the_beginning_sends_nothing(bench):
    bench.plan(step("a"))
    bench.stop.set()
    work = Work()
    with pytest.raises(Interrupted):
        bench.run(work)
    assert work.sent == []


def test_replies_to_what_failed_before_are_marked_blocked(bench):
    bench.plan(step("a"), step("b", parent=("a", 0)))
    bench.run(Work({"a": [StepFailed("no")]}))
    bench.ledger.steps.mark(bench.ledger.steps.at(bench.job.id, "b", 0).id, State.PLANNED).result()
    bench.run(Work())
    assert bench.states() == {"a": State.FAILED, "b": State.BLOCKED}


def test_a_step_learns_what_others_made_in_this_run_and_before(bench):
    bench.plan(step("a", 1), step("a", 2, parent=("a", 1)), step("b", wants=("a",)))
    heads = bench.ledger.steps.heads(bench.job.id)
    bench.ledger.steps.done(heads[0].id, Made("first", "first-url")).result()
    seen = []

    class Looking(Work):
        def advance(self, record, marks):
            if record.source_id == "b":
                seen.extend((marks.made("a"), marks.made("a", 2), marks.made("gone")))
            return super().advance(record, marks)

    bench.run(Looking())
    assert seen == [Made("first", "first-url"), Made("r-a", "url"), None]


def test_in_strict_order_one_ends_before_the_next_begins(bench):
    flying, most = set(), []

    class Counting(Work):
        def advance(self, record, marks):
            flying.add(record.source_id)
            most.append(len(flying))
            made = super().advance(record, marks)
            flying.discard(record.source_id)
            return made

    bench.plan(*(step(f"s{n}") for n in range(9)))
    work = Counting()
    bench.run(work, lanes=1, strict=True)
    assert work.sent == [f"s{n}" for n in range(9)]
    assert max(most) == 1
