"""Which requests may be repeated, and when; the only place that knows tenacity.

A request that creates something is repeated only where it certainly was not carried out: no connection, or 429.
"""

import math
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import httpx
import tenacity

from migrator.errors import InDoubt, MigratorError, Refused, TryAgain, Unreachable
from migrator.model import Reason
from migrator.net.pace import wish_s
from migrator.net.waiter import Waiter

REPEAT = "migrator.repeat"
"""Key of a request's extension that says how it may be repeated; without it the method decides."""

LONGEST_BUSY_S = 15.0
"""Ours: the longest Retry-After of a 503 that is waited for before asking again.

A starting GoToSocial asks for 120 s and is ready after one (v0.20, internal/router).
"""

MOST_REFUSALS = 20
"""Ours: 429s in a row for one request before giving up; each has had its own wait by the budget."""

_OUTAGES = frozenset({502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530})
"""Answers of a server, or of the proxy before it, that is down: 5xx of RFC 9110 and Cloudflare's own.

https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/
"""

_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "UNSUPPORTED_PROTOCOL", "HTTP_REQUEST"})
"""OpenSSL's words for a server that answers something else than TLS, or a TLS too old."""

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class Repeat(StrEnum):
    """What a repeat of a request would do."""

    FREELY = "freely"
    """Nothing worse than the first time."""
    IF_UNSENT = "if_unsent"
    """Perhaps make a second thing: only after it certainly was not carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to go on trying."""

    total_s: float = 600.0
    """Longest outage to sit out, in seconds of waiting; then `TryAgain` or `Unreachable`."""

    first_s: float = 1.0
    """The first wait, in seconds; each further one is twice as long."""

    longest_s: float = 60.0
    """The longest wait of our own, in seconds."""

    crashes: int = 4
    """How often a request that meets a 500 is tried in all: the cause may lie in the request."""

    cuts: int = 5
    """How often a request whose connection breaks is tried in all: the cause may lie in its size."""


class Kind(StrEnum):
    """What happened to a request."""

    ANSWER = "answer"
    """The server decided; whoever asked reads what."""
    TOO_MANY = "too_many"
    """429: not carried out."""
    CRASH = "crash"
    """500: the cause may lie in the request."""
    OUTAGE = "outage"
    """The server, or the proxy before it, is down."""
    UNSENT = "unsent"
    """There was no connection."""
    BROKEN = "broken"
    """The connection broke, perhaps after the request was carried out."""


Outcome = httpx.Response | httpx.RequestError


def wait_s(patience: Patience, attempt: int, asked: float | None, chance: float) -> float:
    """Return the wait after this attempt, in seconds: the server's wish, else doubling with jitter.

    `chance` from 0 to 1 takes up to half of it away, so that several clients don't come back together.
    """
    if asked is not None:
        return min(asked, LONGEST_BUSY_S)
    longest = min(patience.longest_s, patience.first_s * 2.0 ** min(attempt - 1, 30))
    return longest * (1 - chance / 2)


def repeat_of(request: httpx.Request) -> Repeat:
    """Return what a repeat of this request would do: what its maker says, else what its method means."""
    given = request.extensions.get(REPEAT)
    if given is not None:
        return Repeat(given)
    return Repeat.FREELY if request.method in {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"} else Repeat.IF_UNSENT


def kind_of(outcome: Outcome) -> Kind:
    """Return what happened to a request."""
    if isinstance(outcome, httpx.Response):
        status = outcome.status_code
        known = Kind.OUTAGE if status in _OUTAGES else Kind.ANSWER
        return {429: Kind.TOO_MANY, 500: Kind.CRASH}.get(status, known)
    if isinstance(outcome, _NEVER_SENT):
        return Kind.UNSENT
    return Kind.BROKEN


def most_attempts(kind: Kind, repeat: Repeat, patience: Patience) -> float:
    """Return how often a request that this happened to may be tried in all; infinity if only time counts."""
    table = {Kind.TOO_MANY: MOST_REFUSALS, Kind.UNSENT: math.inf}
    if repeat is Repeat.FREELY:
        table |= {Kind.OUTAGE: math.inf, Kind.CRASH: patience.crashes, Kind.BROKEN: patience.cuts}
    return table.get(kind, 1)


def untrusted(error: BaseException | None) -> ssl.SSLError | None:
    """Return the TLS error under an error if no wait will mend it: a bad certificate, or no TLS at all."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error
        if isinstance(error, ssl.SSLError) and error.reason in _NO_TLS:
            return error
        error = error.__cause__ or error.__context__
    return None


def refusal(host: str, error: ssl.SSLError) -> Refused:
    """Say why no safe connection can be made."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Refused(
            f"{host} has no valid certificate ({error})",
            hint="check the server's name, this computer's clock, and the server's certificate",
        )
    return Refused(f"{host} does not speak TLS ({error.reason})", hint="check the port, or use http:// there")


