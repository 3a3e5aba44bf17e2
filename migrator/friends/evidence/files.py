"""Reads any file that speaks of people, told by its content; its name says at most whom it lists."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from migrator.errors import UserError
from migrator.friends.evidence import exporter, jsonlines, tables
from migrator.friends.evidence.people import Evidence, Trust
from migrator.friends.evidence.shapes import first, listed, text
from migrator.model import Relation

LARGEST: Final = 512 * 2**20
"""Bytes of a file that are read; ours: ten times what a hundred thousand profiles with all metadata take."""

_NAMED: Final = (
    (re.compile(r"block", re.IGNORECASE), Relation.BLOCKED),
    (re.compile(r"mute|muting", re.IGNORECASE), Relation.MUTED),
    (re.compile(r"followers|follower", re.IGNORECASE), Relation.FOLLOWER),
    (re.compile(r"listmembers|list_members|list-members", re.IGNORECASE), Relation.LISTED),
)
_KINDS = (
    "JSON of twitter-web-exporter, JSON Lines of profiles, a CSV with a column of names, ids or addresses, "
    "a list of names"
)


def relation_of(name: str) -> Relation:
    """Tell by a file's name whom it lists; those who are followed if it says nothing."""
    return next((relation for pattern, relation in _NAMED if pattern.search(name)), Relation.FOLLOWING)


def read_file(path: Path) -> Iterator[Evidence]:
    """Yield what a file says; raises `UserError` if it can't be read or speaks of nobody."""
    content = _content(path)
    found = False
    for one in _read(content, path):
        found = True
        yield one
    if not found:
        raise UserError(f"{path.name} names nobody", hint=f"what can be read: {_KINDS}")


def _content(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"{path.name} is larger than {LARGEST >> 20} MB", hint=f"what can be read: {_KINDS}")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror}", hint="check the path") from error
    if data.startswith((b"PK\x03\x04", b"\x1f\x8b", b"SQLite format 3", b"%PDF")):
        raise UserError(f"{path.name} is no text file", hint=f"unpack it first; what can be read: {_KINDS}")
    return tables.decoded(data)


def _read(content: str, path: Path) -> Iterator[Evidence]:
    relations, source = frozenset({relation_of(path.name)}), path.name
    start = content.lstrip()[:1]
    if start in {"[", "{"}:
        whole = _json(content)
        if whole is not None:
            yield from _from_json(whole, source, relations)
        else:
            yield from _from_json_lines(content, source, relations)
    elif tables.is_table(content):
        for row in tables.rows(content):
            evidence = tables.from_row(row, source, relations)
            if evidence is not None:
                yield evidence
    else:
        yield from tables.from_lines(content, source, relations)


def _json(content: str) -> object:
    try:
        return msgspec.json.decode(content)
    except msgspec.DecodeError:
        return None


def _from_json_lines(content: str, source: str, relations: frozenset[Relation]) -> Iterator[Evidence]:
    for line in content.splitlines():
        row = _json(line) if line.strip() else None
        if isinstance(row, dict):
            yield from _from_row(row, source, relations)


def _from_json(whole: object, source: str, relations: frozenset[Relation]) -> Iterator[Evidence]:
    """Yield what a JSON file says: rows in a list, a dump, an API's answer, or a single row."""
    if isinstance(whole, dict):
        dumped = list(exporter.users_of_dump(whole))
        holds = next((listed(whole[name]) for name in _HOLDERS if listed(whole.get(name))), None)
        rows: Any = dumped or (holds if holds is not None else [whole])
    else:
        rows = whole
    for row in listed(rows) if not isinstance(rows, list) else rows:
        if isinstance(row, Mapping):
            yield from _from_row(row, source, relations)
        elif isinstance(row, str):
            yield from tables.from_lines(row, source, relations)


_HOLDERS: Final = ("users", "accounts", "following", "data", "orderedItems", "items", "relationships_following")


def _from_row(row: Mapping[str, Any], source: str, relations: frozenset[Relation]) -> Iterator[Evidence]:
    if exporter.is_raw(row):
        yield exporter.from_raw(row, source, relations)
    elif exporter.is_row(row):
        yield exporter.from_row(row, source, relations)
    elif address := _address(row):
        yield Evidence(source=source, trust=Trust.TABLE, relations=relations, addresses=(address,))
    elif first(row, "id", "screen_name", "username"):
        yield jsonlines.evidence_of(row, source, relations)


def _address(row: Mapping[str, Any]) -> str:
    """Return the address in a row of a Pixelfed or Mastodon export: `acct`, or a profile's link."""
    found = tables.handle(first(row, "acct", "address", "handle", "account address", "webfinger"))
    if found:
        return found
    link = re.fullmatch(r"https?://([^/\s]+)/(?:@|users/|u/)?([\w.-]+)/?", text(row.get("url")))
    named = text(row.get("username")) or text(row.get("preferredUsername"))
    if link and named and link[2].lower() == named.lower() and link[1].lower() not in {"twitter.com", "x.com"}:
        return tables.handle(f"{named}@{link[1]}")
    return ""
