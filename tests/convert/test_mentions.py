import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.convert.mentions import BREAK, break_names, neutralise, safe_link
from tests.convert.matching import mentions

ALPHABET = [*"@@@@bobx1_-./:(<>[]\\#=é本 \n\t\u00a0\u200b\u200d\u2060\u0301😀\0＠", "https://h.example/", "@bob"]
AWKWARD = st.lists(st.sampled_from(ALPHABET), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("@bob", f"@{BREAK}bob", id="at the head"),
        pytest.param("hi @bob, you", f"hi @{BREAK}bob, you", id="after a space"),
        pytest.param("(@bob)", f"(@{BREAK}bob)", id="after a bracket"),
        pytest.param("a_@bob", f"a_@{BREAK}bob", id="after an underscore"),
        pytest.param("@@bob", f"@@{BREAK}bob", id="after another sign"),
        pytest.param("😀@bob", f"😀@{BREAK}bob", id="after an emoji"),
        pytest.param("@é", f"@{BREAK}é", id="a name of any script"),
        pytest.param("@bob@host.example", f"@{BREAK}bob@host.example", id="with a host"),
        pytest.param("ada@example.org", "ada@example.org", id="an e-mail address stays"),
        pytest.param("5 @ 3", "5 @ 3", id="a lonely sign stays"),
        pytest.param("see https://h.example/@bob now", "see https://h.example/@bob now", id="a link stays"),
        pytest.param(
            '"https://h.example/@bob"', f'"https://h.example/@{BREAK}bob"', id="what no server links is broken"
        ),
        pytest.param("＠bob", "＠bob", id="the fullwidth sign stays"),
    ],
)
def test_only_what_could_be_a_mention_is_broken(text, expected):
    assert neutralise(text) == expected
    assert mentions(neutralise(text)) == []


@given(AWKWARD)
def test_no_text_is_left_with_a_mention(text):
    assert mentions(neutralise(text)) == []


@given(st.text())
def test_nothing_but_the_break_is_added(text):
    assert neutralise(text).replace(BREAK, "") == text.replace(BREAK, "")


@given(AWKWARD)
def test_repeating_the_guard_changes_nothing(text):
    assert neutralise(neutralise(text)) == neutralise(text)


@given(AWKWARD, AWKWARD, AWKWARD)
def test_neighbours_count(before, text, after):
    broken = break_names(text, before=before, after=after)
    inner = before[-1:] + broken + after[:1]
    assert mentions(inner) == []


@pytest.mark.parametrize(
    ("url", "begins", "expected"),
    [
        pytest.param("https://h.example/@bob", True, "https://h.example/@bob", id="a profile stays"),
        pytest.param(
            "https://h.example/@bob", False, "https://h.example/%40bob", id="unless it may not become a link"
        ),
        pytest.param("https://h.example/?q=@bob", True, "https://h.example/?q=%40bob", id="a question"),
        pytest.param("https://me@h.example/x", True, "https://me@h.example/x", id="a user stays"),
        pytest.param(
            "https://h.example/“x/@bob", True, "https://h.example/“x/%40bob", id="where a link may end early"
        ),
    ],
)
def test_links_keep_their_signs_only_where_they_are_safe(url, begins, expected):
    assert safe_link(url, begins=begins) == expected
