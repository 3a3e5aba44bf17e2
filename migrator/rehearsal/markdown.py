"""Posts in Markdown: CommonMark, with the server's own mentions, hashtags and bare links."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from migrator.rehearsal.sanitise import clean
from migrator.rehearsal.text import Marker, Resolve, Written

Rule = Callable[[StateInline, bool], bool]

ADDRESS_HEAD = re.compile(r"(?:^|(?<=[\s(*_~]))(?:https?|www)$", re.IGNORECASE)
"""What stands before the `:` or `.` at which a bare address is noticed."""

NEXT = {":": "://", ".": "."}


def _any_link(url: str) -> bool:
    return bool(url)


def _parser(marker: Marker) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("strikethrough")
    # What may not be linked is taken out later, and its text stays.
    parser.validateLink = _any_link  # type: ignore[method-assign]  # the documented way
    parser.inline.ruler.before("escape", "marks", _marks(marker))
    parser.inline.ruler.before("escape", "addresses", _addresses(marker))
    return parser


def _marks(marker: Marker) -> Rule:
    """Return the rule for mentions and hashtags."""
    makers = {"@": marker.mention, "#": marker.hashtag}

    def rule(state: StateInline, silent: bool) -> bool:
        maker = makers.get(state.src[state.pos])
        return maker is not None and _pushed(state, maker(state.src, state.pos), silent=silent)

    return rule


def _addresses(marker: Marker) -> Rule:
    """Return the rule for bare addresses; their beginning has been read as text when it is noticed."""

    def rule(state: StateInline, silent: bool) -> bool:
        head = ADDRESS_HEAD.search(state.pending)
        following = NEXT.get(state.src[state.pos])
        if head is None or following is None or not state.src.startswith(following, state.pos) or state.linkLevel:
            return False
        made = marker.link(state.src, state.pos - len(head[0]))
        if made is not None and not silent:
            state.pending = state.pending[: -len(head[0])]
        return _pushed(state, made, silent=silent)

    return rule


def _pushed(state: StateInline, made: tuple[str, int] | None, *, silent: bool) -> bool:
    if made is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = made[0]
    state.pos = made[1]
    return True


def markdown(text: str, base_url: str, resolve: Resolve) -> Written:
    """Return Markdown as harmless HTML.

    A mention in a Markdown link's text is a mention; in an HTML link, in code or behind a backslash it is text.
    """
    marker = Marker(base_url, resolve)
    html = _parser(marker).render(text)
    marker.written.html = re.sub(r">\n+(?=<|$)", ">", clean(re.sub(r"<br ?/?>\n", "<br>", html)))
    return marker.written
