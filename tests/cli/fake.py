"""A small service of our own: it plans three posts and a skip, and "sends" them to a list."""

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Self

import msgspec
from rich.console import Console

from migrator.cli.face import Face
from migrator.errors import Interrupted, LedgerBusy, NotSignedIn, UserError
from migrator.jobs.choices import Choices
from migrator.jobs.plan import Planned, PlannedMedia, Publish, Skip
from migrator.model import (
    JobId,
    JobState,
    MediaCount,
    MediaType,
    Overview,
    Owner,
    Reason,
    State,
    Visibility,
)
from migrator.service import Expanded, Exported
from migrator.service.mapped import MapUse
from migrator.service.preparing import Prepared
from migrator.service.values import (
    Check,
    Difference,
    Facts,
    JobStatus,
    Progress,
    RunResult,
    SignedIn,
    StepRow,
    Summary,
    UndoPlan,
    Verified,
    Watcher,
)
from migrator.wiring.rehearsal import Practice

NOON = datetime(2014, 3, 1, 12, 0, tzinfo=UTC)
OWNER = Owner(id="1", name="robin", display_name="Robin [Example]")
ACCT = "@robin@social.example"
PICTURE = PlannedMedia(
    name="data/tweets_media/1-a.png", type=MediaType.PHOTO, size_bytes=68, mime="image/png", alt="a dot"
)


def published(source_id: str, text: str, *, reply_to: str = "", media: tuple[PlannedMedia, ...] = ()) -> Publish:
    return Publish(
        source_id=source_id,
        part=0,
        parts=1,
        text=text,
        content_type="text/plain",
        written_at=NOON,
        slot_ms=1393675200000 + int(source_id),
        visibility=Visibility.PUBLIC,
        language="en",
        sensitive=False,
        warning="",
        media=media,
        in_reply_to=(reply_to, 0) if reply_to else None,
        notes=(Reason("names_kept_as_words", {"names": "@ada"}),) if "ada" in text else (),
        url=f"https://x.com/robin/status/{source_id}",
    )


ITEMS: tuple[Planned, ...] = (
    published("1", "Hello [bold]world[/bold]", media=(PICTURE,)),
    published("2", "hi @ada <b>&amp;</b> https://example.org/x", reply_to="1"),
    published("3", "third"),
    Skip(source_id="4", reason=Reason("reply_to_other", {"to": "@eve"}), written_at=NOON, text="=1+1 @eve"),
)
SUMMARY = Summary(
    publish=3,
    posts=3,
    skip={"reply_to_other": 1},
    notes={"names_kept_as_words": 1},
    requests=4,
    bytes=12_345,
    eta_s=9 * 86_400,
    bound_by="statuses",
)
FACTS = Facts(
    assumed=False, family="gotosocial", keeps_dates=True, server="https://social.example", acct=ACCT, locked=True
)


EXPORTED = Exported(
    path=Path("robin@social.example"),
    acct=ACCT,
    own=True,
    posts=12,
    boosts=3,
    narrower=2,
    left_out=0,
    unreadable=0,
    files=4,
    bytes=4096,
    failed=("https://social.example/a.png answers 503",),
    again=True,
)


class FakePlan:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.owner = OWNER

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None: ...

    def items(self) -> Iterator[Planned]:
        return iter(ITEMS)

    def summary(self) -> Summary:
        return SUMMARY

    def media(self, name: str) -> IO[bytes]:
        raise FileNotFoundError(name)


@dataclass
class Attempt:
    url: str = "https://social.example/oauth/authorize?x=1"


