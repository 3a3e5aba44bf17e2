"""Make HTML harmless: known inline tags, web addresses only, everything closed in order."""

import re
from html import escape
from html.parser import HTMLParser

LINK_REL = "nofollow noreferrer noopener"

_ALLOWED = """
a div p br hr b strong i em s del u code pre blockquote ul ol li span h1 h2 h3 h4 h5 h6 sub sup
"""
ALLOWED = frozenset(_ALLOWED.split())
EMPTY = frozenset({"br", "hr"})
SILENT = frozenset({"script", "style", "iframe", "object", "template", "title", "textarea"})
"""Tags whose content goes with them."""

RENAMED = {"s": "del"}
"""What Markdown makes, and what the real server writes for it."""

CLASSES = re.compile(r"[\w -]+")
ADDRESS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
BLANKS = re.compile(r"[ \t]+")
AMBIGUOUS = re.compile(r"&(?=[A-Za-z#])")
"""An ampersand that a browser might read as the start of an entity; GoToSocial leaves the others as they are."""


def escaped(text: str) -> str:
    """Escape text for between tags, as sparingly as GoToSocial does."""
    return AMBIGUOUS.sub("&amp;", text).replace("<", "&lt;")


def quoted(text: str) -> str:
    """Escape text for inside a double-quoted attribute."""
    return text.replace("&", "&amp;").replace('"', "&#34;").replace("<", "&lt;").replace(">", "&gt;")


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._open: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        elif tag in ALLOWED and not self._silent and not (tag == "a" and not _leads(attrs)):
            tag = RENAMED.get(tag, tag)
            self.out.append(f"<{tag}{_kept(tag, dict(attrs))}>")
            if tag not in EMPTY:
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(self._silent - 1, 0)
        elif (tag := RENAMED.get(tag, tag)) in self._open:
            self.close_down_to(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.out.append(_verbatim(data) if "pre" in self._open else escaped(BLANKS.sub(" ", data)))

    def close_down_to(self, tag: str | None) -> None:
        """Close open tags, the innermost first, up to and with `tag`; all of them without one."""
        while self._open:
            last = self._open.pop()
            self.out.append(f"</{last}>")
            if last == tag:
                return


def _verbatim(text: str) -> str:
    return escape(text, quote=False).replace('"', "&#34;").replace("'", "&#39;")


def _leads(attributes: list[tuple[str, str | None]]) -> bool:
    """Tell whether a link leads to a web or e-mail address."""
    return ADDRESS.match(dict(attributes).get("href") or "") is not None


def _kept(tag: str, attributes: dict[str, str | None]) -> str:
    """Return the attributes a tag may keep, in GoToSocial's order."""
    name = attributes.get("class") or ""
    kept = f' class="{name}"' if CLASSES.fullmatch(name) else ""
    if tag != "a":
        return kept
    href = attributes.get("href") or ""
    rel = f"tag {LINK_REL}" if name == "mention hashtag" else LINK_REL
    return f' href="{quoted(href)}"{kept} rel="{rel}" target="_blank"'


def clean(html: str) -> str:
    """Return the HTML without anything that could run, load or break out of its place."""
    cleaner = _Cleaner()
    cleaner.feed(html)
    cleaner.close()
    cleaner.close_down_to(None)
    return "".join(cleaner.out)
