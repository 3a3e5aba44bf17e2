"""Looking into an archive, and making one of a live account."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from migrator.cli import progress, tables
from migrator.cli.face import Face
from migrator.cli.options import Archives, Json
from migrator.cli.signals import stopping
from migrator.errors import Exit
from migrator.pages import words
from migrator.pages.rows import overview_row
from migrator.service import Exported, Service

SHOWN = 5
"""Lines about files that could not be had; the rest only as a number."""


def inspect(ctx: typer.Context, archives: Archives, as_json: Json = False) -> None:
    """Say what is in an archive, and what will not be read, without changing anything."""
    face: Face = ctx.obj
    with face.service() as service:
        found = service.inspect(located(face, service, archives))
    if as_json:
        face.line(overview_row(found))
        return
    face.say.print(tables.overview(found, face.zone))
    if found.not_read:
        face.say.print(tables.reasons(found.not_read, "Not read, and it stays where it is:"))
    if found.warnings:
        face.say.print(tables.reasons(found.warnings, "Worth knowing:"))


def export(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(metavar="@ME@SERVER", help="The account, or its page's address.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="A folder, or a file that ends in .zip."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Fetch a live account's posts and media into an archive like Mastodon's. Run again, it goes on."""
    face: Face = ctx.obj
    stop = threading.Event()
    with (
        face.service() as service,
        progress.watching(face, "posts and files", as_json=False) as watcher,
        stopping(stop, lambda text: face.say.print(text, style="dim")),
    ):
        made = service.export(account, output, watcher=watcher, stop=stop)
    if as_json:
        face.line(exported_row(made))
    told(face, made)
    raise typer.Exit(Exit.SOME_FAILED if made.failed else Exit.DONE)


def located(face: Face, service: Service, archives: Sequence[str]) -> list[Path]:
    """Return the archives' paths; live accounts among them are fetched first, and shown how far they are."""
    accounts = service.accounts_among(archives)
    if not accounts:
        return [Path(one) for one in archives]
    face.say.print(f"Fetching {' and '.join(accounts)} into an archive first ...")
    stop = threading.Event()
    with (
        progress.watching(face, "posts and files", as_json=False) as watcher,
        stopping(stop, lambda text: face.say.print(text, style="dim")),
    ):
        return service.located(archives, watcher=watcher, stop=stop)


def exported_row(made: Exported) -> dict[str, object]:
    """Return an export as JSON prints it."""
    return {
        "kind": "summary",
        "path": str(made.path),
        "account": made.acct,
        "signed_in": made.own,
        "posts": made.posts,
        "boosts": made.boosts,
        "narrower": made.narrower,
        "left_out": made.left_out,
        "unreadable": made.unreadable,
        "files": made.files,
        "bytes": made.bytes,
        "failed": list(made.failed),
    }


def told(face: Face, made: Exported) -> None:
    """Say what was fetched, what was not, and what to do with it."""
    say = face.say.print
    counted = {"post": made.posts, "boost": made.boosts, "file": made.files}
    what = ", ".join(words.count(number, name) for name, number in counted.items())
    say(f"Written: {made.path}: {what} of {made.acct}.", style="bold green", soft_wrap=True)
    if made.narrower:
        say(f"{made.narrower:,} of them are for followers or single people only: keep the archive to yourself.")
    if not made.own:
        say(f"Only what is public: `migrator login {made.acct.rpartition('@')[2]}` as {made.acct} gets all of it.")
    if made.left_out:
        say(f"{words.count(made.left_out, 'post')} not meant for everyone were left out.")
    if made.unreadable:
        say(f"{words.count(made.unreadable, 'post')} could not be read and were left out.", style="yellow")
    for line in made.failed[:SHOWN]:
        say(f"not fetched: {line}", style="yellow", soft_wrap=True)
    if made.failed:
        again = "; run the same command again to try those once more" if made.again else ""
        say(f"{words.count(len(made.failed), 'file')} could not be had{again}.", style="yellow")
