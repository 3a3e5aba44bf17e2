"""Content-addressed blocks out of a CAR file, each checked against its address.

The file is read once from end to end, to check every block and for an index, then record by record. https://ipld.io/specs/transport/car/carv1/
"""

import hashlib
import io
import shutil
import tempfile
from typing import IO, Any

import libipld

from migrator.errors import UnreadableArchive
from migrator.sources.container import DamagedMember

CHUNK_BYTES = 1 << 20
MAX_BLOCK_BYTES = 4 << 20
"""Ours: a record may have 1 MiB at most; a file that claims more in one block is none of these.

https://atproto.com/specs/repository#security-considerations
"""

_PLAIN = b"\x01\x71\x12\x20"
"""How nearly every address begins: CIDv1, DAG-CBOR, SHA-256, 32 bytes. https://github.com/multiformats/cid"""

NODE_BYTES, HELD_BYTES = 4 << 10, 24 << 20
"""Ours: parts of the tree up to this size are kept in memory, all together up to that size.

The tree is read from its root, and its parts lie in the file in any order; one has some 300 bytes.
"""

_NODE = b"\xa2\x61e"
"""How a part of the tree begins: a map of two, `e` first."""

_SHA256, _DIGEST = 0x12, 32
_HEAD = len(_PLAIN) + _DIGEST
_LENGTH_BITS = 24
_LENGTH_MASK = (1 << _LENGTH_BITS) - 1
_MORE = 0x80
"""The sign that a number goes on in the next byte."""
_VARINT_BYTES = 10


class Lost(Exception):
    """A block can't be had; the message says why."""


class Car:
    """One CAR file. The file stays open until `close`; one thread may read at a time."""

    def __init__(self, file: IO[bytes], shown: str) -> None:
        """Check and index the whole file; raises `UnreadableArchive` if it does not begin as one."""
        self._file = file
        self._shown = shown
        self._places: dict[bytes, int | bytes] = {}
        """Where each block is; of parts of the tree, as long as they are small and few, the block itself."""

        self._wrong: set[bytes] = set()
        self._room = HELD_BYTES
        self.cut_off = False
        """Whether the file breaks off."""

        data = file.read(CHUNK_BYTES)
        length, start = _varint(data, 0) or (0, 0)
        self.root = _root(data[start : start + length], shown)
        self._index(data, start + length)

    @property
    def wrong(self) -> int:
        """How many of the blocks are not what their address says."""
        return len(self._wrong)

    def block(self, cid: object) -> Any:
        """Return a decoded block; raises `Lost`."""
        if not isinstance(cid, bytes):
            raise Lost("its address can't be read")
        place = self._places.get(cid) or self._places.get(plain(cid))
        if place is None:
            wrong = plain(cid) in self._wrong
            raise Lost("its block is not what its address says" if wrong else "its block is not in the file")
        if isinstance(place, int):
            self._file.seek(place >> _LENGTH_BITS)
            place = self._file.read(place & _LENGTH_MASK)
        try:
            return libipld.decode_dag_cbor(place)
        except (ValueError, RecursionError) as error:
            raise Lost(f"it is no DAG-CBOR: {str(error)[:_SHOWN]}") from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _index(self, data: bytes, at: int) -> None:
        """Index all that follows the header, given the file's first bytes and where the header ends."""
        base = 0
        while True:
            at = self._take(data, at, base)
            more = b"" if self.cut_off else self._file.read(CHUNK_BYTES)
            if not more:
                self.cut_off = self.cut_off or at < len(data)
                return
            data, base, at = data[at:] + more, base + at, 0

    def _take(self, data: bytes, at: int, base: int) -> int:
        """Index the sections that are whole; return where the rest begins."""
        size, places, sha256 = len(data), self._places, hashlib.sha256
        while at + 1 < size:
            first, second = data[at], data[at + 1]
            if first >= _MORE > second:
                # Nearly all lengths take two bytes.
                start = at + 2
                end = start + (first & 0x7F | second << 7)
            else:
                start, end = self._bounds(data, at)
            if end > size or self.cut_off:
                return at
            head = start + _HEAD
            cid, body = data[start:head], data[head:end]
            if head > end or _PLAIN + sha256(body).digest() != cid:
                self._unusual(data[start:end], base + start)
            elif body[:3] == _NODE:
                places[cid] = self._held(body, base + head)
            else:
                places[cid] = base + head << _LENGTH_BITS | end - head
            at = end
        return at

    def _bounds(self, data: bytes, at: int) -> tuple[int, int]:
        """Return where a section begins and ends, behind the data if it goes on there; note if it can't be one."""
        found = _varint(data, at)
        if found is None:
            self.cut_off = len(data) - at >= _VARINT_BYTES
            return at, len(data) + 1
        length, start = found
        self.cut_off = not 0 < length <= MAX_BLOCK_BYTES
        return start, start + length

    def _unusual(self, section: bytes, offset: int) -> None:
        """Index a block with an address of another kind than most, or note that it is wrong."""
        found = _address(section)
        if found is None:
            return
        digest, start = found
        if hashlib.sha256(section[start:]).digest() == digest:
            self._places[_PLAIN + digest] = offset + start << _LENGTH_BITS | len(section) - start
        else:
            self._wrong.add(_PLAIN + digest)

    def _held(self, body: bytes, offset: int) -> int | bytes:
        """Return a part of the tree to be kept in memory, where its reader needs it, or where it is."""
        if len(body) > NODE_BYTES or len(body) > self._room:
            return offset << _LENGTH_BITS | len(body)
        self._room -= len(body)
        return body


