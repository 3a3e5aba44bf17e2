"""What Alembic does for the ledger; imported only where there is something to do."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def known(migrations: Path) -> frozenset[str]:
    """Return all revisions there are."""
    return frozenset(script.revision for script in ScriptDirectory(str(migrations)).walk_revisions())


def apply(connection: Connection, migrations: Path) -> None:
    """Apply the revisions that are missing."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
