"""Opens the ledger: the file, its settings, its migrations, and the parts that read and write it."""

import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, QueuePool

from migrator.errors import UserError
from migrator.ledger import schema
from migrator.ledger.budgets import Budgets
from migrator.ledger.jobs import Jobs
from migrator.ledger.lookups import Lookups
from migrator.ledger.steps import Steps
from migrator.ledger.writer import Writer

_BUSY_MS = 10_000
"""How long a write waits for another process's write, in milliseconds."""


class Ledger:
    """One user's ledger: jobs, steps, slots, budgets and look-ups."""

    def __init__(self, url: str | URL) -> None:
        """Open or make the ledger at an SQLAlchemy URL, and bring its tables up to date.

        Raises `JobStopped` if it was written by a newer program, `UserError` if it is no ledger.
        """
        self._write_engine = _engine(url, begin="BEGIN IMMEDIATE", poolclass=NullPool)
        self._read_engine = _engine(url, begin="BEGIN", poolclass=QueuePool)
        try:
            schema.upgrade(self._write_engine)
        except DatabaseError as error:
            raise UserError(
                f"{self._write_engine.url.database} can't be used as a ledger: {error.orig}",
                hint="move the file away, or name another folder with --data-dir",
            ) from error
        self._writer = Writer(self._write_engine)
        self.jobs = Jobs(self._read_engine, self._writer)
        self.steps = Steps(self._read_engine, self._writer)
        self.lookups = Lookups(self._read_engine, self._writer)
        self.budgets = Budgets(self._read_engine, self._writer)

    @classmethod
    def at(cls, path: Path) -> Self:
        """Open or make the ledger file at `path`, readable by its owner only."""
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)
        except OSError as error:
            raise UserError(
                f"the ledger {path} can't be made: {error.strerror}",
                hint="name another folder with --data-dir",
            ) from error
        # Not as text: a folder may be named with what has a meaning in a URL.
        return cls(URL.create("sqlite", database=str(path)))

    def close(self) -> None:
        """Finish all writes and let go of the file."""
        self._writer.close()
        self._read_engine.dispose()
        self._write_engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _engine(url: str | URL, *, begin: str, poolclass: type[NullPool | QueuePool]) -> Engine:
    engine = create_engine(url, poolclass=poolclass)
    if make_url(url).get_backend_name() != "sqlite":
        return engine

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        # We say BEGIN ourselves: the driver's own would not lock at once, nor cover CREATE TABLE.
        # https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        if sys.platform == "darwin":
            # A plain fsync leaves the data in the drive's own memory on macOS.
            connection.execute("PRAGMA fullfsync=ON")

    @event.listens_for(engine, "begin")
    def say_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
