"""Posts, limits and inputs for tests of planning, with as few words as possible."""

from datetime import UTC, datetime, timedelta

from migrator.jobs.choices import Choices, Filters, Policies
from migrator.jobs.plan import Publish, Skip
from migrator.jobs.planning import Inputs, plan
from migrator.model import Media, MediaType, Owner, Post, Reference, Text
from migrator.targets.base import Family, Limits

START = datetime(2019, 5, 6, 7, 8, 9, 250_000, tzinfo=UTC)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
OWNER = Owner(id="1", name="me", former_names=("oldme",))
IMAGES = frozenset({"image/jpeg", "image/png"})

GOTOSOCIAL = Limits(
    family=Family.GOTOSOCIAL,
    keeps_dates=True,
    post_chars=5000,
    url_chars=None,
    media_per_post=6,
    mixes_media=True,
    image_bytes=40 << 20,
    video_bytes=40 << 20,
    alt_chars=1500,
    media_types=IMAGES | {"video/mp4", "audio/mpeg"},
    content_types=frozenset({"text/plain", "text/markdown"}),
    requests=300,
    window_s=300.0,
    warning_forbids=">",
)

MASTODON = Limits(
    family=Family.MASTODON,
    keeps_dates=False,
    post_chars=500,
    url_chars=23,
    media_per_post=4,
    mixes_media=False,
    image_bytes=16 << 20,
    video_bytes=99 << 20,
    alt_chars=1500,
    media_types=IMAGES | {"video/mp4", "audio/mpeg"},
    content_types=frozenset({"text/plain"}),
    requests=300,
    window_s=300.0,
    statuses=300,
    statuses_window_s=10_800.0,
    uploads=30,
    uploads_window_s=1_800.0,
)


def post(id_="10", *body, after_s=None, **more):
    """Make a post; numbers as ids are seconds after the start unless told otherwise."""
    seconds = after_s if after_s is not None else (int(id_) if id_.isdigit() else 0)
    return Post(
        **{
            "source_id": id_,
            "written_at": START + timedelta(seconds=seconds),
            "order": int(id_) if id_.isdigit() else 0,
            "body": tuple(Text(span) if isinstance(span, str) else span for span in (body or (f"post {id_}",))),
            "url": f"https://x.com/me/status/{id_}",
            **more,
        }
    )


def answer(id_, *, own=True, name=""):
    return Reference(source_id=id_, own=own, author_name=name, url=f"https://x.com/{name or 'me'}/status/{id_}")


def photo(name="1-a.jpg", *, size=1000, alt="", type_=MediaType.PHOTO):
    return Media(name=name, type=type_, size_bytes=size, alt=alt)


def by_suffix(media):
    """Tell a type by the name, as a source's probe would by the first bytes."""
    suffix = media.name.rpartition(".")[2]
    return {"jpg": "image/jpeg", "png": "image/png", "heic": "image/heic", "mp4": "video/mp4",
            "avi": "video/x-msvideo",
            "wav": "audio/x-wav", "gif": "image/gif", "mp3": "audio/mpeg"}.get(suffix, "")  # fmt: skip


def inputs(*, limits=GOTOSOCIAL, policies=None, filters=None, **more):
    return Inputs(
        **{
            "owner": OWNER,
            "network": "x",
            "choices": Choices(filters=Filters(**(filters or {})), policies=Policies(**(policies or {}))),
            "limits": limits,
            "now": NOW,
            "mime_of": by_suffix,
            **more,
        }
    )


def planned(*items, **more):
    return list(plan(items, inputs(**more)))


def publishes(*items, **more):
    return [one for one in planned(*items, **more) if isinstance(one, Publish)]


def only(*items, **more):
    """Return the one status that the items become."""
    [one] = publishes(*items, **more)
    return one


def skips(*items, **more):
    """Return the reason codes of what stays behind, by source id."""
    return {one.source_id: one.reason.code for one in planned(*items, **more) if isinstance(one, Skip)}


def codes(one):
    return [note.code for note in one.notes]
