"""Runs, cuts, faults, undos, other plans and lost ledgers in any order: never twice, never lost."""

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from migrator.errors import Interrupted, MigratorError, Refused
from migrator.jobs.choices import Choices, Filters
from migrator.model import JobState, State
from migrator.rehearsal import Fault, RehearsalServer
from tests.service.small import EVERYTHING, OPTIONS, Bench, Tweet, at, tweets

POSTS = "/api/v1/statuses"
SIZE = 9
SLOTS = {round(at(number).timestamp() * 1000) for number in range(SIZE)}
CHOICES = [
    EVERYTHING,
    Choices(filters=Filters(limit=3)),
    Choices(filters=Filters(since=at(4))),
    Choices(filters=Filters(until=at(5))),
    Choices(filters=Filters(only_media=True)),
]
FAULTS = [
    Fault(kind="drop_after", method="POST", path=POSTS, skip=1, times=2),
    Fault(kind="drop_before", method="POST", path=POSTS, skip=2, times=2),
    Fault(kind="late", method="POST", path=POSTS, skip=1, times=2, before_ms=20),
    Fault(kind="status", method="POST", path=POSTS, skip=1, times=2, status=500),
    Fault(kind="status", method="POST", path=POSTS, skip=2, times=1, status=401),
    Fault(kind="status", method="POST", path="/api/v2/media", times=1, status=422),
    Fault(kind="drop_after", method="DELETE", path=POSTS, times=2),
]


class Course(RuleBasedStateMachine):
    """A person's course with one archive and one account."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.server = RehearsalServer(options=OPTIONS)
        self.server.create_account("ada")
        self.server.start()
        self.bench = Bench(
            server=self.server, folder=self.folder, archive=self.folder / "a.zip", settings={"settle_s": 0.08}
        )
        self.bench.write([*tweets(SIZE - 1, photos_every=3, replies_every=3), Tweet(number=SIZE - 1, link_to=1)])
        self.bench.sign_in()
        self.job = None

    def teardown(self):
        if hasattr(self, "bench"):
            self.bench.close()
            self.server.stop()
            shutil.rmtree(self.folder)

    @rule(choices=st.sampled_from(CHOICES))
    def plan(self, choices):
        with suppress(MigratorError):  # half undone, or something goes wrong
            self.job = self.bench.prepare(choices).job

    @rule(fault=st.sampled_from(FAULTS))
    def something_goes_wrong(self, fault):
        self.server.faults.add(fault)

    @rule()
    def all_is_well_again(self):
        self.server.faults.clear()

    @precondition(lambda self: self.job)
    @rule(after=st.integers(1, SIZE))
    def cut(self, after):
        self.bench.server.faults.add(Fault(kind="latency", method="POST", path=POSTS, before_ms=5))
        with suppress(MigratorError):
            self.bench.run(self.job, stop_after=after)

    @precondition(lambda self: self.job)
    @rule(after=st.integers(1, SIZE))
    def cut_an_undo(self, after):
        with suppress(MigratorError):
            self.bench.undo(self.job, stop_after=after)

    @precondition(lambda self: self.job)
    @rule()
    def undo(self):
        self.server.faults.clear()
        made = self._mine()
        self.bench.undo(self.job)
        assert not made & {one["id"] for one in self.bench.there()}
        assert not self._rows(State.DONE, State.SENDING, State.UNDOING, adopted=False)

    @precondition(lambda self: self.job)
    @rule()
    def finish(self):
        """A run without faults ends with what was planned, each once."""
        self.server.faults.clear()
        if self.bench.service.job(self.job).undone or self._rows(State.UNDOING):
            with pytest.raises(Refused):
                self.bench.run(self.job)
        else:
            self._finish()

    def _finish(self):
        self.bench.service.retry(self.job)
        result = self.bench.run(self.job)
        assert (result.failed, result.todo, result.surplus) == (0, 0, ())
        # What another ledger's plan had sent without its parent stays without: that is named, and true.
        adopted = {row.source_id for row in self._rows(State.DONE, adopted=True)}
        differences = self.bench.service.verify(self.job).differences
        assert [one for one in differences if one.code != "thread" or one.source_id not in adopted] == []

    @rule()
    def everything(self):
        """Whatever came before: the whole archive can be brought over."""
        self.server.faults.clear()
        if self.job and self.bench.service.job(self.job).state is JobState.PAUSED:
            with suppress(Refused, Interrupted):
                self.bench.prepare()
            if self._rows(State.UNDOING):
                self.bench.undo(self.job)
        self.job = self.bench.prepare().job
        self._finish()
        assert {one["created_ms"] for one in self.bench.there()} == SLOTS

    @rule()
    def lose_the_ledger(self):
        # What is on its way must have landed: on another computer nobody knows of it.
        self.server.faults.clear()
        self.bench.lose_ledger()
        self.job = None

    def _mine(self):
        rows = self._rows(State.DONE, adopted=False)
        return {row.url.rpartition("/")[2] for row in rows}

    def _rows(self, *states, adopted=None):
        rows = self.bench.service.report(self.job)
        return [row for row in rows if row.state in states and adopted in {None, row.adopted}]

    @invariant()
    def nothing_is_there_twice(self):
        if hasattr(self, "bench"):
            dates = Counter(one["created_ms"] for one in self.bench.there())
            assert set(dates.values()) <= {1}
            assert set(dates) <= SLOTS


Course.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
TestCourse = Course.TestCase
