"""Brings a ledger's tables up to date, one revision after the other, or leaves it as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from migrator.errors import JobStopped

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, migrations: Path = MIGRATIONS) -> None:
    """Apply the revisions that are missing, all in one transaction; keep a copy of an older ledger.

    Raises `JobStopped` if the ledger was written by a newer program.
    """
    scripts = ScriptDirectory(str(migrations))
    head = scripts.get_current_head()
    with engine.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return
    known = {script.revision for script in scripts.walk_revisions()}
    if current is not None and current not in known:
        raise JobStopped(
            f"this ledger was written by a newer migrator (its revision is {current})",
            hint="install the newest migrator, or name another folder with --data-dir",
        )
    if current is not None:
        _copy_aside(engine, current)
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _copy_aside(engine: Engine, revision: str) -> None:
    """Copy an SQLite ledger to NAME.REVISION.bak beside it; other databases have backups of their own."""
    name = engine.url.database
    if engine.url.get_backend_name() != "sqlite" or not name or name == ":memory:":
        return
    copy = Path(f"{name}.{revision}.bak")
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(name)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
