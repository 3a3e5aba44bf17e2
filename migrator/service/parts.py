"""What the service is made of; wiring puts it together, tests put other things in."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from migrator.errors import NotSignedIn, UserError
from migrator.friends.webfinger import Manners, Web
from migrator.ledger import Ledger
from migrator.ledger.lock import RunnerLock
from migrator.model import Reason
from migrator.net import Fetcher, Network, StoppableWaiter, Unshortener, Waiter
from migrator.settings import Settings
from migrator.sources.base import Source
from migrator.targets import detect
from migrator.targets.base import Family, Limits, Target, TargetAccount
from migrator.targets.secrets import SecretStore
from migrator.targets.signin import SignIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A kind of account that can be named in an archive's place, and is fetched first."""

    names_one: Callable[[str], bool]
    """Tell whether a text names such an account; asks no server."""

    fetch: Callable[[str, Network, Path], Path]
    """Fetch its archive into a folder and return where it is; raises `UserError`, or `TryAgain` offline."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Settings, stores, doors to archives and servers, clocks."""

    settings: Settings
    open_ledger: Callable[[], Ledger]
    open_secrets: Callable[[], SecretStore]
    open_source: Callable[[Sequence[Path]], Source]
    open_target: Callable[[SignIn, Network], Target]
    network: Callable[[Waiter, Ledger | None], Network]
    """The network as one run sees it; budgets are shared through the ledger where one is given."""

    web: Callable[[Manners], Web]
    """Asks strangers' servers for accounts."""

    fetcher: Callable[[Network, Path], Fetcher] = Fetcher
    """What fetches files that archives only name, into a folder."""

    unshortener: Callable[[Network], Unshortener] = Unshortener
    """What asks shorteners where their links lead."""

    elsewhere: tuple[Elsewhere, ...] = ()
    """Accounts of other networks that can be fetched."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    ffmpeg: str | None
    notice: Callable[[float, Reason], None] = lambda _seconds, _reason: None
    """Hears of each wait outside a run, in seconds and with its reason, before it begins."""

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger, opened (and made) when it is first needed."""
        return self.open_ledger()

    @cached_property
    def secrets(self) -> SecretStore:
        """The sign-ins, opened when they are first needed."""
        return self.open_secrets()

    @cached_property
    def lock(self) -> RunnerLock:
        """The runner's lock."""
        return RunnerLock(self.settings.data_dir / "runner.lock")

    def close(self) -> None:
        """Close the ledger if it was opened."""
        if "ledger" in self.__dict__:
            self.ledger.close()

    def waiter(self, stop: threading.Event, notice: Callable[[float, Reason], None] | None = None) -> Waiter:
        """Return a waiter that this event breaks off."""
        return StoppableWaiter(stop, notice=notice or self.notice)

    def online(self, stop: threading.Event | None = None) -> Network:
        """Return the network for a call outside a run."""
        return self.network(self.waiter(stop or threading.Event()), self.ledger)

    @contextmanager
    def target(self, acct: str) -> Iterator[Target]:
        """Open an account for calls outside a run."""
        target = self.open_target(self.sign_in(acct), self.online())
        try:
            yield target
        finally:
            target.close()

    def stock_limits(self, family: str) -> Limits:
        """Return the limits of a server of this family as it comes."""
        return detect.stock(Family(family))

    def sign_in(self, to: str | None) -> SignIn:
        """Return the sign-in that `--to` names, or the only one.

        Raises `NotSignedIn` if there is none, `UserError` if several fit.
        """
        accounts = self.secrets.accounts()
        fitting = [account for account in accounts if to is None or fits(account, to)]
        if not fitting:
            what = "you are not signed in anywhere" if to is None else f"you are not signed in as {to}"
            known = "; `migrator accounts` lists where you are" if accounts else ""
            raise NotSignedIn(what, hint=f"`migrator login SERVER` signs you in{known}")
        if len(fitting) > 1:
            names = ", ".join(account.acct for account in fitting)
            raise UserError(
                f"you are signed in to several accounts: {names}", hint="name one with --to @me@server"
            )
        found = self.secrets.load(fitting[0].acct)
        if found is None:
            raise NotSignedIn(
                f"the token of {fitting[0].acct} is no longer there",
                hint=f"`migrator login {fitting[0].server}` signs you in again",
            )
        return found


def fits(account: TargetAccount, typed: str) -> bool:
    """Whether a person who typed this means that account: @me@server, me@server, a server or its address."""
    wanted = typed.strip().lower().removeprefix("https://").removeprefix("http://").rstrip("/").removeprefix("@")
    acct = account.acct.lower().removeprefix("@")
    host = account.server.lower().partition("://")[2]
    return wanted in {acct, host, acct.partition("@")[2]}
