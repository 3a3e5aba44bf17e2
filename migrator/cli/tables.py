"""What people see: tables of an archive, a plan, a job; made from the service's values, for standard error."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo

from rich.table import Table
from rich.text import Text

from migrator.model import MediaType, Overview, Reason, State
from migrator.pages import words
from migrator.pages.sentences import label, sentence
from migrator.service.values import Check, Difference, JobStatus, SignedIn, StepRow, Summary

MEDIA_NAMES = {
    MediaType.PHOTO: "pictures",
    MediaType.VIDEO: "videos",
    MediaType.ANIMATED_GIF: "silent looping videos",
    MediaType.AUDIO: "sounds",
}

BOUND_BY = {
    "requests": "the server's limit of requests decides",
    "statuses": "the server's limit of posts decides",
    "uploads": "the server's limit of uploads decides",
    "bandwidth": "the size of the media decides",
}

STATE_WORDS = {
    State.SKIPPED: "left out",
    State.PLANNED: "to do",
    State.SENDING: "in doubt: sent, the answer is missing",
    State.BLOCKED: "blocked, because the post they answer failed",
    State.UNDOING: "being taken back",
    State.UNDONE: "taken back",
}
"""Where the state's own name is no word for people."""


def grid() -> Table:
    """Return a table without lines, figures on the right of their names."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=False)
    table.add_column(overflow="fold")
    return table


def overview(found: Overview, zone: tzinfo) -> Table:
    """Show what an archive holds."""
    table = grid()
    owner = f"@{found.owner.name}" if found.owner.name else "the archive doesn't say"
    table.add_row("owner", Text(f"{found.owner.display_name} {owner}".strip()))
    table.add_row("format", found.format)
    table.add_row("period", f"{words.moment(found.first, zone)} to {words.moment(found.last, zone)}")
    posts = f"{found.replies_to_others:,} answer others, {found.quotes:,} quote, {found.notes:,} are long"
    table.add_row("posts", f"{found.posts:,} ({posts})")
    table.add_row("threads", f"{found.threads:,}")
    table.add_row("reposts", f"{found.reposts:,}")
    for type_, name in MEDIA_NAMES.items():
        media = found.media.get(type_)
        if media and (media.files or media.missing):
            gap = f", {media.missing:,} missing" if media.missing else ""
            table.add_row(name, f"{media.files:,} ({words.size(media.bytes)}{gap})")
    followers, lists = words.count(found.followers, "follower"), words.count(found.lists, "list")
    table.add_row("people", f"{found.follows:,} followed, {followers}, {lists}")
    table.add_row(
        "likes", f"{found.likes:,}" + (f", {words.count(found.bookmarks, 'bookmark')}" * bool(found.bookmarks))
    )
    if found.private:
        table.add_row("private", f"{found.private:,} of the posts: for followers, or for those addressed")
    for code, number in found.omissions.items():
        table.add_row("set aside", f"{number:,}: {label(code)}")
    return table


def reasons(found: Sequence[Reason], title: str) -> Table:
    """Show a list of reasons as sentences."""
    table = Table.grid(padding=(0, 2))
    table.add_row(Text(title, style="bold"))
    for reason in found:
        table.add_row(Text(f"  {sentence(reason)}"))
    return table


def summary(plan: Summary) -> Table:
    """Show what a plan comes to, by outcome and reason."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    source = "" if plan.posts == plan.publish else f" (from {words.count(plan.posts, 'post')} of yours)"
    _number(table, plan.publish, f"to be made{source}", "bold green")
    if plan.already:
        _number(table, plan.already, "of these are there already", "green")
    _number(table, sum(plan.skip.values()), "left out", "bold yellow")
    for code, number in _by_size(plan.skip.items()):
        _number(table, number, f"  {label(code)}", "yellow")
    if plan.notes:
        _number(table, sum(plan.notes.values()), "changes on the way", "bold")
    for code, number in _by_size(plan.notes.items()):
        _number(table, number, f"  {label(code)}", "dim")
    _number(table, plan.requests, f"requests, {words.size(plan.bytes)} to send", "dim")
    return table


