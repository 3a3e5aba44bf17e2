"""What the name of a host tells: whether it can exist, and whether it is known to be of the fediverse or not."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

import idna


def words(name: str) -> frozenset[str]:
    """Return the lines of a word list beside this module."""
    text = files("migrator.friends.handles").joinpath(name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


_TLDS: Final = words("tlds.txt")
_KNOWN: Final = words("hosts.txt")
_BARE: Final = words("bare.txt")
_ELSEWHERE: Final = words("elsewhere.txt")
_MAIL: Final = words("mail.txt")

CLOSED: Final = frozenset({"truthsocial.com", "counter.social", "gab.com"})
"""Built like the others, but federating with nobody."""

ASLEEP: Final = frozenset({"threads.net", "flipboard.com", *CLOSED})
"""Federating only for those who choose to, if at all; whether an account does, only its server can say."""

MIRRORS: Final = frozenset({"bird.makeup", "sportsbots.xyz", "rss-mastodon.social"})
"""Servers that repeat accounts of other networks: nobody reads there."""

CLIENTS: Final = frozenset({"elk.zone", "main.elk.zone", "phanpy.social", "semaphore.social", "pinafore.social"})
"""Web clients whose addresses begin with the host they show."""

LABEL: Final = r"[^\W_](?:[^\W_]|-){0,62}"
HOST: Final = rf"(?:{LABEL}\.)+(?:xn--[A-Za-z0-9-]{{2,59}}|[^\W\d_](?:[^\W_]){{1,62}})"
"""A host's name in any script, as it stands in a text; `cut` says how much of it is one."""

_FEDI_LABEL = re.compile(
    r"social|masto(?:don)?[a-z0-9]*|mstdn[a-z0-9]*|toots?|tooting|fedi(?:verse|social)?\d*|pixelfed|pleroma|akkoma"
    r"|misskey|sharkey|gotosocial|gts|snac|friendica|hubzilla|peertube|lemmy|bookwyrm|writefreely|funkwhale|castopod"
)
_CASED = re.compile(r"[A-Za-z\u00c0-\u024f0-9-]+")
_ASCII_START = re.compile(r"[A-Za-z0-9-]+")
_OTHER_SCRIPT = re.compile(r"[\u0e00-\u0e7f\u0600-\u06ff\u0900-\u0dff\u1100-\u11ff\u3005-\u9fff\uac00-\ud7af]")
_SHORTEST: Final = 2
"""Labels of a name: no server is named by a top-level domain alone."""


class Host(NamedTuple):
    """A host as it was found in a text."""

    name: str
    """The A-label, in lower case, without `www.`."""

    start: int
    """How much of the found text stands before it."""

    end: int
    """Where in the found text it ends."""


@lru_cache(maxsize=4096)
def cut(found: str) -> Host | None:
    """Return the host in what looked like one; None if there is none.

    A text in another script may stand right before or behind it (`저는mstdn.jp에`): it is cut off where the rest
    ends in a top-level domain. So is the next sentence where the space is missing (`chaos.social.Hello`).
    """
    start = _start(found)
    labels = found[start:].split(".")
    last = _last(labels[-1])
    if last is None and len(labels) > _SHORTEST and labels[-1][:1].isupper() and labels[-2].islower():
        labels.pop()
        last = _last(labels[-1])
    if last is None or len(labels) < _SHORTEST:
        return None
    labels[-1] = last
    text = ".".join(labels)
    name = a_label(text.lower())
    if name is None:
        return None
    return Host(name.removeprefix("www."), start, start + len(text))


def _start(found: str) -> int:
    """Return where the host begins: behind text of a script that has no part in the rest of the first label."""
    first = found.partition(".")[0]
    others = list(_OTHER_SCRIPT.finditer(first))
    if not others or others[-1].end() == len(first):
        return 0
    rest = first[others[-1].end() :]
    return others[-1].end() if _CASED.fullmatch(rest) and not rest.startswith("-") else 0


def _last(label: str) -> str | None:
    """Return the label, or its beginning, if that is a top-level domain."""
    name = a_label(label.lower())
    if name in _TLDS:
        return label
    ascii_part = _ASCII_START.match(label)
    if ascii_part and ascii_part.end() < len(label) and _OTHER_SCRIPT.match(label, ascii_part.end()):
        return ascii_part[0] if ascii_part[0].lower() in _TLDS else None
    return None


@lru_cache(maxsize=4096)
def a_label(host: str) -> str | None:
    """Return a host in its ASCII form by IDNA 2008 (which keeps ß); None if it has none."""
    if host.isascii() and "xn--" not in host:
        labels = host.split(".")
        good = all(0 < len(label) < 64 and label[0] != "-" != label[-1] for label in labels)  # noqa: PLR2004 - RFC 1035, section 2.3.4
        return host if good else None
    try:
        return idna.encode(host).decode()
    except (idna.IDNAError, UnicodeError):
        return None


def normalised(user: str, host: str) -> str | None:
    """Return a handle in the form in which handles are compared; None if the host can't be one."""
    name = a_label(host.lower().partition(":")[0].rstrip("."))
    return f"{user.lower()}@{name.removeprefix('www.')}" if name and name.rpartition(".")[2] in _TLDS else None


def _under(host: str, names: frozenset[str]) -> bool:
    """Whether a host is one of these or lies below one."""
    while host:
        if host in names:
            return True
        host = host.partition(".")[2]
    return False


def is_tld(text: str) -> bool:
    """Whether there is such a top-level domain."""
    return text.lower() in _TLDS


def is_known(host: str) -> bool:
    """Whether the host is a well-known server of the fediverse."""
    return host in _KNOWN


@lru_cache(maxsize=4096)
def sounds_like(host: str) -> bool:
    """Whether a whole label of the host is a word of the fediverse, as in `social.example.org`."""
    return any(_FEDI_LABEL.fullmatch(label) for label in host.split("."))


def likely(host: str) -> bool:
    """Whether the name alone makes it likely that the host is of the fediverse."""
    return not is_elsewhere(host) and (is_known(host) or sounds_like(host))


@lru_cache(maxsize=4096)
def is_elsewhere(host: str) -> bool:
    """Whether the host is known to be something else."""
    return host not in _KNOWN and host not in ASLEEP and _under(host, _ELSEWHERE)


def is_mail(host: str) -> bool:
    """Whether people have e-mail addresses there."""
    return _under(host, _MAIL)


_FILMS = re.compile(r"(?:peer)?tube|videos?|tv|films?|peertube[a-z0-9]*")


def shows_films(host: str) -> bool:
    """Whether the name sounds like a PeerTube server, where a channel is an account."""
    return any(_FILMS.fullmatch(label) for label in host.split("."))


def has_bare_profiles(host: str) -> bool:
    """Whether a name straight after the host is a profile there."""
    return host in _BARE or host.startswith("pixelfed.")
