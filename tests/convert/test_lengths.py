import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.convert.graphemes import may_cut
from migrator.convert.lengths import cost, shorten, shorten_plain, split, whole
from migrator.convert.pieces import Piece

LINK = Piece(
    "https://h.example/a-rather-long-address", whole=True, address="https://h.example/a-rather-long-address"
)


def texts(parts):
    return [part.text for part in parts]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("one two", 7, ["one two"], id="what fits stays whole"),
        pytest.param("one two three", 8, ["one two", "three"], id="between words"),
        pytest.param("Yes. It is so.", 12, ["Yes. It is", "so."], id="a sentence in the first third is too early"),
        pytest.param("It is so. Yes it", 14, ["It is so.", "Yes it"], id="behind a sentence"),
        pytest.param("One. Two\n\nThree. Four", 18, ["One. Two", "Three. Four"], id="behind a paragraph first"),
        pytest.param(
            "これは文です。次の文です", 8, ["これは文です。", "次の文です"], id="behind a sentence without spaces"
        ),
        pytest.param("abcdefghij", 4, ["abcd", "efgh", "ij"], id="inside a word if it must be"),
        pytest.param("aaa👨‍👩‍👧", 5, ["aaa", "👨‍👩‍👧"], id="never inside a family of emoji"),
        pytest.param("🇩🇪🇫🇷🇮🇹", 3, ["🇩🇪", "🇫🇷", "🇮🇹"], id="never inside a flag"),
        pytest.param("e\u0301e\u0301", 3, ["e\u0301", "e\u0301"], id="never before an accent"),
        pytest.param("aaaa@bob", 4, ["aaa", "a@bo", "b"], id="never so that a name comes first"),
    ],
)
def test_a_text_is_cut_at_its_strongest_break(text, limit, expected):
    assert texts(split([Piece(text)], limit)) == expected


def test_a_link_stays_whole():
    parts = split([Piece("word " * 5), LINK, Piece(" end")], 45)
    assert texts(parts) == ["word word word word word", f"{LINK.text} end"]


def test_a_link_counts_for_what_the_server_says():
    assert texts(split([Piece("a "), LINK._replace(chars=5)], 7)) == [f"a {LINK.text}"]


def test_a_link_longer_than_a_part_loses_nothing():
    assert "".join(texts(split([LINK], 10))) == LINK.text


def test_links_to_own_posts_stay_with_their_part():
    own = LINK._replace(own="7")
    first, second = split([Piece("words " * 7), own], 45)
    assert (first.own, second.own) == ((), ((LINK.address, "7"),))


PIECES = st.lists(
    st.one_of(
        st.text(max_size=30).map(Piece),
        st.text(st.sampled_from([*"ab @.\n!\\👩\u200d\u0301🇩🇪ก。"]), max_size=40).map(Piece),
        st.builds(lambda name: Piece("@\u200b" + name, whole=True), st.text("abc", min_size=1, max_size=12)),
        st.just(LINK),
    ),
    max_size=12,
)


@given(PIECES, st.integers(1, 60))
def test_splitting_loses_nothing_but_spaces(pieces, limit):
    before = "".join(piece.text for piece in pieces)
    assert re.sub(r"\s", "", "".join(texts(split(pieces, limit)))) == re.sub(r"\s", "", before)


@given(PIECES, st.integers(45, 90))
def test_every_part_fits(pieces, limit):
    parts = texts(split(pieces, limit))
    assert all(0 < len(part) <= limit for part in parts)


@given(PIECES, st.integers(45, 90))
def test_no_link_or_name_is_torn(pieces, limit):
    rest = split(pieces, limit)
    for piece in pieces:
        if piece.whole:
            assert any(piece.text in part.text for part in rest)


@given(PIECES, st.integers(2, 60))
def test_a_shortened_text_fits_and_is_a_beginning(pieces, limit):
    before = whole(pieces).text
    short = shorten(pieces, limit).text
    if cost(pieces) <= limit:
        assert short == before
    else:
        assert len(short) <= limit
        assert before.startswith(short.removesuffix("…"))


def test_shortening_prefers_the_end_of_a_word():
    assert shorten_plain("one two three", 10) == "one two…"


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        pytest.param("ab", 1, True, id="letters"),
        pytest.param("a\u0301", 1, False, id="accent"),
        pytest.param("👍🏽", 1, False, id="skin tone"),
        pytest.param("\u1100\u1161\u11a8", 1, False, id="hangul parts"),
        pytest.param("क्ष", 2, False, id="devanagari conjunct"),
        pytest.param("❤️", 1, False, id="variation selector"),
        pytest.param("\r\n", 1, False, id="line end"),
    ],
)
def test_visible_characters_stay_whole(text, at, expected):
    assert may_cut(text, at) is expected
