"""The settings and their defaults; `config/migrator.example.toml` says the same in a person's words."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
import platformdirs

Seconds = Annotated[float, msgspec.Meta(gt=0, le=86_400 * 30)]


def _data_dir() -> Path:
    return platformdirs.user_data_path("migrator", appauthor=False)


class ReplaySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What becomes of each lossy case when no option of `replay` says otherwise.

    The words are those of `migrator.jobs.choices`; a test holds them equal.
    """

    mentions: Literal["plain", "link", "fullwidth", "handle", "skip"] = "plain"
    replies: Literal["skip", "keep"] = "skip"
    reposts: Literal["skip", "link"] = "skip"
    visibility: Literal["public", "unlisted", "private"] | None = None
    """None: public where dates are kept, else unlisted; private for an account that is or was protected."""

    too_long: Literal["split", "truncate", "skip"] = "split"
    too_many_media: Literal["split", "truncate", "skip"] = "split"
    missing_alt: Literal["leave", "placeholder", "skip"] = "leave"
    missing_media: Literal["keep", "skip"] = "keep"
    polls: Literal["text", "options", "skip"] = "text"
    origin: Literal["none", "link", "footer"] = "none"
    footer: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that can be set. None means that migrator decides, written `auto`."""

    data_dir: Path = msgspec.field(default_factory=_data_dir)
    """Folder of the ledger, the log and, without a keyring, the tokens."""

    timezone: str | None = None
    """IANA name that dates such as `--since 2014` are read in; None: the computer's."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    keyring: bool = True
    """Whether tokens may go to the system keyring; else to a file only the user can read."""

    allow_http: bool = False
    """Whether plain http is allowed outside loopback."""

    ffmpeg: Path | None = None
    """The program; None: whichever is on the path."""

    reserve: Annotated[int, msgspec.Meta(ge=0, le=250)] = 10
    """Requests of each window left for the user's own apps; a stock GoToSocial gives 300 in five minutes."""

    concurrency_max: Annotated[int, msgspec.Meta(ge=1, le=16)] = 16
    """Requests under way at once; GoToSocial never refuses up to 16 (its throttling, see docs/targets.md)."""

    settle_s: Annotated[float, msgspec.Meta(ge=0, le=3600)] | None = None
    """Wait before a step in doubt is sent again; None: 2 s for a server on this machine, else 30 s."""

    give_up_after_s: Seconds = 21_600.0
    """How long an outage may last before a run ends with exit code 4: six hours, a night's maintenance."""

    replay: ReplaySettings = msgspec.field(default_factory=ReplaySettings)
