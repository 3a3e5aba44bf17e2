"""The other commands, and how the program behaves in odd surroundings."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from migrator.cli.hoist import hoisted
from migrator.model import State
from migrator.service.values import Check, Difference
from tests.cli.fake import ACCT

DONE = {"1": State.DONE, "2": State.FAILED, "3": State.DONE, "4": State.SKIPPED}


def test_login_uses_the_browser(run, service) -> None:
    ended = run("login", "social.example", typed="")
    assert ended.code == 0
    assert f"Signed in as {ACCT}" in ended.err


def test_login_falls_back_to_a_pasted_code(run, service) -> None:
    service.browser_works = False
    ended = run("login", "social.example", typed="the-code\n")
    assert ended.code == 0
    assert service.codes == ["the-code"]
    assert "https://social.example/oauth/authorize?x=1" in ended.err


def test_login_without_a_code_stops(run, service) -> None:
    ended = run("login", "social.example", "--no-browser", typed="\n")
    assert (ended.code, service.signed_in) == (3, [])


def test_at_the_end_of_input_the_error_stands_on_its_own_line(run, service) -> None:
    ended = run("login", "social.example", "--no-browser")
    assert "Code: \nerror: you were not signed in" in ended.err


def test_login_takes_a_token_from_standard_input(run, service) -> None:
    ended = run("login", "social.example", "--token-stdin", piped="s3cret\n")
    assert (ended.code, service.codes) == (0, ["s3cret"])
    assert "s3cret" not in ended.err + ended.out


def test_login_with_an_empty_token_is_wrong_usage(run) -> None:
    assert run("login", "social.example", "--token-stdin", piped="").code == 2


def test_accounts_and_logout(run, signed_in) -> None:
    assert ACCT in run("accounts").err
    assert run("logout", ACCT).code == 0
    assert "not signed in" in run("accounts").err


def test_inspect_shows_what_is_not_read_and_why(run, archive) -> None:
    err = run("inspect", archive).err
    assert "Direct messages" in err
    assert "one of several parts" in err
    assert "Robin [Example] @robin" in err


def test_an_archive_that_is_not_there(run) -> None:
    ended = run("inspect", "/nope.zip")
    assert ended.code == 2
    assert "error: /nope.zip is not there" in ended.err
    assert "hint: give the zip that X sent" in ended.err


def test_status_lists_jobs(run, service) -> None:
    assert "There is no job yet" in run("status").err
    service.states = dict(DONE)
    assert "@robin on x" in run("status").err


def test_pause_names_the_way_on(run, service) -> None:
    service.states = dict(DONE)
    assert "migrator resume 1" in run("pause").err
    assert service.paused == [1]


def test_resume_says_nothing_but_that_another_run_is_going_on(run, service) -> None:
    service.states["1"] = State.PLANNED
    service.busy = True
    ended = run("resume")
    assert ended.code == 3
    assert ended.err == "error: another run is going on (process 7)\nhint: wait for it\n"


def test_a_job_there_is_not(run, service) -> None:
    assert run("verify", "7").code == 2


def test_retry_tries_failures_again(run, service) -> None:
    service.states = dict(DONE)
    ended = run("retry")
    assert ended.code == 0
    assert "1 failed post of job 1 will be tried again" in ended.err


def test_verify_is_0_when_all_is_well_and_1_when_not(run, service) -> None:
    service.states = dict(DONE)
    assert run("verify").code == 0
    service.differences = (Difference(code="alt", source_id="1", part=0, url="u", expected="a dot", found=""),)
    ended = run("verify")
    assert ended.code == 1
    assert "alt" in ended.err


def test_report_in_short_names_failures(run, service) -> None:
    service.states = dict(DONE)
    err = run("report").err
    assert "422 too odd" in err
    assert "left out" in err
    assert "replies to others" in err


def test_report_as_csv_tames_formulas(run, service) -> None:
    service.states = dict(DONE)
    found = list(csv.DictReader(io.StringIO(run("report", "--format", "csv").out)))
    assert [row["outcome"] for row in found] == ["done", "failed", "done", "skipped"]
    assert found[3]["text"] == "'=1+1 @eve"
    assert found[3]["reason"] == "reply_to_other"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        pytest.param("r.csv", "source_id,", id="csv"),
        pytest.param("r.html", "<!doctype html>", id="html"),
        pytest.param("r.json", '{"kind"', id="json"),
        pytest.param("r.txt", "source_id,", id="anything else is csv"),
    ],
)
def test_report_takes_its_format_from_the_files_name(run, service, tmp_path: Path, name: str, begins: str) -> None:
    service.states = dict(DONE)
    assert run("report", "--output", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_undo_says_first_what_it_cannot_take_back(run, service) -> None:
    service.states = dict(DONE)
    service.answered = (service._row("1"),)
    ended = run("undo", typed="y\n")
    before, _question, after = ended.err.partition("Delete 2 posts")
    for words in ("10 minutes", "1 post that", "other servers", "Others have answered", "statuses/1"):
        assert words in before
    assert "Taken back" in after
    assert ended.code == 0


def test_undo_asks(run, service) -> None:
    service.states = dict(DONE)
    assert run("undo").code == 2
    assert run("undo", typed="n\n").code == 3
    assert service.count(State.DONE) == 2


def test_forget_asks_and_says_what_stays(run, service) -> None:
    service.states = dict(DONE)
    assert run("forget", ACCT).code == 2
    ended = run("forget", ACCT, "--yes")
    assert "Posts on the server stay" in ended.err
    assert service.states == {}


def test_doctor_says_what_to_do(run, service) -> None:
    assert run("doctor").code == 0
    service.checks = (Check(name="ffmpeg", ok=False, says="not found", do="install ffmpeg"),)
    ended = run("doctor")
    assert ended.code == 1
    assert "install ffmpeg" in ended.err


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(["login", "s", "--allow-http"], ["--allow-http", "login", "s"], id="a flag behind"),
        pytest.param(["status", "--data-dir", "/d"], ["--data-dir", "/d", "status"], id="an option with a value"),
        pytest.param(["status", "--config=/c"], ["--config=/c", "status"], id="with an equals sign"),
        pytest.param(["inspect", "--", "--verbose"], ["inspect", "--", "--verbose"], id="not behind --"),
        pytest.param(["status", "--data-dir"], ["--data-dir", "status"], id="a value that is missing"),
    ],
)
def test_global_options_may_stand_anywhere(argv: list[str], expected: list[str]) -> None:
    assert hoisted(argv) == expected


def test_a_setting_with_a_typo_ends_with_2(run, archive, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text("reserv = 3", encoding="utf-8")
    ended = run("inspect", archive, "--config", str(config))
    assert ended.code == 2
    assert "did you mean reserve?" in ended.err


def test_help_works_with_a_broken_config(run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "own.toml"
    config.write_text("reserv = 3", encoding="utf-8")
    assert run("replay", "--help", "--config", str(config)).code == 0
    assert "--dry-run" in capsys.readouterr().out


def test_an_unknown_command_ends_with_2(run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("replayy").code == 2
    assert "replay" in capsys.readouterr().err


def test_our_own_mistake_is_a_sentence_and_a_traceback_in_the_log(run, archive, service, tmp_path: Path) -> None:
    service.error = ZeroDivisionError("oh")
    ended = run("inspect", archive)
    log = tmp_path / "data" / "migrator.log"
    assert ended.code == 3
    assert str(log) in ended.err
    assert "Traceback" not in ended.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_log_is_for_its_owner_only(run, archive, tmp_path: Path) -> None:
    run("replay", archive, "--yes")
    assert (tmp_path / "data" / "migrator.log").stat().st_mode & 0o077 == 0


def test_colours_are_off_when_asked(run, archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[3" in run("replay", archive, "--dry-run", typed="").err
    assert "\x1b[3" not in run("replay", archive, "--dry-run", "--no-color", typed="").err


@pytest.mark.parametrize("width", [20, 40, 80])
def test_narrow_terminals_lose_nothing(run, archive, signed_in, width: int) -> None:
    signed_in.fails = frozenset({"2"})
    assert run("replay", archive, typed="y\n", width=width).code == 1
    assert "too odd" in " ".join(run("report", width=width).err.split())


class ClosedPipe(io.StringIO):
    """A reader that has gone away."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def write(self, text: str) -> int:
        raise BrokenPipeError

    def fileno(self) -> int:
        return self._number


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[ClosedPipe]:
    with (tmp_path / "pipe").open("w") as file:
        yield ClosedPipe(file.fileno())


