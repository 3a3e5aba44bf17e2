"""Mastodon and what is compatible with it: posts appear now. https://docs.joinmastodon.org/client/."""

from collections.abc import Iterator
from datetime import datetime

from migrator.model.moments import milliseconds
from migrator.targets.api import MastodonApi
from migrator.targets.base import Family, RemoteStatus
from migrator.targets.ids import snowflake


class MastodonServer(MastodonApi):
    """An account on a server that does not keep dates."""

    def statuses(self, *, first: datetime | None = None, last: datetime | None = None) -> Iterator[RemoteStatus]:
        """Yield the account's own statuses, oldest first; Mastodon's ids carry their time."""
        if self.limits.family is not Family.MASTODON:
            return super().statuses(first=first, last=last)
        after = snowflake(milliseconds(first) - 1) if first else "0"
        return self._upward(after, before=snowflake(milliseconds(last) + 1) if last else "")
