"""Runs commands as a person would, against a small service of our own."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from migrator.cli.main import main
from tests.cli.fake import Ended, FakeService, Person, face


@pytest.fixture(autouse=True)
def no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("MIGRATOR_")]:
        monkeypatch.delenv(name)
    # typer prints usage errors through consoles of its own
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def signed_in(service: FakeService) -> FakeService:
    service.signed_in.append(service.account())
    return service


@pytest.fixture
def archive(tmp_path: Path) -> str:
    file = tmp_path / "twitter.zip"
    file.write_bytes(b"PK")
    return str(file)


@pytest.fixture
def run(service: FakeService, tmp_path: Path) -> Callable[..., Ended]:
    def run_it(*argv: str, typed: str | None = None, piped: str = "", width: int = 200, **more: object) -> Ended:
        there = typed is not None
        person = Person(typed or piped, there=there)
        made = face(service, tmp_path, stdin=person, width=width, terminal=there, **more)
        code = main(list(argv), made)
        return Ended(code=code, out=made.out.getvalue(), err=made.say.file.getvalue())

    return run_it
