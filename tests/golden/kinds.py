"""What a golden case can hold, and how each file is made from the archive beside it.

A case is a folder with one archive, `archive`, or the parts of one, `archive-1`, `archive-2`, …, and one file or
more of the kinds below. Another kind is one more row.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from migrator.model import Omission
from migrator.sources.base import Source
from migrator.sources.recognise import open_archive
from migrator.wiring import FORMATS
from tests.golden.plain import plain
from tests.golden.plans import DEFAULT, GENEROUS, planned

ROOT = Path(__file__).parent


def open_case(case: Path) -> Source:
    """Open a case's archive."""
    return open_archive(sorted(case.glob("archive*")), FORMATS)


def items(case: Path) -> Sequence[object]:
    """Return every item in order of ids, omissions last."""
    source = open_case(case)
    found = sorted(source.items(), key=lambda item: (isinstance(item, Omission), _number(item.source_id)))
    source.close()
    return [plain(item) for item in found]


def overview(case: Path) -> object:
    """Return the overview."""
    source = open_case(case)
    counted = plain(source.overview())
    source.close()
    return counted


KINDS: dict[str, Callable[[Path], object]] = {
    "items.json": items,
    "overview.json": overview,
    "plan.json": lambda case: planned(open_case, case, DEFAULT),
    "plan_generous.json": lambda case: planned(open_case, case, GENEROUS),
}
"""File name → what it has to hold."""


def cases() -> list[tuple[Path, str]]:
    """Return every case with every file of a known kind it holds."""
    return [(path.parent, path.name) for name in sorted(KINDS) for path in sorted(ROOT.glob(f"*/*/{name}"))]


def _number(source_id: str) -> tuple[int, str]:
    return (int(source_id), "") if source_id.isdigit() else (2**64, source_id)
