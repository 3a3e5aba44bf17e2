"""From one post to the statuses it becomes, before they get their place in time."""

from collections.abc import Iterator
from dataclasses import dataclass

from migrator.convert.language import language_tag, says_none
from migrator.convert.lengths import Part, cost, shorten, shorten_plain, split, whole
from migrator.convert.mentions import neutralise
from migrator.convert.pieces import Piece
from migrator.jobs.attach import Attaching
from migrator.jobs.choices import Policies, TooLong
from migrator.jobs.plan import PlannedMedia
from migrator.jobs.wording import Worded, Wording
from migrator.model import Post, Reason, Reference
from migrator.targets.base import Limits

_WARNING_SHARE = 4
"""A content warning gets at most a quarter of a post's characters; real ones are a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A post as the statuses it becomes."""

    parts: tuple[Part, ...]
    media: tuple[tuple[PlannedMedia, ...], ...]
    """The files of each part; as many as there are parts."""

    content_type: str
    language: str | None
    sensitive: bool
    warning: str
    notes: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """Turns posts into drafts for one target."""

    policies: Policies
    limits: Limits
    wording: Wording
    attaching: Attaching

    def draft(self, post: Post, *, to_parent: Reference | None = None) -> Draft | Reason:
        """Return what the post becomes, or why it stays behind."""
        notes = [*post.notes, *_history(post)]
        # The media of a repost are somebody else's.
        chunks = [] if post.repost_of else self.attaching.fit(post, notes)
        if isinstance(chunks, Reason):
            return chunks
        worded = self.wording.write(post, to_parent=to_parent)
        if not chunks and not _says_anything(worded.body):
            return Reason("nothing_left")
        warning = self._warning(post, notes)
        if worded.formatted and cost([*worded.body, *worded.tail]) > self.limits.post_chars - len(warning):
            # A cut would tear marks apart: what has to be cut goes as plain lines.
            worded = self.wording.write(post, to_parent=to_parent, formatted=False)
        texts = self._texts(worded, self.limits.post_chars - len(warning), post, notes)
        if isinstance(texts, Reason):
            return texts
        count = max(len(texts), len(chunks), 1)
        notes.extend(worded.notes)
        return Draft(
            parts=(*texts, *[Part("")] * (count - len(texts))),
            media=(*chunks, *[()] * (count - len(chunks))),
            content_type=worded.content_type,
            language=_language(post, notes),
            sensitive=post.sensitive or bool(warning),
            warning=warning,
            notes=tuple(notes),
        )

    def _warning(self, post: Post, notes: list[Reason]) -> str:
        if not post.warning:
            return ""
        warning = self.wording.warning(post)
        most = self.limits.post_chars // _WARNING_SHARE
        if len(warning) <= most:
            return warning
        notes.append(Reason("warning_cut", {"chars": len(warning), "limit": most}))
        return shorten_plain(warning, most)

    def _texts(self, worded: Worded, limit: int, post: Post, notes: list[Reason]) -> list[Part] | Reason:
        pieces = [*worded.body, *worded.tail]
        chars = cost(pieces)
        if chars <= limit:
            return [_guarded(whole(pieces))]
        match self.policies.too_long:
            case TooLong.SKIP:
                return Reason("too_long", {"chars": chars, "limit": limit})
            case TooLong.TRUNCATE:
                notes.append(Reason("shortened", {"chars": chars, "limit": limit}))
                return [_guarded(self._shortened(worded, limit, post))]
            case TooLong.SPLIT:
                parts = [_guarded(part) for part in split(pieces, limit)]
                if len(parts) > 1:
                    notes.append(Reason("split", {"chars": chars, "limit": limit, "parts": len(parts)}))
                return parts

    def _shortened(self, worded: Worded, limit: int, post: Post) -> Part:
        """Keep the last lines, and add where the whole can be read."""
        tail = [Piece("\n\n"), *worded.tail] if worded.tail else []
        if post.url and not any(piece.address == post.url for piece in tail):
            url = Piece(post.url, whole=True, chars=self.limits.url_chars, address=post.url)
            tail = [Piece("\n\n"), url, Piece("\n"), *worded.tail]
        room = limit - cost(tail)
        if room < limit // 2:
            return shorten(worded.body, limit)
        head, end = shorten(worded.body, room), whole(tail)
        return Part(f"{head.text}\n\n{end.text}", (*head.own, *end.own))


def _history(post: Post) -> Iterator[Reason]:
    if post.updated_at is not None:
        yield Reason("edited", {"date": post.updated_at.date().isoformat()})
    if post.pinned:
        yield Reason("pinned")


def _says_anything(body: list[Piece]) -> bool:
    return any(not piece.text.isspace() for piece in body)


def _guarded(part: Part) -> Part:
    return part._replace(text=neutralise(part.text))


def _language(post: Post, notes: list[Reason]) -> str | None:
    language = language_tag(post.language)
    if language is None and not says_none(post.language):
        notes.append(Reason("language_dropped", {"language": post.language}))
    return language
