"""Where sign-ins are kept: tokens in the system keyring, else in a file that only its owner may read."""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import msgspec

from migrator.errors import SettingsError
from migrator.net import MASK, Secret
from migrator.targets.base import TargetAccount
from migrator.targets.signin import App, SignIn

T = TypeVar("T")

SERVICE: Final = "migrator"
"""The name under which the system keyring shows our entries."""

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600


class Vault(Protocol):
    """Keeps one text for each account."""

    def read(self, acct: str) -> str | None:
        """Return the text; None if there is none."""

    def write(self, acct: str, text: str) -> None:
        """Keep the text in place of an older one; raise `OSError` if it can't be kept."""

    def remove(self, acct: str) -> None:
        """Remove the text, if there is one."""


class SecretStore(Protocol):
    """Sign-ins by account."""

    def accounts(self) -> list[TargetAccount]:
        """Return the accounts that are signed in; no secret is read for it."""

    def load(self, acct: str) -> SignIn | None:
        """Return the sign-in of @me@server; None if there is none."""

    def save(self, sign_in: SignIn) -> str:
        """Keep a sign-in in place of an older one of the same account; return where, in words for the person."""

    def where(self, acct: str) -> str:
        """Say, in words for the person, where the secrets of a sign-in are kept."""

    def forget(self, acct: str) -> None:
        """Remove a sign-in from this computer; the server still takes its token until it is revoked."""


class _Entry(msgspec.Struct, kw_only=True):
    """What is no secret about a sign-in."""

    server: str
    id: str
    acct: str
    locked: bool
    url: str
    scopes: list[str]
    client_id: str = ""
    redirect_uri: str = ""
    app_scopes: list[str] = []
    in_keyring: bool = False


class _Hidden(msgspec.Struct, kw_only=True):
    """What is secret about a sign-in. It lives only between two lines of this module."""

    token: str
    client_secret: str = ""

    def __repr__(self) -> str:
        return f"_Hidden({MASK})"


class FileVault:
    """Texts in one JSON file, readable by its owner alone.

    On Windows the rights of the folder decide, since a file has no mode there; a folder in the user's profile is
    closed to others.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, acct: str) -> str | None:
        """Return the text; None if there is none."""
        return _read(self._path, dict[str, str], dict).get(acct)

    def write(self, acct: str, text: str) -> None:
        """Keep the text."""
        write_private(self._path, {**_read(self._path, dict[str, str], dict), acct: text})

    def remove(self, acct: str) -> None:
        """Remove the text, and the file with the last one."""
        texts = _read(self._path, dict[str, str], dict)
        if texts.pop(acct, None) is not None:
            write_private(self._path, texts) if texts else self._path.unlink()


class KeyringVault:
    """Texts in the system's keyring."""

    def __init__(self, keyring: Any, failure: type[Exception]) -> None:
        """Take the `keyring` module, or what looks like it, and the class of its errors."""
        self._keyring = keyring
        self._failure = failure

    def read(self, acct: str) -> str | None:
        """Return the text; None if there is none."""
        try:
            text: str | None = self._keyring.get_password(SERVICE, acct)
        except self._failure as error:
            raise SettingsError(f"the system keyring does not open ({type(error).__name__})") from None
        return text

    def write(self, acct: str, text: str) -> None:
        """Keep the text; raise `OSError` if the keyring is of no use here, as on a computer without a desktop."""
        try:
            self._keyring.set_password(SERVICE, acct, text)
        except self._failure as error:
            raise OSError(type(error).__name__) from None

    def remove(self, acct: str) -> None:
        """Remove the text, if there is one."""
        with contextlib.suppress(self._failure):
            self._keyring.delete_password(SERVICE, acct)


