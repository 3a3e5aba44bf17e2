"""Which requests may be repeated, and when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to go on trying."""

    total_s: float = 600.0
    """Longest outage to sit out, in seconds; then `TryAgain` or `Unreachable`."""

    first_s: float = 1.0
    longest_s: float = 60.0
