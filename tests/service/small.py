"""Small X archives, written post by post, and a service on a rehearsal server to replay them with."""

import json
import threading
import zipfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from migrator import wiring
from migrator.errors import Interrupted
from migrator.jobs.choices import Choices, Filters, Policies
from migrator.rehearsal import Options, RehearsalServer
from migrator.rehearsal.store.statuses import NAMES
from migrator.settings import Settings
from tests.contracts.target import picture

OWNER = 4242
NAME = "robin"
FIRST = datetime(2015, 3, 4, 5, 6, 7, 8000, tzinfo=UTC)
_SNOWFLAKE_EPOCH_MS = 1_288_834_974_657
"""IdWorker.twepoch: https://github.com/twitter-archive/snowflake"""


def at(number: int) -> datetime:
    """Return when the post with this number was written: one every hour and a bit."""
    return FIRST + number * timedelta(hours=1, seconds=1, milliseconds=7)


def id_of(when: datetime) -> str:
    return str(round(when.timestamp() * 1000) - _SNOWFLAKE_EPOCH_MS << 22)


@dataclass(frozen=True, kw_only=True)
class Tweet:
    number: int
    text: str = ""
    reply_to: int | None = None
    """Number of the own post it answers."""

    photos: int = 0
    link_to: int | None = None
    """Number of the own post it links to."""

    likes: int = 0
    sensitive: bool = False
    alt: str = ""

    @property
    def id(self) -> str:
        return id_of(at(self.number))

    @property
    def written(self) -> str:
        return self.text or f"Post number {self.number}"


def tweets(count: int, *, photos_every: int = 0, replies_every: int = 0) -> list[Tweet]:
    """Return posts: some with a picture, some that answer the one before."""
    return [
        Tweet(
            number=number,
            photos=1 if photos_every and number % photos_every == 0 else 0,
            reply_to=number - 1 if replies_every and number % replies_every == 1 and number else None,
        )
        for number in range(count)
    ]


def write_archive(path: Path, posts: list[Tweet], *, protected: bool = False) -> Path:
    """Write an archive of the 2024 kind."""
    account = {"username": NAME, "accountId": str(OWNER), "accountDisplayName": "Robin Example"}
    files = {
        "manifest.js": ("__THAR_CONFIG", _manifest(len(posts))),
        "account.js": ("YTD.account.part0", [{"account": account | {"createdAt": "2009-03-14T17:55:00.000Z"}}]),
        "tweets.js": ("YTD.tweets.part0", [{"tweet": _tweet(post)} for post in posts]),
    }
    if protected:
        period = {"protectedAt": "2014-01-01T00:00:00.000Z", "action": "Protect"}
        files["protected-history.js"] = ("YTD.protected_history.part0", [{"protectedHistory": period}])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (variable, content) in files.items():
            archive.writestr(f"data/{name}", f"window.{variable} = {json.dumps(content)}")
        for post in posts:
            for place in range(post.photos):
                archive.writestr(
                    f"data/tweets_media/{post.id}-{_photo(post, place)}", picture(post.number + place)
                )
    return path


def _manifest(count: int) -> dict[str, object]:
    file = {"fileName": "data/tweets.js", "globalName": "YTD.tweets.part0", "count": str(count)}
    return {
        "userInfo": {"accountId": str(OWNER), "userName": NAME, "displayName": "Robin Example"},
        "archiveInfo": {"generationDate": "2024-06-02T12:00:00.000Z", "isPartialArchive": False},
        "dataTypes": {"tweets": {"mediaDirectory": "data/tweets_media", "files": [file]}},
    }


def _photo(post: Tweet, place: int) -> str:
    return f"Ph{post.number}x{place}.png"


def _tweet(post: Tweet) -> dict[str, object]:
    text, urls, media = post.written, [], []
    if post.link_to is not None:
        short = f"https://t.co/Own{post.number:07}"
        place = [str(len(text) + 1), str(len(text) + 1 + len(short))]
        target = f"https://twitter.com/{NAME}/status/{id_of(at(post.link_to))}"
        urls.append({"url": short, "expanded_url": target, "display_url": "twitter.com", "indices": place})
        text = f"{text} {short}"
    if post.photos:
        short = f"https://t.co/Med{post.number:07}"
        place = [str(len(text) + 1), str(len(text) + 1 + len(short))]
        text = f"{text} {short}"
        media = [_media(post, number, short, place) for number in range(post.photos)]
    made: dict[str, object] = {
        "id_str": post.id,
        "id": post.id,
        "created_at": at(post.number).strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "full_text": text,
        "lang": "en",
        "favorite_count": str(post.likes),
        "retweet_count": "0",
        "retweeted": False,
        "truncated": False,
        "possibly_sensitive": post.sensitive,
        "display_text_range": ["0", str(len(text))],
        "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": urls}
        | ({"media": media[:1]} if media else {}),
    }
    if media:
        made["extended_entities"] = {"media": media}
    if post.reply_to is not None:
        parent = id_of(at(post.reply_to))
        made |= {"in_reply_to_status_id": parent, "in_reply_to_status_id_str": parent}
        made |= {"in_reply_to_user_id": str(OWNER), "in_reply_to_user_id_str": str(OWNER)}
        made["in_reply_to_screen_name"] = NAME
    return made


