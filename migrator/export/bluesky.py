"""An account's repository and files straight from the server it lives on, found by its handle or DID.

https://atproto.com/specs/handle, https://atproto.com/specs/did, https://atproto.com/specs/sync
"""

import json
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from migrator.errors import MigratorError, TryAgain, UserError
from migrator.net import Fetcher, FetchFailed, Network, Wanted, strangers
from migrator.sources.bluesky.addresses import blob_parts, cid_bytes

_HANDLE = re.compile(r"([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?")
"""https://atproto.com/specs/handle#handle-identifier-syntax"""

_DID = re.compile(r"did:(plc:[a-z2-7]{24}|web:[a-zA-Z0-9.-]+(%3A[0-9]+)?)")
"""The two methods there are: https://atproto.com/specs/did#blessed-did-methods"""

_DIGEST_AT = 4
"""Where the digest begins in an address by SHA-256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Where names and accounts are looked up."""

    plc: str = "https://plc.directory"
    """https://web.plc.directory"""

    handles: str = "https://public.api.bsky.app"
    """Looks up handles that are kept in the DNS. https://docs.bsky.app/docs/advanced-guides/api-directory"""

    named: frozenset[str] = frozenset()
    """Hosts that may be private, for tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account as its document describes it."""

    did: str
    handle: str
    """Empty if the document names none."""

    server: str
    """Base URL of its server."""

    document: dict[str, Any]


def is_reference(text: str) -> bool:
    """Tell whether a person named an account rather than a file.

    >>> is_reference("at://ada.example"), is_reference("did:web:ada.example"), is_reference("at/ada.car")
    (True, True, False)
    """
    bare = re.sub(r"^at:/{1,2}", "at://", text)  # a path has lost one of its slashes
    return bare.startswith("at://") or _DID.fullmatch(bare) is not None


class Live:
    """Looks accounts up and fetches what is theirs. Threads may share it."""

    def __init__(self, network: Network, directory: Directory | None = None) -> None:
        """Take the network; accounts are looked up once."""
        self._network = network
        self._directory = directory or Directory()
        self._http = strangers(network, named=self._directory.named)
        self._found: dict[str, Account] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def account(self, reference: str) -> Account:
        """Return the account of `at://handle`, `at://did` or a DID; raises `UserError`, or `TryAgain` offline."""
        name = re.sub(r"^at:/{1,2}", "", reference.strip()).removeprefix("@").rstrip("/")
        did = name if _DID.fullmatch(name) else self._did(name)
        with self._lock:
            if did not in self._found:
                self._found[did] = self._described(did)
            return self._found[did]

    def repository(self, reference: str, folder: Path) -> Path:
        """Fetch an account's repository into a folder of its own below this one, and return that.

        Raises `UserError` if there is none, `TryAgain` if its server is out of reach.
        """
        account = self.account(reference)
        home = folder / account.did.replace(":", "-").replace("%", "-")
        fetcher = Fetcher(self._network, home / "incoming", named=self._directory.named)
        url = f"{account.server}/xrpc/com.atproto.sync.getRepo?did={quote(account.did, safe='')}"
        try:
            came = fetcher.get(url, lambda _url: Wanted(url=url, kinds=()))
        except FetchFailed as error:
            if error.for_good:
                raise UserError(f"the repository of {reference} can't be had: {error.message}") from error
            raise TryAgain(error.message, hint="try again later") from error
        finally:
            fetcher.close()
        came.replace(home / "repo.car")
        (home / "repo.json").write_text(json.dumps(account.document), encoding="utf-8")
        return home / "repo.car"

    def blob(self, url: str) -> Wanted:
        """Return where a file lies that a plan names by `at://did/blob/cid`."""
        found = blob_parts(url)
        cid = cid_bytes(found[1]) if found else b""
        if found is None or not cid:
            raise UserError(f"{url} names no file")
        server = self.account(found[0]).server
        did = quote(found[0], safe="")
        return Wanted(
            url=f"{server}/xrpc/com.atproto.sync.getBlob?did={did}&cid={found[1]}", sha256=cid[_DIGEST_AT:]
        )

    def _did(self, handle: str) -> str:
        if not _HANDLE.fullmatch(handle):
            raise UserError(f"{handle} is neither a handle nor a DID", hint="as at://ada.example or did:plc:…")
        known = f"https://{handle}/.well-known/atproto-did"
        asked = f"{self._directory.handles}/xrpc/com.atproto.identity.resolveHandle?handle={handle}"
        for address in (asked, known):
            did = self._asked(address)
            if _DID.fullmatch(did):
                return did
        raise UserError(f"nobody knows the handle {handle}", hint="check it, or give the account's DID")

    def _asked(self, address: str) -> str:
        """Return the DID that one place knows; empty if it knows none, or does not answer."""
        try:
            answer = self._http.get(address)
        except (MigratorError, httpx.HTTPError):
            return ""
        if not answer.is_success:
            return ""
        text = answer.text.strip()
        try:
            match json.loads(text):
                case {"did": str(did)}:
                    return did
                case _:
                    return ""
        except ValueError:
            return text

    def _described(self, did: str) -> Account:
        """Return an account by its document."""
        method, _, rest = did.removeprefix("did:").partition(":")
        if method == "web":
            address = f"https://{rest.replace('%3A', ':')}/.well-known/did.json"
        else:
            address = f"{self._directory.plc}/{did}"
        try:
            answer = self._http.get(address)
            document = answer.json() if answer.is_success else {}
        except httpx.HTTPError as error:
            raise TryAgain(f"{urlsplit(address).netloc} can't be asked for {did}: {error}") from error
        except ValueError:
            document = {}
        match document:
            case {"id": str(id_), "service": list(services)} if id_ == did:
                server = next(filter(None, map(_server, services)), "")
                if server:
                    return Account(did=did, handle=_handle(document), server=server, document=document)
        raise UserError(f"{did} is no account, or one without a server")


def _server(service: object) -> str:
    match service:
        case {"type": "AtprotoPersonalDataServer", "serviceEndpoint": str(server)}:
            return server.rstrip("/") if server.startswith(("https://", "http://")) else ""
        case _:
            return ""


def _handle(document: dict[str, Any]) -> str:
    known = document.get("alsoKnownAs")
    names = [str(one).removeprefix("at://") for one in known] if isinstance(known, list) else []
    return next((name for name in names if _HANDLE.fullmatch(name)), "")
