"""What an uploaded file is, told from its content alone, and what the server makes of it."""

import io
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import filetype
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

PREVIEW_EDGE = 512
"""Longest edge of a preview, in pixels (GoToSocial)."""

IMAGES = {"jpg": "jpeg", "png": "png", "apng": "png", "webp": "webp", "gif": "gif", "avif": "avif"}
VIDEOS = {"mp4": "mp4", "m4v": "mp4", "mov": "mp4", "webm": "webm", "mkv": "mkv", "avi": "avi"}
AUDIOS = {"mp3": "mp3", "ogg": "ogg", "flac": "flac", "m4a": "m4a", "opus": "ogg"}
CONVERTED = {"heic": "jpeg"}
"""What Mastodon also takes; GoToSocial refuses it, and both refuse bmp and tiff here."""

BASE83 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
"""The alphabet of https://blurha.sh"""

GREY = (70, 74, 84)
SIDEWAYS = 5
"""From this EXIF orientation on, a picture is turned by a right angle."""

MP4_HEAD_BYTES = 8
MVHD_BYTES = 32
TKHD_BYTES = 84
"""The least of a movie's and a track's head in their short form (ISO/IEC 14496-12)."""

CONTAINERS = {b"moov", b"trak", b"mdia"}


class Unprocessable(ValueError):
    """The file is broken, or of a kind the server does not take; its text is what GoToSocial says."""


BROKEN = "error processing media"
STRANGE = "could not process  type media"
"""Two blanks: GoToSocial leaves out the type it did not recognise."""

