"""The two ways a status is written: plain text, and Markdown in which nothing becomes markup by accident."""

import re
from typing import Protocol
from urllib.parse import quote


class Markup(Protocol):
    """How text, links and named links are written."""

    content_type: str
    """What the server is told the text is."""

    def text(self, text: str) -> str:
        """Write plain words so that they are read as plain words."""

    def link(self, url: str) -> str:
        """Write an address that is shown as it is."""

    def named(self, label: str, url: str) -> str:
        """Write a link behind a name; plain text has none, so the address stands there instead."""


_JOINER = "\u2060"
"""Word joiner: stands unseen behind a sign that would else be read as the beginning of an escape."""

_ESCAPES = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)|&(?=[A-Za-z][A-Za-z0-9]*;)")
r"""A backslash before punctuation, and & before an entity's name."""


class Plain:
    """text/plain: everything is what it looks like."""

    content_type = "text/plain"

    def __init__(self, *, reads_escapes: bool = False) -> None:
        r"""Guard against a server that reads Markdown's escapes in plain text too.

        GoToSocial 0.20 shows `¯\_(ツ)_/¯` as `¯_(ツ)_/¯`, and `&copy;` as ©.
        """
        self._reads_escapes = reads_escapes

    def text(self, text: str) -> str:
        """Return the text so that it is shown as it is."""
        return _ESCAPES.sub(rf"\g<0>{_JOINER}", text) if self._reads_escapes else text

    def link(self, url: str) -> str:
        """Return the address as it is."""
        return url

    def named(self, label: str, url: str) -> str:  # noqa: ARG002 - plain text can't hide an address
        """Return the address, since plain text can't name a link."""
        return url


_ALWAYS = re.compile(r"[\\`*_\[\]<>~#&|=+-]|(?<=[0-9])[.)](?=\s|$)")
"""What could become markup anywhere, or at the head of a line that a later cut makes.

https://spec.commonmark.org/0.31.2/#backslash-escapes: any ASCII punctuation may be escaped.
"1." and "1)" begin a list.
"""

_INDENT = re.compile(r"(?<=\n)[ \t]+")
"""White space at a line's head: four of it would make a code block."""


class Markdown:
    """text/markdown, as GoToSocial reads it (goldmark with raw HTML, footnotes, strikethrough and bare links)."""

    content_type = "text/markdown"

    def text(self, text: str) -> str:
        r"""Escape all that could become markup; `a * b` becomes `a \* b`."""
        escaped = _ALWAYS.sub(r"\\\g<0>", text)
        return _INDENT.sub(lambda hit: "\u00a0" * len(hit.group()), escaped)

    def link(self, url: str) -> str:
        """Write an autolink, which nothing around it can spoil."""
        if not url.startswith(("http://", "https://")):
            return self.text(url)
        return f"<{url}>"

    def named(self, label: str, url: str) -> str:
        """Write a named link; the address keeps only what can't end it early."""
        return f"[{self.text(label)}]({quote(url, safe=_IN_ADDRESS)})"


_IN_ADDRESS = "!#$%&'*+,/:;=?@-._~"
"""What an address between round brackets may hold unescaped: the URL characters of RFC 3986 without ()[]."""
