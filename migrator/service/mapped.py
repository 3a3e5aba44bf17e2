"""Takes over what another program has carried over already, by its own word of which status is which post."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from migrator.errors import UserError
from migrator.jobs.plan import Planned, Publish
from migrator.ledger import Ledger
from migrator.ledger.records import JobRow, Made
from migrator.model import Item, Post, State
from migrator.service.slurpmap import NO_MAP, SlurpMap
from migrator.targets.base import RemoteStatus

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapUse:
    """What came of a map."""

    entries: int
    adopted: int
    """Posts whose status was found on the account: they are not made again."""

    gone: int
    """Posts of the archive whose status is not, or no longer, on the account: they are made."""

    strangers: int
    """Entries for no post of this archive."""

    whole: bool


@dataclass(kw_only=True)
class Mapped:
    """The posts of an archive that are on the target, as a map says and the target confirms."""

    map: SlurpMap = NO_MAP
    of_others: Mapping[str, str] = field(default_factory=dict)
    """What jobs of the person's other accounts on the old network have made: status ids by source id."""

    statuses: dict[str, RemoteStatus] = field(default_factory=dict)
    """By source id."""

    use: MapUse | None = None

    @property
    def wanted(self) -> frozenset[str]:
        """Ids of the statuses to look for on the target."""
        return frozenset(self.map.ids.values()) | frozenset(self.of_others.values())

    def match(self, items: Iterable[Item], there: Mapping[str, RemoteStatus], begun: Mapping[str, int]) -> None:
        """Bring posts and statuses together; posts of `begun` are the ledger's already.

        Raises `UserError` if the map is of another archive altogether.
        """
        ids = self.map.ids
        posts = [item for item in items if isinstance(item, Post)] if self.wanted else []
        for post in posts:
            remote_id = self.of_others.get(post.source_id, "")
            if remote_id in there and post.source_id not in begun:
                self.statuses[post.source_id] = there[remote_id]
        if ids:
            self._match_map(posts, there, begun)

    def _match_map(
        self, posts: Iterable[Post], there: Mapping[str, RemoteStatus], begun: Mapping[str, int]
    ) -> None:
        ids, known, gone, adopted = self.map.ids, 0, 0, 0
        taken = {status.id for status in self.statuses.values()}
        for post in posts:
            remote = next((ids[name] for name in (post.source_id, *post.versions) if name in ids), None)
            if remote is None:
                continue
            known += 1
            if post.source_id in begun or post.source_id in self.statuses:
                continue
            if remote not in there or remote in taken:
                gone += 1
                continue
            taken.add(there[remote].id)
            adopted += 1
            self.statuses[post.source_id] = there[remote]
        if not known:
            raise UserError(
                f"none of the {len(ids):,} entries of the map is a post of this archive",
                hint="give the status-map.json that Slurp wrote for this very archive",
            )
        self.use = MapUse(
            entries=len(ids),
            adopted=adopted,
            gone=gone,
            strangers=len(ids) - known,
            whole=self.map.whole,
        )

    @property
    def slots(self) -> frozenset[int]:
        """The milliseconds at which these statuses stand."""
        return frozenset(map(_slot, self.statuses.values()))

    def as_there(self, planned: Planned) -> Iterator[Planned]:
        """Yield the plan of an item as it stands on the target: as one status, whatever we would have made of it.

        What the other program wrote stays: `verify` watches that nothing changes from now on.
        """
        if not isinstance(planned, Publish):
            yield planned
            return
        parent = planned.in_reply_to
        if parent is not None and parent[0] in self.statuses and parent[0] != planned.source_id:
            planned = replace(planned, in_reply_to=(parent[0], 0))
        status = self.statuses.get(planned.source_id)
        if status is None:
            yield planned
        elif planned.part <= 1:
            yield _as_status(planned, status)

    def adopt(self, ledger: Ledger, job: JobRow) -> int:
        """Mark the steps of these posts as done and not ours; return how many."""
        number = 0
        if self.statuses:
            for record in ledger.steps.records(job.id, State.PLANNED, State.BLOCKED):
                status = self.statuses.get(record.source_id)
                if status is not None:
                    ledger.steps.done(record.id, Made(status.id, status.url, adopted=True))
                    number += 1
            ledger.steps.flush()
        return number


def _as_status(planned: Publish, status: RemoteStatus) -> Publish:
    return replace(
        planned,
        part=0,
        parts=1,
        text=planned.text if status.text is None else status.text,
        slot_ms=None if planned.slot_ms is None else _slot(status),
        visibility=status.visibility,
        sensitive=status.sensitive,
        warning=status.warning,
        own_links=() if status.text is not None else planned.own_links,
    )


def _slot(status: RemoteStatus) -> int:
    return (status.created_at - _EPOCH) // timedelta(milliseconds=1)
