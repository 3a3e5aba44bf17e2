"""Accounts, jobs and runs."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Row, Select, delete, func, insert, select, update

from migrator.ledger.records import JobRow, TargetRow
from migrator.ledger.tables import budget, job, run, slot, step, target
from migrator.ledger.writer import Writer
from migrator.model import JobId, State


class Jobs:
    """What there is to do, for whom, and when it ran."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        """Read through `engine`, write through `writer`."""
        self._engine = engine
        self._writer = writer

    def target(self, *, server: str, remote_id: str, acct: str, url: str, family: str) -> TargetRow:
        """Return the row of a target account, made or brought up to date."""
        facts = {"acct": acct, "url": url, "family": family}

        def op(connection: Connection) -> int:
            where = (target.c.server == server) & (target.c.remote_id == remote_id)
            found = connection.execute(select(target.c.id).where(where)).scalar()
            if found is not None:
                connection.execute(update(target).where(where).values(**facts))
                return int(found)
            return _made(connection.execute(insert(target).values(server=server, remote_id=remote_id, **facts)))

        id_ = self._writer.write(op)
        return TargetRow(id=id_, server=server, remote_id=remote_id, acct=acct, url=url, family=family)

    def known(self, *, server: str, remote_id: str) -> TargetRow | None:
        """Return the row of a target account, if there is one."""
        query = select(target).where(target.c.server == server, target.c.remote_id == remote_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else TargetRow(**row)

    def targets(self) -> list[TargetRow]:
        """List the accounts the ledger knows."""
        with self._engine.connect() as connection:
            return [TargetRow(**row) for row in connection.execute(select(target)).mappings()]

    def save(
        self,
        *,
        kind: str,
        network: str,
        source_account: str,
        source_name: str,
        target_id: int,
        paths: Sequence[str],
        fingerprint: str,
        choices: str,
        planned_at: int,
    ) -> tuple[JobId, bool]:
        """Make the job of this source and target, or give it its next revision; say whether it is new."""
        key = {"kind": kind, "network": network, "source_account": source_account, "target_id": target_id}
        facts = {
            "source_name": source_name,
            "paths": json.dumps(list(paths)),
            "fingerprint": fingerprint,
            "choices": choices,
            "planned_at": planned_at,
        }

        def op(connection: Connection) -> tuple[JobId, bool]:
            found = connection.execute(select(job.c.id).filter_by(**key)).scalar()
            if found is not None:
                changed = update(job).where(job.c.id == found).values(revision=job.c.revision + 1, **facts)
                connection.execute(changed)
                return JobId(found), False
            made = connection.execute(insert(job).values(revision=1, pause=False, **key, **facts))
            return JobId(_made(made)), True

        return self._writer.write(op)

    def find(self, *, kind: str, network: str, source_account: str, target_id: int) -> JobRow | None:
        """Return the job of this source and target, if there is one."""
        where = {"kind": kind, "network": network, "source_account": source_account, "target_id": target_id}
        return next(iter(self._rows(_jobs().filter_by(**where))), None)

    def get(self, id_: JobId) -> JobRow | None:
        """Return one job."""
        return next(iter(self._rows(_jobs().where(job.c.id == id_))), None)

    def all(self) -> list[JobRow]:
        """List all jobs, oldest first."""
        return self._rows(_jobs().order_by(job.c.id))

    def _rows(self, query: Select[Any]) -> list[JobRow]:
        with self._engine.connect() as connection:
            return [_job_row(row) for row in connection.execute(query)]

    def counts(self, id_: JobId) -> Mapping[State, int]:
        """Count a job's steps by state."""
        query = select(step.c.state, func.count()).where(step.c.job_id == id_).group_by(step.c.state)
        with self._engine.connect() as connection:
            return {State(state): number for state, number in connection.execute(query)}

    def begun(self, id_: JobId) -> bool:
        """Whether the job ever ran."""
        with self._engine.connect() as connection:
            return connection.execute(select(run.c.id).where(run.c.job_id == id_).limit(1)).scalar() is not None

    def newest_run(self) -> JobId | None:
        """Return the job of the newest run without an end; it is going on if the runner's lock is held."""
        open_runs = select(run.c.job_id).where(run.c.ended_at.is_(None)).order_by(run.c.id.desc()).limit(1)
        with self._engine.connect() as connection:
            found = connection.execute(open_runs).scalar()
        return None if found is None else JobId(found)

    def set_pause(self, id_: JobId, wanted: bool) -> None:
        """Ask the runner to stop after the steps in flight, or take that back."""
        self._writer.write(lambda c: c.execute(update(job).where(job.c.id == id_).values(pause=wanted)))

    def pause_wanted(self, id_: JobId) -> bool:
        """Whether somebody asked the runner to stop."""
        with self._engine.connect() as connection:
            return bool(connection.execute(select(job.c.pause).where(job.c.id == id_)).scalar())

    def begin_run(self, id_: JobId, *, what: str, now_ms: int) -> int:
        """Note that a run begins, and take back any pause."""

        def op(connection: Connection) -> int:
            connection.execute(update(job).where(job.c.id == id_).values(pause=False))
            return _made(connection.execute(insert(run).values(job_id=id_, what=what, began_at=now_ms)))

        return self._writer.write(op)

    def end_run(self, run_id: int, *, outcome: str, now_ms: int) -> None:
        """Note how a run ended."""
        ended = update(run).where(run.c.id == run_id).values(ended_at=now_ms, outcome=outcome)
        self._writer.write(lambda c: c.execute(ended))

    def forget(self, target_id: int) -> int:
        """Remove all that is known of a target account; return how many rows went."""

        def op(connection: Connection) -> int:
            jobs = select(job.c.id).where(job.c.target_id == target_id)
            whose = connection.execute(select(target.c.server, target.c.acct).where(target.c.id == target_id))
            gone = 0
            for server, acct in whose.all():
                of_account = budget.c.key.startswith(f"{server} {acct} ", autoescape=True)
                gone += connection.execute(delete(budget).where(of_account)).rowcount
            for statement in (
                delete(step).where(step.c.target_id == target_id),
                delete(slot).where(slot.c.target_id == target_id),
                delete(run).where(run.c.job_id.in_(jobs)),
                delete(job).where(job.c.target_id == target_id),
                delete(target).where(target.c.id == target_id),
            ):
                gone += connection.execute(statement).rowcount
            return gone

        return self._writer.write(op)


def _made(result: CursorResult[Any]) -> int:
    key = result.inserted_primary_key
    if key is None:
        raise ValueError("the database did not say which row it made")
    return int(key[0])


def _jobs() -> Select[Any]:
    accounts = [
        target.c[name].label(f"target_{name}") for name in ("server", "remote_id", "acct", "url", "family")
    ]
    return select(job, *accounts).join(target)


def _job_row(row: Row[*tuple[Any, ...]]) -> JobRow:
    return JobRow(
        id=JobId(row.id),
        kind=row.kind,
        network=row.network,
        source_account=row.source_account,
        source_name=row.source_name,
        target=TargetRow(
            id=row.target_id,
            server=row.target_server,
            remote_id=row.target_remote_id,
            acct=row.target_acct,
            url=row.target_url,
            family=row.target_family,
        ),
        paths=tuple(json.loads(row.paths)),
        fingerprint=row.fingerprint,
        choices=row.choices,
        revision=row.revision,
        pause=bool(row.pause),
    )
