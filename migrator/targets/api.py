"""What all servers of the Mastodon API have in common."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import httpx
import msgspec

from migrator.errors import InDoubt, MigratorError, Refused, StepFailed, TryAgain, Unreachable
from migrator.model import Reason
from migrator.model.moments import milliseconds
from migrator.net import REPEAT, UPLOAD_TIMEOUT, Repeat, Waiter
from migrator.targets.answers import (
    ATTACHMENT,
    CONTEXT,
    STATUS,
    STATUSES,
    Attachment,
    Status,
    decode,
    names_language,
    remote,
    translate,
)
from migrator.targets.base import Limits, MediaId, Outgoing, RemoteId, RemoteStatus, TargetAccount, Upload
from migrator.targets.ids import age_key

STATUSES_PATH = "/api/v1/statuses"

_LONGEST_POLL_S = 10.0
_MOST_POLLS = 90
"""Ours: with the waits between them, a film may be worked on for a quarter of an hour."""

_BEFORE_ALL = "0"


def when(moment: datetime) -> str:
    """Write a moment with milliseconds: the slot."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


class MastodonApi:
    """A target that speaks the Mastodon client API. https://docs.joinmastodon.org/api/."""

    page_size = 40
    """Statuses in a page. https://docs.joinmastodon.org/methods/accounts/#statuses"""

    def __init__(self, http: httpx.Client, waiter: Waiter, *, account: TargetAccount, limits: Limits) -> None:
        self.account = account
        self.limits = limits
        self._http = http
        self._waiter = waiter
        self._own_statuses = f"/api/v1/accounts/{account.id}/statuses"

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def upload(self, upload: Upload) -> MediaId:
        """Send one file and wait until it can be attached. A repeat leaves an unattached file, no more."""
        response = self._send_file("/api/v2/media", upload)
        if response.status_code == httpx.codes.NOT_FOUND:
            response = self._send_file("/api/v1/media", upload)
        attachment = self._attachment(response)
        if response.status_code == httpx.codes.ACCEPTED:
            self._wait_until_processed(attachment)
        return MediaId(attachment.id)

    def publish(self, post: Outgoing) -> RemoteStatus:
        """Create one status; take it back and raise `Refused` if it did not get the date it was to have."""
        if post.scheduled_at is not None and not self.limits.keeps_dates:
            raise Refused(f"{self._host} does not keep dates, so nothing was sent")
        body = self._body(post)
        response = self._create(body, post)
        if body.pop("language", None) is not None and names_language(response):
            response = self._create(body, post)
        if not response.is_success:
            raise translate(response)
        try:
            made = decode(STATUS, response)
        except TryAgain as error:
            raise InDoubt(error.message) from error
        return self._checked(made, post)

    def at(self, moment: datetime) -> list[RemoteStatus]:
        """Return nothing: this server keeps no dates."""
        raise Refused(f"{self._host} does not keep dates, so no post can be found by its date ({moment})")

    def since(self, newest: RemoteId | None) -> list[RemoteStatus]:
        """Return the account's own statuses made after this one, oldest first."""
        return list(self._upward(newest or _BEFORE_ALL))

    def statuses(self, *, first: datetime | None = None, last: datetime | None = None) -> Iterator[RemoteStatus]:
        """Yield the account's own statuses, oldest first; all are read before the first comes."""
        pages: list[RemoteStatus] = []
        params = {"limit": str(self.page_size)}
        while page := self._page(params):
            pages.extend(s for s in page if (first is None or s.created_at >= first))
            params["max_id"] = page[-1].id
            if first is not None and all(s.created_at < first for s in page):
                break
        yield from (s for s in reversed(pages) if last is None or s.created_at <= last)

    def status(self, id_: RemoteId) -> RemoteStatus | None:
        """Return one status; None if it is not there."""
        response = self._http.get(f"{STATUSES_PATH}/{id_}")
        if response.status_code in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
            return None
        status = decode(STATUS, self._good(response))
        return self._remote(status)

    def strangers_replies(self, id_: RemoteId) -> int:
        """Count the replies to a status, and to its replies, that others wrote."""
        response = self._http.get(f"{STATUSES_PATH}/{id_}/context")
        if response.status_code in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
            return 0
        below = decode(CONTEXT, self._good(response)).descendants
        return sum(1 for status in below if status.account is not None and status.account.id != self.account.id)

    def delete(self, id_: RemoteId) -> None:
        """Delete one status; one that is gone already counts as deleted. GoToSocial does it a little later."""
        response = self._http.delete(f"{STATUSES_PATH}/{id_}")
        if response.status_code not in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
            self._good(response)

    def probe(self) -> None:
        """Raise `Refused`: no server of the Mastodon API but GoToSocial keeps dates."""
        raise Refused(
            f"{self._host} does not keep dates: posts would appear now, on everybody's timelines",
            hint="--without-dates if that is what you want",
        )

    def newest(self) -> RemoteId | None:
        """Return the id of the account's newest own status; None if it has none."""
        page = self._page({"limit": "1"})
        return page[0].id if page else None

    # What families do differently.

    def _body(self, post: Outgoing) -> dict[str, Any]:
        """Return the JSON of a status; what is empty is left out, except what has a default on the server."""
        body: dict[str, Any] = {
            "status": post.text,
            "content_type": post.content_type,
            "visibility": post.visibility.value,
            "sensitive": post.sensitive,
        }
        optional: dict[str, Any] = {
            "language": post.language,
            "spoiler_text": post.warning,
            "in_reply_to_id": post.in_reply_to,
            "media_ids": post.media_ids,
            "scheduled_at": when(post.scheduled_at) if post.scheduled_at else None,
        }
        body.update({key: value for key, value in optional.items() if value})
        return body

    # Requests.

    @property
    def _host(self) -> str:
        return self._http.base_url.host

    def _good(self, response: httpx.Response) -> httpx.Response:
        if not response.is_success:
            raise translate(response)
        return response

    def _create(self, body: dict[str, Any], post: Outgoing) -> httpx.Response:
        headers = {"Content-Type": "application/json"}
        if post.idempotency_key:
            headers["Idempotency-Key"] = post.idempotency_key
        return self._http.post(STATUSES_PATH, content=msgspec.json.encode(body), headers=headers)

    def _checked(self, made: Status, post: Outgoing) -> RemoteStatus:
        """Return the status if it has the date it was to have; else take it back."""
        if made.created_at is None:
            fate = self._take_back(lambda: self._cancel(made.id), made.id)
            raise Refused(f"{self._host} planned the post for later instead of giving it its old date; {fate}")
        if post.scheduled_at is not None and milliseconds(made.created_at) != milliseconds(post.scheduled_at):
            fate = self._take_back(lambda: self.delete(RemoteId(made.id)), made.id)
            raise Refused(
                f"the server does not keep dates: {self._host} gave the post {made.created_at:%Y-%m-%d %H:%M:%S}"
                f" instead of {post.scheduled_at:%Y-%m-%d %H:%M:%S}; {fate}",
                hint="--without-dates if posts may appear now",
            )
        return remote(made, made.created_at)

    def _take_back(self, undo: Callable[[], None], id_: str) -> str:
        """Undo as well as can be, and say how that went; the job stops either way."""
        try:
            undo()
        except (StepFailed, TryAgain) as error:
            return f"that post ({id_}) could not be deleted, so please delete it by hand: {error.message}"
        return "that post was deleted"

    def _cancel(self, id_: str) -> None:
        self._good(self._http.delete(f"/api/v1/scheduled_statuses/{id_}"))

    def _page(self, params: dict[str, str]) -> list[RemoteStatus]:
        page = decode(STATUSES, self._good(self._http.get(self._own_statuses, params=params)))
        return [self._remote(status) for status in page]

    def _upward(self, after: str, *, before: str = "") -> Iterator[RemoteStatus]:
        """Yield statuses with ids between these two, oldest first, a page at a time."""
        params = {"limit": str(self.page_size), "min_id": after} | ({"max_id": before} if before else {})
        while page := sorted(self._page(params), key=lambda status: age_key(status.id)):
            yield from page
            params["min_id"] = page[-1].id

    def _remote(self, status: Status) -> RemoteStatus:
        if status.created_at is None:
            raise TryAgain(f"{self._host} gave a status without a date")
        return remote(status, status.created_at)

    # Files.

    def _send_file(self, path: str, upload: Upload) -> httpx.Response:
        """Send the file from the disk as it is read, never whole in memory."""
        data = {}
        if upload.alt:
            data["description"] = upload.alt[: self.limits.alt_chars]
        if upload.focus is not None:
            data["focus"] = f"{upload.focus[0]:.4f},{upload.focus[1]:.4f}"
        with upload.path.open("rb") as file:
            request = self._http.build_request(
                "POST",
                path,
                data=data,
                files={"file": (upload.file_name, file, upload.mime or "application/octet-stream")},
                timeout=UPLOAD_TIMEOUT,
                extensions={REPEAT: Repeat.FREELY},
            )
            try:
                return self._http.send(request)
            except Unreachable:
                raise
            except TryAgain as error:
                raise self._why_cut(error) from error

    def _why_cut(self, error: TryAgain) -> MigratorError:
        """Tell a server that is down from one that cuts this file off."""
        self._good(self._http.get("/api/v1/instance"))
        return StepFailed(
            f"{error.message}, but only with this file",
            hint="the way up may be too slow: GoToSocial takes an upload for at most 60 seconds",
            code="upload_cut",
        )

    def _attachment(self, response: httpx.Response) -> Attachment:
        return decode(ATTACHMENT, self._good(response))

    def _wait_until_processed(self, attachment: Attachment) -> None:
        """Poll until the file can be attached: 206 while the server works on it, 200 when done.

        https://docs.joinmastodon.org/methods/media/#get
        """
        for poll in range(_MOST_POLLS):
            self._waiter.sleep(min(_LONGEST_POLL_S, 1.0 + poll), Reason("media_processing"))
            response = self._good(self._http.get(f"/api/v1/media/{attachment.id}"))
            if response.status_code == httpx.codes.OK:
                return
        raise StepFailed(f"{self._host} did not finish working on the file", code="media_refused")
