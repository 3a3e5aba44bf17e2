"""The service: one method for each thing a person can ask. Faces translate, nothing more."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from migrator.errors import LedgerBusy, UserError
from migrator.export import Exported
from migrator.jobs.choices import Choices
from migrator.ledger.records import JobRow
from migrator.model import JobId, Overview, State
from migrator.net import Secret
from migrator.service.accounts import Accounts
from migrator.service.doctor import checks
from migrator.service.expanding import Expanded, Expanding
from migrator.service.exporting import Exporting, accounts_among
from migrator.service.friends import Friends, find
from migrator.service.parts import Parts
from migrator.service.planning import Planning, begin
from migrator.service.preparing import Prepared, prepare
from migrator.service.reports import row_of, status_of
from migrator.service.running import Run, allowed_rate
from migrator.service.slurpmap import NO_MAP, SlurpMap, read_map
from migrator.service.undoing import undo_plan
from migrator.service.values import (
    Check,
    Difference,
    JobStatus,
    RunResult,
    SignedIn,
    StepRow,
    UndoPlan,
    Verified,
    Watcher,
)
from migrator.service.verifying import at_slots, differences, on_target, remove_copies
from migrator.targets.signin import Attempt

_VERIFY_LATER = "verify once it has ended; `migrator status` says how far it is, `migrator pause` stops it"


class Service:
    """Everything the program does. A context manager: it closes the ledger."""

    def __init__(self, parts: Parts) -> None:
        """Take what wiring put together."""
        self._parts = parts
        self._accounts = Accounts(parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._parts.close()

    # Accounts

    def begin_login(self, server: str, *, redirect_uri: str | None = None) -> Attempt:
        """Begin a sign-in; `Attempt.url` is the page to open. Without a redirect address a code is shown."""
        return self._accounts.begin(server, redirect_uri=redirect_uri)

    def finish_login(self, attempt: Attempt, code: str) -> SignedIn:
        """End a sign-in with the code the server showed."""
        return self._accounts.finish(attempt, Secret(code.strip()))

    def login_with_token(self, server: str, token: str) -> SignedIn:
        """Sign in with a token made elsewhere."""
        return self._accounts.with_token(server, token)

    def browser_login(
        self, server: str, *, open_browser: Callable[[str], bool], timeout_s: float, say: Callable[[str], None]
    ) -> SignedIn | None:
        """Sign in through the browser; None if no browser opened or nobody came back in time."""
        return self._accounts.with_browser(server, open_browser=open_browser, timeout_s=timeout_s, say=say)

    def accounts(self) -> list[SignedIn]:
        """List the accounts this computer is signed in to."""
        return self._accounts.all()

    def logout(self, acct: str) -> bool:
        """Sign out; return whether the server could be told."""
        return self._accounts.out(acct)

    # Live accounts

    def accounts_among(self, references: Sequence[str]) -> list[str]:
        """Return those references that are live accounts and no files or folders; asks no server."""
        return accounts_among(references, self._parts.elsewhere)

    def located(self, references: Sequence[str], *, watcher: Watcher, stop: threading.Event) -> list[Path]:
        """Return a path for each reference; live accounts are fetched into the data folder first."""
        return Exporting(parts=self._parts, watcher=watcher, stop=stop).located(references)

    def export(self, account: str, output: Path | None, *, watcher: Watcher, stop: threading.Event) -> Exported:
        """Fetch a live account into a folder or zip file; run again, it goes on where it stopped."""
        return Exporting(parts=self._parts, watcher=watcher, stop=stop).export(account, output)

    # Archives and plans

    def inspect(self, paths: Sequence[Path]) -> Overview:
        """Say what is in an archive."""
        source = self._parts.open_source(paths)
        try:
            return source.overview()
        finally:
            source.close()

    def expand(
        self,
        paths: Sequence[Path],
        choices: Choices,
        *,
        to: str | None = None,
        server: str | None = None,
        watcher: Watcher,
        stop: threading.Event,
    ) -> Expanded:
        """Look up the short links of the posts that would go, for the plans that follow; raises `Interrupted`."""
        with begin(self._parts, paths, choices, to=to, server=server) as planning:
            return Expanding(parts=self._parts, watcher=watcher, stop=stop).look_up(planning.short_links())

    def preview(
        self,
        paths: Sequence[Path],
        choices: Choices,
        *,
        to: str | None = None,
        server: str | None = None,
        slurp_map: Path | None = None,
    ) -> Planning:
        """Plan without writing anything; without a sign-in (or a server) for a stock GoToSocial, offline."""
        return begin(self._parts, paths, choices, to=to, server=server, mapped=_map(slurp_map))

    def prepare(
        self, paths: Sequence[Path], choices: Choices, *, to: str | None = None, slurp_map: Path | None = None
    ) -> Prepared:
        """Plan, and write the plan into the ledger as a job, new or revised.

        What `slurp_map`, Slurp's status-map.json, names and the account still holds is adopted, not made again.
        """
        mapped = _map(slurp_map)
        with self._parts.lock, begin(self._parts, paths, choices, to=to, server=None, mapped=mapped) as planning:
            return prepare(self._parts, planning, [str(path.absolute()) for path in paths])

    # People

    def friends(
        self,
        archives: Sequence[Path],
        profiles: Sequence[Path],
        *,
        ask: bool = True,
        choices: Path | None = None,
        seen: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> Friends:
        """Find out who of the people in archives and files is in the fediverse; nobody is followed."""
        return find(self._parts, archives, profiles, ask=ask, choices=choices, seen=seen)

    # Jobs

    def run(self, job: JobId, *, watcher: Watcher, stop: threading.Event) -> RunResult:
        """Carry a job out, or on; setting `stop` ends it cleanly with `Interrupted`. A run that fails sets it."""
        return Run(parts=self._parts, job=self._job(job), watcher=watcher, stop=stop).replay()

    def pause(self, job: JobId) -> None:
        """Ask whoever runs the job to stop after the steps in flight."""
        self._parts.ledger.jobs.set_pause(self._job(job).id, wanted=True)

    def status(self) -> list[JobStatus]:
        """Say where all jobs stand."""
        return [self._status(job) for job in self._parts.ledger.jobs.all()]

    def job(self, job: JobId | None) -> JobStatus:
        """Say where a job stands; without a number, the newest."""
        return self._status(self._job(job))

    def retry(self, job: JobId) -> int:
        """Let failed steps be tried again; return how many there are."""
        with self._parts.lock:
            return self._parts.ledger.steps.retry(self._job(job).id)

    def report(self, job: JobId) -> Iterator[StepRow]:
        """Yield a row for every source item."""
        return map(row_of, self._parts.ledger.steps.records(self._job(job).id))

    def check_free(self) -> None:
        """Raise `LedgerBusy` if a run is going on, before anything is said or asked that would be in vain."""
        self._parts.lock.check()

    def verify(self, job: JobId) -> Verified:
        """Hold the target against the ledger; raises `LedgerBusy` during a run, which changes both."""
        row = self._job(job)
        try:
            self.check_free()
        except LedgerBusy as busy:
            raise LedgerBusy(
                f"{busy.message}: there is nothing final to compare yet", hint=_VERIFY_LATER
            ) from None
        with self._parts.target(row.target.acct) as target:
            there = list(on_target(self._parts.ledger, row, target))
        checked = self._parts.ledger.jobs.counts(row.id).get(State.DONE, 0)
        found = tuple(differences(self._parts.ledger, row, there))
        return Verified(checked=checked, on_target=at_slots(self._parts.ledger, row, there), differences=found)

    def remove_copies(self, job: JobId, copies: Sequence[Difference]) -> int:
        """Delete the surplus copies that `verify` or a run's last sweep named; return how many there were.

        Each is looked at once more: only a status that no job knows is deleted.
        """
        row = self._job(job)
        with self._parts.lock, self._parts.target(row.target.acct) as target:
            return remove_copies(self._parts.ledger, row, target, copies)

    def undo_plan(self, job: JobId, *, check_replies: bool = True) -> UndoPlan:
        """Say what `undo` would do; raises `LedgerBusy` during a run."""
        self.check_free()
        return undo_plan(self._parts, self._job(job), check_replies=check_replies)

    def undo(self, job: JobId, *, watcher: Watcher, stop: threading.Event) -> RunResult:
        """Take back what a job made."""
        return Run(parts=self._parts, job=self._job(job), watcher=watcher, stop=stop).undo()

    def forget(self, acct: str) -> int:
        """Remove all that this computer knows of an account; return how many rows went."""
        wanted, ledger, secrets = _bare(acct), self._parts.ledger, self._parts.secrets
        with self._parts.lock:
            signed_in = [account.acct for account in secrets.accounts() if _bare(account.acct) == wanted]
            gone = sum(ledger.jobs.forget(row.id) for row in ledger.jobs.targets() if _bare(row.acct) == wanted)
            if not gone and not signed_in:
                raise UserError(f"nothing is known of {acct}", hint="`migrator accounts` lists accounts")
            for name in signed_in:
                secrets.forget(name)
        return gone

    def doctor(self, *, to: str | None = None) -> Iterator[Check]:
        """Yield a line for everything a migration stands on."""
        return checks(self._parts, to)

    def _job(self, id_: JobId | None) -> JobRow:
        jobs = self._parts.ledger.jobs
        found = jobs.get(id_) if id_ is not None else next(reversed(jobs.all()), None)
        if found is None:
            what = "there are no jobs yet" if id_ is None else f"there is no job {id_}"
            raise UserError(what, hint="`migrator replay ARCHIVE` makes one; `migrator status` lists them")
        return found

    def _status(self, job: JobRow) -> JobStatus:
        running = self._parts.ledger.jobs.newest_run() == job.id and self._parts.lock.held()
        rate = allowed_rate(self._parts.stock_limits(job.target.family))
        return status_of(self._parts.ledger, job, running=running, steps_a_second=rate)


def _map(path: Path | None) -> SlurpMap:
    return NO_MAP if path is None else read_map(path)


def _bare(acct: str) -> str:
    """Return an account's name in the form in which names are compared."""
    return acct.strip().lower().removeprefix("@")
