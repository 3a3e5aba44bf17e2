"""Rehearsal and sample: starts the practice server and makes the sample archive for the faces.

Both are imported only when they are asked for, since every other command would wait for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.errors import UserError

if TYPE_CHECKING:
    from migrator.rehearsal import ProfileName


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A practice server that is running, with one account on it."""

    url: str
    """Base address."""

    page: str
    """The account's page, for a browser."""

    password: str = field(repr=False)
    """For the sign-in page."""

    token: str = field(repr=False)


@contextmanager
def rehearsal(
    *,
    name: str,
    display_name: str = "",
    profile: "ProfileName" = "gotosocial",
    port: int = 0,
    folder: Path | None = None,
    limits: bool = False,
    latency_ms: int = 0,
) -> Iterator[Practice]:
    """Run a practice server with one account inside the block; without a folder, nothing of it stays.

    With `limits` requests are counted as a stock server counts them; `latency_ms` is how far away it seems.
    Raises `UserError` if the port is taken.
    """
    from migrator.rehearsal import Fault, Options, RehearsalServer  # noqa: PLC0415

    options = Options(rate_limited=limits)
    server = RehearsalServer(profile, folder, port, options)
    token = server.create_account(name, display_name)
    if latency_ms:
        server.faults.add(Fault(kind="latency", path="/api/", before_ms=latency_ms))
    try:
        server.start()
    except OSError as error:
        server.stop()
        raise UserError(f"port {port} is taken: {error.strerror}", hint="--port 0 takes a free one") from error
    try:
        page = f"{server.url}/@{name}"
        yield Practice(url=server.url, page=page, password=options.password, token=token)
    finally:
        server.stop()


def sample_archive(folder: Path) -> Path:
    """Make the sample X archive in a folder and return its zip."""
    from migrator import sample  # noqa: PLC0415

    return sample.make(folder / "twitter-sample.zip")
