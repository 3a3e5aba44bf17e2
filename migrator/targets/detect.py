"""Find out what a server is, and what it takes."""

import re
import socket
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

import httpx
import msgspec

from migrator.errors import Unreachable, UserError
from migrator.net import Network, Patience, client, is_loopback
from migrator.targets.base import Family, Limits
from migrator.targets.profiles import SOFTWARE, stock

__all__ = ["Found", "find", "limits_of", "server_url", "stock"]

T = TypeVar("T")

_BRIEF: Final = Patience(total_s=6.0, longest_s=3.0, crashes=1, cuts=2)
"""Ours: somebody waits at the keyboard, and the name may be mistyped."""

_NO_SUCH_NAME = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
"""The answers of a resolver that hold for good: RFC 3493, section 6.1; the second is older and not everywhere."""

_NODEINFO = re.compile(r"^http://nodeinfo\.diaspora\.software/ns/schema/(\d\.\d)$")

_EXAMPLE = "a server is given as example.social or https://example.social"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A server as it was found."""

    url: str
    """Base URL of its API, which may be another host than the one in its handles."""

    limits: Limits


class _Link(msgspec.Struct):
    rel: str = ""
    href: str = ""


class _Index(msgspec.Struct):
    links: list[_Link] = []


class _Software(msgspec.Struct):
    name: str = ""
    version: str = ""


class _NodeInfo(msgspec.Struct):
    software: _Software


class _StatusLimits(msgspec.Struct):
    max_characters: int | None = None
    max_media_attachments: int | None = None
    characters_reserved_per_url: int | None = None
    supported_mime_types: list[str] | None = None


class _MediaLimits(msgspec.Struct):
    supported_mime_types: list[str] | None = None
    image_size_limit: int | None = None
    video_size_limit: int | None = None
    description_limit: int | None = None


class _Configuration(msgspec.Struct):
    statuses: _StatusLimits = msgspec.field(default_factory=_StatusLimits)
    media_attachments: _MediaLimits = msgspec.field(default_factory=_MediaLimits)


class _Instance(msgspec.Struct):
    """https://docs.joinmastodon.org/entities/Instance/, and /V1_Instance/."""

    version: str
    source_url: str = ""
    configuration: _Configuration = msgspec.field(default_factory=_Configuration)
    max_toot_chars: int | None = None


def server_url(typed: str) -> str:
    """Return the base URL, without a trailing slash, that a person meant by what they typed.

    Takes `example.social`, `https://example.social/@me`, `@me@example.social`; raises `UserError`.
    """
    text = typed.strip()
    scheme, separator, rest = text.rpartition("://")
    host = rest.split("/", maxsplit=1)[0]
    if not separator:
        host = host.rpartition("@")[2]
        scheme = "http" if is_loopback(host.rpartition(":")[0] or host) else "https"
    try:
        url = httpx.URL(f"{scheme.lower()}://{host}")
        name, netloc = url.raw_host.decode(), url.netloc.decode()
    except (httpx.InvalidURL, UnicodeError) as error:
        raise UserError("this is not the name of a server", hint=_EXAMPLE) from error
    if url.scheme not in {"http", "https"} or url.userinfo or not _is_name(name, named=bool(separator)):
        raise UserError("this is not the name of a server", hint=_EXAMPLE)
    return f"{url.scheme}://{netloc}"


def _is_name(host: str, *, named: bool) -> bool:
    """Return whether this can be a host; one without a dot only if it came as a whole URL."""
    return bool(re.fullmatch(r"[\w.:\[\]-]+", host)) and (named or "." in host.strip(".") or is_loopback(host))


def limits_of(server: str, network: Network) -> Limits:
    """Ask a server that a person has just named what it is and what it takes; needs no sign-in.

    Errors as those of `find`, but a name that does not resolve is mistyped: a `UserError`.
    """
    try:
        return find(server, network).limits
    except Unreachable as error:
        if _nobodys_name(error):
            raise UserError(
                f"there is no server {httpx.URL(server).host}",
                hint="check the spelling, and that this computer is online",
            ) from error
        raise


def _nobodys_name(error: BaseException | None) -> bool:
    """Tell whether a look-up said that nobody has this name, not merely that it can't be looked up now."""
    while error is not None:
        if isinstance(error, socket.gaierror):
            return error.errno in _NO_SUCH_NAME
        error = error.__cause__ or error.__context__
    return False


