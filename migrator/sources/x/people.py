"""Everybody whom an X archive names: who is followed, blocked, muted, mentioned, answered or repeated."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from migrator.model import Owner, Relation, Sighting
from migrator.sources.jsarray import ArrayReader, Broken
from migrator.sources.x import parts
from migrator.sources.x.archive import XArchive, read
from migrator.sources.x.structs import Acquaintance, AcquaintanceItem, LikeItem, NoteItem, Tweet

_FILES: Final[tuple[tuple[Sequence[str], Relation], ...]] = (
    (parts.FOLLOWING, Relation.FOLLOWING),
    (parts.FOLLOWERS, Relation.FOLLOWER),
    (parts.BLOCKS, Relation.BLOCKED),
    (parts.MUTES, Relation.MUTED),
)
_LINKED_NAME = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?!intent\b|i/)(\w{1,50})/?(?:\?.*)?$")
_NAME = re.compile(r"(?<![\w@./])@(\w{1,15})(?![\w@])")
_ADDRESS = re.compile(r"[@＠]\w[^\s]*[@＠/.]\w|/@\w")
"""What a text must hold to be worth keeping: something like an address or a profile's link."""


def people(archive: XArchive, owner: Owner) -> Iterator[Sighting]:
    """Yield every mark that somebody else left, many of them several times; broken items are passed over."""
    for stems, relation in _FILES:
        yield from _listed(archive, stems, relation)
    seen: set[tuple[int, str]] = set()
    for _file, batch in archive.tweets(parts.POSTS + parts.COMMUNITY):
        for item in () if isinstance(batch, Broken) else batch:
            yield from _in_post(item.tweet or item, owner, seen)
    yield from _in_notes(archive)
    yield from _in_likes(archive, owner)


def _listed(archive: XArchive, stems: Sequence[str], relation: Relation) -> Iterator[Sighting]:
    reader = ArrayReader(AcquaintanceItem)
    for file in archive.newest(stems):
        for batch in read(reader, file):
            if isinstance(batch, Broken):
                continue
            for item in batch:
                found = item.following or item.follower or item.blocking or item.muting or Acquaintance()
                name = _LINKED_NAME.match(found.user_link)
                if found.account_id or name:
                    yield Sighting(
                        relation=relation, id=found.account_id, name=name[1] if name else "", where=relation.value
                    )


def _in_post(tweet: Tweet, owner: Owner, seen: set[tuple[int, str]]) -> Iterator[Sighting]:
    """Yield whom a post names; a post that names one person and an address may be about their move."""
    named = (
        [(one.id_str or 0, one.screen_name, one.name) for one in tweet.entities.user_mentions]
        if tweet.entities
        else []
    )
    if tweet.in_reply_to_screen_name:
        named.append((tweet.in_reply_to_user_id_str or 0, tweet.in_reply_to_screen_name, ""))
    others = [one for one in named if one[0] > 0 and str(one[0]) != owner.id]
    for id_, name, display in others:
        if (id_, name) not in seen:
            seen.add((id_, name))
            yield Sighting(relation=Relation.MENTIONED, id=str(id_), name=name, display_name=display, where="post")
    if len({id_ for id_, _, _ in others}) == 1 and _ADDRESS.search(tweet.full_text):
        id_, name, _ = others[0]
        said = _with_links(tweet)
        yield Sighting(relation=Relation.MENTIONED, id=str(id_), name=name, said=said, where="post")


def _with_links(tweet: Tweet) -> str:
    text = tweet.full_text
    for one in tweet.entities.urls if tweet.entities else ():
        if one.url and one.expanded_url:
            text = text.replace(one.url, one.expanded_url)
    return text


def _in_notes(archive: XArchive) -> Iterator[Sighting]:
    """Yield whom long posts name; they hold no ids."""
    items, _broken = archive.small(parts.NOTES, NoteItem)
    for name in {one.screen_name for item in items for one in item.note_tweet.core.mentions}:
        if name:
            yield Sighting(relation=Relation.MENTIONED, name=name, where="long post")


def _in_likes(archive: XArchive, owner: Owner) -> Iterator[Sighting]:
    """Yield liked texts that name one person and hold an address."""
    reader = ArrayReader(LikeItem)
    for file in archive.newest(parts.LIKES):
        for batch in read(reader, file):
            for item in () if isinstance(batch, Broken) else batch:
                text = item.like.full_text
                if "@" not in text or not _ADDRESS.search(text):
                    continue
                names = {name.lower() for name in _NAME.findall(text)} - {owner.name.lower()}
                if len(names) == 1:
                    yield Sighting(relation=Relation.MENTIONED, name=names.pop(), said=text, where="like")
