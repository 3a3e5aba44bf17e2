"""Puts a plan into the ledger as a job, and adopts what is on the target already."""

from dataclasses import dataclass

import msgspec

from migrator.convert.compare import same_text
from migrator.errors import NotSignedIn, Refused
from migrator.jobs.plan import Planned, Publish
from migrator.ledger import Ledger
from migrator.ledger.records import JobRow, Made
from migrator.model import JobId, Owner, State
from migrator.service.parts import Parts
from migrator.service.planning import Existing, Planning, milliseconds, new_steps, prove_dates, source_key
from migrator.service.values import Facts, Summary


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
    parts.ledger.steps.replace_plan(job, new_steps(planned))
    adopted = _adopt(parts, job, planned, planning.existing)
    return Prepared(
        job=job.id,
        summary=planning.summary(),
        new=new,
        adopted=adopted,
        owner=planning.owner,
        facts=planning.facts,
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


def _adopt(parts: Parts, job: JobRow, planned: list[Planned], existing: Existing) -> int:
    """Mark what an earlier run from a lost ledger, or another computer, has already made."""
    if not existing.at_slot:
        return 0
    steps, number = parts.ledger.steps, 0
    for one in planned:
        status = existing.at_slot.get(one.slot_ms or -1) if isinstance(one, Publish) else None
        if status is None or not isinstance(one, Publish):
            continue
        links = [link.url for link in one.own_links]
        if not same_text(one.text, text=status.text, content=status.content, own_links=links):
            continue
        record = steps.at(job.id, one.source_id, one.part)
        if record is not None and record.state is State.PLANNED:
            steps.done(record.id, Made(status.id, status.url, adopted=True))
            number += 1
    steps.flush()
    return number
