"""How many requests a plan takes, and how long that is at one server's limits."""

import math
from dataclasses import dataclass

from migrator.jobs.plan import Planned, Publish
from migrator.model import MediaType
from migrator.targets.base import Limits

RESERVE = 10
"""Requests of each window that are left to the user's own clients, as `net` keeps them."""

UPLINK_BYTES_S = 1_000_000.0
"""A guess at the uplink, in bytes a second: 8 Mbit/s, an ordinary home connection."""

POSTS_S = 20.0
"""Posts a second where the server sets no limit. Measured on GoToSocial: 21 to 41 with a picture, 150 without."""

POST_BYTES = 1_500
"""Request headers and JSON around a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a plan costs."""

    publish: int
    """Statuses."""

    uploads: int
    requests: int
    bytes: int
    """Bytes to send; files that will be converted count as the most they may have."""

    eta_s: float
    """Seconds a run takes if the server keeps to its limits and nobody else uses them up."""

    bound_by: str
    """What decides the time: `requests`, `statuses`, `uploads`, `bandwidth` or `server`."""


class Estimator:
    """Adds up a plan one item at a time, so that nobody has to hold it."""

    def __init__(self, limits: Limits, *, uplink_bytes_s: float = UPLINK_BYTES_S) -> None:
        """Estimate for one server and one uplink, in bytes a second."""
        self._limits = limits
        self._uplink_bytes_s = uplink_bytes_s
        self._publish = 0
        self._uploads = 0
        self._polls = 0
        self._bytes = 0

    def add(self, planned: Planned) -> None:
        """Count one item of the plan; a skip costs nothing."""
        if not isinstance(planned, Publish):
            return
        self._publish += 1
        self._bytes += POST_BYTES + len(planned.text.encode())
        for media in planned.media:
            self._uploads += 1
            most = self._limits.image_bytes if media.type is MediaType.PHOTO else self._limits.video_bytes
            self._bytes += min(media.size_bytes, most) if most > 0 else media.size_bytes
            # Where uploads have a limit of their own (Mastodon), video and sound answer 202: one more request.
            self._polls += media.type is not MediaType.PHOTO and self._limits.uploads > 0

    def estimate(self) -> Estimate:
        """Return what was added so far comes to."""
        requests = self._publish + self._uploads + self._polls
        limits = self._limits
        times = {
            "server": requests / POSTS_S,
            "bandwidth": self._bytes / self._uplink_bytes_s,
            "requests": _windows_s(requests, limits.requests - RESERVE if limits.requests else 0, limits.window_s),
            "statuses": _windows_s(self._publish, limits.statuses, limits.statuses_window_s),
            "uploads": _windows_s(self._uploads, limits.uploads, limits.uploads_window_s),
        }
        bound_by = max(times, key=times.__getitem__)
        return Estimate(
            publish=self._publish,
            uploads=self._uploads,
            requests=requests,
            bytes=self._bytes,
            eta_s=times[bound_by],
            bound_by=bound_by,
        )


def _windows_s(count: int, budget: int, window_s: float) -> float:
    """Return the seconds until `count` requests are through a limit of `budget` in each fixed window.

    The first window's budget can be used at once: 290 requests into 290 take no waiting, 291 take one window.
    """
    if budget <= 0 or count <= 0:
        return 0.0
    return (math.ceil(count / budget) - 1) * window_s