def _media(post: Tweet, place: int, short: str, indices: list[str]) -> dict[str, object]:
    return {
        "expanded_url": f"https://twitter.com/{NAME}/status/{post.id}/photo/1",
        "indices": indices,
        "url": short,
        "media_url": f"http://pbs.twimg.com/media/{_photo(post, place)}",
        "media_url_https": f"https://pbs.twimg.com/media/{_photo(post, place)}",
        "id_str": str(int(post.id) + place + 1),
        "id": str(int(post.id) + place + 1),
        "type": "photo",
        "ext_alt_text": post.alt,
        "sizes": {"large": {"w": "8", "h": "8", "resize": "fit"}},
        "display_url": "pic.twitter.com/x",
    }


class Quiet:
    """Watches and says nothing; may set an event after so many steps."""

    def __init__(self, *, stop_after: int | None = None, stop: threading.Event | None = None) -> None:
        self.rows = []
        self._left = stop_after
        self._stop = stop

    def progress(self, now) -> None:
        pass

    def step(self, row) -> None:
        self.rows.append(row)
        if self._left is not None and self._stop is not None and len(self.rows) >= self._left:
            self._stop.set()


EVERYTHING = Choices()
OPTIONS = Options(rate_limited=False, delete_after_ms=20)


@dataclass(kw_only=True)
class Bench:
    """A rehearsal server with one account, a data folder, and a service on both."""

    server: RehearsalServer
    folder: Path
    archive: Path
    user: str = "ada"
    settings: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._open: list[wiring.Service] = []
        self.service = self.another(self.folder / "data")

    def another(self, data: Path, **settings: object) -> wiring.Service:
        """Open one more service, as another process or computer would."""
        given = {"settle_s": 0.15, "keyring": False, "give_up_after_s": 20.0, **self.settings, **settings}
        service = wiring.build(Settings(data_dir=data, **given), environ={})
        self._open.append(service)
        return service

    def close(self) -> None:
        for service in self._open:
            service.__exit__(None, None, None)

    def sign_in(self, service: wiring.Service | None = None) -> str:
        return (service or self.service).login_with_token(self.server.url, self.server.token(self.user)).acct

    def lose_ledger(self) -> None:
        """Go on as on another computer."""
        self.service = self.another(self.folder / f"data{len(self._open)}")
        self.sign_in()

    def write(self, posts: list[Tweet]) -> None:
        write_archive(self.archive, posts)

    def prepare(self, choices: Choices = EVERYTHING):
        return self.service.prepare([self.archive], choices)

    def run(self, job, *, stop: threading.Event | None = None, stop_after: int | None = None):
        stop = stop or threading.Event()
        return self.service.run(job, watcher=Quiet(stop_after=stop_after, stop=stop), stop=stop)

    def replay(self, choices: Choices = EVERYTHING):
        """Plan and run to the end."""
        return self.run(self.prepare(choices).job)

    def cut(self, job, after: int) -> None:
        """Run and stop after so many steps."""
        with suppress(Interrupted):
            self.run(job, stop_after=after)

    def undo(self, job, *, stop: threading.Event | None = None, stop_after: int | None = None):
        stop = stop or threading.Event()
        return self.service.undo(job, watcher=Quiet(stop_after=stop_after, stop=stop), stop=stop)

    def there(self) -> list[dict[str, object]]:
        """Return what the server holds of the account, oldest first."""
        return self.server.statuses(self.user)

    def texts(self) -> list[str]:
        return [str(one["text"]) for one in self.there()]

    def copies(self) -> dict[object, int]:
        """Return dates at which more than one status stands, with their number."""
        return {date: n for date, n in Counter(one["created_ms"] for one in self.there()).items() if n > 1}

    def sql(self, statement: str, *values: object) -> int:
        """Change the server's own store, behind everybody's back."""
        return self.server._world.store.database.write(statement, values)

    def copy(self, status_id: object, new_id: str) -> None:
        """Put a copy of a status on the server, behind everybody's back."""
        names = ", ".join(NAMES).replace("id, ", "", 1)
        statement = "INSERT INTO statuses (id, {}) SELECT ?, {} FROM statuses WHERE id = ?"
        self.sql(statement.format(names, names), new_id, status_id)

    @property
    def own_statuses(self) -> str:
        """Path of the look-ups."""
        return f"/api/v1/accounts/{self.server.account_id(self.user)}/statuses"

    @property
    def posted(self) -> int:
        return self.server.requests["POST /api/v1/statuses"]


def limited(number: int) -> Choices:
    return Choices(filters=Filters(limit=number))


LIVE = Choices(policies=Policies(without_dates=True))
