"""Reads an account and its posts through the Mastodon API, signed in or not, for whoever keeps a copy of them."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec

from migrator.errors import MigratorError, NotSignedIn, StepFailed, TryAgain, UserError
from migrator.net import Network, Secret, client
from migrator.targets.answers import translate
from migrator.targets.base import Family
from migrator.targets.detect import find
from migrator.targets.profiles import rules

PAGE: Final = 40
"""Posts in a page, the most that Mastodon gives. https://docs.joinmastodon.org/methods/accounts/#statuses"""

T = TypeVar("T")


class ShownField(msgspec.Struct):
    """A row of a profile's table. https://docs.joinmastodon.org/entities/Account/#Field."""

    name: str = ""
    value: str = ""


class ShownAccount(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Account/."""

    id: str
    username: str = ""
    acct: str = ""
    url: str | None = None
    uri: str | None = None
    display_name: str = ""
    note: str = ""
    avatar: str | None = None
    header: str | None = None
    locked: bool = False
    discoverable: bool | None = None
    created_at: str = ""
    fields: list[ShownField] = []
    statuses_count: int = 0
    also_known_as_uris: list[str] = []
    moved: Any = None


class ShownFile(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/MediaAttachment/."""

    id: str
    type: str = "unknown"
    url: str | None = None
    remote_url: str | None = None
    description: str | None = None
    blurhash: str | None = None
    meta: dict[str, Any] | None = None


class ShownMention(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Status/#Mention."""

    id: str = ""
    acct: str = ""
    url: str = ""


class ShownTag(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Status/#Tag."""

    name: str = ""
    url: str = ""


class ShownEmoji(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/CustomEmoji/."""

    shortcode: str = ""
    url: str = ""


class ShownOption(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Poll/#Option."""

    title: str = ""
    votes_count: int | None = None


class ShownPoll(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Poll/."""

    expires_at: str | None = None
    expired: bool = False
    multiple: bool = False
    voters_count: int | None = None
    options: list[ShownOption] = []


class ShownElsewhere(msgspec.Struct):
    """A boosted or quoted post, as far as it is named."""

    uri: str | None = None
    url: str | None = None


class ShownQuote(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Quote/, or Akkoma's and others' plain post."""

    quoted_status: ShownElsewhere | None = None
    uri: str | None = None
    url: str | None = None


class Shown(msgspec.Struct):
    """A post as the API shows it. https://docs.joinmastodon.org/entities/Status/."""

    id: str
    created_at: datetime
    uri: str = ""
    url: str | None = None
    edited_at: datetime | None = None
    content: str = ""
    text: str | None = None
    content_type: str | None = None
    spoiler_text: str = ""
    visibility: str = "direct"
    sensitive: bool = False
    language: str | None = None
    in_reply_to_id: str | None = None
    in_reply_to_account_id: str | None = None
    favourites_count: int = 0
    reblogs_count: int = 0
    pinned: bool = False
    mentions: list[ShownMention] = []
    tags: list[ShownTag] = []
    emojis: list[ShownEmoji] = []
    media_attachments: list[ShownFile] = []
    poll: ShownPoll | None = None
    reblog: ShownElsewhere | None = None
    quote: ShownQuote | None = None


_ACCOUNT: Final = msgspec.json.Decoder(ShownAccount, strict=False)
_PAGE_OF: Final = msgspec.json.Decoder(list[msgspec.Raw])
SHOWN: Final = msgspec.json.Decoder(Shown, strict=False)


class _Id(msgspec.Struct):
    id: str


class Timeline:
    """One account, as a visitor sees it or, with its own token, as its owner does."""

    def __init__(self, http: httpx.Client, account: ShownAccount, *, own: bool) -> None:
        """Take a connection, the account, and whether it is the one that is signed in."""
        self._http = http
        self.account = account
        self.own = own

    @property
    def server(self) -> str:
        """Base URL of the API."""
        return str(self._http.base_url).rstrip("/")

    def pages(self, older_than: str | None) -> Iterator[list[tuple[str, bytes]]]:
        """Yield pages of posts with their ids, newest first, each post as the JSON that came.

        With `older_than`, go on from the post of that id. Raises `TryAgain` and what `translate` names.
        """
        params = {"limit": str(PAGE)} | ({"max_id": older_than} if older_than else {})
        path = f"/api/v1/accounts/{self.account.id}/statuses"
        while page := self._decoded(_PAGE_OF, self._http.get(path, params=params)):
            rows = [(_id_of(raw), bytes(raw)) for raw in page]
            if rows[-1][0] == params.get("max_id"):
                return
            yield rows
            params["max_id"] = rows[-1][0]

    def pinned(self) -> list[Shown]:
        """Return what stands at the top of the profile; nothing where the server does not say."""
        path = f"/api/v1/accounts/{self.account.id}/statuses"
        answer = self._http.get(path, params={"pinned": "true", "limit": str(PAGE)})
        if not answer.is_success:
            return []
        found: list[Shown] = []
        for raw in self._decoded(_PAGE_OF, answer):
            with suppress(msgspec.DecodeError):
                found.append(SHOWN.decode(raw))
        return found

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _decoded(self, decoder: "msgspec.json.Decoder[T]", answer: httpx.Response) -> T:
        if not answer.is_success:
            raise _refused(answer)
        return _value(decoder, answer)


def open_timeline(server: str, name: str, network: Network, *, token: Secret | None, own_id: str = "") -> Timeline:
    """Find an account on its server; `own_id` is the account that the token belongs to.

    Raises `UserError` if there is no such account or server, `NotSignedIn` if the server shows it to nobody who
    is not signed in, `TryAgain` if it does not answer.
    """
    found = find(server, network)
    limits = found.limits
    http = client(
        found.url,
        network,
        token=token,
        rules=rules(limits),
        account=f"@{name}@{urlsplit(found.url).netloc}",
        keep_alive=limits.family is not Family.SNAC,
    )
    try:
        account = _account(http, name, found.url)
    except MigratorError:
        http.close()
        raise
    return Timeline(http, account, own=bool(own_id) and account.id == own_id)


def _account(http: httpx.Client, name: str, server: str) -> ShownAccount:
    """Look an account up by name; the server's own has none of the host in it."""
    host = urlsplit(server).netloc
    answer = http.get("/api/v1/accounts/lookup", params={"acct": name})
    if answer.status_code in {httpx.codes.NOT_FOUND, httpx.codes.GONE, httpx.codes.BAD_REQUEST}:
        raise UserError(f"there is no account @{name} on {host}", hint="an account is given as @me@server")
    if not answer.is_success:
        raise _refused(answer)
    return _value(_ACCOUNT, answer)


def _value(decoder: "msgspec.json.Decoder[T]", answer: httpx.Response) -> T:
    try:
        return decoder.decode(answer.content)
    except msgspec.DecodeError as error:
        host = answer.request.url.host
        raise TryAgain(f"{host} answered something else than expected ({error})") from error


def _refused(answer: httpx.Response) -> MigratorError:
    host = answer.request.url.netloc.decode()
    if answer.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        return NotSignedIn(
            f"{host} shows posts only to those who are signed in", hint=f"`migrator login {host}` signs you in"
        )
    error = translate(answer)
    # There are no steps here that one could go on with.
    return TryAgain(error.message, hint=error.hint) if isinstance(error, StepFailed) else error


def _id_of(raw: msgspec.Raw) -> str:
    try:
        return msgspec.json.decode(raw, type=_Id, strict=False).id
    except msgspec.DecodeError as error:
        raise TryAgain("the server gave a post without an id") from error
