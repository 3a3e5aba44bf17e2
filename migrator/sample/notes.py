"""The long posts in the shape of note-tweet.js: not escaped, with their own t.co codes, without leading names."""

import re
from collections.abc import Mapping

from migrator.sample.entry import Entry
from migrator.sample.letters import LETTERS
from migrator.sample.tweets import Json, moment

_MENTION = re.compile(r"(?<!\w)@(\w+)")
_TAG = re.compile(r"(?<!\w)#(\w+)")
_LINK = re.compile(r"https://t\.co/\w+")
_NOTE_IDS_FROM = 1_900_000_000_000_000_000
"""A note's id is never a post's."""


def note(entry: Entry, ids: Mapping[str, int]) -> Json:
    """Return a long post as it stands in note-tweet.js."""
    text, when = LETTERS[entry.note], moment(entry.at)
    stamp = f"{when:%Y-%m-%dT%H:%M:%S}.000Z"
    bold = {"styleTypes": [{"name": "Bold"}], "fromIndex": "0", "toIndex": "7"}
    return {
        "noteTweetId": str(_NOTE_IDS_FROM + ids[entry.key] % 10**9),
        "createdAt": stamp,
        "updatedAt": stamp,
        "lifecycle": {"value": "2", "name": "Active", "originalName": "Active", "annotations": {}},
        "core": {
            "text": text,
            "styletags": [bold],
            "urls": [
                {
                    "shortUrl": found[0],
                    "expandedUrl": "https://crumbstar.example/way",
                    "displayUrl": "crumbstar.example/way",
                    **_span(found),
                }
                for found in _LINK.finditer(text)
            ],
            "mentions": [{"screenName": found[1], **_span(found)} for found in _MENTION.finditer(text)],
            "hashtags": [{"text": found[1], **_span(found)} for found in _TAG.finditer(text)],
            "cashtags": [],
        },
    }


def _span(found: re.Match[str]) -> Json:
    return {"fromIndex": str(found.start()), "toIndex": str(found.end())}
