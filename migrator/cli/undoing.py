"""Taking back: on the server, and on this computer."""

from collections.abc import Iterator
from typing import Annotated

import typer

from migrator.cli import running, tables
from migrator.cli.face import Face
from migrator.cli.jobs import numbered
from migrator.cli.options import Job, Json, Yes
from migrator.errors import Exit, Interrupted
from migrator.pages import words
from migrator.pages.rows import run_row, undo_row
from migrator.service.values import UndoPlan


def undo(ctx: typer.Context, job: Job = None, yes: Yes = False, as_json: Json = False) -> None:
    """Delete from the server what a job put there, and nothing else. May be stopped and begun again."""
    face: Face = ctx.obj
    with face.service() as service:
        found = service.job(numbered(job))
        with face.say.status("Looking at what is there ..."):
            plan = service.undo_plan(found.job)
        if not plan.delete:
            face.say.print("There is nothing to take back.")
            raise typer.Exit(Exit.DONE)
        warned(face, plan)
        face.agree(f"Delete {words.count(plan.delete, 'post')} from {found.target}?", yes=yes)
        try:
            result = running.carried_out(
                face,
                lambda watcher, stop: service.undo(found.job, watcher=watcher, stop=stop),
                title="taken back",
                expected_s=plan.eta_s,
            )
        except Interrupted as stopped:
            hint = f"`migrator undo {found.job}` goes on from here"
            raise Interrupted("stopped before everything was taken back", hint=hint) from stopped
    if as_json:
        face.line(undo_row(plan))
        face.line(run_row(result, None))
    raise typer.Exit(told(face, result.failed - found.failed))


def warned(face: Face, plan: UndoPlan) -> None:
    """Say what an undo does and what it can't take back, before it starts."""
    for line in consequences(plan):
        face.say.print(line)
    if plan.with_replies:
        face.say.print(
            "Others have answered these by now; their answers stay, with nothing above them:", style="yellow"
        )
        face.say.print(tables.steps(plan.with_replies, face.zone))


def consequences(plan: UndoPlan) -> Iterator[str]:
    """Yield the sentences that hold for every undo."""
    yield f"{words.count(plan.delete, 'post')} to delete; it takes {words.duration(plan.eta_s)}."
    if plan.adopted:
        yield f"{words.count(plan.adopted, 'post')} that were there before the job stay."
    yield "Deleting is told to other servers; copies they made may stay for a while, or for good."
    if not plan.replies_checked:
        yield "Whether others have answered was not checked."


def told(face: Face, failed: int) -> Exit:
    """Say how the undo ended; return the exit code that says the same."""
    if failed > 0:
        face.say.print(f"{words.count(failed, 'post')} could not be deleted; `migrator report` says why.")
        return Exit.SOME_FAILED
    face.say.print("Taken back: nothing of the job is on the server any more.", style="bold green")
    return Exit.DONE


def forget(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(metavar="@ME@SERVER", help="As `migrator accounts` lists it.")],
    yes: Yes = False,
) -> None:
    """Remove what this computer knows about an account: jobs, receipts, sign-in. Posts on the server stay."""
    face: Face = ctx.obj
    face.say.print("Posts on the server stay. Without its receipts migrator can't undo them any more.")
    face.agree(f"Forget everything about {account} on this computer?", yes=yes)
    with face.service() as service:
        rows = service.forget(account)
    face.say.print(f"Forgotten: {words.count(rows, 'row')}.")
