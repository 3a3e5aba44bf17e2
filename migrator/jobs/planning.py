"""The plan of a replay: every source item becomes statuses or a reason, purely.

The same input gives the same plan in whatever order the items come, so that what the preview shows is
what the run does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from migrator.convert.compare import CrossPosts, html_to_text, same_words
from migrator.jobs.attach import Attaching
from migrator.jobs.choices import Choices
from migrator.jobs.drafting import Draft, Drafting
from migrator.jobs.expanding import expanded
from migrator.jobs.plan import OwnLink, Planned, Publish, Skip
from migrator.jobs.selection import Selection, answers_others, plain_words, visibility_of
from migrator.jobs.slots import Slots, spread
from migrator.jobs.threads import Threads, is_own_reply, parents_first, told_apart
from migrator.jobs.wording import Wording
from migrator.model import Item, Media, Owner, Post, Reason, Reference, Visibility
from migrator.model.moments import milliseconds
from migrator.targets.base import Limits

_EXCERPT_CHARS = 140
"""As much of a skipped post's text as lets a person recognise it."""


def _nothing_there(_slot_ms: int) -> str | None:
    return None


def _unknown(_media: Media) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All that decides a plan besides the items."""

    owner: Owner
    network: str
    choices: Choices
    limits: Limits
    now: datetime
    """Nothing is planned at or after this moment, in UTC."""

    account_locked: bool = True
    status_url_chars: int = 80
    """How long the address of a new post may get: links to own posts must fit when they are rewritten."""

    given: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """The slot in milliseconds that an earlier plan gave to a source id's part: it keeps it for ever."""

    published: Mapping[str, int] = field(default_factory=dict)
    """Source ids already begun or done, each with its last part there.

    They don't count against `Filters.limit`, and replies and links lead to them whatever the filters say now.
    """

    occupied: Callable[[int], str | None] = _nothing_there
    """Returns the text (raw or HTML) of a status that no step of this ledger made at this millisecond, or None."""

    there: CrossPosts = field(default_factory=CrossPosts)
    """What is on the target already."""

    friends: Mapping[str, str] = field(default_factory=dict)
    """Fediverse handle, as user@host, by name on the old network in lower case."""

    links: Mapping[str, str] = field(default_factory=dict)
    """Where short links lead, by the short link; one that leads to itself was looked up in vain."""

    alts: Mapping[str, str] = field(default_factory=dict)
    """Descriptions a person wrote, by media name."""

    include: frozenset[str] = frozenset()
    """Source ids that go whatever the filters say."""

    exclude: frozenset[str] = frozenset()
    """Source ids that stay whatever the filters say."""

    mime_of: Callable[[Media], str] = _unknown
    """Returns the type that a file's first bytes tell, empty if unknown; asked at most twice a file."""


def plan(items: Iterable[Item], inputs: Inputs) -> Iterator[Planned]:
    """Yield the outcome of every item: its statuses in order, or one skip.

    Oldest first, but a post that is answered always precedes its replies. Raises `UserError` for a filter
    that makes no sense.
    """
    return _Plan(items, inputs).outcomes()


@dataclass(slots=True)
class _Going:
    """A post that goes, and where its statuses stand in time."""

    post: Post
    draft: Draft
    slots: tuple[int | None, ...]
    visibility: Visibility

    def part(self, index: int) -> int:
        return 0 if len(self.draft.parts) == 1 else index + 1

    @property
    def last(self) -> int:
        return self.part(len(self.draft.parts) - 1)


