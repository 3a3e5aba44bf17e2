"""A gzip stream entered anywhere gives the bytes that are there."""

import gzip
import random
import threading
from contextlib import closing

import pytest

from migrator.sources import gzipped
from migrator.sources.gzipped import Entries, Reader


@pytest.fixture
def stream(tmp_path, monkeypatch):
    """A file of two gzip streams, read through once, with many places to enter."""
    monkeypatch.setattr(gzipped, "FIRST_GAP_BYTES", 50_000)
    monkeypatch.setattr(gzipped, "MOST_STATES", 16)
    rng = random.Random(3)  # noqa: S311  # filler
    data = b"".join(rng.randbytes(rng.randint(1, 4000)) + b"bread " * rng.randint(0, 900) for _ in range(800))
    half = len(data) // 2
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(data[:half]) + gzip.compress(data[half:]) + b"\0" * 512)
    entries = Entries(path)
    first = Reader(entries, marking=True)
    assert b"".join(iter(lambda: first.read(9000), b"")) == data
    first.close()
    return entries, data


def read(entries, place, size):
    reader = Reader(entries, place)
    pieces = []
    while size and (piece := reader.read(size)):
        pieces.append(piece)
        size -= len(piece)
    reader.close()
    return b"".join(pieces)


def test_any_place_can_be_read(stream):
    entries, data = stream
    rng = random.Random(5)  # noqa: S311  # filler
    for place in [0, len(data) - 1, len(data) // 2, *(rng.randrange(len(data)) for _ in range(60))]:
        assert read(entries, place, 5000) == data[place : place + 5000]


def test_the_states_stay_few(stream):
    entries, _data = stream
    assert 4 < len(entries._states) <= 17
    assert all(not state.rest for state in entries._states)


def test_threads_may_read_at_once(stream):
    entries, data = stream
    wrong = []

    def work(seed):
        rng = random.Random(seed)  # noqa: S311  # filler
        for place in (rng.randrange(len(data)) for _ in range(20)):
            if read(entries, place, 3000) != data[place : place + 3000]:
                wrong.append(place)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_file_that_breaks_off_says_so(tmp_path):
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(random.Random(1).randbytes(90_000))[:-20_000])  # noqa: S311  # filler
    with closing(Reader(Entries(path), marking=True)) as reader, pytest.raises(EOFError):
        list(iter(lambda: reader.read(10_000), b""))
