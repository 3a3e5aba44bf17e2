"""Reads handles that are split or said in words, as `@ada on chaos.social`; only with hosts known to be meant."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from migrator.friends.handles import hosts, words
from migrator.friends.handles.links import USER, Found
from migrator.friends.handles.text import CUT_OFF
from migrator.friends.values import Confidence

_ON: Final = (
    r"(?:over\s+)?(?:on|at|in|via|auf|bei|beim|ät|sur|chez|en|em|na|no|su|di|på|hos|op|bij|i|w|we|v"
    r"|ve|в|на|у|σε|στο|osoitteessa|on the|"
    r"で|の|于|在)"
)
_SAME: Final = (
    r"(?:same|identical)\s+(?:user\s?name|screen\s?name|handle|name|nick(?:name)?|user|id|@)"
    r"|gleiche[rnms]?\s+(?:name[n]?|handle|nick\w*|benutzername\w*)"
    r"|même\s+(?:pseudo\w*|nom|identifiant|handle|@)|mism[oa]\s+(?:usuari[oa]|nombre|nick|handle|@|arroba)"
    r"|mesm[oa]\s+(?:nome|usuári[oa]|user|arroba|@|handle)|stesso\s+(?:nome|nick\w*|handle|utente"
    r"|username)|zelfde\s+(?:naam|handle|gebruikersnaam)"
    r"|samma\s+(?:namn|användarnamn|handle)|samme\s+(?:navn|brukernavn|brugernavn)|sama\s+(?:nimi"
    r"|nimimerkki|tunnus)\w*"
    r"|ta\s+sama\s+nazwa|ten\s+sam\s+nick|stejn[ýé]\s+(?:jméno|nick)|то\s+же\s+имя|тот\s+же\s+ник"
    r"|aynı\s+(?:isim|kullanıcı adı|ad)\w*"
    r"|同じ(?:id|名前|ユーザー名|アカウント名)|同名|同一(?:id|用户名)|같은\s*(?:아이디|이름)"
)  # fmt: skip
_H: Final = rf"(?P<host>{hosts.HOST})"
_U: Final = rf"(?P<user>{USER})"
_AS: Final = r"(?:as|als|comme|como|come|som|jako|как)"
_B: Final = r"(?<![\w@./-])"

_SPLIT = [
    (re.compile(rf"{_B}@\s?{_U}\s?@\s?{_H}"), False),
    (re.compile(rf"{_B}{_U}@\s{_H}"), False),
    (re.compile(rf"{_B}@{_U}(?:\s+|\s*(?:/|,|:\s|→|➡|->|\(|\[)\s*)(?:{_ON}\s+|@\s?)?{_H}", re.IGNORECASE), True),
    (re.compile(rf"{_B}{_H}(?:\s+|\s*(?::|-|–|—|→|➡|->|=|/|\()\s*)(?:{_AS}\s+)?@{_U}", re.IGNORECASE), True),
]  # fmt: skip
"""Forms with a sign before the name, and whether both halves must stand for themselves."""

_PLAIN = [
    re.compile(rf"{_B}{_U}\s?@\s{_H}"),
    re.compile(rf"{_B}{_U}\s(?:@\s?|/\s?){_H}"),
    re.compile(rf"{_B}{_U}\s+{_ON}\s+{_H}", re.IGNORECASE),
    re.compile(rf"{_B}{_H}\s*(?::|→|➡|->|=|/)\s*{_U}(?![\w@]|\.\w)"),
    re.compile(rf"{_B}{_H}\s+\(?{_AS}\s+{_U}(?![\w@]|\.\w)", re.IGNORECASE),
]
"""Forms without: the name has to look like one, or a label has to stand before it."""

_AT_AT = re.compile(rf"(?<!\w)(?:at|ät|arroba)\s+{_U}\s+(?:at|ät|arroba)\s+{_H}", re.IGNORECASE)
_AS_ON = re.compile(rf"(?<!\w){_AS}\s+@?{_U}\s+{_ON}\s+{_H}", re.IGNORECASE)
_SPELT = re.compile(
    rf"(?<!\w)(?:user(?:\s?name)?|name|handle|nick(?:name)?|account|id)\s*[:=]?\s*@?{_U}\s*[,;/"
    rf"|]?\s+(?:and\s+|on\s+|at\s+)?(?:the\s+)?"
    rf"(?:server|instance|instanz|instancia|instância|istanza|host)\s*[:=]?\s*(?:is\s+)?{_H}",
    re.IGNORECASE,
)
_SAME_ON = re.compile(rf"(?:{_SAME})[^.\n|]{{0,24}}?(?<![\w.@-])@?{_H}", re.IGNORECASE)
_ON_SAME = re.compile(rf"(?<![\w.-])@?{_H}[^.\n|]{{0,24}}?(?:{_SAME})", re.IGNORECASE)
_ANY_HOST = re.compile(_H)

Accept = Callable[[re.Match[str], str], bool]


def spoken(text: str, screen_name: str) -> Iterator[Found]:
    """Yield handles in words; `screen_name` is the person's name on the old network."""
    if not any(_host(text, match) for match in _ANY_HOST.finditer(text)):
        return
    for pattern, apart in _SPLIT:
        yield from _matches(pattern, text, _signer(text, apart=apart))
    for pattern in _PLAIN:
        yield from _matches(pattern, text, lambda match, _host: _is_name(text, match, screen_name))
    for pattern in (_AT_AT, _AS_ON, _SPELT):
        yield from _matches(pattern, text, lambda match, _host: _may_be_name(match["user"]))
    if re.fullmatch(USER, screen_name):
        yield from _same(text, screen_name)


def _same(text: str, screen_name: str) -> Iterator[Found]:
    for pattern in (_SAME_ON, _ON_SAME):
        for match in pattern.finditer(text):
            host = _host(text, match)
            if host is not None:
                yield Found(screen_name, host, "same_name", Confidence.REVIEW, match.start(), match.end())


def _matches(pattern: re.Pattern[str], text: str, accept: Accept) -> Iterator[Found]:
    for match in pattern.finditer(text):
        host = _host(text, match)
        if host is not None and accept(match, host):
            yield Found(match["user"], host, "split", Confidence.REVIEW, match.start(), match.end())


def _host(text: str, match: re.Match[str]) -> str | None:
    """Return the host of a match, if it is one where `NAME on HOST` can only mean an account."""
    host = hosts.cut(match["host"])
    if host is None or host.start or text[match.start("host") + host.end :][:1] == CUT_OFF:
        return None
    return host.name if hosts.likely(host.name) and host.name not in hosts.ASLEEP else None


def _signer(text: str, *, apart: bool) -> Accept:
    """Return whether `@name` and a host belong together: beside a name that stands alone it must be known."""

    def accepts(match: re.Match[str], host: str) -> bool:
        user = match["user"]
        if not apart:
            return True
        if not _may_be_name(user) or hosts.cut(user) is not None:
            return False
        return hosts.is_known(host) or words.speaks_of_fedi(text)

    return accepts


def _may_be_name(user: str) -> bool:
    return user.lower() not in words.NOT_NAMES and not words.is_role(user)


def _is_name(text: str, match: re.Match[str], screen_name: str) -> bool:
    """Whether a word without a sign is a name: a label stands before it, or it looks like no other word."""
    user = match["user"]
    if not _may_be_name(user) or hosts.cut(user) is not None:
        return False
    if words.speaks_of_fedi(user):
        return False
    if screen_name and user.lower() == screen_name.lower():
        return True
    if words.label_before(text, match.start()) == "fedi":
        return True
    return "_" in user.strip("_") or any(char.isdigit() for char in user)
