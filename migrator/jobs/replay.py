"""One step of a replay: make a status, find one in doubt, take one back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from migrator.convert.compare import same_text
from migrator.convert.links import replace_links
from migrator.errors import MediaGone, StepFailed
from migrator.jobs.media import MediaRoom
from migrator.jobs.plan import PlannedMedia, Publish
from migrator.jobs.work import Marks
from migrator.ledger.records import Made, StepRecord
from migrator.model import Reason, State
from migrator.model.moments import milliseconds, moment
from migrator.net.fetch import FetchFailed
from migrator.net.waiter import Waiter
from migrator.targets.base import MediaId, Outgoing, RemoteId, RemoteStatus, Target


def publish_of(record: StepRecord) -> Publish:
    """Return what a step is to publish."""
    return msgspec.json.decode(record.payload or "null", type=Publish)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """How long a request may still land after whoever sent it is gone.

    Measured in docs/targets.md: 0.15 s at most on a saturated server; proxies may hold one much longer.
    """

    settle_s: float
    monotonic: Callable[[], float]
    began: float
    """When this run began, by `monotonic`."""

    waiter: Waiter

    def wait(self, *, fresh: bool) -> None:
        """Return when an earlier request can't land any more: sent just now if `fresh`, else by an earlier run."""
        now = self.monotonic()
        until = now + self.settle_s if fresh else self.began + self.settle_s
        if until > now:
            self.waiter.sleep(until - now, Reason("settling"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayWork:
    """Makes statuses."""

    target: Target
    room: MediaRoom
    settling: Settling
    now: Callable[[], datetime]
    known: Callable[[], frozenset[str]]
    """Ids of the statuses that steps of this ledger made on the target."""

    revision: int
    """The plan's revision. After an undo there is a new one, and with it new idempotency keys: a server must not
    answer with the status that was deleted."""

    keep_without_media: bool = True
    """Whether a post goes without a file that can't be fetched any more; else its step fails."""

    state_if_failed: State = State.FAILED

    def advance(self, record: StepRecord, marks: Marks) -> Made:
        """Upload the files, mark the step as sent, send it."""
        publish = publish_of(record)
        parent = self._parent(publish, marks)
        text = with_new_links(publish, marks)
        publish, media_ids = self._upload(publish, list(record.media_ids), marks)
        try:
            return self._send(record, publish, text, parent, media_ids, marks)
        except MediaGone:
            marks.sent = False
            publish, media_ids = self._upload(publish, [], marks)
            return self._send(record, publish, text, parent, media_ids, marks)

    def _send(
        self,
        record: StepRecord,
        publish: Publish,
        text: str,
        parent: RemoteId | None,
        media_ids: list[str],
        marks: Marks,
    ) -> Made:
        before = None if publish.slot_ms is not None else self.target.newest()
        outgoing = Outgoing(
            text=text,
            content_type=publish.content_type,
            visibility=publish.visibility,
            language=publish.language,
            sensitive=publish.sensitive,
            warning=publish.warning,
            scheduled_at=None if publish.slot_ms is None else moment(publish.slot_ms),
            media_ids=tuple(MediaId(id_) for id_ in media_ids),
            in_reply_to=parent,
            idempotency_key=f"migrator-{record.job_id}.{self.revision}-{record.source_id}-{record.part}",
        )
        marks.sending(text, at_ms=milliseconds(self.now()), newest_before=before)
        status = self.target.publish(outgoing)
        return Made(status.id, status.url)

    @staticmethod
    def _parent(publish: Publish, marks: Marks) -> RemoteId | None:
        if publish.in_reply_to is None:
            return None
        made = marks.made(*publish.in_reply_to)
        if made is None:
            raise StepFailed("the post it answers is not on the target", code="parent_missing")
        return RemoteId(made.remote_id)

    def _upload(self, publish: Publish, media_ids: list[str], marks: Marks) -> tuple[Publish, list[str]]:
        """Upload what is not there yet; each file is written down before the next begins.

        A file that can't be fetched any more is left out, and the step amended, unless nothing would be left.
        """
        while len(media_ids) < len(publish.media):
            media = publish.media[len(media_ids)]
            try:
                with self.room.ready(media) as upload:
                    media_ids.append(self.target.upload(upload))
            except FetchFailed as error:
                publish = self._without(publish, media, error)
                marks.amend(msgspec.json.encode(publish).decode(), publish.notes)
            else:
                marks.media(media_ids)
        return publish, media_ids

    def _without(self, publish: Publish, media: PlannedMedia, error: FetchFailed) -> Publish:
        """Return the step without a file; raises `FetchFailed` where that is no answer."""
        rest = tuple(one for one in publish.media if one is not media)
        if not (error.for_good and self.keep_without_media and (rest or publish.text.strip())):
            raise error
        note = Reason("media_missing", {"name": media.remote_url, "error": error.message})
        return replace(publish, media=rest, notes=(*publish.notes, note))

    def recover(self, record: StepRecord, marks: Marks, *, fresh: bool) -> Made | None:  # noqa: ARG002 - a port
        """Look for the status, give it time to land, look again."""
        found = self._find(record)
        if found is None:
            self.settling.wait(fresh=fresh)
            found = self._find(record)
        return None if found is None else Made(found.id, found.url)

    def _find(self, record: StepRecord) -> RemoteStatus | None:
        publish = publish_of(record)
        if publish.slot_ms is not None:
            candidates = self.target.at(moment(publish.slot_ms))
        else:
            known = self.known()
            since = RemoteId(record.newest_before) if record.newest_before else None
            candidates = [status for status in self.target.since(since) if status.id not in known]
        return next((status for status in candidates if _is(status, record.sent or "", publish)), None)


def _is(status: RemoteStatus, sent: str, publish: Publish) -> bool:
    return (
        same_text(sent, text=status.text, content=status.content)
        and not status.is_boost
        and len(status.media) == len(publish.media)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoWork:
    """Takes statuses back that the job made."""

    target: Target
    replay: ReplayWork
    state_if_failed: State = State.DONE

    def advance(self, record: StepRecord, marks: Marks) -> State:
        """Delete the step's status; whether it is gone the sweep at the end will say."""
        if record.remote_id is None:
            return State.PLANNED
        return self._delete(RemoteId(record.remote_id), marks)

    def recover(self, record: StepRecord, marks: Marks, *, fresh: bool) -> State | None:
        """Find the status of a step in doubt, and delete it."""
        if record.state is not State.SENDING:
            return None
        made = self.replay.recover(record, marks, fresh=fresh)
        if made is None:
            return State.PLANNED
        # Which status it is has to be known whatever happens between here and the delete.
        marks.found(made)
        return self._delete(RemoteId(made.remote_id), marks)

    def _delete(self, id_: RemoteId, marks: Marks) -> State:
        marks.undoing()
        self.target.delete(id_)
        return State.UNDOING


def with_new_links(publish: Publish, marks: Marks) -> str:
    """Return the text with the addresses of the owner's own replayed posts in place of the old ones."""
    new = {link.url: made.url for link in publish.own_links if (made := marks.made(link.source_id)) and made.url}
    return replace_links(publish.text, new)
