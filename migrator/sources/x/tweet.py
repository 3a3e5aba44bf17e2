"""What a tweet is: pure questions, asked by the overview and by the posts alike so that they agree."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from migrator.sources import snowflake, statuslink
from migrator.sources.x.structs import MediaEntity, MentionEntity, Tweet, UrlEntity

_RT = re.compile(r"RT @(\w{1,50}):")
_RT_NAME_AT = 3
_MONTHS = {
    name: number + 1
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    )
}
_LENGTH = len("Wed Mar 06 07:51:12 +0000 2024")


def written_second(text: str) -> datetime | None:
    """Read X's date; None if it is none. The names are English and the zone is +0000 in every archive.

    >>> written_second("Wed Mar 06 07:51:12 +0000 2024")
    datetime.datetime(2024, 3, 6, 7, 51, 12, tzinfo=datetime.timezone.utc)
    """
    if len(text) != _LENGTH or text[20:25] != "+0000":
        return None
    try:
        return datetime(
            int(text[26:]),
            _MONTHS[text[4:7]],
            int(text[8:10]),
            int(text[11:13]),
            int(text[14:16]),
            int(text[17:19]),
            tzinfo=UTC,
        )
    except (ValueError, KeyError):
        return None


def written_at(post_id: int, text: str) -> tuple[datetime, bool] | None:
    """Return when a post was written, to the millisecond where its id says so, and whether that is certain.

    Where id and date disagree the date is kept. None if neither says anything.
    """
    second = written_second(text)
    ms = snowflake.milliseconds(post_id)
    if ms is None:
        return (second, True) if second else None
    exact = snowflake.moment(ms)
    if second is None:
        return exact, False
    if exact.replace(microsecond=0) == second:
        return exact, True
    return second, False


def author_mention(tweet: Tweet) -> MentionEntity | None:
    """Return the mention of the author that a retweet begins with; None if it is no retweet.

    `retweeted` is false on every tweet of every archive; `RT @` with a mention at 3 is what tells.
    An author whose account is gone has no entity, but a colon still follows the name.
    """
    text = tweet.full_text
    if not text.startswith("RT @"):
        return None
    for mention in tweet.entities.user_mentions if tweet.entities else ():
        if mention.indices and mention.indices[0] == _RT_NAME_AT:
            return mention
    found = _RT.match(text)
    return MentionEntity(screen_name=found[1], indices=[_RT_NAME_AT, found.end(1)]) if found else None


def versions(tweet: Tweet) -> list[int]:
    """Return the ids of all versions that this version of a post knows of; empty if it was never edited."""
    info = tweet.edit_info
    if info is None:
        return []
    if info.edit is not None:
        later = info.edit
        known = later.edit_control_initial.edit_tweet_ids if later.edit_control_initial else []
        return sorted({tweet.id_str, *known, *([later.initial_tweet_id] if later.initial_tweet_id else [])})
    known = info.initial.edit_tweet_ids if info.initial else []
    return sorted({tweet.id_str, *known}) if len(known) > 1 else []


def media(tweet: Tweet) -> Sequence[MediaEntity]:
    """Return all media of a post."""
    if tweet.extended_entities is not None and tweet.extended_entities.media:
        return tweet.extended_entities.media
    return tweet.entities.media if tweet.entities is not None else ()


def quoted(tweet: Tweet, own_ids: Collection[int]) -> tuple[UrlEntity, statuslink.Status] | None:
    """Return the link to the quoted post: the last link, if it leads to a post; `own_ids` are this post's own."""
    urls = tweet.entities.urls if tweet.entities is not None else ()
    for url in reversed(urls):
        status = statuslink.parse(url.expanded_url or "")
        if status is None:
            return None
        if status.id not in own_ids:
            return url, status
    return None


def basenames(one: MediaEntity) -> list[str]:
    """Return what the file may be called behind the post's id, likeliest first.

    A photo keeps its name; of a video the archive holds the encoding of the highest bitrate, never its thumbnail.
    """
    if one.type == "photo":
        return [_basename(one.media_url_https or one.media_url)]
    encodings = one.video_info.variants if one.video_info is not None else []
    films = [each for each in encodings if each.content_type in ("video/mp4", "") and each.bitrate >= 0]
    return [_basename(each.url) for each in sorted(films, key=lambda each: -each.bitrate)]


def _basename(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
