"""A private practice server, with or without an archive on it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from migrator.cli import planning, running
from migrator.cli.choosing import Wanted, choices
from migrator.cli.face import Face
from migrator.cli.practice import apart, home, keep_port, port_of, serve
from migrator.errors import Exit, Interrupted


class Profile(StrEnum):
    """Whose rules the practice server follows."""

    GOTOSOCIAL = "gotosocial"
    MASTODON = "mastodon"


def rehearse(
    ctx: typer.Context,
    archives: Annotated[
        list[Path] | None, typer.Argument(metavar="ARCHIVE", help="Replayed there with the usual choices.")
    ] = None,
    profile: Annotated[Profile, typer.Option(help="Whose rules it follows.")] = Profile.GOTOSOCIAL,
    port: Annotated[int, typer.Option(min=0, max=65535, help="On this computer only; 0 takes a free one.")] = 0,
    keep: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep everything there; without it, nothing stays.")
    ] = None,
    limits: Annotated[bool, typer.Option("--limits", help="Limit requests as a stock server does.")] = False,
    no_wait: Annotated[bool, typer.Option("--no-wait", help="End after the replay.")] = False,
) -> None:
    """Start a private practice server on this computer, and try a whole migration on it."""
    face: Face = ctx.obj
    code = Exit.DONE
    with (
        home(keep) as folder,
        face.practice(
            name="me", profile=profile.value, port=port_of(folder, port), folder=folder / "server", limits=limits
        ) as server,
    ):
        keep_port(folder, server.url)
        own = apart(face, folder)
        with own.service() as service:
            service.login_with_token(server.url, server.token)
        face.say.print(f"A practice server runs at {server.url}; only this computer can reach it.", soft_wrap=True)
        face.say.print(f"Its account is `me`, for other programs with the password `{server.password}`.")
        elsewhere = f"migrator --data-dir {own.settings.data_dir}"
        face.say.print(f"In another window: `{elsewhere} status`, `verify`, `report`, `undo`.", soft_wrap=True)
        if archives:
            code = replayed(own, archives, profile)
        if not no_wait:
            serve(face, server.page)
    raise typer.Exit(code)


def replayed(own: Face, archives: list[Path], profile: Profile) -> Exit:
    """Replay with the usual choices; a practice server that keeps no dates may be used without asking."""
    wanted = choices(Wanted(without_dates=profile is Profile.MASTODON, allow_unlocked_private=True), own)
    try:
        with own.service() as service:
            prepared = planning.agreed(own, service, archives, wanted, to=None, yes=True)
            return running.run(own, service, prepared.job, planned=prepared.summary)
    except Interrupted as stop:
        raise Interrupted(stop.message, hint="with --keep FOLDER, the same command goes on from here") from stop
