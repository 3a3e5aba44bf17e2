"""Puts the program together: the only place that names concrete sources and targets, clocks and chance."""

import asyncio
import os
import random
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx

from migrator.export import bluesky as atproto
from migrator.friends.webfinger import Manners, Web
from migrator.ledger import Ledger
from migrator.model import Reason
from migrator.net import Fetcher, MemoryBudgets, Network, Patience, Waiter
from migrator.net.guard import AsyncGuardedTransport
from migrator.service import Service
from migrator.service.parts import Elsewhere, Parts
from migrator.settings import Settings
from migrator.sources import bluesky, grailbird, mastodon, misskey, pixelfed, twe, x
from migrator.sources.base import Source
from migrator.sources.recognise import open_archive
from migrator.targets.base import Target
from migrator.targets.open import open_target
from migrator.targets.secrets import open_store
from migrator.targets.signin import SignIn

FORMATS = (
    x.FORMAT, grailbird.FORMAT, mastodon.FORMAT, bluesky.FORMAT, pixelfed.FORMAT, misskey.FORMAT, twe.FORMAT,
)  # fmt: skip
"""All archive formats, in the order they are tried."""


def build(
    settings: Settings,
    *,
    environ: Mapping[str, str] | None = None,
    notice: Callable[[float, Reason], None] = lambda _seconds, _reason: None,
) -> Service:
    """Return the service for these settings, a context manager; `notice` hears of waits outside a run."""
    path = (environ if environ is not None else os.environ).get("PATH", os.defpath)
    parts = Parts(
        settings=settings,
        open_ledger=lambda: Ledger.at(settings.data_dir / "ledger.db"),
        open_secrets=lambda: open_store(settings.data_dir, keyring=settings.keyring),
        open_source=_open_source,
        open_target=_open_target,
        fetcher=_fetcher,
        elsewhere=(Elsewhere(names_one=atproto.is_reference, fetch=_repository),),
        network=lambda waiter, ledger: _network(settings, waiter, ledger),
        web=_web,
        now=lambda: datetime.now(UTC),  # noqa: TID251 - here the clock comes in
        monotonic=time.monotonic,
        ffmpeg=str(settings.ffmpeg) if settings.ffmpeg else shutil.which("ffmpeg", path=path),
        notice=notice,
    )
    return Service(parts)


def _open_source(paths: Sequence[Path]) -> Source:
    return open_archive(paths, FORMATS)


def _fetcher(network: Network, folder: Path) -> Fetcher:
    """Return a fetcher that also knows how Bluesky names files."""
    return Fetcher(network, folder, locate={"at": atproto.Live(network).blob})


def _repository(reference: str, network: Network, folder: Path) -> Path:
    with closing(atproto.Live(network)) as found:
        return found.repository(reference, folder)


def _open_target(sign_in: SignIn, network: Network) -> Target:
    # The account is asked for anew: whether it is locked may have changed since the sign-in.
    return open_target(sign_in.account.server, sign_in.token, network)


def _web(manners: Manners) -> Web:
    context = httpx.create_ssl_context()  # one for all: making it takes longer than most answers

    def transport() -> AsyncGuardedTransport:
        limits = httpx.Limits(max_connections=manners.per_host, max_keepalive_connections=manners.per_host)
        return AsyncGuardedTransport(httpx.AsyncHTTPTransport(verify=context, limits=limits))

    return Web(transport=transport, manners=manners, sleep=asyncio.sleep, monotonic=time.monotonic)


def _network(settings: Settings, waiter: Waiter, ledger: Ledger | None) -> Network:
    return Network(
        waiter=waiter,
        now=time.time,  # noqa: TID251 - here the clock comes in
        random=random.random,
        budgets=ledger.budgets if ledger is not None else MemoryBudgets(),
        allow_http=settings.allow_http,
        reserve=settings.reserve,
        patience=Patience(total_s=settings.give_up_after_s),
    )
