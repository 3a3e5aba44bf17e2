"""Puts people and their candidates in order: one best handle each, or the reason why there is none. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from migrator.friends.choices import Choices
from migrator.friends.evidence.people import Person
from migrator.friends.handles import candidates
from migrator.friends.handles.finding import in_field
from migrator.friends.handles.text import prepared
from migrator.friends.values import Candidate, Confidence
from migrator.model import Lookup, Relation, Standing

_LOST: Final = frozenset({Standing.MISSING, Standing.GONE})
_RULES: Final = (
    "chosen",
    "given",
    "link",
    "remote_link",
    "address",
    "labelled",
    "known_host",
    "same_name",
    "split",
)
"""Surest first; what is not named comes after."""

_STANDINGS: Final = (Standing.VERIFIED, Standing.UNREACHABLE, Standing.UNKNOWN, Standing.MISSING, Standing.GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A candidate with what its server said."""

    candidate: Candidate
    address: str
    """Where the account is to be followed: where it moved to, as its own server calls it."""

    moved: bool = False
    links_back: bool = False
    """Whether its profile links to the person's page on X; anybody can claim that."""

    service: bool = False
    """Whether a program posts there."""

    chosen: bool = False
    """Whether somebody said yes to it."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Friend:
    """A person with their handles, the best one first."""

    id: str
    screen_name: str
    name: str
    relations: frozenset[Relation]
    lists: tuple[str, ...]
    sources: tuple[str, ...]
    matches: tuple[Match, ...]
    best: Match | None
    sure: bool
    """Whether the best one may be followed without another look."""

    why_not: str
    """Why there is no best one, as `no_profile`; empty if there is."""


def found_in(person: Person) -> list[Candidate]:
    """Return all candidates for a person: from the profile, from sources that name them, from others' posts."""
    best = {one.handle: one for one in candidates(person.profile)}
    for handle, source in person.addresses.items():
        best[handle] = Candidate(
            handle=handle, confidence=Confidence.STRONG, rule="given", field=source, snippet=f"@{handle}"
        )
    for source, text in person.said:
        for one in in_field(prepared(text), source, person.screen_name):
            if one.handle not in best:
                best[one.handle] = replace(one, confidence=Confidence.OPTIONAL, rule="said_by_others")
    return list(best.values())


def matched(person: Person, found: Sequence[Candidate], answers: Mapping[str, Lookup], choices: Choices) -> Friend:
    """Return the person with the handles in order."""
    keys = {person.key, person.id, person.screen_name.lower()} - {""}
    paired = [
        Candidate(
            handle=handle, confidence=Confidence.STRONG, rule="chosen", field="choices", snippet=f"@{handle}"
        )
        for handle in choices.paired(keys)
    ]
    kept = [one for one in _once([*paired, *found]) if not choices.rejects(keys, one.handle)]
    all_of_them = [_match(one, answers.get(one.handle), person, choices.accepts(keys, one.handle)) for one in kept]
    matches = tuple(_distinct(sorted(all_of_them, key=_order)))
    best = next((one for one in matches if _may_be_best(one)), None)
    return Friend(
        id=person.id or person.key,
        screen_name=person.screen_name,
        name=person.profile.name,
        relations=frozenset(person.relations),
        lists=tuple(sorted(person.lists)),
        sources=tuple(person.sources),
        matches=matches,
        best=best,
        sure=best is not None and _is_sure(best, asked=bool(answers)),
        why_not="" if best else _why_not(person, matches, rejected=len(found) > len(kept)),
    )


def _once(found: Sequence[Candidate]) -> Iterator[Candidate]:
    seen: set[str] = set()
    for one in found:
        if one.handle not in seen:
            seen.add(one.handle)
            yield one


def _match(one: Candidate, answer: Lookup | None, person: Person, chosen: bool) -> Match:
    if answer is None:
        return Match(candidate=one, address=one.handle, chosen=chosen)
    back = bool(person.screen_name) and person.screen_name.lower() in answer.x_names
    confidence = _raised(one.confidence) if back and answer.standing is Standing.VERIFIED else one.confidence
    return Match(
        candidate=replace(one, state=answer.standing, confidence=confidence),
        address=answer.moved_to or answer.canonical or one.handle,
        moved=bool(answer.moved_to),
        links_back=back,
        service=answer.kind in {"Service", "Application"},
        chosen=chosen,
        note=answer.detail,
    )


def _raised(confidence: Confidence) -> Confidence:
    return Confidence.REVIEW if confidence is Confidence.OPTIONAL else Confidence.STRONG


def _order(one: Match) -> tuple[int, int, int, int]:
    rule = _RULES.index(one.candidate.rule) if one.candidate.rule in _RULES else len(_RULES)
    standing = one.candidate.state
    lost = standing in _LOST
    return (not one.chosen, lost, one.candidate.confidence.rank, _STANDINGS.index(standing) * len(_RULES) + rule)


def _distinct(matches: Sequence[Match]) -> Iterator[Match]:
    """Yield each account once: several handles may turn out to be one."""
    seen: set[str] = set()
    for one in matches:
        if one.address not in seen or one.candidate.state in _LOST:
            seen.add(one.address)
            yield one


def _may_be_best(one: Match) -> bool:
    if one.chosen:
        return True
    return one.candidate.confidence is not Confidence.OPTIONAL and one.candidate.state not in _LOST


def _is_sure(best: Match, *, asked: bool) -> bool:
    """Whether to follow without another look: said clearly, and there (as far as it was asked for)."""
    if best.chosen:
        return True
    there = best.candidate.state is Standing.VERIFIED if asked else True
    return best.candidate.confidence is Confidence.STRONG and there and not best.service


def _why_not(person: Person, matches: Sequence[Match], *, rejected: bool) -> str:
    if any(
        one.candidate.confidence is Confidence.OPTIONAL and one.candidate.state not in _LOST for one in matches
    ):
        return "only_possible"
    if matches:
        return "not_there"
    if rejected:
        return "rejected"
    if not person.screen_name and not person.described:
        return "no_name"
    return "nothing_said" if person.described else "no_profile"
