"""Jobs that were begun: how far they are, pausing, going on."""

import typer

from migrator.cli import running, tables
from migrator.cli.face import Face
from migrator.cli.options import Job, Json
from migrator.model import JobId
from migrator.pages import words
from migrator.pages.rows import job_row


def numbered(job: int | None) -> JobId | None:
    """Return the number as the service takes it."""
    return None if job is None else JobId(job)


def status(ctx: typer.Context, as_json: Json = False) -> None:
    """List the jobs and how far they are; any number may watch while one runs."""
    face: Face = ctx.obj
    with face.service() as service:
        found = service.status()
    if as_json:
        for job in found:
            face.line(job_row(job))
    elif found:
        face.say.print(tables.jobs(found))
    else:
        face.say.print("There is no job yet; `migrator replay ARCHIVE --dry-run` shows what one would do.")


def pause(ctx: typer.Context, job: Job = None) -> None:
    """Ask a running job to stop cleanly, from another window."""
    face: Face = ctx.obj
    with face.service() as service:
        found = service.job(numbered(job))
        service.pause(found.job)
    face.say.print(f"Job {found.job} is asked to pause; `migrator resume {found.job}` goes on.")


def resume(ctx: typer.Context, job: Job = None, as_json: Json = False) -> None:
    """Go on with a job, after a pause, a crash, or a power cut. Nothing is sent twice."""
    face: Face = ctx.obj
    with face.service() as service:
        found = service.job(numbered(job))
        service.check_free()
        face.say.print(f"Going on with job {found.job}: {found.source} → {found.target}, {found.todo:,} to do.")
        raise typer.Exit(running.run_for_good(face, service, found.job, as_json=as_json))


def retry(ctx: typer.Context, job: Job = None, as_json: Json = False) -> None:
    """Try the posts that failed once more."""
    face: Face = ctx.obj
    with face.service() as service:
        found = service.job(numbered(job))
        again = service.retry(found.job)
        face.say.print(f"{words.count(again, 'failed post')} of job {found.job} will be tried again.")
        raise typer.Exit(running.run_for_good(face, service, found.job, as_json=as_json))
