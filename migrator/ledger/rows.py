"""Rows to values and values to columns."""

import json
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Row

from migrator.ledger.records import Head, StepRecord
from migrator.ledger.tables import step
from migrator.model import JobId, Reason, State, StepId

HEAD_COLUMNS = (
    step.c.id,
    step.c.state,
    step.c.position,
    step.c.source_id,
    step.c.part,
    step.c.parent_source,
    step.c.parent_part,
    step.c.wants,
)
"""What of a step makes its `Head`."""


def reason_text(reason: Reason) -> str:
    """Return a reason as its column holds it."""
    return msgspec.json.encode(reason).decode()


def notes_text(notes: tuple[Reason, ...]) -> str | None:
    """Return a step's notes as their column holds them; None for none."""
    return msgspec.json.encode(notes).decode() if notes else None


def _parent(row: Row[*tuple[Any, ...]]) -> tuple[str, int] | None:
    return None if row.parent_source is None else (row.parent_source, row.parent_part)


def _wants(row: Row[*tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(json.loads(row.wants)) if row.wants else ()


_STATES = {state.value: state for state in State}


def heads_of(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Head]:
    """Return rows' shortened values, thousands at once: the columns are `HEAD_COLUMNS`."""
    return [
        Head(
            StepId(id_),
            _STATES[state],
            position,
            (source_id, part),
            None if parent_source is None else (parent_source, parent_part or 0),
            tuple(json.loads(wants)) if wants else (),
        )
        for id_, state, position, source_id, part, parent_source, parent_part, wants in rows
    ]


def record_of(row: Row[*tuple[Any, ...]]) -> StepRecord:
    """Return a row's whole value."""
    return StepRecord(
        id=StepId(row.id),
        job_id=JobId(row.job_id),
        source_id=row.source_id,
        part=row.part,
        state=State(row.state),
        adopted=bool(row.adopted),
        position=row.position,
        slot_ms=row.slot_ms,
        parent=_parent(row),
        wants=_wants(row),
        payload=row.payload,
        written_at=row.written_at,
        excerpt=row.excerpt,
        source_url=row.source_url,
        reason=msgspec.json.decode(row.reason, type=Reason) if row.reason else None,
        notes=msgspec.json.decode(row.notes, type=tuple[Reason, ...]) if row.notes else (),
        media_ids=tuple(json.loads(row.media_ids)) if row.media_ids else (),
        sent=row.sent,
        sent_at=row.sent_at,
        newest_before=row.newest_before,
        remote_id=row.remote_id,
        remote_url=row.remote_url,
        error=row.error,
        attempts=row.attempts,
    )
