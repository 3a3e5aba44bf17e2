"""Short links in posts: which are worth a look-up, and the posts with what came of it in their place."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from migrator.model import Block, Link, Post, Reason, Span, Styled, Text, leaves

_SHORT: Final = re.compile(r"https?://t\.co/\w+/?", re.IGNORECASE)
"""X's own shortener: every address in a tweet was given one, whether its writer wanted that or not."""

_STATUS: Final = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?:i/web|\w+)/status(?:es)?/(?P<id>\d+)"
    r"(?P<media>/(?:photo|video)/\d+)?/?(?:[?#].*)?",
    re.IGNORECASE,
)
"""A post's page on X, or a picture's below it."""


def short_links(posts: Iterable[Post]) -> list[str]:
    """Return the short links that the archive does not expand, each once, in reading order."""
    spans = (span for post in posts if post.repost_of is None for span in leaves(post.body))
    return list(dict.fromkeys(span.url for span in spans if isinstance(span, Link) and _SHORT.fullmatch(span.url)))


def expanded(post: Post, links: Mapping[str, str], own_post: Callable[[str | None], str | None]) -> Post:
    """Return the post with the addresses that short links lead to; a link that leads to itself stays.

    `own_post` returns the current id of an own post, None for all others.
    """
    if not links or post.repost_of is not None or not any(_is_short(span) for span in leaves(post.body)):
        return post
    work = _Expanding(post, links, own_post)
    body = work.spans(post.body)
    if work.dropped and body and isinstance(last := body[-1], Text):
        body = (*body[:-1], Text(last.text.rstrip()))
    notes = [
        Reason(code, {"count": count})
        for code, count in (("links_expanded", work.led), ("links_kept_short", work.kept))
        if count
    ]
    return replace(post, body=body, notes=(*post.notes, *notes))


@dataclass(slots=True)
class _Expanding:
    post: Post
    links: Mapping[str, str]
    own_post: Callable[[str | None], str | None]
    led: int = field(default=0)
    kept: int = field(default=0)
    dropped: bool = field(default=False)

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        made = []
        for span in spans:
            one: Span | None = span
            if isinstance(span, Styled | Block):
                one = replace(span, spans=self.spans(span.spans))
            elif isinstance(span, Link) and _is_short(span):
                one = self._link(span)
            if one is not None:
                made.append(one)
        return tuple(made)

    def _link(self, link: Link) -> Link | None:
        """Return the long link; None where it only shows the post's own pictures, which are attached."""
        url = self.links.get(link.url, link.url)
        if url == link.url:
            self.kept += 1
            return link
        self.led += 1
        status = _STATUS.fullmatch(url)
        own = self.own_post(status["id"]) if status else None
        if status and status["media"] and own == self.post.source_id and self.post.media:
            self.dropped = True
            return None
        return Link(url, own, label=link.label)


def _is_short(span: Span) -> bool:
    return isinstance(span, Link) and _SHORT.fullmatch(span.url) is not None