def find(server: str, network: Network) -> Found:
    """Ask a server at this base URL what it is and what it takes; needs no sign-in.

    Raises `UserError` if it is none of the fediverse, `Unreachable` or `TryAgain` if it doesn't answer.
    """
    with client(server, network, patience=_BRIEF, largest_answer=2**20) as http:
        url, software = _software(http, server)
    with client(url, network, patience=_BRIEF, largest_answer=2**20) as http:
        instance, headers = _instance(http, software)
    family = _family(software, instance)
    return Found(url=url, limits=_limits(family, instance, headers))


def _software(http: httpx.Client, server: str) -> tuple[str, _Software | None]:
    """Return the base URL of the API and what NodeInfo says; None if it says nothing.

    A server whose handles have a shorter domain sends that domain's look-ups to itself.
    https://docs.gotosocial.org/en/latest/advanced/host-account-domain/
    """
    response = http.get("/.well-known/nodeinfo", follow_redirects=True)
    index = _maybe(_Index, response)
    links = {m[1]: link.href for link in (index.links if index else []) if (m := _NODEINFO.match(link.rel))}
    if not links:
        return server, None
    base = response.url.copy_with(path="/", query=None, fragment=None) if response.history else httpx.URL(server)
    # Only the path counts: behind a proxy, in a container or on a LAN the server may know itself by another name.
    info = _maybe(_NodeInfo, http.get(base.join(httpx.URL(links[max(links)]).raw_path.decode())))
    url = str(base).rstrip("/")
    return url, info.software if info else None


def _instance(http: httpx.Client, software: _Software | None) -> tuple[_Instance, httpx.Headers]:
    """Return what the instance page says, the newer one if there is one."""
    for path in ("/api/v2/instance", "/api/v1/instance"):
        response = http.get(path, follow_redirects=True)
        instance = _maybe(_Instance, response)
        if instance is not None:
            return instance, response.headers
    host = http.base_url.host
    if software is not None:
        raise UserError(
            f"{host} runs {software.name}, which does not speak the Mastodon API as migrator needs it",
            hint="posts can go to GoToSocial, Mastodon and what is compatible with them",
        )
    raise UserError(f"{host} answers, but it is no server of the fediverse", hint=_EXAMPLE)


def _maybe(type_: type[T], response: httpx.Response) -> T | None:
    """Return the answer as a value; None if it is none."""
    if not response.is_success:
        return None
    try:
        return msgspec.json.decode(response.content, type=type_, strict=False)
    except msgspec.DecodeError:
        return None


def _family(software: _Software | None, instance: _Instance) -> Family:
    """Return the family by NodeInfo, else by what the instance page betrays.

    Versions lie: GoToSocial can be told to show one of Mastodon, Pleroma always does.
    """
    if software is not None and software.name:
        return SOFTWARE.get(software.name.lower(), Family.UNKNOWN)
    for name, family in SOFTWARE.items():
        if name in instance.source_url.lower() or name in instance.version.lower():
            return family
    return Family.UNKNOWN


def _limits(family: Family, instance: _Instance, headers: httpx.Headers) -> Limits:
    """Return the family's limits with what the server itself says in their place."""
    known = stock(family)
    posts, media = instance.configuration.statuses, instance.configuration.media_attachments
    told: dict[str, Any] = {
        "post_chars": posts.max_characters or instance.max_toot_chars,
        "media_per_post": posts.max_media_attachments,
        "image_bytes": media.image_size_limit,
        "video_bytes": media.video_size_limit,
        "alt_chars": media.description_limit,
        "media_types": frozenset(media.supported_mime_types or ()),
        "content_types": frozenset(posts.supported_mime_types or ()),
        # GoToSocial names a cost for links but counts them in full.
        "url_chars": posts.characters_reserved_per_url if known.url_chars else None,
    }
    limits = replace(
        known,
        version=instance.version,
        assumed=False,
        **{key: value for key, value in told.items() if _says(value)},
    )
    return replace(limits, requests=_requests(headers)) if family is Family.GOTOSOCIAL else limits


def _says(value: object) -> bool:
    """Tell a limit from none, for which servers leave the key out or write 0 or -1."""
    return value > 0 if isinstance(value, int) else bool(value)


def _requests(headers: httpx.Headers) -> int:
    """Return GoToSocial's limit of requests in its window; 0 if it sends none, which means that it has none."""
    limit = headers.get("x-ratelimit-limit", "")
    return int(limit) if limit.isdecimal() else 0
