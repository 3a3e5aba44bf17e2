"""Files of twitter-web-exporter, a userscript that keeps what X shows: alone, or to fill X's own archive."""

from collections.abc import Sequence

from migrator.sources.base import Source
from migrator.sources.container import Container
from migrator.sources.recognise import Format
from migrator.sources.twe.export import TITLE, post_files
from migrator.sources.twe.fill import FilledSource
from migrator.sources.twe.source import TweSource


def recognises(container: Container) -> bool:
    """Tell whether there are its posts in it; raises `UnreadableArchive` if there are only its people."""
    return bool(post_files(container))


def open_parts(containers: Sequence[Container]) -> Source:
    """Open one account's files."""
    return TweSource(containers)


def fill(archive: Source, containers: Sequence[Container]) -> Source:
    """Add to another archive's posts what its files know of them."""
    return FilledSource(archive, containers)


FORMAT = Format(
    name="twe", title=TITLE, recognises=recognises, open=open_parts, enriches=("x", "grailbird"), enrich=fill
)

__all__ = ["FORMAT", "FilledSource", "TweSource"]
