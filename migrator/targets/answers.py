"""What servers of the Mastodon API answer: their JSON as values, their refusals as errors of ours."""

import re
from datetime import UTC, datetime
from typing import Final, TypeVar

import httpx
import msgspec

from migrator.errors import InDoubt, MediaGone, MigratorError, NotSignedIn, Refused, StepFailed, TryAgain
from migrator.model import Visibility
from migrator.targets.base import MediaId, RemoteId, RemoteMedia, RemoteStatus

T = TypeVar("T")


class Account(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Account/."""

    id: str
    acct: str = ""
    username: str = ""
    url: str | None = None
    locked: bool = False


class Attachment(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/MediaAttachment/."""

    id: str
    type: str = "unknown"
    description: str | None = None
    url: str | None = None
    """None while the server is still working on it (Mastodon)."""


class Status(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Status/, or /ScheduledStatus/ where `created_at` is missing."""

    id: str
    created_at: datetime | None = None
    account: Account | None = None
    url: str | None = None
    text: str | None = None
    content: str = ""
    visibility: str = Visibility.PUBLIC
    in_reply_to_id: str | None = None
    spoiler_text: str = ""
    sensitive: bool = False
    language: str | None = None
    media_attachments: list[Attachment] = []
    replies_count: int = 0
    reblog: msgspec.Raw = msgspec.Raw(b"null")


class Context(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Context/."""

    descendants: list[Status] = []


class Fault(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Error/."""

    error: str = ""


STATUS: Final = msgspec.json.Decoder(Status)
STATUSES: Final = msgspec.json.Decoder(list[Status])
CONTEXT: Final = msgspec.json.Decoder(Context)
ATTACHMENT: Final = msgspec.json.Decoder(Attachment)
ACCOUNT: Final = msgspec.json.Decoder(Account)
_FAULT: Final = msgspec.json.Decoder(Fault)

_VISIBILITIES = {
    **{v.value: v for v in Visibility},
    "mutuals_only": Visibility.PRIVATE,
    "local": Visibility.UNLISTED,
}
"""The API's own, GoToSocial's `mutuals_only`, Pleroma's `local`; what is unknown counts as direct."""


def decode(decoder: msgspec.json.Decoder[T], response: httpx.Response) -> T:
    """Return the body as a value; raise `TryAgain` if it is none: a page of some proxy is no answer."""
    try:
        return decoder.decode(response.content)
    except msgspec.DecodeError as error:
        host = response.request.url.host
        raise TryAgain(
            f"{host} answered {response.status_code} with something else than expected ({error})"
        ) from error


def remote(status: Status, created_at: datetime) -> RemoteStatus:
    """Return a status as the rest of the program knows it."""
    return RemoteStatus(
        id=RemoteId(status.id),
        url=status.url or "",
        created_at=created_at.astimezone(UTC),
        text=status.text,
        content=status.content,
        visibility=_VISIBILITIES.get(status.visibility, Visibility.DIRECT),
        in_reply_to=RemoteId(status.in_reply_to_id) if status.in_reply_to_id else None,
        warning=status.spoiler_text,
        sensitive=status.sensitive,
        language=status.language or None,
        media=tuple(
            RemoteMedia(id=MediaId(m.id), type=m.type, alt=m.description or "", url=m.url or "")
            for m in status.media_attachments
        ),
        replies=status.replies_count,
        is_boost=bytes(status.reblog) != b"null",
    )


def said(response: httpx.Response) -> str:
    """Return the server's own words about what went wrong; empty if it has none that are meant for a client."""
    try:
        return _FAULT.decode(response.content).error
    except msgspec.DecodeError:
        return ""


def names_language(response: httpx.Response) -> bool:
    """Return whether a status was refused for its language alone, and so was not made.

    GoToSocial: 400 invalid language tag. Mastodon's newer versions: 422 Language is not valid.
    """
    words = said(response).lower()
    return response.status_code in {400, 422} and "language" in words and "valid" in words


_SIGN_IN_AGAIN = "`migrator login` signs in again"

_FORBIDDEN = (
    (r"scope", "the sign-in does not allow this", _SIGN_IN_AGAIN),
    (r"moved|moving", "the account has moved away and can't post any more", "choose the account it moved to"),
    (r"backdating", "the server does not keep dates", "ask its admin for `instance-allow-backdating-statuses`"),
    (r"disabled|suspended|frozen|not approved|pending|confirm", "the account can't post at present", ""),
)
"""403s that would meet every other step too: pattern, sentence, hint."""

_REFUSALS = (
    (403, r"mentioning others", "mention_refused"),
    (403, r"replies to others", "reply_refused"),
    (403, r"polls can't", "poll_refused"),
    (404, r"target status|record not found|reply", "parent_gone"),
    (404, r"", "not_found"),
    (406, r"epoch", "date_refused"),
    (413, r"", "media_too_large"),
    (0, r"exceeds? (the )?configured max size|too large|file size|must be less than", "media_too_large"),
    (0, r"description length", "alt_refused"),
    (0, r"exceed max chars|character limit|too long", "too_long"),
    (0, r"exceed max count|attach more than|mix", "too_many_media"),
    (0, r"scheduled", "date_refused"),
    (422, r"error processing|could not process|media|\bfile\b", "media_refused"),
    (0, r"no text|can't be blank|empty", "empty"),
)
"""Refusals of this one step: status (0 for any), pattern, reason code; the first that fits counts."""


def translate(response: httpx.Response) -> MigratorError:
    """Return what an answer that is no success means for the job.

    Outages and 429 don't come here; the transport has dealt with them.
    """
    host = response.request.url.host
    if response.is_redirect:
        to = response.headers.get("location", "another address")
        return Refused(f"{host} sends us to {to}", hint="sign in to the server at that address")
    return meaning(response.status_code, said(response), host)


def meaning(status: int, words: str, host: str) -> MigratorError:
    """Return what a status and the server's own words mean for the job."""
    told = f"{host} answered {status}" + (f": {words}" if words else "")
    match status:
        case 401:
            return NotSignedIn(f"{host} does not take the sign-in any more ({told})", hint=_SIGN_IN_AGAIN)
        case 403 if (refused := _forbidden(words, told)) is not None:
            return refused
        case 409:
            return InDoubt(f"{told}; the same request is still being carried out")
        case 418:
            return Refused(f"{told}; it takes us for no proper client")
        case _ if (error := _about_media(words, told)) is not None:
            return error
        case _:
            return StepFailed(told, code=reason_code(status, words))


def reason_code(status: int, words: str) -> str:
    """Return the code of a refusal of one step."""
    for of_status, pattern, code in _REFUSALS:
        if of_status in {0, status} and re.search(pattern, words, re.IGNORECASE):
            return code
    return "server_error" if httpx.codes.is_server_error(status) else "refused_by_server"


def _forbidden(words: str, told: str) -> Refused | None:
    for pattern, sentence, hint in _FORBIDDEN:
        if re.search(pattern, words, re.IGNORECASE):
            return Refused(f"{sentence} ({told})", hint=hint)
    return None


def _about_media(words: str, told: str) -> MigratorError | None:
    """Tell the refusals apart that have to do with files uploaded before."""
    lower = words.lower()
    if "media already attached" in lower:
        # GoToSocial names the file, not the status: the status that holds it has to be looked up.
        return InDoubt(f"{told}; an earlier attempt may have made the status")
    if "media" in lower and "not found" in lower:
        # Mastodon has one sentence for gone and attached; there the Idempotency-Key finds a status made before.
        return MediaGone(told, code="media_gone")
    if "not finished processing" in lower or "media not ready" in lower:
        return TryAgain(told, wait_s=5.0)
    return None
