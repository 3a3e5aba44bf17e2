"""The files of an old archive: one a month, an index of them, and the owner."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from migrator.errors import UnreadableArchive, UserError
from migrator.model import Owner
from migrator.sources.container import Container, DamagedMember
from migrator.sources.grailbird.structs import IndexEntry, Tweet, UserDetails
from migrator.sources.jsarray import ArrayReader, Broken, decode_object

_MONTH = re.compile(r"(?P<root>(?:.*/)?)data/js/tweets/\d{4}_\d{2}\.js")
_HEAD_BYTES = 64


@dataclass(frozen=True, slots=True)
class Month:
    """One file of posts."""

    container: Container
    name: str
    label: str
    """How reports name it."""

    expected: int | None
    """How many posts the index says it holds."""


def roots(container: Container) -> list[str]:
    """Return the prefixes below which old archives lie; empty if there are none."""
    found = {parsed["root"] for name in container.names() if (parsed := _MONTH.fullmatch(name))}
    return sorted(root for root in found if "__MACOSX" not in root)


def months(containers: Sequence[Container]) -> list[Month]:
    """Return all files of posts, newest archive first where there are several, else by name."""
    found: list[Month] = []
    several = len(containers) > 1
    for number, container in enumerate(containers):
        for root in roots(container):
            counts = {entry.file_name: entry.tweet_count for entry in _index(container, root)}
            for name in sorted(name for name in container.names() if _belongs(name, root)):
                short = name[len(root) :]
                label = f"{number}/{short}" if several else short
                found.append(Month(container, name, label, counts.get(short)))
    return found


def read(month: Month) -> Iterator[list[Tweet] | Broken]:
    """Yield the posts of one file in batches."""
    try:
        file = month.container.open(month.name)
    except DamagedMember as error:
        yield Broken(file=month.label, index=0, error=error.message, rest=True)
        return
    with file:
        yield from ArrayReader(Tweet).read(file, month.label)


def find_owner(containers: Sequence[Container]) -> Owner:
    """Return the owner, from user_details.js, else from the posts; raises `UserError` if the archives differ."""
    owners = [_stated(container, root) for container in containers for root in roots(container)]
    known = [owner for owner in owners if owner is not None] or [_from_posts(months(containers))]
    ids = {owner.id: owner.name for owner in known if owner.id}
    if len(ids) > 1:
        names = " and ".join(f"@{name}" for name in sorted(ids.values()))
        raise UserError(
            f"these archives belong to different accounts: {names}",
            hint="several archives at once are one account's; take one account after the other",
        )
    return known[0]


def _belongs(name: str, root: str) -> bool:
    parsed = _MONTH.fullmatch(name)
    return parsed is not None and parsed["root"] == root


def _stated(container: Container, root: str) -> Owner | None:
    name = f"{root}data/js/user_details.js"
    if container.size(name) is None:
        return None
    try:
        with container.open(name) as file:
            user = decode_object(file, UserDetails, name)
    except (UnreadableArchive, DamagedMember):
        return None
    return Owner(id=str(user.id or ""), name=user.screen_name, display_name=user.full_name)


def _from_posts(files: Sequence[Month]) -> Owner:
    """Every post names its author in full."""
    for month in files:
        for batch in read(month):
            for tweet in () if isinstance(batch, Broken) else batch:
                if tweet.user is not None and tweet.user.id_str:
                    user = tweet.user
                    return Owner(id=str(user.id_str), name=user.screen_name, display_name=user.name)
    return Owner(id="", name="")


def _index(container: Container, root: str) -> list[IndexEntry]:
    name = f"{root}data/js/tweet_index.js"
    if container.size(name) is None:
        return []
    try:
        with container.open(name) as file:
            return ArrayReader(IndexEntry).all(file, name)[0]
    except (msgspec.DecodeError, DamagedMember):
        return []
