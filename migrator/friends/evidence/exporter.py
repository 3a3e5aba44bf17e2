"""What the browser extension twitter-web-exporter saves: users, with or without metadata, or its whole database.

https://github.com/prinsss/twitter-web-exporter. Short links are spelt out in the metadata only.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from migrator.friends.evidence.people import Evidence, Trust
from migrator.friends.evidence.shapes import first, inner, links, listed, text
from migrator.friends.values import Link, Profile
from migrator.model import Relation


def is_row(row: Mapping[str, Any]) -> bool:
    """Whether this is a user as the extension writes it."""
    return "screen_name" in row and ("followers_count" in row or "metadata" in row or "followed_by" in row)


def is_raw(row: Mapping[str, Any]) -> bool:
    """Whether this is a user as X's own pages get it."""
    return "rest_id" in row and ("legacy" in row or "core" in row)


def from_row(row: Mapping[str, Any], source: str, relations: frozenset[Relation]) -> Evidence:
    """Return a row; its own words on who follows whom count more than the file's name."""
    raw = inner(row, "metadata")
    base = from_raw(raw, source, relations) if raw else None
    profile = Profile(
        screen_name=first(row, "screen_name"),
        name=text(row.get("name")),
        bio=text(row.get("description")),
        location=text(row.get("location")),
        url=text(row.get("website")),
        links=base.profile.links if base else (),
    )
    return Evidence(
        source=source,
        trust=Trust.PROFILE,
        relations=_relations(row.get("following"), row.get("followed_by"), relations),
        id=first(row, "id") or (base.id if base else ""),
        profile=profile,
    )


def from_raw(raw: Mapping[str, Any], source: str, relations: frozenset[Relation]) -> Evidence:
    """Return a user of X's pages; before June 2025 names and places stood in `legacy`."""
    legacy, core = inner(raw, "legacy"), inner(raw, "core")
    seen = inner(raw, "relationship_perspectives")
    found = (*_links(legacy, "description"), *_links(legacy, "url"))
    return Evidence(
        source=source,
        trust=Trust.PROFILE,
        relations=_relations(
            seen.get("following", legacy.get("following")),
            seen.get("followed_by", legacy.get("followed_by")),
            relations,
        ),
        id=first(raw, "rest_id", "id"),
        profile=Profile(
            screen_name=first(core, "screen_name") or first(legacy, "screen_name"),
            name=first(core, "name") or first(legacy, "name"),
            bio=text(legacy.get("description")) or text(inner(raw, "profile_bio").get("description")),
            location=first(inner(raw, "location"), "location") or first(legacy, "location"),
            url=text(legacy.get("url")),
            links=found,
        ),
    )


def users_of_dump(dump: object) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of the table of users in a dump of the whole database (Dexie's format)."""
    for table in listed(inner(dump, "data").get("data")):
        if isinstance(table, Mapping) and table.get("tableName") == "users":
            for row in listed(table.get("rows")):
                value = row.get("$", row) if isinstance(row, Mapping) else row
                if isinstance(value, list):
                    value = next((one for one in value if isinstance(one, Mapping)), {})
                if isinstance(value, Mapping):
                    yield value


def _links(legacy: Mapping[str, Any], part: str) -> tuple[Link, ...]:
    return tuple(links(inner(legacy, "entities", part).get("urls")))


def _relations(following: object, followed_by: object, default: frozenset[Relation]) -> frozenset[Relation]:
    """Return what the row says of the relation; the default where it says nothing."""
    if not isinstance(following, bool) and not isinstance(followed_by, bool):
        return default
    found = default - {Relation.FOLLOWING}
    found |= {Relation.FOLLOWING} if following is True else set()
    return found | ({Relation.FOLLOWER} if followed_by is True else frozenset())
