"""The shapes of an X archive's files, as far as they are needed.

Every number in these files is a string; the decoders convert. Only the id has no default: a post without
anything else is still a post, and has to end in an outcome.
"""

from msgspec import Struct, field


class Hashtag(Struct, gc=False):
    """#tag."""

    text: str = ""
    indices: list[int] = []


class MentionEntity(Struct, gc=False):
    """@name; id -1 where the account is gone."""

    screen_name: str = ""
    name: str = ""
    id_str: int | None = None
    indices: list[int] = []


class UrlEntity(Struct, gc=False):
    """A t.co link and where it leads."""

    url: str = ""
    expanded_url: str | None = None
    indices: list[int] = []


class Variant(Struct, gc=False):
    """One encoding of a video."""

    url: str = ""
    bitrate: int = -1
    """Bits per second; the playlist has none, an animated GIF has 0."""

    content_type: str = ""


class VideoInfo(Struct, gc=False):
    """The encodings of a video."""

    variants: list[Variant] = []


class MediaEntity(Struct, gc=False):
    """A picture or video. All of one post share one t.co link."""

    type: str = "photo"
    url: str = ""
    media_url_https: str = ""
    media_url: str = ""
    expanded_url: str = ""
    indices: list[int] = []
    video_info: VideoInfo | None = None
    source_status_id_str: int | None = None
    source_user_id_str: int | None = None
    ext_alt_text: str | None = None
    """Not in any archive seen so far; taken should X ever add it."""


class Entities(Struct, gc=False):
    """What X found in the text."""

    hashtags: list[Hashtag] = []
    user_mentions: list[MentionEntity] = []
    urls: list[UrlEntity] = []
    media: list[MediaEntity] = []
    """Only the first one; `extended_entities` has all."""


class ExtendedEntities(Struct, gc=False):
    """All media of a post."""

    media: list[MediaEntity] = []


class Versions(Struct, gc=False, rename="camel"):
    """The versions of an edited post, oldest first."""

    edit_tweet_ids: list[int] = []


class LaterVersion(Struct, gc=False, rename="camel"):
    """What an edited version says of the first one."""

    initial_tweet_id: int | None = None
    edit_control_initial: Versions | None = None


class EditInfo(Struct, gc=False):
    """Since November 2022 on every post."""

    initial: Versions | None = None
    edit: LaterVersion | None = None


class Tweet(Struct, gc=False):
    """A post as it stands in tweets.js."""

    id_str: int
    full_text: str = ""
    created_at: str = ""
    lang: str | None = None
    entities: Entities | None = None
    extended_entities: ExtendedEntities | None = None
    in_reply_to_status_id_str: int | None = None
    in_reply_to_user_id_str: int | None = None
    in_reply_to_screen_name: str | None = None
    possibly_sensitive: bool | None = None
    favorite_count: int | None = None
    edit_info: EditInfo | None = None


class TweetItem(Tweet, gc=False):
    """A post with or without its wrapper: some archives of 2018 and 2019 have none."""

    id_str: int = 0
    tweet: Tweet | None = None


class Header(Struct, gc=False):
    """A post in tweet-headers.js."""

    tweet_id: int
    user_id: int | None = None
    created_at: str = ""


class HeaderItem(Struct, gc=False):
    """A header in its wrapper."""

    tweet: Header


class NoteUrl(Struct, gc=False, rename="camel"):
    """A link of a long post; its t.co code is not the one in the tweet."""

    short_url: str = ""
    expanded_url: str | None = None
    from_index: int = -1


class NoteMention(Struct, gc=False, rename="camel"):
    """@name in a long post."""

    screen_name: str = ""
    from_index: int = -1


class NoteHashtag(Struct, gc=False, rename="camel"):
    """#tag in a long post."""

    text: str = ""
    from_index: int = -1


class NoteCore(Struct, gc=False):
    """The whole text of a long post, not escaped."""

    text: str = ""
    urls: list[NoteUrl] = []
    mentions: list[NoteMention] = []
    hashtags: list[NoteHashtag] = []


class Note(Struct, gc=False, rename="camel"):
    """A long post. Its id is never a tweet's id."""

    note_tweet_id: int = 0
    created_at: str = ""
    core: NoteCore = field(default_factory=NoteCore)


class NoteItem(Struct, gc=False, rename="camel"):
    """A long post in its wrapper."""

    note_tweet: Note


class Account(Struct, gc=False, rename="camel"):
    """account.js."""

    account_id: int | None = None
    username: str = ""
    account_display_name: str = ""


class AccountItem(Struct, gc=False):
    """The account in its wrapper."""

    account: Account


class NameChange(Struct, gc=False, rename="camel"):
    """One change of the account's name."""

    changed_from: str = ""
    changed_to: str = ""


class NameChanges(Struct, gc=False, rename="camel"):
    """The inner wrapper of a change."""

    screen_name_change: NameChange | None = None


class NameChangeItem(Struct, gc=False, rename="camel"):
    """The outer wrapper of a change."""

    screen_name_change: NameChanges | None = None


class ListInfo(Struct, gc=False):
    """Lists; archives of 2018 have one object with all addresses."""

    url: str = ""
    urls: list[str] = []


class ListItem(Struct, gc=False, rename="camel"):
    """A list in its wrapper."""

    user_list_info: ListInfo = field(default_factory=ListInfo)


class Anything(Struct, gc=False):
    """An item that is only counted."""


class Acquaintance(Struct, gc=False, rename="camel"):
    """Somebody whom the owner follows, blocks or mutes, or who follows the owner."""

    account_id: str = ""
    user_link: str = ""


class AcquaintanceItem(Struct, gc=False):
    """One of them in its wrapper."""

    following: Acquaintance | None = None
    follower: Acquaintance | None = None
    blocking: Acquaintance | None = None
    muting: Acquaintance | None = None


class Like(Struct, gc=False, rename="camel"):
    """A liked post: its text, but not whose it is."""

    full_text: str = ""


class LikeItem(Struct, gc=False):
    """A like in its wrapper."""

    like: Like = field(default_factory=Like)


class UserInfo(Struct, gc=False, rename="camel"):
    """The owner as the manifest names them."""

    account_id: int | None = None
    user_name: str = ""
    display_name: str = ""


class ArchiveInfo(Struct, gc=False, rename="camel"):
    """When the archive was made, and whether it is one of several parts."""

    generation_date: str = ""
    is_partial_archive: bool = False


class FileInfo(Struct, gc=False, rename="camel"):
    """One file of a data type."""

    file_name: str = ""
    count: int | None = None
    """How many items it holds: a free check of completeness."""


class DataType(Struct, gc=False, rename="camel"):
    """One kind of data and its files."""

    files: list[FileInfo] = []
    media_directory: str = ""


class Manifest(Struct, gc=False, rename="camel"):
    """manifest.js; archives of 2018 have none."""

    user_info: UserInfo = field(default_factory=UserInfo)
    archive_info: ArchiveInfo = field(default_factory=ArchiveInfo)
    data_types: dict[str, DataType] = {}
