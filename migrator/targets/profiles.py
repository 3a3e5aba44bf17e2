"""What is known of each family of servers before asking: limits, request limits, what they do with dates."""

from dataclasses import replace

from migrator.net import Rule
from migrator.targets.base import Family, Limits

_MIB = 2**20

_GOTOSOCIAL_TYPES = frozenset({
    "image/jpeg", "image/gif", "image/webp", "image/avif", "image/png", "image/apng",
    "video/mp4", "video/quicktime", "video/webm", "video/x-msvideo", "video/ogg", "video/x-ms-wmv",
    "video/x-matroska", "audio/mpeg", "audio/mp2", "audio/mp3", "audio/ogg", "audio/flac", "audio/x-flac",
    "audio/mp4", "audio/x-ms-wma", "audio/x-matroska",
})  # fmt: skip
"""https://docs.gotosocial.org/en/latest/user_guide/media/, and /api/v1/instance of 0.20."""

_MASTODON_TYPES = frozenset({
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/heic", "image/heif",
    "video/webm", "video/mp4", "video/quicktime", "video/ogg",
    "audio/mpeg", "audio/mp3", "audio/ogg", "audio/wav", "audio/x-wav", "audio/flac", "audio/aac", "audio/x-m4a",
    "audio/mp4", "audio/webm", "audio/3gpp", "video/x-ms-asf",
})  # fmt: skip
"""https://github.com/mastodon/mastodon/blob/main/app/models/media_attachment.rb"""

_GOTOSOCIAL = Limits(
    family=Family.GOTOSOCIAL,
    keeps_dates=True,
    # https://docs.gotosocial.org/en/latest/configuration/statuses/
    post_chars=5000,
    url_chars=None,
    media_per_post=6,
    mixes_media=True,
    # https://docs.gotosocial.org/en/latest/configuration/media/ (media-local-max-size)
    image_bytes=40 * _MIB,
    video_bytes=40 * _MIB,
    # internal/config/defaults.go of 0.20; the example configuration says 5000
    alt_chars=1500,
    media_types=_GOTOSOCIAL_TYPES,
    content_types=frozenset({"text/plain", "text/markdown"}),
    # https://docs.gotosocial.org/en/latest/api/ratelimiting/
    requests=300,
    window_s=300.0,
    # The text after > in a content warning is lost (seen with 0.20).
    warning_forbids=">",
    assumed=True,
)

_MASTODON = Limits(
    family=Family.MASTODON,
    # app/services/post_status_service.rb drops a `scheduled_at` in the past and posts now.
    keeps_dates=False,
    # https://docs.joinmastodon.org/user/posting/
    post_chars=500,
    url_chars=23,
    media_per_post=4,
    mixes_media=False,
    # https://docs.joinmastodon.org/user/posting/#media
    image_bytes=16 * _MIB,
    video_bytes=99 * _MIB,
    alt_chars=1500,
    media_types=_MASTODON_TYPES,
    content_types=frozenset({"text/plain"}),
    # https://docs.joinmastodon.org/api/rate-limits/
    requests=300,
    window_s=300.0,
    # app/lib/rate_limiter.rb
    statuses=300,
    statuses_window_s=3 * 3600.0,
    # https://docs.joinmastodon.org/api/rate-limits/
    uploads=30,
    uploads_window_s=30 * 60.0,
    deletes=30,
    deletes_window_s=30 * 60.0,
    assumed=True,
)

_UNKNOWN = replace(
    _MASTODON,
    family=Family.UNKNOWN,
    media_types=frozenset(),
    statuses=0,
    statuses_window_s=0.0,
    uploads=0,
    uploads_window_s=0.0,
    deletes=0,
    deletes_window_s=0.0,
)
"""As careful as with Mastodon in what a post may be; its windows are its own."""

_STOCK = {
    Family.GOTOSOCIAL: _GOTOSOCIAL,
    Family.MASTODON: _MASTODON,
    # https://docs-develop.pleroma.social/backend/configuration/cheatsheet/ (limit, upload_limit)
    Family.PLEROMA: replace(
        _UNKNOWN,
        family=Family.PLEROMA,
        post_chars=5000,
        url_chars=None,
        mixes_media=True,
        image_bytes=16_000_000,
        video_bytes=16_000_000,
        alt_chars=5000,
        content_types=frozenset({"text/plain", "text/markdown"}),
    ),
    # It copies any `scheduled_at` but sends the post to followers now, out of order: not what keeping dates means.
    Family.SNAC: replace(_UNKNOWN, family=Family.SNAC, requests=0, window_s=0.0),
    Family.UNKNOWN: _UNKNOWN,
}

SOFTWARE = {
    "gotosocial": Family.GOTOSOCIAL,
    "mastodon": Family.MASTODON,
    "pleroma": Family.PLEROMA,
    "akkoma": Family.PLEROMA,
    "snac": Family.SNAC,
}
"""NodeInfo's `software.name` to family. https://nodeinfo.diaspora.software/schema.html"""

SERVER, STATUSES, UPLOADS, DELETES, PAGES = "requests", "statuses", "uploads", "deletes", "pages"


def stock(family: Family) -> Limits:
    """Return the limits of a server of this family as it comes, marked as assumed."""
    return _STOCK[family]


def rules(limits: Limits) -> tuple[Rule, ...]:
    """Return the request limits that a server with these limits counts by."""
    if limits.family is Family.GOTOSOCIAL:
        # One bucket for API and sign-in, per address; other paths have buckets of their own (internal/router).
        # A limit of 0 is none, until headers say otherwise.
        return (
            Rule(
                name=SERVER,
                limit=limits.requests,
                window_s=limits.window_s,
                path=r"^/(api|oauth|auth)/",
                per_account=False,
                lifted_by_silence=True,
            ),
        )
    return tuple(rule for rule in _families(limits) if rule.limit)


def _families(limits: Limits) -> tuple[Rule, ...]:
    aligned = limits.family is Family.MASTODON
    return (
        Rule(name=SERVER, limit=limits.requests, window_s=limits.window_s, aligned=aligned),
        Rule(
            name=STATUSES,
            limit=limits.statuses,
            window_s=limits.statuses_window_s,
            aligned=aligned,
            method="POST",
            path=r"^/api/v1/statuses$",
        ),
        Rule(
            name=UPLOADS,
            limit=limits.uploads,
            window_s=limits.uploads_window_s,
            aligned=aligned,
            method="POST",
            path=r"^/api/v[12]/media$",
        ),
        Rule(
            name=DELETES,
            limit=limits.deletes,
            window_s=limits.deletes_window_s,
            aligned=aligned,
            method="DELETE",
            path=r"^/api/v1/statuses/",
        ),
        # config/initializers/rack_attack.rb: throttle_authenticated_paging
        Rule(
            name=PAGES,
            limit=300 if aligned else 0,
            window_s=15 * 60.0,
            aligned=aligned,
            method="GET",
            params=frozenset({"max_id", "min_id", "since_id", "page"}),
        ),
    )
