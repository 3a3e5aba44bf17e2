"""Which files go with a post, in what form, and with which part of it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from migrator.convert.lengths import shorten_plain
from migrator.jobs.choices import MissingAlt, MissingMedia, Policies, TooManyMedia
from migrator.jobs.plan import PlannedMedia
from migrator.model import Media, MediaType, Post, Reason
from migrator.targets.base import Limits

NO_ALT = "No description was given."
"""What stands in place of a missing description, by `MissingAlt.PLACEHOLDER`."""

CONVERSIONS = {
    MediaType.PHOTO: "image/jpeg",
    MediaType.VIDEO: "video/mp4",
    MediaType.ANIMATED_GIF: "video/mp4",
    MediaType.AUDIO: "audio/mpeg",
}
"""What a file becomes that the target does not take as it is; for a remote one also the guess what it is."""

_X_FILES = re.compile(r"https?://(?:pbs|video)\.twimg\.com/")
_X_PICTURE = re.compile(r"https?://(pbs\.twimg\.com/media/[\w-]+\.(?:jpg|png|webp))(?:[?:].*)?")
"""Where X serves pictures; `?name=orig` is the one that was uploaded, as large as X kept it."""

Chunks = list[tuple[PlannedMedia, ...]]
"""The files of each part, in order; empty if there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attaching:
    """Fits files to one target."""

    policies: Policies
    limits: Limits
    alts: Mapping[str, str]
    """Descriptions a person wrote, by media name."""

    mime_of: Callable[[Media], str]
    """Returns the type that the file's first bytes tell; empty if unknown."""

    def fit(self, post: Post, notes: list[Reason]) -> Chunks | Reason:
        """Return the files of each part, or why the whole post stays behind."""
        if not post.media:
            return []
        files: list[PlannedMedia] = []
        for media in post.media:
            lost = self._lost(media)
            if lost is not None:
                if self.policies.missing_media is MissingMedia.SKIP:
                    return lost
                notes.append(lost)
                continue
            alt = self._alt(media, notes)
            if alt is None:
                return Reason("alt_missing", {"name": media.name})
            files.append(self._planned(media, alt, notes))
        return self._parts(files, notes)

    def _lost(self, media: Media) -> Reason | None:
        if self._remotely(media):
            return None
        if media.size_bytes is None:
            return Reason("media_missing", {"name": media.name or media.url})
        mime = self.mime_of(media) if media.size_bytes else ""
        if not mime:
            return Reason("media_unreadable", {"name": media.name})
        if self._takes(mime) or self._takes(CONVERSIONS[_kind(media, mime)]):
            return None
        return Reason("media_unsupported", {"name": media.name, "mime": mime})

    def _takes(self, mime: str) -> bool:
        return takes(mime, self.limits)

    def _planned(self, media: Media, alt: str, notes: list[Reason]) -> PlannedMedia:
        if self._remotely(media):
            return self._remote(media, alt, notes)
        mime = self.mime_of(media)
        size = media.size_bytes or 0
        convert_to, why = conversion(_kind(media, mime), mime, size, self.limits)
        if convert_to:
            notes.append(Reason("media_will_be_converted", {"name": media.name, "to": convert_to, "why": why}))
        return PlannedMedia(
            name=media.name,
            type=media.type,
            size_bytes=size,
            mime=mime,
            alt=alt,
            focus=media.focus,
            convert_to=convert_to,
            remote_url=(larger := self._larger(media)),
            at_hand=bool(larger),
        )

    def _remotely(self, media: Media) -> bool:
        """Tell whether a file is to be fetched because the archive does not hold it."""
        lacking = media.size_bytes is None and self.policies.originals and bool(_X_FILES.match(media.url))
        return self.policies.download and (media.remote or lacking)

    def _larger(self, media: Media) -> str:
        """Return where X has a picture in full size: its archives hold them with 1200 pixels at most."""
        picture = _X_PICTURE.fullmatch(media.url) if self.policies.originals and self.policies.download else None
        return f"https://{picture[1]}?name=orig" if picture else ""

    def _remote(self, media: Media, alt: str, notes: list[Reason]) -> PlannedMedia:
        """Plan a file that nobody has seen yet, by what the archive says of it."""
        host = urlsplit(media.url).netloc or "its server"
        notes.append(Reason("media_will_be_fetched", {"name": media.name, "host": host}))
        return PlannedMedia(
            name=media.name or PurePosixPath(urlsplit(media.url).path).name,
            type=media.type,
            size_bytes=media.size_bytes or 0,
            mime=media.mime or CONVERSIONS[media.type],
            alt=alt,
            focus=media.focus,
            remote_url=self._larger(media) or media.url,
        )

    def _alt(self, media: Media, notes: list[Reason]) -> str | None:
        """Return the description; None if the post stays behind for want of one."""
        alt = self.alts.get(media.name, media.alt).strip()
        if not alt:
            match self.policies.missing_alt:
                case MissingAlt.LEAVE:
                    return ""
                case MissingAlt.SKIP:
                    return None
                case MissingAlt.PLACEHOLDER:
                    notes.append(Reason("alt_placeholder", {"name": media.name}))
                    return NO_ALT
        most = self.limits.alt_chars
        if 0 < most < len(alt):
            notes.append(Reason("alt_cut", {"name": media.name, "chars": len(alt), "limit": most}))
            return shorten_plain(alt, most)
        return alt

    def _parts(self, files: Sequence[PlannedMedia], notes: list[Reason]) -> Chunks | Reason:
        chunks = _grouped(files, most=max(self.limits.media_per_post, 1), mixes=self.limits.mixes_media)
        if len(chunks) <= 1:
            return chunks
        match self.policies.too_many_media:
            case TooManyMedia.SPLIT:
                notes.append(Reason("media_split", {"count": len(files), "limit": self.limits.media_per_post}))
                return chunks
            case TooManyMedia.TRUNCATE:
                notes.append(Reason("media_left_out", {"count": len(files) - len(chunks[0])}))
                return chunks[:1]
            case TooManyMedia.SKIP:
                return Reason("too_many_media", {"count": len(files), "limit": self.limits.media_per_post})


