"""How far each step has come: the marks a run sets, and what a report reads."""

import json
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, and_, bindparam, func, or_, select, update

from migrator.ledger import plans
from migrator.ledger.prepared import Prepared
from migrator.ledger.records import Head, JobRow, Made, NewStep, StepRecord
from migrator.ledger.rows import HEAD_COLUMNS, heads_of, notes_text, reason_text, record_of
from migrator.ledger.tables import step
from migrator.ledger.writer import Writer
from migrator.model import JobId, Reason, State, StepId

_PAGE = 1_000
"""Steps read at once where all of a job's steps are wanted."""

_BY_ID = update(step).where(step.c.id == bindparam("id_"))
_SENDING = Prepared(
    _BY_ID.values(
        state=State.SENDING,
        sent=bindparam("sent_"),
        sent_at=bindparam("at_"),
        newest_before=bindparam("before_"),
        attempts=step.c.attempts + 1,
        error="",
    )
)
_DONE = Prepared(
    _BY_ID.values(
        state=State.DONE,
        remote_id=bindparam("remote_"),
        remote_url=bindparam("url_"),
        adopted=bindparam("adopted_"),
        reason=None,
        error="",
    )
)
_MEDIA = Prepared(_BY_ID.values(media_ids=bindparam("media_")))


class Steps:
    """The steps of all jobs.

    Marks are carried out in the order they are given. Where a mark returns a future, the mark is on disk once the
    future is done: wait for it before a request leaves, don't after an answer came.
    """

    def __init__(self, engine: Engine, writer: Writer) -> None:
        """Read through `engine`, write through `writer`."""
        self._engine = engine
        self._writer = writer
        self._lost: BaseException | None = None
        """Why a mark that nobody waited for did not get to the disk."""

    def replace_plan(
        self, job: JobRow, steps: Sequence[NewStep], standing: AbstractSet[str] = frozenset()
    ) -> None:
        """Put a new plan in the place of all steps not yet begun, and give it its slots.

        Only posts `standing` on the target already, by source id, may share a slot with another source.
        """
        self._writer.write(lambda connection: plans.replace(connection, job, steps, standing))

    def slots(
        self, target_id: int, network: str, source_account: str
    ) -> tuple[dict[tuple[str, int], int], frozenset[int]]:
        """Return the slots given to this source (by source id and part), and those that others have."""
        with self._engine.connect() as connection:
            return plans.slots(connection, target_id, network, source_account)

    def begun(self, job_id: JobId) -> dict[str, int]:
        """Return the source ids of which any step was begun, even one that failed, each with its last part."""
        with self._engine.connect() as connection:
            return plans.begun(connection, job_id)

    def elsewhere(self, target_id: int, network: str, source_account: str) -> dict[str, str]:
        """Return what jobs of other accounts of this network left on a target: first statuses by source id.

        Somebody who moved from one server to another has several accounts there, and perhaps a job for each.
        """
        query = (
            select(step.c.source_id, step.c.remote_id)
            .where(
                step.c.target_id == target_id,
                step.c.network == network,
                step.c.source_account != source_account,
                step.c.state == State.DONE,
                step.c.part <= 1,
                step.c.remote_id.is_not(None),
            )
            .order_by(step.c.id)
        )
        with self._engine.connect() as connection:
            return {row.source_id: row.remote_id for row in connection.execute(query)}

    def left(self, job_id: JobId) -> dict[str, int]:
        """Return the source ids of which only some steps were begun, each with the number of the others."""
        with self._engine.connect() as connection:
            return plans.left(connection, job_id)

    def heads(self, job_id: JobId, *states: State) -> list[Head]:
        """Return a job's steps in these states, or all but the skipped ones, shortened, in the plan's order."""
        wanted = step.c.state.in_(states) if states else step.c.state != State.SKIPPED
        query = select(*HEAD_COLUMNS).where(step.c.job_id == job_id, wanted).order_by(step.c.position)
        with self._engine.connect() as connection:
            return heads_of(connection.execute(query).all())

    def get(self, id_: StepId) -> StepRecord:
        """Return one step."""
        with self._engine.connect() as connection:
            return record_of(connection.execute(select(step).where(step.c.id == id_)).one())

    def onward(self, job_id: JobId, id_: StepId, *, most: int, back: bool = False) -> list[StepRecord]:
        """Return a step and those numbered after it (before it, if `back`) but the skipped ones, nearest first."""
        beyond = step.c.id <= id_ if back else step.c.id >= id_
        query = select(step).where(beyond, step.c.job_id == job_id, step.c.state != State.SKIPPED)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(step.c.id.desc() if back else step.c.id).limit(most)).all()
        return [record_of(row) for row in rows]

    def at(self, job_id: JobId, source_id: str, part: int) -> StepRecord | None:
        """Return the step of a source item's part."""
        query = select(step).where(step.c.job_id == job_id, step.c.source_id == source_id, step.c.part == part)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return record_of(row) if row else None

    def made(self, job_id: JobId, source_id: str, part: int | None = None) -> Made | None:
        """Return what a source item's part (its first, if none is named) left on the target.

        Where the item is cut otherwise by now and has no such part, its last one stands for it.
        """
        columns = (step.c.part, step.c.state, step.c.remote_id, step.c.remote_url, step.c.adopted)
        query = select(*columns).where(step.c.job_id == job_id, step.c.source_id == source_id)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(step.c.part)).all()
        done = [row for row in rows if row.state == State.DONE]
        if part in {row.part for row in rows}:
            done = [row for row in done if row.part == part]
        row = next(iter(done if part is None else reversed(done)), None)
        return Made(remote_id=row.remote_id, url=row.remote_url, adopted=bool(row.adopted)) if row else None

    def adopted(self, job_id: JobId) -> frozenset[StepId]:
        """Return the steps of a job that were found on the target; undoing leaves them alone."""
        with self._engine.connect() as connection:
            found = select(step.c.id).where(step.c.job_id == job_id, step.c.adopted)
            return frozenset(StepId(id_) for id_ in connection.execute(found).scalars())

    def remote_ids(self, target_id: int) -> frozenset[str]:
        """Return the ids of all statuses that jobs made or adopted on a target account."""
        query = select(step.c.remote_id).where(step.c.target_id == target_id, step.c.remote_id.is_not(None))
        with self._engine.connect() as connection:
            return frozenset(connection.execute(query).scalars())

    def records(self, job_id: JobId, *states: State) -> Iterator[StepRecord]:
        """Yield a job's steps (all, or those in some states) in the plan's order, page by page."""
        query = select(step).where(step.c.job_id == job_id).order_by(step.c.position, step.c.id).limit(_PAGE)
        if states:
            query = query.where(step.c.state.in_(states))
        place, id_ = -1, 0
        while True:
            behind = or_(step.c.position > place, and_(step.c.position == place, step.c.id > id_))
            with self._engine.connect() as connection:
                rows = connection.execute(query.where(behind)).all()
            if not rows:
                return
            yield from map(record_of, rows)
            place, id_ = rows[-1].position, rows[-1].id

    def slot_range(self, job_id: JobId, *states: State) -> tuple[int, int] | None:
        """Return the first and last slot of the job's steps in these states; None if there are none.

        Without states, of those that were begun. Slots are milliseconds.
        """
        begun = (State.SENDING, State.DONE, State.FAILED, State.UNDOING, State.UNDONE)
        query = select(func.min(step.c.slot_ms), func.max(step.c.slot_ms)).where(
            step.c.job_id == job_id, step.c.state.in_(states or begun)
        )
        with self._engine.connect() as connection:
            first, last = connection.execute(query).one()
        return None if first is None else (first, last)

    def undated(self, job_id: JobId, *states: State) -> bool:
        """Whether any status of the job, or of those in some states, has no date: it appears when it is sent."""
        query = select(step.c.id).where(
            step.c.job_id == job_id, step.c.payload.is_not(None), step.c.slot_ms.is_(None)
        )
        if states:
            query = query.where(step.c.state.in_(states))
        with self._engine.connect() as connection:
            return connection.execute(query.limit(1)).scalar() is not None

    def note_media(self, id_: StepId, media_ids: Sequence[str]) -> "Future[CursorResult[Any]]":
        """Write down the files uploaded for a step; on disk with the next mark at the latest."""
        text = json.dumps(list(media_ids))
        return self._mark(lambda c: _MEDIA.execute(c, {"id_": id_, "media_": text}), later=True)

    def amend(self, id_: StepId, payload: str, notes: tuple[Reason, ...]) -> "Future[CursorResult[Any]]":
        """Write down that a step will publish something else than planned, and why."""
        return self._set(id_, {"payload": payload, "notes": notes_text(notes)})

    def sending(
        self, id_: StepId, *, sent: str, at_ms: int, newest_before: str | None = None
    ) -> "Future[CursorResult[Any]]":
        """Mark that a request is about to leave, with its body."""
        values = {"id_": id_, "sent_": sent, "at_": at_ms, "before_": newest_before}
        return self._mark(lambda c: _SENDING.execute(c, values))

    def done(self, id_: StepId, made: Made, *, later: bool = False) -> "Future[CursorResult[Any]]":
        """Mark what a step left on the target; `later` if nobody waits for it."""
        values = {"id_": id_, "remote_": made.remote_id, "url_": made.url, "adopted_": made.adopted}
        return self._mark(lambda c: _DONE.execute(c, values), later=later)

    def failed(
        self, id_: StepId, reason: Reason, error: str, *, state: State = State.FAILED
    ) -> "Future[CursorResult[Any]]":
        """Mark that a step can't be done (or undone), with the server's own words."""
        values = {"state": state, "reason": reason_text(reason), "error": error}
        return self._set(id_, values)

    def mark(self, id_: StepId, state: State) -> "Future[CursorResult[Any]]":
        """Set a state that needs no more words: planned, blocked, undoing, undone."""
        return self._set(id_, {"state": state})

    def _set(self, id_: StepId, values: dict[str, Any]) -> "Future[CursorResult[Any]]":
        return self._mark(lambda c: c.execute(update(step).where(step.c.id == id_).values(**values)))

    def _mark(
        self, op: "Callable[[Connection], CursorResult[Any]]", *, later: bool = False
    ) -> "Future[CursorResult[Any]]":
        future = self._writer.submit(op, later=later)
        future.add_done_callback(self._remember_loss)
        return future

    def _remember_loss(self, future: "Future[CursorResult[Any]]") -> None:
        self._lost = self._lost or future.exception()

    def flush(self) -> None:
        """Return when all marks given so far are on disk; raise what kept one of them from it."""
        self._writer.write(lambda _connection: None)
        lost, self._lost = self._lost, None
        if lost is not None:
            raise lost

    def retry(self, job_id: JobId) -> int:
        """Take failed and blocked steps back to planned; return how many failed ones there were."""

        def op(connection: Connection) -> int:
            again = {"state": State.PLANNED, "reason": None, "error": "", "sent": None, "media_ids": None}
            where = step.c.job_id == job_id
            connection.execute(update(step).where(where, step.c.state == State.BLOCKED).values(**again))
            return connection.execute(
                update(step).where(where, step.c.state == State.FAILED).values(**again)
            ).rowcount

        return self._writer.write(op)
