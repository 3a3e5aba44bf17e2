"""Found friends as JSON rows, as sentences, and as the page on which they are reviewed."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import IO, Any, Final

from migrator.friends.matching import Friend, Match
from migrator.friends.values import Candidate
from migrator.model import Relation
from migrator.pages import html
from migrator.pages.rows import Row
from migrator.service.friends import Coverage, Friends

RULES: Final = {
    "address": "writes @user@host",
    "archived_link": "links to an archived profile",
    "bridge": "has an account behind a bridge",
    "choice": "has an account on a network that federates by choice, if at all",
    "chosen": "was chosen by you",
    "community": "links to a channel or community",
    "given": "is named by a list",
    "known_host": "writes user@host of a well-known server",
    "labelled": "writes an address behind a word of the fediverse",
    "link": "links to the profile",
    "mail_like": "writes what is more likely an e-mail address",
    "mirror": "names a copy made by a program",
    "of_others": "names an account, maybe somebody else's",
    "remote_link": "links to the profile through another server",
    "said_by_others": "is named so in somebody's post",
    "same_name": "says: the same name on that server",
    "split": "writes name and server apart",
}
"""Why a handle is a candidate; the subject is the person's profile."""

WHY_NOT: Final = {
    "no_name": "only a number is known; a file of profiles (--profiles) would help",
    "no_profile": "only the name is known; a file of profiles (--profiles) would help",
    "nothing_said": "the profile names no account",
    "not_there": "the accounts that were named do not exist",
    "only_possible": "only a handle that may exist; tick it if it is right",
    "rejected": "you rejected what was found",
}
"""Why somebody has no handle."""


def why(candidate: Candidate) -> str:
    """Say in a few words what speaks for a handle."""
    return f"{RULES.get(candidate.rule, candidate.rule)} ({candidate.field})"


def friend_row(friend: Friend) -> Row:
    """Return a person with all candidates and the best one."""
    return {
        "kind": "person",
        "id": friend.id,
        "screen_name": friend.screen_name,
        "name": friend.name,
        "relations": sorted(one.value for one in friend.relations),
        "lists": list(friend.lists),
        "candidates": [_candidate_row(one) for one in friend.matches],
        "best": friend.best.address if friend.best else None,
        "sure": friend.sure,
        "why_not": friend.why_not or None,
        "sources": list(friend.sources),
    }


def _candidate_row(one: Match) -> Row:
    return {
        "handle": one.candidate.handle,
        "confidence": one.candidate.confidence.value,
        "rule": one.candidate.rule,
        "field": one.candidate.field,
        "snippet": one.candidate.snippet,
        "state": one.candidate.state.value,
        "address": one.address,
        "moved": one.moved,
        "links_back": one.links_back,
        "service": one.service,
        "note": one.note,
    }


def coverage_row(coverage: Coverage) -> Row:
    """Return how far it got."""
    return {
        "kind": "summary",
        "follows": coverage.follows,
        "named": coverage.named,
        "described": coverage.described,
        "found": coverage.found,
        "verified": coverage.verified,
        "sure": coverage.sure,
        "unresolved": dict(coverage.unresolved),
    }


def write_review(out: IO[str], found: Friends, *, made_at: datetime, zone: tzinfo) -> None:
    """Write the page: a line for each person and handle, ticked where it may be followed without another look."""
    page = html.environment().get_template("friends.html")
    rows = [row for friend in found.people for row in _lines(friend)]
    others = [(_called(one), WHY_NOT.get(one.why_not, one.why_not)) for one in found.people if not one.matches]
    out.writelines(page.generate(found=found, rows=rows, others=others, made_at=made_at, zone=zone))


def _called(friend: Friend) -> str:
    return f"{friend.name} @{friend.screen_name}".strip() if friend.screen_name else friend.name or friend.id


def _lines(friend: Friend) -> Iterator[dict[str, Any]]:
    followed = Relation.FOLLOWING in friend.relations
    for one in friend.matches:
        yield {
            "person": friend.id,
            "name": friend.name or friend.screen_name or friend.id,
            "screen_name": friend.screen_name,
            "relations": ", ".join(sorted(relation.value for relation in friend.relations)),
            "handle": one.candidate.handle,
            "address": one.address,
            "confidence": one.candidate.confidence.value,
            "rank": one.candidate.confidence.rank,
            "state": one.candidate.state.value,
            "note": one.note,
            "why": why(one.candidate),
            "snippet": one.candidate.snippet,
            "ticked": followed and one is friend.best and friend.sure,
        }
