"""How a made-up post is written down in diary.toml."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

import msgspec

OWNER_NAME = "fenna_crumbstar"
FORMER_NAME = "fenna_loafs"
DISPLAY_NAME = "Fenna Krümelstern"
OWNER_ID = 880055004411


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One made-up post.

    In `text`, `<<URL>>` becomes a shortened link with its entity, `<<own:KEY>>` one to the owner's own post KEY,
    `@name` and `#tag` become entities, and `[[media]]` is where the media link stands if not at the end.
    """

    key: str
    at: str
    """When, in UTC, as `2016-08-12 21:40:05.123`."""

    text: str = ""
    lang: str = "en"
    reply_to: str = ""
    """A key, or `id@name` for somebody else's post, or `@name` where only the person is left."""

    photos: tuple[str, ...] = ()
    """Names of pictures in `pictures.py`."""

    film: str = ""
    """`rising_loaf` (a video) or `turning_sky` (an animated GIF)."""

    lost: bool = False
    """Whether the media file is left out of the archive."""

    sensitive: bool = False
    likes: int = 0
    note: str = ""
    """Which of the letters is its whole text, if it is a long post; X shows the beginning of it behind `text`."""

    edits: tuple[str, ...] = ()
    """Keys of all versions of an edited post, oldest first, itself included."""

    of: str = ""
    """For a repost with media, the original's id."""

    kind: str = "tweets"
    """tweets, community, deleted or circle: the file it stands in."""

    plain: bool = False
    """Whether the links stand in the text without entities, as before 2010."""


def read_diary() -> tuple[Entry, ...]:
    """Return all posts, oldest first but for those of other kinds."""
    posts = tomllib.loads((files("migrator.sample") / "diary.toml").read_text("utf-8"))["post"]
    return tuple(msgspec.convert(post, Entry) for post in posts)
