"""What `rehearse` and `demo` share: a practice server, and a migrator that touches nothing of the real one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec

from migrator.cli.face import Face

PORT_FILE: Final = "port"


@contextmanager
def home(keep: Path | None) -> Iterator[Path]:
    """Give the folder everything goes into: the one to keep, else one that goes away."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="migrator-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def port_of(folder: Path, wished: int) -> int:
    """Return the port to use: the one wished for, else the one of the last time: it is part of every handle."""
    file = folder / PORT_FILE
    if wished or not file.exists():
        return wished
    return int(file.read_text(encoding="ascii"))


def keep_port(folder: Path, url: str) -> None:
    """Note the port a server got, for the next time."""
    (folder / PORT_FILE).write_text(str(urlsplit(url).port), encoding="ascii")


def apart(face: Face, folder: Path) -> Face:
    """Return the same face with a ledger and a token file of its own; the system keyring is left alone."""
    own = replace(face)
    own.settings = msgspec.structs.replace(
        face.settings, data_dir=folder / "migrator", keyring=False, allow_http=True
    )
    return own


def serve(face: Face, page: str) -> None:
    """Let the person look until Ctrl-C."""
    face.say.print(f"Look at it in a browser: {page}", style="bold", soft_wrap=True)
    face.say.print("Ctrl-C ends the practice server.", style="dim")
    face.wait()
