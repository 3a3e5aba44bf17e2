"""The ledger's revisions, in order; Alembic reads this folder."""
