"""What servers said of accounts, so that nobody is asked again too soon."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, delete, insert, select

from migrator.ledger.tables import lookup
from migrator.ledger.writer import Writer
from migrator.model import Lookup, Standing

KEPT: Final = {
    Standing.VERIFIED: timedelta(days=7),
    Standing.GONE: timedelta(days=7),
    Standing.MISSING: timedelta(days=1),
    Standing.UNKNOWN: timedelta(hours=1),
    Standing.UNREACHABLE: timedelta(hours=1),
}
"""How long an answer counts; ours: people move seldom, servers come back soon."""

_BATCH: Final = 500
"""Handles in one query; SQLite took 999 parameters before 3.32. https://www.sqlite.org/limits.html"""

_SECOND_MS: Final = 1_000


class Lookups:
    """The store of look-ups; `friends.webfinger.Memory` is its like without a file."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        """Read through `engine`, write through `writer`."""
        self._engine = engine
        self._writer = writer

    def load(self, handles: Sequence[str], *, now_ms: int) -> Mapping[str, Lookup]:
        """Return what is known of these handles and still counts."""
        found: dict[str, Lookup] = {}
        with self._engine.connect() as connection:
            for batch in _batches(handles):
                query = select(lookup).where(lookup.c.handle.in_(batch), lookup.c.until > now_ms)
                found.update((row.handle, _lookup(row)) for row in connection.execute(query))
        return found

    def store(self, answers: Sequence[Lookup], *, now_ms: int) -> None:
        """Keep these answers, in the place of older ones."""
        newest = {one.handle: one for one in answers}

        def op(connection: Connection) -> None:
            for batch in _batches(list(newest)):
                connection.execute(delete(lookup).where(lookup.c.handle.in_(batch)))
                connection.execute(insert(lookup), [_columns(newest[handle], now_ms) for handle in batch])

        if newest:
            self._writer.write(op)


def _batches(handles: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(handles), _BATCH):
        yield handles[start : start + _BATCH]


def _lookup(row: Row[*tuple[Any, ...]]) -> Lookup:
    return Lookup(
        handle=row.handle,
        standing=Standing(row.standing),
        canonical=row.canonical,
        actor=row.actor,
        moved_to=row.moved_to,
        kind=row.kind,
        x_names=tuple(row.x_names.split()),
        detail=row.detail,
    )


def _columns(one: Lookup, now_ms: int) -> dict[str, Any]:
    return {
        "handle": one.handle,
        "standing": one.standing.value,
        "canonical": one.canonical,
        "actor": one.actor,
        "moved_to": one.moved_to,
        "kind": one.kind,
        "x_names": " ".join(one.x_names),
        "detail": one.detail,
        "until": now_ms + int(KEPT[one.standing].total_seconds()) * _SECOND_MS,
    }
