"""Content-addressed blocks out of a CAR file, each checked against its address.

The file is read once from end to end for an index, then block by block. https://ipld.io/specs/transport/car/carv1/
"""

import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterator
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

_SHA256, _DIGEST = 0x12, 32
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
        """Index the whole file; raises `UnreadableArchive` if it does not begin as one."""
        self._file = file
        self._shown = shown
        self._places: dict[bytes, int] = {}
        self._wrong: set[bytes] = set()
        self.cut_off = False
        """Whether the file breaks off."""

        sections = self._sections()
        self.root = _root(next(sections, (0, b""))[1], shown)
        self._index(sections)

    @property
    def wrong(self) -> int:
        """How many of the blocks read so far are not what their address says."""
        return len(self._wrong)

    def block(self, cid: object) -> Any:
        """Return a decoded block; raises `Lost`."""
        digest = digest_of(cid)
        place = self._places.get(digest)
        if place is None:
            raise Lost("its block is not in the file")
        self._file.seek(place >> _LENGTH_BITS)
        body = self._file.read(place & _LENGTH_MASK)
        # Checked when it is read: what nobody asks for need not be right, and most blocks are likes.
        if hashlib.sha256(body).digest() != digest:
            self._wrong.add(digest)
            raise Lost("its block is not what its address says")
        try:
            return libipld.decode_dag_cbor(body)
        except (ValueError, RecursionError) as error:
            raise Lost(f"it is no DAG-CBOR: {str(error)[:_SHOWN]}") from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _index(self, sections: Iterator[tuple[int, bytes]]) -> None:
        places, plain = self._places, len(_PLAIN) + _DIGEST
        for offset, section in sections:
            if section.startswith(_PLAIN):
                places[section[len(_PLAIN) : plain]] = offset + plain << _LENGTH_BITS | len(section) - plain
            else:
                found = _address(section)
                if found is not None:
                    digest, start = found
                    places[digest] = offset + start << _LENGTH_BITS | len(section) - start

    def _sections(self) -> Iterator[tuple[int, bytes]]:
        """Yield offset and bytes of each section, header first; note if the last one breaks off."""
        file, data, base, at = self._file, b"", 0, 0
        while True:
            if len(data) - at < _VARINT_BYTES:
                data, base, at = data[at:] + file.read(CHUNK_BYTES), base + at, 0
                if not data:
                    return
            first, second = data[at], data[at + 1] if at + 1 < len(data) else _MORE
            if first >= _MORE > second:
                # Nearly all lengths take two bytes.
                found: tuple[int, int] | None = (first & 0x7F | second << 7, at + 2)
            else:
                found = _varint(data, at)
            if found is None or not 0 < found[0] <= MAX_BLOCK_BYTES:
                self.cut_off = True
                return
            length, start = found
            if len(data) - start < length:
                data, base, start = data[start:] + file.read(max(CHUNK_BYTES, length)), base + start, 0
                if len(data) < length:
                    self.cut_off = True
                    return
            at = start + length
            yield base + start, data[start:at]


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


def digest_of(cid: object) -> bytes:
    """Return the digest in an address as DAG-CBOR links hold it; raises `Lost` for anything else."""
    if isinstance(cid, bytes):
        if cid[: len(_PLAIN)] == _PLAIN and len(cid) == len(_PLAIN) + _DIGEST:
            return cid[len(_PLAIN) :]
        found = _address(cid)
        if found is not None:
            return found[0]
    raise Lost("its address can't be read")


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
