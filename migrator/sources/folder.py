"""An unpacked archive as a container. Links that lead out of the folder are not followed."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from migrator.errors import UnreadableArchive
from migrator.model import FileStamp
from migrator.sources.container import DamagedMember, is_junk

MAX_FILES = 2_000_000
"""Ours: ten times the largest archive known; more is somebody's home folder."""


class FolderContainer:
    """The files below one folder, found once when it is opened."""

    def __init__(self, path: Path) -> None:
        """List the folder; raises `UnreadableArchive` if that can't be done."""
        self._path = path
        self._sizes: dict[str, int] = {}
        for name, size in _walk(path):
            self._sizes[name] = size
            if len(self._sizes) > MAX_FILES:
                raise UnreadableArchive(
                    f"{self.shown} holds more than {MAX_FILES} files",
                    hint="give the folder that the archive was unpacked into, or its zip file",
                )

    @property
    def stamp(self) -> FileStamp:
        """Return the digest of all names and sizes."""
        digest = hashlib.sha256()
        for name in sorted(self._sizes):
            digest.update(f"{name}\0{self._sizes[name]}\n".encode("utf-8", "surrogateescape"))
        return FileStamp(
            name=self._path.resolve().name, size_bytes=sum(self._sizes.values()), digest=digest.hexdigest()
        )

    @property
    def shown(self) -> str:
        """Return the folder's name."""
        return self._path.resolve().name or str(self._path)

    @property
    def duplicates(self) -> int:
        """Return 0: a folder has every name once."""
        return 0

    def names(self) -> Iterable[str]:
        """Return all files' paths below the folder."""
        return self._sizes.keys()

    def size(self, name: str) -> int | None:
        """Return the file's size when the folder was listed."""
        return self._sizes.get(name)

    def open(self, name: str) -> IO[bytes]:
        """Open a file that was listed."""
        if name not in self._sizes:
            raise KeyError(name)
        try:
            return (self._path / name).open("rb")
        except OSError as error:
            raise DamagedMember(f"{name} in {self.shown} can't be opened: {error.strerror}") from error

    def close(self) -> None:
        """Do nothing: between reads no file is open."""


def _walk(root: Path) -> Iterator[tuple[str, int]]:
    """Yield path and size of every regular file below `root`."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            found = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError as error:
            raise UnreadableArchive(
                f"{root / folder} can't be listed: {error.strerror}", hint="check its permissions"
            ) from error
        for entry in found:
            name = folder + entry.name
            if entry.is_symlink() and not _inside(root, Path(entry.path)):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(name + "/")
            elif entry.is_file() and not is_junk(name):
                yield name, entry.stat().st_size


def _inside(root: Path, link: Path) -> bool:
    """Tell whether a symbolic link ends inside the folder."""
    return link.resolve().is_relative_to(root.resolve())
