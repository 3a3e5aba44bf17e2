"""Cutting a text at its entities loses nothing of it."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.model import Hashtag, Link, Mention, Quote, Span, Text
from migrator.sources import container, entities, languages, snowflake, statuslink
from migrator.sources.entities import Entity, cut, unescape
from migrator.sources.x import tweet

WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="#@:"), max_size=20)
KINDS = {"url": "https://t.co/{}", "name": "@n{}", "tag": "#t{}", "media": "https://t.co/m{}"}


def span_of(kind: str, number: int) -> Span | None:
    made = {"url": Link(f"L{number}"), "name": Mention(f"n{number}"), "tag": Hashtag(f"t{number}"), "media": None}
    return made[kind]


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def texts(draw):
    """An escaped text with entities, and the plain words and entities it was made of."""
    text, found, pieces = "", [], []
    for number in range(draw(st.integers(0, 5))):
        words, kind = draw(WORDS), draw(st.sampled_from(sorted(KINDS)))
        written = KINDS[kind].format(number)
        text += escape(words) + " "
        found.append(Entity(len(text) + draw(st.sampled_from([0, 0, 3])), written, span_of(kind, number)))
        text += written + " "
        pieces += [words, span_of(kind, number)]
    words = draw(WORDS)
    return text + escape(words), found, [*pieces, words]


@given(texts())
def test_nothing_of_the_text_is_lost_but_blanks(made) -> None:
    text, found, pieces = made
    spans = cut(text, found)
    kept = "".join(span.text for span in spans if isinstance(span, Text))
    expected = "".join(piece for piece in pieces if isinstance(piece, str))
    assert "".join(kept.split()) == "".join(expected.split())
    assert [span for span in spans if not isinstance(span, Text)] == [
        piece for piece in pieces if piece is not None and not isinstance(piece, str)
    ]


@given(st.text(max_size=50))
def test_unescaping_undoes_escaping(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(-5, 90), st.text(max_size=6)), max_size=5))
def test_no_entity_however_wrong_breaks_it(text: str, wrong: list[tuple[int, str]]) -> None:
    spans = cut(text, [Entity(start, written, Quote("q")) for start, written in wrong if written])
    assert all(span.text for span in spans if isinstance(span, Text))


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        pytest.param("see https://a.example/b.", ["https://a.example/b"], id="full stop"),
        pytest.param("(https://a.example/b_(c))", ["https://a.example/b_(c)"], id="brackets"),
        pytest.param("cut https://t.co/ab…", [], id="cut off by X"),
        pytest.param("https://", [], id="nothing behind"),
        pytest.param("http://a.example，and", ["http://a.example"], id="fullwidth comma"),
    ],
)
def test_plain_addresses_become_links(text: str, urls: list[str]) -> None:
    assert [span.url for span in cut(text, []) if isinstance(span, Link)] == urls


def test_line_breaks_are_newlines() -> None:
    assert cut("one\r\ntwo\rthree\nfour", []) == (Text("one\ntwo\nthree\nfour"),)


@pytest.mark.parametrize("module", [container, entities, languages, snowflake, statuslink, tweet])
def test_the_examples_in_the_docstrings_hold(module) -> None:
    assert doctest.testmod(module).failed == 0
