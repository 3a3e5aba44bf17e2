"""The files of the sample archive, as X laid them out in 2024, and the zip that holds them."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from migrator.sample import people
from migrator.sample.entry import DISPLAY_NAME, FORMER_NAME, OWNER_ID, OWNER_NAME, Entry, read_diary
from migrator.sample.notes import note
from migrator.sample.pictures import draw
from migrator.sample.tweets import Json, created_at, media_files, moment, post_id, tweet

ENTRIES = read_diary()
ZIP_NAME = "twitter-2024-06-02-sample.zip"
_WHEN = (2024, 6, 2, 12, 0, 0)
"""The date of every member, so that the same sample is the same bytes."""

_FOLDERS = {
    "tweets": "tweets_media",
    "community": "community_tweet_media",
    "deleted": "deleted_tweets_media",
    "circle": "twitter_circle_tweet_media",
}
_CAPITAL = re.compile("-([a-z])")


def write(target: Path) -> Path:
    """Write the archive: to `target` if it ends in .zip, else into that folder under the name X would give it."""
    path = target if target.suffix == ".zip" else target / ZIP_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members():
            packed = zipfile.ZIP_STORED if name.endswith((".jpg", ".png", ".mp4")) else zipfile.ZIP_DEFLATED
            member = zipfile.ZipInfo(name, _WHEN)
            member.external_attr = 0o644 << 16
            archive.writestr(member, content, packed)
    return path


def members() -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file of the archive."""
    ids = {entry.key: post_id(entry) for entry in ENTRIES}
    lists = _lists(ids)
    yield "Your archive.html", b"<!doctype html><title>Your archive</title><p>Made up, by migrator.</p>\n"
    yield "assets/images/favicon.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n'
    yield "data/README.txt", b"This archive and everybody in it is made up.\n"
    yield "data/manifest.js", _script("__THAR_CONFIG", _manifest(lists))
    for name, (global_name, items) in lists.items():
        yield f"data/{name}.js", _script(f"YTD.{global_name}", items)
    for entry in ENTRIES:
        for one in [] if entry.lost else media_files(entry):
            yield f"data/{_FOLDERS[entry.kind]}/{ids[entry.key]}-{one.basename}", _content(one.source, one.type)


def _content(source: str, kind: str) -> bytes:
    if kind == "photo":
        return draw(source)[0]
    return (files("migrator.sample") / "films" / f"{source}.mp4").read_bytes()


def _lists(ids: dict[str, int]) -> dict[str, tuple[str, list[Json]]]:
    """Return every data file's name, global name and items."""
    found: dict[str, tuple[str, list[Json]]] = {}

    def add(name: str, items: list[Json], part: int = 0) -> None:
        suffix = f"-part{part}" if part else ""
        found[name + suffix] = f"{name.replace('-', '_')}.part{part}", items

    posts: list[Json] = [{"tweet": tweet(entry, ids)} for entry in _shuffled("tweets")]
    half = len(posts) // 2
    add("tweets", posts[:half])
    add("tweets", posts[half:], part=1)
    add("note-tweet", [{"noteTweet": note(entry, ids)} for entry in ENTRIES if entry.note])
    add("community-tweet", [{"tweet": tweet(entry, ids)} for entry in _shuffled("community")])
    add("deleted-tweets", [{"tweet": tweet(entry, ids)} for entry in _shuffled("deleted")])
    add("twitter-circle-tweet", [{"tweet": tweet(entry, ids)} for entry in _shuffled("circle")])
    add("tweet-headers", [{"tweet": _header(entry, ids)} for entry in ENTRIES if entry.kind == "tweets"])
    account = {"username": OWNER_NAME, "accountId": str(OWNER_ID), "accountDisplayName": DISPLAY_NAME}
    born = {"email": "fenna@crumbstar.example", "createdVia": "web", "createdAt": "2009-03-14T17:55:00.000Z"}
    add("account", [{"account": born | account}])
    bio = {"bio": "Bakes by night, looks up at dawn. All crumbs my own.", "website": "", "location": "flour & sky"}
    add("profile", [{"profile": {"description": bio}}])
    change = {"changedAt": "2017-01-01T00:00:00.000Z", "changedFrom": FORMER_NAME, "changedTo": OWNER_NAME}
    add("screen-name-change", [{"screenNameChange": {"accountId": str(OWNER_ID), "screenNameChange": change}}])
    add("protected-history", [])
    follows = [people.PEOPLE[name] for name in people.FOLLOWING] + list(people.STRANGERS)
    add("following", [{"following": _account(number)} for number in follows])
    add("follower", [{"follower": _account(people.PEOPLE[name])} for name in people.FOLLOWERS])
    add("like", [{"like": _like(number)} for number in range(12)])
    add("lists-created", [{"userListInfo": {"url": f"https://twitter.com/{OWNER_NAME}/lists/ovens-and-domes"}}])
    add("direct-messages", [_private_message()])
    add("ip-audit", [{"ipAudit": {"accountId": str(OWNER_ID), "loginIp": "192.0.2.7"}}])
    return found


