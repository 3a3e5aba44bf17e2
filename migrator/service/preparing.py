"""Puts a plan into the ledger as a job, and adopts what is on the target already."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from migrator.convert.compare import same_text
from migrator.errors import NotSignedIn, Refused
from migrator.jobs.replay import publish_of
from migrator.ledger import Ledger
from migrator.ledger.records import JobRow, Made, StepRecord
from migrator.model import JobId, Owner, State, StepId
from migrator.model.moments import milliseconds, moment
from migrator.service.mapped import MapUse
from migrator.service.parts import Parts
from migrator.service.planning import Existing, Planning, prove_dates, source_key, sweep
from migrator.service.steps import new_steps
from migrator.service.values import Facts, Summary
from migrator.targets.base import RemoteStatus, Target

_LOOKS = 3
"""How many of the next steps are looked up: one may have failed, three in a row hardly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A job ready to run."""

    job: JobId
    summary: Summary
    new: bool
    """Whether there was no job of this source and target before."""

    adopted: int
    """Statuses of the plan that were found on the target."""

    owner: Owner
    facts: Facts
    map_use: MapUse | None = None
    """What came of another program's map, where one was given."""


def prepare(parts: Parts, planning: Planning, paths: list[str]) -> Prepared:
    """Write the plan down; run nothing. The caller holds the runner's lock."""
    if planning.target is None:
        raise NotSignedIn("you are not signed in anywhere", hint="`migrator login SERVER` signs you in")
    prove_dates(planning.target, planning.choices)
    planning.limits = planning.target.limits
    if planning.job is not None:
        not_half_undone(parts.ledger, planning.job)
    planned = list(planning.items())
    job, new = _save(parts, planning, paths)
    parts.ledger.steps.replace_plan(job, new_steps(planned), frozenset(planning.mapped.statuses))
    adopted = adopt(parts.ledger, job, planning.existing) + planning.mapped.adopt(parts.ledger, job)
    return Prepared(
        job=job.id,
        summary=planning.summary(),
        new=new,
        adopted=adopted,
        owner=planning.owner,
        facts=planning.facts,
        map_use=planning.mapped.use,
    )


def not_half_undone(ledger: Ledger, job: JobRow) -> None:
    """Raise `Refused` while an undo of the job is not finished: what it is deleting must not be made again yet."""
    if ledger.jobs.counts(job.id).get(State.UNDOING):
        raise Refused(
            f"an undo of job {job.id} was begun and is not finished",
            hint=f"`migrator undo {job.id}` finishes it; then `migrator replay` can begin anew",
        )


def _save(parts: Parts, planning: Planning, paths: list[str]) -> tuple[JobRow, bool]:
    account, source = planning.target.account if planning.target else None, planning.source
    if account is None:
        raise NotSignedIn("you are not signed in anywhere")
    jobs = parts.ledger.jobs
    row = jobs.target(
        server=account.server,
        remote_id=account.id,
        acct=account.acct,
        url=account.url,
        family=planning.limits.family,
    )
    id_, new = jobs.save(
        kind="replay",
        network=source.network,
        source_account=source_key(source),
        source_name=source.owner.name,
        target_id=row.id,
        paths=paths,
        fingerprint=msgspec.json.encode(source.fingerprint).decode(),
        choices=msgspec.json.encode(planning.choices).decode(),
        planned_at=milliseconds(planning.now),
    )
    job = jobs.get(id_)
    if job is None:
        raise LookupError(f"job {id_} was just saved and is not there")
    return job, new


def adopt(ledger: Ledger, job: JobRow, existing: Existing) -> int:
    """Mark what an earlier run from a lost ledger, or another computer, has already made; return how many."""
    if not existing.at_slot:
        return 0
    number = 0
    for record in ledger.steps.records(job.id, State.PLANNED, State.BLOCKED):
        status = existing.at_slot.get(record.slot_ms or -1)
        if status is not None and is_there(record, status):
            ledger.steps.done(record.id, Made(status.id, status.url, adopted=True))
            number += 1
    ledger.steps.flush()
    return number


def is_there(record: StepRecord, status: RemoteStatus) -> bool:
    """Whether a status on the target says what a step not yet begun is to say."""
    publish = publish_of(record)
    links = [link.url for link in publish.own_links]
    return same_text(publish.text, text=status.text, content=status.content, own_links=links)


def catch_up(ledger: Ledger, job: JobRow, target: Target, planned: Sequence[StepId]) -> int:
    """Adopt what a run on a copy of this ledger made meanwhile; return how many steps that were.

    Such a run would have begun with the very steps that are next here: a few of them are looked up.
    """
    slots = ledger.steps.slot_range(job.id, State.PLANNED, State.BLOCKED)
    if slots is None or not any(_ahead(ledger, target, id_) for id_ in planned[:_LOOKS]):
        return 0
    known = ledger.steps.remote_ids(job.target.id)
    return adopt(ledger, job, sweep(target, known, *map(moment, slots)))


def _ahead(ledger: Ledger, target: Target, id_: StepId) -> bool:
    record = ledger.steps.get(id_)
    return record.slot_ms is not None and any(
        is_there(record, status) for status in target.at(moment(record.slot_ms))
    )
