"""Checks of this computer, before those of the server."""

from collections.abc import Iterator

import typer

from migrator.cli import logs, tables
from migrator.cli.face import Face
from migrator.cli.options import Json, To
from migrator.errors import Exit
from migrator.pages.rows import check_row
from migrator.service.values import Check, SignedIn


def doctor(ctx: typer.Context, to: To = None, as_json: Json = False) -> None:
    """Check the settings, the sign-in, the server and this computer, and say what to do about each."""
    face: Face = ctx.obj
    well = True
    with face.service() as service:
        for check in (*local(face), *map(token, service.accounts()), *service.doctor(to=to)):
            well = well and check.ok
            if as_json:
                face.line(check_row(check))
            else:
                face.say.print(tables.check(check))
    if as_json:
        face.line({"kind": "summary", "ok": well})
    raise typer.Exit(Exit.DONE if well else Exit.SOME_FAILED)


def local(face: Face) -> Iterator[Check]:
    """Yield what can be told without asking a server."""
    yield _config(face)
    yield Check(name="log", ok=True, says=str(logs.path(face.settings)))


def token(account: SignedIn) -> Check:
    """Say where an account's token is kept."""
    return Check(name=f"{account.acct} token", ok=True, says=f"kept in {tables.kept_in(account)}")


def _config(face: Face) -> Check:
    if face.config_file.exists():
        return Check(name="config", ok=True, says=f"{face.config_file} is in order")
    return Check(name="config", ok=True, says=f"there is no {face.config_file}; the defaults hold")
