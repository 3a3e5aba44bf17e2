"""Rows to values and values to columns."""

import json
from typing import Any

import msgspec
from sqlalchemy import Row

from migrator.ledger.records import Head, StepRecord
from migrator.model import JobId, Reason, State, StepId


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


def head_of(row: Row[*tuple[Any, ...]]) -> Head:
    """Return a row's shortened value."""
    key = (row.source_id, row.part)
    return Head(StepId(row.id), State(row.state), row.position, key, _parent(row), _wants(row))


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
