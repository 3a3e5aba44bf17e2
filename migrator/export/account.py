"""Accounts as people type them: `@me@server` or the address of the profile page."""

import re
from dataclasses import dataclass
from typing import Final

from migrator.targets.detect import server_url

_HANDLE: Final = re.compile(r"@?(?P<name>[\w.-]+)@(?P<host>[\w.-]+(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?)")
_PAGE: Final = re.compile(
    r"(?P<base>https?://[^/\s]+)/(?:@|users/|u/)(?P<name>[\w.-]+)/?(?:[?#]\S*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Address:
    """An account on a server."""

    server: str
    """Base URL, as the person named it; its API may be elsewhere."""

    name: str
    """Without @ and host."""

    @property
    def acct(self) -> str:
        """The account as @me@server."""
        return f"@{self.name}@{self.server.partition('://')[2]}"


def address_of(typed: str) -> Address | None:
    """Return the account that a person means; None if it is none but, say, a path.

    >>> address_of("@ada@social.example")
    Address(server='https://social.example', name='ada')
    >>> address_of("https://social.example/@ada").acct
    '@ada@social.example'
    >>> address_of("archive@home.zip"), address_of("https://social.example/about")
    (None, None)
    """
    text = typed.strip()
    page = _PAGE.fullmatch(text)
    if page is not None:
        return Address(server_url(page["base"]), page["name"])
    # Without the @ in front it may as well be a file.
    handle = _HANDLE.fullmatch(text) if text.startswith("@") else None
    return None if handle is None else Address(server_url(handle["host"]), handle["name"])
