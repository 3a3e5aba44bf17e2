"""A tar.gz as a container, read in place: one pass to find what is in it, then any member from the nearest state.

Servers before Mastodon 4.2 gave their archives so. Nothing is unpacked to the disk; the first bytes of each member
are kept, since planning asks for the type of every media file.
"""

import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO, NamedTuple, cast

from migrator.errors import UnreadableArchive
from migrator.model import FileStamp
from migrator.sources.container import DamagedMember, is_junk, is_safe
from migrator.sources.gzipped import Entries, Reader

HEAD_BYTES = 512
"""As much of a file as tells its type."""

MAX_RATIO = 200
"""Unpacked bytes per packed byte above which a large file is taken for a bomb, as for zip files."""

_SMALL_BYTES = 64 * 2**20
MAX_MEMBERS = 2_000_000
"""Ours, as for folders."""

_BLOCK_BYTES = 2**18
_AGAIN = "download it again, or unpack what there is of it and give the folder"


class _Member(NamedTuple):
    offset: int
    size: int
    head: bytes


class TarContainer:
    """The members of one tar.gz file. Reading is safe from several threads."""

    def __init__(self, path: Path) -> None:
        """Read it through once; raises `UnreadableArchive` if it is no tar.gz, or is cut off or damaged."""
        self._path = path
        self._entries = Entries(path)
        self._members: dict[str, _Member] = {}
        self._duplicates = 0
        digest = hashlib.sha256()
        stream = _Watched(Reader(self._entries, marking=True), self.shown)
        try:
            with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|", bufsize=_BLOCK_BYTES) as archive:
                while (entry := archive.next()) is not None:
                    archive.members = []  # type: ignore[attr-defined]  # else it keeps all of them
                    self._take(archive, entry, digest)
            while stream.read(_BLOCK_BYTES):
                pass
        except (tarfile.TarError, EOFError, zlib.error, OverflowError, ValueError) as error:
            raise self._unreadable(error, stream) from error
        finally:
            stream.close()
        self._stamp = FileStamp(name=path.name, size_bytes=path.stat().st_size, digest=digest.hexdigest())

    @property
    def stamp(self) -> FileStamp:
        """Return the digest of all names, sizes, dates and first bytes."""
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
        """Return the member's size."""
        found = self._members.get(name)
        return None if found is None else found.size

    def open(self, name: str) -> IO[bytes]:
        """Open a member; the stream is entered only when more than its first bytes is read."""
        member = self._members[name]
        return io.BufferedReader(_MemberReader(self._entries, member, f"{name} in {self.shown}"), HEAD_BYTES)

    def close(self) -> None:
        """Do nothing: between reads no file is open."""

    def _take(self, archive: tarfile.TarFile, entry: tarfile.TarInfo, digest: "hashlib._Hash") -> None:
        name = entry.name.removeprefix("./")
        if not entry.isreg() or entry.sparse is not None or is_junk(name) or not is_safe(name):
            return
        file = archive.extractfile(entry)
        head = file.read(HEAD_BYTES) if file is not None else b""
        digest.update(f"{name}\0{entry.size}\0{entry.mtime}\n".encode("utf-8", "surrogateescape") + head)
        self._duplicates += name in self._members
        self._members[name] = _Member(entry.offset_data, entry.size, head)
        if len(self._members) > MAX_MEMBERS:
            raise UnreadableArchive(f"{self.shown} holds more than {MAX_MEMBERS} files", hint=_AGAIN)

    def _unreadable(self, error: Exception, stream: "_Watched") -> UnreadableArchive:
        if not self._members and isinstance(error, tarfile.TarError) and stream.unpacked:
            return UnreadableArchive(
                f"{self.shown} is a gzip file but holds no archive",
                hint="give the tar.gz file as it was downloaded",
            )
        if isinstance(error, zlib.error) and not stream.unpacked:
            return UnreadableArchive(f"{self.shown} is damaged at its beginning", hint=_AGAIN)
        how = "is damaged" if isinstance(error, zlib.error) else "is cut off"
        return UnreadableArchive(f"{self.shown} {how} after {stream.packed / 1e6:.1f} MB: {error}", hint=_AGAIN)


class _Watched:
    """The unpacked stream as `tarfile` reads it, which stops where no real archive unpacks to so much."""

    def __init__(self, reader: Reader, shown: str) -> None:
        self._reader = reader
        self._shown = shown

    @property
    def packed(self) -> int:
        return self._reader.packed

    @property
    def unpacked(self) -> int:
        return self._reader.unpacked

    def read(self, size: int) -> bytes:
        """Return exactly `size` bytes but at the end, since `tarfile` takes less for the end."""
        pieces: list[bytes] = []
        left = size
        while left and (piece := self._reader.read(left)):
            pieces.append(piece)
            left -= len(piece)
        if self.unpacked > _SMALL_BYTES and self.unpacked > MAX_RATIO * max(1, self.packed):
            raise UnreadableArchive(
                f"{self._shown} unpacks to {MAX_RATIO} times its size: this looks like a bomb",
                hint="give the tar.gz file as it was downloaded",
            )
        return b"".join(pieces)

    def close(self) -> None:
        self._reader.close()


class _MemberReader(io.RawIOBase):
    """One member, from its kept first bytes and then from the stream."""

    def __init__(self, entries: Entries, member: _Member, shown: str) -> None:
        self._entries = entries
        self._member = member
        self._shown = shown
        self._at = 0
        self._reader: Reader | None = None

    def readable(self) -> bool:
        """Return true: it reads."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed says Buffer
        """Fill the buffer; raises `DamagedMember` where the file was changed or can't be read."""
        wanted = min(len(buffer), self._member.size - self._at)
        if wanted <= 0:
            return 0
        data = self._member.head[self._at : self._at + wanted] or self._from_stream(wanted)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        """Let go of the stream."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        super().close()

    def _from_stream(self, wanted: int) -> bytes:
        try:
            if self._reader is None:
                self._reader = Reader(self._entries, self._member.offset + self._at)
            data = self._reader.read(wanted)
        except (EOFError, zlib.error, OSError) as error:
            raise DamagedMember(f"{self._shown} can't be read: {error}") from error
        if not data:
            raise DamagedMember(f"{self._shown} breaks off")
        return data
