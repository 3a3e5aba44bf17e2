"""The real program as a process, killed and interrupted: every post is there once in the end."""

import signal
import sys
import time

import pytest

from tests.service.small import at, tweets, write_archive

POSTS = 120
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as on Unix")


@pytest.fixture
def archive(tmp_path):
    return write_archive(tmp_path / "archive.zip", tweets(POSTS, photos_every=4, replies_every=5))


def test_kills_at_random_moments_make_no_post_twice_and_lose_none(program, server, archive, chance):
    server.slow(40)
    command = ("replay", archive, "--yes")
    kills = doubts = 0
    while kills < 6 and program.kill(program.start(*command), chance.uniform(0.0, 0.35)):
        kills += 1
        doubts += program.counts()["sending"]
        command = ("resume",)
    code, printed = program.run(*command)
    assert code == 0, printed
    assert kills >= 4
    assert doubts > 0
    dates = server.dates()
    assert [date for date, number in dates.items() if number > 1] == []
    assert set(dates) == {round(at(number).timestamp() * 1000) for number in range(POSTS)}
    assert sum(len(one["media_attachments"]) for one in server.statuses()) == POSTS // 4
    code, printed = program.run("verify")
    assert code == 0, printed


def test_a_server_that_crashes_and_comes_back_is_waited_for(program, host, server, archive):
    server.slow(60)
    started = program.start("replay", archive, "--yes")
    assert program.busy(started)
    host.crash()
    printed = started.communicate(timeout=60)[0]
    assert started.returncode == 0, printed
    assert sorted(server.dates().values()) == [1] * POSTS


def test_ctrl_c_ends_at_once_and_resume_goes_on(program, server, archive):
    server.slow(100)
    started = program.start("replay", archive, "--yes")
    assert program.busy(started)
    asked = time.monotonic()
    started.send_signal(signal.SIGINT)
    printed = started.communicate(timeout=20)[0]
    assert time.monotonic() - asked < 2.0
    assert started.returncode == 130
    assert "resume" in printed
    assert program.counts()["sending"] == 0
    code, printed = program.run("resume")
    assert code == 0, printed
    assert sorted(server.dates().values()) == [1] * POSTS


def test_a_killed_undo_goes_on_and_leaves_nothing(program, server, tmp_path):
    archive = write_archive(tmp_path / "small.zip", tweets(40))
    assert program.run("replay", archive, "--yes")[0] == 0
    started = program.start("undo", "--yes")
    while started.poll() is None and not (program.counts()["undoing"] or program.counts()["undone"]):
        time.sleep(0.005)
    started.send_signal(signal.SIGKILL)
    started.communicate()
    code, printed = program.run("undo", "--yes")
    assert code == 0, printed
    assert server.statuses() == []


def test_the_token_is_nowhere_but_in_the_secret_store(program, server, tmp_path):
    archive = write_archive(tmp_path / "small.zip", tweets(5, photos_every=2))
    for command in (
        ("--verbose", "replay", archive, "--yes"),
        ("--verbose", "verify"),
        ("doctor",),
        ("accounts",),
    ):
        program.run(*command)
    program.run("replay", tmp_path / "none.zip", "--yes")
    holding = {
        path.name
        for path in program.data.rglob("*")
        if path.is_file() and server.token.encode() in path.read_bytes()
    }
    assert holding == {"secrets.json"}
    assert not any(server.token in printed for printed in program.said)


def test_a_second_run_at_once_is_told_so(program, server, archive):
    server.slow(1000)
    started = program.start("replay", archive, "--yes")
    assert program.busy(started)
    code, printed = program.run("resume")
    assert (code, "another run is going on" in printed) == (3, True)
    code, printed = program.run("pause")
    assert code == 0, printed
    assert started.wait(10) == 130
    started.communicate()
