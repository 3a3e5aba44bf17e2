"""What is known of short links, as lines of JSON in the data folder: asked once, never again."""

import json
import os
from pathlib import Path


class LinkCache:
    """A file with a line for each link: `{"url": "https://t.co/a", "to": "https://example.org/"}`."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is made with the first link."""
        self._path = path

    def all(self) -> dict[str, str]:
        """Return where links lead, empty for nowhere; a line that can't be read counts as not there."""
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return {}
        return dict(pair for line in lines if (pair := _pair(line)) is not None)

    def add(self, url: str, to: str) -> None:
        """Remember one link, on disk before this returns: a run may be killed at any moment."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # What a kill cut off in the middle of a line must not spoil the next one.
        line = ("" if self._is_whole() else "\n") + json.dumps({"url": url, "to": to}) + "\n"
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        with os.fdopen(os.open(self._path, flags, 0o600), "ab") as file:
            file.write(line.encode())

    def _is_whole(self) -> bool:
        try:
            with self._path.open("rb") as file:
                file.seek(-1, os.SEEK_END)
                return file.read(1) == b"\n"
        except OSError:
            return True  # not there, or empty


def _pair(line: bytes) -> tuple[str, str] | None:
    try:
        found = json.loads(line)
        url, to = found["url"], found["to"]
    except (ValueError, KeyError, TypeError):
        return None
    return (url, to) if isinstance(url, str) and isinstance(to, str) else None
