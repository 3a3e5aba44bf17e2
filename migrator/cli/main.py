"""The program: its commands, and the only place where errors become text and exit codes."""

import logging
import os
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Final, TextIO

import typer
from rich.console import Console

from migrator.cli import (
    accounts,
    archives,
    checking,
    demo,
    friends,
    jobs,
    logs,
    progress,
    rehearse,
    replay,
    undoing,
)
from migrator.cli.doctor import doctor
from migrator.cli.face import Face
from migrator.cli.hoist import hoisted
from migrator.errors import Exit, MigratorError
from migrator.wiring import build
from migrator.wiring.rehearsal import rehearsal, sample_archive

log = logging.getLogger(__name__)

PANELS: Final[dict[str, tuple[Callable[..., Any], ...]]] = {
    "Try it": (demo.demo, rehearse.rehearse),
    "Before": (accounts.login, accounts.accounts, accounts.logout, doctor, archives.export, archives.inspect),
    "The replay": (replay.replay, jobs.status, jobs.pause, jobs.resume, jobs.retry),
    "Friends": (friends.friends,),
    "After": (checking.verify, checking.report, undoing.undo, undoing.forget),
}

app = typer.Typer(
    name="migrator",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"migrator {version('migrator')}")
        raise typer.Exit


@app.callback(epilog="Exit codes: 0 done, 1 some failed, 2 wrong usage, 3 stopped, 4 try later, 130 interrupted.")
def program(
    ctx: typer.Context,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Settings file, instead of the usual one.")
    ] = None,
    data_dir: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the ledger and the log are kept.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the log on the screen too.")] = False,
    no_color: Annotated[
        bool, typer.Option("--no-color", help="Print without colours, as NO_COLOR=1 does.")
    ] = False,
    allow_http: Annotated[
        bool, typer.Option("--allow-http", help="Allow unencrypted http to servers elsewhere.")
    ] = False,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Carry your posts from an X archive to GoToSocial: look first, resumable, never twice.

    The first steps: `migrator demo`, then `migrator login SERVER`, `migrator inspect ARCHIVE`,
    `migrator replay ARCHIVE --dry-run`, `migrator replay ARCHIVE --limit 10`.
    """
    face: Face = ctx.obj
    face.config = config
    face.flags = {"data_dir": data_dir, "allow_http": allow_http or None}
    face.verbose = verbose
    face.say.no_color = face.say.no_color or no_color


for _panel, _commands in PANELS.items():
    for _command in _commands:
        app.command(rich_help_panel=_panel)(_command)


def run() -> None:
    """Be the program `migrator`: its exit code says how it went, as `migrator.errors.Exit` lists."""
    sys.exit(main(sys.argv[1:], _face()))


def main(argv: Sequence[str], face: Face) -> int:
    """Run one command and return its exit code."""
    try:
        app(hoisted(argv), obj=face, prog_name="migrator")
    except SystemExit as end:
        return _ended(face, end)
    except MigratorError as error:
        return _said(face, error)
    except Exception as error:  # noqa: BLE001 - the last line of defence; it is logged
        return _surprised(face, error)
    finally:
        logs.stop()
    return Exit.DONE


def _ended(face: Face, end: SystemExit) -> int:
    code = end.code if isinstance(end.code, int) else Exit.DONE
    if code == Exit.INTERRUPTED:
        face.say.print("interrupted", style="yellow")
        _hint(face, "nothing is lost: run the command again, or `migrator resume` where a job was running")
    return int(code)


def _said(face: Face, error: MigratorError) -> int:
    log.info("%s: %s", type(error).__name__, error.message)
    if error.exit_code is Exit.INTERRUPTED:
        face.say.print(error.message, style="yellow", soft_wrap=True)
    else:
        face.say.print(f"error: {error.message}", style="bold red", soft_wrap=True)
    if error.hint:
        _hint(face, error.hint)
    return int(error.exit_code)


def _surprised(face: Face, error: Exception) -> int:
    """Answer for what nobody foresaw: a sentence for the person, the traceback for the log."""
    try:
        logs.start(face.settings, verbose=face.verbose)
        log.error("unexpected", exc_info=error)
        where = f"the log has the details: {logs.path(face.settings)}"
    except (MigratorError, OSError):
        where = "the log can't be written either"
    whose = "the system refused something" if isinstance(error, OSError) else "migrator made a mistake"
    face.say.print(f"error: {whose} ({type(error).__name__}: {error})", style="bold red", soft_wrap=True)
    _hint(face, where)
    return int(Exit.STOPPED)


def _hint(face: Face, text: str) -> None:
    face.say.print(f"hint: {text}", soft_wrap=True)


def _face() -> Face:
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    say = Console(stderr=True, highlight=False, markup=False, emoji=False)
    return Face(
        build=lambda settings: build(settings, environ=os.environ, notice=progress.aloud(say)),
        practice=rehearsal,
        sample=sample_archive,
        wait=_wait,
        environ=os.environ,
        now=lambda: datetime.now(UTC),  # noqa: TID251 - the outermost place hands the clock in
        clock=time.monotonic,
        out=sys.stdout,
        say=say,
        stdin=sys.stdin,
        open_browser=webbrowser.open,
    )


def _wait() -> None:
    with suppress(KeyboardInterrupt):
        threading.Event().wait()


def _speak_utf8(stream: TextIO) -> None:
    """Write UTF-8 whatever the system's code page is; half a surrogate pair, as archives may hold, is escaped."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
