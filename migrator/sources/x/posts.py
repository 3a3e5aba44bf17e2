"""One tweet as a neutral post."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrator.model import (
    Hashtag,
    Link,
    Media,
    MediaType,
    Mention,
    Omission,
    Owner,
    Post,
    Quote,
    Reason,
    Reference,
    Scope,
    Span,
    Text,
)
from migrator.sources import statuslink
from migrator.sources.entities import Entity, cut
from migrator.sources.languages import language
from migrator.sources.x import tweet as ask
from migrator.sources.x.archive import XArchive
from migrator.sources.x.index import Index
from migrator.sources.x.notes import Notes, is_cut
from migrator.sources.x.structs import Entities, MediaEntity, MentionEntity, Note, Tweet, UrlEntity

MEDIA_TYPES = {"photo": MediaType.PHOTO, "video": MediaType.VIDEO, "animated_gif": MediaType.ANIMATED_GIF}
_NOTHING = Entities()


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Makes posts; holds what all posts of an archive share."""

    archive: XArchive
    owner: Owner
    index: Index
    notes: Notes

    def item(self, tweet: Tweet, scope: Scope, folders: Sequence[str], file: str) -> Post | Omission:
        """Return the post; an omission if it is an earlier version of another, or has no date."""
        last = self.index.edits.last(tweet.id_str, self.index.posts)
        if last == tweet.id_str:
            return self._post(tweet, scope, folders, file)
        when = ask.written_at(tweet.id_str, tweet.created_at)
        why = Reason("superseded", {"by": str(last)})
        return Omission(source_id=str(tweet.id_str), reason=why, written_at=when[0] if when else None)

    def _post(self, tweet: Tweet, scope: Scope, folders: Sequence[str], file: str) -> Post | Omission:
        """Return the post, or why it can't be read."""
        when = ask.written_at(tweet.id_str, tweet.created_at)
        if when is None:
            why = Reason("unreadable", {"error": f"no date: {tweet.created_at!r}", "file": file})
            return Omission(source_id=str(tweet.id_str), reason=why)
        author = ask.author_mention(tweet)
        own_ids = self.index.edits.groups.get(tweet.id_str) or {tweet.id_str}
        quoted = ask.quoted(tweet, own_ids) if author is None else None
        note = self.notes.of(tweet, ask.written_second(tweet.created_at)) if author is None else None
        remarks = [] if when[1] else [Reason("date_uncertain")]
        if author is None and note is None and is_cut(tweet):
            remarks.append(Reason("truncated"))
        return Post(
            source_id=str(tweet.id_str),
            written_at=when[0],
            order=tweet.id_str,
            body=self._body(tweet, own_ids, quoted[0] if quoted else None, note),
            media=() if author is not None else tuple(self._media(tweet, own_ids, folders)),
            url=statuslink.status_url(self.owner.name, tweet.id_str),
            language=language(tweet.lang),
            sensitive=bool(tweet.possibly_sensitive),
            scope=scope,
            reply_to=self._reply_to(tweet) if author is None else None,
            quote=self._quote(*quoted) if quoted else None,
            repost_of=self._repost_of(tweet, author) if author is not None else None,
            likes=tweet.favorite_count or 0,
            versions=self.index.edits.earlier(tweet.id_str),
            notes=tuple(remarks),
        )

    def _link(self, url: str) -> Link:
        status = statuslink.parse(url)
        return Link(url, self.index.own(status.id)) if status is not None else Link(url)

    def _reply_to(self, tweet: Tweet) -> Reference | None:
        """Return what the post answers; a reply may name the person only, where the post is gone."""
        parent, user, name = (
            tweet.in_reply_to_status_id_str, tweet.in_reply_to_user_id_str, tweet.in_reply_to_screen_name or "",
        )  # fmt: skip
        if parent is None and (user is None or str(user) == self.owner.id):
            return None
        known = self.index.own(parent) if parent is not None else None
        source_id = known or (str(parent) if parent is not None else None)
        return Reference(
            source_id=source_id,
            url=statuslink.status_url(name, source_id) if source_id else "",
            author_id=str(user) if user is not None and user >= 0 else None,
            author_name=name,
            own=known is not None or (user is not None and str(user) == self.owner.id),
        )

    def _quote(self, url: UrlEntity, status: statuslink.Status) -> Reference:
        own = self.index.own(status.id)
        return Reference(
            source_id=own or str(status.id),
            url=url.expanded_url or url.url,
            author_name=status.name,
            own=own is not None,
        )

    def _repost_of(self, tweet: Tweet, author: MentionEntity) -> Reference:
        """Return the original; its id survives only where its media came with it."""
        original = next(
            (
                one.source_status_id_str
                for one in ask.media(tweet)
                if one.source_status_id_str and one.source_user_id_str == author.id_str
            ),
            None,
        )
        return Reference(
            source_id=str(original) if original else None,
            url=statuslink.status_url(author.screen_name, original) if original else "",
            author_id=_user_id(author),
            author_name=author.screen_name,
            own=author.screen_name.lower() == self.owner.name.lower()
            or _user_id(author) == (self.owner.id or None),
        )

    def _media(self, tweet: Tweet, ids: set[int], folders: Sequence[str]) -> Iterator[Media]:
        newest_first = sorted(ids, reverse=True)
        for one in ask.media(tweet):
            names = ask.basenames(one)
            found = self.archive.media(newest_first, names, folders)
            yield Media(
                name=found[0] if found else "",
                type=MEDIA_TYPES.get(one.type, MediaType.PHOTO),
                size_bytes=found[1] if found else None,
                alt=one.ext_alt_text or "",
                url=_served_at(one),
            )

    def _body(
        self, tweet: Tweet, own_ids: set[int], quote: UrlEntity | None, note: Note | None
    ) -> tuple[Span, ...]:
        entities = [*self._entities(tweet, own_ids, quote)]
        spans = cut(tweet.full_text, entities, link=self._link)
        if tweet.in_reply_to_status_id_str or tweet.in_reply_to_user_id_str:
            spans = _mark_leading(spans)
        return spans if note is None else self._with_note(spans, note)

    def _entities(self, tweet: Tweet, own_ids: set[int], quote: UrlEntity | None) -> Iterator[Entity]:
        entities = tweet.entities or _NOTHING
        for one in ask.media(tweet):
            yield _entity(one.indices, one.url, None)
        for url in entities.urls:
            yield _entity(url.indices, url.url, self._url_span(url, own_ids, is_quote=url is quote))
        for mention in entities.user_mentions:
            yield _entity(
                mention.indices, "@" + mention.screen_name, _mention(mention.screen_name, _user_id(mention))
            )
        for tag in entities.hashtags:
            yield _entity(tag.indices, "#" + tag.text, Hashtag(tag.text))

    def _url_span(self, url: UrlEntity, own_ids: set[int], *, is_quote: bool) -> Span | None:
        target = url.expanded_url or url.url
        if is_quote:
            return Quote(target)
        status = statuslink.parse(target)
        if status is not None and status.id in own_ids and status.media:
            return None
        return self._link(target)

    def _with_note(self, short: tuple[Span, ...], note: Note) -> tuple[Span, ...]:
        """Put the whole text in place of its beginning; what only the tweet has stays: leading names and quote."""
        core = note.core
        quotes = [span for span in short if isinstance(span, Quote)]
        wanted = {span.url for span in quotes}
        entities = [
            *(
                Entity(url.from_index, url.short_url, self._note_url(url.expanded_url or url.short_url, wanted))
                for url in core.urls
            ),
            *(
                Entity(one.from_index, "@" + one.screen_name, _mention(one.screen_name, None))
                for one in core.mentions
            ),
            *(Entity(tag.from_index, "#" + tag.text, Hashtag(tag.text)) for tag in core.hashtags),
        ]
        whole = cut(core.text, entities, escaped=False, link=self._link)
        head = [span for span in short if isinstance(span, Mention) and span.leading]
        repeated = {span.name.lower() for span in whole[: 2 * len(head)] if isinstance(span, Mention)}
        leading = [part for span in head if span.name.lower() not in repeated for part in (span, Text(" "))]
        missing = [span for span in quotes if span not in whole]
        return (*leading, *whole, *(part for span in missing for part in (Text("\n\n"), span)))

    def _note_url(self, target: str, quotes: set[str]) -> Span:
        return Quote(target) if target in quotes else self._link(target)


def _entity(indices: Sequence[int], written: str, span: Span | None) -> Entity:
    return Entity(indices[0] if indices else -1, written, span)


def _mention(name: str, user_id: str | None) -> Mention:
    return Mention(name, user_id, statuslink.profile_url(name))


def _user_id(mention: MentionEntity) -> str | None:
    """Return the person's id; X writes -1 where the account is gone."""
    return str(mention.id_str) if mention.id_str is not None and mention.id_str >= 0 else None


def _mark_leading(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Mark the names that X put before a reply by itself."""
    marked = list(spans)
    for position, span in enumerate(marked):
        if isinstance(span, Mention):
            marked[position] = Mention(span.name, span.source_id, span.profile_url, leading=True)
        elif not isinstance(span, Text) or span.text.strip():
            break
    return tuple(marked)


def _served_at(one: MediaEntity) -> str:
    """Return where X served the file itself, not its thumbnail."""
    if one.type == "photo":
        return one.media_url_https or one.media_url
    films = [each for each in one.video_info.variants if each.bitrate >= 0] if one.video_info else []
    return max(films, key=lambda each: each.bitrate).url if films else ""
