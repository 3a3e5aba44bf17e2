"""What a command has at hand: settings, the service, two streams, and a person who may or may not be there."""

import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

import typer
import tzlocal
from rich.console import Console

from migrator.cli import logs
from migrator.errors import Exit, Refused, UserError
from migrator.pages.rows import Row, json_line
from migrator.service import Service
from migrator.settings import Settings, config_path, load
from migrator.wiring.rehearsal import Practice


@dataclass(kw_only=True)
class Face:
    """The command line's surroundings; tests make their own."""

    build: Callable[[Settings], AbstractContextManager[Service]]
    practice: Callable[..., AbstractContextManager[Practice]]
    """Runs a practice server; takes the arguments of `wiring.rehearsal.rehearsal`."""

    sample: Callable[[Path], Path]
    """Makes the sample archive in a folder."""

    wait: Callable[[], None]
    """Returns at Ctrl-C."""

    environ: Mapping[str, str]
    now: Callable[[], datetime]
    clock: Callable[[], float]
    """Seconds of a clock that never jumps."""

    out: TextIO
    """Data: JSON and CSV."""

    say: Console
    """Words for people."""

    stdin: TextIO
    open_browser: Callable[[str], bool]
    config: Path | None = None
    flags: dict[str, object] = field(default_factory=dict)
    verbose: bool = False

    @cached_property
    def settings(self) -> Settings:
        """The settings, read when they are first needed, so that `--help` works with a broken file."""
        return load(path=self.config, environ=self.environ, flags=self.flags)

    @property
    def config_file(self) -> Path:
        """Where the config file is or would be."""
        return self.config or config_path(self.environ)

    @cached_property
    def zone(self) -> tzinfo:
        """The zone that dates are read and shown in."""
        return ZoneInfo(self.settings.timezone) if self.settings.timezone else tzlocal.get_localzone()

    @contextmanager
    def service(self) -> Iterator[Service]:
        """Open the service, with the log in place."""
        try:
            logs.start(self.settings, verbose=self.verbose)
        except OSError as error:
            folder = self.settings.data_dir
            raise UserError(
                f"the data folder {folder} can't be used: {error.strerror or error}",
                hint="--data-dir names another",
            ) from error
        with self.build(self.settings) as service:
            yield service

    def line(self, row: Row) -> None:
        """Print one JSON line; a reader that went away ends the command without a fuss."""
        self.data(json_line(row))

    def try_line(self, row: Row) -> bool:
        """Print one JSON line and return whether there is still a reader."""
        try:
            self.line(row)
        except typer.Exit:
            return False
        return True

    def data(self, text: str) -> None:
        """Write to standard output."""
        try:
            self.out.write(text)
            self.out.flush()
        except BrokenPipeError:
            # Python flushes standard output once more at its end and would complain there.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.out.fileno())
            os.close(nowhere)
            raise typer.Exit(Exit.DONE) from None

    @property
    def stream(self) -> "DataStream":
        """Standard output as a file that others can write to."""
        return DataStream(self)

    @property
    def interactive(self) -> bool:
        """Whether somebody can answer a question."""
        return self.stdin.isatty() and self.say.is_terminal

    def question(self, text: str) -> str:
        """Ask for a line; empty at the end of input."""
        self.say.print(f"{text} ", style="bold", end="")
        line = self.stdin.readline()
        if not line.endswith("\n"):
            self.say.print()
        return line.strip()

    def agree(self, text: str, *, yes: bool) -> None:
        """Ask once; raise `Refused` on anything but yes, and `UserError` where nobody can answer."""
        if yes:
            return
        if not self.interactive:
            raise UserError("this needs a yes, and nobody can be asked here", hint="add --yes to agree beforehand")
        if self.question(f"{text} [y/N]").lower() not in {"y", "yes"}:
            raise Refused("nothing was done: you didn't say yes")


class DataStream(io.TextIOBase):
    """Standard output, where a reader may go away."""

    def __init__(self, face: Face) -> None:
        self._face = face

    def write(self, text: str, /) -> int:
        """Write as `Face.data` does."""
        self._face.data(text)
        return len(text)
