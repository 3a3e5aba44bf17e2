"""Profiles as JSON Lines: id, screen_name, name, text, location, url, urls, pinned, pinned_urls."""

from collections.abc import Mapping
from typing import Any

from migrator.friends.evidence.people import Evidence, Trust
from migrator.friends.evidence.shapes import first, links, text
from migrator.friends.values import Profile
from migrator.model import Relation


def profile_of(row: Mapping[str, Any]) -> Profile:
    """Return the profile in a row."""
    return Profile(
        screen_name=first(row, "screen_name", "username").removeprefix("@"),
        name=text(row.get("name")),
        bio=first(row, "text", "description", "bio"),
        location=text(row.get("location")),
        url=first(row, "url", "website"),
        links=tuple(links(row.get("urls"))),
        pinned=text(row.get("pinned")),
        pinned_links=tuple(links(row.get("pinned_urls"))),
    )


def evidence_of(row: Mapping[str, Any], source: str, relations: frozenset[Relation]) -> Evidence:
    """Return a row as evidence."""
    return Evidence(
        source=source,
        trust=Trust.PROFILE,
        relations=relations,
        id=first(row, "id", "id_str", "rest_id"),
        profile=profile_of(row),
    )
