"""Bluesky, Pixelfed and Misskey keep the contract, as a folder, a file or a zip; and what is broken is named."""

import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from migrator.errors import UnreadableArchive, UserError
from migrator.model import Block, Hashtag, Kind, Link, Mention, Omission, Style, Styled, Text
from migrator.sources import misskey, pixelfed
from migrator.sources.base import Source
from migrator.sources.misskey.mfm import MAX_CHARS, spans
from migrator.sources.recognise import open_archive
from migrator.wiring import FORMATS
from tests.contracts.source import SourceContract

GOLDEN = Path(__file__).parent.parent / "golden"
ROWS = GOLDEN / "pixelfed/album/archive/pixelfed-statuses.json"
NOTES = GOLDEN / "misskey/notes/archive/notes-2024-01-01-00-00-00.json"


class Opened(SourceContract):
    @pytest.fixture
    def open_source(self) -> Callable[[Sequence[Path]], Source]:
        found: list[Source] = []

        def open_(paths: Sequence[Path]) -> Source:
            found.append(open_archive(paths, FORMATS))
            return found[-1]

        yield open_
        for source in found:
            source.close()


class TestBlueskyFile(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "bluesky/media/archive/ada.example.car"]


class TestBlueskyFolder(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "bluesky/media/archive"]


class TestBlueskyThreads(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "bluesky/threads/archive.car"]


class TestBlueskyDates(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "bluesky/dates/archive.car"]


class TestPixelfedFolder(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "pixelfed/album/archive"]


class TestPixelfedZip(Opened):
    @pytest.fixture
    def paths(self, tmp_path: Path) -> Sequence[Path]:
        with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
            archive.write(ROWS, "pixelfed-statuses.json")
            archive.write(ROWS.with_name("kept.jpg"), "media/kept.jpg")
        return [tmp_path / "export.zip"]


class TestPixelfedInParts(Opened):
    @pytest.fixture
    def paths(self, tmp_path: Path) -> Sequence[Path]:
        rows = [row for row in json.loads(ROWS.read_text()) if row["id"] != "1009"]
        for name, part in (("a.json", rows[:5]), ("b.json", rows[3:])):
            (tmp_path / name).write_text(json.dumps(part))
        return [tmp_path / "a.json", tmp_path / "b.json"]


class TestMisskey(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [NOTES]


class TestMisskeyInParts(Opened):
    @pytest.fixture
    def paths(self, tmp_path: Path) -> Sequence[Path]:
        notes = json.loads(NOTES.read_text())
        for name, part in (("notes-1.json", notes[:6]), ("notes-2.json", notes[4:])):
            (tmp_path / name).write_text(json.dumps(part))
        return [tmp_path / "notes-1.json", tmp_path / "notes-2.json"]


def opened(path: Path) -> Source:
    return open_archive([path], FORMATS)


def unread(source: Source) -> dict[str, str]:
    return {item.source_id: item.reason.params["error"] for item in source.items() if isinstance(item, Omission)}


@pytest.mark.parametrize("original", [ROWS, NOTES], ids=["pixelfed", "misskey"])
def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path, original):
    whole = len(list(opened(original).items()))
    content = original.read_bytes()
    (tmp_path / "rows.json").write_bytes(content[: len(content) * 2 // 3])
    source = opened(tmp_path / "rows.json")
    assert "the file breaks off" in unread(source).values()
    assert whole // 3 < len(list(source.items())) < whole


def test_a_row_that_is_no_json_does_not_harm_the_others(tmp_path):
    content = NOTES.read_text().replace('"text": "which?"', '"text": which?')
    (tmp_path / "notes.json").write_text(content)
    source = opened(tmp_path / "notes.json")
    assert len(unread(source)) == 2
    assert len(list(source.items())) == 15


@pytest.mark.parametrize("form", [pixelfed.FORMAT, misskey.FORMAT], ids=["pixelfed", "misskey"])
@pytest.mark.parametrize(
    "content", ["[]", "[{}]", "[1, 2]", "[", "null", "[" * 50_000, '[{"pf_type": {"visibility": 1}}]']
)
def test_other_lists_are_not_taken_for_an_export(tmp_path, form, content):
    (tmp_path / "list.json").write_text(content)
    with pytest.raises(UnreadableArchive):
        open_archive([tmp_path / "list.json"], (form,))


def test_rows_of_two_accounts_are_refused(tmp_path):
    rows = json.loads(ROWS.read_text())[:2]
    rows[1]["account"] = {**rows[1]["account"], "url": "https://pix.example/eve"}
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    with pytest.raises(UserError, match="different accounts"):
        opened(tmp_path / "rows.json")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("plain :smile: words", (Text("plain :smile: words"),), id="emoji stay"),
        pytest.param("$[x2 $[tada.speed=5s ~~b~~]]", (Styled(Style.STRIKE, (Text("b"),)),), id="effects go"),
        pytest.param("$[ruby 漢字 kanji]", (Text("漢字 (kanji)"),), id="ruby"),
        pytest.param("<center><small>a</small></center>", (Text("a"),), id="sizes go"),
        pytest.param("<plain>**a** #b</plain>", (Text("**a** #b"),), id="plain"),
        pytest.param("> a\n> b\nc", (Block(Kind.QUOTE, (Text("a\nb"),)), Text("c")), id="quote"),
        pytest.param("```js\na\nb\n```", (Block(Kind.PRE, (Text("a\nb"),)),), id="code"),
        pytest.param("[a](https://b.example)", (Link("https://b.example", label="a"),), id="named link"),
        pytest.param("(https://b.e/c_(d)).", (Text("("), Link("https://b.e/c_(d)"), Text(").")), id="link"),
        pytest.param("a@b.example #1 x#y", (Text("a@b.example #1 x#y"),), id="no name, no tag"),
        pytest.param("#Tag.", (Hashtag("Tag"), Text(".")), id="tag"),
        pytest.param(
            "@a@b.example",
            (Mention("a", "a@b.example", "https://b.example/@a", handle="a@b.example"),),
            id="name",
        ),
        pytest.param("a_b_c 2*3*4", (Text("a_b_c 2*3*4"),), id="no emphasis"),
        pytest.param("$[spin never ends", (Text("never ends"),), id="no end"),
    ],
)  # fmt: skip
def test_misskeys_markup(text, expected):
    assert spans(text) == expected


@pytest.mark.parametrize("sign", ["$[x ", "**", "<b>", "> ", "`", "[", "@a", "<i><b>", "~~"])
def test_markup_without_end_takes_no_time(sign):
    assert spans(sign * (MAX_CHARS // len(sign)))
    assert spans(sign * MAX_CHARS) == (Text(sign * MAX_CHARS),)
