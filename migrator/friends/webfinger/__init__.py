"""Asks the servers themselves whether an account exists, as Mastodon resolves it.

`documents` reads what they answer, `account` decides on one account, `web` asks politely and safely, `asking`
does it for thousands. Nothing here follows anybody.
"""

from migrator.friends.webfinger.asking import Memory, Store, verify
from migrator.friends.webfinger.web import Manners, Web

__all__ = ["Manners", "Memory", "Store", "Web", "verify"]
