"""Archives that Twitter gave from 2012 to 2018: one file a month below data/js/tweets, after its code name."""

from collections.abc import Sequence

from migrator.sources.base import Source
from migrator.sources.container import Container
from migrator.sources.grailbird.months import roots
from migrator.sources.grailbird.source import GrailbirdSource
from migrator.sources.recognise import Format


def recognises(container: Container) -> bool:
    """Tell whether it is such an archive."""
    return bool(roots(container))


def open_parts(containers: Sequence[Container]) -> Source:
    """Open one account's archive."""
    return GrailbirdSource(containers)


FORMAT = Format(
    name="grailbird", title="a Twitter archive of 2012 to 2018", recognises=recognises, open=open_parts
)

__all__ = ["FORMAT", "GrailbirdSource"]
