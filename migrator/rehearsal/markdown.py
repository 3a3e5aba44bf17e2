"""Posts in Markdown: CommonMark, with the server's own mentions, hashtags and bare links."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from migrator.rehearsal.sanitise import clean
from migrator.rehearsal.text import Marker, Resolve, Written

SCHEME = re.compile(r"(?:^|[^A-Za-z0-9])(https?)$", re.IGNORECASE)


def _rule_for(marker: Marker) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("strikethrough")

    def inline(state: StateInline, silent: bool) -> bool:
        sign = state.src[state.pos]
        made = None
        if sign == "@":
            made = marker.mention(state.src, state.pos)
        elif sign in "#＃":
            made = marker.hashtag(state.src, state.pos)
        if made is None:
            return False
        if not silent:
            state.push("html_inline", "", 0).content = made[0]
        state.pos = made[1]
        return True

    def link(state: StateInline, silent: bool) -> bool:
        scheme = SCHEME.search(state.pending)
        if scheme is None or not state.src.startswith("://", state.pos) or state.linkLevel > 0:
            return False
        made = marker.link(state.src, state.pos - len(scheme[1]))
        if made is None:
            return False
        if not silent:
            state.pending = state.pending[: -len(scheme[1])]
            state.push("html_inline", "", 0).content = made[0]
        state.pos = made[1]
        return True

    parser.inline.ruler.before("escape", "marks", inline)
    parser.inline.ruler.before("escape", "bare_link", link)
    return parser


def markdown(text: str, base_url: str, resolve: Resolve) -> Written:
    """Return Markdown as harmless HTML.

    A mention in a Markdown link's text is a mention; inside an HTML link, in code or behind a backslash it is text.
    """
    marker = Marker(base_url, resolve)
    html = _rule_for(marker).render(text)
    marker.written.html = re.sub(r">\n+(?=<|$)", ">", clean(re.sub(r"<br ?/?>\n", "<br>", html)))
    return marker.written
