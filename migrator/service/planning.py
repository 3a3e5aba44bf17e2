"""From an archive and a person's choices to a plan: the same for a preview and for a run."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import filetype
import msgspec

from migrator.convert.compare import CrossPosts
from migrator.errors import Refused, StepFailed, UserError
from migrator.jobs.choices import Choices
from migrator.jobs.estimate import Estimator
from migrator.jobs.plan import Planned, Skip
from migrator.jobs.planning import Inputs, plan
from migrator.ledger.records import JobRow, NewStep
from migrator.model import Item, Media, Owner, Post, State
from migrator.model.moments import milliseconds
from migrator.service.parts import Parts
from migrator.service.values import Facts, Summary
from migrator.sources.base import Source
from migrator.targets import detect
from migrator.targets.base import Family, Limits, RemoteStatus, Target

_HEAD_BYTES = 512
"""As much of a file as tells its type."""

_EXCERPT_CHARS = 140
_SWEEP_MARGIN = timedelta(minutes=2)
"""How far beyond the archive's period the target is looked at: cross-posters need a minute."""


@dataclass(kw_only=True)
class Existing:
    """What is on the target already, in the archive's period."""

    by_slot: dict[int, str] = field(default_factory=dict)
    """Text of the statuses that no job of this ledger made, by the millisecond of their date."""

    at_slot: dict[int, RemoteStatus] = field(default_factory=dict)
    cross_posts: CrossPosts = field(default_factory=CrossPosts)


def sweep(target: Target, known: frozenset[str], first: datetime, last: datetime) -> Existing:
    """Look at the target's own statuses of a period, except those that this ledger knows."""
    existing = Existing()
    for status in target.statuses(first=first - _SWEEP_MARGIN, last=last + _SWEEP_MARGIN):
        if status.id in known or status.is_boost:
            continue
        slot = milliseconds(status.created_at)
        existing.by_slot[slot] = status.text if status.text is not None else status.content
        existing.at_slot[slot] = status
        existing.cross_posts.add(status)
    return existing


def period(items: Sequence[Item]) -> tuple[datetime, datetime] | None:
    """Return the first and last date of the posts; None if there are none."""
    dates = [item.written_at for item in items if isinstance(item, Post)]
    return (min(dates), max(dates)) if dates else None


def mime_of(source: Source, media: Media) -> str:
    """Return the type that a file's first bytes tell; empty if they are not known or can't be read."""
    try:
        with source.open_media(media.name) as file:
            kind = filetype.guess(file.read(_HEAD_BYTES))
    except (OSError, UserError, StepFailed, EOFError, ValueError):
        return ""
    return kind.mime if kind else ""


@dataclass(kw_only=True)
class Planning:
    """Everything a plan is made from, and what a preview shows of it; it holds the archive open while entered."""

    source: Source
    choices: Choices
    limits: Limits
    now: datetime
    server: str = ""
    target: Target | None = None
    job: JobRow | None = None
    given: dict[tuple[str, int], int] = field(default_factory=dict)
    taken: frozenset[int] = frozenset()
    published: Mapping[str, int] = field(default_factory=dict)
    """Source ids of which any step was begun, each with its last part."""

    left: Mapping[str, int] = field(default_factory=dict)
    """Of those, the ones of which some steps were not begun, each with their number."""

    known: frozenset[str] = frozenset()
    existing: Existing = field(default_factory=Existing)
    skips: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.source.close()
        if self.target is not None:
            self.target.close()

    @property
    def owner(self) -> Owner:
        """Whose archive it is."""
        return self.source.owner

    @property
    def facts(self) -> Facts:
        """Where the posts go."""
        account = self.target.account if self.target else None
        return Facts(
            assumed=self.limits.assumed,
            family=self.limits.family.value,
            keeps_dates=self.limits.keeps_dates,
            server=account.server if account else self.server,
            acct=account.acct if account else "",
            locked=account.locked if account else True,
        )

    def media(self, name: str) -> IO[bytes]:
        """Open a file of the archive."""
        return self.source.open_media(name)

    def items(self) -> Iterator[Planned]:
        """Make the plan, item by item, counting what `summary` will say."""
        items = list(self.source.items())
        dates = period(items)
        if self.target is not None and dates is not None:
            self.existing = sweep(self.target, self.known, *dates)
        self.skips.clear()
        self.notes.clear()
        self._estimator = Estimator(self.limits)
        self._posts: set[str] = set()
        self._of_begun = 0
        for planned in plan(items, self._inputs()):
            self._count(planned)
            yield planned

    def _inputs(self) -> Inputs:
        account = self.target.account if self.target else None
        return Inputs(
            owner=self.owner,
            network=self.source.network,
            choices=self.choices,
            limits=self.limits,
            now=self.now,
            account_locked=account.locked if account else True,
            status_url_chars=len(account.url) + len("/statuses/") + 26 if account else 80,
            given=self.given,
            published=self.published,
            occupied=self._occupied,
            there=self.existing.cross_posts,
            mime_of=lambda media: mime_of(self.source, media),
        )

    def _occupied(self, slot_ms: int) -> str | None:
        # A slot of another source of this ledger holds a text that no post has.
        return "\0" if slot_ms in self.taken else self.existing.by_slot.get(slot_ms)

    def _count(self, planned: Planned) -> None:
        self._estimator.add(planned)
        if isinstance(planned, Skip):
            self.skips[planned.reason.code] += 1
        else:
            self._posts.add(planned.source_id)
            self._of_begun += planned.source_id in self.published
            self.notes.update({note.code for note in planned.notes})

    def summary(self) -> Summary:
        """Say what the plan comes to; makes it if nobody has yet."""
        if not hasattr(self, "_estimator"):
            for _ in self.items():
                pass
        estimate = self._estimator.estimate()
        return Summary(
            publish=estimate.publish,
            posts=len(self._posts),
            skip=dict(self.skips),
            notes=dict(self.notes),
            requests=estimate.requests,
            bytes=estimate.bytes,
            eta_s=estimate.eta_s,
            bound_by=estimate.bound_by,
            already=max(self._of_begun - sum(self.left[one] for one in self.left.keys() & self._posts), 0),
        )


