"""Every reason code of the program with one sentence; parameters stand in braces. Faces format them.

`{files:file}` is a number with its noun, as `1 file` or `8 files`.

A skip's sentence says why an item stays behind, a note's what was changed.
"""

from collections.abc import Mapping

_SOURCE = {
    "by_other": "It is by @{of}, not by the account's owner.",
    "circle": "It was for a circle only.",
    "date_uncertain": "The archive knows the day but not the time.",
    "date_clamped": "Its date, {was}, can't be right; the time when its server took it stands instead.",
    "deleted": "It had been deleted before the archive was made.",
    "no_post": "It is no post but an activity of the kind {type}.",
    "superseded": "A later version, {by}, takes its place.",
    "truncated": "The archive holds only the beginning of the text.",
    "unreadable": "It can't be read: {error}",
}

_FILTERS = {
    "after_until": "It is from after {until}.",
    "before_since": "It is from before {since}.",
    "community": "It was posted into a community; --include-community takes these along.",
    "excluded": "You left it out.",
    "excluded_by_regex": "Its text matches --exclude-regex.",
    "no_media": "It has no pictures, videos or sound, and --only-media is set.",
    "no_tag": "It has none of the hashtags that were asked for.",
    "not_in_ids": "It is not among the ids that were asked for.",
    "private": "It was for your followers only; --include-private takes such posts along, as narrow as they were.",
    "over_limit": "The limit of {limit} posts is reached.",
    "too_few_likes": "It has {likes} likes, fewer than {least}.",
}

_SKIPS = {
    "account_not_locked": (
        "It would be for followers only, and anyone may follow the account: lock it, choose a visibility, "
        "or agree with --allow-unlocked-private."
    ),
    "already_there": "The same text is on the target already: {url}",
    "alt_missing": "{name} has no description.",
    "direct": "It was a direct message; --include-private takes these along, for nobody but you to see.",
    "future_date": "Its date, {date}, is in the future.",
    "mentions_someone": "It names {names}.",
    "poll": "It asks a question with answers to choose from.",
    "nothing_left": "Nothing of it is left to publish.",
    "reply_to_other": "It answers @{to}; --include-replies takes replies along.",
    "repost": "It repeats a post of @{of}; --include-reposts takes reposts along, as links.",
    "too_long": "It has {chars:character}; the server takes {limit}.",
    "too_many_media": "It has {count:file}; the server takes {limit}.",
}

_NOTES = {
    "alt_cut": "The description of {name} was cut from {chars} to {limit} characters.",
    "alt_placeholder": "{name} has no description; a sentence says so.",
    "date_in_text": "The server does not keep dates, so {date} stands in the text.",
    "edited": "It was edited on {date}; its last version goes.",
    "language_dropped": "{language} is not a language tag, so none is sent.",
    "links_expanded": "Short links that were looked up and written out: {count:link}.",
    "links_kept_short": "Short links that stay, since nobody could say where they lead: {count:link}.",
    "media_left_out": "Left out: {count:file}, since the server takes no more in one post.",
    "media_missing": "{name} is not in the archive.",
    "media_split": "Its {count:file} go into several posts; the server takes {limit} in one.",
    "media_unreadable": "{name} is empty or can't be read.",
    "media_unsupported": "The server does not take {name} ({mime}), nor anything it could be converted to.",
    "media_will_be_fetched": "{name} is not in the archive; it will be fetched from {host} before it is uploaded.",
    "media_will_be_converted": "{name} will be converted to {to}, since it is {why} for the server.",
    "names_kept_as_words": "These names stay readable but mention nobody: {names}",
    "names_linked": "These names are links where the page is known, and mention nobody: {names}",
    "pinned": "It was pinned to your profile; pin it again if you like.",
    "poll_as_text": "Its poll became lines of text, since no server takes an old one.",
    "reply_linked": "A link says which post it answers: {url}",
    "shortened": "Its {chars:character} were shortened to {limit}.",
    "split": "Its {chars:character} became {parts} posts; the server takes {limit}.",
    "thread_restarted": "The post it answers is not carried over, so it begins a thread of its own.",
    "warning_cut": "The content warning was cut from {chars} to {limit} characters.",
}

_NOT_READ = {
    "account_security": "Sign-in and device records ({files:file}): they are about you, not by you.",
    "advertising": "What advertisers were told ({files:file}): it belongs to no post.",
    "ai_chats": "Chats with Grok ({files:file}): they were private.",
    "articles": "Articles ({files:file}): migrator can't carry them over yet.",
    "circle_media": "Pictures of circle posts ({files:file}): those were for a circle only.",
    "contacts": "Your address book ({files:file}): other people's data.",
    "deleted_posts_media": "Pictures of deleted posts ({files:file}): you had taken them back.",
    "direct_messages": "Direct messages ({files:file}): they were private, others' words among them.",
    "moments": "Moments ({files:file}): collections of posts have no counterpart.",
    "spaces": "Spaces and broadcasts ({files:file}): live sound has no counterpart.",
}

_ARCHIVE = {
    "duplicate_names": "{file} holds {count:file} twice under one name; the last one counts.",
    "duplicate_posts": "Found more than once: {count:post}; each counts once.",
    "file_damaged": "{file} is damaged, and what follows the damage is lost: {error}",
    "file_missing": "{file} is missing, and {items:item} with it; ask X for the archive again.",
    "media_elsewhere": "Not in the archive, and fetched when their posts go: {files:file}.",
    "no_media_files": "An archive of those years holds no pictures and videos, only links to them.",
    "partial_archive": "This is one of several parts; give all of them in one command.",
    "row_unread": "What {row} adds can't be read: {error}",
    "wrong_blocks": "Left out of {file}, since they are not what their address says: {count:block}.",
    "posts_lost": "{file} holds {lost:post} fewer than the archive says; ask X for the archive again.",
}

