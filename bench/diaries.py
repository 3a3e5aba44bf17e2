"""Makes X archives to be replayed: of any size, of made-up posts, text only or with a unique picture each."""

import io
import json
import random
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

FIRST = datetime(2012, 1, 1, tzinfo=UTC)
_X_EPOCH_MS = 1_288_834_974_657
"""The millisecond from which X counts its ids. https://docs.x.com/fundamentals/x-ids"""

SENTENCE = "the tide came in over cold grey stones while we were mending nets and talking of rain"
WORDS = SENTENCE.split()
OWNER = "1000001"


def write(path: Path, posts: int, *, pictures: bool = False, every: timedelta = timedelta(minutes=7)) -> Path:
    """Write a zip with so many posts, each with a unique JPEG of about 200 KB if `pictures`."""
    chance = random.Random(7)
    picture = jpeg() if pictures else b""
    items = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(posts):
            item = tweet(number, FIRST + every * number, chance)
            if pictures:
                name = f"P{number:06d}.jpg"
                item |= {"extended_entities": {"media": [photo(item["id_str"], name)]}}
                archive.writestr(
                    f"data/tweets_media/{item['id_str']}-{name}", marked(picture, number), zipfile.ZIP_STORED
                )
            items.append({"tweet": item})
        account = {"username": "ada", "accountId": OWNER, "accountDisplayName": "Ada", "email": "ada@example.org"}
        archive.writestr("data/account.js", f"window.YTD.account.part0 = {json.dumps([{'account': account}])}")
        archive.writestr("data/tweets.js", f"window.YTD.tweets.part0 = {json.dumps(items)}")
    return path


def tweet(number: int, when: datetime, chance: random.Random) -> dict:
    """Return one post; its id carries its millisecond, as X's do."""
    text = f"{number}: " + " ".join(chance.choices(WORDS, k=chance.randint(8, 30)))
    id_ = (int(when.timestamp() * 1000) - _X_EPOCH_MS) << 22
    return {
        "id": str(id_),
        "id_str": str(id_),
        "full_text": text,
        "created_at": when.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "lang": "en",
        "display_text_range": ["0", str(len(text))],
        "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []},
        "favorite_count": str(chance.randint(0, 9)),
        "retweet_count": "0",
        "retweeted": False,
        "truncated": False,
        "source": '<a href="https://example.org/app" rel="nofollow">An app</a>',
    }


def photo(id_: str, name: str) -> dict:
    """Return the entity of a picture."""
    return {
        "type": "photo",
        "url": "https://t.co/0000000000",
        "media_url_https": f"https://pbs.twimg.com/media/{name}",
        "expanded_url": f"https://twitter.com/ada/status/{id_}/photo/1",
        "indices": ["0", "0"],
    }


def jpeg(wanted: int = 200_000) -> bytes:
    """Return a picture of noise on a gradient, 1280 by 960, of about so many bytes."""
    chance = random.Random(3)
    small = Image.frombytes("RGB", (320, 240), chance.randbytes(320 * 240 * 3))
    picture = Image.blend(small.resize((1280, 960), Image.Resampling.BILINEAR), Image.new("RGB", (1280, 960)), 0.3)
    for quality in range(95, 20, -3):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        if out.tell() <= wanted:
            break
    return out.getvalue()


def marked(picture: bytes, number: int) -> bytes:
    """Return the picture with a comment of its own, so that no two files are the same."""
    comment = f"picture {number}".encode()
    return picture[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + picture[2:]
