"""A target in memory, for tests and trials. It keeps dates, as GoToSocial does."""

import itertools
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from migrator.errors import InDoubt, MediaGone, Refused, StepFailed
from migrator.model.moments import milliseconds
from migrator.targets.base import (
    Family,
    Limits,
    MediaId,
    Outgoing,
    RemoteId,
    RemoteMedia,
    RemoteStatus,
    TargetAccount,
    Upload,
)
from migrator.targets.ids import ulid
from migrator.targets.profiles import stock

_START = datetime(2026, 1, 1, tzinfo=UTC)
"""When posts without a date of their own begin to appear; each a second after the one before."""


@dataclass(slots=True, kw_only=True)
class MemoryTarget:
    """An account on a server that exists only here. Threads may share it."""

    account: TargetAccount = TargetAccount(  # noqa: RUF009  # frozen
        server="https://memory.example", id="1", acct="@me@memory.example", url="https://memory.example/@me"
    )
    limits: Limits = field(default_factory=lambda: stock(Family.GOTOSOCIAL))
    posts: dict[RemoteId, RemoteStatus] = field(default_factory=dict)
    """The account's own, by id."""

    strangers: list[RemoteStatus] = field(default_factory=list)
    """Answers by others."""

    files: dict[MediaId, RemoteMedia] = field(default_factory=dict)
    attached: set[MediaId] = field(default_factory=set)
    _number: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _lock: "threading.RLock" = field(default_factory=threading.RLock)

    def close(self) -> None:
        """Do nothing: there is no connection."""

    def upload(self, upload: Upload) -> MediaId:
        """Keep what is known of the file; its bytes are read, not kept."""
        with self._lock:
            if not upload.path.read_bytes():
                raise StepFailed("the file is empty", code="media_refused")
            id_ = MediaId(f"{next(self._number):026}")
            kind = upload.mime.partition("/")[0]
            self.files[id_] = RemoteMedia(id=id_, type=kind, alt=upload.alt[: self.limits.alt_chars])
            return id_

    def publish(self, post: Outgoing) -> RemoteStatus:
        """Keep one status, if a server would."""
        with self._lock:
            self._check(post)
            number = next(self._number)
            moment = post.scheduled_at or _START + timedelta(seconds=number)
            id_ = RemoteId(ulid(milliseconds(moment), f"{number:016}"))
            self.attached.update(post.media_ids)
            made = RemoteStatus(
                id=id_,
                url=f"{self.account.url}/statuses/{id_}",
                created_at=moment,
                text=post.text,
                content=post.text,
                visibility=post.visibility,
                in_reply_to=post.in_reply_to,
                warning=post.warning,
                sensitive=post.sensitive,
                language=post.language,
                media=tuple(self.files[m] for m in post.media_ids),
            )
            self.posts[id_] = made
            return made

    def at(self, moment: datetime) -> list[RemoteStatus]:
        """Return the statuses of this millisecond."""
        if not self.limits.keeps_dates:
            raise Refused("the server does not keep dates")
        return [s for s in self._sorted() if milliseconds(s.created_at) == milliseconds(moment)]

    def since(self, newest: RemoteId | None) -> list[RemoteStatus]:
        """Return the statuses after this one, oldest first."""
        return [s for s in self._sorted() if newest is None or s.id > newest]

    def statuses(self, *, first: datetime | None = None, last: datetime | None = None) -> Iterator[RemoteStatus]:
        """Yield the statuses between these moments, oldest first."""
        for status in self._sorted():
            if (first is None or status.created_at >= first) and (last is None or status.created_at <= last):
                yield status

    def status(self, id_: RemoteId) -> RemoteStatus | None:
        """Return one status; None if it is not there."""
        status = self.posts.get(id_)
        return status and replace(status, replies=sum(1 for s in self._all() if s.in_reply_to == id_))

    def strangers_replies(self, id_: RemoteId) -> int:
        """Count the answers below a status that others wrote."""
        below = [s for s in self._all() if s.in_reply_to == id_]
        others = {s.id for s in self.strangers}
        return sum((s.id in others) + self.strangers_replies(s.id) for s in below)

    def delete(self, id_: RemoteId) -> None:
        """Remove one status at once, if it is there."""
        with self._lock:
            self.posts.pop(id_, None)

    def probe(self) -> None:
        """Raise `Refused` if dates are not kept."""
        if not self.limits.keeps_dates:
            raise Refused("the server does not keep dates")

    def newest(self) -> RemoteId | None:
        """Return the id of the newest status; None if there is none."""
        return max(self.posts, default=None)

    def answer(self, id_: RemoteId) -> None:
        """Let somebody else answer a status."""
        with self._lock:
            number = next(self._number)
            stranger = RemoteId(ulid(milliseconds(_START) + number, f"{number:016}"))
            self.strangers.append(replace(self.posts[id_], id=stranger, in_reply_to=id_))

    def _sorted(self) -> list[RemoteStatus]:
        with self._lock:
            return [self.posts[id_] for id_ in sorted(self.posts)]

    def _all(self) -> list[RemoteStatus]:
        return [*self._sorted(), *self.strangers]

    def _check(self, post: Outgoing) -> None:
        """Raise what a server would answer to a post that it doesn't take."""
        if post.scheduled_at is not None and not self.limits.keeps_dates:
            raise Refused("the server does not keep dates, so nothing was sent")
        if not post.text and not post.media_ids:
            raise StepFailed("status contains no text, media or poll", code="empty")
        if len(post.text) + len(post.warning) > self.limits.post_chars:
            raise StepFailed("text with spoiler exceed max chars", code="too_long")
        if len(post.media_ids) > self.limits.media_per_post:
            raise StepFailed("media files exceed max count", code="too_many_media")
        if post.in_reply_to is not None and post.in_reply_to not in {s.id for s in self._all()}:
            raise StepFailed("target status not found", code="parent_gone")
        self._check_media(post)

    def _check_media(self, post: Outgoing) -> None:
        for id_ in post.media_ids:
            if id_ not in self.files:
                raise MediaGone(f"media not found: {id_}", code="media_gone")
            if id_ in self.attached:
                raise InDoubt(f"media already attached to status: {id_}")