STRANGERS = {"bmp", "tif"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """What the server keeps of a file."""

    kind: str
    extension: str
    meta: dict[str, Any]
    preview: bytes = field(default=b"", repr=False)
    preview_extension: str = ""
    blurhash: str | None = None


def processed(data: bytes, *, heic: bool) -> Processed:
    """Sniff a file and make its preview; raise Unprocessable for what the server does not take."""
    guess = filetype.guess(data)
    extension = guess.extension if guess is not None else ""
    if extension in IMAGES:
        return _image(data, IMAGES[extension])
    if extension in VIDEOS:
        return _video(data, VIDEOS[extension])
    if extension in AUDIOS:
        # Length and bit rate are not looked for: 0 says that they are unknown.
        sound = {"duration": 0, "bitrate": 0, "size": "0x0"}
        return Processed(kind="audio", extension=AUDIOS[extension], meta={"original": sound, "small": {}})
    if extension in CONVERTED and heic:
        return Processed(kind="image", extension=CONVERTED[extension], meta={"original": {}, "small": {}})
    raise Unprocessable(STRANGE if extension in STRANGERS else BROKEN)


def _image(data: bytes, extension: str) -> Processed:
    try:
        with warnings.catch_warnings():
            # A huge picture is slow here as it is there; it is no attack on oneself.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(io.BytesIO(data))
            picture.draft("RGB", (PREVIEW_EDGE, PREVIEW_EDGE))
            width, height = _upright(picture, Image.open(io.BytesIO(data)).size)
            small = ImageOps.exif_transpose(picture)
            small.thumbnail((PREVIEW_EDGE, PREVIEW_EDGE))
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unprocessable(BROKEN) from error
    scale = min(1.0, PREVIEW_EDGE / max(width, height))
    meta = {
        "original": _size(width, height) | _motion(picture, len(data)),
        "small": _size(max(round(width * scale), 1), max(round(height * scale), 1)),
    }
    opaque = small.mode in {"RGB", "L"} and extension != "gif"
    preview, preview_extension = _encoded(small, "jpeg" if opaque else "webp")
    return Processed(
        kind="image",
        extension=extension,
        meta=meta,
        preview=preview,
        preview_extension=preview_extension,
        blurhash=average_blurhash(small),
    )


def _upright(picture: Image.Image, size: tuple[int, int]) -> tuple[int, int]:
    """Return the size of a picture as it is to be looked at."""
    sideways = picture.getexif().get(0x0112, 1) >= SIDEWAYS
    return (size[1], size[0]) if sideways else size


def _motion(picture: Image.Image, size_bytes: int) -> dict[str, Any]:
    """Return the rate and length of an animated GIF; other pictures stand still."""
    frames, wait_ms = getattr(picture, "n_frames", 1), picture.info.get("duration", 0)
    if picture.format != "GIF" or frames == 1 or not wait_ms:
        return {}
    length_s = frames * wait_ms / 1000
    return {
        "frame_rate": f"{round(1000 / wait_ms)}/1",
        "duration": length_s,
        "bitrate": round(size_bytes * 8 / length_s),
    }


def _size(width: int, height: int) -> dict[str, Any]:
    return {"width": width, "height": height, "size": f"{width}x{height}", "aspect": single(width / height)}


def single(number: float) -> float:
    """Return a number as Go writes one of 32 bits: the fewest digits that tell it from its neighbours."""
    bits = struct.pack("f", number)
    exact = struct.unpack("f", bits)[0]
    tries = (float(f"{exact:.{digits}g}") for digits in range(1, 10))
    return next(short for short in tries if struct.pack("f", short) == bits)


def _encoded(picture: Image.Image, name: str) -> tuple[bytes, str]:
    out = io.BytesIO()
    picture.convert("RGB" if name == "jpeg" else "RGBA").save(out, name, quality=75)
    return out.getvalue(), name


def average_blurhash(picture: Image.Image) -> str:
    """Return the shortest blurhash there is: one component, the average colour."""
    pixel = picture.convert("RGB").resize((1, 1)).getpixel((0, 0))
    red, green, blue = pixel if isinstance(pixel, tuple) else (0, 0, 0)
    value = (int(red) << 16) + (int(green) << 8) + int(blue)
    digits = [BASE83[value // 83**place % 83] for place in (3, 2, 1, 0)]
    return "00" + "".join(digits)


def _video(data: bytes, extension: str) -> Processed:
    original: dict[str, Any] = {}
    kind = "video"
    width, height = 16, 9
    if extension == "mp4":
        seen = _mp4(data)
        width, height = seen.width or width, seen.height or height
        kind = "video" if seen.has_audio else "gifv"
        original = _size(width, height) | {"duration": seen.duration_s, "frame_rate": "25/1", "bitrate": 0}
    scale = PREVIEW_EDGE / max(width, height)
    small = _placeholder(max(round(width * scale), 1), max(round(height * scale), 1))
    preview, preview_extension = _encoded(small, "webp")
    return Processed(
        kind=kind,
        extension=extension,
        meta={"original": original, "small": _size(*small.size)},
        preview=preview,
        preview_extension=preview_extension,
        blurhash=average_blurhash(small),
    )


def _placeholder(width: int, height: int) -> Image.Image:
    """Return a grey picture with a triangle; frames are not decoded here."""
    picture = Image.new("RGB", (width, height), GREY)
    unit = min(width, height) / 6
    x, y = width / 2, height / 2
    ImageDraw.Draw(picture).polygon(
        [(x - unit, y - unit), (x - unit, y + unit), (x + unit, y)], fill=(230, 232, 238)
    )
    return picture


@dataclass(slots=True)
class _Movie:
    width: int = 0
    height: int = 0
    duration_s: float = 0.0
    has_audio: bool = False
    has_video: bool = False


def _mp4(data: bytes) -> _Movie:
    """Read size, length and tracks from the boxes of an MP4 or MOV (ISO/IEC 14496-12)."""
    movie = _Movie()
    for name, start, end in _boxes(data, 0, len(data)):
        box = data[start:end]
        if name == b"mvhd" and len(box) >= MVHD_BYTES and box[0] == 0:
            scale, length = struct.unpack(">II", box[12:20])
            movie.duration_s = round(length / scale, 6) if scale else 0.0
        elif name == b"tkhd" and len(box) >= TKHD_BYTES:
            width, height = (value >> 16 for value in struct.unpack(">II", box[-8:]))
            movie.width, movie.height = max(movie.width, width), max(movie.height, height)
        elif name == b"hdlr":
            movie.has_audio |= box[8:12] == b"soun"
            movie.has_video |= box[8:12] == b"vide"
    if not movie.has_video:
        raise Unprocessable(STRANGE)
    return movie


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    while start + MP4_HEAD_BYTES <= end:
        size, name = struct.unpack(">I4s", data[start : start + MP4_HEAD_BYTES])
        head = MP4_HEAD_BYTES
        if size == 1:
            size = int.from_bytes(data[start + 8 : start + 16])
            head = 16
        size = size or end - start
        if size < head or start + size > end:
            raise Unprocessable(STRANGE)
        if name in CONTAINERS:
            yield from _boxes(data, start + head, start + size)
        else:
            yield name, start + head, start + size
        start += size
