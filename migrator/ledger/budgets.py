"""Request budgets as rows, so that all processes on this computer share them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Row, delete, insert, select

from migrator.ledger.tables import budget
from migrator.ledger.writer import Writer
from migrator.net.budget import Budget, Change

T = TypeVar("T")


class Budgets:
    """A `migrator.net.BudgetStore` over the ledger."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        """Read through `engine`, write through `writer`."""
        self._engine = engine
        self._writer = writer

    def load(self, key: str) -> Budget | None:
        """Return the budget of this key; None if none is stored."""
        with self._engine.connect() as connection:
            return _load(connection, key)

    def update(self, keys: Sequence[str], change: Change[T]) -> T:
        """Read these budgets, store what `change` makes of them, return its answer: all in one transaction."""

        def op(connection: Connection) -> T:
            before = [_load(connection, key) for key in keys]
            after, answer = change(before)
            for key, old, new in zip(keys, before, after, strict=True):
                if new != old:
                    _store(connection, key, new)
            return answer

        return self._writer.write(op)


def _load(connection: Connection, key: str) -> Budget | None:
    row = connection.execute(select(budget).where(budget.c.key == key)).one_or_none()
    return None if row is None else _budget(row)


def _budget(row: Row[*tuple[Any, ...]]) -> Budget:
    return Budget(
        limit=row.allowed,
        reset_at=row.reset_at,
        used=row.used,
        foreign=row.others,
        blocked_until=row.blocked_until,
    )


def _store(connection: Connection, key: str, new: Budget) -> None:
    connection.execute(delete(budget).where(budget.c.key == key))
    connection.execute(
        insert(budget).values(
            key=key,
            allowed=new.limit,
            used=new.used,
            others=new.foreign,
            reset_at=new.reset_at,
            blocked_until=new.blocked_until,
        )
    )
