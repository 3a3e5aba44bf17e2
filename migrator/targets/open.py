"""Open an account on a server as a `Target`."""

from migrator.net import Network, Secret
from migrator.targets.base import Limits, Target, TargetAccount


def open_target(
    server: str,
    token: Secret,
    network: Network,
    *,
    account: TargetAccount | None = None,
    limits: Limits | None = None,
) -> Target:
    """Return the target for this token, with whatever class fits the server's family.

    What is known already (`account` from the sign-in, `limits` from an earlier look) saves requests.
    Whether dates are kept is not proven here: call `probe()` before the first post.
    """
    raise NotImplementedError
