"""Gets a file out of the archive, in a form the target takes, ready to be uploaded.

A file that can't be had or converted fails its step with a named reason; it never stops the job.
"""

import errno
import mimetypes
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from migrator.errors import JobStopped, StepFailed, UserError
from migrator.jobs.attach import conversion
from migrator.jobs.plan import PlannedMedia
from migrator.model import MediaType
from migrator.net.fetch import FetchFailed, mime_of_file
from migrator.targets.base import Limits, Upload

_COPY_BYTES = 1 << 20
_SMALLEST_QUALITY = 40
"""JPEG quality below which a picture is made smaller instead."""

_VIDEO_SHARE = 0.92
"""Part of the allowed size that the video's own data may fill; the rest is for the container and bad guesses."""

_AUDIO_BITS = 96_000
"""Bits a second of sound in a converted video."""

_MOST_VIDEO_BITS = 5_000_000
"""Bits a second that a picture 1280 wide needs at most: a short video need not fill all that is allowed."""

_UNKNOWN_LENGTH_BITS, _LEAST_VIDEO_BITS = 800_000, 80_000
"""Bits a second where the length is not known, and below which nothing could be seen."""

_ONLY_FILES = ("-protocol_whitelist", "file")
"""A file that is really a playlist leads ffmpeg nowhere else. https://ffmpeg.org/ffmpeg-protocols.html"""

_FFMPEG_S = 3_600
"""Seconds after which a conversion is given up."""

_KINDS = {"image": MediaType.PHOTO, "video": MediaType.VIDEO, "audio": MediaType.AUDIO}
_SUFFIXES = {"image/jpeg": ".jpg", "video/mp4": ".mp4", "audio/mpeg": ".mp3"}


