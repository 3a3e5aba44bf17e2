"""Decides on one account as Mastodon does, and follows it where it moved.

https://docs.joinmastodon.org/spec/webfinger/; a server that shows actors only to servers it knows (401, 403) says
nothing against a handle that its WebFinger confirms.
"""

from dataclasses import dataclass, replace
from typing import Final, Protocol
from urllib.parse import quote, urlsplit

from migrator.errors import Refused, StepFailed, Unreachable
from migrator.friends.handles import hosts, normalised
from migrator.friends.webfinger import documents
from migrator.friends.webfinger.documents import Finger
from migrator.model import Lookup, Standing

MOVES: Final = 3
"""Moves that are followed from account to account; ours: who moved more often is found by hand."""

_OK: Final = 200
_HIDDEN: Final = frozenset({401, 403})
_MISSING: Final = frozenset({400, 404})
"""Some servers answer 400 for a name they don't have."""
_GONE: Final = 410


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, redirects followed."""

    status: int
    body: bytes


class Ask(Protocol):
    """Asks the web."""

    async def get(self, url: str, accept: str) -> Answer:
        """Return the answer.

        Raises `Unreachable` if there is none for now, `Refused` if nobody may ask there (a private network), and
        `StepFailed` if there is no such host, or the answer can't be used (loops, too long).
        """


class _Verdict(Exception):
    """Ends the look-up of one account."""

    def __init__(self, standing: Standing, detail: str) -> None:
        super().__init__(detail)
        self.standing = standing
        self.detail = detail


async def look_up(handle: str, ask: Ask) -> Lookup:
    """Return how an account stands; never raises."""
    try:
        found = await _confirmed(handle, ask)
        return await _with_actor(handle, found, ask)
    except _Verdict as verdict:
        return Lookup(handle=handle, standing=verdict.standing, detail=verdict.detail)
    except Unreachable as error:
        return Lookup(handle=handle, standing=Standing.UNREACHABLE, detail=error.message)
    except Refused as error:
        return Lookup(handle=handle, standing=Standing.MISSING, detail=error.message)
    except StepFailed as error:
        standing = Standing.MISSING if error.code == "not_found" else Standing.UNKNOWN
        return Lookup(handle=handle, standing=standing, detail=error.message)


async def _confirmed(handle: str, ask: Ask) -> Finger:
    """Return what the account's home says of it; where the home is another host, that one has to confirm it."""
    first = await _finger(handle, ask)
    if first.subject == handle:
        return first
    second = await _finger(first.subject, ask)
    if second.subject != first.subject:
        raise _Verdict(Standing.MISSING, f"{first.subject} does not confirm itself")
    return second


async def _finger(handle: str, ask: Ask) -> Finger:
    host = handle.rpartition("@")[2]
    resource = quote(f"acct:{handle}", safe="")
    answer = await ask.get(f"https://{host}/.well-known/webfinger?resource={resource}", documents.JRD)
    if answer.status in _MISSING:
        asked = await _elsewhere(host, ask)
        if asked:
            answer = await ask.get(asked.replace("{uri}", resource), documents.JRD)
    _judge(answer)
    found = documents.finger(answer.body)
    if not found.subject:
        raise _Verdict(Standing.UNKNOWN, "the answer names no account")
    if not found.actor:
        raise _Verdict(Standing.MISSING, "the account is not of the fediverse (no ActivityPub)")
    return found


async def _elsewhere(host: str, ask: Ask) -> str:
    """Return where host-meta says to ask; empty if it does not help."""
    try:
        answer = await ask.get(f"https://{host}/.well-known/host-meta", documents.XRD)
    except (Unreachable, StepFailed, Refused):
        return ""
    asked = documents.template(answer.body) if answer.status == _OK else ""
    usual = asked.startswith(f"https://{host}/.well-known/webfinger?")
    return "" if usual else asked


def _judge(answer: Answer) -> None:
    """Raise the verdict that a status alone gives."""
    if answer.status == _GONE:
        raise _Verdict(Standing.GONE, "the server says that it is gone")
    if answer.status in _MISSING:
        raise _Verdict(Standing.MISSING, "the server has no such account")
    if answer.status != _OK:
        raise _Verdict(Standing.UNREACHABLE, f"the server answered {answer.status}")


async def _with_actor(handle: str, found: Finger, ask: Ask) -> Lookup:
    """Return the verified account with what its actor adds; WebFinger's word is enough without it."""
    verified = Lookup(handle=handle, standing=Standing.VERIFIED, canonical=found.subject, actor=found.actor)
    try:
        answer = await ask.get(found.actor, documents.ACTIVITY)
    except (Unreachable, StepFailed, Refused) as error:
        return replace(verified, detail=f"the actor could not be read: {error.message}")
    if answer.status == _GONE:
        return Lookup(handle=handle, standing=Standing.GONE, detail="the account is deleted")
    if answer.status == _OK:
        return await _read(verified, answer.body, ask)
    hidden = "shown to servers only" if answer.status in _HIDDEN else f"answered {answer.status}"
    return replace(verified, detail=f"actor {hidden}")


async def _read(verified: Lookup, body: bytes, ask: Ask) -> Lookup:
    actor = documents.actor(body)
    if actor is None:
        return replace(verified, detail="the actor could not be read: not an actor")
    if actor.suspended:
        return Lookup(handle=verified.handle, standing=Standing.GONE, detail="the account is suspended")
    moved_to = await _moved(actor, ask) if actor.moved_to else ""
    detail = "moved, but the new account does not confirm it" if actor.moved_to and not moved_to else ""
    return replace(
        verified, actor=actor.id, kind=actor.kind, x_names=actor.x_names, moved_to=moved_to, detail=detail
    )


async def _moved(old: documents.Actor, ask: Ask) -> str:
    """Return the address an account moved to, over several moves; each new account has to name the old one."""
    found = ""
    for _ in range(MOVES):
        if not old.moved_to.startswith("https://"):
            break
        new = await _named(old, ask)
        if new is None:
            break
        host = hosts.cut(urlsplit(new.id).hostname or "")
        own = normalised(new.name, host.name) if host and new.name else None
        if own is None:
            break
        found = await _subject(own, ask)
        old = new
    return found


async def _named(old: documents.Actor, ask: Ask) -> documents.Actor | None:
    try:
        answer = await ask.get(old.moved_to, documents.ACTIVITY)
    except (Unreachable, StepFailed, Refused):
        return None
    new = documents.actor(answer.body) if answer.status == _OK else None
    return new if new is not None and old.id in new.aliases else None


async def _subject(handle: str, ask: Ask) -> str:
    """Return the address by which an account's own server calls it."""
    try:
        return (await _confirmed(handle, ask)).subject
    except (_Verdict, Unreachable, StepFailed, Refused):
        return handle
