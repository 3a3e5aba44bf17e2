"""Mastodon.py over our own transport stack, so that nothing of guard, pace, patience and trace is doubled."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from mastodon import Mastodon
from mastodon.errors import MastodonError, MastodonNetworkError

from migrator.errors import MigratorError, StepFailed, TryAgain
from migrator.net import USER_AGENT
from migrator.targets.answers import meaning, translate


class HttpxSession:
    """What Mastodon.py asks of a `requests.Session`, done by an httpx client."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def request(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, **kwargs: Any
    ) -> httpx.Response:
        """Send one request. Its time-out and `auth` are ours, not Mastodon.py's."""
        given = {name: kwargs[name] for name in ("params", "json", "files") if kwargs.get(name)}
        if kwargs.get("data"):
            given["data"] = {key: value for key, value in kwargs["data"].items() if value is not None}
        response = self._http.request(method, url, headers=headers, **given)
        # What requests calls them.
        response.ok = response.is_success  # type: ignore[attr-defined]  # a requests.Response has it
        response.reason = response.reason_phrase  # type: ignore[attr-defined]  # a requests.Response has it
        return response

    def post(self, url: str, **kwargs: Any) -> httpx.Response:
        """Send one POST; `create_app` calls this, and does not look at the status."""
        response = self.request("POST", url, **kwargs)
        if not response.is_success:
            raise translate(response)
        return response

    def get(self, url: str, **kwargs: Any) -> httpx.Response:
        """Send one GET."""
        return self.request("GET", url, **kwargs)


def register(
    http: httpx.Client, *, server: str, name: str, scopes: Sequence[str], redirect_uri: str
) -> tuple[str, str]:
    """Register this program with a server; return its client id and secret."""
    try:
        client_id, client_secret = Mastodon.create_app(
            name,
            scopes=list(scopes),
            redirect_uris=redirect_uri,
            api_base_url=server,
            session=HttpxSession(http),  # type: ignore[arg-type]  # all that it asks of a requests.Session
            user_agent=USER_AGENT,
        )
    except MastodonError as error:
        raise translated(error, http.base_url.host) from None
    except KeyError:
        raise StepFailed(f"{http.base_url.host} registered no app", code="refused_by_server") from None
    return str(client_id), str(client_secret)


def translated(error: MastodonError, host: str) -> MigratorError:
    """Return what an error of Mastodon.py means; it hides ours in its context."""
    if isinstance(error.__context__, MigratorError):
        return error.__context__
    match error.args:
        case (_, int(status), _, *words):
            return meaning(status, str(words[0] or "") if words else "", host)
        case _ if isinstance(error, MastodonNetworkError):
            return TryAgain(f"{host} can't be spoken to ({type(error.__context__).__name__})")
        case _:
            return TryAgain(f"{host} answered something else than expected ({type(error).__name__})")
