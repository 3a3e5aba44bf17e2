"""Zip files that go wrong in one way each."""

import struct
import zipfile
from pathlib import Path

TWEET = '{"tweet" : {"id_str" : "%d", "full_text" : "%s", "created_at" : "Fri May 01 10:00:00 +0000 2020"}}'


def tweets(*texts: str) -> str:
    """Return a tweets.js."""
    items = ",\n".join(
        TWEET % (1_256_161_439_249_334_273 + (number << 22), text) for number, text in enumerate(texts)
    )
    return f"window.YTD.tweets.part0 = [ {items} ]"


def pack(path: Path, members: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip with these members."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def set_in_directory(path: Path, name: str, offset: int, form: str, value: int) -> None:
    """Overwrite a field of one member's entry in the directory; offsets are those of APPNOTE 4.3.12."""
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.find(b"PK\x01\x02", at + 1)
    struct.pack_into(form, data, at + offset, value)
    path.write_bytes(bytes(data))
