"""Slurp's checkpoint file: which post of an archive is which status on the target.

Slurp writes `status-map.json`, {archive id: status id}, anew after each post, so that an import that broke off may
have left only its beginning.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from migrator.errors import UserError

_MOST_BYTES: Final = 256 * 2**20
"""Ours: a million posts are 120 MB."""

_STRING = rb'"(?:[^"\\\x00-\x1f]|\\.)*"'
_PAIR: Final = re.compile(rb"(%s)\s*:\s*(%s)" % (_STRING, _STRING))
_HINT = "Slurp keeps it beside the archive, as status-map.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlurpMap:
    """What Slurp has carried over."""

    ids: Mapping[str, str] = field(default_factory=dict)
    """Status ids on the target, by ids of the archive."""

    whole: bool = True
    """Whether the file could be read to its end."""


NO_MAP: Final = SlurpMap()


def read_map(path: Path) -> SlurpMap:
    """Read as much of the map as is there; raises `UserError` if it is none."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError(f"{path} is far too large for a map of posts", hint=_HINT)
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror or error}", hint=_HINT) from error
    try:
        return SlurpMap(ids=msgspec.json.decode(data, type=dict[str, str]))
    except msgspec.DecodeError:
        return _begun(path, data)


def _begun(path: Path, data: bytes) -> SlurpMap:
    """Return the pairs that are whole."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise UserError(f"{path} is not Slurp's map of posts", hint=_HINT)
    found: dict[str, str] = {}
    for match in _PAIR.finditer(data):
        try:
            found[json.loads(match[1])] = json.loads(match[2])
        except (ValueError, UnicodeDecodeError):
            continue
    if not found and len(data.strip()) > _EMPTY:
        raise UserError(f"{path} is not Slurp's map of posts", hint=_HINT)
    return SlurpMap(ids=found, whole=False)


_EMPTY = 2
