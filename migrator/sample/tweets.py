"""The diary's posts in the shapes that X uses: every number a string, offsets into the escaped text."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from migrator.sample.entry import FORMER_NAME, OWNER_ID, OWNER_NAME, Entry
from migrator.sample.letters import LETTERS
from migrator.sample.people import PEOPLE

Json = dict[str, object]

_EPOCH_MS = 1_288_834_974_657
"""IdWorker.twepoch: https://github.com/twitter-archive/snowflake"""

_FIRST_SNOWFLAKE = datetime(2010, 11, 5, tzinfo=UTC)
MEDIA_LINK = -1
"""Stands for the number of the link that all media of a post share."""

_CUT_CHARS = 274
"""Where X cuts a long post, so that an ellipsis still fits into 280."""

_TOKEN = re.compile(
    r"<<(?P<link>[^>]+)>>|(?P<media>\[\[media\]\])|(?<!\w)@(?P<name>\w+)|(?<![\w&])#(?P<tag>\w*[^\W\d]\w*)"
)
_CODE = re.compile("[^A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class MediaFile:
    """One media file of a post, as the archive names it."""

    type: str
    basename: str
    source: str
    """The picture's or film's name."""


def post_id(entry: Entry) -> int:
    """Return an id that holds the entry's time, as X makes them; a small one before November 2010."""
    when = moment(entry.at)
    salt = int.from_bytes(hashlib.sha256(entry.key.encode()).digest()[:2]) & 0xFFF
    if when < _FIRST_SNOWFLAKE:
        return 1_000_000_000 + round(when.timestamp()) - 1_230_000_000
    return (round(when.timestamp() * 1000) - _EPOCH_MS << 22) | salt


def moment(at: str) -> datetime:
    """Read an entry's time."""
    return datetime.fromisoformat(at).replace(tzinfo=UTC)


def created_at(when: datetime) -> str:
    """Write a time as X does in posts; the names are English whatever the machine speaks."""
    day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[when.weekday()]
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day} {names[when.month - 1]} {when.day:02} {when:%H:%M:%S} +0000 {when.year}"


def short_link(entry: Entry, number: int) -> str:
    """Return a made-up t.co address."""
    scheme = "http" if moment(entry.at).year <= 2013 else "https"  # noqa: PLR2004  # as X did
    digest = hashlib.sha256(f"{entry.key}/{number}".encode()).hexdigest()
    return f"{scheme}://t.co/Cr{digest[:8]}"


def media_files(entry: Entry) -> list[MediaFile]:
    """Return the media of an entry."""
    if entry.film:
        kind = "animated_gif" if entry.film == "turning_sky" else "video"
        return [MediaFile(kind, f"{_CODE.sub('', entry.film)}Hi.mp4", entry.film)]
    return [
        MediaFile("photo", f"Fk{_CODE.sub('', name).title()}.{'png' if name.endswith('_png') else 'jpg'}", name)
        for name in entry.photos
    ]


