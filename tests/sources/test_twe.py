"""Files of twitter-web-exporter keep the contract, alone and beside X's archive; what is none is said clearly."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from migrator.errors import UnreadableArchive, UserError
from migrator.model import Omission, Post, Scope
from migrator.sources.base import Source
from migrator.sources.recognise import open_archive
from migrator.wiring import FORMATS
from tests.contracts.source import SourceContract

GOLDEN = Path(__file__).parent.parent / "golden/twe"
ROWS = json.loads((GOLDEN / "alone/archive.json").read_text())
ARCHIVE, EXPORT = GOLDEN / "filled/archive-1", GOLDEN / "filled/archive-2.json"


class Opened(SourceContract):
    @pytest.fixture
    def open_source(self) -> Callable[[Sequence[Path]], Source]:
        return lambda paths: open_archive(paths, FORMATS)


class TestAlone(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "alone/archive.json"]


class TestInParts(Opened):
    @pytest.fixture
    def paths(self, tmp_path: Path) -> Sequence[Path]:
        rows = [row for row in ROWS if row["id"]]
        return [write(tmp_path, rows[:9], "a.json"), write(tmp_path, rows[6:], "b.json")]


class TestBesideTheArchive(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [ARCHIVE, EXPORT]


def write(folder: Path, rows: object, name: str = "rows.json") -> Path:
    (folder / name).write_text(json.dumps(rows))
    return folder / name


def opened(*paths: Path) -> Source:
    return open_archive(paths, FORMATS)


def posts(source: Source) -> dict[str, Post]:
    return {item.source_id: item for item in source.items() if isinstance(item, Post)}


def row(**changes: object) -> dict[str, object]:
    return ROWS[-6] | {"metadata": None} | changes


def test_an_export_adds_no_posts_to_the_archive_and_takes_none_away():
    assert posts(opened(ARCHIVE, EXPORT)).keys() == posts(opened(ARCHIVE)).keys()


def test_an_export_of_another_account_is_refused_beside_an_archive(tmp_path):
    other = [one | {"user_id": "9", "screen_name": "eve"} for one in ROWS]
    with pytest.raises(UserError, match=r"holds no post of @ada_example"):
        opened(ARCHIVE, write(tmp_path, other))


def test_of_a_list_of_likes_nobody_is_taken_for_the_owner(tmp_path):
    likes = [one | {"user_id": str(number), "screen_name": f"p{number}"} for number, one in enumerate(ROWS[:5])]
    with pytest.raises(UserError, match=r"5 posts by 5 people"):
        opened(write(tmp_path, likes))
    assert posts(opened(ARCHIVE, EXPORT, write(tmp_path, likes)))


def test_others_posts_are_named_and_stay_behind(tmp_path):
    source = opened(GOLDEN / "alone/archive.json")
    left = {item.reason.code: item.reason.params for item in source.items() if isinstance(item, Omission)}
    assert left["by_other"] == {"of": "bob"}


def test_without_user_ids_the_owner_is_told_by_name(tmp_path):
    rows = [{key: value for key, value in one.items() if key != "user_id"} for one in ROWS]
    source = opened(write(tmp_path, rows))
    assert source.owner.id == source.owner.name == "ada_example"
    assert len(posts(source)) == len(posts(opened(GOLDEN / "alone/archive.json")))


@pytest.mark.parametrize(
    "created_at",
    ["2024-04-03 22:04:54 +08:00", "2024-04-03 14:04:54 +00:00", "2024-04-03 10:04:54", "3 April", None],
)
def test_the_time_is_the_ids_whatever_zone_the_browser_had(tmp_path, created_at):
    source = opened(write(tmp_path, [row(created_at=created_at)]))
    found = [post.written_at.isoformat() for post in posts(source).values()]
    assert found == ["2024-04-03T14:04:54.123000+00:00"]


def test_posts_for_a_circle_stay_behind_even_if_the_rest_of_the_metadata_is_odd(tmp_path):
    said = {"trusted_friends_info_result": {}, "legacy": 1, "core": [], "note_tweet": "?"}
    (item,) = opened(write(tmp_path, [row(metadata=said)])).items()
    assert item.reason.code == "circle"


def test_posts_into_a_community_say_so(tmp_path):
    source = opened(write(tmp_path, [row(metadata={"community_results": {"result": {}}})]))
    assert [post.scope for post in posts(source).values()] == [Scope.COMMUNITY]


@pytest.mark.parametrize("where", ["legacy", "privacy"])
def test_an_account_that_was_protected_is_known_as_such(tmp_path, where):
    said = {"core": {"user_results": {"result": {"rest_id": "7001", where: {"protected": True}}}}}
    assert opened(write(tmp_path, [row(metadata=said)])).owner.protected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a &amp;lt; b", "a &lt; b", id="escaped once"),
        pytest.param("a & b &amp; c", "a & b &amp; c", id="long posts are not escaped"),
        pytest.param("mail a@b.example #1", "mail a@b.example #1", id="no name, no tag"),
    ],
)
def test_text_is_unescaped_only_where_it_was_escaped(tmp_path, text, expected):
    (post,) = posts(opened(write(tmp_path, [row(full_text=text, media=[])]))).values()
    assert [span.text for span in post.body] == [expected]


def test_a_byte_order_mark_does_no_harm(tmp_path):
    (tmp_path / "rows.json").write_text(json.dumps(ROWS), "utf-8-sig")
    assert len(posts(opened(tmp_path / "rows.json"))) == len(posts(opened(GOLDEN / "alone/archive.json")))


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path):
    content = json.dumps(ROWS)
    (tmp_path / "rows.json").write_text(content[: len(content) * 3 // 4])
    items = list(opened(tmp_path / "rows.json").items())
    assert items[-1].reason.params == {"error": "the file breaks off"}
    assert len(items) > len(ROWS) // 2


PEOPLE = [{"id": "5003", "screen_name": "bob", "name": "Bob", "description": "", "followers_count": 3}]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("people.json", json.dumps(PEOPLE), "holds people", id="people"),
        pytest.param("a.csv", '\ufeff"id","created_at","full_text"\n', "is a table", id="csv"),
        pytest.param("a.txt", "\ufeffid,created_at,full_text\n1,2,3\n", "is a table", id="csv by content"),
        pytest.param("a.json", '{"tweets": []}', "is JSON but no list of posts", id="object"),
        pytest.param("a.json", '[{"id": "1", "text": "full_text"}]', "is not an archive we know", id="list"),
        pytest.param("a.json", "[]", "is not an archive we know", id="empty"),
        pytest.param("a.json", '[{"id": "x1", "full_text": 1}]', "is not an archive we know", id="no id"),
        pytest.param("a.json", '[{"id": "1", "full_text": 1}]', "no post that can be read", id="no text"),
        pytest.param("a.json", '[{"id": "1", "full_text": "a', "no post that can be read", id="cut off"),
    ],
)
def test_what_is_no_export_of_posts_is_said_in_a_sentence(tmp_path, name, content, message):
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(UnreadableArchive, match=message):
        opened(tmp_path / name)
    with pytest.raises(UnreadableArchive, match=message):
        opened(ARCHIVE, tmp_path / name)


def test_an_export_has_nothing_to_add_to_another_networks_archive():
    with pytest.raises(UserError, match="different kinds"):
        opened(GOLDEN.parent / "pixelfed/album/archive", EXPORT)