class FolderStore:
    """Sign-ins in a folder: a list that is no secret, and the secrets in a vault."""

    def __init__(self, folder: Path, *, keyring: Vault | None) -> None:
        self._folder = folder
        self._list = folder / "accounts.json"
        self._file = FileVault(folder / "secrets.json")
        self._keyring = keyring

    def accounts(self) -> list[TargetAccount]:
        """Return the accounts that are signed in, as they were saved."""
        return [_account(entry) for entry in self._entries()]

    def load(self, acct: str) -> SignIn | None:
        """Return a sign-in; None if there is none, or if its secrets are gone."""
        entry = next((e for e in self._entries() if e.acct == acct), None)
        vault = self._vault(in_keyring=entry.in_keyring) if entry else None
        text = vault.read(acct) if vault else None
        return _sign_in(entry, text) if entry and text else None

    def save(self, sign_in: SignIn) -> str:
        """Keep a sign-in in the keyring, else in the file."""
        make_private(self._folder)
        acct = sign_in.account.acct
        in_keyring = self._write(acct, _hide(sign_in))
        others = [e for e in self._entries() if e.acct != acct]
        write_private(self._list, [*others, _entry(sign_in, in_keyring=in_keyring)])
        return self._place(in_keyring=in_keyring)

    def where(self, acct: str) -> str:
        """Say where the secrets of a sign-in are kept."""
        return self._place(in_keyring=any(e.in_keyring for e in self._entries() if e.acct == acct))

    def _place(self, *, in_keyring: bool) -> str:
        return "the system keyring" if in_keyring else str(self._folder / "secrets.json")

    def forget(self, acct: str) -> None:
        """Remove a sign-in from wherever it may be."""
        for vault in (self._keyring, self._file):
            if vault is not None:
                vault.remove(acct)
        entries = self._entries()
        left = [e for e in entries if e.acct != acct]
        if len(left) != len(entries):
            write_private(self._list, left)

    def _entries(self) -> list[_Entry]:
        return _read(self._list, list[_Entry], list)

    def _vault(self, *, in_keyring: bool) -> Vault | None:
        return self._keyring if in_keyring else self._file

    def _write(self, acct: str, text: str) -> bool:
        """Write to the keyring or else the file; return whether it was the keyring. No copy stays in the other."""
        if self._keyring is not None:
            try:
                self._keyring.write(acct, text)
            except OSError:
                pass
            else:
                self._file.remove(acct)
                return True
        self._file.write(acct, text)
        return False


def open_store(folder: Path, *, keyring: bool = True) -> SecretStore:
    """Open the store in `folder`, which is made with rights for its owner alone.

    Tokens go to the system keyring where one works and `keyring` is wanted, else to a 0600 file in the folder.
    """
    return FolderStore(folder, keyring=system_keyring() if keyring else None)


def system_keyring() -> Vault | None:
    """Return the system's keyring; None if the package for it is not installed (`migrator[keyring]`)."""
    try:
        import keyring  # noqa: PLC0415  # optional
        from keyring.errors import KeyringError  # noqa: PLC0415  # optional
    except ImportError:
        return None
    return KeyringVault(keyring, KeyringError)


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may look into."""
    folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    if sys.platform != "win32":
        folder.chmod(_FOLDER_MODE)


def write_private(path: Path, value: object) -> None:
    """Write JSON to a file that was never readable by others, whole or not at all."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    with os.fdopen(number, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(value), indent=2))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _read(path: Path, type_: type[T], empty: Callable[[], T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=type_)
    except FileNotFoundError:
        return empty()
    except msgspec.DecodeError:
        # The decoder's own words could quote a secret.
        raise SettingsError(f"{path} is damaged", hint="remove it and sign in again") from None


def _account(entry: _Entry) -> TargetAccount:
    return TargetAccount(server=entry.server, id=entry.id, acct=entry.acct, locked=entry.locked, url=entry.url)


def _entry(sign_in: SignIn, *, in_keyring: bool) -> _Entry:
    account, app = sign_in.account, sign_in.app
    return _Entry(
        server=account.server,
        id=account.id,
        acct=account.acct,
        locked=account.locked,
        url=account.url,
        scopes=list(sign_in.scopes),
        client_id=app.client_id if app else "",
        redirect_uri=app.redirect_uri if app else "",
        app_scopes=list(app.scopes) if app else [],
        in_keyring=in_keyring,
    )


def _hide(sign_in: SignIn) -> str:
    client_secret = sign_in.app.client_secret.reveal() if sign_in.app else ""
    hidden = _Hidden(token=sign_in.token.reveal(), client_secret=client_secret)
    return msgspec.json.encode(hidden).decode()


def _sign_in(entry: _Entry, text: str) -> SignIn:
    hidden = msgspec.json.decode(text, type=_Hidden)
    app = App(
        server=entry.server,
        client_id=entry.client_id,
        client_secret=Secret(hidden.client_secret),
        redirect_uri=entry.redirect_uri,
        scopes=tuple(entry.app_scopes),
    )
    return SignIn(
        account=_account(entry),
        token=Secret(hidden.token),
        app=app if entry.client_id else None,
        scopes=tuple(entry.scopes),
    )