@dataclass
class FakeService:
    """What the commands ask, answered from a few lists."""

    signed_in: list[SignedIn] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)
    fails: frozenset[str] = frozenset()
    error: Exception | None = None
    keeps_dates: bool = True
    browser_works: bool = True
    differences: tuple[Difference, ...] = ()
    checks: tuple[Check, ...] = (Check(name="server", ok=True, says="gotosocial 0.20"),)
    answered: tuple[StepRow, ...] = ()
    stop_after: int | None = None
    busy: bool = False
    adopted: int = 0
    paused: list[int] = field(default_factory=list)
    choices: Choices | None = None
    local: str = ""
    """Where a live account is kept once it was fetched."""

    links: Expanded = field(default_factory=lambda: Expanded(links=12, lost=2, unsaid=1))
    looked_up: int = 0
    codes: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None: ...

    def account(self) -> SignedIn:
        return SignedIn(
            acct=ACCT,
            server="https://social.example",
            url="https://social.example/@robin",
            family="gotosocial",
            where="file",
        )

    def begin_login(self, server: str, *, redirect_uri: str | None = None) -> Attempt:
        return Attempt()

    def finish_login(self, attempt: Attempt, code: str) -> SignedIn:
        self.codes.append(code)
        return self._kept()

    def login_with_token(self, server: str, token: str) -> SignedIn:
        self.codes.append(token)
        return self._kept()

    def browser_login(self, server: str, *, open_browser, timeout_s: float, say) -> SignedIn | None:
        return self._kept() if open_browser("https://social.example/oauth/authorize") else None

    def _kept(self) -> SignedIn:
        self.signed_in.append(self.account())
        return self.account()

    def accounts(self) -> list[SignedIn]:
        return self.signed_in

    def logout(self, acct: str) -> bool:
        self.signed_in.clear()
        return True

    def accounts_among(self, references: Sequence[str]) -> list[str]:
        return [one for one in references if one.startswith("@")]

    def located(self, references: Sequence[str], *, watcher: Watcher, stop: threading.Event) -> list[Path]:
        watcher.progress(self._progress())
        return [Path(self.local) for _one in references]

    def export(self, account: str, output: Path | None, *, watcher: Watcher, stop: threading.Event) -> Exported:
        if self.error:
            raise self.error
        return replace(EXPORTED, path=output or EXPORTED.path)

    def inspect(self, paths: Sequence[Path]) -> Overview:
        if self.error:
            raise self.error
        if not paths[0].exists():
            raise UserError(f"{paths[0]} is not there", hint="give the zip that X sent")
        return Overview(
            format="x",
            owner=OWNER,
            first=NOON,
            last=None,
            posts=4,
            threads=1,
            replies_to_others=1,
            reposts=0,
            quotes=0,
            notes=0,
            media={MediaType.PHOTO: MediaCount(files=1, bytes=68, missing=2)},
            follows=5,
            followers=6,
            lists=0,
            likes=7,
            not_read=(Reason("direct_messages", {"files": 1, "bytes": 10}),),
            warnings=(Reason("partial_archive"),),
        )

    def expand(self, paths, choices: Choices, *, to=None, server=None, watcher: Watcher, stop) -> Expanded:
        self.looked_up += 1
        watcher.progress(self._progress())
        return self.links

    def preview(self, paths, choices: Choices, *, to=None, server=None, slurp_map=None) -> FakePlan:
        self.choices = choices
        assumed = not self.signed_in and not server
        return FakePlan(
            replace(
                FACTS,
                assumed=assumed,
                acct=ACCT if self.signed_in else "",
                server=server or "",
                keeps_dates=self.keeps_dates,
            )
        )

    def prepare(self, paths, choices: Choices, *, to=None, slurp_map=None) -> Prepared:
        if not self.signed_in:
            raise NotSignedIn("you are not signed in anywhere", hint="`migrator login SERVER` signs you in")
        self.choices = choices
        for item in ITEMS:
            self.states.setdefault(item.source_id, State.PLANNED if isinstance(item, Publish) else State.SKIPPED)
        planned = [source_id for source_id, state in self.states.items() if state is State.PLANNED]
        self.states |= dict.fromkeys(planned[: self.adopted], State.DONE)
        return Prepared(
            job=JobId(1),
            summary=SUMMARY,
            new=True,
            adopted=self.adopted,
            owner=OWNER,
            facts=replace(FACTS, keeps_dates=self.keeps_dates),
            map_use=slurp_map and MapUse(entries=9, adopted=6, gone=2, strangers=1, whole=False),
        )

    def run(self, job: JobId, *, watcher: Watcher, stop: threading.Event) -> RunResult:
        if self.error:
            raise self.error
        for row in list(self.report(job)):
            if row.state is not State.PLANNED:
                continue
            if stop.is_set() or (self.stop_after is not None and self.count(State.DONE) >= self.stop_after):
                self.stop_after = None
                raise Interrupted("stopped by the user", hint=f"`migrator resume {job}` goes on")
            self.states[row.source_id] = State.FAILED if row.source_id in self.fails else State.DONE
            watcher.step(self._row(row.source_id))
            watcher.progress(self._progress())
        return self._result(job, JobState.FINISHED)

    def _progress(self) -> Progress:
        return Progress(
            done=self.count(State.DONE), failed=self.count(State.FAILED), skipped=1, total=3, rate=60.0, eta_s=1.0
        )

    def _result(self, job: JobId, state: JobState) -> RunResult:
        return RunResult(
            job=job,
            state=state,
            done=self.count(State.DONE),
            failed=self.count(State.FAILED),
            skipped=self.count(State.SKIPPED),
            todo=self.count(State.PLANNED),
            seconds=2.0,
        )

    def count(self, state: State) -> int:
        return sum(one is state for one in self.states.values())

    def _row(self, source_id: str) -> StepRow:
        item = next(item for item in ITEMS if item.source_id == source_id)
        state = self.states[source_id]
        return StepRow(
            source_id=source_id,
            part=0,
            state=state,
            adopted=False,
            written_at=item.written_at,
            text=item.text,
            reason=item.reason if isinstance(item, Skip) else None,
            error="422 too odd" if state is State.FAILED else "",
            notes=() if isinstance(item, Skip) else item.notes,
            source_url=item.url,
            url=f"https://social.example/@robin/statuses/{source_id}" if state is State.DONE else "",
            payload=msgspec.json.encode(item).decode() if isinstance(item, Publish) else None,
        )

    def report(self, job: JobId) -> Iterator[StepRow]:
        return (self._row(source_id) for source_id in self.states)

    def pause(self, job: JobId) -> None:
        self.paused.append(job)

    def status(self) -> list[JobStatus]:
        return [self.job(None)] if self.states else []

    def job(self, job: JobId | None) -> JobStatus:
        if not self.states or job not in {None, 1}:
            raise UserError("there is no such job", hint="`migrator status` lists them")
        todo = self.count(State.PLANNED)
        return JobStatus(
            job=JobId(1),
            kind="replay",
            source="@robin on x",
            target=ACCT,
            state=JobState.PAUSED if todo else JobState.FINISHED,
            done=self.count(State.DONE),
            adopted=0,
            failed=self.count(State.FAILED),
            skipped=self.count(State.SKIPPED),
            todo=todo,
            in_doubt=0,
            undone=self.count(State.UNDONE),
            eta_s=90.0,
        )

    def retry(self, job: JobId) -> int:
        again = [one for one, state in self.states.items() if state is State.FAILED]
        self.states |= dict.fromkeys(again, State.PLANNED)
        self.fails = frozenset()
        return len(again)

    def check_free(self) -> None:
        if self.busy:
            raise LedgerBusy("another run is going on (process 7)", hint="wait for it")

    def verify(self, job: JobId) -> Verified:
        return Verified(checked=self.count(State.DONE), on_target=3, differences=self.differences)

    def undo_plan(self, job: JobId, *, check_replies: bool = True) -> UndoPlan:
        return UndoPlan(
            job=job,
            delete=self.count(State.DONE),
            adopted=1,
            with_replies=self.answered,
            replies_checked=True,
            requests=3,
            eta_s=600.0,
        )

    def undo(self, job: JobId, *, watcher: Watcher, stop: threading.Event) -> RunResult:
        self.states = {one: State.UNDONE if s is State.DONE else s for one, s in self.states.items()}
        return self._result(job, JobState.UNDONE)

    def forget(self, acct: str) -> int:
        number = len(self.states)
        self.states.clear()
        return number

    def doctor(self, *, to=None) -> Iterator[Check]:
        return iter(self.checks)


