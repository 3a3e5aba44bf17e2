"""Bluesky repositories: a CAR file, as the app and backup programs give it, perhaps with the files beside it."""

from collections.abc import Sequence

from migrator.sources.base import Source
from migrator.sources.bluesky.source import BlueskySource, begins_as_car, car_names
from migrator.sources.container import Container
from migrator.sources.recognise import Format


def recognises(container: Container) -> bool:
    """Tell whether there is a CAR file in it."""
    return bool(car_names(container))


def open_parts(containers: Sequence[Container]) -> Source:
    """Open one account's repository."""
    return BlueskySource(containers)


FORMAT = Format(name="bluesky", title="a Bluesky repository", recognises=recognises, open=open_parts)

__all__ = ["FORMAT", "BlueskySource", "begins_as_car"]