def tweet(entry: Entry, ids: Mapping[str, int]) -> Json:
    """Return a post as it stands in tweets.js."""
    media = media_files(entry)
    source = entry.text
    if entry.note:
        source += LETTERS[entry.note][:_CUT_CHARS].rstrip() + "…"
    if media and "[[media]]" not in source:
        source = f"{source} [[media]]".lstrip()
    text, entities, media_at = _render(entry, source, ids)
    extended = [_media(entry, one, number, media_at, ids) for number, one in enumerate(media)]
    result: Json = {
        "edit_info": _edit_info(entry, ids),
        "retweeted": False,
        "source": '<a href="https://crumbstar.example" rel="nofollow">Flour Cloud for Desktop</a>',
        "entities": entities | ({"media": extended[:1]} if extended else {}),
        "display_text_range": ["0", str(len(text))],
        "favorite_count": str(entry.likes),
        **_reply(entry, ids),
        "id_str": str(ids[entry.key]),
        "id": str(ids[entry.key]),
        "truncated": False,
        "retweet_count": str(entry.likes // 7),
        "created_at": created_at(moment(entry.at)),
        "favorited": False,
        "full_text": text,
        "lang": entry.lang,
    }
    if extended:
        result["extended_entities"] = {"media": extended}
    if extended or entities["urls"]:
        result["possibly_sensitive"] = entry.sensitive
    if entry.kind == "community":
        result |= {"community_id": "1500000000000000777", "community_id_str": "1500000000000000777"}
    return result


def _render(entry: Entry, source: str, ids: Mapping[str, int]) -> tuple[str, Json, list[str]]:
    """Return the escaped text, its entities, and where the media link stands."""
    text, at = "", 0
    found: dict[str, list[Json]] = {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []}
    media_at: list[str] = []
    for token in _TOKEN.finditer(source):
        text += _escape(source[at : token.start()])
        at = token.end()
        start = len(text)
        target = token["link"] and _target(token["link"], ids)
        written = (
            token[0]
            if token["name"] or token["tag"]
            else short_link(entry, MEDIA_LINK if token["media"] else len(found["urls"]))
        )
        written = target if target and entry.plain else written
        text += written
        place = [str(start), str(len(text))]
        if token["media"]:
            media_at = place
        elif target and not entry.plain:
            shown = target.partition("//")[2]
            found["urls"].append({"url": written, "expanded_url": target, "display_url": shown, "indices": place})
        elif token["tag"]:
            found["hashtags"].append({"text": token["tag"], "indices": place})
        elif token["name"] in PEOPLE:
            number = str(PEOPLE[token["name"]])
            person = {"name": token["name"].title(), "screen_name": token["name"], "indices": place}
            found["user_mentions"].append({**person, "id_str": number, "id": number})
    return text + _escape(source[at:]), dict(found), media_at


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _target(link: str, ids: Mapping[str, int]) -> str:
    """Return the address a link of the diary leads to."""
    how, _, key = link.partition(":")
    match how:
        case "own":
            return f"https://twitter.com/{OWNER_NAME}/status/{ids[key]}"
        case "old":
            return f"https://twitter.com/{FORMER_NAME.upper()}/status/{ids[key]}"
        case "web":
            return f"https://twitter.com/i/web/status/{ids[key]}"
        case "x":
            return f"https://x.com/{OWNER_NAME}/status/{ids[key]}?s=20"
        case _:
            return link


def _media(entry: Entry, one: MediaFile, number: int, at: list[str], ids: Mapping[str, int]) -> Json:
    own_id = ids[entry.key] << 4 | number
    name, status = (one.source, entry.of) if entry.of else (OWNER_NAME, str(ids[entry.key]))
    kind = "video" if one.type != "photo" else "photo"
    folder = {"photo": "media", "video": "ext_tw_video_thumb", "animated_gif": "tweet_video_thumb"}[one.type]
    picture = one.basename.replace(".mp4", "Thumb.jpg")
    result: Json = {
        "expanded_url": f"https://twitter.com/{name}/status/{status}/{kind}/1",
        "indices": at,
        "url": short_link(entry, MEDIA_LINK),
        "media_url": f"http://pbs.twimg.com/{folder}/{picture}",
        "media_url_https": f"https://pbs.twimg.com/{folder}/{picture}",
        "id_str": str(own_id),
        "id": str(own_id),
        "type": one.type,
        "sizes": {"large": {"w": "1200", "h": "900", "resize": "fit"}},
        "display_url": f"pic.twitter.com/Cr{own_id % 10**8}",
    }
    if entry.of:
        author = str(PEOPLE["meteor_mila"])
        result |= {"source_status_id_str": entry.of, "source_user_id_str": author}
    if one.type != "photo":
        result["video_info"] = {"aspect_ratio": ["16", "9"], "variants": _variants(one)}
    return result


def _variants(one: MediaFile) -> list[Json]:
    """Return the encodings: the archive holds the one of the highest bitrate, not the first."""
    served = "https://video.twimg.com"
    if one.type == "animated_gif":
        return [{"bitrate": "0", "content_type": "video/mp4", "url": f"{served}/tweet_video/{one.basename}"}]
    low = one.basename.replace("Hi", "Lo")
    return [
        {"bitrate": "256000", "content_type": "video/mp4", "url": f"{served}/ext/480x270/{low}?tag=10"},
        {"content_type": "application/x-mpegURL", "url": f"{served}/ext/pl/list.m3u8?tag=10"},
        {"bitrate": "2176000", "content_type": "video/mp4", "url": f"{served}/ext/1280x720/{one.basename}?tag=10"},
    ]


def _edit_info(entry: Entry, ids: Mapping[str, int]) -> Json:
    numbers = [str(ids[key]) for key in entry.edits or (entry.key,)]
    control = {"editTweetIds": numbers, "editsRemaining": str(6 - len(numbers)), "isEditEligible": True}
    if entry.edits and entry.key != entry.edits[0]:
        return {"edit": {"initialTweetId": numbers[0], "editControlInitial": control}}
    return {"initial": control}


def _reply(entry: Entry, ids: Mapping[str, int]) -> Json:
    """Return whom and what a post answers."""
    if not entry.reply_to:
        return {}
    number, at, name = entry.reply_to.partition("@")
    if not at:
        number, name, person = str(ids[entry.reply_to]), OWNER_NAME, OWNER_ID
    else:
        person = PEOPLE[name]
    result: Json = {"in_reply_to_user_id": str(person), "in_reply_to_user_id_str": str(person)}
    if person > 0:
        result["in_reply_to_screen_name"] = name
    if number:
        result |= {"in_reply_to_status_id": number, "in_reply_to_status_id_str": number}
    return result
