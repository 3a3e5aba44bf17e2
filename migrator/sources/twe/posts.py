"""One row as a neutral post."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from migrator.model import Link, Mention, Omission, Owner, Post, Reason, Reference, Scope, Span
from migrator.sources import snowflake, statuslink
from migrator.sources.languages import language
from migrator.sources.rows import moment
from migrator.sources.twe import files
from migrator.sources.twe.structs import Metadata, Row, metadata
from migrator.sources.twe.text import as_quote, spans

_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
_REPOST = re.compile(r"RT @(\w{1,15})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Makes posts; holds what all posts of an export share."""

    owner: Owner
    rows: Mapping[int, Row]
    own: Collection[int]
    """The ids of the owner's posts, reposts not."""

    def item(self, row: Row) -> Post | Omission:
        """Return the owner's post, or why there is none."""
        when = written_at(row)
        if when is None:
            why = Reason("unreadable", {"error": f"no date: {row.created_at!r}"})
            return Omission(source_id=str(row.id), reason=why)
        said = metadata(row)
        if said.in_circle:
            return Omission(source_id=str(row.id), reason=Reason("circle"), written_at=when[0])
        repost, body = bool(row.retweeted_status), spans(row, self._link)
        return Post(
            source_id=str(row.id),
            written_at=when[0],
            order=row.id,
            body=as_quote(body, str(row.quoted_status)) if row.quoted_status and not repost else body,
            media=() if repost else tuple(files.media(row.id, one) for one in row.media or ()),
            url=statuslink.status_url(self.owner.name, row.id),
            language=language(said.legacy.lang),
            sensitive=bool(said.legacy.possibly_sensitive),
            scope=Scope.COMMUNITY if said.in_community else Scope.EVERYONE,
            reply_to=None if repost else self._reply_to(row, said, body),
            quote=reference(row.quoted_status, self.rows, self.own) if row.quoted_status and not repost else None,
            repost_of=self._repost_of(row) if repost else None,
            likes=0 if repost else row.favorite_count or 0,
            notes=() if when[1] else (Reason("date_uncertain"),),
        )

    def _link(self, url: str) -> Link:
        status = statuslink.parse(url)
        return Link(url, str(status.id)) if status is not None and status.id in self.own else Link(url)

    def _reply_to(self, row: Row, said: Metadata, body: tuple[Span, ...]) -> Reference | None:
        """Return what the post answers; of a post that is not in the export, the first name tells whose it is."""
        parent = row.in_reply_to
        if not parent:
            return None
        known = reference(parent, self.rows, self.own)
        leading = next((span.name for span in body if isinstance(span, Mention) and span.leading), "")
        name = known.author_name or said.legacy.in_reply_to_screen_name or leading
        number = known.author_id or said.legacy.in_reply_to_user_id_str
        own = known.own or (number == self.owner.id if number else name.lower() in ("", self.owner.name.lower()))
        return Reference(
            source_id=str(parent),
            url=statuslink.status_url(name or (self.owner.name if own else ""), parent),
            author_id=number,
            author_name=name or (self.owner.name if own else ""),
            own=own,
        )

    def _repost_of(self, row: Row) -> Reference:
        original = row.retweeted_status or 0
        known = reference(original, self.rows, self.own)
        said = _REPOST.match(row.full_text or "")
        name = known.author_name or (said[1] if said else "")
        return Reference(
            source_id=str(original),
            url=statuslink.status_url(name, original),
            author_id=known.author_id,
            author_name=name,
            own=known.own or (bool(name) and name.lower() == self.owner.name.lower()),
        )


def reference(post_id: int, rows: Mapping[int, Row], own: Collection[int]) -> Reference:
    """Return another post, with its author where the export holds it too."""
    row = rows.get(post_id, Row())
    name = row.screen_name or ""
    return Reference(
        source_id=str(post_id),
        url=statuslink.status_url(name, post_id),
        author_id=str(row.user_id) if row.user_id else None,
        author_name=name,
        own=post_id in own,
    )


def written_at(row: Row) -> tuple[datetime, bool] | None:
    """Return when a post was written, and whether that is certain; None if nothing says so.

    The id says it to the millisecond and in no zone. Before November 2010 ids said nothing: then the date counts,
    and without a zone it is uncertain.
    """
    ms = snowflake.milliseconds(row.id)
    if ms is not None:
        return snowflake.moment(ms), True
    when = moment(row.created_at)
    return None if when is None else (when, _ZONE.search(row.created_at or "") is not None)
