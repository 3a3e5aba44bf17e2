"""The shapes of an archive of 2012 to 2018, as far as they are needed; numbers stand there as strings too."""

from msgspec import Struct


class Hashtag(Struct, gc=False):
    """#tag."""

    text: str = ""
    indices: list[int] = []


class MentionEntity(Struct, gc=False):
    """@name."""

    screen_name: str = ""
    name: str = ""
    id_str: int | None = None
    indices: list[int] = []


class UrlEntity(Struct, gc=False):
    """A link and where it leads."""

    url: str = ""
    expanded_url: str | None = None
    indices: list[int] = []


class MediaEntity(Struct, gc=False):
    """A picture; such archives have no files and no types."""

    url: str = ""
    media_url_https: str = ""
    media_url: str = ""
    media_alt: str | None = None
    """In exports of 2018."""

    indices: list[int] = []


class Entities(Struct, gc=False):
    """What Twitter found in the text."""

    hashtags: list[Hashtag] = []
    user_mentions: list[MentionEntity] = []
    urls: list[UrlEntity] = []
    media: list[MediaEntity] = []


class User(Struct, gc=False):
    """The author."""

    id_str: int | None = None
    screen_name: str = ""
    name: str = ""
    protected: bool = False


class Original(Struct, gc=False):
    """The post that a retweet repeats."""

    id_str: int | None = None
    user: User | None = None


class Tweet(Struct, gc=False):
    """A post as it stands in data/js/tweets/2013_05.js."""

    id_str: int = 0
    text: str = ""
    created_at: str = ""
    entities: Entities | None = None
    in_reply_to_status_id_str: int | None = None
    in_reply_to_user_id_str: int | None = None
    in_reply_to_screen_name: str | None = None
    retweeted_status: Original | None = None
    user: User | None = None


class UserDetails(Struct, gc=False):
    """user_details.js."""

    screen_name: str = ""
    full_name: str = ""
    id: int | None = None


class IndexEntry(Struct, gc=False):
    """One month of tweet_index.js."""

    file_name: str = ""
    tweet_count: int = 0