_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def _offline(url: str) -> Path:
    raise StepFailed(f"{url} is not fetched here", code="media_missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRoom:
    """Where files wait for their upload."""

    open_media: Callable[[str], IO[bytes]]
    folder: Path
    """For copies; each is removed when its upload is over."""

    limits: Limits
    ffmpeg: str | None
    """The program that converts video and sound; None if there is none."""

    fetch: Callable[[str], Path] = _offline
    """Gets a remote file, by its address, into a cache; raises `FetchFailed`. The file there is not changed."""

    @contextmanager
    def ready(self, media: PlannedMedia) -> Iterator[Upload]:
        """Yield the file as it will be uploaded; raises `StepFailed`."""
        path = self._remote(media) if media.remote_url else None
        if path is not None:
            with self._fetched(media, path) as upload:
                yield upload
            return
        with self._room() as room:
            path = Path(room) / f"file{PurePosixPath(media.name).suffix.lower()}"
            self._copy(media, path)
            mime = media.mime
            if media.convert_to:
                path, mime = self._converted(media, path), media.convert_to
            name = PurePosixPath(media.name).with_suffix(path.suffix).name
            yield Upload(path=path, mime=mime, file_name=name, alt=media.alt, focus=media.focus)

    def _remote(self, media: PlannedMedia) -> Path | None:
        """Return a remote file; None if it can't be had and the archive's own has to do."""
        try:
            return self.fetch(media.remote_url)
        except FetchFailed:
            if media.at_hand:
                return None
            raise

    @contextmanager
    def _fetched(self, media: PlannedMedia, path: Path) -> Iterator[Upload]:
        """Yield a remote file; what it is, and whether it has to be converted, is known only now."""
        mime = mime_of_file(path)
        kind = _KINDS.get(mime.partition("/")[0], media.type)
        convert_to, _why = conversion(kind, mime, path.stat().st_size, self.limits)
        named = PurePosixPath(media.name).with_suffix(mimetypes.guess_extension(mime) or "")
        with self._room() as room:
            if convert_to:
                original = Path(room) / f"file{named.suffix}"
                shutil.copyfile(path, original)
                path = self._converted(replace(media, convert_to=convert_to), original)
                mime, named = convert_to, named.with_suffix(path.suffix)
            yield Upload(path=path, mime=mime, file_name=named.name, alt=media.alt, focus=media.focus)

    def _room(self) -> "tempfile.TemporaryDirectory[str]":
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return tempfile.TemporaryDirectory(dir=self.folder)
        except OSError as error:
            raise _no_room(self.folder, error) from error

    def _copy(self, media: PlannedMedia, path: Path) -> None:
        try:
            with self.open_media(media.name) as source, path.open("wb") as copy:
                shutil.copyfileobj(source, copy, _COPY_BYTES)
        except (OSError, UserError, EOFError, ValueError) as error:
            if isinstance(error, OSError) and error.errno in _DISK_FULL:
                raise _no_room(self.folder, error) from error
            raise StepFailed(
                f"{media.name} can't be read from the archive: {error}", code="media_unreadable"
            ) from error

    def _converted(self, media: PlannedMedia, path: Path) -> Path:
        result = path.with_name("converted" + _SUFFIXES.get(media.convert_to, ""))
        if media.convert_to.startswith("image/"):
            _to_jpeg(path, result, self.limits.image_bytes, media.name)
        else:
            self._with_ffmpeg(path, result, media)
        return result

    def _with_ffmpeg(self, path: Path, result: Path, media: PlannedMedia) -> None:
        if self.ffmpeg is None:
            raise StepFailed(
                f"{media.name} has to be converted, and ffmpeg is not installed",
                hint="install ffmpeg, then `migrator retry`",
                code="needs_ffmpeg",
            )
        largest = self.limits.video_bytes
        seconds = _duration(self.ffmpeg, path)
        bits = _video_bits(largest, seconds)
        picture = ["-c:v", "libx264", "-preset", "veryfast", "-b:v", str(bits), "-maxrate", str(bits)]
        shape = ["-bufsize", str(bits), "-pix_fmt", "yuv420p", "-vf", "scale='min(1280,iw)':-2"]
        sound = [
            "-c:a",
            "aac" if media.convert_to.startswith("video/") else "libmp3lame",
            "-b:a",
            str(_AUDIO_BITS),
        ]
        video = [*picture, *shape] if media.convert_to.startswith("video/") else ["-vn"]
        done = _run(
            [
                self.ffmpeg,
                "-y",
                *_ONLY_FILES,
                "-i",
                str(path),
                *video,
                *sound,
                "-movflags",
                "+faststart",
                str(result),
            ]
        )
        if done is None or done.returncode != 0 or not result.exists():
            raise StepFailed(f"ffmpeg could not convert {media.name}", code="conversion_failed")
        if result.stat().st_size > largest:
            raise StepFailed(f"{media.name} is too large even when converted", code="media_too_large")


def _no_room(folder: Path, error: OSError) -> JobStopped:
    """Return what it means that nothing can be put there: no file is to blame, and none would fare better."""
    return JobStopped(
        f"files can't be prepared in {folder}: {error.strerror}", hint="make room, then `migrator resume`"
    )


def _to_jpeg(path: Path, result: Path, largest: int, name: str) -> None:
    """Write a picture as JPEG of at most `largest` bytes, upright, without its metadata."""
    try:
        with Image.open(path) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            quality = 90
            while True:
                upright.save(result, "JPEG", quality=quality, optimize=True)
                if result.stat().st_size <= largest:
                    return
                if quality > _SMALLEST_QUALITY:
                    quality -= 25
                elif upright.size == (1, 1):
                    raise StepFailed(f"{name} is too large even when converted", code="media_too_large")
                else:
                    upright = upright.resize((max(1, upright.width * 2 // 3), max(1, upright.height * 2 // 3)))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError) as error:
        raise StepFailed(f"{name} can't be converted: {error}", code="conversion_failed") from error


def _video_bits(largest: int, seconds: float) -> int:
    """Return the bits a second that make a video of this length at most `largest` bytes; 0 s is unknown."""
    if not seconds:
        return _UNKNOWN_LENGTH_BITS
    fitting = int(largest * 8 * _VIDEO_SHARE / seconds) - _AUDIO_BITS
    return min(_MOST_VIDEO_BITS, max(_LEAST_VIDEO_BITS, fitting))


def _duration(ffmpeg: str, path: Path) -> float:
    """Ask ffmpeg how many seconds a file plays; 0 if it can't tell."""
    told = _run([ffmpeg, *_ONLY_FILES, "-i", str(path)])
    found = re.search(rb"Duration: (\d+):(\d+):(\d+\.\d+)", told.stderr) if told else None
    if found is None:
        return 0.0
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes] | None:
    try:
        return subprocess.run(  # noqa: S603 - the program the user's settings name, on our own copy
            [*command[:1], "-nostdin", "-hide_banner", *command[1:]],
            capture_output=True,
            timeout=_FFMPEG_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
