"""Archives that X (then Twitter) has given since August 2018: `window.YTD` files, below `data/` since 2019."""

from collections.abc import Sequence

from migrator.errors import UnreadableArchive
from migrator.sources.base import Source
from migrator.sources.container import Container
from migrator.sources.recognise import Format
from migrator.sources.x.parts import damaged_marker, parts_of
from migrator.sources.x.source import XSource


def recognises(container: Container) -> bool:
    """Tell whether it is an X archive; raises `UnreadableArchive` if it was one before it was damaged."""
    if parts_of(container):
        return True
    marker = damaged_marker(container)
    if marker is not None:
        raise UnreadableArchive(
            f"{container.shown} holds {marker} but it is damaged at byte 0: it does not begin as X writes it",
            hint="unpack the archive again, or download it again from X",
        )
    return False


def open_parts(containers: Sequence[Container]) -> Source:
    """Open one account's archive."""
    return XSource(containers)


FORMAT = Format(name="x", title="an X (Twitter) archive", recognises=recognises, open=open_parts)

__all__ = ["FORMAT", "XSource"]
