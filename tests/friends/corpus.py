"""The labelled profiles, and how well the handles found in them fit the labels."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from migrator.friends.evidence.jsonlines import profile_of
from migrator.friends.handles import candidates
from migrator.friends.values import Confidence, Profile

DATA = Path(__file__).parents[1] / "data"
CORPUS = DATA / "handles_corpus.jsonl"
SECOND = DATA / "handles_second.jsonl"
"""Made up for this program, in the manner of the first, before its rules were tried on it."""

ORACLE = DATA / "handles_oracle.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    id: str
    profile: Profile
    expected: frozenset[str]
    optional: frozenset[str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [
            Row(
                id=found["id"],
                profile=profile_of(found),
                expected=frozenset(found["expected"]),
                optional=frozenset(found.get("optional", ())),
            )
            for found in map(json.loads, file)
        ]


def found(row: Row) -> frozenset[str]:
    """Return what may be followed or is shown for review."""
    return frozenset(one.handle for one in candidates(row.profile) if one.confidence is not Confidence.OPTIONAL)


def scores(labelled: Iterable[Row]) -> tuple[float, float]:
    """Return precision and recall over all handles; optional ones count neither way."""
    right = wrong = missed = 0
    for row in labelled:
        got = found(row)
        right += len(got & row.expected)
        wrong += len(got - row.expected - row.optional)
        missed += len(row.expected - got)
    return right / (right + wrong), right / (right + missed)
