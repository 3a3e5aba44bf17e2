"""All parts of one account's archive, and the items of their files."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from migrator.errors import StepFailed, UnreadableArchive
from migrator.sources.container import DamagedMember
from migrator.sources.jsarray import ArrayReader, Broken
from migrator.sources.x.parts import POSTS, DataFile, Part
from migrator.sources.x.structs import TweetItem

T = TypeVar("T")


class XArchive:
    """The parts in an order of their own: the newest first, whatever order they were named in."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Take all parts; raises `UnreadableArchive` if none holds posts."""
        by_stamp = sorted(
            parts, key=lambda part: (part.container.stamp.name, part.container.stamp.digest, part.data)
        )
        self.parts = sorted(by_stamp, key=lambda part: part.made, reverse=True)
        if len(self.parts) > 1:
            for number, part in enumerate(self.parts):
                part.label = f"{number}/"
        if not any(part.files(POSTS) for part in parts):
            raise UnreadableArchive(self._no_posts(), hint=_NO_POSTS_HINT)

    def files(self, stems: Sequence[str]) -> list[DataFile]:
        """Return the files of one kind in all parts."""
        return [file for part in self.parts for file in part.files(stems)]

    def newest(self, stems: Sequence[str]) -> list[DataFile]:
        """Return the files of one kind in the newest archive alone, for lists that replace each other."""
        return [file for file in self.files(stems) if file.part.made == self.parts[0].made]

    def tweets(self, stems: Sequence[str]) -> Iterator[tuple[DataFile, list[TweetItem] | Broken]]:
        """Yield the posts of one kind in batches."""
        reader = ArrayReader(TweetItem)
        for file in self.files(stems):
            for batch in read(reader, file):
                yield file, batch

    def absent(self, stems: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield files that some part's manifest names and that no part has, with their counts."""
        missing = {name: count for part in self.parts for name, count in part.absent(stems)}
        for name, count in sorted(missing.items()):
            if all(part.container.size(part.member(name)) is None for part in self.parts):
                yield name, count

    def small(self, stems: Sequence[str], kind: type[T]) -> tuple[list[T], list[Broken]]:
        """Return all items of small files at once."""
        reader = ArrayReader(kind)
        items: list[T] = []
        broken: list[Broken] = []
        for file in self.files(stems):
            for batch in read(reader, file):
                if isinstance(batch, Broken):
                    broken.append(batch)
                else:
                    items.extend(batch)
        return items, broken

    def media(
        self, post_ids: Sequence[int], names: Sequence[str], folders: Sequence[str]
    ) -> tuple[str, int] | None:
        """Return the name for `open_media` and the size of a file, under any of a post's versions."""
        for number, part in enumerate(self.parts):
            for post_id in post_ids:
                for name in names:
                    found = part.media(post_id, name, folders)
                    if found is not None:
                        return f"{number}/{found[0]}", found[1]
        return None

    def part_of(self, media_name: str) -> tuple[Part, str]:
        """Return the part and the member that a media name leads to; raises `StepFailed`."""
        number, _, member = media_name.partition("/")
        if number.isdigit() and int(number) < len(self.parts) and "_media/" in member:
            part = self.parts[int(number)]
            if part.container.size(member) is not None:
                return part, member
        raise StepFailed(f"{media_name} is not in the archive", code="media_missing")

    def _no_posts(self) -> str:
        shown = ", ".join(part.container.shown for part in self.parts)
        for name, count in self.absent(POSTS):
            return f"{shown} holds no {name}, which should hold {count} posts by its manifest"
        return f"{shown} holds no tweets.js"


_NO_POSTS_HINT = "unpack the archive again, or, if X gave it in several parts, name all of them"


def read(reader: ArrayReader[T], file: DataFile) -> Iterator[list[T] | Broken]:
    """Read one file; that it can't even be opened is damage like any other."""
    try:
        opened = file.open()
    except DamagedMember as error:
        yield Broken(file=file.shown, index=0, error=error.message, rest=True)
        return
    with opened:
        yield from reader.read(opened, file.shown)
