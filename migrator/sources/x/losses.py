"""What of an archive can't be read, so that it still ends in an outcome.

tweet-headers.js lists every post, so it names those that are lost. Without it the manifest's count tells how many.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from migrator.model import Omission, Reason
from migrator.sources.jsarray import Broken
from migrator.sources.x import parts
from migrator.sources.x.archive import XArchive
from migrator.sources.x.parts import DataFile
from migrator.sources.x.structs import HeaderItem
from migrator.sources.x.tweet import written_at


@dataclass(slots=True)
class Losses:
    """What went wrong while posts were read, and how many were read."""

    broken: list[Broken] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    """Items of each file, readable or not."""

    expected: dict[str, int | None] = field(default_factory=dict)
    """What the manifest says of each file."""

    def copy(self) -> "Losses":
        """Return the same, to go on counting from."""
        return Losses(list(self.broken), Counter(self.read), dict(self.expected))

    def saw(self, file: DataFile, items: int) -> None:
        """Count what a file gave."""
        self.read[file.shown] += items
        self.expected[file.shown] = file.expected

    def failed(self, file: DataFile, broken: Broken) -> None:
        """Take note of what a file could not give."""
        self.saw(file, 0 if broken.rest else 1)
        self.broken.append(broken)

    def short(self) -> dict[str, int | None]:
        """Return the files that gave less than they should, and by how much; None if nothing says by how much."""
        found: dict[str, int | None] = {}
        for name, expected in self.expected.items():
            if expected is not None and expected > self.read[name]:
                found[name] = expected - self.read[name]
        for one in self.broken:
            # With a count that is reached, what broke off was the end of the file, no item.
            if one.rest and self.expected[one.file] is None:
                found[one.file] = None
        return found

    def omissions(self, archive: XArchive, seen: set[int]) -> Iterator[Omission]:
        """Yield an outcome for each lost item that was not found elsewhere; add its id to `seen`."""
        short = self.short()
        for one in self.broken:
            # The item in which a file breaks off may still show its id.
            if not one.rest or (one.source_id is not None and self.expected.get(one.file) is None):
                yield from _single(one, seen)
        absent = dict(archive.absent(parts.POSTS))
        named: list[Omission] = []
        if short or absent:
            file = next(iter([*short, *absent]))
            named = list(_by_header(archive, seen, file))
            yield from named
        yield from _unnamed({**short, **absent}, len(named), self.broken)


def _single(one: Broken, seen: set[int]) -> Iterator[Omission]:
    if one.source_id is None:
        yield Omission(source_id=f"{one.file}#{one.index}", reason=_reason(one))
    elif one.source_id not in seen:
        seen.add(one.source_id)
        yield Omission(source_id=str(one.source_id), reason=_reason(one))


def _by_header(archive: XArchive, seen: set[int], file: str) -> Iterator[Omission]:
    """Yield every post that tweet-headers.js knows and that was nowhere else."""
    headers, _broken = archive.small(parts.HEADERS, HeaderItem)
    for item in headers:
        header = item.tweet
        if header.tweet_id not in seen:
            seen.add(header.tweet_id)
            when = written_at(header.tweet_id, header.created_at)
            why = Reason("unreadable", {"error": "the file is damaged or not complete", "file": file})
            yield Omission(source_id=str(header.tweet_id), reason=why, written_at=when[0] if when else None)


def _unnamed(short: dict[str, int | None], named: int, broken: list[Broken]) -> Iterator[Omission]:
    """Yield one outcome for a file's lost posts that nothing names."""
    errors = {one.file: one.error for one in broken if one.rest}
    for name, lost in short.items():
        if lost is None and named:
            continue
        left = None if lost is None else lost - named
        if left is None or left > 0:
            error = errors.get(name, "the file holds fewer posts than its manifest says")
            why = Reason("unreadable", {"error": error, "file": name, "lost": left})
            yield Omission(source_id=f"{name}#rest", reason=why)
        named = max(0, named - (lost or 0))


def _reason(one: Broken) -> Reason:
    return Reason("unreadable", {"error": one.error, "file": one.file})
