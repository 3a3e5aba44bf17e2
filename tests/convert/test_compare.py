from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from migrator.convert.compare import CrossPosts, html_to_text, same_text

NOON = datetime(2020, 1, 2, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Shown:
    url: str = "https://me.example/1"
    created_at: datetime = NOON
    text: str | None = None
    content: str = ""


@pytest.mark.parametrize(
    ("sent", "content", "expected"),
    [
        pytest.param("a < b & c", "<p>a &lt; b &amp; c</p>", True, id="entities"),
        pytest.param("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>", True, id="breaks and paragraphs"),
        pytest.param("hi @\u200bbob", "<p>hi @bob</p>", True, id="invisible characters"),
        pytest.param("caf\u0065\u0301", "<p>café</p>", True, id="composed letters"),
        pytest.param(
            "see https://h.example/a",
            '<p>see <a href="https://h.example/a"><span class="invisible">https://</span><span>h.example/a</span></a></p>',
            True,
            id="links with hidden parts",
        ),
        pytest.param("#Tag", '<p><a class="mention hashtag">#<span>Tag</span></a></p>', True, id="hashtags"),
        pytest.param("one", "<p>two</p>", False, id="other words"),
        pytest.param("one", "", False, id="nothing"),
    ],
)
def test_html_is_compared_as_a_reader_sees_it(sent, content, expected):
    assert same_text(sent, text=None, content=content) is expected


def test_raw_text_is_compared_to_the_character():
    assert same_text("a  b", text="a  b", content="")
    assert not same_text("a b", text="a  b", content="<p>a b</p>")


def test_a_link_to_an_own_post_may_have_become_any_address():
    old, new = "https://x.com/me/status/1", "https://me.example/@me/statuses/01ABC"
    assert same_text(f"see {old}, yes", text=f"see {new}, yes", content="", own_links=[old])
    assert same_text(f"see <{old}>", text=f"see <{new}>", content="", own_links=[old])
    assert not same_text(f"see {old}, yes", text=f"see {new}, no", content="", own_links=[old])
    assert not same_text(f"see {old}", text=f"see {new}", content="")


def test_html_with_code_and_lists_keeps_its_words():
    assert html_to_text("<ul><li>a</li><li>b</li></ul><pre><code>x\ny</code></pre>").split() == [
        "a",
        "b",
        "x",
        "y",
    ]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        pytest.param(59, "https://me.example/1", id="within a minute"),
        pytest.param(-60, "https://me.example/1", id="a minute before"),
        pytest.param(61, None, id="later"),
    ],
)
def test_a_cross_post_is_the_same_text_within_a_minute(seconds, expected):
    there = CrossPosts()
    there.add(Shown(content="<p>good  morning</p>"))
    assert there.find("good morning", NOON + timedelta(seconds=seconds)) == expected


def test_the_nearest_cross_post_is_named():
    there = CrossPosts()
    there.add(Shown(url="far", text="hi", created_at=NOON - timedelta(seconds=30)))
    there.add(Shown(url="near", text="hi", created_at=NOON + timedelta(seconds=3)))
    assert there.find("hi", NOON) == "near"


def test_a_post_without_words_has_no_cross_posts():
    there = CrossPosts()
    there.add(Shown(text=""))
    assert there.find("", NOON) is None