def _shuffled(kind: str) -> list[Entry]:
    """Return the entries of one kind in no order of time, as X does."""
    chosen = [entry for entry in ENTRIES if entry.kind == kind]
    return sorted(chosen, key=lambda entry: hashlib.sha256(entry.key.encode()).digest())


def _header(entry: Entry, ids: dict[str, int]) -> Json:
    return {
        "tweet_id": str(ids[entry.key]),
        "user_id": str(OWNER_ID),
        "created_at": created_at(moment(entry.at)),
    }


def _account(number: int) -> Json:
    return {"accountId": str(number), "userLink": f"https://twitter.com/intent/user?user_id={number}"}


def _like(number: int) -> Json:
    liked = 1_600_000_000_000_000_000 + number * 7_919
    return {
        "tweetId": str(liked),
        "fullText": f"A made-up post about crumbs, number {number}",
        "expandedUrl": f"https://twitter.com/i/web/status/{liked}",
    }


def _private_message() -> Json:
    """Return a message that no reader of the archive has any business with."""
    message = {
        "recipientId": str(people.PEOPLE["bob"]),
        "senderId": str(OWNER_ID),
        "text": "PRIVATE: never read this",
    }
    return {"dmConversation": {"conversationId": "1-2", "messages": [{"messageCreate": message}]}}


def _manifest(lists: dict[str, tuple[str, list[Json]]]) -> Json:
    kinds: dict[str, Json] = {}
    for name, (global_name, items) in lists.items():
        stem = name.partition("-part")[0]
        kind = kinds.setdefault(_CAPITAL.sub(lambda found: found[1].upper(), stem), {"files": []})
        files_of = kind["files"]
        assert isinstance(files_of, list)  # noqa: S101  # for the type checker
        one = {"fileName": f"data/{name}.js", "globalName": f"YTD.{global_name}", "count": str(len(items))}
        files_of.append(one)
    kinds["tweets"]["mediaDirectory"] = "data/tweets_media"
    kinds["communityTweet"]["mediaDirectory"] = "data/community_tweet_media"
    return {
        "userInfo": {"accountId": str(OWNER_ID), "userName": OWNER_NAME, "displayName": DISPLAY_NAME},
        "archiveInfo": {
            "sizeBytes": "2000000",
            "generationDate": "2024-06-02T12:00:00.000Z",
            "isPartialArchive": False,
            "maxPartSizeBytes": "53687091200",
        },
        "readmeInfo": {"fileName": "data/README.txt", "directory": "data/", "name": "README.txt"},
        "dataTypes": kinds,
    }


def _script(name: str, content: object) -> bytes:
    """Return a file as X writes it."""
    return f"window.{name} = {json.dumps(content, indent=2, separators=(',', ' : '), ensure_ascii=False)}".encode()
