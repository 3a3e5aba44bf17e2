"""Runs a job in front of a person: awake, stoppable, watched; and says at the end how it went and how to go on."""

import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import Final

from migrator.cli import progress, tables
from migrator.cli.awake import awake
from migrator.cli.face import Face
from migrator.cli.signals import stopping
from migrator.errors import Exit, InDoubt, Interrupted, TryAgain
from migrator.model import JobId, State
from migrator.pages import words
from migrator.pages.rows import run_row, step_row
from migrator.service import Service
from migrator.service.values import JobStatus, RunResult, Summary, Watcher

AWAKE_S: Final = 120.0
"""Computers fall asleep after minutes; for less they need not be kept awake."""

Work = Callable[[Watcher, threading.Event], RunResult]


def run(
    face: Face, service: Service, job: JobId, *, planned: Summary | None = None, as_json: bool = False
) -> Exit:
    """Run a replay to its end, print the outcome, and return how the command ends."""
    expected_s = planned.eta_s if planned else service.job(job).eta_s
    try:
        result = carried_out(
            face,
            lambda watcher, stop: service.run(job, watcher=watcher, stop=stop),
            title="posts",
            expected_s=expected_s,
            as_json=as_json,
        )
    except Interrupted as stopped:
        raise paused(service.job(job)) from stopped
    except (TryAgain, InDoubt) as trouble:
        first = f"{trouble.hint}; " if trouble.hint else ""
        trouble.hint = f"{first}nothing is lost, `migrator resume {job}` goes on later"
        raise
    if as_json:
        for row in service.report(job):
            if row.state is State.SKIPPED:
                face.try_line(step_row(row))
        face.try_line(run_row(result, planned))
    return told(face, result)


def carried_out(
    face: Face, work: Work, *, title: str, expected_s: float | None = None, as_json: bool = False
) -> RunResult:
    """Do the work with everything around it that a long run needs."""

    def say(text: str) -> None:
        face.say.print(text, style="dim")

    stop = threading.Event()
    long = expected_s is None or expected_s >= AWAKE_S
    with (
        awake(say) if long else nullcontext(),
        progress.watching(face, title, as_json=as_json) as watcher,
        stopping(stop, say),
    ):
        return work(watcher, stop)


def paused(job: JobStatus) -> Interrupted:
    """Say where a job stands that was stopped, and how to go on."""
    so_far = f"{words.count(job.done, 'post')} done, {job.failed:,} failed, {job.todo:,} to do"
    return Interrupted(f"stopped: {so_far}", hint=f"`migrator resume {job.job}` goes on from here")


def run_for_good(
    face: Face, service: Service, job: JobId, *, planned: Summary | None = None, as_json: bool = False
) -> Exit:
    """Run a replay as `run` does; then say where to look at the posts, and how to check them or take them back."""
    code = run(face, service, job, planned=planned, as_json=as_json)
    target = service.job(job).target
    pages = [account.url for account in service.accounts() if account.acct == target]
    for url in pages:
        face.say.print(f"Look at them: {url}", soft_wrap=True)
    face.say.print(f"`migrator verify {job}` checks them, `migrator undo {job}` takes them back.")
    return code


def told(face: Face, result: RunResult) -> Exit:
    """Say how a run ended and what to do next; return the exit code that says the same."""
    if result.surplus:
        face.say.print("Copies that should not be there:", style="bold yellow")
        face.say.print(tables.differences(result.surplus))
    done = f"{words.count(result.done, 'post')} done, {result.failed:,} failed, {result.skipped:,} left out"
    face.say.print(f"Finished: {done}, in {words.duration(result.seconds)}.", style="bold green")
    if result.failed:
        again = f"`migrator retry {result.job}` tries those again."
        face.say.print(f"`migrator report {result.job}` says what failed and why; {again}")
    return Exit.SOME_FAILED if result.failed or result.surplus else Exit.DONE
