"""A zip file as a container: random access, each opened member with a file handle of its own."""

import io
import struct
import zlib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import IO

from migrator.errors import UnreadableArchive
from migrator.model import FileStamp
from migrator.sources.container import DamagedMember, is_junk, is_safe
from migrator.sources.zipdir import Record, entries, freeze, read_directory, size_of, thaw

_STORED, _DEFLATED, _DEFLATE64 = 0, 8, 9
_ENCRYPTED = 0x1
_LOCAL = struct.Struct("<4s5H3L2H")
_READ_BYTES = 2**20
_PIECE_BYTES, _CRUMB_BYTES = 2**18, 2**7
MAX_RATIO = 200
"""Unpacked bytes per packed byte above which a large member is taken for a bomb.

Ours: X's JSON packs 10 to 40 times, zlib's own limit is 1032 (https://zlib.net/zlib_tech.html).
"""

_SMALL_BYTES = 64 * 2**20
"""Ours: below this a ratio proves nothing (a file of blanks), and does no harm."""


class ZipContainer:
    """The members of one zip file. Reading is safe from several threads."""

    def __init__(self, path: Path) -> None:
        """Read the directory; raises `UnreadableArchive` for anything that can't be read safely."""
        self._path = path
        self._members: dict[str, bytes] = {}
        self._duplicates = 0
        with path.open("rb") as file:
            directory = read_directory(file, self.shown)
        spans: list[tuple[int, int]] = []
        for name, record in entries(directory, self.shown):
            spans.append((record.offset, record.offset + _LOCAL.size + record.packed))
            if is_junk(name) or not is_safe(name):
                continue
            self._check(name, record)
            self._duplicates += name in self._members
            self._members[name] = freeze(record)
        self._check_overlaps(spans, directory.start)
        self._stamp = FileStamp(name=path.name, size_bytes=path.stat().st_size, digest=directory.digest)

    @property
    def stamp(self) -> FileStamp:
        """Return the digest of the directory."""
        return self._stamp

    @property
    def shown(self) -> str:
        """Return the file's name."""
        return self._path.name

    @property
    def duplicates(self) -> int:
        """Return how many names occur more than once."""
        return self._duplicates

    def names(self) -> Iterable[str]:
        """Return all members' names."""
        return self._members.keys()

    def size(self, name: str) -> int | None:
        """Return the member's size, as the directory claims."""
        frozen = self._members.get(name)
        return None if frozen is None else size_of(frozen)

    def open(self, name: str) -> IO[bytes]:
        """Open a member with a handle of its own."""
        record = thaw(self._members[name])
        file = self._path.open("rb")
        file.seek(record.offset)
        local = file.read(_LOCAL.size)
        if len(local) < _LOCAL.size or local[:4] != b"PK\x03\x04":
            file.close()
            raise DamagedMember(f"{name} in {self.shown} is damaged: its header is not where it should be")
        fields = _LOCAL.unpack(local)
        file.seek(record.offset + _LOCAL.size + fields[9] + fields[10])
        return io.BufferedReader(_MemberReader(file, record, f"{name} in {self.shown}"), _READ_BYTES)

    def close(self) -> None:
        """Do nothing: between reads no file is open."""

    def _check(self, name: str, record: Record) -> None:
        if record.flags & _ENCRYPTED:
            raise UnreadableArchive(
                f"{self.shown} is encrypted", hint="unpack it with its password and give the folder instead"
            )
        if record.method not in (_STORED, _DEFLATED):
            how = "Deflate64" if record.method == _DEFLATE64 else f"method {record.method}"
            raise UnreadableArchive(
                f"{self.shown} is packed with {how}, which migrator can't read ({name})",
                hint="unpack it and give the folder instead, or give the zip as it was downloaded",
            )
        if record.size > _SMALL_BYTES and record.size > MAX_RATIO * max(1, record.packed):
            raise UnreadableArchive(
                f"{name} in {self.shown} claims to unpack to {record.size // 2**20} MiB from"
                f" {max(1, record.packed // 1024)} KiB: this looks like a zip bomb",
                hint="give the zip as it was downloaded",
            )

    def _check_overlaps(self, spans: list[tuple[int, int]], limit: int) -> None:
        spans.sort()
        for (_start, end), (following, _end) in pairwise([*spans, (limit, limit)]):
            if end > following:
                raise UnreadableArchive(
                    f"{self.shown} is damaged or hostile: its members overlap", hint="download it again"
                )


class _MemberReader(io.RawIOBase):
    """Unpack one member as it is read, counting bytes and checking the checksum at its end."""

    def __init__(self, file: IO[bytes], record: Record, shown: str) -> None:
        self._file = file
        self._shown = shown
        self._packed_left = record.packed
        self._left = record.size
        self._crc_expected, self._crc = record.crc, 0
        self._inflate = zlib.decompressobj(-15) if record.method == _DEFLATED else None
        self._pending, self._step = b"", _PIECE_BYTES
        self._longer = False

    def readable(self) -> bool:
        """Return true: it reads."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed says Buffer
        """Fill the buffer with unpacked bytes; raises `DamagedMember` where they are wrong."""
        if not len(buffer):
            return 0
        data = self._next(len(buffer))
        if len(data) > self._left:
            # What was announced is handed out first; the next read says that there is more.
            self._longer, data = True, data[: self._left]
        if self._longer and not data:
            raise DamagedMember(f"{self._shown} is longer than the zip file's directory says")
        self._left -= len(data)
        self._crc = zlib.crc32(data, self._crc)
        if not data and self._left:
            raise DamagedMember(f"{self._shown} breaks off: {self._left} bytes are missing")
        if not data and self._crc != self._crc_expected:
            raise DamagedMember(f"{self._shown} is damaged: its checksum is wrong")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file handle too."""
        self._file.close()
        super().close()

    def _next(self, wanted: int) -> bytes:
        """Return up to `wanted` unpacked bytes; empty at the end."""
        if self._inflate is None:
            return self._packed(wanted)
        while not self._inflate.eof:
            packed = self._pending or self._packed(_PIECE_BYTES)
            before = self._inflate.copy()
            try:
                data = self._inflate.decompress(packed[: self._step], wanted)
            except zlib.error as error:
                if self._step == _CRUMB_BYTES:
                    raise DamagedMember(f"{self._shown} is damaged and can't be unpacked further") from error
                # Go back and on in crumbs, so that everything before the damage is read.
                self._step, self._inflate, self._pending = _CRUMB_BYTES, before, packed
                continue
            self._pending = self._inflate.unconsumed_tail + packed[self._step :]
            if data or not packed:
                return data
        return b""

    def _packed(self, wanted: int) -> bytes:
        data = self._file.read(min(wanted, self._packed_left))
        self._packed_left -= len(data)
        return data
