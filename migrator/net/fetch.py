"""Fetches files from strangers' servers into a folder: politely, resumably, each only once.

Nothing is fetched from private addresses, unless the person named the host. What a file has to be is checked
when it is there: its size, its first bytes, and its digest where that is known.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import filetype
import httpx

from migrator.errors import MigratorError, Refused, StepFailed, TryAgain
from migrator.net.client import TIMEOUT, USER_AGENT, Network, connections
from migrator.net.guard import is_loopback
from migrator.net.hosts import HostPace
from migrator.net.patience import Patience, PatientTransport

LARGEST_FILE: Final = 512 * 2**20
"""Ours, in bytes: above what any of the old networks took for a film."""

GIVE_UP_S: Final = 60.0
"""Ours: seconds of outage that are sat out for one file. Old servers often are gone for good."""

CUTS: Final = 6
"""Ours: how often a transfer that breaks off is taken up again."""

_GONE = frozenset({400, 401, 403, 404, 405, 406, 410, 451})
"""Answers that say that the file is not to be had, now or later. RFC 9110, section 15.5."""

_HEAD_BYTES = 512
_MEDIA = ("image/", "video/", "audio/")


class FetchFailed(StepFailed):
    """The file can't be had; `for_good` says whether asking again may help."""

    def __init__(self, message: str, *, code: str, for_good: bool) -> None:
        """Carry a reason code, as `media_gone_there`, beside the sentence."""
        super().__init__(message, code=code)
        self.for_good = for_good


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One file, and what is known of it."""

    url: str
    sha256: bytes = b""
    """Its digest; empty if unknown."""

    kinds: tuple[str, ...] = _MEDIA
    """How its type has to begin; empty if anything goes."""


Locate = Callable[[str], Wanted]
"""From an address of another scheme than http to where the file is; raises `MigratorError`."""


class Fetcher:
    """Keeps files in one folder. Threads may share it; two that want the same file wait for one transfer."""

    def __init__(
        self,
        network: Network,
        folder: Path,
        *,
        named: frozenset[str] = frozenset(),
        locate: Mapping[str, Locate] | None = None,
        largest: int = LARGEST_FILE,
        pause_s: float = 0.25,
        patience: Patience | None = None,
    ) -> None:
        """Take the folder to keep files in.

        `named` are hosts that the person named, which may be private; `locate` knows addresses of other schemes;
        `largest` is in bytes; `pause_s` are the seconds between two requests to one host.
        """
        self._folder = folder
        self._locate = dict(locate or {})
        self._largest = largest
        self._allow_http = network.allow_http
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._down: dict[str, str] = {}
        transport = HostPace(
            connections(network, named=named), pause_s=pause_s, now=network.now, waiter=network.waiter
        )
        patient = PatientTransport(
            transport,
            patience=patience or Patience(total_s=min(GIVE_UP_S, network.patience.total_s)),
            waiter=network.waiter,
            random=network.random,
        )
        self._http = httpx.Client(
            # Asked for as it is: a part of a packed file could not be taken up again.
            headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"},
            timeout=TIMEOUT,
            transport=patient,
            trust_env=False,
            follow_redirects=True,
            max_redirects=5,
        )

    def fetch(self, url: str) -> Path:
        """Return the file at an address, from the folder if it is there already; raises `FetchFailed`."""
        return self.get(url, self._wanted)

    def get(self, url: str, wanted: Locate) -> Path:
        """Return the file that `wanted` describes, kept under the name of `url`; raises `FetchFailed`."""
        with self._lock:
            lock = self._locks.setdefault(url, threading.Lock())
        with lock:
            path = self._folder / hashlib.sha256(url.encode()).hexdigest()
            if not path.exists():
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._get(wanted(url), path)
            return path

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _wanted(self, url: str) -> Wanted:
        scheme = url.partition(":")[0]
        if scheme in self._locate:
            try:
                return self._locate[scheme](url)
            except TryAgain as error:
                raise FetchFailed(error.message, code="media_unreachable", for_good=False) from error
            except Refused as error:
                raise FetchFailed(error.message, code="media_host_refused", for_good=True) from error
            except MigratorError as error:
                raise FetchFailed(error.message, code="media_gone_there", for_good=True) from error
        if scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise FetchFailed(f"{url} is no address of a file", code="media_gone_there", for_good=True)
        secure = scheme == "http" and not self._allow_http and not is_loopback(urlsplit(url).hostname or "")
        return Wanted(url="https" + url.removeprefix("http") if secure else url)

    def _get(self, wanted: Wanted, path: Path) -> None:
        """Carry the file over, taking up what an earlier attempt left."""
        host = urlsplit(wanted.url).hostname or ""
        if host in self._down:
            raise FetchFailed(self._down[host], code="media_unreachable", for_good=False)
        part = path.with_suffix(".part")
        try:
            for _ in range(CUTS):
                if self._transfer(wanted.url, part):
                    break
            else:
                raise FetchFailed(
                    f"{host} keeps breaking off {wanted.url}", code="media_unreachable", for_good=False
                )
        except TryAgain as error:
            # The next files of a host that is gone need not wait for it as long again.
            self._down[host] = error.message
            raise FetchFailed(error.message, code="media_unreachable", for_good=False) from error
        except Refused as error:
            raise FetchFailed(error.message, code="media_host_refused", for_good=True) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchFailed(f"{wanted.url}: {error}", code="media_unreachable", for_good=False) from error
        _check(wanted, part)
        part.replace(path)
        _tag(part).unlink(missing_ok=True)

    def _transfer(self, url: str, part: Path) -> bool:
        """Read on from where the part ends; return whether the file is whole."""
        have, headers = _resume(part)
        with self._http.stream("GET", url, headers=headers) as answer:
            if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and have:
                part.unlink(missing_ok=True)
                return False
            _judge(answer, url)
            start = have if answer.status_code == httpx.codes.PARTIAL_CONTENT and _starts(answer, have) else 0
            expected = _length(answer)
            if (expected or 0) + start > self._largest:
                raise _too_large(url, self._largest)
            _tag(part).write_text(json.dumps({"etag": _validator(answer)}), encoding="utf-8")
            try:
                size = self._write(answer, part, start, url)
            except httpx.TransportError:
                return False
        return expected is None or size == start + expected

    def _write(self, answer: httpx.Response, part: Path, start: int, url: str) -> int:
        with part.open("r+b" if start else "wb") as file:
            file.seek(start)
            size = start
            for chunk in answer.iter_bytes():
                size += len(chunk)
                if size > self._largest:
                    raise _too_large(url, self._largest)
                file.write(chunk)
            file.truncate()
        return size


def _resume(part: Path) -> tuple[int, dict[str, str]]:
    """Return how much of a file is there, and the headers that ask for the rest of that very file."""
    try:
        have = part.stat().st_size
        etag = json.loads(_tag(part).read_text(encoding="utf-8"))["etag"]
    except (OSError, ValueError, KeyError, TypeError):
        return 0, {}
    # Without a validator the rest might be another file's: RFC 9110, section 13.1.5.
    if not have or not isinstance(etag, str) or not etag:
        return 0, {}
    return have, {"Range": f"bytes={have}-", "If-Range": etag}


def _tag(part: Path) -> Path:
    return part.with_suffix(".etag")


def _validator(answer: httpx.Response) -> str:
    if "content-encoding" in answer.headers:
        return ""
    etag = str(answer.headers.get("etag", ""))
    return str(answer.headers.get("last-modified", "")) if not etag or etag.startswith("W/") else etag


def _judge(answer: httpx.Response, url: str) -> None:
    """Raise `FetchFailed` for an answer that is no file."""
    status = answer.status_code
    if status in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
        return
    gone = status in _GONE
    code = "media_gone_there" if gone else "media_unreachable"
    raise FetchFailed(f"{url} answers {status}", code=code, for_good=gone)


def _starts(answer: httpx.Response, have: int) -> bool:
    return str(answer.headers.get("content-range", "")).startswith(f"bytes {have}-")


def _length(answer: httpx.Response) -> int | None:
    if "content-encoding" in answer.headers:
        return None
    with suppress(KeyError, ValueError):
        return max(int(answer.headers["content-length"]), 0)
    return None


def _too_large(url: str, largest: int) -> FetchFailed:
    return FetchFailed(f"{url} is larger than {largest} bytes", code="media_too_large", for_good=True)


def _check(wanted: Wanted, part: Path) -> None:
    """Raise `FetchFailed`, and forget what came, if it is not what was wanted."""
    error = _wrong(wanted, part)
    if error is not None:
        part.unlink(missing_ok=True)
        _tag(part).unlink(missing_ok=True)
        raise error


def _wrong(wanted: Wanted, part: Path) -> FetchFailed | None:
    if wanted.sha256:
        with part.open("rb") as file:
            if hashlib.file_digest(file, "sha256").digest() != wanted.sha256:
                what = f"{wanted.url} is another file than the archive names"
                return FetchFailed(what, code="media_wrong", for_good=True)
    if not wanted.kinds:
        return None
    mime = mime_of_file(part)
    if mime.startswith(wanted.kinds):
        return None
    what = f"{wanted.url} is {mime or 'something else than media'}"
    return FetchFailed(what, code="media_not_media", for_good=True)


def mime_of_file(path: Path) -> str:
    """Return the type that a file's first bytes tell; empty if they are not known."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    kind = filetype.guess(head)
    if kind is None:
        # Brands of MP4 are many; the box that names the brand is the same.
        return "video/mp4" if head[4:8] == b"ftyp" else ""
    return str(kind.mime)
