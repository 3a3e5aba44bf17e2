"""Reads the addresses of profiles: which account a link shows, by the forms that the fediverse's software uses.

Forms by software are in docs/friends.md. Links are taken out of the text, so that nothing in them is read twice.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from migrator.friends.handles import hosts
from migrator.friends.handles.text import CUT_OFF
from migrator.friends.values import Confidence

MASK: Final = "\ue001"
"""Stands where a link was."""

USER: Final = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?"
"""A user's name, more or less as Mastodon reads it: `[a-z0-9_]+([.-]+[a-z0-9_]+)*`."""

_LINK = re.compile(
    rf"(?:(?P<scheme>[A-Za-z][A-Za-z+]{{1,8}})://|(?<![:/\w])//|(?<![\w@./-]))"
    rf"(?P<login>[^\s/@<>\"']{{0,64}}@(?=[^\s/@]+))?"
    rf"(?P<host>{hosts.HOST})(?::\d{{2,5}})?"
    rf"(?P<rest>[/?#](?:(?![,;]+h?ttps?://)[^\s()<>\"'“”«»`|{{}}、。，！？；：（）【】「」『』{CUT_OFF}\U0001F000-\U0001FFFF])*)?"
)
_MISTYPED = re.compile(r"h?t{1,3}ps?", re.IGNORECASE)
_SCHEMES = frozenset({"web+ap", "ap", "web+activitypub"})
_HANDLE_AS_LINK = re.compile(rf"h?t{{1,3}}ps?://(?=@?{USER}@{hosts.HOST}(?![\w:]))/?")
_TRAILING = ".,;:!?)]}'’*~"
_ANY_TAIL = (
    r"(?:/(?:with_replies|media|tagged/[^/]*|followers|following|featured(?:_tags)?|about|posts?|statuses|\d+|outbox|inbox"
    r"|feed\.(?:rss|atom)|collections?|collections/featured|reviews?|books?(?:/.*)?|shelf/.*|videos?|video-channels"
    r"|video-playlists|profile|highlights|likes|lists|clips|pages|notes?|p/\d+))?"
)
_TAIL = re.compile(rf"{_ANY_TAIL}(?:\.(?:rss|atom|json))?/*")
_AT = re.compile(
    rf"(?:/(?:web|deck|app|x|#!?|home))?/@/?(?P<user>{USER})(?:@(?P<host>{hosts.HOST}))?(?P<tail>.*)", re.DOTALL
)
_WORD = re.compile(
    rf"/(?P<kind>users?|u|profiles?|channel|accounts|author|a|c|video-channels)/@?(?P<user>{USER})"
    rf"(?:@(?P<host>{hosts.HOST}))?(?P<tail>.*)", re.DOTALL
)  # fmt: skip
_BARE = re.compile(rf"/(?P<user>{USER})(?P<tail>.*)", re.DOTALL)
_URI = re.compile(r"[?&](?:uri|acct|url|account|q)=([^&#]+)")
_ACCT = re.compile(rf"(?:acct:)?@?(?P<user>{USER})@(?P<host>{hosts.HOST})")
_NUMBER = re.compile(r"\d{3,}")
_FEED = re.compile(r"\.(?:rss|atom|json|html?|php|png|jpe?g)$", re.IGNORECASE)

_RESERVED = hosts.words("reserved.txt")
"""First parts of addresses that are pages of a Pixelfed, micro.blog or Pleroma server itself, not profiles."""

_FORUMS = re.compile(
    r"(?:forums?|community|communities|discuss|discourse|meta|talk|support|help|wiki|git|gitlab|gitea|code|docs"
    r"|shop|store|jobs|careers|bugs|bugzilla|jira|confluence|mail|admin|portal|my|account|accounts|chat|boards?)\d*\."
)
"""First labels of sites whose `/u/name` and `/users/name` are of other software."""

_WEAK_KINDS = frozenset({"c", "video-channels", "author"})
"""What is shown there is a community, a channel or a page, not necessarily the person."""

_ARCHIVES = frozenset({"web.archive.org", "archive.org", "archive.is", "archive.today", "archive.ph"})
_BRIDGE = "bsky.brid.gy"
_BSKY = re.compile(rf"/(?:profile|bsky)/(?P<handle>{hosts.HOST})/?")


class Found(NamedTuple):
    """A handle in a text."""

    user: str
    host: str
    rule: str
    confidence: Confidence
    start: int
    end: int


def links(text: str) -> tuple[list[Found], str]:
    """Return the handles that links show, and the text with links masked and bare hosts left in."""
    text = _HANDLE_AS_LINK.sub("", text)
    found: list[Found] = []
    pieces: list[str] = []
    done = 0
    for match in _LINK.finditer(text):
        replaced = _read(text, match, found)
        if replaced is not None:
            start, end, piece = replaced
            pieces.append(text[done:start])
            pieces.append(piece)
            done = end
    pieces.append(text[done:])
    return found, "".join(pieces)


def _read(text: str, match: re.Match[str], found: list[Found]) -> tuple[int, int, str] | None:
    """Read one link; return what of the text goes, and what comes in its place; None for no link."""
    scheme, rest = match["scheme"], match["rest"] or ""
    if scheme is None and not rest and not match[0].startswith("//"):
        return None
    if scheme is not None and scheme.lower() not in _SCHEMES and not _MISTYPED.fullmatch(scheme):
        return match.start(), match.end(), MASK
    host = hosts.cut(match["host"])
    if host is None or (rest and host.end != len(match["host"])):
        return (match.start(), match.end(), MASK) if scheme else None
    start = match.start() if scheme or match[0].startswith("//") else match.start("host") + host.start
    clean = rest.rstrip(_TRAILING)
    if not clean.strip("/"):
        end = match.start("host") + host.end if not rest else match.end() - len(rest) + len(clean)
        return start, end, match["host"][host.start : host.end]
    end = match.end() - len(rest) + len(clean)
    whole = not (end == match.end() and text[end : end + 1] == CUT_OFF)
    if whole:
        found.extend(one._replace(start=start, end=end) for one in shown_by(host.name, clean))
    return start, end, MASK


