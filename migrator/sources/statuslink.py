"""Addresses of posts and people on X, in all the spellings that archives hold."""

import re
from typing import NamedTuple

_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?:#!/)?(?:i/web|(?P<name>\w{1,50}))/status(?:es)?/(?P<id>\d{1,20})"
    r"(?P<media>/(?:photo|video)/\d+)?/?(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)


class Status(NamedTuple):
    """What a post's address says."""

    id: int
    name: str
    """Its author's name as written there; empty if the address leaves it out."""

    media: bool
    """Whether it leads to a picture or video of the post."""


def parse(url: str) -> Status | None:
    """Read a post's address; None if it is something else.

    >>> parse("https://mobile.twitter.com/Ada/status/20?s=20")
    Status(id=20, name='Ada', media=False)
    >>> parse("https://x.com/i/web/status/20").name
    ''
    >>> parse("https://x.com/ada/likes") is None
    True
    """
    if "/status" not in url:
        return None
    found = _STATUS.fullmatch(url)
    if found is None:
        return None
    name = found["name"] or ""
    return Status(int(found["id"]), "" if name.lower() == "i" else name, found["media"] is not None)


def status_url(name: str, post_id: int | str) -> str:
    """Return the address of a post; it works without a name too."""
    return f"https://x.com/{name or 'i/web'}/status/{post_id}"


def profile_url(name: str) -> str:
    """Return the address of a person's page."""
    return f"https://x.com/{name}"
