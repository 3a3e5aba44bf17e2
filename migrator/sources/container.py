"""A folder or a zip file as a set of named members, read in place.

It knows nothing of any archive format. Nothing is ever written or extracted; members are opened by exact name, by
those who know which names they need, so a hostile name in a zip has nowhere to lead.
"""

from collections.abc import Iterable
from typing import IO, Protocol

from migrator.errors import StepFailed
from migrator.model import FileStamp


class DamagedMember(StepFailed):
    """One member's bytes can't be read to their end; the rest of the archive may be fine."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Say which member of which file is damaged."""
        super().__init__(message, hint=hint, code="media_damaged")


class Container(Protocol):
    """Named members, as a zip file or a folder has them. Several threads may open members at once."""

    @property
    def stamp(self) -> FileStamp:
        """What tells whether it is still the same; made from the directory, cheap for any size."""

    @property
    def shown(self) -> str:
        """How to name it in a sentence: what the user called it."""

    @property
    def duplicates(self) -> int:
        """How many names occur more than once; the last of each is taken, as unzip does."""

    def names(self) -> Iterable[str]:
        """Return all members' names with forward slashes, without folders and packing junk."""

    def size(self, name: str) -> int | None:
        """Return the member's size in bytes; None if there is none of that name."""

    def open(self, name: str) -> IO[bytes]:
        """Open a member; raises `DamagedMember` here or while reading."""

    def close(self) -> None:
        """Let go of the file."""


def is_junk(name: str) -> bool:
    """Tell whether a packing program or a desktop put the member there.

    >>> is_junk("__MACOSX/data/._tweets.js"), is_junk("data/._tweets.js"), is_junk("data/tweets.js")
    (True, True, False)
    """
    last = name.rpartition("/")[2]
    return last.startswith("._") or last in {".DS_Store", "Thumbs.db", "desktop.ini"} or "__MACOSX/" in name


def is_safe(name: str) -> bool:
    """Tell whether a member's name stays inside the archive.

    >>> is_safe("../../etc/passwd"), is_safe("/abs"), is_safe("C:/x"), is_safe("data/a..b.jpg")
    (False, False, False, True)
    """
    pieces = name.split("/")
    return bool(name) and ".." not in pieces and pieces[0] != "" and ":" not in pieces[0]