def shown_by(host: str, rest: str) -> Iterator[Found]:
    """Yield the account that the address `host` + `rest` shows, if it is a profile's."""
    path, question, query = rest.partition("?")
    path, _, fragment = path.partition("#")
    path = unquote(path)
    if host in _ARCHIVES:
        yield from _inside(path, Confidence.OPTIONAL, "archived_link")
    elif question and (inner := _URI.search(question + query)) and "interaction" in path + query:
        yield from _inside(unquote(inner[1]), Confidence.STRONG, "link")
    elif host in hosts.CLIENTS:
        yield from _in_client(path if path.strip("/") else unquote(fragment))
    elif host.endswith("brid.gy") or host == "bsky.app":
        yield from _bridged(path)
    elif not hosts.is_elsewhere(host) and host not in hosts.CLOSED:
        yield from _profile(host, path)


def _inside(text: str, confidence: Confidence, rule: str) -> Iterator[Found]:
    """Yield what an address inside another one shows."""
    acct = _ACCT.fullmatch(text.strip())
    if acct is not None:
        yield _found(acct["user"], acct["host"], rule, confidence)
        return
    _, scheme, address = text.rpartition("://")
    host, slash, rest = address.partition("/")
    name = hosts.cut(host.partition(":")[0])
    if scheme and slash and name is not None and not hosts.is_elsewhere(name.name):
        for one in _profile(name.name, "/" + rest.partition("?")[0]):
            yield one._replace(confidence=confidence, rule=rule)


def _in_client(path: str) -> Iterator[Found]:
    """Yield what a web client shows: its addresses begin with a host."""
    host, _, rest = path.strip("/").partition("/")
    name = None if "@" in host else hosts.cut(host)
    if name is not None:
        yield from _profile(name.name, "/" + rest)
    elif path.startswith("/@"):
        yield from (one for one in _profile("elk.zone", path) if one.rule == "remote_link")


def _bridged(path: str) -> Iterator[Found]:
    """Yield the name that the bridge gives an account of Bluesky, or a website."""
    match = _BSKY.fullmatch(path)
    if match is not None:
        yield _found(match["handle"], _BRIDGE, "bridge", Confidence.OPTIONAL)
    elif path.startswith("/web/") and (site := hosts.cut(path[5:].strip("/"))) is not None:
        yield _found(site.name, "web.brid.gy", "bridge", Confidence.REVIEW)
    elif (acct := _ACCT.fullmatch(path.rpartition("/")[2])) is not None:
        yield _found(acct["user"], acct["host"], "remote_link", Confidence.STRONG)


def _profile(host: str, path: str) -> Iterator[Found]:
    match = _AT.fullmatch(path)
    if match is not None:
        yield from _with_at(host, match)
        return
    match = _WORD.fullmatch(path)
    if match is not None:
        yield from _with_word(host, match)
        return
    match = _BARE.fullmatch(path)
    if match is not None and hosts.has_bare_profiles(host) and _fits(match["tail"], known=False):
        name = match["user"].lower()
        if name not in _RESERVED and not _FEED.search(name):
            yield _found(name, host, "link", Confidence.STRONG)


def _with_at(host: str, match: re.Match[str]) -> Iterator[Found]:
    """`/@user`, and `/@user@home`, where the home counts and not the server that shows it."""
    user = _FEED.sub("", match["user"])
    if match["host"]:
        home = hosts.cut(match["host"])
        if home is not None and not hosts.is_mail(home.name):
            yield _found(user, home.name, "remote_link", Confidence.STRONG)
    elif _fits(match["tail"], known=hosts.likely(host)):
        asleep = host in hosts.ASLEEP
        yield _found(
            user, host, "choice" if asleep else "link", Confidence.OPTIONAL if asleep else Confidence.STRONG
        )


def _with_word(host: str, match: re.Match[str]) -> Iterator[Found]:
    """`/users/name` and its like, which other software has too: a number is no name, a forum is none of ours."""
    if match["host"]:
        home = hosts.cut(match["host"])
        if home is not None and not hosts.is_mail(home.name):
            yield _found(match["user"], home.name, "remote_link", Confidence.STRONG)
        return
    user, likely = _FEED.sub("", match["user"]), hosts.likely(host)
    if _NUMBER.fullmatch(user) or user.lower() in _RESERVED or (_FORUMS.match(host) and not likely):
        return
    if _fits(match["tail"], known=likely):
        if match["kind"] in _WEAK_KINDS:
            films = match["kind"] != "author" and hosts.shows_films(host)
            yield _found(user, host, "community", Confidence.REVIEW if films else Confidence.OPTIONAL)
        else:
            yield _found(user, host, "link", Confidence.STRONG if likely else Confidence.REVIEW)


def _fits(tail: str, *, known: bool) -> bool:
    """Whether what follows the name can belong to a profile's address; anything can where the host is known."""
    if not tail or not (tail[0].isascii()):
        return True
    return bool(_TAIL.fullmatch(tail)) or (known and tail[0] == "/")


def _found(user: str, host: str, rule: str, confidence: Confidence) -> Found:
    return Found(user, host, rule, confidence, 0, 0)
