"""What may be told of an exchange with a server: never a body, a header or a secret."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came of it."""

    method: str
    url: str
    """With secret parameters masked."""

    status: int | None
    """None if no answer came."""

    error: str = ""
    """The kind of error, if no answer came."""

    seconds: float
