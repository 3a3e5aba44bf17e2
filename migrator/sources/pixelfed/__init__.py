"""Pixelfed exports: `pixelfed-statuses.json`, before 2025 `api-statuses.json`. They hold no pictures."""

from collections.abc import Sequence

from migrator.sources.base import Source
from migrator.sources.container import Container
from migrator.sources.pixelfed.source import PixelfedSource, statuses
from migrator.sources.recognise import Format


def recognises(container: Container) -> bool:
    """Tell whether there are Pixelfed's rows in it."""
    return bool(statuses(container))


def open_parts(containers: Sequence[Container]) -> Source:
    """Open one account's export."""
    return PixelfedSource(containers)


FORMAT = Format(name="pixelfed", title="a Pixelfed export", recognises=recognises, open=open_parts)

__all__ = ["FORMAT", "PixelfedSource"]