def given_up(outcome: Outcome, host: str, repeat: Repeat) -> MigratorError | None:
    """Return what an outcome that won't be tried again means; None if the answer itself is the answer."""
    kind = kind_of(outcome)
    what = f"answers {outcome.status_code}" if isinstance(outcome, httpx.Response) else _named(outcome)
    once = repeat is Repeat.IF_UNSENT
    match kind:
        case Kind.TOO_MANY:
            return TryAgain(f"{host} keeps refusing requests because there were too many")
        case Kind.UNSENT:
            return Unreachable(f"{host} can't be reached ({what})", hint="check the network and the server's name")
        case Kind.OUTAGE | Kind.BROKEN if not once:
            return TryAgain(f"{host} is out of order ({what})")
        case Kind.OUTAGE | Kind.BROKEN | Kind.CRASH if once:
            return InDoubt(f"{host} gave no clear answer ({what}); the request may have been carried out")
        case _:
            return None


def _named(error: httpx.RequestError) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def reason_of(outcome: Outcome) -> Reason:
    """Return what a wait after this outcome is for."""
    if isinstance(outcome, httpx.Response):
        return Reason("server_busy", {"status": outcome.status_code})
    return Reason("unreachable", {"error": type(outcome).__name__})


class PatientTransport(httpx.BaseTransport):
    """Repeats what may be repeated, and says with an error of ours what can't be. Threads may share it."""

    def __init__(
        self, inner: httpx.BaseTransport, *, patience: Patience, waiter: Waiter, random: Callable[[], float]
    ) -> None:
        self._inner = inner
        self._patience = patience
        self._waiter = waiter
        self._random = random

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return an answer that is not an outage; raise `Unreachable`, `TryAgain`, `InDoubt` or `Refused`."""
        outcome = self._once(request)
        if isinstance(outcome, httpx.Response) and kind_of(outcome) is Kind.ANSWER:
            return outcome
        repeat = repeat_of(request)
        outcome = self._persist(request, repeat, outcome)
        error = given_up(outcome, request.url.host, repeat)
        if isinstance(outcome, httpx.Response):
            if error is None:
                return outcome
            raise error
        raise error or outcome from outcome

    def close(self) -> None:
        """Close the transport below."""
        self._inner.close()

    def _once(self, request: httpx.Request) -> Outcome:
        try:
            return self._inner.handle_request(request)
        except httpx.RequestError as error:
            unsafe = untrusted(error) if isinstance(error, httpx.ConnectError) else None
            if unsafe is not None:
                raise refusal(request.url.host, unsafe) from error
            return error

    def _persist(self, request: httpx.Request, repeat: Repeat, first: Outcome) -> Outcome:
        """Try until there is an answer or no patience left; `first` is what the first attempt brought."""
        pending: list[Outcome] = [first]
        last = [first]

        def attempt() -> Outcome:
            last[0] = pending.pop() if pending else self._once(request)
            return last[0]

        def stop(state: tenacity.RetryCallState) -> bool:
            most = most_attempts(kind_of(last[0]), repeat, self._patience)
            return state.attempt_number >= most or state.idle_for >= self._patience.total_s

        def wait(state: tenacity.RetryCallState) -> float:
            return self._wait_s(last[0], state.attempt_number)

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_result(lambda outcome: kind_of(outcome) is not Kind.ANSWER),
            stop=stop,
            wait=wait,
            sleep=lambda seconds: self._waiter.sleep(seconds, reason_of(last[0])),
            retry_error_callback=lambda _: last[0],
        )
        return retrying(attempt)

    def _wait_s(self, outcome: Outcome, attempt: int) -> float:
        if isinstance(outcome, httpx.RequestError):
            return wait_s(self._patience, attempt, None, self._random())
        if outcome.status_code == httpx.codes.TOO_MANY_REQUESTS:
            return 0.0  # the budget knows until when, and holds the request back
        return wait_s(self._patience, attempt, wish_s(outcome.headers, math.inf), self._random())
