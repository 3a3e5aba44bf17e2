"""Who an actor's address means, and whose archive it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from migrator.errors import UserError
from migrator.model import Owner, Profile, Text
from migrator.sources.html import hashtag, spans
from migrator.sources.jsarray import Broken
from migrator.sources.mastodon.members import Part, read, reader
from migrator.sources.mastodon.structs import Activity, Actor, Icon, address, listed

_NAMED = re.compile(
    r"https?://(?P<host>[^/]+)/(?:(?:users|user|profile|accounts|u)/(?P<name>[\w.-]+)|@(?P<at>[\w.-]+))(?:/.*)?"
)
"""How servers name an actor or a post of one; `/ap/users/1168…` (Mastodon 4.5) and Pleroma's posts name nobody."""

_HANDLE = re.compile(r"@?(?P<name>[\w.-]+)@(?P<host>[\w.:-]+)")


def handle_of(url: str) -> str:
    """Return user@host where an actor's or post's address says so, else the host alone.

    >>> handle_of("https://old.example/users/ada/statuses/1"), handle_of("https://old.example/ap/users/1168/x")
    ('ada@old.example', 'old.example')
    """
    match = _NAMED.fullmatch(url)
    if match is not None and "/ap/users/" not in url:
        return f"{match['name'] or match['at']}@{match['host']}"
    return host_of(url)


def host_of(url: str) -> str:
    """Return the host of an address; empty if it has none."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def owners(parts: Sequence[Part]) -> list[Owner]:
    """Return the owner of each part; raises `UserError` if they are different people.

    One person may have had several accounts: then one of them says so in `alsoKnownAs` or `movedTo`.
    """
    actors = [(part, part.small("actor.json", Actor)) for part in parts]
    found = [
        _stated(actor)
        if actor is not None and actor.id
        else Owner(id=(one := _from_posts(part)), name=handle_of(one))
        for part, actor in actors
    ]
    ids = {owner.id: owner.name for owner in found if owner.id}
    aliases = {alias for _part, actor in actors if actor for alias in _aliases(actor, ids)}
    strangers = [name for id_, name in ids.items() if id_ not in aliases]
    if len(ids) > 1 and len(strangers) > 1:
        names = " and ".join(f"@{name}" for name in sorted(ids.values()))
        raise UserError(
            f"these archives belong to different accounts: {names}",
            hint="several archives at once are one person's; take one account after the other",
        )
    return found


def _stated(actor: Actor) -> Owner:
    host = host_of(address(actor.url)) or host_of(actor.id)
    name = f"{actor.preferred_username}@{host}" if actor.preferred_username else handle_of(actor.id)
    former = {handle_of(alias) for alias in listed(actor.also_known_as) if isinstance(alias, str)}
    return Owner(
        id=actor.id,
        name=name,
        display_name=(actor.name or "").strip(),
        former_names=tuple(sorted(one for one in former if "@" in one and one != name)),
    )


def _aliases(actor: Actor, ids: Mapping[str, str]) -> Iterator[str]:
    """Yield the accounts that an actor says are the same person's, among these: former ones, and the one left."""
    yield from (alias for alias in listed(actor.also_known_as) if isinstance(alias, str))
    if address(actor.moved_to) in ids:
        yield actor.id


def _from_posts(part: Part) -> str:
    """Every activity names its actor."""
    for batch in read(part, reader(Activity)):
        for activity in () if isinstance(batch, Broken) else batch:
            if address(activity.actor):
                return address(activity.actor)
    return ""


def profile(part: Part) -> Profile | None:
    """Return how the account introduced itself; None if actor.json is missing or damaged."""
    actor = part.small("actor.json", Actor)
    if actor is None:
        return None

    def rich(content: str) -> tuple:  # type: ignore[type-arg]  # spans
        return spans(content, _bio_anchor, own_posts={})

    rows = (row for row in listed(actor.attachment) if row.type in (None, "PropertyValue") and row.name)
    return Profile(
        name=(actor.name or "").strip(),
        bio=rich(actor.summary or ""),
        fields=tuple((row.name or "", rich(row.value or "")) for row in rows),
        avatar=_picture(part, actor.icon),
        header=_picture(part, actor.image),
    )


def _bio_anchor(href: str, shown: str, css_class: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - Anchors
    tag = hashtag(href, shown, css_class)
    if tag is not None:
        return tag
    return Text(shown) if "mention" in css_class.split() and shown else None


def _picture(part: Part, icon: Icon | str | None) -> str:
    """Return the name of a picture beside the outbox; empty if the archive does not hold it."""
    url = icon.url if isinstance(icon, Icon) else icon
    member = part.root + (url or "").rpartition("/")[2]
    return f"{part.number}/{member}" if url and part.container.size(member) is not None else ""


def split_handle(name: str) -> tuple[str, str]:
    """Return user and host of a mention's name, the host empty where the name has none.

    >>> split_handle("@ada@old.example"), split_handle("@ada")
    (('ada', 'old.example'), ('ada', ''))
    """
    match = _HANDLE.fullmatch(name)
    return (match["name"], match["host"]) if match else (name.lstrip("@"), "")
