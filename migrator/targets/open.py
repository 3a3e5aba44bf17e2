"""Open an account on a server as a `Target`."""

import httpx
import msgspec

from migrator.net import Network, Secret, client
from migrator.targets.answers import ACCOUNT, decode, translate
from migrator.targets.api import MastodonApi
from migrator.targets.base import Family, Limits, TargetAccount
from migrator.targets.detect import find
from migrator.targets.gotosocial import GoToSocial
from migrator.targets.mastodon import MastodonServer
from migrator.targets.profiles import rules

_CLASSES: dict[Family, type[MastodonApi]] = {Family.GOTOSOCIAL: GoToSocial}
"""All others speak Mastodon's own dialect."""


def open_target(
    server: str,
    token: Secret,
    network: Network,
    *,
    account: TargetAccount | None = None,
    limits: Limits | None = None,
) -> MastodonApi:
    """Return the target for this token, with whatever class fits the server's family.

    What is known already (`account` from the sign-in, `limits` from an earlier look) saves requests.
    Whether dates are kept is not proven here: call `probe()` before the first post.
    """
    known = limits or find(server, network).limits
    who = account or whose(server, token, network)
    http = client(
        server,
        network,
        token=token,
        rules=rules(known),
        account=who.acct,
        # snac resets kept connections at random.
        keep_alive=known.family is not Family.SNAC,
    )
    kind = _CLASSES.get(known.family, MastodonServer)
    return kind(http, network.waiter, account=who, limits=known)


def whose(server: str, token: Secret, network: Network) -> TargetAccount:
    """Ask whose token this is; raise `NotSignedIn` if nobody's."""
    with client(server, network, token=token) as http:
        response = http.get("/api/v1/accounts/verify_credentials")
        if not response.is_success:
            raise translate(response)
        account = decode(ACCOUNT, response)
        domain = _handle_domain(http)
    return TargetAccount(
        server=server,
        id=account.id,
        acct=f"@{account.acct}" if "@" in account.acct else f"@{account.acct}@{domain}",
        locked=account.locked,
        url=account.url or "",
    )


class _Domains(msgspec.Struct):
    """What /api/v2/instance says of names: Mastodon's `domain` is the one in handles, GoToSocial has both."""

    domain: str = ""
    account_domain: str = ""


def _handle_domain(http: httpx.Client) -> str:
    """Return the domain in the server's handles, which may be shorter than its own name."""
    response = http.get("/api/v2/instance")
    try:
        said = msgspec.json.decode(response.content, type=_Domains) if response.is_success else _Domains()
    except msgspec.DecodeError:
        said = _Domains()
    return said.account_domain or said.domain or http.base_url.netloc.decode()
