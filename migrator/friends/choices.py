"""What somebody decided by hand: accept or reject a handle, or pair a person with one.

The file is CSV with the columns action, person, handle, or the JSON that the review page saves. A person is named
by id or by name, with or without @; without a person the line holds for everybody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from migrator.errors import UserError
from migrator.friends.evidence.shapes import first, listed
from migrator.friends.evidence.tables import decoded, handle, rows

_ACTIONS: Final = ("accept", "reject", "pair")


@dataclass(frozen=True, slots=True)
class Choices:
    """All decisions, by action: pairs of person and handle."""

    made: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def accepts(self, keys: Iterable[str], handle: str) -> bool:
        """Whether somebody said yes to this handle for this person."""
        return self._has("accept", keys, handle) or self._has("pair", keys, handle)

    def rejects(self, keys: Iterable[str], handle: str) -> bool:
        """Whether somebody said no."""
        return self._has("reject", keys, handle)

    def paired(self, keys: Iterable[str]) -> list[str]:
        """Return the handles that were given to this person by hand."""
        wanted = set(keys)
        given = self.made.get("pair", set()) | self.made.get("accept", set())
        return sorted(handle for person, handle in given if person in wanted)

    def _has(self, action: str, keys: Iterable[str], handle: str) -> bool:
        made = self.made.get(action, set())
        return any((person, handle) in made for person in (*keys, ""))


def read_choices(path: Path) -> Choices:
    """Read a file of choices; raises `UserError` if it can't be read or a line makes no sense."""
    try:
        content = decoded(path.read_bytes())
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror}", hint="check the path") from error
    choices = Choices()
    for number, (action, person, address) in enumerate(_lines(content, path), 1):
        plain = handle(address)
        if action not in _ACTIONS or not plain or (action == "pair" and not person):
            raise UserError(
                f"{path.name}, entry {number}: {action!r}, {person!r}, {address!r} is no choice",
                hint="an entry is accept, reject or pair, then a person (their id or name), then user@host",
            )
        choices.made.setdefault(action, set()).add((person.removeprefix("@").lower(), plain))
    return choices


def _lines(content: str, path: Path) -> Iterator[tuple[str, str, str]]:
    if content.lstrip()[:1] in {"{", "["}:
        try:
            whole = msgspec.json.decode(content)
        except msgspec.DecodeError as error:
            raise UserError(f"{path.name} is damaged: {error}", hint="save the choices again") from error
        entries = whole.get("choices") if isinstance(whole, dict) else whole
        found: Iterable[object] = listed(entries)
    else:
        found = rows(content)
    for row in found:
        if isinstance(row, dict):
            yield first(row, "action").lower(), first(row, "person"), first(row, "handle")
