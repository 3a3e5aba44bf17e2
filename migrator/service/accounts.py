"""Signing in and out."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from migrator.errors import NotSignedIn
from migrator.net import Secret
from migrator.service.parts import Parts
from migrator.service.values import SignedIn
from migrator.targets import detect, signin
from migrator.targets.base import TargetAccount
from migrator.targets.loopback import Loopback, NobodyCame
from migrator.targets.signin import Attempt, SignIn


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts this computer is signed in to."""

    parts: Parts

    def begin(self, server: str, *, redirect_uri: str | None = None) -> Attempt:
        """Register the program with a server, and make the address of the page where the person agrees."""
        url = detect.server_url(server)
        detect.limits_of(url, self.parts.online())
        return signin.begin(url, self.parts.online(), redirect_uri=redirect_uri or signin.OUT_OF_BAND)

    def finish(self, attempt: Attempt, code: Secret) -> SignedIn:
        """Take the code the server gave, and keep the sign-in."""
        return self._keep(signin.finish(attempt, code, self.parts.online()))

    def with_token(self, server: str, token: str) -> SignedIn:
        """Check a token given by hand, and keep the sign-in."""
        url = detect.server_url(server)
        detect.limits_of(url, self.parts.online())
        return self._keep(signin.with_token(url, Secret(token.strip()), self.parts.online()))

    def with_browser(
        self,
        server: str,
        *,
        open_browser: Callable[[str], bool],
        timeout_s: float,
        say: Callable[[str], None],
        stop: threading.Event | None = None,
    ) -> SignedIn | None:
        """Send the person's browser to the server's page and wait for it to come back.

        `say` hears the page's address once a browser has it. None is returned if there is no browser, or nobody
        came back in `timeout_s` seconds.
        """
        with Loopback() as loopback:
            attempt = self.begin(server, redirect_uri=loopback.redirect_uri)
            if not open_browser(attempt.url):
                return None
            say(attempt.url)
            try:
                code = loopback.code(
                    attempt.state, timeout_s=timeout_s, waiter=self.parts.waiter(stop or threading.Event())
                )
            except NobodyCame:
                return None
            return self.finish(attempt, code)

    def _keep(self, sign_in: SignIn) -> SignedIn:
        self.parts.secrets.save(sign_in)
        return self._signed_in(sign_in.account)

    def _signed_in(self, account: TargetAccount) -> SignedIn:
        known = {(row.server, row.remote_id): row.family for row in self.parts.ledger.jobs.targets()}
        return SignedIn(
            acct=account.acct,
            server=account.server,
            url=account.url,
            family=known.get((account.server, account.id), ""),
            where=self.parts.secrets.where(account.acct),
        )

    def all(self) -> list[SignedIn]:
        """List the accounts."""
        return [self._signed_in(account) for account in self.parts.secrets.accounts()]

    def out(self, acct: str) -> bool:
        """Sign out: revoke the token and remove it; return whether the server could be told."""
        sign_in = self.parts.sign_in(acct)
        try:
            told = signin.revoke(sign_in, self.parts.online())
        except NotSignedIn:
            told = True  # the server takes the token no more: that is what was wanted
        self.parts.secrets.forget(sign_in.account.acct)
        return told
