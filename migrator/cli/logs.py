"""The log file: what a bug report needs, never a token."""

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from migrator.settings import Settings

LARGEST_BYTES: Final = 2_000_000
"""A few days of a busy run; one older file is kept."""

NAME: Final = "migrator"
FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
CHATTY: Final = ("httpx", "httpcore", "PIL", "uvicorn", "markdown_it", "asyncio", "alembic")


def path(settings: Settings) -> Path:
    """Return where the log is."""
    return settings.data_dir / "migrator.log"


def start(settings: Settings, *, verbose: bool) -> None:
    """Send the program's log to its file, and with `verbose` to the screen too. A second call changes nothing."""
    root = logging.getLogger()
    if any(handler.name == NAME for handler in root.handlers):
        return
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    handlers: list[logging.Handler] = [_LogFile(path(settings))]
    if verbose:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.name = NAME
        handler.setFormatter(logging.Formatter(FORMAT))
        root.addHandler(handler)
    root.setLevel(logging.DEBUG if verbose else settings.log_level.upper())
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def stop() -> None:
    """Close what `start` opened."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if handler.name == NAME:
            root.removeHandler(handler)
            handler.close()


class _LogFile(RotatingFileHandler):
    """A log only its owner can read: it holds addresses of posts, private ones too."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=LARGEST_BYTES, backupCount=1, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_APPEND, 0o600))
        return super()._open()
