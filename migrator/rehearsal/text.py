"""From a post's raw text to HTML, mentions and hashtags, by the rules that were measured on GoToSocial."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from migrator.rehearsal.sanitise import LINK_REL, escaped, quoted

NAME = r"[A-Za-z0-9_.-]+"
MENTION = re.compile(rf"@({NAME})(?:@([A-Za-z0-9_.:-]+))?")
"""A dot at the end belongs to the name, so that `@bob.` names nobody. That is how the real server reads it."""

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"`]+", re.IGNORECASE)
MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
TOKEN = re.compile(rf"(?P<link>{LINK.pattern})|(?P<mail>{MAIL.pattern})|(?P<at>@)|(?P<hash>#)", re.IGNORECASE)
LINE = re.compile(r"\r\n?|\n")
BLANKS = re.compile(r"[ \t]+")
TAG_WITH_CONTENT = re.compile(r"(a|head|script|style)(\s|$)", re.IGNORECASE)
TRAILING = ".,;:!?'\"*_~…"
BEFORE_LINK = " \t\n\r(*_~"
"""A bare address is linked only after one of these, or at the start (GitHub Flavored Markdown's autolinks)."""

IN_ADDRESS = ";/?:@&=+$,-_.!~*'()#%"
"""What is not percent-encoded in an address (RFC 3986)."""

TAG_MOST = 100
"""Longer hashtags stay text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """An account a text can mention."""

    id: str
    username: str
    acct: str
    url: str


Resolve = Callable[[str, str], Mentioned | None]
"""Finds an account by name and host (empty: this server); None leaves the text as it is."""


@dataclass(slots=True)
class Written:
    """What became of a text."""

    html: str = ""
    mentions: list[Mentioned] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Marker:
    """Turn single mentions, hashtags and links into HTML, and remember what was met."""

    base_url: str
    resolve: Resolve
    written: Written = field(default_factory=Written)

    def mention(self, text: str, at: int) -> tuple[str, int] | None:
        """Return the HTML of a mention that starts at `at`, and where it ends."""
        match = MENTION.match(text, at)
        if match is None or not is_boundary(text[at - 1] if at else ""):
            return None
        found = self.resolve(match[1], match[2] or "")
        if found is None:
            return None
        if found not in self.written.mentions:
            self.written.mentions.append(found)
        anchor = _anchor(found.url, "u-url mention", LINK_REL, f"@<span>{escaped(found.username)}</span>")
        return f'<span class="h-card">{anchor}</span>', match.end()

    def hashtag(self, text: str, at: int) -> tuple[str, int] | None:
        """Return the HTML of a hashtag that starts at `at`, and where it ends."""
        if not is_boundary(text[at - 1] if at else ""):
            return None
        end = at + 1
        while end < len(text) and _in_tag(text[end]):
            end += 1
        name = text[at + 1 : end]
        if not is_boundary(text[end : end + 1]) or not _is_tag(name):
            return None
        key = name.lower()
        if key not in self.written.tags:
            self.written.tags.append(key)
        href = f"{self.base_url}/tags/{quote(key)}"
        return _anchor(href, "mention hashtag", f"tag {LINK_REL}", f"#<span>{escaped(name)}</span>"), end

    def link(self, text: str, at: int) -> tuple[str, int] | None:
        """Return the HTML of a bare address that starts at `at`, and where it ends."""
        match = LINK.match(text, at)
        if match is None or (at and text[at - 1] not in BEFORE_LINK):
            return None
        address = _trimmed(match[0])
        href = f"http://{address}" if address.lower().startswith("www.") else address
        href = quote(href, safe=IN_ADDRESS)
        return f'<a href="{quoted(href)}" rel="{LINK_REL}" target="_blank">{escaped(address)}</a>', at + len(
            address
        )

    def mail(self, text: str, at: int) -> tuple[str, int] | None:
        """Return the HTML of an e-mail address that starts at `at`, and where it ends."""
        match = MAIL.match(text, at)
        if match is None or (at and text[at - 1] not in BEFORE_LINK):
            return None
        return f'<a href="mailto:{match[0]}">{match[0]}</a>', match.end()

    def marked(self, text: str) -> str:
        """Return one run of plain text as HTML."""
        out: list[str] = []
        done = 0
        for match in TOKEN.finditer(text):
            at = match.start()
            if at < done:
                continue
            made = self._made(str(match.lastgroup), text, at)
            if made is not None:
                out += [escaped(text[done:at]), made[0]]
                done = made[1]
        return "".join([*out, escaped(text[done:])])

    def _made(self, kind: str, text: str, at: int) -> tuple[str, int] | None:
        makers = {"link": self.link, "mail": self.mail, "at": self.mention, "hash": self.hashtag}
        return makers[kind](text, at)


def is_boundary(before: str) -> bool:
    """Tell whether a mention or hashtag may stand beside this character (empty: the text ends there)."""
    return not before or before.isspace() or unicodedata.category(before).startswith("P")


def _in_tag(sign: str) -> bool:
    """Tell whether a character may be part of a hashtag: letters, digits, marks on letters."""
    return sign == "_" or sign.isalnum() or unicodedata.category(sign).startswith("M")


def _is_tag(name: str) -> bool:
    return 0 < len(name) <= TAG_MOST and any(not sign.isdigit() and sign != "_" for sign in name)


def _anchor(href: str, name: str, rel: str, inner: str) -> str:
    return f'<a href="{quoted(href)}" class="{name}" rel="{rel}" target="_blank">{inner}</a>'


def _trimmed(address: str) -> str:
    """Take off punctuation that belongs to the sentence, and a bracket that was not opened inside."""
    while address and (
        address[-1] in TRAILING or (address[-1] == ")" and address.count("(") < address.count(")"))
    ):
        address = address[:-1]
    return address


def plain(text: str, base_url: str, resolve: Resolve) -> Written:
    """Return plain text as one paragraph, its lines kept."""
    marker = Marker(base_url, resolve)
    text = BLANKS.sub(" ", text.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    lines = (marker.marked(line.strip(" ")) for line in LINE.split(text.strip()))
    body = "<br>".join(lines)
    marker.written.html = f"<p>{body}</p>" if body else ""
    return marker.written


def spoiler(text: str) -> str:
    """Return a content warning as GoToSocial 0.20 keeps it.

    It takes every `>` for the end of a tag that began with the text: a warning that begins with "a" loses all
    that follows the sign, others lose the sign.
    """
    text = text.replace("&gt;", ">")
    before, sign, _ = text.partition(">")
    if sign and TAG_WITH_CONTENT.match(before):
        return before.strip()
    return BLANKS.sub(" ", text.replace(">", "")).strip()