class _Plan:
    def __init__(self, items: Iterable[Item], inputs: Inputs) -> None:
        self._inputs = inputs
        posts, omissions = told_apart(items)
        self._threads = Threads(posts, published=inputs.published)
        self._posts = [expanded(post, inputs.links, self._threads.current) for post in posts]
        self._selection = Selection(
            inputs.choices,
            inputs.owner,
            self._threads,
            now=inputs.now,
            include=inputs.include,
            exclude=inputs.exclude,
        )
        self._skips = [
            Skip(source_id=one.source_id, reason=one.reason, written_at=one.written_at) for one in omissions
        ]
        self._candidates: set[str] = set()
        self._going: dict[str, _Going] = {}
        self._slots = Slots(inputs.given.values())
        self._first_slots: frozenset[int] = frozenset()
        self._drafting = self._make_drafting()

    def _make_drafting(self) -> Drafting:
        inputs = self._inputs
        policies = inputs.choices.policies
        wording = Wording(
            owner=inputs.owner,
            network=inputs.network,
            policies=policies,
            limits=inputs.limits,
            status_url_chars=inputs.status_url_chars,
            friends=inputs.friends,
            # Those that stay behind too: an earlier plan may have carried them over, and the text that is on the
            # target then has their new address.
            own_post=self._threads.current,
        )
        attaching = Attaching(policies=policies, limits=inputs.limits, alts=inputs.alts, mime_of=inputs.mime_of)
        return Drafting(policies=policies, limits=inputs.limits, wording=wording, attaching=attaching)

    def _own_candidate(self, source_id: str | None) -> str | None:
        current = self._threads.current(source_id)
        return current if current in self._candidates or current in self._inputs.published else None

    def outcomes(self) -> Iterator[Planned]:
        wishes = self._wishes()
        self._first_slots = frozenset(wishes.values())
        self._select()
        self._draft(wishes)
        return self._in_order()

    def _wishes(self) -> dict[str, int]:
        """Give every post its first slot, those that stay behind too: later filters move nobody."""
        if not self._inputs.limits.keeps_dates:
            return {}
        given = self._inputs.given
        wishes = {}
        for post, wish in spread(self._posts):
            known = given.get((post.source_id, 0), given.get((post.source_id, 1)))
            wishes[post.source_id] = self._slots.take(wish) if known is None else known
        return wishes

    def _select(self) -> None:
        for post in self._posts:
            reason = self._selection.reason(post) or self._visible_to_more(post)
            if reason is None:
                self._candidates.add(post.source_id)
            else:
                self._skip(post, reason)

    def _visibility(self, post: Post) -> Visibility:
        return visibility_of(
            post,
            self._inputs.choices,
            protected=self._inputs.owner.protected,
            keeps_dates=self._inputs.limits.keeps_dates,
        )

    def _visible_to_more(self, post: Post) -> Reason | None:
        """Followers-only means little on an account that anyone may follow; the user has to agree."""
        if self._inputs.account_locked or self._inputs.choices.policies.allow_unlocked_private:
            return None
        return Reason("account_not_locked") if self._visibility(post) is Visibility.PRIVATE else None

    def _draft(self, wishes: Mapping[str, int]) -> None:
        limit = self._inputs.choices.filters.limit
        new = 0
        for post in self._posts:
            if post.source_id not in self._candidates:
                continue
            counts = post.source_id not in self._inputs.published
            if counts and limit is not None and new >= limit:
                self._skip(post, Reason("over_limit", {"limit": limit}))
                continue
            going = self._place(post, self._drafting.draft(post, to_parent=self._linked_parent(post)), wishes)
            if isinstance(going, Reason):
                self._skip(post, going)
                continue
            self._going[post.source_id] = going
            new += counts

    def _linked_parent(self, post: Post) -> Reference | None:
        """Return what a kept reply links to: the post it answers, where that is not among those that go."""
        if not answers_others(post, self._inputs.owner, self._threads) or post.reply_to is None:
            return None
        return None if self._own_candidate(post.reply_to.source_id) else post.reply_to

    def _place(self, post: Post, draft: Draft | Reason, wishes: Mapping[str, int]) -> _Going | Reason:
        if isinstance(draft, Reason):
            return draft
        slots: list[int | None] = [None] * len(draft.parts)
        if wishes:
            slots[:] = self._slots_for(post, draft, wishes[post.source_id])
            if any(slot is not None and slot >= milliseconds(self._inputs.now) for slot in slots):
                return Reason("future_date", {"date": post.written_at.isoformat()})
        adopts = any(slot is not None and self._inputs.occupied(slot) is not None for slot in slots)
        if not adopts and post.source_id not in self._inputs.published:
            text = " ".join(part.text for part in draft.parts)
            url = self._inputs.there.find(text, post.written_at, ours=self._first_slots)
            if url is not None:
                return Reason("already_there", {"url": url})
        return _Going(post, draft, tuple(slots), self._visibility(post))

    def _slots_for(self, post: Post, draft: Draft, wish: int) -> Iterator[int]:
        """Yield a slot for each part; one where a foreign status stands only if that one says the same."""
        slot = wish
        for index, part in enumerate(draft.parts):
            key = (post.source_id, 0 if len(draft.parts) == 1 else index + 1)
            if key in self._inputs.given:
                slot = self._inputs.given[key]
            else:
                slot = wish if index == 0 else self._slots.take(slot + 1)
                own = [url for url, _ in part.own]
                while not self._free_for(slot, part.text, own):
                    slot = self._slots.take(slot + 1)
            yield slot

    def _free_for(self, slot: int, text: str, own_links: list[str]) -> bool:
        there = self._inputs.occupied(slot)
        if there is None or same_words(text, there, own_links=own_links):
            return True
        return same_words(text, html_to_text(there), own_links=own_links)

    def _skip(self, post: Post, reason: Reason) -> None:
        self._skips.append(
            Skip(
                source_id=post.source_id,
                reason=reason,
                written_at=post.written_at,
                text=plain_words(post)[:_EXCERPT_CHARS],
                url=post.url,
            )
        )

    def _in_order(self) -> Iterator[Planned]:
        parents = self._threads.replayed_parents({*self._going, *self._inputs.published})
        skips = {skip.source_id: skip for skip in self._skips}
        ids = [post.source_id for post in self._posts]
        for source_id in parents_first(ids, parents):
            going = self._going.get(source_id)
            if going is not None:
                yield from self._publishes(going, parents[source_id])
            elif source_id in skips:  # else it is on the target, from another archive
                yield skips[source_id]
        known = set(ids)
        yield from (skip for source_id, skip in sorted(skips.items()) if source_id not in known)

    def _publishes(self, going: _Going, parent: str | None) -> Iterator[Publish]:
        post, draft = going.post, going.draft
        above = None if parent is None else (parent, self._last_part(parent))
        notes = draft.notes
        if above is None and is_own_reply(post, self._threads) and self._linked_parent(post) is None:
            notes = (*notes, Reason("thread_restarted"))
        for index, part in enumerate(draft.parts):
            yield Publish(
                source_id=post.source_id,
                part=going.part(index),
                parts=len(draft.parts),
                text=part.text,
                content_type=draft.content_type,
                written_at=post.written_at,
                slot_ms=going.slots[index],
                visibility=going.visibility,
                language=draft.language,
                sensitive=draft.sensitive,
                warning=draft.warning,
                media=draft.media[index],
                in_reply_to=above,
                own_links=tuple(OwnLink(url=url, source_id=own) for url, own in dict(part.own).items()),
                notes=notes if index == 0 else (),
                url=post.url,
            )
            above = (post.source_id, going.part(index))

    def _last_part(self, source_id: str) -> int:
        """Return the part that replies hang on: as it was published, in however many parts it would go now."""
        there = self._inputs.published.get(source_id)
        return self._going[source_id].last if there is None else there
