"""A whole migration in half a minute: sample archive, practice server, dry-run, replay, interruption, check."""

import threading
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final

import typer

from migrator.cli import checking, planning, running, tables
from migrator.cli.choosing import Wanted, choices
from migrator.cli.face import Face
from migrator.cli.practice import apart, home, serve
from migrator.errors import Exit, Interrupted
from migrator.jobs.choices import Choices
from migrator.model import JobId
from migrator.pages import words
from migrator.service.values import Progress, RunResult, StepRow, Watcher

LATENCY_MS: Final = 60
"""As far away as a server in the next country: without it the demo is over before one can look."""

NEXT_STEPS: Final = """\
Your own archive, in five steps:
  1  migrator login SERVER                    sign in, in the browser
  2  migrator inspect ARCHIVE                 see what is in it
  3  migrator replay ARCHIVE --dry-run --html preview.html
  4  migrator replay ARCHIVE --limit 10       a pilot; look at it, `migrator undo` takes it back
  5  migrator replay ARCHIVE                  the rest; then `migrator verify`
Or first on a private server: migrator rehearse ARCHIVE"""


def demo(
    ctx: typer.Context,
    keep: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep everything there; without it, nothing stays.")
    ] = None,
    no_wait: Annotated[
        bool, typer.Option("--no-wait", help="End at once, don't let me look in a browser.")
    ] = False,
) -> None:
    """Show a whole migration on this computer, from a sample archive to a practice server. Nothing leaves it."""
    face: Face = ctx.obj
    waits = face.interactive and not no_wait
    with home(keep) as folder:
        own = apart(face, folder)
        heading(face, 1, "A sample archive, as X would give it")
        archive = face.sample(folder)
        with own.service() as service:
            found = service.inspect([archive])
        face.say.print(tables.overview(found, face.zone))
        with face.practice(
            name=found.owner.name,
            display_name=found.owner.display_name,
            folder=folder / "server",
            latency_ms=LATENCY_MS,
        ) as server:
            with own.service() as service:
                service.login_with_token(server.url, server.token)
            code = migrated(own, archive, folder / "preview.html" if waits or keep else None)
            heading(face, 6, "Look at it, then go on with your own")
            face.say.print(NEXT_STEPS, soft_wrap=True)
            if waits:
                serve(face, server.page)
    raise typer.Exit(code)


def heading(face: Face, number: int, text: str) -> None:
    """Print what comes next."""
    face.say.print()
    face.say.print(f"{number}  {text}", style="bold cyan")


def migrated(face: Face, archive: Path, html: Path | None) -> Exit:
    """Preview, replay with an interruption, resume and verify; return how it ended."""
    wanted = choices(Wanted(), face)
    heading(face, 2, "A dry-run against a practice server: what would happen, what would stay behind, and why")
    with face.service() as service:
        planning.shown(face, service, [archive], wanted, to=None, server=None, html=html, as_json=False)
    heading(face, 3, "The replay, interrupted half-way on purpose")
    job = interrupted(face, archive, wanted)
    heading(face, 4, "Resumed: what was sent is known, nothing is sent twice")
    with face.service() as service:
        code = running.run(face, service, job)
    heading(face, 5, "Verified: the server is compared with the archive, post by post")
    with face.service() as service:
        found = service.verify(job)
    return max(code, checking.verdict(face, found))


def interrupted(face: Face, archive: Path, wanted: Choices) -> JobId:
    """Run a job until half of it is done; return its number."""
    with face.service() as service:
        prepared = service.prepare([archive], wanted, to=None)

        def half(watcher: Watcher, stop: threading.Event) -> RunResult:
            return service.run(
                prepared.job, watcher=Cutter(watcher, stop, prepared.summary.publish // 2), stop=stop
            )

        with suppress(Interrupted):
            running.carried_out(face, half, title="posts", expected_s=prepared.summary.eta_s)
        so_far = service.job(prepared.job)
    done = f"{words.count(so_far.done, 'post')} done, {so_far.todo:,} to do"
    face.say.print(f"Interrupted: {done}. A power cut would do no more harm.", style="yellow")
    return prepared.job


class Cutter:
    """A watcher that stops the run after so many steps."""

    def __init__(self, inner: Watcher, stop: threading.Event, after: int) -> None:
        self._inner = inner
        self._stop = stop
        self._after = after

    def progress(self, now: Progress) -> None:
        """Hand on, and stop the run where it is time."""
        self._inner.progress(now)
        if now.done + now.failed >= self._after:
            self._stop.set()

    def step(self, row: StepRow) -> None:
        """Hand on."""
        self._inner.step(row)