def test_a_reader_that_goes_away_ends_a_listing_quietly(run, service, closed: ClosedPipe) -> None:
    service.states = dict(DONE)
    ended = run("report", "--json", out=closed)
    assert ended.code == 0


def test_a_reader_that_goes_away_does_not_stop_a_run(run, archive, signed_in, closed: ClosedPipe) -> None:
    signed_in.fails = frozenset({"2"})
    assert run("replay", archive, "--yes", "--json", out=closed).code == 1
    assert signed_in.count(State.DONE) == 2


def test_the_real_program_says_its_version() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from migrator.cli.main import run; run()", "--version"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("migrator ")


def test_json_survives_half_a_surrogate_pair(tmp_path: Path) -> None:
    script = (
        "import sys; from migrator.cli import main; main._speak_utf8(sys.stdout);"
        "from migrator.pages.rows import json_line; sys.stdout.write(json_line({'text': chr(0xd83d)}))"
    )
    environ = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environ)
    assert json.loads(done.stdout) == {"text": "\ud83d"}


def test_a_data_folder_that_cant_be_used_is_a_sentence(run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = run("status", "--data-dir", str(tmp_path / "file" / "below"))
    assert ended.code == 2
    assert "--data-dir" in ended.err


def test_what_the_system_refuses_is_a_sentence(run, archive, service) -> None:
    service.error = OSError(28, "No space left on device")
    ended = run("inspect", archive)
    assert ended.code == 3
    assert "No space left on device" in ended.err
