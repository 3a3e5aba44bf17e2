"""The array of a `window.YTD.tweets.part0 = [ … ]` file, decoded into typed structs a few megabytes at a time.

An unescaped quote cannot follow `{` inside a JSON string, so `, { "tweet" :` is a place where one item ends and
the next begins; the file is cut there. Items without a common first key are cut by counting brackets.
A damaged file yields everything before the damage, and the damage as `Broken`.
"""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Generic, TypeVar

import msgspec

from migrator.errors import UnreadableArchive
from migrator.sources.container import DamagedMember

CHUNK_BYTES = 4 * 2**20
"""Ours: large enough that the cost of cutting vanishes, small enough that decoded items stay under 30 MB."""

MAX_ITEM_BYTES = 64 * 2**20
"""Ours: no post comes near; more without an end means that the file is no list of posts."""

_HEAD_BYTES = 4096
_FIRST_KEY = re.compile(rb'\s*\{\s*("\w+")\s*:\s*')
_WRAPPED = re.compile(rb'[\s,]*\{\s*"\w+"\s*:\s*\{')
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_ID = re.compile(rb'\s*:\s*"?(\d+)\b')
_ID_KEYS = frozenset({b'"id_str"', b'"tweet_id"'})
_GAP = b", \t\r\n"
_BREAKS_OFF = "the file breaks off"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An item, or the rest of a file, that can't be read."""

    file: str
    index: int
    """How many items of the file came before."""

    error: str
    source_id: int | None = None
    """The item's id, where it can still be made out."""

    rest: bool = False
    """Whether everything after it is lost too."""


class ArrayReader(Generic[T]):
    """Decode the items of one file; the same reader serves many files."""

    def __init__(
        self, item: type[T], *, border: Callable[[bytes], re.Pattern[bytes] | None] | None = None
    ) -> None:
        """Take the struct that each item is, and what the place between two items looks like by the first key.

        No border means that brackets are counted, which is slow and always right.
        """
        self._border = border or _usual_border
        # X writes every number as a string; `strict=False` lets the decoder convert them.
        self._many = msgspec.json.Decoder(list[item], strict=False)  # type: ignore[valid-type]  # a type at run time
        self._one = msgspec.json.Decoder(item, strict=False)

    def read(self, file: IO[bytes], name: str) -> Iterator[list[T] | Broken]:
        """Yield lists of items in the file's order, and `Broken` between them; the file stays open."""
        index = 0
        try:
            for cut in _chunks(file, self._border):
                try:
                    items = self._many.decode(b"[%b]" % cut.body)
                except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                    for piece in cut.pieces():
                        yield self._single(piece, name, index)
                        index += 1
                else:
                    index += len(items)
                    yield items
        except _Damage as damage:
            known = _own_id(damage.remains)
            yield Broken(file=name, index=index, error=str(damage), source_id=known, rest=True)

    def all(self, file: IO[bytes], name: str) -> tuple[list[T], list[Broken]]:
        """Return everything of a small file at once."""
        items: list[T] = []
        broken: list[Broken] = []
        for batch in self.read(file, name):
            if isinstance(batch, Broken):
                broken.append(batch)
            else:
                items.extend(batch)
        return items, broken

    def _single(self, piece: bytes, name: str, index: int) -> list[T] | Broken:
        try:
            return [self._one.decode(piece)]
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return Broken(file=name, index=index, error=str(error), source_id=_own_id(piece))


class _Damage(Exception):
    """The file can't be read beyond this point."""

    def __init__(self, message: str, remains: bytes = b"") -> None:
        super().__init__(message)
        self.remains = remains


@dataclass(frozen=True, slots=True)
class _Cut:
    """Some whole items, separated by commas; the last one may break off."""

    body: bytes
    border: re.Pattern[bytes] | None
    last: bool = False

    def pieces(self) -> Iterator[bytes]:
        """Yield the items one by one; raises `_Damage` if the last one of the file breaks off."""
        at = 0
        while self.body[at:].strip(_GAP):
            end = self._end(at)
            if end is None:
                raise _Damage(_BREAKS_OFF, self.body[at:])
            yield self.body[at:end].strip(_GAP)
            at = end

    def _end(self, at: int) -> int | None:
        """Return where the item at `at` ends: at the next border, else where its brackets close."""
        if self.border is None:
            return _item_end(self.body, at)
        following = self.border.search(self.body, at + 1)
        if following is not None:
            return following.start()
        return _item_end(self.body, at) if self.last else len(self.body)


