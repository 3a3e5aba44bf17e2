"""Time the planning of 100,000 posts, beside a bare pass that only looks at every post once."""

import resource
import time
from datetime import UTC, datetime, timedelta

from bench.figures import show
from migrator.jobs.choices import Choices, Mentions, Policies
from migrator.jobs.planning import Inputs, plan
from migrator.model import Hashtag, Link, Media, MediaType, Mention, Owner, Post, Reference, Text
from migrator.targets.base import Family, Limits

POSTS = 100_000
RUNS = 3
START = datetime(2012, 1, 1, tzinfo=UTC)
WORDS = [
    "so",
    "it",
    "goes,",
    "and",
    "nobody",
    "saw",
    "how",
    "the",
    "river",
    "rose",
    "that",
    "night.",
    "Stone",
    "by",
    "stone",
]

LIMITS = Limits(
    family=Family.GOTOSOCIAL,
    keeps_dates=True,
    post_chars=5000,
    url_chars=None,
    media_per_post=6,
    mixes_media=True,
    image_bytes=40 << 20,
    video_bytes=40 << 20,
    alt_chars=1500,
    media_types=frozenset({"image/jpeg", "video/mp4"}),
    content_types=frozenset({"text/plain", "text/markdown"}),
    requests=300,
    window_s=300.0,
)


def post(number):
    """Make one post; of a hundred 40 name somebody, 25 each have a link, a picture, a parent, 20 a hashtag."""
    words = [Text(" ".join(WORDS[(number + at) % len(WORDS)] for at in range(12 + number % 15)))]
    if number % 5 < 2:
        words += [Text(" "), Mention(f"name_{number % 300}", profile_url=f"https://x.com/name_{number % 300}")]
    if number % 4 == 1:
        own = str(number - 7) if number % 40 == 1 else None
        words += [Text(" "), Link(f"https://h.example/page/{number}", own_post=own)]
    if number % 5 == 3:
        words += [Text(" "), Hashtag("Rivers")]
    media = (Media(name=f"{number}-a.jpg", type=MediaType.PHOTO, size_bytes=200_000),) if number % 4 == 2 else ()
    return Post(
        source_id=str(number),
        written_at=START + timedelta(seconds=number * 3600, milliseconds=number % 1000),
        order=number,
        body=tuple(words),
        media=media,
        url=f"https://x.com/me/status/{number}",
        language="en",
        reply_to=Reference(source_id=str(number - 1), own=True) if number % 4 == 3 else None,
    )


def bare(posts):
    """Touch every post once."""
    for one in sorted(posts, key=lambda one: one.written_at):
        yield "".join(span.text for span in one.body if isinstance(span, Text))


def planned(posts, mentions):
    inputs = Inputs(
        owner=Owner(id="1", name="me"),
        network="x",
        choices=Choices(policies=Policies(mentions=mentions)),
        limits=LIMITS,
        now=datetime(2030, 1, 1, tzinfo=UTC),
        mime_of=lambda _media: "image/jpeg",
    )
    return plan(posts, inputs)


def seconds(work):
    """Return the processor's seconds for one pass, so that other programs don't count."""
    began = time.process_time()
    for _ in work():
        pass
    return time.process_time() - began


def main():
    posts = [post(number) for number in range(POSTS)]
    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bare_s = show("bare pass", [seconds(lambda: bare(posts)) for _ in range(RUNS)], "s CPU")
    for mentions in (Mentions.PLAIN, Mentions.LINK):
        runs = [seconds(lambda mentions=mentions: planned(posts, mentions)) for _ in range(RUNS)]
        plan_s = show(f"plan of {POSTS} posts, names as {mentions}", runs, "s CPU")
        show("  beside the bare pass", [plan_s / bare_s], "times", digits=0)
    after_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    show("peak memory beyond the posts", [(after_kib - before_kib) / 1024], "MiB", digits=0)


if __name__ == "__main__":
    main()
