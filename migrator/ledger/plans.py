"""Puts a plan into the ledger: new steps in the place of those not begun, and slots that are for ever."""

import json
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from migrator.ledger.records import JobRow, NewStep
from migrator.ledger.rows import notes_text, reason_text
from migrator.ledger.tables import slot, step
from migrator.model import UNBEGUN, JobId, State

_BATCH = 5_000
"""Rows in one insert: large enough to be quick, small enough to hold little."""


_ANEW = {
    "state": State.PLANNED,
    "remote_id": None,
    "remote_url": "",
    "sent": None,
    "media_ids": None,
    "reason": None,
    "error": "",
}
"""What a step is before it is done again."""


def replace(
    connection: Connection, job: JobRow, steps: Sequence[NewStep], standing: AbstractSet[str] = frozenset()
) -> None:
    """Put `steps` in the place of the job's steps not yet begun, and of those that were undone.

    After an undo what had failed is tried again too: the posts it answers may be cut otherwise now.
    A source item of which any step was begun keeps all its steps as they are; only its place in the order is
    brought up to date.
    """
    if _anew(connection, job, State.UNDONE):
        _anew(connection, job, State.FAILED)
    kept = frozenset(begun(connection, job.id))
    unbegun = step.c.state.in_(UNBEGUN)
    connection.execute(
        delete(step).where(step.c.job_id == job.id, unbegun, step.c.source_id.not_in(_begun(job.id)))
    )
    for batch in _batches([_columns(job, new) for new in steps if new.source_id not in kept]):
        connection.execute(insert(step), batch)
    _move(connection, job, {new.source_id: new.position for new in reversed(steps) if new.source_id in kept})
    _give_slots(connection, job, [new for new in steps if new.source_id not in kept], standing)


def _anew(connection: Connection, job: JobRow, state: State) -> int:
    steps = update(step).where(step.c.job_id == job.id, step.c.state == state)
    return connection.execute(steps.values(**_ANEW)).rowcount


def begun(connection: Connection, job_id: JobId) -> dict[str, int]:
    """Return the source ids of which any step was begun, even one that failed, each with its last part."""
    last = select(step.c.source_id, func.max(step.c.part).label("part")).where(
        step.c.job_id == job_id, step.c.source_id.in_(_begun(job_id))
    )
    rows = connection.execute(last.group_by(step.c.source_id))
    return {row.source_id: row.part for row in rows}


def left(connection: Connection, job_id: JobId) -> dict[str, int]:
    """Return the source ids of which only some steps were begun, each with the number of the others."""
    waits = step.c.state.in_((State.PLANNED, State.BLOCKED, State.WAITING))
    others = select(step.c.source_id, func.count().label("number")).where(
        step.c.job_id == job_id, waits, step.c.source_id.in_(_begun(job_id))
    )
    rows = connection.execute(others.group_by(step.c.source_id))
    return {row.source_id: row.number for row in rows}


def _begun(job_id: JobId) -> Select[tuple[Any]]:
    unbegun = (*UNBEGUN, State.UNDONE)
    return select(step.c.source_id).where(step.c.job_id == job_id, step.c.state.not_in(unbegun)).distinct()


def slots(
    connection: Connection, target_id: int, network: str, source_account: str
) -> tuple[dict[tuple[str, int], int], frozenset[int]]:
    """Return the slots given to this source (by source id and part), and those that others have."""
    own: dict[tuple[str, int], int] = {}
    others: set[int] = set()
    for row in connection.execute(select(slot).where(slot.c.target_id == target_id)):
        if (row.network, row.source_account) == (network, source_account):
            own[row.source_id, row.part] = row.slot_ms
        else:
            others.add(row.slot_ms)
    return own, frozenset(others)


def _columns(job: JobRow, new: NewStep) -> dict[str, Any]:
    parent_source, parent_part = new.parent or (None, None)
    return {
        "job_id": job.id,
        "target_id": job.target.id,
        "kind": job.kind,
        "network": job.network,
        "source_account": job.source_account,
        "source_id": new.source_id,
        "part": new.part,
        "state": new.state,
        "position": new.position,
        "slot_ms": new.slot_ms,
        "parent_source": parent_source,
        "parent_part": parent_part,
        "wants": json.dumps(new.wants) if new.wants else None,
        "payload": new.payload,
        "written_at": new.written_at,
        "excerpt": new.excerpt,
        "source_url": new.source_url,
        "reason": reason_text(new.reason) if new.reason else None,
        "notes": notes_text(new.notes),
    }


def _move(connection: Connection, job: JobRow, positions: dict[str, int]) -> None:
    key = {"kind": job.kind, "network": job.network, "source_account": job.source_account}
    moved = update(step).filter_by(target_id=job.target.id, **key).where(step.c.source_id == bindparam("source"))
    rows = [{"source": source, "place": place} for source, place in positions.items()]
    for batch in _batches(rows):
        connection.execute(moved.values(position=bindparam("place")), batch)


def _give_slots(connection: Connection, job: JobRow, steps: Sequence[NewStep], standing: AbstractSet[str]) -> None:
    """Write down the slots of new steps; a post that is cut otherwise than planned before keeps its slots.

    The slot of a `standing` post may be another source's, and stays it: the step is about the very status there.
    """
    given, others = slots(connection, job.target.id, job.network, job.source_account)
    wanted = {(new.source_id, new.part): new.slot_ms for new in steps if new.slot_ms is not None}
    sources = {source_id for source_id, _ in wanted}
    taken_over = set(wanted.values())
    own = {
        "target_id": job.target.id,
        "network": job.network,
        "source_account": job.source_account,
    }
    stale = [
        {"source": key[0], "number": key[1]}
        for key, slot_ms in given.items()
        if key[0] in sources and slot_ms in taken_over and wanted.get(key) != slot_ms
    ]
    here = (slot.c.source_id == bindparam("source")) & (slot.c.part == bindparam("number"))
    for batch in _batches(stale):
        connection.execute(delete(slot).filter_by(**own).where(here), batch)
    gone = {(row["source"], row["number"]) for row in stale}
    rows = [
        {**own, "slot_ms": slot_ms, "source_id": key[0], "part": key[1]}
        for key, slot_ms in wanted.items()
        if (key not in given or key in gone) and not (slot_ms in others and key[0] in standing)
    ]
    for batch in _batches(rows):
        connection.execute(insert(slot), batch)


def _batches(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]
