"""GoToSocial: keeps the dates of posts. https://docs.gotosocial.org/en/latest/api/swagger/."""

from collections.abc import Iterator
from datetime import datetime

import httpx

from migrator.errors import Refused, StepFailed
from migrator.model.moments import milliseconds
from migrator.net import REPEAT, Repeat
from migrator.targets.answers import translate
from migrator.targets.api import STATUSES_PATH, MastodonApi
from migrator.targets.base import RemoteStatus
from migrator.targets.ids import HIGHEST, LOWEST, ulid

_PROBE = {
    "status": "probe",
    "visibility": "direct",
    "in_reply_to_id": "0",
    "scheduled_at": "1970-01-01T00:00:00Z",
}
"""A status that no server of this family makes: the date is looked at first, and refused in any case."""


class GoToSocial(MastodonApi):
    """An account on a GoToSocial server. An id is a ULID made from the post's date."""

    page_size = 500
    """It has no upper limit of its own (seen with 0.20); ours keeps an answer below 15 MB."""

    def at(self, moment: datetime) -> list[RemoteStatus]:
        """Return the account's own statuses whose date is exactly this millisecond."""
        ms = milliseconds(moment)
        params = {"min_id": ulid(ms - 1, HIGHEST), "max_id": ulid(ms + 1, LOWEST), "limit": "40"}
        return [s for s in self._page(params) if milliseconds(s.created_at) == ms and not s.is_boost]

    def statuses(self, *, first: datetime | None = None, last: datetime | None = None) -> Iterator[RemoteStatus]:
        """Yield the account's own statuses, oldest first, in pages of 500."""
        after = ulid(milliseconds(first) - 1, HIGHEST) if first else ulid(0, LOWEST)
        return self._upward(after, before=ulid(milliseconds(last) + 1, LOWEST) if last else "")

    def probe(self) -> None:
        """Prove that dates are kept, without a trace; raise `Refused` if not.

        406 means that this date is refused, so that others are not; 403 that all are.
        """
        response = self._http.post(STATUSES_PATH, json=_PROBE, extensions={REPEAT: Repeat.FREELY})
        if response.status_code == httpx.codes.NOT_ACCEPTABLE:
            return
        if response.is_success:
            raise Refused(
                f"{self._host} is no GoToSocial: it took a post from 1970", hint="look for the post `probe`"
            )
        error = translate(response)
        if isinstance(error, StepFailed):
            # Before 0.18 there was no backdating, and `scheduled_at` was no parameter yet.
            raise Refused(f"the server does not keep dates ({error.message})", hint="GoToSocial does since 0.18")
        raise error
