"""Looks at everything a migration stands on, and says what to do about each."""

import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from migrator.errors import JobStopped, MigratorError
from migrator.service.parts import Parts
from migrator.service.values import Check
from migrator.targets.base import Family, Target, TargetAccount

_ROOM_BYTES = 1 << 30
"""Free disk that a ledger of 100,000 posts and the largest upload need with room to spare."""


def checks(parts: Parts, to: str | None) -> Iterator[Check]:
    """Yield one line after the other, local ones first."""
    yield _disk(parts)
    yield _ffmpeg(parts)
    accounts = parts.secrets.accounts()
    yield _signed_in(accounts)
    for account in accounts:
        if to is None or account.acct == parts.sign_in(to).account.acct:
            yield from _server(parts, account)


def _disk(parts: Parts) -> Check:
    folder = parts.settings.data_dir
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    says = f"{free // 2**20:,} MiB free where the ledger is ({parts.settings.data_dir})"
    return Check(
        name="disk", ok=free >= _ROOM_BYTES, says=says, do="" if free >= _ROOM_BYTES else "make room: 1 GiB"
    )


def _ffmpeg(parts: Parts) -> Check:
    if parts.ffmpeg:
        return Check(name="ffmpeg", ok=True, says=f"found: {parts.ffmpeg}")
    says = "not found: videos that are too large for the server will be reported as failed; all else works"
    return Check(name="ffmpeg", ok=True, says=says, do="install ffmpeg if you have such videos")


def _signed_in(accounts: list[TargetAccount]) -> Check:
    if accounts:
        return Check(name="sign-in", ok=True, says=", ".join(account.acct for account in accounts))
    return Check(name="sign-in", ok=False, says="you are not signed in anywhere", do="migrator login SERVER")


def _server(parts: Parts, account: TargetAccount) -> Iterator[Check]:
    try:
        with parts.target(account.acct) as target:
            yield from _target(target)
    except MigratorError as error:
        yield Check(name=account.acct, ok=False, says=error.message, do=error.hint)


def _target(target: Target) -> Iterator[Check]:
    limits, acct = target.limits, target.account.acct
    yield Check(name=acct, ok=True, says=f"{limits.family.value} {limits.version}".strip())
    window = (
        f"{limits.requests} requests in {limits.window_s / 60:g} minutes" if limits.requests else "no known limit"
    )
    says = f"{limits.post_chars} characters, {limits.media_per_post} files a post, {window}"
    yield Check(name=f"{acct} limits", ok=True, says=says)
    yield _dates(target, acct)
    host = urlsplit(target.account.server).hostname or ""
    locked = "followers-only posts reach those you let in" if target.account.locked else "anyone may follow you"
    yield Check(
        name=f"{acct} on {host}", ok=True, says=f"{'locked' if target.account.locked else 'open'}: {locked}"
    )


def _dates(target: Target, acct: str) -> Check:
    name = f"{acct} dates"
    if target.limits.family is not Family.GOTOSOCIAL:
        says = "this server does not keep dates: posts would appear now, on timelines"
        return Check(name=name, ok=False, says=says, do="--without-dates agrees to that; GoToSocial keeps dates")
    return _passes(name, "posts keep their dates", target.probe)


def _passes(name: str, says: str, look: Callable[[], None]) -> Check:
    try:
        look()
    except JobStopped as error:
        return Check(name=name, ok=False, says=error.message, do=error.hint)
    return Check(name=name, ok=True, says=says)
