"""The directory of a zip file, parsed lean and with suspicion.

`zipfile` needs about 700 bytes of memory a member, has no check for overlapping members before Python 3.11.8, and
counts its open members without a lock; X archives have up to 200,000 members that several threads read. So the
directory is parsed here, by sections 4.3 and 4.5 of https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
"""

import hashlib
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, NamedTuple

from migrator.errors import UnreadableArchive

END_SIGNATURE = b"PK\x05\x06"
_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_MAX_COMMENT = 0xFFFF
_MAX_DIRECTORY_BYTES = 512 * 2**20
"""Ours: two million members of 256 bytes each; a larger directory is not an archive anybody downloads."""

_FULL_32, _FULL_16 = 0xFFFFFFFF, 0xFFFF
_ZIP64_EXTRA = 1
_UTF8_FLAG = 0x800
_AGAIN = "download it again from where you got it; the file is not complete"


class Record(NamedTuple):
    """What the directory says of one member."""

    offset: int
    packed: int
    """Bytes in the zip."""

    size: int
    """Bytes when unpacked, as claimed."""

    crc: int
    method: int
    flags: int


_RECORD = struct.Struct("<QQQLHH")


def freeze(record: Record) -> bytes:
    """Pack a record small: 200,000 of them stay under 15 MB."""
    return _RECORD.pack(*record)


def thaw(frozen: bytes) -> Record:
    """Undo `freeze`."""
    return Record(*_RECORD.unpack(frozen))


def size_of(frozen: bytes) -> int:
    """Return `thaw(frozen).size`, the one field that is asked for often."""
    return int.from_bytes(frozen[16:24], "little")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Where the directory lies, and its raw bytes."""

    raw: bytes
    shift: int
    """Bytes that something put before the zip; all offsets count from there."""

    start: int
    """Where in the file the directory begins: no member reaches beyond."""

    @property
    def digest(self) -> str:
        """SHA-256 of names, sizes, checksums and offsets."""
        return hashlib.sha256(self.raw).hexdigest()


def read_directory(file: IO[bytes], shown: str) -> Directory:
    """Find and read the directory; raises `UnreadableArchive` if the file is cut short or damaged."""
    file_size = file.seek(0, os.SEEK_END)
    tail_at = max(0, file_size - _MAX_COMMENT - _END.size)
    file.seek(tail_at)
    tail = file.read()
    at = tail.rfind(END_SIGNATURE)
    if at < 0 or len(tail) - at < _END.size:
        raise UnreadableArchive(f"{shown} is cut short: the zip file's directory is missing", hint=_AGAIN)
    end_at = tail_at + at
    end = _END.unpack_from(tail, at)
    size, offset = end[5], end[6]
    directory_end = end_at
    if _FULL_32 in (size, offset) or end[4] == _FULL_16:
        found = _end64(file, end_at)
        if found is not None:
            size, offset, directory_end = found
    shift = directory_end - size - offset
    if shift < 0 or size > _MAX_DIRECTORY_BYTES:
        raise UnreadableArchive(f"{shown} is damaged: its directory does not fit into the file", hint=_AGAIN)
    file.seek(offset + shift)
    raw = file.read(size)
    return Directory(raw=raw, shift=shift, start=offset + shift)


def _end64(file: IO[bytes], end_at: int) -> tuple[int, int, int] | None:
    """Return size, offset and end of a zip64 directory; None if the file has no such record."""
    if end_at < _END64_LOCATOR.size:
        return None
    file.seek(end_at - _END64_LOCATOR.size)
    signature, _disk, _claimed, _disks = _END64_LOCATOR.unpack(file.read(_END64_LOCATOR.size))
    at = end_at - _END64_LOCATOR.size - _END64.size
    if signature != b"PK\x06\x07" or at < 0:
        return None
    file.seek(at)
    end = _END64.unpack(file.read(_END64.size))
    return (end[8], end[9], at) if end[0] == b"PK\x06\x06" else None


def entries(directory: Directory, shown: str) -> Iterator[tuple[str, Record]]:
    """Yield name and record of each member in the directory's order, folders left out."""
    raw, at = directory.raw, 0
    while at < len(raw):
        if len(raw) - at < _ENTRY.size or raw[at : at + 4] != b"PK\x01\x02":
            raise UnreadableArchive(f"{shown} is damaged: its directory breaks off", hint=_AGAIN)
        entry = _ENTRY.unpack_from(raw, at)
        flags, method, crc, packed, size = entry[3], entry[4], entry[7], entry[8], entry[9]
        name_end = at + _ENTRY.size + entry[10]
        extra_end = name_end + entry[11]
        name = _name(raw[at + _ENTRY.size : name_end], utf8=bool(flags & _UTF8_FLAG))
        offset = entry[16]
        if _FULL_32 in (size, packed, offset):
            size, packed, offset = _zip64_sizes(raw[name_end:extra_end], size, packed, offset)
        at = extra_end + entry[12]
        if not name.endswith("/"):
            yield name, Record(offset + directory.shift, packed, size, crc, method, flags)


def _name(raw: bytes, *, utf8: bool) -> str:
    """Decode a member's name; some Windows programs write backslashes, which mean folders."""
    try:
        text = raw.decode("utf-8" if utf8 else "cp437")
    except UnicodeDecodeError:
        text = raw.decode("cp437")
    return text.partition("\0")[0].replace("\\", "/")


def _zip64_sizes(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Take each value that did not fit into 32 bits from the zip64 field, where they stand in this order."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _ZIP64_EXTRA:
            count = min(length, len(extra) - at - 4) // 8
            wide = iter(struct.unpack_from(f"<{count}Q", extra, at + 4))
            size = next(wide, size) if size == _FULL_32 else size
            packed = next(wide, packed) if packed == _FULL_32 else packed
            offset = next(wide, offset) if offset == _FULL_32 else offset
            break
        at += 4 + length
    return size, packed, offset