_FAILURES = {
    "alt_refused": "The server did not take the description of a file.",
    "conversion_failed": "A file could not be converted to something the server takes.",
    "date_refused": "The server did not take the date.",
    "empty": "The server found nothing to publish in it.",
    "media_damaged": "A file in the archive is damaged.",
    "media_gone": "An uploaded file was gone before it was used; `migrator retry` uploads it again.",
    "media_refused": "The server did not take a file.",
    "media_too_large": "A file is larger than the server takes.",
    "mention_refused": "The server saw a mention in it, and takes none in posts with an old date.",
    "media_gone_there": "A file is no longer where the archive says it is.",
    "media_host_refused": "The address of a file leads where nothing of this job belongs.",
    "media_not_media": "What came for a file is no picture, video or sound.",
    "media_unreachable": "The server that holds a file can't be reached; `migrator retry` tries again.",
    "media_wrong": "What came for a file is not what the archive names.",
    "needs_ffmpeg": "A video has to be converted: install ffmpeg, then `migrator retry`.",
    "not_found": "The server did not find something it needs.",
    "parent_gone": "The post it answers is no longer on the server.",
    "parent_missing": "The post it answers was not made.",
    "poll_refused": "The server takes no polls in posts with an old date.",
    "refused_by_server": "The server refused it.",
    "reply_refused": "The server takes no answers to others with an old date.",
    "server_error": "The server made a mistake of its own; `migrator retry` may help.",
    "upload_cut": "The server broke off an upload.",
}

_WAITS = {
    "fetching": "files are fetched from {host} one by one",
    "looking_up": "{host} is asked about short links one by one",
    "media_processing": "the server works on a file",
    "server_busy": "the server is busy (answer {status})",
    "server_limit": "the server's limit is reached",
    "settling": "a lost answer may still have been carried out",
    "sign_in": "the browser has to come back",
    "unreachable": "the server can't be reached",
}
"""These stand after `waiting:`."""

SENTENCES: Mapping[str, str] = {
    **_SOURCE,
    **_FILTERS,
    **_SKIPS,
    **_NOTES,
    **_NOT_READ,
    **_ARCHIVE,
    **_FAILURES,
    **_WAITS,
}
"""One sentence for each code."""

LABELS: Mapping[str, str] = {
    "account_not_locked": "for followers only, and anyone may follow; see --allow-unlocked-private",
    "after_until": "written after the period you asked for",
    "already_there": "there already, with the same text",
    "alt_cut": "descriptions shortened to what the server takes",
    "alt_missing": "media without a description",
    "alt_placeholder": "media without a description, which a sentence now says",
    "by_other": "by others",
    "before_since": "written before the period you asked for",
    "circle": "for a circle only",
    "community": "posted into communities; --include-community takes them along",
    "date_in_text": "the date stands in the text, since the server keeps none",
    "date_uncertain": "the archive knows the day but not the time",
    "deleted": "deleted before the archive was made",
    "direct": "direct messages",
    "excluded": "left out by you",
    "excluded_by_regex": "matched by --exclude-regex",
    "future_date": "dated in the future",
    "language_dropped": "sent without a language, since the archive's is none",
    "links_expanded": "posts with short links that were looked up",
    "links_kept_short": "posts with short links that lead nowhere, or nobody could say where",
    "media_left_out": "more media than the server takes in one post: some left out",
    "media_missing": "media missing from the archive",
    "media_split": "more media than the server takes in one post: the rest follows as replies",
    "media_unreadable": "media that are empty or can't be read",
    "media_unsupported": "media of a kind the server doesn't take",
    "media_will_be_converted": "media converted to what the server takes",
    "mentions_someone": "name somebody, and --mentions is skip",
    "names_kept_as_words": "posts with names, which stay readable but mention nobody",
    "names_linked": "posts with names, which become links and mention nobody",
    "no_media": "without media, and --only-media is set",
    "no_tag": "without the hashtags you asked for",
    "not_in_ids": "not among the ids you asked for",
    "nothing_left": "nothing left to publish",
    "over_limit": "beyond the limit you set",
    "reply_linked": "posts with a link to the one they answer",
    "reply_to_other": "replies to others; --include-replies takes them along",
    "repost": "reposts; --include-reposts takes them along, as links",
    "shortened": "longer than the server takes: shortened",
    "split": "longer than the server takes: split into threads",
    "superseded": "earlier versions of edited posts",
    "thread_restarted": "answer a post that is not carried over, so they begin a thread",
    "too_few_likes": "with fewer likes than you asked for",
    "too_long": "longer than the server takes",
    "too_many_media": "with more media than the server takes",
    "truncated": "only the beginning of the text is in the archive",
    "unreadable": "can't be read",
    "warning_cut": "content warnings shortened to what the server takes",
    "pinned": "pinned to your profile; pin them again if you like",
    "media_will_be_fetched": "media that will be fetched from elsewhere",
    "edited": "edited; the last version goes",
    "poll_as_text": "polls that became lines of text",
    "poll": "polls",
    "private": "for followers only; --include-private takes them along",
}
"""What a count of items with the code is called; for every code that items are left out or changed for."""
