"""One tweet of an old archive as a neutral post."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

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
    Span,
    Text,
)
from migrator.sources import snowflake, statuslink
from migrator.sources.entities import Entity, cut
from migrator.sources.grailbird.structs import Entities, Tweet, UrlEntity

_NOTHING = Entities()
_DATE = "%Y-%m-%d %H:%M:%S %z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Makes posts; holds what all posts of an archive share."""

    owner: Owner
    ids: frozenset[int]
    """Every own post in the archive."""

    def item(self, tweet: Tweet, file: str) -> Post | Omission:
        """Return the post, or why it can't be read."""
        when = written_at(tweet)
        if when is None:
            why = Reason("unreadable", {"error": f"no date: {tweet.created_at!r}", "file": file})
            return Omission(source_id=str(tweet.id_str), reason=why)
        quote = None if is_repost(tweet) else quoted(tweet)
        status = statuslink.parse(quote.expanded_url or "") if quote else None
        return Post(
            source_id=str(tweet.id_str),
            written_at=when[0],
            order=tweet.id_str,
            body=self._body(tweet, quote),
            media=() if is_repost(tweet) else tuple(_media(tweet)),
            url=statuslink.status_url(self.owner.name, tweet.id_str),
            reply_to=None if is_repost(tweet) else self._reply_to(tweet),
            quote=self._quote(quote, status) if quote and status else None,
            repost_of=self._repost_of(tweet) if is_repost(tweet) else None,
            notes=() if when[1] else (Reason("date_uncertain"),),
        )

    def _link(self, url: str) -> Link:
        status = statuslink.parse(url)
        return Link(url, str(status.id)) if status is not None and status.id in self.ids else Link(url)

    def _body(self, tweet: Tweet, quote: UrlEntity | None) -> tuple[Span, ...]:
        # A retweet's offsets often count in the original's text; `cut` searches for what does not fit.
        spans = cut(tweet.text, list(self._entities(tweet, quote)), link=self._link)
        if tweet.in_reply_to_status_id_str is None and tweet.in_reply_to_user_id_str is None:
            return spans
        marked = list(spans)
        for position, span in enumerate(marked):
            if isinstance(span, Mention):
                marked[position] = replace(span, leading=True)
            elif not isinstance(span, Text) or span.text.strip():
                break
        return tuple(marked)

    def _entities(self, tweet: Tweet, quote: UrlEntity | None) -> Iterator[Entity]:
        entities = tweet.entities or _NOTHING
        for one in entities.media:
            yield _entity(one.indices, one.url, None)
        for url in entities.urls:
            target = url.expanded_url or url.url
            yield _entity(url.indices, url.url, Quote(target) if url is quote else self._link(target))
        for person in entities.user_mentions:
            name = person.screen_name
            number = str(person.id_str) if person.id_str is not None and person.id_str >= 0 else None
            yield _entity(person.indices, "@" + name, Mention(name, number, statuslink.profile_url(name)))
        for tag in entities.hashtags:
            yield _entity(tag.indices, "#" + tag.text, Hashtag(tag.text))

    def _reply_to(self, tweet: Tweet) -> Reference | None:
        parent, user, name = (
            tweet.in_reply_to_status_id_str,
            tweet.in_reply_to_user_id_str,
            tweet.in_reply_to_screen_name or "",
        )
        by_owner = user is not None and str(user) == self.owner.id
        if parent is None and (user is None or by_owner):
            return None
        return Reference(
            source_id=None if parent is None else str(parent),
            url="" if parent is None else statuslink.status_url(name, parent),
            author_id=None if user is None else str(user),
            author_name=name,
            own=by_owner or parent in self.ids,
        )

    def _quote(self, url: UrlEntity, status: statuslink.Status) -> Reference:
        return Reference(
            source_id=str(status.id),
            url=url.expanded_url or url.url,
            author_name=status.name,
            own=status.id in self.ids,
        )

    def _repost_of(self, tweet: Tweet) -> Reference:
        original = tweet.retweeted_status
        name = original.user.screen_name if original and original.user else _old_style_author(tweet)
        number = original.id_str if original else None
        author = original.user.id_str if original and original.user else None
        return Reference(
            source_id=str(number) if number else None,
            url=statuslink.status_url(name, number) if number else "",
            author_id=str(author) if author else None,
            author_name=name,
            own=name.lower() == self.owner.name.lower(),
        )


def is_repost(tweet: Tweet) -> bool:
    """Tell whether it repeats another's post, by Twitter's mark or by the old custom of writing RT before it."""
    return tweet.retweeted_status is not None or bool(_old_style_author(tweet))


def quoted(tweet: Tweet) -> UrlEntity | None:
    """Return the link to the quoted post: the last link, if it leads to a post."""
    urls = tweet.entities.urls if tweet.entities is not None else []
    status = statuslink.parse(urls[-1].expanded_url or "") if urls else None
    return urls[-1] if status is not None and status.id != tweet.id_str else None


def written_at(tweet: Tweet) -> tuple[datetime, bool] | None:
    """Return when it was written, and whether that is certain; None if nothing says so.

    Posts before November 2010 are stamped midnight. An id of the new kind holds the time, an old one does not:
    then the day stands, and the order of ids.
    """
    try:
        second = datetime.strptime(tweet.created_at, _DATE).astimezone(UTC)
    except ValueError:
        second = None
    ms = snowflake.milliseconds(tweet.id_str)
    if ms is None:
        return None if second is None else (second, bool(second.hour or second.minute or second.second))
    exact = snowflake.moment(ms)
    if second is None:
        return exact, False
    midnight = not (second.hour or second.minute or second.second)
    if exact.replace(microsecond=0) == second or (midnight and exact.date() == second.date()):
        return exact, True
    return second, False


def _old_style_author(tweet: Tweet) -> str:
    if not tweet.text.startswith("RT @"):
        return ""
    for person in tweet.entities.user_mentions if tweet.entities else ():
        if person.indices and person.indices[0] == len("RT "):
            return person.screen_name
    return ""


def _media(tweet: Tweet) -> Iterator[Media]:
    """Yield the pictures, which such an archive names but never holds."""
    for one in tweet.entities.media if tweet.entities else ():
        url = one.media_url_https or one.media_url
        kind = MediaType.VIDEO if "video_thumb" in url else MediaType.PHOTO
        yield Media(name="", type=kind, size_bytes=None, alt=one.media_alt or "", url=url)


def _entity(indices: list[int], written: str, span: Span | None) -> Entity:
    return Entity(indices[0] if indices else -1, written, span)
