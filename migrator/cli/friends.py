"""Finding friends."""

from pathlib import Path
from typing import Annotated

import typer

from migrator.cli import planning
from migrator.cli.face import Face
from migrator.cli.friendly import table
from migrator.cli.options import Json
from migrator.errors import UserError
from migrator.pages.friends import coverage_row, friend_row, write_review
from migrator.pages.lists import write_lists
from migrator.pages.rows import json_line
from migrator.service.friends import Friends


def friends(
    ctx: typer.Context,
    archives: Annotated[
        list[Path] | None, typer.Argument(metavar="[ARCHIVE]...", help="The zip or folder, if there is one.")
    ] = None,
    profiles: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="People: twitter-web-exporter, JSON Lines, CSV or a list of names; several times if need be.",
        ),
    ] = None,
    no_verify: Annotated[
        bool, typer.Option("--no-verify", help="Ask no server whether the accounts exist.")
    ] = False,
    choices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What you decided: accept, reject, pair.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Write lists, matches and a page to review."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Find out who of the people you followed is in the fediverse; nobody is followed by this."""
    face: Face = ctx.obj
    with face.service() as service, face.say.status("Looking for people ...") as status:
        found = service.friends(
            archives or [],
            profiles or [],
            ask=not no_verify,
            choices=choices,
            seen=lambda done, whole: status.update(f"Asked for {done:,} of {whole:,} accounts ..."),
        )
    if output is not None:
        written(face, found, output)
    if as_json:
        for friend in found.people:
            face.line(friend_row(friend))
        face.line(coverage_row(found.coverage))
        return
    face.say.print(table(found))


def written(face: Face, found: Friends, folder: Path) -> None:
    """Write all files into a folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = write_lists(folder, found.people)
    except OSError as error:
        raise UserError(f"{folder} can't be written: {error.strerror or error}") from error
    with planning.opened(folder / "matches.json") as out:
        out.writelines(json_line(friend_row(friend)) for friend in found.people)
    with planning.opened(folder / "review.html") as out:
        write_review(out, found, made_at=face.now(), zone=face.zone)
    for file in (*files, folder / "matches.json", folder / "review.html"):
        face.say.print(f"Written: {file}", soft_wrap=True)
