"""The plan and its progress: the only place with SQL."""

from migrator.ledger.store import Ledger

__all__ = ["Ledger"]
