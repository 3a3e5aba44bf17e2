"""Files that hold one list of rows in JSON, for formats whose files stay small; and what such sources share."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

import msgspec

from migrator.errors import StepFailed
from migrator.model import Fingerprint, Omission, Reason
from migrator.sources.container import Container

MAX_BYTES = 512 << 20
"""Ours: twenty times the largest such file known."""

_HEAD_BYTES = 1 << 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ID_BYTES = 16
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_GAP = b"\xef\xbb\xbf \t\r\n,"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """One row, or why there is none."""

    value: T | None
    place: str
    """File and number of the row, to name it by."""

    error: str = ""

    def omission(self) -> Omission:
        """Return the outcome of a row that can't be read."""
        return Omission(source_id=self.place, reason=Reason("unreadable", {"error": self.error}))


def members(container: Container, mark: "re.Pattern[bytes]") -> list[str]:
    """Return the JSON lists whose beginning has this mark."""
    found = []
    for name in container.names():
        if name.lower().endswith(".json") or len(list(container.names())) == 1:
            head = _head(container, name)
            if head.lstrip(_GAP).startswith(b"[") and mark.search(head):
                found.append(name)
    return sorted(found)


def _head(container: Container, name: str) -> bytes:
    try:
        with container.open(name) as file:
            return file.read(_HEAD_BYTES)
    except (StepFailed, OSError):
        return b""


def read(container: Container, name: str, kind: type[T]) -> Iterator[Row[T]]:
    """Yield the rows of one file; one that can't be read, or the rest of a damaged file, has an error."""
    decoder = msgspec.json.Decoder(kind, strict=False)
    for number, piece in enumerate(_pieces(container, name)):
        place = f"{name}#{number}"
        if isinstance(piece, str):
            yield Row(None, place, piece)
            continue
        try:
            yield Row(decoder.decode(piece), place)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield Row(None, place, str(error))


def _pieces(container: Container, name: str) -> Iterator[bytes | str]:
    if (container.size(name) or 0) > MAX_BYTES:
        yield f"the file is larger than {MAX_BYTES >> 20} MiB"
        return
    try:
        with container.open(name) as file:
            data = file.read()
    except (StepFailed, OSError) as error:
        yield str(error)
        return
    try:
        yield from (bytes(raw) for raw in msgspec.json.decode(data, type=list[msgspec.Raw]))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        yield from _by_brackets(data)


def _by_brackets(data: bytes) -> Iterator[bytes | str]:
    """Cut a damaged list into its rows by counting brackets; the last word is what is wrong at its end."""
    depth, start, closed = 0, 0, False
    for token in _TOKEN.finditer(data, data.find(b"[") + 1):
        sign = token[0]
        if sign in (b"{", b"["):
            if depth == 0:
                start = token.start()
            depth += 1
        elif sign in (b"}", b"]"):
            depth -= 1
            if depth == 0:
                yield data[start : token.end()]
            closed = depth < 0
            if closed:
                break
    if not closed:
        yield "the file breaks off"


def order_of(when: datetime, source_id: str) -> int:
    """Return what sorts posts by time, then by id, whatever file they are in."""
    tail = source_id.encode()[-_ID_BYTES:]
    return (when - _EPOCH) // timedelta(milliseconds=1) << 8 * _ID_BYTES | int.from_bytes(tail)


def moment(text: str | None) -> datetime | None:
    """Return a time in UTC; None if it is none that a post can have."""
    try:
        found = datetime.fromisoformat(text or "")
        found = found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if found >= _EPOCH else None


def in_order(containers: Sequence[Container]) -> list[Container]:
    """Return containers in an order of their own, whatever order they were named in."""
    return sorted(containers, key=lambda one: (one.stamp.name, one.stamp.digest))


def fingerprint(containers: Sequence[Container]) -> Fingerprint:
    """Return what tells whether an archive is still the same."""
    return Fingerprint(tuple(container.stamp for container in containers))


Files = Callable[[str], tuple[str, int] | None]
"""From a file's last name to its name for `open_media` and its size in bytes."""


def shelf(containers: Sequence[Container]) -> dict[str, tuple[str, int]]:
    """Return the media files at hand by their last name: where the same is there twice, the first."""
    found: dict[str, tuple[str, int]] = {}
    for number, container in enumerate(containers):
        for name in sorted(container.names()):
            last = name.rpartition("/")[2]
            if re.search(
                r"\.(jpe?g|png|gif|webp|avif|heic|mp4|webm|mov|mp3|ogg|flac|wav|m4a)$", last, re.IGNORECASE
            ):
                found.setdefault(last, (f"{number}/{name}", container.size(name) or 0))
    return found