_SHOWN = 80


def opened(file: IO[bytes], shown: str) -> Car:
    """Read a CAR file; one inside a zip is copied first, since it can only be read from its beginning."""
    held = file
    try:
        if not (isinstance(file, io.BufferedReader) and isinstance(file.raw, io.FileIO)):
            held = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the archive
            with file:
                shutil.copyfileobj(file, held, CHUNK_BYTES)
            held.seek(0)
        return Car(held, shown)
    except (OSError, DamagedMember) as error:
        held.close()
        raise UnreadableArchive(f"{shown} can't be read: {error}", hint=_AGAIN) from error
    except UnreadableArchive:
        held.close()
        raise


def plain(cid: bytes) -> bytes:
    """Return an address as nearly all are, with the same digest; raises `Lost` if it is not by SHA-256."""
    found = _address(cid)
    if found is None:
        raise Lost("its address can't be read")
    return _PLAIN + found[0]


def _address(section: bytes) -> tuple[bytes, int] | None:
    """Return digest and length of the address that a section begins with; None if it is not by SHA-256."""
    if section[:2] == bytes((_SHA256, _DIGEST)):
        return section[2 : 2 + _DIGEST], 2 + _DIGEST
    at, values = 0, []
    for _ in range(4):
        found = _varint(section, at)
        if found is None:
            return None
        value, at = found
        values.append(value)
    version, _codec, kind, length = values
    if (version, kind, length) != (1, _SHA256, _DIGEST) or len(section) < at + _DIGEST:
        return None
    return section[at : at + _DIGEST], at + _DIGEST


def _varint(data: bytes, at: int) -> tuple[int, int] | None:
    """Return an unsigned LEB128 number and where it ends; None if it doesn't."""
    value = shift = 0
    for end in range(at, min(at + _VARINT_BYTES, len(data))):
        byte = data[end]
        value |= (byte & 0x7F) << shift
        if byte < _MORE:
            return value, end + 1
        shift += 7
    return None


def _root(header: bytes, shown: str) -> bytes:
    try:
        decoded = libipld.decode_dag_cbor(header)
    except (ValueError, RecursionError) as error:
        raise UnreadableArchive(f"{shown} does not begin as a CAR file does", hint=_AGAIN) from error
    match decoded:
        case {"version": 1, "roots": [bytes(root), *_]}:
            return root
        case {"version": 1}:
            raise UnreadableArchive(f"{shown} is a CAR file without a root", hint=_AGAIN)
        case _:
            raise UnreadableArchive(f"{shown} is a CAR file of a version that can't be read", hint=_AGAIN)


_AGAIN = "download the repository again, in Bluesky under Settings, Account, Export my data"
