"""What people see of found friends: a table with the evidence, and how far it got."""

from typing import Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from migrator.cli.tables import grid
from migrator.pages import words
from migrator.pages.friends import WHY_NOT, why
from migrator.service.friends import Coverage, Friend, Friends

SHOWN: Final = 200
"""Lines of the table; ours: more are for `--output`."""


def table(found: Friends) -> Group:
    """Show whoever has a handle, and the figures."""
    people = [one for one in found.people if one.best]
    shown = Table("person", "handle", "confidence", "why", box=None, header_style="dim", padding=(0, 2, 0, 0))
    for friend in people[:SHOWN]:
        shown.add_row(*_cells(friend))
    more = len(people) - SHOWN
    rest = Text(f"… and {more:,} more: --output FOLDER writes them all" if more > 0 else "", style="dim")
    return Group(shown, rest, coverage(found.coverage, asked=found.asked))


def _cells(friend: Friend) -> tuple[Text, Text, Text, Text]:
    best = friend.best
    if best is None:
        return Text(), Text(), Text(), Text()
    name = f"@{friend.screen_name}" if friend.screen_name else friend.id
    state = best.candidate.state.value
    sure = f"{best.candidate.confidence.value}, {state}" if state != "unknown" else best.candidate.confidence.value
    moved = " (moved)" if best.moved else ""
    return (
        Text(name),
        Text(f"@{best.address}{moved}", style="bold"),
        Text(sure, style="green" if friend.sure else "yellow"),
        Text(f"{why(best.candidate)}: {words.one_line(best.candidate.snippet, 50)}", style="dim"),
    )


def coverage(found: Coverage, *, asked: bool) -> Table:
    """Show how far it got, with the reasons where it did not."""
    shown = grid()
    shown.add_row("followed", f"{found.follows:,}")
    shown.add_row("name known", _share(found.named, found.follows))
    shown.add_row("profile known", _share(found.described, found.follows))
    shown.add_row("handle found", _share(found.found, found.follows))
    if asked:
        shown.add_row("verified", _share(found.verified, found.follows))
    shown.add_row("sure", _share(found.sure, found.follows))
    for code, number in sorted(found.unresolved.items(), key=lambda pair: -pair[1]):
        shown.add_row("without", f"{number:,}: {WHY_NOT.get(code, code)}")
    return shown


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({100 * part / whole:.0f} %)" if whole else f"{part:,}"
