"""A row's pictures and videos, and which of them is which of another archive's."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from migrator.model import Media, MediaType
from migrator.sources.twe.structs import File

_TYPES = {"photo": MediaType.PHOTO, "video": MediaType.VIDEO, "animated_gif": MediaType.ANIMATED_GIF}
_MIMES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "mp4": "video/mp4",
}  # fmt: skip
_NUMBER = re.compile(r"/(?:ext_tw_video|amplify_video|tweet_video)(?:_thumb)?/(\w+)")
"""Where a film's address holds its id: its encodings have other names each."""


def media(post_id: int, one: File) -> Media:
    """Return a row's file: it is never at hand, but may be fetched."""
    kind = _TYPES.get(one.type, MediaType.PHOTO)
    return fetched(Media(name="", type=kind, size_bytes=None, alt=_alt(one)), post_id, one)


def filled(post_id: str, known: Sequence[Media], rows: Sequence[File]) -> tuple[Media, ...]:
    """Return an archive's files with the descriptions, and the addresses of missing ones, that a row has."""
    return tuple(
        one if match is None else _filled(post_id, one, match)
        for one, match in zip(known, _matches(known, rows), strict=True)
    )


def fetched(one: Media, post_id: int | str, match: File) -> Media:
    """Return a missing file as one to be fetched, if the row says from where."""
    url = match.original or ""
    path = urlsplit(url)
    base, _, ending = path.path.rpartition("/")[2].partition(".")
    ending = (parse_qs(path.query).get("format") or [ending])[0].lower()
    mime = _MIMES.get(ending, "")
    is_film = one.type is not MediaType.PHOTO
    # Of a film without encodings the address is its preview's or a playlist's.
    if path.scheme not in ("https", "http") or not mime or mime.startswith("video/") is not is_film:
        return replace(one, url=one.url or url)
    return replace(one, name=f"{post_id}-{base}.{ending}", remote=True, mime=mime, url=url)


def _filled(post_id: str, one: Media, match: File) -> Media:
    one = replace(one, alt=one.alt or _alt(match))
    return fetched(one, post_id, match) if one.missing else one


def _matches(known: Sequence[Media], rows: Sequence[File]) -> list[File | None]:
    """Return the row's file for each known one: by name or id, else, if all are of the same types, by place."""
    by_key = {key: one for one in rows for url in (one.thumbnail, one.original) for key in _keys(url or "")}
    found = [next((by_key[key] for key in _keys(one.url) if key in by_key), None) for one in known]
    if not any(found) and [one.type.value for one in known] == [one.type for one in rows]:
        return list(rows)
    return found


def _keys(url: str) -> list[str]:
    path = urlsplit(url).path
    number = _NUMBER.search(path)
    return [key for key in ((number[1] if number else ""), path.rpartition("/")[2].partition(".")[0]) if key]


def _alt(one: File) -> str:
    return (one.ext_alt_text or "").strip()
