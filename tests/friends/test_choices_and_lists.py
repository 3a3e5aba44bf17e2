import csv
import json

import pytest

from migrator.errors import UserError
from migrator.friends.choices import Choices, read_choices
from migrator.friends.evidence import People
from migrator.friends.evidence.people import Evidence, Trust
from migrator.friends.matching import found_in, matched
from migrator.friends.values import Profile
from migrator.model import Lookup, Relation, Standing
from migrator.pages.lists import write_lists


def friend(answers=None, choices=None, *, bio="@ada@mas.to", relation=Relation.FOLLOWING, id_="7", lists=()):
    people = People()
    profile = Profile(screen_name="ada", name="Ada", bio=bio)
    people.add(
        [
            Evidence(
                source="t",
                trust=Trust.PROFILE,
                relations=frozenset({relation}),
                id=id_,
                profile=profile,
                lists=lists,
            )
        ]
    )
    person = next(iter(people))
    return matched(person, found_in(person), answers or {}, choices or Choices())


def answer(handle="ada@mas.to", standing=Standing.VERIFIED, **more):
    return {handle: Lookup(handle=handle, standing=standing, **more)}


@pytest.mark.parametrize(
    ("answers", "best", "sure"),
    [
        pytest.param({}, "ada@mas.to", True, id="nobody was asked"),
        pytest.param(answer(), "ada@mas.to", True, id="verified"),
        pytest.param(answer(moved_to="ada@new.org"), "ada@new.org", True, id="moved"),
        pytest.param(answer(canonical="ada@home.org"), "ada@home.org", True, id="split domain"),
        pytest.param(answer(standing=Standing.UNREACHABLE), "ada@mas.to", False, id="no answer"),
        pytest.param(answer(standing=Standing.MISSING), None, False, id="missing"),
        pytest.param(answer(standing=Standing.GONE), None, False, id="gone"),
        pytest.param(answer(kind="Service"), "ada@mas.to", False, id="a program"),
    ],
)
def test_the_best_handle_is_one_that_is_there(answers, best, sure) -> None:
    found = friend(answers)
    assert (found.best.address if found.best else None, found.sure) == (best, sure)


def choices(tmp_path, text):
    path = tmp_path / "choices"
    path.write_text(text)
    return read_choices(path)


def test_a_choice_counts_more_than_everything(tmp_path) -> None:
    table = choices(tmp_path, "action,person,handle\nreject,@Ada,ada@mas.to\npair,7,@other@chaos.social\n")
    assert friend(choices=table).best.address == "other@chaos.social"
    page = choices(
        tmp_path, json.dumps({"choices": [{"action": "reject", "person": "7", "handle": "ada@mas.to"}]})
    )
    assert friend(choices=page).why_not == "rejected"


@pytest.mark.parametrize(
    "text", ["action,person,handle\nmaybe,7,a@mas.to\n", '{"choices": [{"action": "pair"}]}', '{"x']
)
def test_a_choice_that_makes_no_sense_is_named(tmp_path, text) -> None:
    with pytest.raises(UserError):
        choices(tmp_path, text)


def read(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_lists_are_as_strict_importers_want_them(tmp_path) -> None:
    people = [
        friend(answer()),
        friend(answer(), id_="8"),
        friend(bio="@bo@mas.to", relation=Relation.BLOCKED, id_="9"),
        friend(bio="@cy@mas.to", relation=Relation.MUTED, id_="10"),
        friend(bio="@di@mas.to", relation=Relation.LISTED, id_="11", lists=("Cats",)),
        friend(bio="@ev@mas.to", relation=Relation.FOLLOWER, id_="12"),
    ]
    write_lists(tmp_path, people)
    header = ["Account address", "Show boosts", "Notify on new posts", "Languages"]
    assert read(tmp_path / "following_accounts.csv") == [header, ["ada@mas.to", "true", "false", ""]]
    assert read(tmp_path / "blocked_accounts.csv") == [["Account address"], ["bo@mas.to"]]
    assert read(tmp_path / "muted_accounts.csv") == [
        ["Account address", "Hide notifications"],
        ["cy@mas.to", "true"],
    ]
    assert read(tmp_path / "lists.csv") == [["List name", "Account address"], ["Cats", "di@mas.to"]]
    assert len(read(tmp_path / "matches.csv")) == 7


def test_long_lists_are_cut_where_importers_stop(tmp_path) -> None:
    people = [friend(bio=f"@n{number}@mas.to", id_=str(number)) for number in range(3)]
    write_lists(tmp_path, people * 10_000)
    assert len(read(tmp_path / "following_accounts.csv")) == 4


def test_no_cell_is_run_by_a_spreadsheet(tmp_path) -> None:
    write_lists(tmp_path, [friend(bio="=cmd() @ada@mas.to", id_="=1")])
    assert not [cell for row in read(tmp_path / "matches.csv") for cell in row if cell.startswith(("=", "@", "+"))]
