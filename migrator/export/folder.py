"""The folder or zip file that an export makes."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final
from urllib.parse import unquote, urlsplit

import msgspec

from migrator.errors import UserError
from migrator.export.activity import Json
from migrator.targets.timeline import ShownFile

WORK: Final = ".export"
"""Folder inside the archive's that is there only until the export is complete."""

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 120
"""Ours, in characters: file systems take 255 bytes, and a letter may have two."""

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold, so that the same archive is the same file."""


def member_of(file: ShownFile) -> str:
    """Return where an archive keeps a file; nothing that a server says can lead elsewhere.

    >>> member_of(ShownFile(id="../7", url="https://h/x/..%2f..%2fetc/a b.png?x=1"))
    'media_attachments/files/7/original/a_b.png'
    """
    folder = _UNSAFE.sub("_", file.id).strip("._") or "file"
    name = PurePosixPath(unquote(urlsplit(file.url or file.remote_url or "").path)).name
    safe = _UNSAFE.sub("_", name)[-_LONGEST_NAME:].strip("._") or "file"
    return f"media_attachments/files/{folder}/original/{safe}"


def fit_for_use(output: Path, folder: Path, *, zipped: bool) -> None:
    """Raise `UserError` where an export would mix with something else."""
    if zipped:
        if output.is_dir():
            raise UserError(f"{output} is a folder", hint="name a zip file or another folder")
        return
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file", hint="name a folder, or a file that ends in .zip")
    if folder.is_dir() and any(folder.iterdir()) and not _is_ours(folder):
        raise UserError(f"{folder} holds something else already", hint="name a new or empty folder with --output")


def _is_ours(folder: Path) -> bool:
    return (folder / WORK).is_dir() or (folder / "outbox.json").is_file()


class fresh:  # noqa: N801 - used like a function
    """A file that takes the old one's place when it is whole."""

    def __init__(self, path: Path) -> None:
        self._path, self._new = path, path.with_name(f"{path.name}.new")

    def __enter__(self) -> IO[bytes]:
        self._file = self._new.open("wb")
        return self._file

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        self._file.close()
        if kind is None:
            self._new.replace(self._path)


def put(path: Path, value: Json) -> None:
    """Write a value as JSON that people can read."""
    with fresh(path) as file:
        file.write(msgspec.json.format(msgspec.json.encode(value)))


def pack(folder: Path, output: Path) -> None:
    """Put the folder into a zip, files as they are: pictures don't get smaller."""
    with fresh(output) as file, zipfile.ZipFile(file, "w") as archive:
        for path in sorted(_files_of(folder)):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _DAY_ONE)
            info.compress_type = zipfile.ZIP_DEFLATED if path.suffix == ".json" else zipfile.ZIP_STORED
            info.external_attr = 0o600 << 16
            with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as member:
                while chunk := source.read(1 << 20):
                    member.write(chunk)


def _files_of(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] != WORK)


def remove(folder: Path) -> None:
    """Remove a work folder and all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)
