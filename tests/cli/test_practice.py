"""The demo and the practice server, with everything real: service, ledger, server, sample archive."""

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from migrator.cli.face import Face
from migrator.cli.main import main
from migrator.wiring import build
from migrator.wiring.rehearsal import rehearsal, sample_archive
from tests.cli.fake import Ended, Person


@pytest.fixture
def run(tmp_path: Path):
    config = tmp_path / "migrator.toml"
    config.touch()

    def run_it(*argv: str, wait=lambda: None) -> Ended:
        err = io.StringIO()
        face = Face(
            build=lambda settings: build(settings, environ=os.environ),
            practice=rehearsal,
            sample=sample_archive,
            wait=wait,
            environ={"MIGRATOR_CONFIG": str(config), "MIGRATOR_DATA_DIR": str(tmp_path / "real")},
            now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
            clock=lambda: 0.0,
            out=io.StringIO(),
            say=Console(file=err, width=200, highlight=False, markup=False, emoji=False),
            stdin=Person(),
            open_browser=lambda _url: False,
        )
        code = main(list(argv), face)
        return Ended(code=code, out=face.out.getvalue(), err=err.getvalue())

    return run_it


def test_the_demo_shows_a_whole_migration(run, tmp_path: Path) -> None:
    ended = run("demo", "--keep", str(tmp_path / "demo"))
    assert ended.code == 0, ended.err
    said = ended.err
    for words in (
        "dry-run",
        "Interrupted:",
        "Resumed",
        "Finished:",
        "everything is there, once",
        "migrator login",
    ):
        assert words in said
        said = said[said.index(words) :]
    assert (tmp_path / "demo" / "preview.html").exists()


def test_practice_leaves_the_real_ledger_alone(run, tmp_path: Path) -> None:
    run("rehearse", "--no-wait")
    assert not (tmp_path / "real" / "ledger.db").exists()


def test_a_kept_practice_server_goes_on_where_it_was(run, tmp_path: Path) -> None:
    archive, keep = sample_archive(tmp_path), str(tmp_path / "kept")
    assert run("rehearse", str(archive), "--keep", keep, "--no-wait").code == 0
    again = run("rehearse", str(archive), "--keep", keep, "--no-wait")
    assert again.code == 0
    assert "of these are there already" in again.err


def test_a_practice_server_can_be_looked_at(run) -> None:
    waited: list[bool] = []
    ended = run("rehearse", wait=lambda: waited.append(True))
    assert (ended.code, waited) == (0, [True])
    assert "http://127.0.0.1:" in ended.err


def test_a_mastodon_can_be_practised_on(run, tmp_path: Path) -> None:
    ended = run("rehearse", str(sample_archive(tmp_path)), "--profile", "mastodon", "--no-wait")
    assert "posts appear now" in ended.err
    assert ended.code in {0, 1}, ended.err


def test_a_port_that_is_taken_is_a_sentence(run) -> None:
    with rehearsal(name="me") as server:
        ended = run("rehearse", "--port", server.url.rpartition(":")[2], "--no-wait")
    assert ended.code == 2
    assert "is taken" in ended.err
