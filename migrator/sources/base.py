"""What every archive format offers, whatever it looks like inside."""

from collections.abc import Iterator
from typing import IO, Protocol, runtime_checkable

from migrator.model import Fingerprint, Item, Overview, Owner, Sighting


class Source(Protocol):
    """One account's archive, read in place and never written to.

    Several parts, or archives of several years, of one account are one source.
    Every method raises `UnreadableArchive` where the whole can't be read; a single bad item is an `Omission`.
    """

    format: str
    """Short name, as `x` or `grailbird`."""

    network: str
    """Where the posts come from, as `x`: part of every step's key, the same for all formats of one network."""

    @property
    def owner(self) -> Owner:
        """Whose archive it is."""

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells whether it is still the same archive; cheap for any size."""

    def overview(self) -> Overview:
        """Count what is in it, in one streaming pass."""

    def items(self) -> Iterator[Item]:
        """Yield every source item exactly once, in no particular order, as a stream.

        Parts of one post (edits, long text) are merged already; what was merged away is an `Omission`.
        """

    def open_media(self, name: str) -> IO[bytes]:
        """Open the media file that `Media.name` names; the caller closes it."""

    def close(self) -> None:
        """Let go of the files."""


@runtime_checkable
class KnowsPeople(Protocol):
    """A source that also tells whom its owner knew."""

    def people(self) -> Iterator[Sighting]:
        """Yield every mark that somebody else left: follows, blocks, mentions; many of them several times."""
