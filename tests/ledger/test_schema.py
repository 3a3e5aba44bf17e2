"""Revisions: whatever the way, the tables are the same; what fails leaves nothing behind."""

import shutil
import sqlite3
import stat
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.pool import NullPool

from migrator.errors import JobStopped, UserError
from migrator.ledger import Ledger, schema
from migrator.ledger.store import _engine
from migrator.ledger.tables import metadata

NEXT = '''"""A test's."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{number:04}", "{before:04}", None, None
def upgrade():
    op.create_table("extra_{number}", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("UPDATE target SET family = 'changed'")
    {then}
'''
REVISIONS = [script.revision for script in ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()]


@pytest.fixture
def migrations(tmp_path):
    """A copy of the revisions, for a test to add to."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def add_revision(folder, then="pass"):
    number = len(REVISIONS) + 1
    text = NEXT.format(number=number, before=number - 1, then=then)
    (folder / "versions" / f"{number:04}_test.py").write_text(text)


def tables(path):
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    connection.close()
    return dict(rows)


def engine_of(path):
    return _engine(f"sqlite:///{path}", begin="BEGIN IMMEDIATE", poolclass=NullPool)


def test_the_revisions_make_what_the_tables_say(tmp_path):
    path = tmp_path / "ledger.db"
    Ledger.at(path).close()
    with engine_of(path).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("older", REVISIONS)
def test_every_older_revision_becomes_the_same_as_a_fresh_one(tmp_path, migrations, older):
    for script in (migrations / "versions").glob("0*.py"):
        if script.name[:4] > older:
            script.unlink()
    old, fresh = tmp_path / "old.db", tmp_path / "fresh.db"
    schema.upgrade(engine_of(old), migrations)
    Ledger.at(old).close()
    Ledger.at(fresh).close()
    assert tables(old) == tables(fresh)


def test_an_older_ledger_is_copied_aside_before_its_first_migration(tmp_path, migrations):
    path = tmp_path / "ledger.db"
    with Ledger.at(path) as ledger:
        ledger.jobs.target(server="s", remote_id="1", acct="@a@s", url="", family="old")
    add_revision(migrations)
    schema.upgrade(engine_of(path), migrations)
    copy = tmp_path / f"ledger.db.{REVISIONS[0]}.bak"
    assert "extra_2" in tables(path)
    assert "extra_2" not in tables(copy)
    with Ledger.at(copy) as kept:
        assert [row.family for row in kept.jobs.targets()] == ["old"]
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_fresh_ledger_leaves_no_copy(tmp_path):
    Ledger.at(tmp_path / "ledger.db").close()
    assert list(tmp_path.glob("*.bak")) == []


def test_a_revision_that_breaks_leaves_nothing_behind(tmp_path, migrations):
    path = tmp_path / "ledger.db"
    with Ledger.at(path) as ledger:
        ledger.jobs.target(server="s", remote_id="1", acct="@a@s", url="", family="old")
    before = tables(path)
    add_revision(migrations, then="raise RuntimeError('broken')")
    with pytest.raises(RuntimeError, match="broken"):
        schema.upgrade(engine_of(path), migrations)
    assert tables(path) == before
    with Ledger.at(path) as ledger:
        assert [row.family for row in ledger.jobs.targets()] == ["old"]


def test_a_ledger_of_a_newer_program_is_refused_and_left_alone(tmp_path, migrations):
    path = tmp_path / "ledger.db"
    add_revision(migrations)
    Ledger.at(path).close()
    schema.upgrade(engine_of(path), migrations)
    before = tables(path)
    with pytest.raises(JobStopped, match="newer migrator"):
        Ledger.at(path)
    assert tables(path) == before


def test_a_file_that_is_no_ledger_is_named_and_left_alone(tmp_path):
    path = tmp_path / "ledger.db"
    path.write_bytes(b"this is a diary, not a database" * 100)
    with pytest.raises(UserError, match="can't be used as a ledger"):
        Ledger.at(path)
    assert path.read_bytes() == b"this is a diary, not a database" * 100


def test_a_folder_with_marks_in_its_name_is_a_folder(tmp_path):
    path = tmp_path / "what? #1 50% & more" / "ledger.db"
    Ledger.at(path).close()
    assert path.stat().st_size > 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_can_read_the_ledger(tmp_path):
    path = tmp_path / "data" / "ledger.db"
    with Ledger.at(path) as ledger:
        ledger.jobs.target(server="s", remote_id="1", acct="@a@s", url="", family="f")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {"ledger.db": 0o600, "ledger.db-wal": 0o600, "ledger.db-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_can_not_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="can't be made"):
        Ledger.at(tmp_path / "file" / "ledger.db")
