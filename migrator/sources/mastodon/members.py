"""Where in a container an archive's files are, and what its outbox says, item by item."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TypeVar, cast

import msgspec

from migrator.sources.container import Container, DamagedMember
from migrator.sources.jsarray import ArrayReader, Broken

_OUTBOX = re.compile(r"(?P<root>(?:.*/)?)outbox[^/]*\.json")
_ITEMS = re.compile(rb'"orderedItems"\s*:\s*(?!\[\s*\]\s*,\s*"orderedItems")(?=\[)')
"""The list's key; Mastodon 4.2 and 4.3 wrote it twice, first with an empty list."""
_COLLECTION = re.compile(rb'"(?:OrderedCollection|orderedItems)"')
_END = re.compile(
    rb'\]\s*(?:,\s*"[^"]*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[\w.+-]+|\[[^\[\]{}]*\])\s*)*\}\s*\Z', re.DOTALL
)
"""The end of the list and whatever simple keys a server writes behind it."""

_HEAD_BYTES = 2**16
_TAIL_BYTES = 2**12
MAX_SMALL_BYTES = 64 * 2**20
"""Ours: actor.json and the lists of likes and bookmarks are far smaller; a million likes are 80 MB."""

_KINDS = rb"(?:Create|Announce|Update|Delete|Like|Add|Remove|Undo|Follow|Accept|Reject|Move|Block|Flag|EmojiReact)"
_BORDERS = {
    rb'"id"': rb'"id"\s*:\s*"[^"]*"\s*,\s*"type"\s*:\s*"' + _KINDS,
    rb'"type"': rb'"type"\s*:\s*"' + _KINDS,
    rb'"@context"': rb'"@context"',
    rb'"actor"': rb'"actor"',
}
"""What an item begins with, by its first key; emoji and files within posts begin with an id or a type too."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One outbox and the folder that it is the centre of."""

    number: int
    container: Container
    root: str
    """With a slash at its end; empty for the container's own."""

    outbox: str

    @property
    def shown(self) -> str:
        """How to name the outbox in a sentence."""
        return f"{self.outbox} in {self.container.shown}"

    def small(self, name: str, kind: type[T]) -> T | None:
        """Decode a file beside the outbox; None if it is not there or not readable."""
        member = self.root + name
        size = self.container.size(member)
        if size is None or size > MAX_SMALL_BYTES:
            return None
        try:
            with self.container.open(member) as file:
                return msgspec.json.decode(file.read(), type=kind, strict=False)
        except (msgspec.DecodeError, UnicodeDecodeError, DamagedMember, OSError, RecursionError):
            return None


def outboxes(container: Container) -> list[tuple[str, str]]:
    """Return root and name of every outbox, the one nearest to the top first."""
    found = []
    for name in container.names():
        match = _OUTBOX.fullmatch(name)
        if match is not None and _is_collection(container, name):
            found.append((match["root"], name))
    return sorted(found, key=lambda one: (one[1].count("/"), one[1]))


def read(part: Part, reader: ArrayReader[T]) -> Iterator[list[T] | Broken]:
    """Yield the items of an outbox in batches, and what is damaged."""
    try:
        file = part.container.open(part.outbox)
    except DamagedMember as error:
        yield Broken(file=part.outbox, index=0, error=error.message, rest=True)
        return
    with file, ItemsOnly(file) as items:
        yield from reader.read(cast("IO[bytes]", items), part.outbox)


def reader(kind: type[T]) -> ArrayReader[T]:
    """Return what decodes an outbox' items."""
    return ArrayReader(kind, border=_border)


def _border(first_key: bytes) -> re.Pattern[bytes] | None:
    known = _BORDERS.get(first_key)
    return re.compile(rb",\s*\{\s*" + known) if known else None


def _is_collection(container: Container, name: str) -> bool:
    try:
        with container.open(name) as file:
            return _COLLECTION.search(file.read(_HEAD_BYTES)) is not None
    except (DamagedMember, OSError):
        return False


class ItemsOnly(io.RawIOBase):
    """The list of `{"@context": …, "orderedItems": [ … ], …}`, and nothing around it."""

    def __init__(self, file: IO[bytes]) -> None:
        """Take the open file; it is left open."""
        self._file = file
        self._held = b""
        self._began = self._ended = False

    def readable(self) -> bool:
        """Return true: it reads."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; the last ones only when it is known what belongs to the list."""
        mark = b""
        if not self._began:
            self._began = True
            # The reader looks for the list behind the first `=`, as a script has it.
            mark, self._held = b"=", self._head()
        while not self._ended:
            more = self._file.read(size)
            data = self._held + more
            if not more:
                self._ended = True
                end = _END.search(data, max(0, len(data) - _TAIL_BYTES))
                return mark + (data[: end.start() + 1] if end else data)
            self._held = data[-_TAIL_BYTES:]
            if len(data) > _TAIL_BYTES:
                return mark + data[:-_TAIL_BYTES]
        return b""

    def _head(self) -> bytes:
        """Return what has been read of the list when its beginning is found; nothing if there is none."""
        head = b""
        while (found := _ITEMS.search(head)) is None and len(head) < MAX_SMALL_BYTES:
            more = self._file.read(_HEAD_BYTES)
            if not more:
                return b""
            head += more
        return b"" if found is None else head[found.end() :]
