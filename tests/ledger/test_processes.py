"""Several processes on one ledger: one runs, all write, budgets are shared."""

import subprocess
import sys
import threading

import pytest

from migrator.errors import LedgerBusy, UserError
from migrator.ledger import Ledger
from migrator.ledger.lock import RunnerLock
from migrator.net.budget import Budget

HOLD = """
import sys
from pathlib import Path
from migrator.ledger.lock import RunnerLock
with RunnerLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
WRITE = """
import sys
from pathlib import Path
from migrator.ledger import Ledger
from migrator.net.budget import Budget
def one_more(budgets):
    [before] = budgets
    after = Budget(limit=300, reset_at=0.0, used=(before.used if before else 0) + 1)
    return [after], after.used
with Ledger.at(Path(sys.argv[1])) as ledger:
    print("open", flush=True)
    sys.stdin.readline()
    for number in range(int(sys.argv[2])):
        ledger.budgets.update(["one"], one_more)
        ledger.jobs.target(server="s", remote_id=f"{sys.argv[3]}-{number}", acct="@a@s", url="", family="f")
"""


def process(code, *arguments):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    started.stdout.readline()
    return started


def end(started):
    started.communicate(timeout=30)
    return started.returncode


def test_a_second_run_is_refused_and_told_who_runs(tmp_path):
    holder = process(HOLD, tmp_path / "runner.lock")
    with pytest.raises(LedgerBusy, match=f"process {holder.pid}"), RunnerLock(tmp_path / "runner.lock"):
        pass
    assert RunnerLock(tmp_path / "runner.lock").held()
    assert end(holder) == 0
    assert not RunnerLock(tmp_path / "runner.lock").held()


def test_the_lock_of_a_killed_run_is_free(tmp_path):
    holder = process(HOLD, tmp_path / "runner.lock")
    holder.kill()
    holder.communicate()
    with RunnerLock(tmp_path / "runner.lock") as lock:
        assert lock.held()


def test_whoever_watches_never_keeps_a_run_from_beginning(tmp_path):
    path = tmp_path / "runner.lock"
    done = threading.Event()

    def watch():
        while not done.is_set():
            RunnerLock(path).held()

    watchers = [threading.Thread(target=watch) for _ in range(3)]
    for watcher in watchers:
        watcher.start()
    try:
        for _ in range(200):
            with RunnerLock(path):
                pass
    finally:
        done.set()
        for watcher in watchers:
            watcher.join()


def test_to_ask_about_a_lock_that_never_was_makes_nothing(tmp_path):
    assert not RunnerLock(tmp_path / "none" / "runner.lock").held()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_in_a_place_that_can_not_be_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="can't be made"), RunnerLock(tmp_path / "file" / "runner.lock"):
        pass


def test_two_processes_write_at_once_and_share_their_budgets(tmp_path):
    path = tmp_path / "ledger.db"
    writers = [process(WRITE, path, 40, name) for name in ("one", "two")]
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [end(writer) for writer in writers] == [0, 0]
    with Ledger.at(path) as ledger:
        assert ledger.budgets.load("one") == Budget(limit=300, reset_at=0.0, used=80)
        assert len(ledger.jobs.targets()) == 80


def test_a_fresh_ledger_may_be_opened_by_several_at_once(tmp_path):
    writers = [process(WRITE, tmp_path / "ledger.db", 1, name) for name in range(3)]
    assert [end(writer) for writer in writers] == [0, 0, 0]


def test_a_budget_that_was_not_changed_is_not_written(ledger):
    assert ledger.budgets.update(["one"], lambda budgets: (budgets, "answer")) == "answer"
    assert ledger.budgets.load("one") is None
