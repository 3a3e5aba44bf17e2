"""Reads `@user@host`, which means a fediverse account, and `user@host`, which may also be an e-mail address."""

import re
from collections.abc import Iterator
from typing import Final

from migrator.friends.handles import hosts, words
from migrator.friends.handles.links import USER, Found
from migrator.friends.handles.text import CUT_OFF
from migrator.friends.values import Confidence

_NOT_BEFORE: Final = r"(?<![A-Za-z0-9_.+%@\-\u00c0-\u024f\u0370-\u052f])"
"""What would make the found name the end of a longer one."""

_ADDRESS = re.compile(
    rf"(?:(?P<at>@)|{_NOT_BEFORE})(?P<user>{USER}|_)@(?P<host>{hosts.HOST})(?P<port>:\d{{2,5}}(?!\d))?"
)
_MATRIX = re.compile(r":[^\s/:]")


def addresses(text: str) -> Iterator[Found]:
    """Yield the handles among the addresses in a text."""
    place = 0
    while (match := _ADDRESS.search(text, place)) is not None:
        host = hosts.cut(match["host"])
        end = match.end()
        if host is not None:
            end = match.end() if host.end == len(match["host"]) else match.start("host") + host.end
            if host.start == 0 and not _goes_on(text, end, host.name):
                yield from _judged(text, match, host.name, end)
        place = max(end, match.start() + 1)


def _goes_on(text: str, end: int, host: str) -> bool:
    """Whether what was found is only the beginning of something: cut off, or no address at all.

    `…` in the middle of a text is a writer's; at its end it is what a program left of a longer one.
    """
    following = text[end : end + 1]
    if following == CUT_OFF:
        return not text[end + 1 :].strip() and not hosts.is_known(host)
    return following == "@" or bool(_MATRIX.match(text, end))


def _judged(text: str, match: re.Match[str], host: str, end: int) -> Iterator[Found]:
    user, start = match["user"], match.start()
    if hosts.is_mail(host) or hosts.is_elsewhere(host) or not user.strip("_.-"):
        return
    if match["at"]:
        yield Found(user, host, *_with_at(text, host, start), start, end)
        return
    label = words.label_before(text, start)
    known, likely = hosts.is_known(host), hosts.likely(host)
    if label == "fedi" or (not label and words.elephant_behind(text, end)):
        yield Found(user, host, "labelled", Confidence.STRONG if likely else Confidence.REVIEW, start, end)
    elif label == "other" or words.is_role(user):
        return
    elif label == "mail" and known:
        yield Found(user, host, "mail_like", Confidence.OPTIONAL, start, end)
    elif not label and likely:
        yield Found(user, host, "known_host", Confidence.REVIEW, start, end)


def _with_at(text: str, host: str, start: int) -> tuple[str, Confidence]:
    if host in hosts.ASLEEP:
        return "choice", Confidence.OPTIONAL
    if host in hosts.MIRRORS:
        return "mirror", Confidence.REVIEW
    if host.endswith("brid.gy"):
        return "bridge", Confidence.REVIEW
    if words.of_others(text, start):
        return "of_others", Confidence.REVIEW
    return "address", Confidence.STRONG
