"""What every source has to keep, whatever its format; a source's test class subclasses this and gives `paths`."""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from migrator.errors import StepFailed
from migrator.model import Mention, Omission, Post, Text
from migrator.sources.base import Source


class SourceContract:
    """Subclasses give the fixture `paths`, one archive in at least one part, and `open_source`."""

    @pytest.fixture
    def paths(self, tmp_path: Path) -> Sequence[Path]:
        raise NotImplementedError

    @pytest.fixture
    def open_source(self) -> Callable[[Sequence[Path]], Source]:
        raise NotImplementedError

    @pytest.fixture
    def source(self, paths, open_source) -> Iterator[Source]:
        opened = open_source(paths)
        yield opened
        opened.close()

    def test_every_item_has_an_id_of_its_own(self, source: Source) -> None:
        ids = [item.source_id for item in source.items()]
        assert ids
        assert max(Counter(ids).values()) == 1

    def test_it_can_be_read_again_with_the_same_result(self, source: Source) -> None:
        assert list(source.items()) == list(source.items())

    def test_times_are_in_utc(self, source: Source) -> None:
        offsets = {item.written_at.utcoffset().total_seconds() for item in source.items() if item.written_at}
        assert offsets == {0.0}

    def test_the_order_of_ids_is_the_order_of_times(self, source: Source) -> None:
        posts = sorted((item for item in source.items() if isinstance(item, Post)), key=lambda post: post.order)
        uncertain = {post.source_id for post in posts if any(note.code == "date_uncertain" for note in post.notes)}
        times = [post.written_at for post in posts if post.source_id not in uncertain]
        assert times == sorted(times)

    def test_the_overview_agrees_with_the_items(self, source: Source) -> None:
        counted, items = source.overview(), list(source.items())
        own = [item for item in items if isinstance(item, Post) and item.repost_of is None]
        assert counted.posts == len(own)
        assert counted.reposts == sum(isinstance(item, Post) for item in items) - len(own)
        assert counted.quotes == sum(post.quote is not None for post in own)
        assert counted.replies_to_others == sum(
            post.reply_to is not None and not post.reply_to.own for post in own
        )
        assert (counted.first, counted.last) == (
            min((post.written_at for post in own), default=None),
            max((post.written_at for post in own), default=None),
        )
        assert counted.omissions == Counter(item.reason.code for item in items if isinstance(item, Omission))

    def test_the_overview_counts_the_threads_of_the_items(self, source: Source) -> None:
        own = {item.source_id: item for item in source.items() if isinstance(item, Post) and not item.repost_of}
        parents = {
            post.source_id: post.reply_to.source_id
            for post in own.values()
            if post.reply_to is not None and post.reply_to.source_id in own
        }
        roots = {parent for parent in parents.values() if parent not in parents}
        assert source.overview().threads == len(roots)

    def test_the_overview_counts_the_media_of_the_items(self, source: Source) -> None:
        own = [item for item in source.items() if isinstance(item, Post) and not item.repost_of]
        found = Counter((one.type, one.missing) for post in own for one in post.media)
        size = Counter[str]()
        for one in (one for post in own for one in post.media):
            size[one.type] += one.size_bytes or 0
        for kind, count in source.overview().media.items():
            assert (count.files, count.missing) == (found[kind, False], found[kind, True])
            assert count.bytes == size[kind]

    def test_all_media_open_and_have_the_size_they_are_said_to_have(self, source: Source) -> None:
        for media in _media(source):
            with source.open_media(media.name) as file:
                assert len(file.read()) == media.size_bytes

    def test_several_threads_may_read_media_at_once(self, source: Source) -> None:
        media = _media(source) * 3
        sizes: dict[int, int] = {}

        def read(number: int) -> None:
            with source.open_media(media[number].name) as file:
                sizes[number] = sum(len(piece) for piece in iter(lambda: file.read(1000), b""))

        threads = [threading.Thread(target=read, args=(number,)) for number in range(len(media))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sizes == {number: one.size_bytes for number, one in enumerate(media)}

    @pytest.mark.parametrize("name", ["", "nothing", "0/../../etc/passwd", "/etc/passwd", "0/data/account.js"])
    def test_what_is_no_media_does_not_open(self, source: Source, name: str) -> None:
        with pytest.raises(StepFailed):
            source.open_media(name)

    def test_remote_media_have_an_address_and_do_not_open(self, source: Source) -> None:
        posts = [item for item in source.items() if isinstance(item, Post)]
        for one in (one for post in posts for one in post.media if one.remote):
            assert one.url
            assert one.size_bytes is None
            with pytest.raises(StepFailed):
                source.open_media(one.name)

    def test_missing_media_have_no_name(self, source: Source) -> None:
        posts = [item for item in source.items() if isinstance(item, Post)]
        assert all(bool(one.name) is not one.missing for post in posts for one in post.media)

    def test_the_fingerprint_is_the_same_each_time(self, paths, open_source) -> None:
        first, second = open_source(paths), open_source(paths)
        assert first.fingerprint == second.fingerprint
        assert len({stamp.digest for stamp in first.fingerprint.files}) == len(list(paths))

    def test_the_order_of_the_parts_makes_no_difference(self, paths, open_source) -> None:
        one, other = open_source(list(paths)), open_source(list(reversed(list(paths))))
        assert one.fingerprint == other.fingerprint
        assert one.owner == other.owner
        assert sorted(one.items(), key=lambda item: item.source_id) == sorted(
            other.items(), key=lambda item: item.source_id
        )

    def test_nothing_in_the_archive_is_changed(self, paths, open_source) -> None:
        before = _state(paths)
        source = open_source(paths)
        source.overview()
        for media in _media(source):
            source.open_media(media.name).close()
        source.close()
        assert _state(paths) == before

    def test_own_links_and_replies_lead_to_posts_that_are_there(self, source: Source) -> None:
        posts = {item.source_id: item for item in source.items() if isinstance(item, Post)}
        linked = {getattr(span, "own_post", None) for post in posts.values() for span in post.body} - {None}
        assert linked <= posts.keys()

    def test_only_replies_have_leading_names(self, source: Source) -> None:
        posts = [item for item in source.items() if isinstance(item, Post) and item.reply_to is None]
        assert not any(isinstance(span, Mention) and span.leading for post in posts for span in post.body)

    def test_no_span_is_empty(self, source: Source) -> None:
        posts = [item for item in source.items() if isinstance(item, Post)]
        assert all(span.text for post in posts for span in post.body if isinstance(span, Text))


def _media(source: Source) -> list:
    posts = (item for item in source.items() if isinstance(item, Post))
    return [one for post in posts for one in post.media if not one.missing and not one.remote]


def _state(paths: Sequence[Path]) -> list[tuple[str, float, str]]:
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return [
        (str(file), file.stat().st_mtime, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in files
        if file.is_file()
    ]
