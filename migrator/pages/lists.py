"""CSV files of friends: all matches for spreadsheets, and lists that servers import.

The import files keep to what the strictest importers take: GoToSocial drops a row with an empty cell for a yes or
no and refuses a file whose rows differ in length; Mastodon tells the kind by the file's name, takes 20,000 rows,
and never finishes an import in which a row is there twice (mastodon issues 20123 and 30842).
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from migrator.friends.matching import Friend
from migrator.model import Relation
from migrator.pages.friends import WHY_NOT, why
from migrator.pages.sheet import tame

ROWS: Final = 20_000
"""https://github.com/mastodon/mastodon/blob/main/app/models/form/import.rb"""

FOLLOWING: Final = ("Account address", "Show boosts", "Notify on new posts", "Languages")
MATCHES: Final = (
    "id", "screen_name", "name", "relations", "handle", "address", "confidence", "state", "best", "sure", "moved",
    "links_back", "why", "evidence", "note", "sources",
)  # fmt: skip

Lines = Sequence[Sequence[str]]


def write_lists(folder: Path, friends: Sequence[Friend]) -> list[Path]:
    """Write all CSV files that are not empty; return them. Raises `OSError`."""
    written = [_write(folder / "matches.csv", MATCHES, list(_matches(friends)))]
    follows = _addresses(friends, Relation.FOLLOWING)
    written += _split(folder, "following_accounts", FOLLOWING, [(one, "true", "false", "") for one in follows])
    blocks = _addresses(friends, Relation.BLOCKED)
    written += _split(folder, "blocked_accounts", ("Account address",), [(one,) for one in blocks])
    mutes = _addresses(friends, Relation.MUTED)
    header = ("Account address", "Hide notifications")
    written += _split(folder, "muted_accounts", header, [(one, "true") for one in mutes])
    written += _split(folder, "lists", ("List name", "Account address"), list(_listed(friends)))
    return written


def _addresses(friends: Sequence[Friend], relation: Relation) -> list[str]:
    """Return each sure address once, in the order of the people."""
    found = [one.best.address for one in friends if one.best and relation in one.relations and one.sure]
    return list(dict.fromkeys(found))


def _listed(friends: Sequence[Friend]) -> Iterator[tuple[str, str]]:
    rows = ((name, one.best.address) for one in friends if one.best and one.sure for name in one.lists)
    return iter(dict.fromkeys(rows))


def _matches(friends: Sequence[Friend]) -> Iterator[list[str]]:
    for friend in friends:
        person = [friend.id, friend.screen_name, friend.name, " ".join(sorted(friend.relations))]
        sources = "; ".join(friend.sources)
        for one in friend.matches:
            found = one.candidate
            best = one is friend.best
            facts = [found.handle, one.address, found.confidence.value, found.state.value]
            signs = [_yes(best), _yes(best and friend.sure), _yes(one.moved), _yes(one.links_back)]
            yield [tame(cell) for cell in (*person, *facts, *signs, why(found), found.snippet, one.note, sources)]
        if not friend.matches:
            blank = [""] * 8
            reason = WHY_NOT.get(friend.why_not, friend.why_not)
            yield [tame(cell) for cell in (*person, *blank, reason, "", "", sources)]


def _yes(truth: bool) -> str:
    return "yes" if truth else ""


def _split(folder: Path, name: str, header: Sequence[str], lines: Lines) -> list[Path]:
    """Write a list in files of as many rows as importers take."""
    return [
        _write(
            folder / f"{name}{f'-{start // ROWS + 1}' if start else ''}.csv", header, lines[start : start + ROWS]
        )
        for start in range(0, len(lines), ROWS)
    ]


def _write(path: Path, header: Sequence[str], lines: Lines) -> Path:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)
    return path
