"""How Alembic reaches the ledger: over the connection, and in the transaction, that `schema.upgrade` opened."""

from alembic import context

from migrator.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
