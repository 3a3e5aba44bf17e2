"""Where sign-ins are kept: tokens in the system keyring, else in a file that only its owner may read."""

from pathlib import Path
from typing import Protocol

from migrator.targets.base import TargetAccount
from migrator.targets.signin import SignIn


class SecretStore(Protocol):
    """Sign-ins by account."""

    def accounts(self) -> list[TargetAccount]:
        """Return the accounts that are signed in; no secret is read for it."""

    def load(self, acct: str) -> SignIn | None:
        """Return the sign-in of @me@server; None if there is none."""

    def save(self, sign_in: SignIn) -> None:
        """Keep a sign-in in place of an older one of the same account."""

    def forget(self, acct: str) -> None:
        """Remove a sign-in from this computer; the server still takes its token until it is revoked."""


def open_store(folder: Path, *, keyring: bool = True) -> SecretStore:
    """Open the store in `folder`, which is made with rights for its owner alone.

    Tokens go to the system keyring where one works and `keyring` is wanted, else to a 0600 file in the folder.
    """
    raise NotImplementedError
