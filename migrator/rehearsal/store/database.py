"""The practice server's SQLite file: one connection, one lock, transactions."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from threading import RLock

Row = sqlite3.Row
Value = str | int | float | None


class Database:
    """One connection for the whole server; the lock lets tests look in from another thread."""

    def __init__(self, path: Path) -> None:
        self._lock = RLock()
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        # A killed server loses nothing with NORMAL; only a power cut may take the last posts.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript((files(__package__) / "schema.sql").read_text(encoding="utf-8"))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do everything inside or nothing. Transactions don't nest."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return all rows of a query."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Return the first row of a query, if there is one."""
        with self._lock:
            found: Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def number(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Return the one number that a query counts."""
        found = self.row(sql, values)
        return int(found[0]) if found is not None else 0

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Change rows and return how many."""
        with self._lock:
            return self._connection.execute(sql, values).rowcount

    def close(self) -> None:
        """Close the file; the write-ahead log is folded in."""
        with self._lock:
            self._connection.close()


def marks_for(values: Sequence[object]) -> str:
    """Return as many question marks as there are values, for an IN (...)."""
    return ",".join("?" * len(values))
