"""CSV files and plain lists of names, in whatever encoding and with whatever separator they come."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Final

from migrator.friends.evidence.people import Evidence, Trust
from migrator.friends.handles import normalised
from migrator.friends.values import Profile
from migrator.model import Relation

_NAMES: Final = (
    "screen_name",
    "screenname",
    "username",
    "user_name",
    "user name",
    "screen name",
    "handle",
    "twitter",
    "x handle",
)
_IDS: Final = ("id", "user_id", "userid", "user id", "account_id", "accountid", "rest_id")
_DISPLAY: Final = ("name", "display_name", "displayname", "display name", "full name")
_BIOS: Final = ("description", "bio", "text", "about", "note", "biography")
_PLACES: Final = ("location", "place")
_SITES: Final = ("website", "url", "link", "homepage")
_ADDRESSES: Final = ("account address", "account", "acct", "address", "fediverse", "mastodon")
_LISTS: Final = ("list name", "list")

_ADDRESS = re.compile(r"@?([A-Za-z0-9_.-]+)@([^\s@,;]+\.[^\s@,;]+)")
_NAME_LINE = re.compile(r"(?:https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/)?@?(\w{1,50})/?")
_ID_LINE = re.compile(r"\d{1,20}|https?://(?:twitter|x)\.com/intent/user\?user_id=(\d{1,20})")
_NAME = re.compile(r"@?(\w{1,50})")
_SEPARATORS: Final = ",;\t|"
LONGEST_FIELD: Final = 1_000_000
"""Characters in one cell; ours: the module's own 131,072 make a broken quote fatal."""


def decoded(data: bytes) -> str:
    """Return a file's text: UTF-8 or UTF-16 by its mark, else UTF-8, else as Windows in the west writes it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if data.count(b"\0") > len(data) // 4:
            return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
        return data.decode("cp1252", errors="replace")


def is_table(text: str) -> bool:
    """Whether the first line is a header with a column we can use."""
    header = _header(text)
    return _useful(header) if len(header) > 1 else header[0] in {"account address", "screen_name"}


def _useful(header: list[str]) -> bool:
    return any(name in header for name in (*_NAMES, *_ADDRESSES, *_IDS))


def _header(text: str) -> list[str]:
    line = text.lstrip("\ufeff\r\n ").partition("\n")[0].rstrip("\r")
    return [cell.strip().strip('"').lower() for cell in line.split(separator(line))]


def separator(line: str) -> str:
    """Return the sign that most likely stands between the cells of a header."""
    return max(_SEPARATORS, key=line.count)


def rows(text: str) -> Iterator[Mapping[str, str]]:
    """Yield rows by the names of their columns, in lower case; broken rows count as far as they go."""
    csv.field_size_limit(LONGEST_FIELD)
    header = _header(text)
    source = io.StringIO(text.lstrip("\ufeff\r\n ").replace("\0", ""))
    reader = csv.reader(source, delimiter=separator(text.lstrip("\ufeff\r\n ").partition("\n")[0]))
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        if reader.line_num > 1 and any(cells):
            yield {name: cell.strip() for name, cell in zip(header, cells, strict=False)}


def from_row(row: Mapping[str, str], source: str, relations: frozenset[Relation]) -> Evidence | None:
    """Return a row of any table as evidence; None if it names nobody."""
    address = handle(_first(row, _ADDRESSES))
    name = _NAME.fullmatch(_first(row, _NAMES))
    id_ = _first(row, _IDS)
    id_ = id_ if id_.isascii() and id_.replace("_", "").isalnum() else ""
    on = _first(row, _LISTS)
    if not (address or name or id_):
        return None
    profile = Profile(
        screen_name=name[1] if name else "",
        name=_first(row, _DISPLAY),
        bio=_first(row, _BIOS),
        location=_first(row, _PLACES),
        url=_first(row, _SITES),
    )
    return Evidence(
        source=source,
        trust=Trust.TABLE,
        relations=frozenset({Relation.LISTED}) if on else relations,
        id=id_,
        profile=profile,
        addresses=(address,) if address else (),
        lists=(on,) if on else (),
    )


def from_lines(text: str, source: str, relations: frozenset[Relation]) -> Iterator[Evidence]:
    """Yield a plain list: a name, id, address or profile's link on each line; other lines count as nothing."""
    for raw in text.splitlines():
        line = raw.strip().strip('",;')
        if not line or line.startswith("#"):
            continue
        address = handle(line)
        number, name = _ID_LINE.fullmatch(line), _NAME_LINE.fullmatch(line)
        if address:
            yield Evidence(source=source, trust=Trust.NAMES, relations=relations, addresses=(address,))
        elif number:
            yield Evidence(source=source, trust=Trust.NAMES, relations=relations, id=number[1] or number[0])
        elif name:
            profile = Profile(screen_name=name[1])
            yield Evidence(source=source, trust=Trust.NAMES, relations=relations, profile=profile)


def handle(text: str) -> str:
    """Return a fediverse address in its plain form; empty if it is none."""
    match = _ADDRESS.fullmatch(text.strip())
    return (normalised(match[1], match[2]) or "") if match else ""


def _first(row: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((row[name] for name in names if row.get(name)), "")
