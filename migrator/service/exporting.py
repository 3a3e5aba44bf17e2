"""A live account into an archive: by command, or because somebody named one in an archive's place."""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from migrator.errors import Interrupted, UserError
from migrator.export import Address, Export, Exported, Moment, address_of
from migrator.ledger.lock import RunnerLock
from migrator.model import Reason
from migrator.net import Fetcher
from migrator.service.parts import Elsewhere, Parts, fits
from migrator.service.values import Progress, Watcher
from migrator.targets.signin import SignIn
from migrator.targets.timeline import open_timeline

_PAUSE_S: Final = 0.05
"""Ours: seconds between two files of a server that the person has an account on, or wants to leave."""

_UNSAFE = re.compile(r"[^\w.@-]+")


def accounts_among(references: Sequence[str], elsewhere: Sequence[Elsewhere] = ()) -> list[str]:
    """Return those references that are live accounts and not files or folders."""
    return [
        one
        for one in references
        if not Path(one).exists()
        and (address_of(one) is not None or any(kind.names_one(one) for kind in elsewhere))
    ]


@dataclass(kw_only=True)
class Exporting:
    """Makes archives of live accounts."""

    parts: Parts
    watcher: Watcher
    stop: threading.Event

    def export(self, account: str, output: Path | None) -> Exported:
        """Fetch an account; raises `UserError` if it is none."""
        address = address_of(account)
        if address is None:
            raise UserError(
                f"{account} is no account",
                hint="give it as @me@server, or the address of its page, https://server/@me",
            )
        return self._fetched(address, output or Path(_file_name(address)))

    def located(self, references: Sequence[str]) -> list[Path]:
        """Return a path for each reference; a live account is fetched into the data folder first."""
        accounts = set(accounts_among(references, self.parts.elsewhere))
        return [self._local(one) if one in accounts else Path(one) for one in references]

    def _local(self, reference: str) -> Path:
        for kind in self.parts.elsewhere:
            if kind.names_one(reference):
                network = self.parts.network(self.parts.waiter(self.stop, self._waits), self.parts.ledger)
                return kind.fetch(reference, network, self.parts.settings.data_dir / "accounts")
        address = address_of(reference)
        if address is None:
            return Path(reference)
        return self._fetched(address, self.parts.settings.data_dir / "accounts" / _file_name(address)).path

    def _fetched(self, address: Address, output: Path) -> Exported:
        network = self.parts.network(self.parts.waiter(self.stop, self._waits), self.parts.ledger)
        sign_in = self._sign_in(address)
        own = sign_in is not None and _is(sign_in, address)
        with RunnerLock(self.parts.settings.data_dir / "export.lock"):
            timeline = open_timeline(
                address.server,
                address.name,
                network,
                token=sign_in.token if sign_in else None,
                own_id=sign_in.account.id if sign_in and own else "",
            )
            named = frozenset({urlsplit(address.server).hostname or "", urlsplit(timeline.server).hostname or ""})
            try:
                return Export(
                    timeline=timeline,
                    output=output,
                    fetcher=lambda folder: Fetcher(network, folder, named=named, pause_s=_PAUSE_S),
                    tell=self._tell,
                    check=self._check,
                ).run()
            finally:
                timeline.close()

    def _sign_in(self, address: Address) -> SignIn | None:
        """Return the account's own sign-in, else any on its server, whose visitors may see more than strangers."""
        accounts = self.parts.secrets.accounts()
        here = [one for one in accounts if fits(one, address.acct) or _host(one.server) == _host(address.server)]
        here.sort(key=lambda one: not fits(one, address.acct))
        return self.parts.secrets.load(here[0].acct) if here else None

    def _check(self) -> None:
        if self.stop.is_set():
            raise Interrupted("stopped", hint="nothing is lost: the same command goes on from here")

    def _waits(self, _seconds: float, _reason: Reason) -> None:
        """Say nothing: the waits are short ones between files, or the server's own."""

    def _tell(self, now: Moment) -> None:
        self.watcher.progress(
            Progress(
                done=now.posts + now.files,
                failed=now.failed,
                skipped=0,
                total=now.posts_total + now.files_total,
                rate=0.0,
                eta_s=None,
            )
        )


def _is(sign_in: SignIn, address: Address) -> bool:
    account = sign_in.account
    same_host = _host(account.server) == _host(address.server)
    name = account.acct.removeprefix("@").partition("@")[0]
    return fits(account, address.acct) or (same_host and name.lower() == address.name.lower())


def _host(server: str) -> str:
    return urlsplit(server).netloc.lower()


def _file_name(address: Address) -> str:
    """Return the account's name as a folder can be called."""
    return _UNSAFE.sub("_", address.acct.removeprefix("@"))