class Person(io.StringIO):
    """Standard input with somebody (or nobody) at the keyboard."""

    def __init__(self, text: str = "", *, there: bool = False) -> None:
        super().__init__(text)
        self.there = there

    def isatty(self) -> bool:
        return self.there


@contextmanager
def no_practice(**_options: object) -> Iterator[Practice]:
    raise AssertionError("no practice server in these tests")
    yield


@dataclass
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def face(service: FakeService, folder: Path, *, stdin: Person, width: int, terminal: bool, **more: object) -> Face:
    err = io.StringIO()
    config = folder / "migrator.toml"
    config.touch()
    settings = {
        "build": lambda _settings: service,
        "practice": no_practice,
        "sample": lambda folder: folder,
        "wait": lambda: None,
        "environ": {
            "MIGRATOR_CONFIG": str(config),
            "MIGRATOR_DATA_DIR": str(folder / "data"),
            "MIGRATOR_TIMEZONE": "Europe/Berlin",
        },
        "now": lambda: NOON,
        "clock": lambda: 0.0,
        "out": io.StringIO(),
        "say": Console(file=err, width=width, force_terminal=terminal, highlight=False, markup=False, emoji=False),
        "stdin": stdin,
        "open_browser": lambda _url: service.browser_works,
    }
    return Face(**(settings | more))
