"""The work folder of an export: what has come so far, and from where to go on."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from migrator.targets.timeline import SHOWN, Shown

_VERSION: Final = 1


class Checkpoint(msgspec.Struct, kw_only=True):
    """How far an export is; written after each page, in the place of the one before."""

    account: str
    """Address of the account's server and its id there."""

    own: bool
    """Whether it was read with the account's own sign-in, so that its narrower posts are among the rest."""

    version: int = _VERSION
    older_than: str | None = None
    size: int = 0
    """Bytes of the list of posts that are whole."""

    posts: int = 0
    files: int = 0
    listed: bool = False
    """Whether all posts have come."""


class Notebook:
    """Posts as they came, one a line, newest first, and the checkpoint beside them."""

    def __init__(self, folder: Path, account: str, *, own: bool) -> None:
        """Open the folder; what another account, or a visitor instead of the owner, left there is thrown away."""
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lines = folder / "posts.jsonl"
        self._file = folder / "checkpoint.json"
        found = self._found()
        if found is None or (found.account, found.own, found.version) != (account, own, _VERSION):
            found = Checkpoint(account=account, own=own)
            self._lines.unlink(missing_ok=True)
        self.checkpoint = found

    def _found(self) -> Checkpoint | None:
        try:
            found = msgspec.json.decode(self._file.read_bytes(), type=Checkpoint)
            return found if found.size <= self._size() else None
        except (OSError, msgspec.DecodeError):
            return None

    def _size(self) -> int:
        return self._lines.stat().st_size if self._lines.exists() else 0

    def add(self, page: Sequence[tuple[str, bytes]]) -> None:
        """Keep a page: first the posts, then the word that they are there."""
        point = self.checkpoint
        with self._lines.open("r+b" if self._lines.exists() else "wb") as file:
            file.seek(point.size)
            file.truncate()
            for _id, raw in page:
                file.write(raw.replace(b"\n", b" ") + b"\n")
                point.files += raw.count(b'"preview_url"')
            file.flush()
            os.fsync(file.fileno())
            point.size = file.tell()
        point.older_than = page[-1][0]
        point.posts += len(page)
        self._save()

    def finish_list(self) -> None:
        """Note that all posts have come."""
        self.checkpoint.listed = True
        self._save()

    def _save(self) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(self.checkpoint))
        fresh.replace(self._file)

    def posts(self) -> Iterator[tuple[int, Shown | None]]:
        """Yield all posts with their places in the file, newest first; None for one that can't be read."""
        if not self._lines.exists():
            return
        with self._lines.open("rb") as file:
            place = 0
            while place < self.checkpoint.size and (line := file.readline()):
                yield place, _shown(line)
                place += len(line)

    def at(self, places: Sequence[int]) -> Iterator[Shown]:
        """Yield the posts at these places, in this order."""
        if not places:
            return
        with self._lines.open("rb") as file:
            for place in places:
                file.seek(place)
                shown = _shown(file.readline())
                if shown is not None:
                    yield shown

    def remove(self) -> None:
        """Throw the folder away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _shown(line: bytes) -> Shown | None:
    with suppress(msgspec.DecodeError):
        return SHOWN.decode(line)
    return None
