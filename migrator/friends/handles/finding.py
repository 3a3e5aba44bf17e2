"""Puts the readers together: all handles of one profile, each once, the surest first."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from migrator.friends.handles import hosts
from migrator.friends.handles.addresses import addresses
from migrator.friends.handles.links import MASK, Found, links, shown_by
from migrator.friends.handles.spoken import spoken
from migrator.friends.handles.text import CUT_OFF, prepared
from migrator.friends.handles.words import speaks_of_fedi
from migrator.friends.values import Candidate, Confidence, Link, Profile

_AROUND: Final = 30
"""Characters of the text on either side of a find that its snippet keeps."""

_STATUS = re.compile(r"/\d{6,}|/(?:statuses|posts|p|notes|status)/")
_BSKY_NAME = re.compile(rf"(?<![\w@./-])@?((?:{hosts.LABEL}\.)+bsky\.social)(?![\w.@-])")
_MOVED = re.compile(
    r"(?<!\w)(?:moved|moving|find me|follow me|i'?m (?:now )?(?:at|on)|umgezogen|jetzt|retrouvez"
    r"|síguenme|sígueme|migr\w+)(?!\w)"
    r"|引っ越|移行|移住",
    re.IGNORECASE,
)


def candidates(profile: Profile) -> list[Candidate]:
    """Return the handles that may be the person's, each once, the surest first.

    A handle that only may exist (a bridge, an archived link) is dropped where a surer one was found.
    """
    best: dict[str, Candidate] = {}
    for candidate in _all(profile):
        known = best.get(candidate.handle)
        if known is None or candidate.confidence.rank < known.confidence.rank:
            best[candidate.handle] = candidate
    ordered = sorted(best.values(), key=lambda one: one.confidence.rank)
    sure = [one for one in ordered if one.confidence is not Confidence.OPTIONAL]
    return sure or ordered


def _all(profile: Profile) -> Iterator[Candidate]:
    parts: tuple[tuple[str, str, Sequence[Link]], ...] = (
        ("name", profile.name, profile.links),
        ("bio", profile.bio, profile.links),
        ("location", profile.location, profile.links),
        ("website", profile.url, profile.links),
    )
    for field, text, short in parts:
        if text:
            yield from in_field(prepared(text, short), field, profile.screen_name)
    yield from _links(profile, profile.links, "link")
    for candidate in _pinned(profile):
        yield _own_only(candidate, profile)
    yield from _bridged(profile)


def in_field(text: str, field: str, screen_name: str) -> Iterator[Candidate]:
    """Yield the candidates in a prepared text."""
    if "." not in text:  # every form names a host
        return
    linked, rest = links(text)
    found = [(one, text) for one in linked]
    found += [(one, rest) for one in addresses(rest)]
    direct = {(one.user.lower(), one.host) for one, _ in found}
    taken = [(one.start, one.end) for one, source in found if source is rest]
    for one in spoken(rest, screen_name):
        if (one.user.lower(), one.host) not in direct and not any(a < one.end and one.start < b for a, b in taken):
            found.append((one, rest))
            direct.add((one.user.lower(), one.host))
    for one, source in found:
        candidate = _candidate(one, source, field)
        if candidate is not None:
            yield candidate


def _candidate(one: Found, text: str, field: str) -> Candidate | None:
    handle = hosts.normalised(one.user, one.host)
    if handle is None:
        return None
    snippet = text[max(0, one.start - _AROUND) : one.end + _AROUND].replace(MASK, "[link]").replace(CUT_OFF, "…")
    return Candidate(
        handle=handle,
        confidence=one.confidence,
        rule=one.rule,
        field=field,
        snippet=" ".join(snippet.split()),
    )


def _links(profile: Profile, short: Sequence[Link], field: str) -> Iterator[Candidate]:
    """Yield what the links show whose short form stands in none of the texts."""
    texts = (profile.name, profile.bio, profile.location, profile.url, profile.pinned)
    for link in short:
        whole = link.expanded or link.display
        if whole and not (link.url and any(link.url in text for text in texts)):
            yield from in_field(prepared(whole), field, "")


def _pinned(profile: Profile) -> Iterator[Candidate]:
    """Yield what the pinned post says; its links may stand in it or apart."""
    if profile.pinned:
        yield from in_field(prepared(profile.pinned, profile.pinned_links), "pinned", profile.screen_name)
    yield from _links(profile, profile.pinned_links, "pinned")


def _own_only(candidate: Candidate, profile: Profile) -> Candidate:
    """Lower a find in a pinned post, which may be about others, unless it speaks of the person's own account."""
    if candidate.confidence is Confidence.OPTIONAL:
        return candidate
    user = candidate.handle.partition("@")[0]
    same = bool(profile.screen_name) and user == profile.screen_name.lower()
    own = same or bool(_MOVED.search(profile.pinned)) or speaks_of_fedi(profile.pinned)
    post = bool(_STATUS.search(candidate.snippet))
    confidence = Confidence.OPTIONAL if post and not same else Confidence.REVIEW
    if own and candidate.confidence is Confidence.STRONG and confidence is Confidence.REVIEW:
        confidence = Confidence.STRONG
    return Candidate(
        handle=candidate.handle,
        confidence=confidence,
        rule=candidate.rule,
        field=candidate.field,
        snippet=candidate.snippet,
    )


def _bridged(profile: Profile) -> Iterator[Candidate]:
    """Yield names of Bluesky as the bridge has them, and the other way round."""
    for match in _BSKY_NAME.finditer(profile.bio):
        yield Candidate(
            handle=f"{match[1].lower()}@bsky.brid.gy",
            confidence=Confidence.OPTIONAL,
            rule="bridge",
            field="bio",
            snippet=match[0],
        )
    name = profile.screen_name.lower()
    if name.endswith(".ap.brid.gy"):
        user, _, host = name.removesuffix(".ap.brid.gy").partition(".")
        handle = hosts.normalised(user, host) if host else None
        if handle is not None:
            yield Candidate(
                handle=handle, confidence=Confidence.OPTIONAL, rule="bridge", field="screen name", snippet=name
            )


__all__ = ["candidates", "in_field", "shown_by"]
