"""Notes of Misskey, Sharkey and their kin: `notes-….json`, exported under Settings, Import and export."""

from collections.abc import Sequence

from migrator.sources.base import Source
from migrator.sources.container import Container
from migrator.sources.misskey.source import MisskeySource, notes
from migrator.sources.recognise import Format


def recognises(container: Container) -> bool:
    """Tell whether there are lists of notes in it."""
    return bool(notes(container))


def open_parts(containers: Sequence[Container]) -> Source:
    """Open one account's notes."""
    return MisskeySource(containers)


FORMAT = Format(
    name="misskey", title="a Misskey or Sharkey export of notes", recognises=recognises, open=open_parts
)

__all__ = ["FORMAT", "MisskeySource"]
