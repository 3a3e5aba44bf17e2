"""The ledger's tables. Times are milliseconds since 1970 in UTC; the same on SQLite and PostgreSQL."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

target = Table(
    "target",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server", String, nullable=False),  # base URL without a trailing slash
    Column("remote_id", String, nullable=False),
    Column("acct", String, nullable=False),  # as @me@server
    Column("url", String, nullable=False),
    Column("family", String, nullable=False),
    UniqueConstraint("server", "remote_id"),
)

job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("network", String, nullable=False),
    Column("source_account", String, nullable=False),  # the owner's id on the old network
    Column("source_name", String, nullable=False),
    Column("target_id", ForeignKey("target.id", ondelete="CASCADE"), nullable=False),
    Column("paths", Text, nullable=False),  # JSON list: where the archive was when it was planned
    Column("fingerprint", Text, nullable=False),  # JSON
    Column("choices", Text, nullable=False),  # JSON
    Column("revision", Integer, nullable=False),
    Column("planned_at", BigInteger, nullable=False),
    Column("pause", Boolean, nullable=False, default=False),  # asked to pause; the runner looks at it
    UniqueConstraint("kind", "network", "source_account", "target_id"),
)

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job_id", ForeignKey("job.id", ondelete="CASCADE"), nullable=False),
    Column("what", String, nullable=False),  # do or undo
    Column("began_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),  # empty while it runs, and for ever if it was killed
    Column("outcome", String),  # how it ended, as the exit code's name
    Index(None, "job_id"),
)

step = Table(
    "step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job_id", ForeignKey("job.id", ondelete="CASCADE"), nullable=False),
    Column("target_id", ForeignKey("target.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String, nullable=False),
    Column("network", String, nullable=False),
    Column("source_account", String, nullable=False),
    Column("source_id", String, nullable=False),
    Column("part", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("adopted", Boolean, nullable=False, default=False),  # found on the target, not made by the job
    Column("position", Integer, nullable=False),  # place in the plan, oldest first
    Column("slot_ms", BigInteger),
    Column("parent_source", String),  # the step it answers: source id and part
    Column("parent_part", Integer),
    Column("wants", Text),  # JSON list of source ids whose new addresses its text would like to have
    Column("payload", Text),  # JSON of what is to be made; empty for skipped items
    Column("written_at", BigInteger),
    Column("excerpt", Text, nullable=False, default=""),
    Column("source_url", String, nullable=False, default=""),
    Column("reason", Text),  # JSON: why it was skipped or failed
    Column("notes", Text),  # JSON list: what was changed
    Column("media_ids", Text),  # JSON list: files uploaded for this step
    Column("sent", Text),  # the body as sent; recovery compares it
    Column("sent_at", BigInteger),
    Column("newest_before", String),  # newest own status when it was sent; only where dates are not kept
    Column("remote_id", String),
    Column("remote_url", String, nullable=False, default=""),
    Column("error", Text, nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", BigInteger),
    UniqueConstraint("target_id", "kind", "network", "source_account", "source_id", "part"),
    Index(None, "job_id", "state"),
    Index(None, "target_id", "remote_id"),
    # Two rare kinds of step that are looked for at the beginning of every run.
    Index("ix_step_adopted", "job_id", sqlite_where=text("adopted = 1"), postgresql_where=text("adopted")),
    Index(
        "ix_step_undated",
        "job_id",
        sqlite_where=text("slot_ms IS NULL AND payload IS NOT NULL"),
        postgresql_where=text("slot_ms IS NULL AND payload IS NOT NULL"),
    ),
    sqlite_autoincrement=True,  # a step's number is part of its Idempotency-Key: it must never come again
)

slot = Table(
    "slot",
    metadata,
    Column("target_id", ForeignKey("target.id", ondelete="CASCADE"), primary_key=True),
    Column("slot_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("network", String, nullable=False),
    Column("source_account", String, nullable=False),
    Column("source_id", String, nullable=False),
    Column("part", Integer, nullable=False),
    UniqueConstraint("target_id", "network", "source_account", "source_id", "part"),
)

budget = Table(
    "budget",
    metadata,
    Column("key", String, primary_key=True),  # server and address, or account and endpoint family
    Column("allowed", Integer, nullable=False),  # requests in a window; 0 if there is no limit
    Column("used", Integer, nullable=False),
    Column("others", Integer, nullable=False),
    Column("reset_at", Float, nullable=False),  # seconds since 1970
    Column("blocked_until", Float, nullable=False),  # seconds since 1970
)