def takes(mime: str, limits: Limits) -> bool:
    """Tell whether the target takes files of this type."""
    return bool(mime) and (not limits.media_types or mime in limits.media_types)


def conversion(kind: MediaType, mime: str, size_bytes: int, limits: Limits) -> tuple[str, str]:
    """Return the type that a file has to be converted to and why, both empty if it goes as it is."""
    most = limits.image_bytes if mime.startswith("image/") else limits.video_bytes
    too_large = 0 < most < size_bytes
    if takes(mime, limits) and not too_large:
        return "", ""
    return CONVERSIONS[kind], "too_large" if too_large else "unsupported"


def _kind(media: Media, mime: str) -> MediaType:
    """Return what the file is by its bytes where the archive says otherwise: an animated GIF may be a real one."""
    if mime.startswith("image/") and media.type is not MediaType.ANIMATED_GIF:
        return MediaType.PHOTO
    if mime.startswith("audio/"):
        return MediaType.AUDIO
    return media.type


def _grouped(files: Sequence[PlannedMedia], *, most: int, mixes: bool) -> Chunks:
    """Put files that may stand together into one part, pictures by `most`, in the order of each part's first file.

    Where kinds don't mix, a video or sound stands alone: https://docs.joinmastodon.org/user/posting/#media
    """
    if mixes:
        return [tuple(files[first : first + most]) for first in range(0, len(files), most)]
    groups: list[list[PlannedMedia]] = []
    pictures: list[PlannedMedia] | None = None
    for file in files:
        if not (file.convert_to or file.mime).startswith("image/"):
            groups.append([file])
        elif pictures is None or len(pictures) == most:
            pictures = [file]
            groups.append(pictures)
        else:
            pictures.append(file)
    return [tuple(group) for group in groups]
