"""Archives of Mastodon and all that write the same: an ActivityPub `outbox.json` with what stands beside it."""

from collections.abc import Sequence

from migrator.sources.base import Source
from migrator.sources.container import Container
from migrator.sources.mastodon.members import outboxes
from migrator.sources.mastodon.source import MastodonSource
from migrator.sources.recognise import Format


def recognises(container: Container) -> bool:
    """Tell whether it holds an outbox."""
    return bool(outboxes(container))


def open_parts(containers: Sequence[Container]) -> Source:
    """Open one account's archive."""
    return MastodonSource(containers)


FORMAT = Format(
    name="mastodon", title="a Mastodon (or Akkoma, Pleroma) archive", recognises=recognises, open=open_parts
)

__all__ = ["FORMAT", "MastodonSource"]
