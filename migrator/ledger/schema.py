"""Brings a ledger's tables up to date, one revision after the other, or leaves it as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from migrator.errors import JobStopped

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, migrations: Path = MIGRATIONS) -> None:
    """Apply the revisions that are missing, all in one transaction; keep a copy of an older ledger.

    Raises `JobStopped` if the ledger was written by a newer program.
    """
    current = _current(engine)
    if current is not None and current == _newest(migrations):
        return
    # Alembic takes longer to import than all of this: only where there is something to do.
    from migrator.ledger import revisions  # noqa: PLC0415

    if current is not None and current not in revisions.known(migrations):
        raise JobStopped(
            f"this ledger was written by a newer migrator (its revision is {current})",
            hint="install the newest migrator, or name another folder with --data-dir",
        )
    if current is not None:
        _copy_aside(engine, current)
    with engine.begin() as connection:
        revisions.apply(connection, migrations)


def _current(engine: Engine) -> str | None:
    """Return the revision of the ledger; None if it is new."""
    with engine.begin() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _newest(migrations: Path) -> str:
    """Return the newest revision, which the names of the files begin with."""
    return max(path.name.partition("_")[0] for path in (migrations / "versions").glob("[0-9]*_*.py"))


def _copy_aside(engine: Engine, revision: str) -> None:
    """Copy an SQLite ledger to NAME.REVISION.bak beside it; other databases have backups of their own."""
    name = engine.url.database
    if engine.url.get_backend_name() != "sqlite" or not name or name == ":memory:":
        return
    copy = Path(f"{name}.{revision}.bak")
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(name)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
