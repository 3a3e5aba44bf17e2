"""`replay`: what a person is told, asked, and left with."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from migrator.errors import ArchiveChanged, InDoubt, Unreachable
from migrator.jobs.choices import Mentions, Origin, Replies, Reposts
from migrator.model import State, Visibility


def test_a_dry_run_says_what_why_and_how_long(run, archive) -> None:
    ended = run("replay", archive, "--dry-run")
    assert ended.code == 0
    for words in (
        "a stock GoToSocial",
        "to be made",
        "replies to others",
        "keep their original dates",
        "9 days",
        "dry-run",
    ):
        assert words in ended.err


def test_dates_are_read_in_the_persons_zone_and_said(run, archive, service) -> None:
    ended = run("replay", archive, "--dry-run", "--since", "2014", "--until", "2014-06")
    filters = service.choices.filters
    assert filters.since == datetime(2013, 12, 31, 23, 0, tzinfo=UTC)
    assert filters.until == datetime(2014, 6, 30, 21, 59, 59, 999999, tzinfo=UTC)
    assert "from 2014-01-01 00:00 to 2014-06-30 23:59, by the clock of Europe/Berlin" in ended.err


def test_options_become_choices(run, archive, service, tmp_path: Path) -> None:
    ids = tmp_path / "ids.txt"
    ids.write_text("# mine\n123\nhttps://x.com/robin/status/456  # the good one\n\n", encoding="utf-8")
    ended = run(
        "replay", archive, "--dry-run", "--include-replies", "--include-reposts", "--include-community",
        "--include-private", "--polls", "options", "--only-media", "--min-likes", "3", "--tag", "#Cats",
        "--tag", "dogs", "--exclude-regex", "^RT", "--ids", str(ids), "--limit", "10",
        "--mentions", "link", "--visibility", "unlisted", "--footer", "from {url}",
        "--without-dates", "--allow-unlocked-private",
    )  # fmt: skip
    assert ended.code == 0
    filters, policies = service.choices.filters, service.choices.policies
    assert (filters.community, filters.only_media, filters.min_likes) == (True, True, 3)
    assert (filters.private, policies.polls) == (True, "options")
    assert (filters.tags, filters.exclude_regex, filters.limit) == (("Cats", "dogs"), "^RT", 10)
    assert filters.ids == frozenset({"123", "456", "https://x.com/robin/status/456"})
    assert (policies.replies, policies.reposts, policies.mentions) == (Replies.KEEP, Reposts.LINK, Mentions.LINK)
    assert (policies.visibility, policies.origin, policies.footer) == (
        Visibility.UNLISTED,
        Origin.FOOTER,
        "from {url}",
    )
    assert policies.without_dates
    assert policies.allow_unlocked_private


def test_settings_are_the_usual_choices_and_an_option_beats_them(run, archive, service, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text('[replay]\nmentions = "skip"\nreplies = "keep"\nvisibility = "private"', encoding="utf-8")
    run("replay", archive, "--dry-run", "--config", str(config), "--mentions", "plain")
    policies = service.choices.policies
    assert (policies.mentions, policies.replies, policies.visibility) == (
        Mentions.PLAIN,
        Replies.KEEP,
        Visibility.PRIVATE,
    )


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        pytest.param(["--since", "last year"], "no date", id="a date nobody can read"),
        pytest.param(["--since", "2014-13"], "no date", id="a month there is not"),
        pytest.param(["--exclude-regex", "("], "no regular expression", id="a broken pattern"),
        pytest.param(["--ids", "/nowhere/ids"], "can't be read", id="a list that is not there"),
        pytest.param(["--origin", "footer"], "footer needs its text", id="a footer without text"),
        pytest.param(["--include-replies", "--replies", "skip"], "contradict", id="two options at odds"),
        pytest.param(["--html", "x.html"], "dry-run", id="a preview without a dry-run"),
    ],
)
def test_what_makes_no_sense_ends_with_2_and_a_sentence(run, archive, argv: list[str], words: str) -> None:
    ended = run("replay", archive, *argv)
    assert ended.code == 2
    assert words in ended.err


def test_ids_may_come_from_standard_input(run, archive, service) -> None:
    run("replay", archive, "--dry-run", "--ids", "-", piped="7\n8\n")
    assert service.choices.filters.ids == frozenset({"7", "8"})


def test_nobody_to_ask_ends_with_2(run, archive, signed_in) -> None:
    ended = run("replay", archive)
    assert ended.code == 2
    assert "--yes" in ended.err
    assert signed_in.count(State.DONE) == 0


@pytest.mark.parametrize("typed", ["", "n\n", "\n", "maybe\n"])
def test_anything_but_yes_sends_nothing(run, archive, signed_in, typed: str) -> None:
    ended = run("replay", archive, typed=typed)
    assert ended.code == 3
    assert signed_in.count(State.DONE) == 0


def test_yes_runs_it(run, archive, signed_in) -> None:
    ended = run("replay", archive, typed="y\n")
    assert ended.code == 0
    assert "Put 3 posts on @robin@social.example?" in ended.err
    assert "Finished: 3 posts done" in ended.err


def test_the_question_does_not_count_what_was_found_there(run, archive, signed_in) -> None:
    signed_in.adopted = 2
    assert "Put 1 post on @robin@social.example?" in run("replay", archive, typed="y\n").err


def test_without_a_sign_in_it_stops_and_says_how_to(run, archive) -> None:
    ended = run("replay", archive, "--yes")
    assert ended.code == 3
    assert "migrator login" in ended.err


def test_failures_end_with_1_and_the_way_on(run, archive, signed_in) -> None:
    signed_in.fails = frozenset({"2"})
    ended = run("replay", archive, "--yes")
    assert ended.code == 1
    assert "migrator retry 1" in ended.err


def test_an_interruption_ends_with_130_and_resume_goes_on(run, archive, signed_in) -> None:
    signed_in.stop_after = 1
    ended = run("replay", archive, "--yes")
    assert ended.code == 130
    assert "migrator resume 1" in ended.err
    assert run("resume").code == 0
    assert signed_in.count(State.DONE) == 3


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(ArchiveChanged("the archive is another one now", hint="plan again"), 3, id="stopped"),
        pytest.param(Unreachable("social.example can't be reached", hint="resume later"), 4, id="temporary"),
        pytest.param(InDoubt("no answer came"), 4, id="in doubt"),
        pytest.param(KeyboardInterrupt(), 130, id="Ctrl-C"),
        pytest.param(ZeroDivisionError("a mistake of ours"), 3, id="a mistake of ours"),
    ],
)
def test_how_a_run_ends_is_in_its_exit_code(run, archive, signed_in, error: BaseException, code: int) -> None:
    signed_in.error = error
    assert run("replay", archive, "--yes").code == code


def test_a_server_without_dates_is_told_before_the_question(run, archive, signed_in) -> None:
    signed_in.keeps_dates = False
    ended = run("replay", archive, "--yes", "--without-dates")
    assert "posts appear now" in ended.err
    assert "unlisted" in ended.err


def test_the_preview_is_written(run, archive, tmp_path: Path) -> None:
    page = tmp_path / "preview.html"
    assert run("replay", archive, "--dry-run", "--html", str(page)).code == 0
    assert "Hello [bold]world[/bold]" in page.read_text(encoding="utf-8")


def test_a_preview_that_cant_be_written_is_a_sentence(run, archive, tmp_path: Path) -> None:
    ended = run("replay", archive, "--dry-run", "--html", str(tmp_path / "no" / "where.html"))
    assert ended.code == 2
    assert "can't be written" in ended.err
