import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from migrator.convert.compare import html_to_text
from migrator.convert.markup import Markdown, Plain

RENDER = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("strikethrough")


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "1. no list", "2) no list", "- no list", "+ no list", "* no list", "> no quote",
        "*x* _y_ **z**",
        "`code`", "~~gone~~", "<b>bold</b>", "&amp; &lt;", "[a](https://x.example)", "![a](b)", "[^1]",
        "a\n===", "a\n---",
        "```\nx\n```", "\\*", "a | b", "say\n    not code", "C:\\dir\\x", "***",
        "<https://x.example>", "1986\\. A year",
        "[x]: https://h.example", "    indented", "a\n\n    indented",
    ],
)  # fmt: skip
def test_nothing_becomes_markup_by_accident(text):
    assert_same_words(text)


@given(st.text(st.sampled_from([*"ab1 \n\t*_`~#>-+=.)([]<>!|&;:\\^\"'"]), max_size=60))
def test_escaped_text_reads_as_it_was(text):
    assert_same_words(text)


def assert_same_words(text):
    html = RENDER.render(Markdown().text(text.strip()))
    assert html_to_text(html).split() == text.split()
    assert not set(tags(html)) - {"p", "/p", "br"}


def tags(html):
    return [piece.split(">")[0].split(" ")[0].rstrip("/") for piece in html.split("<")[1:]]


def test_an_address_stands_as_an_autolink():
    assert Markdown().link("https://h.example/a_b_c") == "<https://h.example/a_b_c>"


def test_a_named_link_cannot_be_ended_early():
    assert Markdown().named("a]b", "https://h.example/x)y z") == r"[a\]b](https://h.example/x%29y%20z)"


def test_plain_text_shows_the_address_instead_of_the_name():
    assert Plain().named("@bob", "https://x.com/bob") == "https://x.com/bob"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(r"¯\_(ツ)_/¯", "¯\\\u2060_(ツ)_/¯", id="a shrug keeps its arm"),
        pytest.param("&copy; R&D; a & b", "&\u2060copy; R&\u2060D; a & b", id="what looks like an entity"),
        pytest.param(r"C:\dir", r"C:\dir", id="no escape"),
    ],
)
def test_a_server_that_reads_escapes_in_plain_text_is_kept_from_it(text, expected):
    assert Plain(reads_escapes=True).text(text) == expected
    assert Plain().text(text) == text
