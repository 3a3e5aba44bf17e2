"""How many steps to have in flight: few, unless more bring more speed, as over a long way. Pure."""

from typing import Final

FIRST: Final = 8
"""Lanes to begin with, and the least unless the server is overrun.

A server next door is busy with four, and the ledger and the loop want some too; a small GoToSocial works on eight
at once (`advanced-throttling-multiplier`).
"""

_GAIN = 1.15
"""By how much twice the lanes must speed things up to be kept: more than the noise of a window."""

_WINDOW_STEPS = 3
"""A window is at least this many steps a lane: enough to average over, few enough to learn early."""

_WINDOW_S = 0.25
"""A window is at least this many seconds, so that a hiccup does not decide."""

_PAUSE, _LONGEST_PAUSE = 8, 128
"""Windows before more lanes are tried again: at first, and at most after doubling each time."""

_REFUSAL_S = 1.0
"""Refusals within this many seconds are one: all lanes meet it together."""


class Lanes:
    """Doubles the lanes while that pays, takes the last doubling back when it doesn't, and tries again later."""

    def __init__(self, most: int, *, first: int = FIRST) -> None:
        """Begin with `first` lanes, never have more than `most`."""
        self.most = max(1, most)
        self.count = min(first, self.most)
        self._before: int | None = None
        """How many lanes there were before those that are being tried."""

        self._rate = 0.0
        self._pause = _PAUSE
        self._left = 1
        """Windows until more lanes are tried."""

        self._ended = 0
        self._since: float | None = None
        self._refused_at: float | None = None

    def ended(self, now: float) -> None:
        """Hear that a step ended at `now` (seconds of a monotonic clock)."""
        if self._since is None:
            self._since = now
            return
        self._ended += 1
        if self._ended < _WINDOW_STEPS * self.count or now - self._since < _WINDOW_S:
            return
        rate = self._ended / (now - self._since)
        self._ended, self._since = 0, now
        self._judge(rate)

    def refused(self, now: float) -> None:
        """Hear that the server had too much to do: halve, and don't try more for long."""
        if self._refused_at is not None and now - self._refused_at < _REFUSAL_S:
            return
        self._refused_at = now
        self.count = max(1, self.count // 2)
        self._before = None
        self._pause = self._left = _LONGEST_PAUSE

    def _judge(self, rate: float) -> None:
        if self._before is None:
            self._left -= 1
        elif rate > self._rate * _GAIN:
            self._before, self._pause, self._left = None, _PAUSE, 0
        else:
            self.count, self._before = self._before, None
            self._left, self._pause = self._pause, min(_LONGEST_PAUSE, 2 * self._pause)
        self._rate = rate
        if self._left <= 0 and self.count < self.most:
            self._before, self.count = self.count, min(self.most, 2 * self.count)
