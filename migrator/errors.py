"""All errors migrator raises on purpose, and the exit codes they end with.

    MigratorError                      what happened, and in `hint` what to do next
    ├── UserError                      wrong usage or unreadable input             exit 2
    │   ├── UnreadableArchive          the archive can't be read as what it claims to be
    │   └── SettingsError              a setting is unknown or has a wrong value
    ├── JobStopped                     stop, tell the user                         exit 3
    │   ├── NotSignedIn                no token, or the server no longer takes it
    │   ├── Refused                    the server (or the user) said no to the job as a whole
    │   ├── LedgerBusy                 another run holds the lock
    │   └── ArchiveChanged             the archive is not the one that was planned
    ├── TryAgain                       wait, then the same call                    exit 4
    │   └── Unreachable                the connection was never made: nothing was sent
    ├── InDoubt                        the request may have been carried out: look before repeating
    ├── StepFailed                     note it on the step, take the next step     exit 1 at the end
    │   └── MediaGone                  an uploaded file is no longer there: upload again
    └── Interrupted                    the user stopped the run                    exit 130

An adapter translates its library's errors into these; above it no one sees `httpx.HTTPError`.
Only `cli/main.py` turns them into text and exit codes.
"""

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """How a command ends; the same numbers in every command."""

    DONE = 0
    """Everything that was asked for is done."""

    SOME_FAILED = 1
    """The command finished but some items failed; `migrator report` names them."""

    USAGE = 2
    """Wrong usage or unreadable input."""

    STOPPED = 3
    """Not signed in, refused, or the target is unusable for this job."""

    TEMPORARY = 4
    """The network or the server is down for now: resume later."""

    INTERRUPTED = 130
    """Stopped by the user: resume later. 128 + SIGINT, as shells count."""


class MigratorError(Exception):
    """An error whose message is a sentence for the user."""

    exit_code: ClassVar[Exit] = Exit.STOPPED

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Say what happened in `message` and what to do next in `hint`."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UserError(MigratorError):
    """Wrong usage or unreadable input."""

    exit_code = Exit.USAGE


class UnreadableArchive(UserError):
    """The archive can't be read as what it claims to be."""


class SettingsError(UserError):
    """A setting is unknown or has a wrong value."""


class JobStopped(MigratorError):
    """Stop the job and tell the user: going on would not help any step."""

    exit_code = Exit.STOPPED


class NotSignedIn(JobStopped):
    """No token is stored, or the server no longer takes it."""


class Refused(JobStopped):
    """The server or the user said no to the job as a whole."""


class LedgerBusy(JobStopped):
    """Another run holds the lock of this ledger."""


class ArchiveChanged(JobStopped):
    """The archive is not the one that was planned."""


class TryAgain(MigratorError):
    """Wait, then make the same call: it was certainly not carried out."""

    exit_code = Exit.TEMPORARY

    def __init__(self, message: str, *, hint: str = "", wait_s: float | None = None) -> None:
        """Carry the wait the server asked for, in seconds, where it named one."""
        super().__init__(message, hint=hint)
        self.wait_s = wait_s


class Unreachable(TryAgain):
    """The connection was never made, so nothing was sent."""


class InDoubt(MigratorError):
    """The request may have been carried out although no answer came: look before repeating it."""

    exit_code = Exit.TEMPORARY


class StepFailed(MigratorError):
    """This step can't be done; note the reason and take the next one."""

    exit_code = Exit.SOME_FAILED

    def __init__(self, message: str, *, hint: str = "", code: str = "refused_by_server") -> None:
        """Carry a reason `code` beside the sentence, for reports."""
        super().__init__(message, hint=hint)
        self.code = code


class MediaGone(StepFailed):
    """An uploaded file is no longer on the server: upload it again."""


class Interrupted(MigratorError):
    """The user stopped the run."""

    exit_code = Exit.INTERRUPTED
