"""Keep to a server's request limits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One limit of a server's family."""

    name: str