def _by_size(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))


def _number(table: Table, number: int, what: str, style: str) -> None:
    table.add_row(Text(f"{number:,}", style=style), Text(what))


def eta(plan: Summary) -> str:
    """Say how long it takes, and what decides that."""
    why = BOUND_BY.get(plan.bound_by)
    about = "about " if plan.eta_s >= 2 * words.MINUTE else ""
    return f"It takes {about}{words.duration(plan.eta_s)}" + (
        f": {why}." if why and plan.eta_s >= words.MINUTE else "."
    )


def jobs(found: Sequence[JobStatus]) -> Table:
    """Show every job with how far it is; two lines each, so that it fits a narrow terminal."""
    table = Table.grid(padding=(0, 2))
    for job in found:
        line = Text(f"{job.source} → {job.target}\n") + Text(how_far(job), style="dim")
        table.add_row(Text(f"{job.job} {job.kind}", style="bold"), line)
    return table


def how_far(job: JobStatus) -> str:
    """Say where a job stands, in one line."""
    parts = [f"{job.done:,} done"]
    parts += [f"{job.adopted:,} of them found there"] if job.adopted else []
    parts += [f"{job.failed:,} failed"] if job.failed else []
    parts += [f"{job.undone:,} taken back"] if job.undone else []
    parts += [f"{job.skipped:,} left out", f"{job.todo:,} to do"]
    parts += [f"{job.in_doubt:,} in doubt"] if job.in_doubt else []
    parts += [f"about {words.duration(job.eta_s)}"] if job.todo and job.eta_s else []
    return f"{'pausing' if job.pausing else job.state.value}: {', '.join(parts)}"


def kept_in(account: SignedIn) -> str:
    """Say where an account's token is kept."""
    return f"the {account.where}" if account.where == "system keyring" else account.where


def accounts(found: Sequence[SignedIn]) -> Table:
    """Show the accounts this computer is signed in to."""
    table = Table("account", "software", "token in", box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.columns[-1].overflow = "fold"
    for account in found:
        table.add_row(Text(account.acct), account.family, kept_in(account))
    return table


def differences(found: Sequence[Difference]) -> Table:
    """Show what is not as the job left it."""
    table = Table("what", "post", "expected", "found", "where", box=None, header_style="dim", padding=(0, 2, 0, 0))
    for one in found:
        post = one.source_id + (f"/{one.part}" if one.part else "")
        shown = (words.one_line(one.expected, 40), words.one_line(one.found, 40), one.url)
        table.add_row(Text(one.code, style="yellow"), post, *(Text(cell) for cell in shown))
    return table


def steps(found: Sequence[StepRow], zone: tzinfo) -> Table:
    """Show steps with their texts and addresses."""
    table = Table.grid(padding=(0, 2))
    for row in found:
        table.add_row(words.moment(row.written_at, zone), Text(words.one_line(row.text, 60)), Text(row.url))
    return table


def outcomes(counts: Mapping[State, int], left_out: Mapping[str, int], failed: Sequence[StepRow]) -> Table:
    """Show a report in short: how many of each outcome, and every failure with its reason."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for state in State:
        if counts.get(state):
            _number(table, counts[state], STATE_WORDS.get(state, state.value), "bold")
    for code, number in _by_size(left_out.items()):
        _number(table, number, f"  {label(code)}", "yellow")
    for row in failed:
        why = " ".join(part for part in (sentence(row.reason) if row.reason else "", row.error) if part)
        table.add_row(Text(row.source_id, style="red"), Text(f"{words.one_line(row.text, 60)}\n{why}"))
    return table


def check(one: Check) -> Text:
    """Show one line of `doctor`, with what to do below it."""
    fine = Text("note ", style="cyan") if one.do else Text("ok   ", style="green")
    mark = fine if one.ok else Text("look ", style="yellow")
    line = mark + Text(f"{one.name}: {one.says}")
    return line + Text(f"\n     {one.do}", style="bold") if one.do else line
