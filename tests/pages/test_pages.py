"""Pages and rows: escaped, complete, usable however long."""

import io
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from migrator.errors import StepFailed
from migrator.jobs.plan import Planned, PlannedMedia, Publish, Skip
from migrator.model import MediaType, Owner, Reason, Visibility
from migrator.pages import folds, words
from migrator.pages.preview import Heading, write_preview
from migrator.pages.richtext import rich
from migrator.pages.sentences import label, sentence
from migrator.pages.thumbnails import Thumbnails
from migrator.service.values import Summary

NOON = datetime(2014, 3, 1, 12, 0, tzinfo=UTC)
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
SUMMARY = Summary(
    publish=1, posts=1, skip={"deleted": 1}, notes={}, requests=1, bytes=1, eta_s=1.0, bound_by="requests"
)


def post(number: int, text: str, *, media: tuple[PlannedMedia, ...] = (), at: datetime = NOON) -> Publish:
    return Publish(
        source_id=str(number),
        part=0,
        parts=1,
        text=text,
        content_type="text/plain",
        written_at=at,
        slot_ms=number,
        visibility=Visibility.PUBLIC,
        language=None,
        sensitive=False,
        warning="",
        media=media,
        in_reply_to=None,
        url=f"https://x.com/robin/status/{number}",
    )


def photo(name: str) -> PlannedMedia:
    return PlannedMedia(name=name, type=MediaType.PHOTO, size_bytes=9, mime="image/png", alt=EVIL)


def png(width: int = 900, height: int = 600, mode: str = "RGB") -> io.BytesIO:
    file = io.BytesIO()
    Image.new(mode, (width, height), 1).save(file, "PNG")
    file.seek(0)
    return file


def preview(items: list[Planned], owner: str = "robin") -> str:
    out = io.StringIO()
    heading = Heading(
        owner=Owner(id="1", name=owner, display_name=owner),
        target="@me@social.example",
        assumed=True,
        keeps_dates=False,
        made_at=NOON,
        zone=UTC,
    )
    write_preview(out, heading, items, summary=lambda: SUMMARY, open_media=lambda _name: png())
    return out.getvalue()


class Tags(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_nothing_from_an_archive_becomes_markup() -> None:
    skip = Skip(source_id="2", reason=Reason("unreadable", {"error": EVIL}), written_at=NOON, text=EVIL, url=EVIL)
    page = preview([post(1, EVIL, media=(photo("a.png"),)), skip], owner=EVIL)
    tags = Tags(page).seen
    assert [tag for tag, _ in tags].count("script") == 1
    assert not [attributes for _, attributes in tags if any(name.startswith("on") for name in attributes)]
    assert not [attributes for tag, attributes in tags if tag == "img" and attributes.get("src") == "x"]


def test_a_preview_loads_nothing_from_anywhere() -> None:
    page = preview([post(1, "see https://example.org/a", media=(photo("a.png"),))])
    for tag, attributes in Tags(page).seen:
        source = attributes.get("src") or ""
        assert source.startswith("data:image/webp;base64,") or not source, tag
    assert "default-src 'none'" in page


def test_every_item_is_there_and_says_why() -> None:
    page = preview([post(1, "hello"), Skip(source_id="2", reason=Reason("deleted"))])
    assert "hello" in page
    assert "It had been deleted before the archive was made." in page
    assert "without a date" in page
    assert "does not keep dates" in page
    assert "You were not signed in" in page


def test_items_stand_in_order_whatever_order_they_come_in() -> None:
    page = preview([post(2, "second", at=NOON + timedelta(days=400)), post(1, "first")])
    assert page.index("first") < page.index(">2015 ") < page.index("second")


def test_a_long_preview_is_only_built_where_it_is_opened() -> None:
    items: list[Planned] = [post(number, f"post {number}") for number in range(folds.EAGER + 1)]
    page = preview(items)
    assert [tag for tag, _ in Tags(page).seen].count("article") == 0
    assert page.count("<article id=") == len(items)
    assert "needs JavaScript" in page


def test_pictures_have_a_cap_in_all_and_a_share_a_year() -> None:
    pictures = Thumbnails(lambda _name: png(), total=4, years=2)
    assert [bool(pictures.uri("a", year=2014)) for _ in range(3)] == [True, True, False]
    assert [bool(pictures.uri("a", year=2015)) for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "1", "I;16"])
