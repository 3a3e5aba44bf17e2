"""Rows of the ledger as values."""

from dataclasses import dataclass
from typing import NamedTuple

from migrator.model import JobId, Reason, State, StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """An account that jobs write to."""

    id: int
    server: str
    remote_id: str
    acct: str
    url: str
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """One job: a kind of work from one source account to one target account."""

    id: JobId
    kind: str
    network: str
    source_account: str
    source_name: str
    target: TargetRow
    paths: tuple[str, ...]
    fingerprint: str
    """JSON."""

    choices: str
    """JSON."""

    revision: int
    pause: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """A step as a plan gives it."""

    source_id: str
    part: int
    state: State
    """Planned or skipped."""

    position: int
    slot_ms: int | None = None
    parent: tuple[str, int] | None = None
    wants: tuple[str, ...] = ()
    payload: str | None = None
    written_at: int | None = None
    """Milliseconds since 1970."""

    excerpt: str = ""
    source_url: str = ""
    reason: Reason | None = None
    notes: tuple[Reason, ...] = ()


class Head(NamedTuple):
    """As much of a step as the run loop needs to put steps in order; a hundred thousand are held in memory."""

    id: StepId
    state: State
    position: int
    key: tuple[str, int]
    """Source id and part."""

    parent: tuple[str, int] | None
    wants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One step with all that is known of it."""

    id: StepId
    job_id: JobId
    source_id: str
    part: int
    state: State
    adopted: bool
    position: int
    slot_ms: int | None
    parent: tuple[str, int] | None
    wants: tuple[str, ...]
    payload: str | None
    written_at: int | None
    excerpt: str
    source_url: str
    reason: Reason | None
    notes: tuple[Reason, ...]
    media_ids: tuple[str, ...]
    sent: str | None
    sent_at: int | None
    newest_before: str | None
    remote_id: str | None
    remote_url: str
    error: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Made:
    """What a step left on the target."""

    remote_id: str
    url: str
    adopted: bool = False
