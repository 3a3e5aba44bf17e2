"""Another archive, with what only an export of the same account has.

X's own archive lacks descriptions of pictures, some quoted posts, some media files, and of a long post at times
all but the beginning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import IO

from migrator.errors import UserError
from migrator.model import (
    Fingerprint,
    Item,
    Link,
    Mention,
    Overview,
    Owner,
    Post,
    Quote,
    Reason,
    Span,
    Text,
    leaves,
)
from migrator.sources import statuslink
from migrator.sources.base import Source
from migrator.sources.container import Container
from migrator.sources.tally import Tally
from migrator.sources.twe import files
from migrator.sources.twe.export import Export, author
from migrator.sources.twe.posts import reference
from migrator.sources.twe.structs import Row
from migrator.sources.twe.text import as_quote, spans


class FilledSource:
    """The archive's posts, no more and no fewer; an export only adds to them."""

    def __init__(self, archive: Source, containers: Sequence[Container]) -> None:
        """Read the export; raises `UserError` if it holds no post of the archive's owner."""
        self.format, self.network = archive.format, archive.network
        self._archive = archive
        self._export = Export(containers)
        owner = archive.owner
        names = {name.lower() for name in (owner.name, *owner.former_names) if name}
        self._own = {
            row.id
            for row in self._export.by_id.values()
            if not row.retweeted_status and (author(row) == owner.id or (row.screen_name or "").lower() in names)
        }
        if not self._own and (owner.id or names):
            raise UserError(
                f"{self._export.shown} holds no post of @{owner.name or owner.id}, the archive's owner",
                hint="export the posts of that account, or give the archive alone",
            )

    @property
    def owner(self) -> Owner:
        """Whose archive it is, as the archive says."""
        return self._archive.owner

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells whether both are still the same."""
        added = tuple(container.stamp for container in self._export.containers)
        return Fingerprint(self._archive.fingerprint.files + added)

    def overview(self) -> Overview:
        """Count the archive, and what is different with the export."""
        plain = self._archive.overview()
        tally, long = Tally(), 0
        for before, after in self._pairs():
            tally.add_all((after,))
            long += _is_cut(before) and not _is_cut(after)
        broken = (Reason("row_unread", {"row": row.place, "error": row.error}) for row in self._export.broken)
        return replace(
            plain,
            notes=plain.notes + long,
            warnings=(*plain.warnings, *broken, *tally.warnings()),
            **tally.fields(),
        )

    def items(self) -> Iterator[Item]:
        """Yield the archive's items."""
        return (after for _before, after in self._pairs())

    def open_media(self, name: str) -> IO[bytes]:
        """Open a file of the archive."""
        return self._archive.open_media(name)

    def close(self) -> None:
        """Let go of the files."""
        self._archive.close()
        for container in self._export.containers:
            container.close()

    def _pairs(self) -> Iterator[tuple[Item, Item]]:
        for item in self._archive.items():
            row = self._row(item.source_id) if isinstance(item, Post) else None
            yield item, self._filled(item, row) if isinstance(item, Post) and row is not None else item

    def _row(self, source_id: str) -> Row | None:
        return self._export.by_id.get(int(source_id)) if source_id.isdecimal() else None

    def _filled(self, post: Post, row: Row) -> Post:
        if post.repost_of is not None:
            return self._original(post, row)
        if _is_cut(post):
            post = self._whole(post, row)
        if post.media and row.media:
            post = replace(post, media=files.filled(post.source_id, post.media, row.media))
        return self._quote(post, row)

    def _original(self, post: Post, row: Row) -> Post:
        """Say which post a repost repeats; the archive mostly knows only whose it is."""
        known = post.repost_of
        if known is None or known.source_id is not None or not row.retweeted_status:
            return post
        found = reference(row.retweeted_status, self._export.by_id, self._own)
        name = known.author_name or found.author_name
        url = statuslink.status_url(name, row.retweeted_status)
        return replace(post, repost_of=replace(known, source_id=found.source_id, url=url, author_name=name))

    def _quote(self, post: Post, row: Row) -> Post:
        """Say which post is quoted, and of one that is known, whose it is."""
        if not row.quoted_status:
            return post
        found = reference(row.quoted_status, self._export.by_id, self._own)
        if post.quote is None:
            return replace(post, quote=found, body=as_quote(post.body, str(row.quoted_status)))
        if post.quote.author_name or post.quote.source_id != found.source_id:
            return post
        return replace(post, quote=replace(post.quote, author_name=found.author_name, author_id=found.author_id))

    def _whole(self, post: Post, row: Row) -> Post:
        """Put the whole text in place of its beginning; leading names and the quote stay."""
        whole = spans(row, self._link)
        if _length(whole) <= _length(post.body) or (row.full_text or "").rstrip().endswith("…"):
            return post
        quotes = [span for span in post.body if isinstance(span, Quote)]
        for span in quotes:
            status = statuslink.parse(span.url)
            whole = as_quote(whole, str(status.id)) if status is not None else whole
        there = {span.url for span in whole if isinstance(span, Quote)}
        head = [span for span in post.body if isinstance(span, Mention) and span.leading]
        repeated = {span.name.lower() for span in whole[: 2 * len(head)] if isinstance(span, Mention)}
        leading = [part for span in head if span.name.lower() not in repeated for part in (span, Text(" "))]
        missing = [] if there else [part for span in quotes for part in (Text("\n\n"), span)]
        notes = tuple(note for note in post.notes if note.code != "truncated")
        return replace(post, body=(*leading, *whole, *missing), notes=notes)

    def _link(self, url: str) -> Link:
        status = statuslink.parse(url)
        return Link(url, str(status.id)) if status is not None and status.id in self._own else Link(url)


def _is_cut(item: Item) -> bool:
    return isinstance(item, Post) and any(note.code == "truncated" for note in item.notes)


def _length(body: Sequence[Span]) -> int:
    """Return how many characters of plain words there are: links may be short or written out."""
    return sum(len(span.text) for span in leaves(body) if isinstance(span, Text))
