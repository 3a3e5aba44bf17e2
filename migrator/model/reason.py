"""Why something was left out, changed or failed: a code with parameters; a face makes the sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Param = str | int | float | bool | None
Params = Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, as `too_long {chars: 812, limit: 500}`."""

    code: str
    """Stable, in snake_case; each has a sentence in `model/reasons.py` and a row in `docs/reasons.md`."""

    params: Params = field(default_factory=dict)
    """What the sentence needs; JSON scalars only."""
