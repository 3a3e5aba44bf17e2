"""The report as CSV, for spreadsheets."""

import csv
from collections.abc import Iterable
from typing import IO, Final

from migrator.pages import words
from migrator.pages.sentences import sentence
from migrator.service.values import StepRow

COLUMNS: Final = (
    "source_id", "part", "outcome", "adopted", "written_at", "reason", "why", "error", "changes", "old_address",
    "new_address", "text",
)  # fmt: skip

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula; https://owasp.org/www-community/attacks/CSV_Injection."""


def write_csv(rows: Iterable[StepRow], out: IO[str]) -> None:
    """Write a line for every source item; text that a spreadsheet would run as a formula gets an apostrophe."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([tame(cell) for cell in _cells(row)])


def _cells(row: StepRow) -> list[str]:
    return [
        row.source_id,
        str(row.part),
        row.state.value,
        "yes" if row.adopted else "",
        words.stamp(row.written_at),
        row.reason.code if row.reason else "",
        sentence(row.reason) if row.reason else "",
        row.error,
        "; ".join(sentence(note) for note in row.notes),
        row.source_url,
        row.url,
        row.text,
    ]


def tame(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return "'" + cell if cell.startswith(FORMULA) else cell
