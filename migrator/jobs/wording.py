"""The words of a status: the post's text by the person's policies, written for one target."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from migrator.convert.markup import Markdown, Markup, Plain
from migrator.convert.mentions import BREAK, neutralise
from migrator.convert.pieces import Costs, Piece, Raw, write
from migrator.convert.rich import is_formatted, lay_out
from migrator.jobs import polls
from migrator.jobs.choices import Mentions, Origin, Policies
from migrator.jobs.threads import full_name, own_names
from migrator.model import (
    Hashtag,
    Leaf,
    Link,
    Mention,
    Owner,
    Post,
    Quote,
    Reason,
    Reference,
    Span,
    Text,
    leaves,
)
from migrator.targets.base import Family, Limits

_PROFILES = {"x": "https://x.com/{}"}
"""Where a person's page is on networks whose archives give only the name."""

_HANDLE = re.compile(r"@?([\w.-]+)@((?:[\w-]+\.)*[\w-]+(?::[0-9]+)?)")
_TAG = re.compile(r"\w+")
_LINE = "\n\n"


@dataclass(slots=True)
class Worded:
    """A post's text, finished but not yet measured."""

    body: list[Piece]
    tail: list[Piece]
    """Last lines that a shortened text keeps: date, origin."""

    content_type: str
    notes: list[Reason] = field(default_factory=list)
    formatted: bool = False
    """Whether it holds marks that a cut would tear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Writes texts for one target."""

    owner: Owner
    network: str
    policies: Policies
    limits: Limits
    status_url_chars: int
    friends: Mapping[str, str]
    own_post: Callable[[str | None], str | None]
    """Returns the current id of an own post in the archive, by any of its ids; None for all others."""

    def write(self, post: Post, *, to_parent: Reference | None, formatted: bool = True) -> Worded:
        """Write a post; `to_parent` is set where a reply is kept that answers somebody else.

        `formatted` asks for the marks of styles, lists and quotes, where the post has any and the target reads
        them.
        """
        formatted = formatted and self._takes_markdown(post) and is_formatted(post.body)
        markup = Markdown() if formatted else self._markup(post)
        costs = Costs(self.limits.url_chars, self.status_url_chars, self.limits.post_chars // 2)
        notes: list[Reason] = []
        raws = list(self._repost(post) if post.repost_of else self._body(post, notes, formatted=formatted))
        tail = list(self._tail(post, notes))
        if to_parent is not None and to_parent.url:
            tail.insert(0, self._to(to_parent))
            notes.append(Reason("reply_linked", {"url": to_parent.url}))
        lead = [Raw(_LINE)] if raws and tail else []
        body = write([*raws, *lead], markup, costs)
        lines = [raw for line in tail for raw in (Raw("\n"), *line)][1:]
        return Worded(body, write(lines, markup, costs), markup.content_type, notes, formatted)

    def warning(self, post: Post) -> str:
        """Return the content warning as one line that mentions nobody and that the server can hold."""
        words = " ".join(post.warning.split())
        for char in self.limits.warning_forbids:
            words = words.replace(char, _INSTEAD.get(char, " "))
        return neutralise(words)

    def _markup(self, post: Post) -> Markup:
        """Write Markdown only where a named link needs it: plain text can't become anything else by accident."""
        plain = Plain(reads_escapes=self.limits.family is Family.GOTOSOCIAL)
        if self.policies.mentions not in (Mentions.LINK, Mentions.HANDLE) or not self._takes_markdown(post):
            return plain
        spans = leaves(self._without_own_lead(post))
        linked = any(isinstance(span, Mention) and self._page(span) for span in spans)
        return Markdown() if linked else plain

    def _takes_markdown(self, post: Post) -> bool:
        return Markdown.content_type in self.limits.content_types and post.repost_of is None

    def _body(self, post: Post, notes: list[Reason], *, formatted: bool) -> Iterator[Raw]:
        spans = list(self._without_own_lead(post))
        names = [full_name(span) for span in leaves(spans) if isinstance(span, Mention)]
        quoted = any(isinstance(span, Quote) for span in leaves(spans))
        yield from lay_out(spans, lambda span: self._span(span, post), formatted=formatted)
        if post.poll is not None:
            notes.append(Reason("poll_as_text"))
            yield Raw((_LINE if spans else "") + polls.as_text(post.poll, self.policies.polls))
        if post.quote is not None and post.quote.url and not quoted:
            yield Raw(_LINE)
            yield self._quote(post.quote.url, post)
        if names:
            code = _MENTION_NOTES[self.policies.mentions]
            notes.append(Reason(code, {"names": ", ".join(dict.fromkeys(names))}))

    def _without_own_lead(self, post: Post) -> Iterable[Span]:
        """Leave out the owner's own name where the network put it before a reply to oneself."""
        own = own_names(self.owner)
        return (
            span
            for span in post.body
            if not (isinstance(span, Mention) and span.leading and full_name(span).lower() in own)
        )

    def _span(self, span: Leaf, post: Post) -> Raw:
        match span:
            case Text():
                return Raw(span.text)
            case Link():
                return Raw(span.label or span.url, url=span.url, own=self.own_post(span.own_post))
            case Quote():
                return self._quote(span.url, post)
            case Hashtag():
                return Raw(f"#{span.tag}", whole=True, verbatim=_TAG.fullmatch(span.tag) is not None)
            case Mention():
                return self._mention(span)

    def _quote(self, url: str, post: Post) -> Raw:
        own = self.own_post(post.quote.source_id) if post.quote is not None else None
        return Raw(url, url=url, own=own)

    def _mention(self, span: Mention) -> Raw:
        page = self._page(span)
        if page:
            label, url = page
            return Raw(label, url=url, whole=True)
        sign = "＠" if self.policies.mentions is Mentions.FULLWIDTH else f"@{BREAK}"
        return Raw(sign + span.name, whole=True)

    def _page(self, span: Mention) -> tuple[str, str] | None:
        """Return label and address of the page that the policy links a name to; None if it stays a word."""
        if self.policies.mentions is Mentions.HANDLE:
            known = self.friends.get(full_name(span).lower(), "")
            found = _HANDLE.fullmatch(known or span.handle)
            page = "" if known or not found else span.profile_url
            return (f"@{found[1]}@{found[2]}", page or f"https://{found[2]}/@{found[1]}") if found else None
        if self.policies.mentions is Mentions.LINK:
            url = span.profile_url or (_PROFILES.get(self.network, "").format(span.name) if span.name else "")
            return (f"@{full_name(span)}", url) if url.startswith(("https://", "http://")) else None
        return None

    def _repost(self, post: Post) -> Iterator[Raw]:
        """Write who said it and where; what was said is theirs, and the archive has it only in part."""
        original = post.repost_of
        url = (original.url if original else "") or post.url
        if not url or original is None:
            return
        if original.author_name:
            yield Raw("♻ ")
            yield Raw(_sign(original.author_name), whole=True)
            yield Raw("\n")
        yield Raw(url, url=url, own=self.own_post(original.source_id))

    def _to(self, parent: Reference) -> list[Raw]:
        return [Raw("↪ "), Raw(parent.url, url=parent.url, own=self.own_post(parent.source_id))]

    def _tail(self, post: Post, notes: list[Reason]) -> Iterator[list[Raw]]:
        date = post.written_at.date().isoformat()
        dated = False
        match self.policies.origin:
            case Origin.LINK if post.url:
                yield [Raw(post.url, url=post.url)]
            case Origin.FOOTER if self.policies.footer:
                dated = "{date}" in self.policies.footer
                yield list(self._footer(post, date))
            case _:
                pass
        if not self.limits.keeps_dates:
            notes.append(Reason("date_in_text", {"date": date}))
            if not dated:
                yield [Raw(f"({date})")]

    def _footer(self, post: Post, date: str) -> Iterator[Raw]:
        for part in _FIELDS.split(self.policies.footer):
            match part:
                case "{url}" if post.url:
                    yield Raw(post.url, url=post.url)
                case "{url}":
                    yield Raw("")
                case "{date}":
                    yield Raw(date)
                case "{name}":
                    yield Raw(self.owner.name or self.owner.display_name)
                case _:
                    yield Raw(part)


def _sign(name: str) -> str:
    """Write an author's name; where only the server is known, that."""
    return name if "." in name and "@" not in name else f"@{BREAK}{name}"


_FIELDS = re.compile(r"(\{url\}|\{date\}|\{name\})")

_INSTEAD = {">": "›", "<": "‹"}
"""What stands for a character that a server can't hold in a content warning."""

_MENTION_NOTES = {
    Mentions.PLAIN: "names_kept_as_words",
    Mentions.FULLWIDTH: "names_kept_as_words",
    Mentions.LINK: "names_linked",
    Mentions.HANDLE: "names_linked",
    Mentions.SKIP: "names_kept_as_words",
}