def test_pictures_of_any_kind_become_small(mode: str) -> None:
    uri = Thumbnails(lambda _name: png(mode=mode), total=1, years=1).uri("a", year=2014)
    assert uri.startswith("data:image/webp;base64,")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"no picture at all", id="no picture"),
        pytest.param(png().getvalue()[:200], id="cut off"),
        pytest.param(
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (60000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
            + zlib.crc32(b"IHDR" + (60000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00").to_bytes(4, "big"),
            id="a bomb",
        ),
    ],
)  # fmt: skip
def test_what_is_no_picture_gets_a_frame_instead(content: bytes) -> None:
    assert Thumbnails(lambda _name: io.BytesIO(content), total=9, years=1).uri("a", year=2014) == ""


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(FileNotFoundError("a"), id="not there"),
        pytest.param(StepFailed("its header is not where it should be"), id="damaged in the archive"),
    ],
)
def test_a_file_that_can_not_be_opened_gets_a_frame_instead(error: Exception) -> None:
    def gone(name: str) -> io.BytesIO:
        raise error

    assert Thumbnails(gone, total=9, years=1).uri("a", year=2014) == ""


@pytest.mark.parametrize(
    ("text", "kind", "html"),
    [
        pytest.param("a < b & c", "text/plain", "a &lt; b &amp; c", id="plain signs"),
        pytest.param("a\nb", "text/plain", "a<br>b", id="lines"),
        pytest.param(
            "(see https://x.com/a?b=1&c=2).",
            "text/plain",
            '(see <a href="https://x.com/a?b=1&amp;c=2" rel="noreferrer">https://x.com/a?b=1&amp;c=2</a>).',
            id="a link",
        ),
        pytest.param("#Tag #1 a#b", "text/plain", '<span class="tag">#Tag</span> #1 a#b', id="hashtags"),
        pytest.param(r"1\. \*no\*", "text/markdown", "1. *no*", id="escapes"),
        pytest.param(
            "[＠bob](https://x.com/bob)",
            "text/markdown",
            '<a href="https://x.com/bob" rel="noreferrer">＠bob</a>',
            id="a named link",
        ),
        pytest.param(
            '<a href="https://x.com/bob">@bob</a>',
            "text/markdown",
            '<a href="https://x.com/bob" rel="noreferrer">@bob</a>',
            id="an anchor",
        ),
        pytest.param(
            "[x](javascript:alert(1))", "text/markdown", "[x](javascript:alert(1))", id="no link but to the web"
        ),
        pytest.param("<script>", "text/markdown", "&lt;script&gt;", id="no other markup"),
    ],
)
def test_text_looks_as_it_will(text: str, kind: str, html: str) -> None:
    assert rich(text, kind) == html


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        pytest.param(0, "less than a minute", id="nothing"),
        pytest.param(59 * 60, "59 minutes", id="minutes"),
        pytest.param(5 * 3600 + 41 * 60, "5 hours 40 minutes", id="hours and minutes"),
        pytest.param(9.97 * 3600, "10 hours", id="rounding up to the hour"),
        pytest.param(14 * 3600, "14 hours", id="hours"),
        pytest.param(9 * 86_400, "9 days", id="days"),
    ],
)
def test_time_in_words(seconds: float, expected: str) -> None:
    assert words.duration(seconds) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(1, "1 byte"), (999, "999 bytes"), (1400, "1.4 kB"), (48_000_000_000, "48 GB"), (3 * 10**15, "3,000 TB")],
)
def test_size_in_words(amount: int, expected: str) -> None:
    assert words.size(amount) == expected


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [(1, "post", "1 post"), (1204, "post", "1,204 posts"), (2, "reply", "2 replies"), (2, "day", "2 days")],
)
def test_numbers_with_their_nouns(number: int, noun: str, expected: str) -> None:
    assert words.count(number, noun) == expected


def test_a_reason_becomes_a_sentence() -> None:
    assert (
        sentence(Reason("too_long", {"chars": 812, "limit": 500}))
        == "It has 812 characters; the server takes 500."
    )


def test_a_sentence_survives_what_is_not_known() -> None:
    assert sentence(Reason("too_long")) == "It has … characters; the server takes …."
    assert sentence(Reason("quite_new", {"a": 1})) == "quite new (a 1)"


def test_many_items_of_one_code_have_a_label() -> None:
    assert label("over_limit") == "beyond the limit you set"
    assert label("quite_new") == "quite new"


def test_parameters_are_never_taken_for_a_pattern() -> None:
    assert sentence(Reason("unreadable", {"error": "{0.__class__} {x}"})) == "It can't be read: {0.__class__} {x}"


def test_replies_and_parts_are_marked() -> None:
    page = preview([replace(post(5, "answer"), in_reply_to=("4", 0), part=2, parts=3, warning="spiders")])
    assert 'href="#p-4-0"' in page
    assert "part 2 of 3" in page
    assert "spiders" in page


STYLE = (Path(folds.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
)


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("ink", "soft", "accent") for ground in ("bg", "card")),
        *((ink, ground) for ink in ("ink", "accent") for ground in ("accent-bg", "warn-bg")),
        ("warn", "card"), ("warn", "warn-bg"), ("bad", "card"), ("bad", "bad-bg"), ("good", "good-bg"),
    ],
)  # fmt: skip
def test_everything_can_be_read(colours: dict[str, str], ink: str, ground: str) -> None:
    darker, lighter = sorted((luminance(colours[ink]), luminance(colours[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
