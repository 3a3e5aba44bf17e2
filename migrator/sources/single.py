"""One file that is an archive by itself, as a container; what belongs to it may lie beside it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from migrator.model import FileStamp
from migrator.sources.container import DamagedMember, is_junk
from migrator.sources.folder import FolderContainer

_ENDS_BYTES = 1 << 16
"""Ours: as much of each end of the file as goes into its digest; it is cheap for any size that way."""


class FileContainer:
    """The file, and beside it `NAME.json`, `NAME_blobs/` and `blobs/`, as programs for backups lay them out."""

    def __init__(self, path: Path) -> None:
        """Look what lies beside the file."""
        self._path = path
        self._size = path.stat().st_size
        self._beside: dict[str, tuple[Path, int]] = {}
        described = path.with_suffix(".json")
        if described != path and described.is_file():
            self._beside[described.name] = (described, described.stat().st_size)
        for folder in (path.with_name(f"{path.stem}_blobs"), path.with_name("blobs")):
            if folder.is_dir():
                inside = FolderContainer(folder)
                for name in inside.names():
                    self._beside[f"{folder.name}/{name}"] = (folder / name, inside.size(name) or 0)

    @property
    def stamp(self) -> FileStamp:
        """Return the digest of the file's size and ends, and of what lies beside it."""
        digest = hashlib.sha256(f"{self._size}\n".encode())
        with self._path.open("rb") as file:
            digest.update(file.read(_ENDS_BYTES))
            file.seek(max(0, self._size - _ENDS_BYTES))
            digest.update(file.read(_ENDS_BYTES))
        for name, (_path, size) in sorted(self._beside.items()):
            digest.update(f"{name}\0{size}\n".encode("utf-8", "surrogateescape"))
        return FileStamp(name=self._path.name, size_bytes=self._size, digest=digest.hexdigest())

    @property
    def shown(self) -> str:
        """Return the file's name."""
        return self._path.name

    @property
    def duplicates(self) -> int:
        """Return 0: a folder has every name once."""
        return 0

    def names(self) -> Iterable[str]:
        """Return the file's name first, then what lies beside it."""
        return [self._path.name, *(name for name in self._beside if not is_junk(name))]

    def size(self, name: str) -> int | None:
        """Return a file's size when it was found."""
        if name == self._path.name:
            return self._size
        found = self._beside.get(name)
        return found[1] if found else None

    def open(self, name: str) -> IO[bytes]:
        """Open the file, or one beside it."""
        path = self._path if name == self._path.name else self._beside[name][0]
        try:
            return path.open("rb")
        except OSError as error:
            raise DamagedMember(f"{name} can't be opened: {error.strerror}") from error

    def close(self) -> None:
        """Do nothing: between reads no file is open."""