def _usual_border(first_key: bytes) -> re.Pattern[bytes]:
    return re.compile(rb",\s*\{\s*" + re.escape(first_key) + rb"\s*:")


def _chunks(file: IO[bytes], find: Callable[[bytes], re.Pattern[bytes] | None]) -> Iterator[_Cut]:
    """Cut the array into runs of whole items; raises `_Damage` behind the last one that can be read."""
    more, damage = _read(file)
    held = more[_array_start(more) :]
    first = _FIRST_KEY.match(held)
    border = find(first[1]) if first else None
    while not damage:
        more, damage = _read(file)
        if not more:
            break
        held, whole = _split(held, border)
        if whole:
            yield _Cut(whole, border)
        held += more
        if len(held) > MAX_ITEM_BYTES:
            raise _Damage(f"no item ends within {MAX_ITEM_BYTES // 2**20} MiB", held[:_HEAD_BYTES])
    end = held.rstrip(b" \t\r\n;\0")
    closed = end.endswith(b"]")
    body = end[:-1] if closed else end
    if body.strip():
        yield _Cut(body, border, last=True)
    if damage or not closed:
        raise _Damage(damage or _BREAKS_OFF)


def _split(held: bytes, border: re.Pattern[bytes] | None) -> tuple[bytes, bytes]:
    """Return what has to wait for more bytes, and the whole items before it."""
    cut = 0
    if border is None:
        while (following := _item_end(held, cut)) is not None:
            cut = following
    else:
        reach = 2**18
        while not cut and reach < 8 * len(held):
            for found in border.finditer(held, max(0, len(held) - reach)):
                cut = found.start()
            reach *= 8
    return held[cut:].lstrip(_GAP) if cut else held, held[:cut].strip(_GAP)


def _item_end(data: bytes, at: int) -> int | None:
    """Return where the item that begins at `at` ends; None if it doesn't."""
    depth = 0
    for token in _TOKEN.finditer(data, at):
        sign = token[0]
        if sign in (b"{", b"["):
            depth += 1
        elif sign in (b"}", b"]"):
            depth -= 1
            if depth <= 0:
                return token.end() if not depth else None
    return None


def _own_id(item: bytes) -> int | None:
    """Return the id of an item that can't be decoded: not that of a person or picture inside it."""
    depth, level = 0, 2 if _WRAPPED.match(item) else 1
    for token in _TOKEN.finditer(item):
        sign = token[0]
        if sign in _ID_KEYS and depth == level:
            found = _ID.match(item, token.end())
            return int(found[1]) if found else None
        depth += {b"{": 1, b"[": 1, b"}": -1, b"]": -1}.get(sign, 0)
    return None


def _array_start(head: bytes) -> int:
    """Return where the first item may begin: behind the first `[` after `=`, if there is one."""
    bracket = head.find(b"[", max(0, head.find(b"=", 0, _HEAD_BYTES)))
    if not 0 <= bracket < _HEAD_BYTES:
        raise _Damage("there is no list at its beginning")
    return bracket + 1


def _read(file: IO[bytes]) -> tuple[bytes, str]:
    """Read on; a damaged member ends like a short one, with a word on why."""
    # `read1` makes one raw read: what came before the damage is not lost with it.
    read = file.read1 if isinstance(file, io.BufferedReader) else file.read
    try:
        return read(CHUNK_BYTES), ""
    except (DamagedMember, OSError) as error:
        return b"", str(error)


def decode_object(file: IO[bytes], kind: type[T], shown: str) -> T:
    """Decode a file that holds one object, as `manifest.js`; raises `UnreadableArchive`."""
    try:
        text = file.read(MAX_ITEM_BYTES)
        start = text.find(b"{")
        end = text.rfind(b"}")
        return msgspec.json.decode(text[start : end + 1], type=kind, strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError, DamagedMember, OSError) as error:
        raise UnreadableArchive(f"{shown} is damaged: {error}") from error
