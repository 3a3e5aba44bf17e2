"""Short links are looked up before the plan is made: only when asked for."""

import threading
from collections.abc import Sequence
from pathlib import Path

from migrator.cli import progress
from migrator.cli.face import Face
from migrator.cli.signals import stopping
from migrator.jobs.choices import Choices
from migrator.pages import words
from migrator.service import Expanded, Service


def expanded(
    face: Face, service: Service, archives: Sequence[Path], wanted: Choices, *, to: str | None, server: str | None
) -> None:
    """Look the short links up, show how far it is, and say what came of it."""
    face.say.print("Looking up where short links lead ...")
    stop = threading.Event()
    with (
        progress.watching(face, "short links", as_json=False) as watcher,
        stopping(stop, lambda text: face.say.print(text, style="dim")),
    ):
        found = service.expand(archives, wanted, to=to, server=server, watcher=watcher, stop=stop)
    told(face, found)


def told(face: Face, found: Expanded) -> None:
    """Say how many links lead somewhere, and what becomes of the others."""
    if not found.links:
        face.say.print("There are no short links that the archive does not expand.")
        return
    led = found.links - found.lost - found.unsaid
    line = f"Of {words.count(found.links, 'short link')} {led:,} will be written out"
    if found.lost:
        line += f", {found.lost:,} lead nowhere and stay"
    if found.unsaid:
        line += f", {found.unsaid:,} could not be looked up now and stay; the same command asks again"
    face.say.print(f"{line}.", style="yellow" if found.unsaid else None)
