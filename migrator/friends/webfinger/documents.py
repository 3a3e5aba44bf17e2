"""Reads what servers answer, purely: WebFinger, host-meta, actors; what is not as it should be is not there."""

import re
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from migrator.friends.handles import normalised

JRD: Final = "application/jrd+json, application/json;q=0.9"
ACTIVITY: Final = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
XRD: Final = "application/xrd+xml, application/xml;q=0.9, text/xml;q=0.9"

_PROFILE: Final = "https://www.w3.org/ns/activitystreams"
"""https://www.w3.org/TR/activitypub/#retrieving-objects"""

_ACTORS: Final = frozenset({"Person", "Service", "Group", "Organization", "Application"})
"""https://www.w3.org/TR/activitystreams-vocabulary/#actor-types"""

_TEMPLATE = re.compile(r"<Link\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(rel|template)\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_ACCT = re.compile(r"(?:acct:)?@?([A-Za-z0-9_.~-]+)@([^@/\s?#]+)")
_X_LINK = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/@?(\w{1,15})(?![\w/])")
_MOST_NAMES: Final = 5


@dataclass(frozen=True, slots=True)
class Finger:
    """A WebFinger answer."""

    subject: str
    """As `user@host`; empty if there is none."""

    actor: str
    """The address of the ActivityPub actor; empty if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An ActivityPub actor."""

    id: str
    kind: str
    name: str
    """The user's name at its host."""

    moved_to: str = ""
    aliases: frozenset[str] = frozenset()
    suspended: bool = False
    x_names: tuple[str, ...] = ()


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def finger(body: bytes) -> Finger:
    """Read a WebFinger answer.

    https://www.rfc-editor.org/rfc/rfc7033#section-4.4
    """
    found = _object(body)
    subject = found.get("subject")
    links = found.get("links")
    actor = next((href for one in links if (href := _self(one))), "") if isinstance(links, list) else ""
    return Finger(address(subject) if isinstance(subject, str) else "", actor)


def _self(link: object) -> str:
    if not isinstance(link, dict) or link.get("rel") != "self":
        return ""
    kind, href = link.get("type"), link.get("href")
    if not isinstance(kind, str) or not isinstance(href, str) or not href.startswith("https://"):
        return ""
    wanted = kind == "application/activity+json" or (kind.startswith("application/ld+json") and _PROFILE in kind)
    return str(href) if wanted else ""


def address(text: str) -> str:
    """Return `acct:Ada@Host` as `ada@host`; empty if it is none."""
    match = _ACCT.fullmatch(text.strip())
    return (normalised(match[1], match[2]) or "") if match else ""


def template(body: bytes) -> str:
    """Return where host-meta says that WebFinger is asked; empty if it doesn't say. RFC 6415, section 3.1.1."""
    for link in _TEMPLATE.findall(body.decode("utf-8", errors="replace")):
        found = {name.lower(): value for name, value in _ATTRIBUTE.findall(link)}
        asked = str(found.get("template", "")).replace("&amp;", "&")
        if found.get("rel", "").lower() == "lrdd" and asked.startswith("https://") and "{uri}" in asked:
            return asked
    return ""


def actor(body: bytes) -> Actor | None:
    """Read an actor; None if it is something else."""
    found = _object(body)
    id_, kind, name = found.get("id"), found.get("type"), found.get("preferredUsername")
    kind = next((one for one in kind if one in _ACTORS), None) if isinstance(kind, list) else kind
    if not isinstance(id_, str) or not isinstance(kind, str) or kind not in _ACTORS:
        return None
    moved = found.get("movedTo")
    moved = moved.get("id") if isinstance(moved, dict) else moved
    known = found.get("alsoKnownAs")
    aliases = [known] if isinstance(known, str) else known if isinstance(known, list) else []
    return Actor(
        id=id_,
        kind=kind,
        name=name if isinstance(name, str) else "",
        moved_to=moved if isinstance(moved, str) else "",
        aliases=frozenset(one for one in aliases if isinstance(one, str)),
        suspended=found.get("suspended") is True,
        x_names=_x_names(found),
    )


def _x_names(found: dict[str, Any]) -> tuple[str, ...]:
    """Return the names on X that a profile's text and fields link to."""
    fields = found.get("attachment")
    texts = (
        [found.get("summary"), *(one.get("value") for one in fields if isinstance(one, dict))]
        if isinstance(fields, list)
        else [found.get("summary")]
    )
    names = [name.lower() for text in texts if isinstance(text, str) for name in _X_LINK.findall(text)]
    return tuple(dict.fromkeys(names))[:_MOST_NAMES]
