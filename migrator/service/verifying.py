"""Holds the target against the ledger: every difference by name, surplus copies included."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from migrator.convert.compare import same_text
from migrator.jobs.plan import PlannedMedia, Publish
from migrator.jobs.replay import publish_of
from migrator.ledger import Ledger
from migrator.ledger.records import JobRow, StepRecord
from migrator.model import MediaType, State
from migrator.model.moments import milliseconds, moment
from migrator.service.values import Difference
from migrator.targets.base import RemoteId, RemoteStatus, Target

_EDGE = timedelta(milliseconds=1)

_SHOWN_AS = {
    MediaType.PHOTO: {"image"},
    MediaType.VIDEO: {"video", "gifv"},
    MediaType.ANIMATED_GIF: {"gifv", "video", "image"},
    MediaType.AUDIO: {"audio"},
}
"""What a target may call a file: a video without sound is a gifv to GoToSocial. docs/targets.md"""


def on_target(ledger: Ledger, job: JobRow, target: Target) -> Iterator[RemoteStatus]:
    """Yield the own statuses on the target from the first of the job's slots to the last, page by page."""
    if ledger.steps.undated(job.id):
        yield from target.statuses()
        return
    slots = ledger.steps.slot_range(job.id)
    if slots is not None:
        first, last = slots
        yield from target.statuses(first=moment(first) - _EDGE, last=moment(last) + _EDGE)


def differences(ledger: Ledger, job: JobRow, statuses: Iterable[RemoteStatus]) -> Iterator[Difference]:
    """Name everything on the target that is not as the job left it."""
    there = {status.id: status for status in statuses if not status.is_boost}
    remote_of = {(r.source_id, r.part): r.remote_id for r in ledger.steps.records(job.id, State.DONE)}
    for record in ledger.steps.records(job.id, State.DONE):
        status = there.get(RemoteId(record.remote_id or ""))
        if status is None:
            yield _difference("missing", record, record.remote_url, expected=record.remote_id or "", found="")
        else:
            yield from _step_differences(record, status, remote_of)
    yield from copies(ledger, job, there.values())


def _step_differences(
    record: StepRecord, status: RemoteStatus, remote_of: dict[tuple[str, int], str | None]
) -> Iterator[Difference]:
    publish = publish_of(record)
    sent, links = _sent(record, publish)
    parent = remote_of.get(publish.in_reply_to) if publish.in_reply_to else None
    if record.adopted and publish.in_reply_to is None:
        # Whoever sent it had a parent for it that this plan leaves out.
        parent = status.in_reply_to
    facts = [
        ("date", _date(publish), "" if publish.slot_ms is None else str(milliseconds(status.created_at))),
        ("thread", parent or "", status.in_reply_to or ""),
        ("visibility", publish.visibility.value, status.visibility.value),
        ("warning", publish.warning, status.warning),
        ("sensitive", str(publish.sensitive or bool(publish.warning and publish.media)), str(status.sensitive)),
    ]
    if not same_text(sent, text=status.text, content=status.content, own_links=links):
        shown = status.text if status.text is not None else status.content
        yield _difference("text", record, status.url, expected=sent, found=shown)
    for code, expected, found in facts:
        if expected != found:
            yield _difference(code, record, status.url, expected=expected, found=found)
    yield from _media_differences(record, publish, status)


def _sent(record: StepRecord, publish: Publish) -> tuple[str, list[str]]:
    """Return the text of a step, and the links in it that may have become any other address.

    An adopted status was sent by another run: its text is held against the plan's.
    """
    if record.sent is not None:
        return record.sent, []
    return publish.text, [link.url for link in publish.own_links]


def _date(publish: Publish) -> str:
    return "" if publish.slot_ms is None else str(publish.slot_ms)


def _media_differences(record: StepRecord, publish: Publish, status: RemoteStatus) -> Iterator[Difference]:
    if len(publish.media) != len(status.media):
        expected, found = str(len(publish.media)), str(len(status.media))
        yield _difference("media", record, status.url, expected=expected, found=found)
        return
    # Adopted media have other ids than those of this step's uploads, if there were any.
    known = not record.adopted and len(record.media_ids) == len(status.media)
    ids = record.media_ids if known else tuple(shown.id for shown in status.media)
    for planned, id_, shown in zip(publish.media, ids, status.media, strict=True):
        if id_ != shown.id:
            yield _difference("media", record, status.url, expected=id_, found=shown.id)
        elif not _shown_as(planned, shown.type):
            yield _difference("media", record, status.url, expected=planned.type.value, found=shown.type)
        if planned.alt.strip() != shown.alt.strip():
            yield _difference("alt", record, status.url, expected=planned.alt, found=shown.alt)


def _shown_as(planned: PlannedMedia, shown: str) -> bool:
    return shown in _SHOWN_AS[planned.type]


def copies(ledger: Ledger, job: JobRow, statuses: Iterable[RemoteStatus]) -> Iterator[Difference]:
    """Name the statuses that say what a step says, where that step's stands, but are not the one it knows.

    Where dates are kept that is at the step's slot, else anywhere: there the old date is part of the text.
    """
    known = ledger.steps.remote_ids(job.target.id)
    strangers = [status for status in statuses if status.id not in known and not status.is_boost]
    if not strangers:
        return
    ended = list(ledger.steps.records(job.id, State.DONE, State.FAILED, State.UNDONE))
    by_slot = {record.slot_ms: record for record in ended if record.slot_ms is not None}
    live = [record for record in ended if record.slot_ms is None]
    for status in strangers:
        at_slot = by_slot.get(milliseconds(status.created_at))
        for record in [at_slot] if at_slot is not None else live:
            sent, links = _sent(record, publish_of(record))
            if same_text(sent, text=status.text, content=status.content, own_links=links):
                yield _difference("surplus", record, status.url, expected="", found=status.id)
                break


def surplus(ledger: Ledger, job: JobRow, target: Target) -> tuple[Difference, ...]:
    """Sweep the job's slots once and name the copies; none is the promise.

    Without dates that would mean to read all there is on a server that counts pages: `verify` does.
    """
    if ledger.steps.undated(job.id):
        return ()
    return tuple(copies(ledger, job, on_target(ledger, job, target)))


def at_slots(ledger: Ledger, job: JobRow, statuses: Iterable[RemoteStatus]) -> int:
    """Count the statuses that steps made or adopted, and those that stand at their slots."""
    known = ledger.steps.remote_ids(job.target.id)
    slots = {record.slot_ms for record in ledger.steps.records(job.id, State.DONE)}
    return sum(1 for status in statuses if status.id in known or milliseconds(status.created_at) in slots)


def remove_copies(ledger: Ledger, job: JobRow, target: Target, surplus: Iterable[Difference]) -> int:
    """Delete surplus copies; what a job made or adopted is never one. Return how many were deleted."""
    known = ledger.steps.remote_ids(job.target.id)
    ids = {copy.found for copy in surplus if copy.code == "surplus"} - known
    for id_ in sorted(ids):
        target.delete(RemoteId(id_))
    return len(ids)


def _difference(code: str, record: StepRecord, url: str, *, expected: str, found: str) -> Difference:
    return Difference(
        code=code, source_id=record.source_id, part=record.part, url=url, expected=expected, found=found
    )
