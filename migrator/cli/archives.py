"""Looking into an archive."""

import typer

from migrator.cli import tables
from migrator.cli.face import Face
from migrator.cli.options import Archives, Json
from migrator.pages.rows import overview_row


def inspect(ctx: typer.Context, archives: Archives, as_json: Json = False) -> None:
    """Say what is in an archive, and what will not be read, without changing anything."""
    face: Face = ctx.obj
    with face.service() as service:
        found = service.inspect(archives)
    if as_json:
        face.line(overview_row(found))
        return
    face.say.print(tables.overview(found, face.zone))
    if found.not_read:
        face.say.print(tables.reasons(found.not_read, "Not read, and it stays where it is:"))
    if found.warnings:
        face.say.print(tables.reasons(found.warnings, "Worth knowing:"))
