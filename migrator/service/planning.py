"""From an archive and a person's choices to a plan: the same for a preview and for a run."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import filetype

from migrator.convert.compare import CrossPosts
from migrator.errors import Refused, StepFailed, UserError
from migrator.jobs.choices import Choices
from migrator.jobs.estimate import Estimator
from migrator.jobs.expanding import short_links
from migrator.jobs.plan import Planned, Publish, Skip
from migrator.jobs.planning import Inputs, plan
from migrator.ledger.records import JobRow
from migrator.model import Item, Media, Owner, Post
from migrator.model.moments import milliseconds
from migrator.service.linkcache import LinkCache
from migrator.service.mapped import Mapped, MapUse
from migrator.service.parts import Parts
from migrator.service.slurpmap import NO_MAP, SlurpMap
from migrator.service.values import Facts, Summary
from migrator.sources.base import Source
from migrator.targets import detect
from migrator.targets.base import Family, Limits, RemoteStatus, Target

_HEAD_BYTES = 512
"""As much of a file as tells its type."""

_SWEEP_MARGIN = timedelta(minutes=2)
"""How far beyond the archive's period the target is looked at: cross-posters need a minute."""


@dataclass(kw_only=True)
class Existing:
    """What is on the target already, in the archive's period."""

    by_slot: dict[int, str] = field(default_factory=dict)
    """Text of the statuses that no job of this ledger made, by the millisecond of their date."""

    at_slot: dict[int, RemoteStatus] = field(default_factory=dict)
    cross_posts: CrossPosts = field(default_factory=CrossPosts)
    mapped: dict[str, RemoteStatus] = field(default_factory=dict)
    """Statuses that another program says it made, by their ids."""


def sweep(
    target: Target, known: frozenset[str], first: datetime, last: datetime, *, mapped: frozenset[str] = frozenset()
) -> Existing:
    """Look at the target's own statuses of a period, except those this ledger knows; `mapped` are set apart."""
    existing = Existing()
    for status in target.statuses(first=first - _SWEEP_MARGIN, last=last + _SWEEP_MARGIN):
        if status.is_boost:
            continue
        if status.id in mapped:
            existing.mapped[status.id] = status
        if status.id in mapped or status.id in known:
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
    if media.remote:
        return media.mime
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
    links: Mapping[str, str] = field(default_factory=dict)
    """Where short links lead that were looked up, empty for nowhere."""

    existing: Existing = field(default_factory=Existing)
    mapped: Mapped = field(default_factory=Mapped)
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

    @property
    def map_use(self) -> MapUse | None:
        """What came of another program's map; None without one, and before the plan was made."""
        return self.mapped.use

    def media(self, name: str) -> IO[bytes]:
        """Open a file of the archive."""
        return self.source.open_media(name)

    def items(self) -> Iterator[Planned]:
        """Make the plan, item by item, counting what `summary` will say."""
        items = list(self.source.items())
        dates = period(items)
        if self.target is not None and dates is not None:
            self.existing = sweep(self.target, self.known, *dates, mapped=self.mapped.wanted)
            self.mapped.match(items, self.existing.mapped, self.published)
        self.skips.clear()
        self.notes.clear()
        self._estimator = Estimator(self.limits)
        self._posts: set[str] = set()
        self._of_begun = 0
        for made in plan(items, replace(self._inputs(), links=self._links(items))):
            for planned in self.mapped.as_there(made):
                self._count(planned)
                yield planned

    def short_links(self) -> list[str]:
        """Return the short links in posts that go and are not begun, as far as the archive alone tells."""
        items = list(self.source.items())
        made = plan(items, replace(self._inputs(), mime_of=lambda media: media.mime))
        going = {one.source_id for one in made if isinstance(one, Publish)} - self.published.keys()
        return short_links(item for item in items if isinstance(item, Post) and item.source_id in going)

    def _links(self, items: Sequence[Item]) -> dict[str, str]:
        if not self.choices.policies.expand_links:
            return {}
        return {
            url: self.links.get(url) or url for url in short_links(one for one in items if isinstance(one, Post))
        }

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
            published={**dict.fromkeys(self.mapped.statuses, 0), **self.published},
            occupied=self._occupied,
            there=self.existing.cross_posts,
            mime_of=lambda media: mime_of(self.source, media),
        )

    def _occupied(self, slot_ms: int) -> str | None:
        # A slot of another source of this ledger holds a text that no post has.
        return (
            "\0" if slot_ms in self.taken or slot_ms in self.mapped.slots else self.existing.by_slot.get(slot_ms)
        )

    def _count(self, planned: Planned) -> None:
        self._estimator.add(planned)
        if isinstance(planned, Skip):
            self.skips[planned.reason.code] += 1
        else:
            self._posts.add(planned.source_id)
            self._of_begun += planned.source_id in self.published or planned.source_id in self.mapped.statuses
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
    parts: Parts,
    paths: Sequence[Path],
    choices: Choices,
    *,
    to: str | None,
    server: str | None,
    mapped: SlurpMap = NO_MAP,
) -> Planning:
    """Open the archive, and the target as far as a person is signed in to one."""
    source = parts.open_source(paths)
    try:
        planning = _begun(parts, source, choices, to=to, server=server, mapped=mapped)
        if choices.policies.expand_links:
            planning.links = links_of(parts).all()
    except BaseException:
        source.close()
        raise
    return planning


def links_of(parts: Parts) -> LinkCache:
    """Return what is known of short links."""
    return LinkCache(parts.settings.data_dir / "links.jsonl")


def _begun(
    parts: Parts, source: Source, choices: Choices, *, to: str | None, server: str | None, mapped: SlurpMap
) -> Planning:
    accounts = [] if server else parts.secrets.accounts()
    if server is None and (accounts or to):
        return _signed_in(parts, source, choices, to, mapped)
    if server:
        url = detect.server_url(server)
        limits = detect.limits_of(url, parts.online())
        return Planning(source=source, choices=choices, limits=limits, now=parts.now(), server=url)
    return Planning(source=source, choices=choices, limits=detect.stock(Family.GOTOSOCIAL), now=parts.now())


def _signed_in(parts: Parts, source: Source, choices: Choices, to: str | None, mapped: SlurpMap) -> Planning:
    target = parts.open_target(parts.sign_in(to), parts.online())
    planning = Planning(source=source, choices=choices, limits=target.limits, now=parts.now(), target=target)
    planning.mapped = Mapped(map=mapped)
    known = parts.ledger.jobs.known(server=target.account.server, remote_id=target.account.id)
    if known is None:
        return planning
    steps, key = parts.ledger.steps, source_key(source)
    planning.known = steps.remote_ids(known.id)
    planning.mapped.of_others = steps.elsewhere(known.id, source.network, key)
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
