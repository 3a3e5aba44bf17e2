"""Bluesky repositories for tests, made from records: `python -m tests.sources.repository` writes the golden ones.

A golden case says in `records.json` what its `archive.car` holds. In records `{"$link": …}` stands for an address.
"""

import base64
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import libipld

GOLDEN = Path(__file__).parent.parent / "golden" / "bluesky"
DID = "did:plc:adaadaadaadaadaadaadaada"


def cid(block: bytes, *, codec: int = 0x71) -> bytes:
    """Return a block's address: of DAG-CBOR, or of any bytes with codec 0x55."""
    return bytes((1, codec, 0x12, 0x20)) + hashlib.sha256(block).digest()


def blob_cid(content: bytes) -> str:
    """Return a file's address as text."""
    return "b" + base64.b32encode(cid(content, codec=0x55)).decode().lower().rstrip("=")


class Maker:
    """Collects the blocks of one repository."""

    def __init__(self) -> None:
        self.blocks: dict[bytes, bytes] = {}

    def add(self, value: Any) -> bytes:
        """Keep a value as a block; return its address."""
        block = libipld.encode_dag_cbor(value)
        self.blocks[cid(block)] = block
        return cid(block)

    def tree(self, places: Mapping[str, bytes]) -> bytes:
        """Keep the tree that names these records; return its root's address."""
        keys = sorted(places)
        top = max((depth(key) for key in keys), default=0)
        return self._node(keys, places, top)

    def _node(self, keys: list[str], places: Mapping[str, bytes], layer: int) -> bytes:
        here = [key for key in keys if depth(key) >= layer]
        runs: list[list[str]] = [[]]
        for key in keys:
            if depth(key) >= layer:
                runs.append([])
            else:
                runs[-1].append(key)
        below = [self._node(run, places, layer - 1) if run else None for run in runs]
        entries, last = [], b""
        for key, right in zip(here, below[1:], strict=True):
            raw = key.encode()
            shared = next(
                (at for at in range(min(len(raw), len(last))) if raw[at] != last[at]), min(len(raw), len(last))
            )
            entries.append({"p": shared, "k": raw[shared:], "v": places[key], "t": right})
            last = raw
        return self.add({"l": below[0], "e": entries})

    def commit(self, places: Mapping[str, bytes], *, did: str = DID, rev: str = "3jzfcijpj2z2a") -> bytes:
        """Keep a root commit; return its address."""
        data = self.tree(places)
        return self.add({"did": did, "version": 3, "data": data, "rev": rev, "prev": None, "sig": b"unsigned"})

    def car(self, root: bytes) -> bytes:
        """Return the file."""
        header = libipld.encode_dag_cbor({"version": 1, "roots": [root]})
        return b"".join([section(header), *(section(key + block) for key, block in self.blocks.items())])


def section(content: bytes) -> bytes:
    """Return some bytes behind their length."""
    return varint(len(content)) + content


def varint(number: int) -> bytes:
    """Return an unsigned LEB128 number."""
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def depth(key: str) -> int:
    """Return a key's layer: pairs of zero bits its digest begins with."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest())
    return (256 - number.bit_length()) // 2


def linked(value: Any) -> Any:
    """Return a value with addresses in the place of `{"$link": …}`."""
    match value:
        case {"$link": str(text)}:
            letters = text[1:].upper()
            return base64.b32decode(letters + "=" * (-len(letters) % 8))
        case dict():
            return {key: linked(one) for key, one in value.items()}
        case list():
            return [linked(one) for one in value]
        case _:
            return value


def make(
    records: Mapping[str, Any], *, did: str = DID, deleted: Iterable[Any] = (), rev: str = "3jzfcijpj2z2a"
) -> bytes:
    """Return a CAR file with these records by path, and blocks of deleted ones that the tree does not name."""
    maker = Maker()
    for one in deleted:
        maker.add(linked(one))
    places = {path: maker.add(linked(record)) for path, record in records.items()}
    return maker.car(maker.commit(places, did=did, rev=rev))


def golden(case: Path) -> bytes:
    """Return what a golden case's archive has to be."""
    said = json.loads((case / "records.json").read_text("utf-8"))
    return make(said["records"], deleted=said.get("deleted", ()))


def archive_of(case: Path) -> Path:
    """Return where a golden case's file stands: in a folder, if other files belong to it."""
    return case / "archive" / "ada.example.car" if (case / "archive").is_dir() else case / "archive.car"


def main() -> int:
    """Write the archives of all golden cases."""
    for said in sorted(GOLDEN.glob("*/records.json")):
        archive_of(said.parent).write_bytes(golden(said.parent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
