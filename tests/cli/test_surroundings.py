"""Ctrl-C, sleep, dates, progress: the parts around a run."""

import io
import os
import signal
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from migrator.cli import periods
from migrator.cli.awake import awake
from migrator.cli.progress import EVERY_S, Live, Plain, aloud, sentence_of
from migrator.cli.signals import stopping
from migrator.errors import UserError
from migrator.model import Reason
from migrator.service.values import Progress

BERLIN = ZoneInfo("Europe/Berlin")
NOW = Progress(done=5, failed=1, skipped=2, total=10, rate=60.0, eta_s=300.0)
WAITING = Progress(
    done=5,
    failed=0,
    skipped=2,
    total=10,
    rate=0.0,
    eta_s=None,
    waiting_until=datetime(2026, 1, 1, 12, 0, 5, tzinfo=UTC),
    waiting_for="server_limit",
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2014", "2013-12-31T23:00:00", "2014-12-31T22:59:59.999999", id="a year"),
        pytest.param("2014-12", "2014-11-30T23:00:00", "2014-12-31T22:59:59.999999", id="a month"),
        pytest.param("2014-3-30", "2014-03-29T23:00:00", "2014-03-30T21:59:59.999999", id="a day of 23 hours"),
        pytest.param("2014-03-01 18:30", "2014-03-01T17:30:00", "2014-03-01T17:30:00", id="a moment"),
        pytest.param("2014-03-01T18:30Z", "2014-03-01T18:30:00", "2014-03-01T18:30:00", id="a moment elsewhere"),
    ],
)
def test_dates(text: str, first: str, last: str) -> None:
    assert periods.beginning(text, BERLIN) == datetime.fromisoformat(first).replace(tzinfo=UTC)
    assert periods.end(text, BERLIN) == datetime.fromisoformat(last).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2014-02-30", "0000", "14", "20140101T99"])
def test_what_is_no_date_is_wrong_usage(text: str) -> None:
    with pytest.raises(UserError, match="no date"):
        periods.beginning(text, BERLIN)


@pytest.mark.skipif(os.name == "nt", reason="signals work otherwise on Windows")
def test_the_first_ctrl_c_stops_and_the_second_ends() -> None:
    stop, said = threading.Event(), []
    before = signal.getsignal(signal.SIGINT)
    with stopping(stop, said.append):
        assert not stop.is_set()
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(5)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
        assert len(said) == 1
    assert signal.getsignal(signal.SIGINT) is before


def test_outside_the_main_thread_signals_are_left_alone() -> None:
    ended = threading.Event()

    def work() -> None:
        with stopping(threading.Event(), print):
            ended.set()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(5)
    assert ended.is_set()


def test_a_system_that_cant_be_kept_awake_is_named() -> None:
    said: list[str] = []
    with awake(said.append, platform="plan9"):
        pass
    assert "can't be kept awake" in said[0]


def inhibitor(folder: Path, script: str) -> None:
    program = folder / "systemd-inhibit"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the inhibitor")
def test_the_inhibitor_lives_as_long_as_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inhibitor(tmp_path, f"cat; echo over > {tmp_path}/over")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    said: list[str] = []
    with awake(said.append, platform="linux"):
        assert not (tmp_path / "over").exists()
    assert (tmp_path / "over").exists()
    assert said == []


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the inhibitor")
def test_an_inhibitor_that_is_refused_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inhibitor(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    said: list[str] = []
    with awake(said.append, platform="linux"):
        pass
    assert "refused" in said[0]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        pytest.param(NOW, "1 failed, 60 a minute, 5 minutes left", id="under way"),
        pytest.param(WAITING, "waiting: the server's limit is reached until 13:00:05", id="waiting"),
    ],
)
def test_progress_in_words(now: Progress, words: str) -> None:
    assert sentence_of(now, BERLIN) == words


def test_without_a_terminal_a_line_comes_now_and_then_and_at_once_for_a_wait() -> None:
    out, time = io.StringIO(), [0.0]
    plain = Plain(Console(file=out, width=200), BERLIN, "posts", lambda: time[0])
    with plain.shown() as watcher:
        watcher.progress(NOW)
        time[0] = EVERY_S
        watcher.progress(NOW)
        watcher.progress(NOW)
        watcher.progress(WAITING)
        watcher.progress(WAITING)
    assert out.getvalue().splitlines() == [
        "posts: 6 of 10, 1 failed, 60 a minute, 5 minutes left",
        "posts: 5 of 10, waiting: the server's limit is reached until 13:00:05",
    ]


@pytest.mark.parametrize("width", [10, 40, 120])
def test_the_live_bar_fits_any_terminal(width: int) -> None:
    out = io.StringIO()
    live = Live(Console(file=out, width=width, force_terminal=True), BERLIN, "posts [x]")
    with live.shown() as watcher:
        watcher.progress(NOW)
        watcher.progress(WAITING)
    assert out.getvalue()


@pytest.mark.parametrize(
    ("seconds", "code", "said"),
    [
        pytest.param(180, "server_limit", "waiting 3 minutes: the server's limit is reached\n", id="long"),
        pytest.param(1, "server_limit", "", id="over_before_it_is_read"),
        pytest.param(30, "settling", "", id="of_no_interest"),
    ],
)
def test_a_wait_outside_a_run_is_said(seconds: float, code: str, said: str) -> None:
    out = io.StringIO()
    aloud(Console(file=out, width=100))(seconds, Reason(code))
    assert out.getvalue() == said
