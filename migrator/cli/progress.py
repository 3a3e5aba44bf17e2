"""What a run shows while it goes on: a live bar on a terminal, a line now and then elsewhere, JSON if asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import tzinfo
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bar

from migrator.cli.face import Face
from migrator.model import Reason
from migrator.pages import words
from migrator.pages.rows import step_row
from migrator.pages.sentences import sentence
from migrator.service.values import Progress, StepRow, Watcher

EVERY_S: Final = 10.0
"""Between two plain lines: few enough for a log file, often enough for a person."""


WORTH_SAYING_S: Final = 5.0
"""Shorter waits outside a run are over before they are read."""


def aloud(say: Console) -> Callable[[float, Reason], None]:
    """Return what prints a wait outside a run, so that no silence looks like an end."""

    def notice(seconds: float, reason: Reason) -> None:
        if seconds >= WORTH_SAYING_S and reason.code != "settling":
            say.print(f"waiting {words.duration(seconds)}: {sentence(reason)}", style="dim")

    return notice


def sentence_of(now: Progress, zone: tzinfo) -> str:
    """Say how it goes: failures, rate, time left, or what is waited for and until when."""
    parts = [f"{now.failed:,} failed"] if now.failed else []
    if now.waiting_until or now.waiting_for:
        what = f"waiting: {sentence(Reason(now.waiting_for))}" if now.waiting_for else "waiting"
        parts.append(what + (f" until {words.until(now.waiting_until, zone)}" if now.waiting_until else ""))
    elif now.rate:
        parts.append(f"{now.rate:,.0f} a minute")
    if now.eta_s is not None and now.done + now.failed < now.total:
        parts.append(f"{words.duration(now.eta_s)} left")
    return ", ".join(parts)


class Live:
    """A bar that stays in place."""

    def __init__(self, console: Console, zone: tzinfo, title: str) -> None:
        self._zone = zone
        self._bar = Bar(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[how]}", markup=False),
            console=console,
            expand=False,
        )
        self._task: TaskID = self._bar.add_task(title, total=None, how="beginning ...")

    @contextmanager
    def shown(self) -> Iterator[Watcher]:
        """Show the bar inside the block."""
        with self._bar:
            yield self

    def progress(self, now: Progress) -> None:
        """Move the bar."""
        how = sentence_of(now, self._zone)
        self._bar.update(self._task, completed=now.done + now.failed, total=now.total, how=how)

    def step(self, row: StepRow) -> None:
        """Show nothing: the bar says enough."""


class Plain:
    """A line every few seconds, and at once when a wait begins."""

    def __init__(self, console: Console, zone: tzinfo, title: str, clock: Callable[[], float]) -> None:
        self._console = console
        self._zone = zone
        self._title = title
        self._clock = clock
        self._next = clock() + EVERY_S
        self._waited_for = ""

    @contextmanager
    def shown(self) -> Iterator[Watcher]:
        """Nothing has to be put up or taken down."""
        yield self

    def progress(self, now: Progress) -> None:
        """Print where it stands, if it is time."""
        begins_to_wait = bool(now.waiting_for) and now.waiting_for != self._waited_for
        self._waited_for = now.waiting_for
        if self._clock() < self._next and not begins_to_wait:
            return
        self._next = self._clock() + EVERY_S
        how = sentence_of(now, self._zone)
        line = f"{self._title}: {now.done + now.failed:,} of {now.total:,}" + (f", {how}" if how else "")
        self._console.print(line, soft_wrap=True)

    def step(self, row: StepRow) -> None:
        """Print nothing: a line for each would flood a log."""


class Items:
    """Another watcher, and a JSON line for each step that ended."""

    def __init__(self, face: Face, inner: Watcher) -> None:
        self._face = face
        self._inner = inner
        self._lock = threading.Lock()
        self._gone = False

    def progress(self, now: Progress) -> None:
        """Hand on."""
        self._inner.progress(now)

    def step(self, row: StepRow) -> None:
        """Print the item. A reader that went away doesn't stop the run."""
        self._inner.step(row)
        with self._lock:
            if not self._gone:
                self._gone = not self._face.try_line(step_row(row))


@contextmanager
def watching(face: Face, title: str, *, as_json: bool) -> Iterator[Watcher]:
    """Give the watcher that fits where the output goes."""
    # A bar that stays in place and lines of data can't share one terminal.
    live = face.say.is_terminal and not (as_json and face.out.isatty())
    shown = Live(face.say, face.zone, title) if live else Plain(face.say, face.zone, title, face.clock)
    with shown.shown() as watcher:
        yield Items(face, watcher) if as_json else watcher
