"""Where in a zip or folder an X archive lies, and which of its files are read.

Since 2019 everything is below `data/`, in 2018 it lay at the root; people add a top folder when they pack it
again. Only files named in `READ` are ever opened, and media that a post names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from migrator.errors import UnreadableArchive
from migrator.model import Reason, Scope
from migrator.sources.container import Container, DamagedMember
from migrator.sources.jsarray import decode_object
from migrator.sources.x.structs import FileInfo, Manifest

POSTS = ("tweets", "tweet")
COMMUNITY = ("community-tweet",)
DELETED = ("deleted-tweets", "deleted-tweet")
CIRCLE = ("twitter-circle-tweet",)
NOTES = ("note-tweet",)
HEADERS = ("tweet-headers",)
ACCOUNT = ("account",)
NAME_CHANGES = ("screen-name-change",)
PROTECTED = ("protected-history",)
FOLLOWING, FOLLOWERS, LIKES, LISTS = ("following",), ("follower",), ("like",), ("lists-created",)
BLOCKS, MUTES = ("block",), ("mute",)

READ = frozenset(
    stem
    for stems in (
        POSTS, COMMUNITY, DELETED, CIRCLE, NOTES, HEADERS, ACCOUNT, NAME_CHANGES, PROTECTED, FOLLOWING, FOLLOWERS,
        LIKES, LISTS, BLOCKS, MUTES, ("manifest",),
    )
    for stem in stems
)  # fmt: skip
"""The only files that are opened, whatever else an archive holds."""

MEDIA_DIRS = ("tweets_media", "tweet_media")
COMMUNITY_MEDIA_DIRS = ("community_tweet_media", *MEDIA_DIRS)

KINDS = ((COMMUNITY, COMMUNITY_MEDIA_DIRS, Scope.COMMUNITY), (POSTS, MEDIA_DIRS, Scope.EVERYONE))
"""The files of posts, where their media lie, and who saw them. A post that is in both is the community's."""

_FILE = re.compile(r"(?P<stem>[a-z]+(?:-[a-z]+)*?)(?:-part(?P<part>\d+))?\.js")
_MARKERS = frozenset({"manifest.js", "tweets.js", "tweet.js", "tweet-headers.js", "account.js", "note-tweet.js"})
_DATA = "data/"
_HEAD_BYTES = 512
_IS_X = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:window\.(?:YTD\.|__THAR_CONFIG)|\[\s*\]?\s*\{?)")


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of posts or other items."""

    part: "Part"
    name: str
    """Its path in the container."""

    stem: str
    number: int
    """0 for the first, 1 for `-part1`."""

    expected: int | None
    """How many items the manifest says it holds."""

    def open(self) -> IO[bytes]:
        """Open it; raises `DamagedMember`."""
        if self.stem not in READ:
            raise ValueError(self.name)  # a mistake in the program: such files are private
        return self.part.container.open(self.name)

    @property
    def shown(self) -> str:
        """Its path from the archive's root, for reports; behind the part's name where there are several."""
        return self.part.label + self.part.listed(self.name)


class Part:
    """One zip file or folder of an archive."""

    def __init__(self, container: Container, data: str) -> None:
        """Take the prefix that all data files have, as `data/`."""
        self.container = container
        self.data = data
        self.label = ""
        self.warnings: list[Reason] = []
        self.root = data.removesuffix(_DATA)
        self._files = self._find()
        self.manifest = self._manifest()

    @property
    def made(self) -> str:
        """When X made the archive, as text that sorts; empty if it doesn't say."""
        return self.manifest.archive_info.generation_date

    def files(self, stems: Sequence[str]) -> list[DataFile]:
        """Return the files of one kind: those the manifest names first, the parts of each in order."""
        counts = {self.member(file.file_name): file.count for file in self._listed()}
        found = [
            DataFile(self, name, stem, number, counts.get(name))
            for stem in stems
            for number, name in sorted(self._files.get(stem, {}).items())
        ]
        return sorted(found, key=lambda file: file.name not in counts)

    def member(self, listed: str) -> str:
        """Return where a file that a manifest names lies here: without `data/` where that is the folder given."""
        if self.data.endswith(_DATA):
            return self.root + listed
        return self.data + listed.removeprefix(_DATA)

    def listed(self, member: str) -> str:
        """Return what a manifest calls a file that is here."""
        bare = not self.data.endswith(_DATA) and any(file.file_name.startswith(_DATA) for file in self._listed())
        return (_DATA if bare else "") + member[len(self.root) :]

    def absent(self, stems: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield files of one kind that the manifest names but that are not here, and their counts."""
        for file in self._listed():
            parsed = _FILE.fullmatch(PurePosixPath(file.file_name).name)
            named = parsed is not None and parsed["stem"] in stems
            if named and file.count and self.container.size(self.member(file.file_name)) is None:
                yield file.file_name, file.count

    def media(self, post_id: int, basename: str, folders: Sequence[str]) -> tuple[str, int] | None:
        """Return a media file's path and size; None if it is not here."""
        for folder in folders:
            name = f"{self.data}{folder}/{post_id}-{basename}"
            size = self.container.size(name)
            if size is not None:
                return name, size
        return None

    def _find(self) -> dict[str, dict[int, str]]:
        found: dict[str, dict[int, str]] = {}
        skip = len(self.data)
        for name in self.container.names():
            if name.endswith(".js") and name.startswith(self.data) and "/" not in name[skip:]:
                parsed = _FILE.fullmatch(name, skip)
                if parsed is not None:
                    found.setdefault(parsed["stem"], {})[int(parsed["part"] or 0)] = name
        return found

    def _listed(self) -> Iterator[FileInfo]:
        return (file for kind in self.manifest.data_types.values() for file in kind.files)

    def _manifest(self) -> Manifest:
        for name in self._files.get("manifest", {}).values():
            try:
                with self.container.open(name) as file:
                    return decode_object(file, Manifest, name)
            except (UnreadableArchive, DamagedMember) as error:
                self.warnings.append(Reason("file_damaged", {"file": name, "error": error.message}))
        return Manifest()


def parts_of(container: Container) -> list[Part]:
    """Return the X archives in a container: one as a rule, none if it holds something else."""
    prefixes: set[str] = set()
    media: set[str] = set()
    for name in container.names():
        folder, _, last = name.rpartition("/")
        if last in _MARKERS and not folder.endswith("js"):
            prefixes.add(folder + "/" if folder else "")
        elif folder.endswith(MEDIA_DIRS):
            media.add(folder[: folder.rindex("tweet")])
    found = [Part(container, prefix) for prefix in sorted(prefixes) if _looks_right(container, prefix)]
    return found or [Part(container, prefix) for prefix in sorted(media - prefixes) if not prefixes]


def damaged_marker(container: Container) -> str | None:
    """Return the name of a posts file whose content is something else; None if there is no such file."""
    names = [name for name in container.names() if PurePosixPath(name).name in ("tweets.js", "tweet.js")]
    return min(names, key=len, default=None)


def _looks_right(container: Container, prefix: str) -> bool:
    """Tell by its content whether one of the marking files is what its name says."""
    for marker in sorted(_MARKERS):
        if container.size(prefix + marker) is None:
            continue
        try:
            with container.open(prefix + marker) as file:
                if _IS_X.match(file.read(_HEAD_BYTES)):
                    return True
        except DamagedMember:
            continue
    return False
