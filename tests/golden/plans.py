"""Plans of golden cases: what a stock GoToSocial would get, with default choices and with generous ones."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import filetype

from migrator.jobs.choices import Choices, Filters, Mentions, Policies, Replies, Reposts
from migrator.jobs.planning import Inputs, plan
from migrator.model import Media
from migrator.sources.base import Source
from migrator.targets import detect
from migrator.targets.base import Family
from tests.golden.plain import plain

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DEFAULT = Choices()
GENEROUS = Choices(
    filters=Filters(community=True, private=True),
    policies=Policies(mentions=Mentions.LINK, replies=Replies.KEEP, reposts=Reposts.LINK),
)


def planned(open_case: Callable[[Path], Source], case: Path, choices: Choices) -> list[object]:
    """Return the whole plan in its order."""
    source = open_case(case)
    inputs = Inputs(
        owner=source.owner,
        network=source.network,
        choices=choices,
        limits=detect.stock(Family.GOTOSOCIAL),
        now=NOW,
        mime_of=lambda media: _mime(source, media),
    )
    rows = [{"is": type(one).__name__.lower(), **plain(one)} for one in plan(source.items(), inputs)]
    source.close()
    return rows


def _mime(source: Source, media: Media) -> str:
    with source.open_media(media.name) as file:
        kind = filetype.guess(file.read(512))
    # Golden pictures are a few letters of text: their names say what they would be.
    named = {"jpg": "image/jpeg", "png": "image/png", "mp4": "video/mp4", "gif": "image/gif", "mp3": "audio/mpeg"}
    return kind.mime if kind else named.get(media.name.rpartition(".")[2], "")
