"""What else an archive holds: what is left unread, and what is odd about it."""

import re
from collections.abc import Iterator, Sequence

from migrator.model import Params, Reason
from migrator.sources.x import parts
from migrator.sources.x.archive import XArchive
from migrator.sources.x.losses import Losses

_UNREAD: Sequence[tuple[str, re.Pattern[str]]] = (
    ("direct_messages", re.compile("direct-message.*|direct_message.*|message-event.*|audio-video-calls.*")),
    ("deleted_posts_media", re.compile("deleted_tweets?_media.*")),
    ("circle_media", re.compile("twitter_circle_tweet_media.*")),
    ("ai_chats", re.compile("grok.*")),
    ("articles", re.compile("(twitter-)?article.*|(twitter_)?article_media.*")),
    ("spaces", re.compile("spaces.*|periscope.*")),
    ("moments", re.compile("moment.*")),
    ("advertising", re.compile("ads?-.*|personalization.*|user-link-clicks.*|branch-links.*")),
    ("contacts", re.compile("contact.*")),
    (
        "account_security",
        re.compile("ip-audit.*|device-token.*|ni-devices.*|email-.*|phone-number.*|sso.*|key-reg.*"),
    ),
)
"""The first pattern that fits counts. Why each is left alone is the face's sentence for the code."""


def not_read(archive: XArchive) -> Iterator[Reason]:
    """Yield what is there and stays closed, as `direct_messages {files, bytes}`."""
    files: dict[str, int] = {}
    size: dict[str, int] = {}
    kinds: dict[str, str | None] = {}
    for part in archive.parts:
        skip = len(part.data)
        for name in part.container.names():
            if not name.startswith(part.data):
                continue
            top = name[skip:].partition("/")[0]
            if top not in kinds:
                kinds[top] = next((code for code, pattern in _UNREAD if pattern.fullmatch(top)), None)
            code = kinds[top]
            if code is not None:
                files[code] = files.get(code, 0) + 1
                size[code] = size.get(code, 0) + (part.container.size(name) or 0)
    for code, _pattern in _UNREAD:
        if code in files:
            yield Reason(code, {"files": files[code], "bytes": size[code]})


def warnings(archive: XArchive, losses: Losses, duplicates: int) -> Iterator[Reason]:
    """Yield what a person should know before they rely on the archive."""
    for part in archive.parts:
        yield from part.warnings
    for part in archive.parts:
        if part.container.duplicates:
            yield Reason("duplicate_names", {"file": part.container.shown, "count": part.container.duplicates})
    if len(archive.parts) == 1 and archive.parts[0].manifest.archive_info.is_partial_archive:
        yield Reason("partial_archive")
    for name, count in archive.absent(parts.POSTS + parts.COMMUNITY + parts.NOTES):
        yield Reason("file_missing", {"file": name, "items": count})
    for name, lost in losses.short().items():
        params: Params = {"file": name, "lost": lost}
        yield Reason("posts_lost", params)
    damaged = [one for one in losses.broken if one.rest]
    yield from (Reason("file_damaged", {"file": one.file, "error": one.error}) for one in damaged)
    if duplicates:
        yield Reason("duplicate_posts", {"count": duplicates})
