"""How many steps to have in flight: as few as bring all the speed there is. Pure."""

_GAIN = 1.15
"""By how much more lanes must speed things up to be kept: more than the noise of a window."""

_WINDOW_STEPS = 3
"""A window is this many steps a lane: enough to average over, few enough to learn early."""


class Lanes:
    """Doubles the lanes while that pays, takes the last doubling back when it doesn't, and looks again later."""

    def __init__(self, most: int, *, first: int = 4) -> None:
        """Begin with `first` lanes, never have more than `most`."""
        self.most = max(1, most)
        self.count = min(first, self.most)
        self._best = 0.0
        self._settled = False
        self._ended = 0
        self._since: float | None = None

    def ended(self, now: float) -> None:
        """Hear that a step ended at `now` (seconds of a monotonic clock)."""
        if self._since is None:
            self._since = now
            return
        self._ended += 1
        if self._ended < _WINDOW_STEPS * self.count or now <= self._since:
            return
        rate = self._ended / (now - self._since)
        self._ended, self._since = 0, now
        self._judge(rate)

    def _judge(self, rate: float) -> None:
        if self._settled:
            return
        if rate > self._best * _GAIN:
            self._best = rate
            if self.count == self.most:
                self._settled = True
            self.count = min(self.most, self.count * 2)
        else:
            self.count = max(1, self.count // 2)
            self._settled = True

    def waited(self, now: float) -> None:
        """Hear that a wait for the server's limit ended: its time says nothing about lanes."""
        self._ended, self._since = 0, now

    def refused(self) -> None:
        """Hear that the server had too much to do: halve, and don't grow again."""
        self.count = max(1, self.count // 2)
        self._settled = True