def begin(
    parts: Parts, paths: Sequence[Path], choices: Choices, *, to: str | None, server: str | None
) -> Planning:
    """Open the archive, and the target as far as a person is signed in to one."""
    source = parts.open_source(paths)
    try:
        accounts = [] if server else parts.secrets.accounts()
        if server is None and (accounts or to):
            return _signed_in(parts, source, choices, to)
        if server:
            url = detect.server_url(server)
            limits = detect.limits_of(url, parts.online())
            return Planning(source=source, choices=choices, limits=limits, now=parts.now(), server=url)
        return Planning(source=source, choices=choices, limits=detect.stock(Family.GOTOSOCIAL), now=parts.now())
    except BaseException:
        source.close()
        raise


def _signed_in(parts: Parts, source: Source, choices: Choices, to: str | None) -> Planning:
    target = parts.open_target(parts.sign_in(to), parts.online())
    planning = Planning(source=source, choices=choices, limits=target.limits, now=parts.now(), target=target)
    known = parts.ledger.jobs.known(server=target.account.server, remote_id=target.account.id)
    if known is None:
        return planning
    steps, key = parts.ledger.steps, source_key(source)
    planning.known = steps.remote_ids(known.id)
    planning.given, planning.taken = steps.slots(known.id, source.network, key)
    planning.job = parts.ledger.jobs.find(
        kind="replay", network=source.network, source_account=key, target_id=known.id
    )
    if planning.job is not None:
        planning.published = steps.begun(planning.job.id)
        planning.left = steps.left(planning.job.id)
    return planning


def source_key(source: Source) -> str:
    """Return what names the source account in every step's key: its id, else its name."""
    return source.owner.id or source.owner.name.lower()


def prove_dates(target: Target, choices: Choices) -> None:
    """Have the target prove that it keeps dates; where it doesn't, note that on it if the user agreed.

    Raises `Refused` if the user did not.
    """
    if target.limits.keeps_dates:
        try:
            target.probe()
        except Refused:
            if not choices.policies.without_dates:
                raise
            target.limits = replace(target.limits, keeps_dates=False)
    elif not choices.policies.without_dates:
        raise Refused(
            f"{target.account.acct} is on a server that does not keep dates: posts would appear now, on timelines",
            hint="see what that means with `migrator replay --dry-run`; --without-dates agrees to it",
        )


def new_steps(planned: Sequence[Planned]) -> list[NewStep]:
    """Return a plan as the ledger keeps it."""
    return [_step(place, one) for place, one in enumerate(planned)]


def _step(position: int, planned: Planned) -> NewStep:
    written_at = milliseconds(planned.written_at) if planned.written_at else None
    excerpt, source_url = planned.text[:_EXCERPT_CHARS], planned.url
    if isinstance(planned, Skip):
        return NewStep(
            source_id=planned.source_id,
            part=0,
            state=State.SKIPPED,
            position=position,
            written_at=written_at,
            excerpt=excerpt,
            source_url=source_url,
            reason=planned.reason,
        )
    return NewStep(
        source_id=planned.source_id,
        part=planned.part,
        state=State.PLANNED,
        position=position,
        slot_ms=planned.slot_ms,
        parent=planned.in_reply_to,
        wants=tuple(dict.fromkeys(link.source_id for link in planned.own_links)),
        payload=msgspec.json.encode(planned).decode(),
        written_at=written_at,
        excerpt=excerpt,
        source_url=source_url,
        notes=planned.notes,
    )
