"""Which file of the archive an attachment means, whatever path its server wrote before it."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from migrator.model import Media, MediaType
from migrator.sources.mastodon.members import Part
from migrator.sources.mastodon.structs import Attachment, Href, address, listed

_NO_MEDIA = re.compile(r"(?:.*/)?[^/]*\.(?:json|html?|css|js|py|md|txt|csv)", re.IGNORECASE)
_KINDS = {"image": MediaType.PHOTO, "video": MediaType.VIDEO, "audio": MediaType.AUDIO}
_SUFFIXES = {
    **dict.fromkeys(("jpg", "jpeg", "png", "webp", "avif", "heic"), MediaType.PHOTO),
    **dict.fromkeys(("mp4", "webm", "mov", "m4v", "ogv"), MediaType.VIDEO),
    **dict.fromkeys(("mp3", "ogg", "oga", "wav", "flac", "m4a"), MediaType.AUDIO),
    "gif": MediaType.ANIMATED_GIF,
}
_POINT = 2
_PLAIN = re.compile(r"/[\w./-]*", re.ASCII)
"""A path that needs no decoding."""


class Shelf:
    """All files that may be media, by the last piece of their path."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """List the members; a later part's files come first."""
        self._by_last: dict[str, list[tuple[int, str]]] = {}
        self._parts = {part.number: part for part in parts}
        for part in sorted(parts, key=lambda one: -one.number):
            for name in part.container.names():
                if not _NO_MEDIA.fullmatch(name):
                    self._by_last.setdefault(name.rpartition("/")[2], []).append((part.number, name))

    def find(self, url: str) -> tuple[str, int] | None:
        """Return name and size of the member whose path shares the longest end with an address; None if none."""
        path = url if _PLAIN.fullmatch(url) else _path(url)
        found = self._by_last.get(path.rpartition("/")[2])
        if not found or not path:
            return None
        number, name = found[0]
        if len(found) > 1:
            wanted = path.split("/")
            number, name = max(found, key=lambda one: _shared(wanted, one[1].split("/")))
        size = self._parts[number].container.size(name)
        return None if size is None else (f"{number}/{name}", size)

    def part_of(self, name: str) -> tuple[Part, str] | None:
        """Return where a `Media.name` is; None if it names no media."""
        number, _slash, member = name.partition("/")
        part = self._parts.get(int(number)) if number.isdecimal() and number.isascii() else None
        known = self._by_last.get(member.rpartition("/")[2], ()) if part else ()
        return (part, member) if part is not None and (part.number, member) in known else None


def _path(url: str) -> str:
    try:
        return unquote(urlsplit(url).path)
    except ValueError:
        return ""


def _shared(wanted: list[str], name: list[str]) -> int:
    """Count the pieces that two paths have in common at their ends."""
    count = 0
    for one, other in zip(reversed(wanted), reversed(name), strict=False):
        if one != other:
            break
        count += 1
    return count


def attached(found: list[Attachment | str] | Attachment | None) -> Iterator[tuple[Attachment, str]]:
    """Yield the media files of a post with their addresses; the cards of links are none."""
    for one in listed(found):
        if isinstance(one, Attachment) and one.type != "Link":
            url = address(one.url)
            if url:
                yield one, url


def media(one: Attachment, url: str, shelf: Shelf, host: str) -> Media:
    """Return a media file as the archive holds it."""
    found = shelf.find(url)
    focus = one.focal_point
    return Media(
        name=found[0] if found else "",
        type=media_type(one, url),
        size_bytes=found[1] if found else None,
        alt=(one.name or "").strip(),
        url=url if url.startswith(("https://", "http://")) else _absolute(url, host),
        focus=_focus(focus) if focus and len(focus) == _POINT and focus != [0.0, 0.0] else None,
    )


def _focus(point: list[float]) -> tuple[float, float]:
    x, y = (max(-1.0, min(1.0, one)) for one in point)
    return x, y


def media_type(one: Attachment, url: str) -> MediaType:
    """Tell what an attachment is to its reader: a GIF may move."""
    mime = (
        one.media_type or next((link.media_type for link in listed(one.url) if isinstance(link, Href)), "") or ""
    )
    if mime == "image/gif":
        return MediaType.ANIMATED_GIF
    by_type = _KINDS.get(mime.partition("/")[0]) or _KINDS.get((one.type or "").lower())
    return by_type or _SUFFIXES.get(url.rpartition(".")[2].lower(), MediaType.PHOTO)


def _absolute(path: str, host: str) -> str:
    return f"https://{host}/{path.lstrip('/')}" if host else ""
