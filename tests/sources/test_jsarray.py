"""Files of any size and form are read in pieces; what is broken is named."""

import io
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.sources.jsarray import CHUNK_BYTES, ArrayReader, Broken


class Inner(msgspec.Struct):
    id_str: int
    text: str = ""


class Item(msgspec.Struct):
    tweet: Inner


def read(data: bytes, kind=Item) -> tuple[list, list[Broken]]:
    return ArrayReader(kind).all(io.BytesIO(data), "tweets.js")


def wrapped(texts: list[str], **form) -> bytes:
    items = [{"tweet": {"id_str": str(number), "text": text}} for number, text in enumerate(texts)]
    return b"window.YTD.tweets.part0 = " + json.dumps(items, **form).encode()


@given(st.lists(st.text(max_size=30)), st.sampled_from([{}, {"indent": 2}, {"separators": (",", ":")}]))
def test_every_item_is_read(texts: list[str], form: dict) -> None:
    items, broken = read(wrapped(texts, **form))
    assert [item.tweet.text for item in items] == texts
    assert not broken


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6), st.data())
def test_wherever_a_file_breaks_off_nothing_before_is_lost(texts: list[str], data) -> None:
    whole = wrapped(texts)
    end = data.draw(st.integers(0, len(whole) - 1))
    items, broken = read(whole[:end])
    complete = whole[:end].count(b'"}}')
    assert len(items) == complete
    assert [item.tweet.text for item in items] == texts[:complete]
    assert broken[-1].rest


@pytest.mark.parametrize("kind", [Item, Inner], ids=["wrapped", "unwrapped"])
def test_a_file_larger_than_a_piece(kind) -> None:
    inner = [{"id_str": str(number), "text": 'x [ { "tweet" : { ' * 20} for number in range(30_000)]
    items = inner if kind is Inner else [{"tweet": one} for one in inner]
    data = b"window.YTD.tweet.part0 = " + json.dumps(items).encode()
    assert len(data) > 2 * CHUNK_BYTES
    found, broken = read(data, kind)
    assert len(found) == 30_000
    assert not broken


def test_items_whose_first_keys_vary_are_read() -> None:
    data = b'x = [{"id_str": "1", "text": "a"}, {"text": "}] \\" [{", "id_str": "2"}, {"id_str": "3"}];'
    found, broken = read(data, Inner)
    assert [item.id_str for item in found] == [1, 2, 3]
    assert not broken


@pytest.mark.parametrize("data", [b"x = []", b"x = [ ]", b"[]", b"\xef\xbb\xbfx = [\n]\n;"])
def test_an_empty_list_is_no_damage(data: bytes) -> None:
    assert read(data) == ([], [])


@pytest.mark.parametrize("data", [b"", b"window.YTD.tweets.part0 = ", b"<html>", b"\0" * 5000])
def test_a_file_without_a_list_is_damage(data: bytes) -> None:
    items, broken = read(data)
    assert not items
    assert broken[0].rest


def test_the_id_of_a_broken_item_is_its_own_and_not_that_of_a_person_in_it() -> None:
    data = b'x = [{"tweet": {"entities": {"user": {"id_str": "7"}}, "id_str": "42", "text": 5}}]'
    _items, broken = read(data)
    assert broken[0].source_id == 42
