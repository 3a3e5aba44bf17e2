"""A status's text as a reader's app will show it: lines, links and hashtags, as safe HTML."""

import html
import re
from typing import Final

from markupsafe import Markup

URL: Final = r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}'…]"
HASHTAG: Final = r"(?<![\w/&])#\w*[^\W\d_]\w*"

PLAIN: Final = re.compile(rf"(?P<url>{URL})|(?P<tag>{HASHTAG})")
MARKDOWN: Final = re.compile(
    r"<a href=\"(?P<anchor>https?://[^\"]+)\">(?P<shown>[^<]*)</a>"
    r"|\[(?P<label>(?:\\.|[^\]\\])*)\]\((?P<target>https?://[^)\s]+)\)"
    rf"|(?P<url>{URL})|(?P<tag>{HASHTAG})|\\(?P<escaped>[!-/:-@\[-`{{-~])|(?P<entity>&(?:\w+|\#\d+);)"
)
"""The Markdown that a replay writes: links, escapes and entities; nothing else is markup in it."""


def rich(text: str, content_type: str) -> Markup:
    """Return the text as HTML with nothing in it but links, hashtags and line breaks."""
    pattern = MARKDOWN if content_type == "text/markdown" else PLAIN
    parts: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        parts += [html.escape(text[end : match.start()]), _piece(match)]
        end = match.end()
    parts.append(html.escape(text[end:]))
    return Markup("".join(parts).replace("\n", "<br>"))  # noqa: S704 - every piece is escaped above


def _piece(match: re.Match[str]) -> str:
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    match found:
        case {"anchor": href, "shown": shown}:
            return _link(html.unescape(href), html.unescape(shown))
        case {"label": label, "target": href}:
            return _link(href, re.sub(r"\\(.)", r"\1", label))
        case {"url": href}:
            return _link(href, href)
        case {"tag": tag}:
            return f'<span class="tag">{html.escape(tag)}</span>'
        case {"escaped": sign}:
            return html.escape(sign)
        case _:
            return html.escape(html.unescape(match.group()))


def _link(href: str, shown: str) -> str:
    return f'<a href="{html.escape(href)}" rel="noreferrer">{html.escape(shown)}</a>'
