"""Large made-up X archives for the benchmarks, written in a few seconds."""

import json
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

_WORDS = (
    "the oven star dough night comet crust light rye moon warm dust salt clear cloud flour planet sleep bread"
    " window again under slow first small bright early table over water lamp street winter good quiet"
    " letter morning"
)
WORDS = _WORDS.split()
FIRST_MS, EPOCH_MS = 1_300_000_000_000, 1_288_834_974_657
OWNER = "880055004411"


def make_large(path: Path, *, posts: int, media: int = 0, media_bytes: int = 2_000, members: int = 0) -> Path:
    """Write an archive of that many posts, about 1,700 bytes each, as X's are.

    `media` posts have a picture of `media_bytes` bytes that is none; `members` adds that many other files.
    """
    rng = random.Random(7)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        account = {"username": "fenna_crumbstar", "accountId": OWNER, "accountDisplayName": "Fenna"}
        archive.writestr("data/account.js", _script("account", [{"account": account}]))
        blob = rng.randbytes(media_bytes)
        for number in range(media):
            archive.writestr(_stored(f"data/tweets_media/{_id(number)}-P{number}.jpg"), blob)
        for number in range(members):
            archive.writestr(_stored(f"assets/images/twemoji/v/latest/svg/{number:x}.svg"), b"<svg/>")
        with archive.open(zipfile.ZipInfo("data/tweets.js"), "w", force_zip64=True) as file:
            file.write(b"window.YTD.tweets.part0 = [\n")
            for number in rng.sample(range(posts), posts):
                file.write(_indented(_tweet(number, rng, media)) + b",\n")
            file.write(_indented(_tweet(posts, rng, 0)) + b"\n]")
    return path


def _indented(tweet: dict) -> bytes:
    """Write one item as X does, in a list of its own."""
    text = json.dumps([{"tweet": tweet}], indent=2, separators=(",", " : "))
    return text[2:-2].encode()


def _stored(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name)


def _script(name: str, items: list) -> str:
    return f"window.YTD.{name}.part0 = {json.dumps(items)}"


def _id(number: int) -> str:
    return str((FIRST_MS + number * 3_600_000 // 2 - EPOCH_MS) << 22)


def _tweet(number: int, rng: random.Random, media: int) -> dict:
    words = rng.choices(WORDS, k=rng.randint(8, 30))
    text = " ".join(words)
    entities: dict = {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []}
    text, extra = _variety(number, rng, text, entities)
    if number < media:
        place = [str(len(text) + 1), str(len(text) + 24)]
        text += f" https://t.co/m{number:09d}"
        one = _media(number, text[-23:], place)
        entities["media"] = [one]
        extra["extended_entities"] = {"media": [one]}
    numbers = {"editTweetIds": [_id(number)], "editableUntil": "2024-01-01T00:00:00.000Z", "editsRemaining": "5"}
    return {
        "edit_info": {"initial": numbers | {"isEditEligible": False}},
        "retweeted": False,
        "source": '<a href="https://crumbstar.example/download/iphone" rel="nofollow">Flour Cloud for Desktop</a>',
        "entities": entities,
        "display_text_range": ["0", str(len(text))],
        "favorite_count": str(rng.randint(0, 99)),
        "id_str": _id(number),
        "truncated": False,
        "retweet_count": "0",
        "id": _id(number),
        "possibly_sensitive": False,
        "created_at": _created(number),
        "favorited": False,
        "full_text": text,
        "lang": "en",
    } | extra


def _variety(number: int, rng: random.Random, text: str, entities: dict) -> tuple[str, dict]:
    """Make it a reply, a part of a thread, a retweet or a post with a link, as often as in real archives."""
    extra: dict = {}
    kind = rng.random()
    if kind < 0.45:
        text = f"@tilda_oven {text}"
        person = {"name": "Tilda", "screen_name": "tilda_oven", "indices": ["0", "11"]}
        entities["user_mentions"] = [person | {"id_str": "100200303", "id": "100200303"}]
        parent = str((1 << 60) + number)
        extra = {"in_reply_to_status_id_str": parent, "in_reply_to_status_id": parent}
        extra |= {"in_reply_to_user_id": "100200303", "in_reply_to_screen_name": "tilda_oven"}
        extra |= {"in_reply_to_user_id_str": "100200303"}
    elif kind < 0.6 and number:
        extra = {"in_reply_to_status_id_str": _id(number - 1), "in_reply_to_status_id": _id(number - 1)}
        extra |= {"in_reply_to_user_id": OWNER, "in_reply_to_user_id_str": OWNER}
    elif kind < 0.75:
        text = f"RT @bob: {text}"
        person = {"name": "Bob", "screen_name": "bob", "indices": ["3", "7"]}
        entities["user_mentions"] = [person | {"id_str": "100200301", "id": "100200301"}]
    elif kind < 0.9:
        place = [str(len(text) + 1), str(len(text) + 24)]
        text += f" https://t.co/{number:010d}"
        target = f"https://crumbstar.example/{number}"
        link = {"url": text[-23:], "expanded_url": target, "display_url": target[8:], "indices": place}
        entities["urls"] = [link]
    return text, extra


def _media(number: int, url: str, place: list[str]) -> dict:
    sizes = {name: {"w": "1200", "h": "900", "resize": "fit"} for name in ("thumb", "small", "medium", "large")}
    address = f"pbs.twimg.com/media/P{number}.jpg"
    return {
        "expanded_url": f"https://twitter.com/fenna_crumbstar/status/{_id(number)}/photo/1",
        "indices": place,
        "url": url,
        "media_url": f"http://{address}",
        "id_str": _id(number),
        "id": _id(number),
        "media_url_https": f"https://{address}",
        "sizes": sizes,
        "type": "photo",
        "display_url": "pic.twitter.com/x",
    }


def _created(number: int) -> str:

    when = datetime.fromtimestamp((FIRST_MS + number * 3_600_000 // 2) // 1000, tz=UTC)
    return f"{when:%a %b %d %H:%M:%S} +0000 {when:%Y}"
