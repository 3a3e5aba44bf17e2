"""Finding friends: evidence in, handles out, and what their servers say."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from migrator.errors import UserError
from migrator.friends.choices import Choices, read_choices
from migrator.friends.evidence import People, from_archive, read_file
from migrator.friends.matching import Friend, found_in, matched
from migrator.friends.values import Confidence
from migrator.friends.webfinger import Manners, verify
from migrator.model import Lookup, Relation, Standing
from migrator.model.moments import milliseconds
from migrator.service.parts import Parts
from migrator.sources.base import KnowsPeople

_RESOLVERS: Final = 64
"""Threads that look names up: one that hangs must not hold the others. Ours."""

PEOPLE: Final = frozenset(Relation) - {Relation.MENTIONED}
"""Who is looked for; those only mentioned are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far it got, over those who are followed."""

    follows: int
    named: int
    """Of whom a name is known."""

    described: int
    """Of whom the profile is known."""

    found: int
    """With at least one handle."""

    verified: int
    sure: int
    unresolved: Mapping[str, int]
    """Those without, by reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Friends:
    """Everybody who was looked for."""

    people: tuple[Friend, ...]
    coverage: Coverage
    asked: bool
    """Whether servers were asked."""


def find(
    parts: Parts,
    archives: Sequence[Path],
    profiles: Sequence[Path],
    *,
    ask: bool,
    choices: Path | None,
    seen: Callable[[int, int], None],
) -> Friends:
    """Return who of the people in archives and files is where; `seen` hears how many accounts were asked for.

    Raises `UserError` if there is nothing to read, or nobody in it.
    """
    if not archives and not profiles:
        raise UserError(
            "there is nobody to look for", hint="give an archive, or a file that lists people with --profiles FILE"
        )
    decided = read_choices(choices) if choices else Choices()
    people = _people(parts, archives, profiles)
    wanted = [person for person in people if person.relations & PEOPLE]
    found = [found_in(person) for person in wanted]
    answers: Mapping[str, Lookup] = {}
    if ask:
        handles = [one.handle for candidates in found for one in candidates]
        handles += [handle for _, handle in sorted(decided.made.get("pair", set()))]
        answers = _answers(parts, handles, seen)
    friends = tuple(
        matched(person, candidates, answers, decided) for person, candidates in zip(wanted, found, strict=True)
    )
    described = {person.id or person.key for person in wanted if person.described}
    return Friends(people=friends, coverage=_coverage(friends, described), asked=ask)


def _people(parts: Parts, archives: Sequence[Path], profiles: Sequence[Path]) -> People:
    people = People()
    if archives:
        source = parts.open_source(archives)
        try:
            if not isinstance(source, KnowsPeople):
                raise UserError(
                    f"an archive of the kind {source.format} does not tell whom you followed yet",
                    hint="give a file that lists people with --profiles FILE",
                )
            people.add(from_archive(source.people()))
        finally:
            source.close()
    for path in profiles:
        people.add(read_file(path))
    return people


def _answers(parts: Parts, handles: Sequence[str], seen: Callable[[int, int], None]) -> Mapping[str, Lookup]:
    manners, total, done = Manners(), len(set(handles)), Counter[str]()

    def count(_answer: Lookup) -> None:
        done["all"] += 1
        seen(done["all"], total)

    async def run() -> Mapping[str, Lookup]:
        with ThreadPoolExecutor(_RESOLVERS, thread_name_prefix="names") as pool:
            asyncio.get_running_loop().set_default_executor(pool)
            return await verify(
                handles,
                web=parts.web(manners),
                store=parts.ledger.lookups,
                now_ms=lambda: milliseconds(parts.now()),
                per_host=manners.per_host,
                seen=count,
            )

    return asyncio.run(run())


def _coverage(friends: Sequence[Friend], described: set[str]) -> Coverage:
    follows = [one for one in friends if Relation.FOLLOWING in one.relations]
    some = [one for one in follows if any(m.candidate.confidence is not Confidence.OPTIONAL for m in one.matches)]
    there = [one for one in follows if one.best and one.best.candidate.state is Standing.VERIFIED]
    return Coverage(
        follows=len(follows),
        named=sum(bool(one.screen_name) for one in follows),
        described=sum(one.id in described for one in follows),
        found=len(some),
        verified=len(there),
        sure=sum(one.sure for one in follows),
        unresolved=Counter(one.why_not for one in follows if one.why_not),
    )


__all__ = ["Coverage", "Friend", "Friends", "find"]
