"""What the service answers: frozen values that a face shows, in the words of `design.md`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import msgspec

from migrator.jobs.plan import Publish
from migrator.model import JobId, JobState, Reason, State


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """An account this computer is signed in to."""

    acct: str
    """As @me@server."""

    server: str
    url: str
    family: str
    where: str
    """Where the token is kept, as `system keyring` or `file`; never the token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the target of a plan."""

    assumed: bool
    """Whether these are a stock server's limits because nobody is signed in."""

    family: str
    """Server software."""

    keeps_dates: bool
    """Whether posts keep their original date."""

    server: str
    """Base URL; empty if assumed."""

    acct: str
    """As @me@server; empty if nobody is signed in."""

    locked: bool
    """Whether the account approves its followers by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a plan comes to."""

    publish: int
    """Statuses to be made."""

    posts: int
    """Source posts they come from."""

    skip: Mapping[str, int]
    """Skipped source items by reason code."""

    notes: Mapping[str, int]
    """What was changed, by note code."""

    requests: int
    bytes: int
    eta_s: float
    bound_by: str
    """What decides the time: `requests`, `statuses`, `uploads` or `bandwidth`."""

    already: int = 0
    """Statuses of the plan whose steps were begun before: a run does not send them again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStatus:
    """A job as `status` shows it."""

    job: JobId
    kind: str
    source: str
    """As @name on x."""

    target: str
    state: JobState
    done: int
    adopted: int
    """Of `done`: found on the target, not made by the job."""

    failed: int
    skipped: int
    todo: int
    in_doubt: int
    undone: int
    eta_s: float | None
    pausing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One moment of a run, for a progress display."""

    done: int
    failed: int
    skipped: int
    total: int
    """All steps of the job that are not skipped."""

    rate: float
    """Steps a minute over the last minute of the run."""

    eta_s: float | None
    waiting_until: datetime | None = None
    waiting_for: str = ""
    """Reason code of the wait, as `rate_limit` or `server_down`; empty if it is not waiting."""

    last: str = ""
    """Address of the newest status made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One row of a report: every source item has at least one."""

    source_id: str
    part: int
    state: State
    adopted: bool
    written_at: datetime | None
    text: str
    """The beginning of its text."""

    reason: Reason | None
    """Why it was skipped or failed."""

    error: str
    """What the server said, word for word; empty if nothing."""

    notes: tuple[Reason, ...]
    source_url: str
    url: str
    """Address on the target; empty if it is not there."""

    payload: str | None = None
    """What was planned, as the ledger keeps it."""

    @property
    def item(self) -> Publish | None:
        """What was planned, for whoever prints the whole of it; None for what was skipped."""
        return msgspec.json.decode(self.payload, type=Publish) if self.payload else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something on the target that is not as the job left it."""

    code: str
    """`missing`, `text`, `date`, `thread`, `media`, `alt`, `visibility`, `warning`, `sensitive` or `surplus`."""

    source_id: str
    part: int
    url: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What `verify` found."""

    checked: int
    on_target: int
    """Own statuses on the target at the job's slots, surplus ones included."""

    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPlan:
    """What `undo` would do, said before it starts."""

    job: JobId
    delete: int
    adopted: int
    """Statuses that were there before and stay."""

    with_replies: tuple[StepRow, ...]
    """Statuses that others have answered by now."""

    replies_checked: bool
    requests: int
    eta_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """How a run ended."""

    job: JobId
    state: JobState
    done: int
    failed: int
    """Steps that could not be done, or for an undo, undone."""

    skipped: int
    todo: int
    surplus: tuple[Difference, ...] = ()
    """Copies the last sweep found; empty is the promise."""

    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of `doctor`."""

    name: str
    ok: bool
    says: str
    do: str = ""
    """What to do about it; empty if nothing."""

    detail: Mapping[str, str] = field(default_factory=dict)


class Watcher(Protocol):
    """Who looks on while a job runs; called from the run's own thread, often, and must return at once."""

    def progress(self, now: Progress) -> None:
        """Show this moment."""

    def step(self, row: StepRow) -> None:
        """Show a step that has just ended (done, failed, undone)."""
