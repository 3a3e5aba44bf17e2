import io
import json
from datetime import UTC, datetime

from rich.console import Console

from migrator.cli.face import Face
from migrator.cli.main import main
from migrator.errors import Exit
from migrator.wiring import build


def ran(tmp_path, *words):
    out, say = io.StringIO(), io.StringIO()
    face = Face(
        build=lambda settings: build(settings, environ={}),
        practice=lambda **_: None,
        sample=lambda path: path,
        wait=lambda: None,
        environ={},
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        clock=lambda: 0.0,
        out=out,
        say=Console(file=say, width=160),
        stdin=io.StringIO(),
        open_browser=lambda _url: False,
    )
    code = main(["--data-dir", str(tmp_path / "data"), "friends", *map(str, words)], face)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], say.getvalue()


def people(tmp_path):
    path = tmp_path / "people.jsonl"
    path.write_text(
        '{"id": "1", "screen_name": "ada", "name": "Ada <b>", "text": "now @ada@mas.to"}\n'
        '{"id": "2", "screen_name": "bo", "text": "nothing here"}\n'
    )
    return path


def test_each_person_is_a_line_with_candidates_and_the_best(tmp_path) -> None:
    code, lines, _ = ran(tmp_path, "--profiles", people(tmp_path), "--no-verify", "--json")
    ada, bo, summary = lines
    assert code == Exit.DONE
    assert (ada["id"], ada["best"]) == ("1", "ada@mas.to")
    assert {"handle", "confidence", "rule", "snippet", "state"} <= set(ada["candidates"][0])
    assert (bo["best"], bo["why_not"]) == (None, "nothing_said")
    assert (summary["kind"], summary["follows"], summary["found"]) == ("summary", 2, 1)


def test_people_see_a_table_and_how_far_it_got(tmp_path) -> None:
    _, _, said = ran(tmp_path, "--profiles", people(tmp_path), "--no-verify")
    assert "@ada@mas.to" in said
    assert "1 (50 %)" in said


def test_the_review_page_stands_by_itself_and_escapes_everything(tmp_path) -> None:
    ran(tmp_path, "--profiles", people(tmp_path), "--no-verify", "--output", tmp_path / "out")
    page = (tmp_path / "out" / "review.html").read_text()
    assert "Ada &lt;b&gt;" in page
    assert "src=" not in page
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "following_accounts.csv",
        "matches.csv",
        "matches.json",
        "review.html",
    }


def test_nothing_to_look_for_is_said(tmp_path) -> None:
    code, _, said = ran(tmp_path, "--no-verify")
    assert code == Exit.USAGE
    assert "there is nobody to look for" in said
