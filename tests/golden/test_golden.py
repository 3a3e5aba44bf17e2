"""Every golden case: the archive beside the file still gives what the file says."""

import json
from pathlib import Path

import pytest

from tests.golden.kinds import KINDS, ROOT, cases


@pytest.mark.parametrize(
    ("case", "kind"), [pytest.param(case, kind, id=f"{case.relative_to(ROOT)}/{kind}") for case, kind in cases()]
)
def test_the_archive_still_gives_what_the_file_says(case: Path, kind: str) -> None:
    expected = json.loads((case / kind).read_text("utf-8"))
    assert json.loads(json.dumps(KINDS[kind](case))) == expected


def test_there_are_cases() -> None:
    assert len(cases()) > 30
