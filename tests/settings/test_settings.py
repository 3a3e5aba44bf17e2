"""Settings: their order, their mistakes, their documentation."""

import re
from enum import StrEnum
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from migrator.errors import Exit, SettingsError
from migrator.jobs import choices
from migrator.settings import ReplaySettings, Settings, config_path, load

EXAMPLE = Path(__file__).parents[2] / "config" / "migrator.example.toml"


def settings(tmp_path: Path, text: str = "", environ: dict[str, str] | None = None, **flags: object) -> Settings:
    file = tmp_path / "migrator.toml"
    file.write_text(text, encoding="utf-8")
    return load(path=file, environ=environ or {}, flags=flags)


def test_the_example_says_the_defaults() -> None:
    assert load(path=EXAMPLE, environ={}, flags={}) == Settings()


@pytest.mark.parametrize("shape", [Settings, ReplaySettings])
def test_the_example_has_a_line_for_every_setting(shape: type[msgspec.Struct]) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    names = {field.name for field in msgspec.structs.fields(shape)} - {"replay"}
    assert names <= set(re.findall(r"^(\w+) =", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("text", "environ", "flags", "expected"),
    [
        pytest.param("", {}, {}, 10, id="default"),
        pytest.param("reserve = 20", {}, {}, 20, id="file beats default"),
        pytest.param("reserve = 20", {"MIGRATOR_RESERVE": "30"}, {}, 30, id="environment beats file"),
        pytest.param("reserve = 20", {"MIGRATOR_RESERVE": "30"}, {"reserve": 40}, 40, id="flag beats environment"),
        pytest.param("reserve = 20", {}, {"reserve": None}, 20, id="a flag that was not given changes nothing"),
        pytest.param("reserve = 20", {"MIGRATOR_RESERVE": "auto"}, {}, 10, id="auto goes back to the default"),
    ],
)
def test_order(
    tmp_path: Path, text: str, environ: dict[str, str], flags: dict[str, object], expected: int
) -> None:
    assert settings(tmp_path, text, environ, **flags).reserve == expected


def test_tables_merge_key_by_key(tmp_path: Path) -> None:
    found = settings(
        tmp_path, '[replay]\nmentions = "link"\nreplies = "keep"', {"MIGRATOR_REPLAY_MENTIONS": "fullwidth"}
    )
    assert (found.replay.mentions, found.replay.replies) == ("fullwidth", "keep")


@pytest.mark.parametrize(
    ("text", "environ", "names"),
    [
        pytest.param("reserve = 5\nresreve = 20", {}, ["line 2", "resreve"], id="a typo in the file"),
        pytest.param("[replay]\n\nmention = 'link'", {}, ["line 3", "replay.mention"], id="a typo in a table"),
        pytest.param("[pace]\nreserve = 3", {}, ["line 1", "pace"], id="an unknown table"),
        pytest.param("reserve = 'many'", {}, ["line 1", "reserve", "many"], id="a wrong type"),
        pytest.param("reserve = -1", {}, ["line 1", "reserve"], id="out of range"),
        pytest.param(
            "[replay]\nmentions = 'shout'", {}, ["line 2", "replay.mentions", "shout"], id="an unknown word"
        ),
        pytest.param("timezone = 'Mars/Olympus'", {}, ["timezone", "Mars/Olympus"], id="an unknown zone"),
        pytest.param("timezone = '../etc/passwd'", {}, ["timezone"], id="a zone that is a path"),
        pytest.param("data_dir = 3", {}, ["data_dir"], id="a path that is none"),
        pytest.param("reserve = ", {}, ["not valid TOML"], id="not TOML"),
        pytest.param("replay = 3", {}, ["replay"], id="a table that is a number"),
        pytest.param("", {"MIGRATOR_RESRVE": "3"}, ["MIGRATOR_RESRVE"], id="a typo in the environment"),
        pytest.param("", {"MIGRATOR_RESERVE": "x"}, ["MIGRATOR_RESERVE"], id="a wrong value in the environment"),
        pytest.param("", {"MIGRATOR_REPLAY_REPLIES": "x"}, ["MIGRATOR_REPLAY_REPLIES"], id="a wrong policy there"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, text: str, environ: dict[str, str], names: list[str]
) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, text, environ)
    assert all(name in caught.value.message for name in names)
    assert caught.value.exit_code == Exit.USAGE


def test_a_typo_gets_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, "resreve = 20")
    assert caught.value.hint == "did you mean reserve?"


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no config file"):
        load(path=tmp_path / "none.toml", environ={}, flags={})
    with pytest.raises(SettingsError, match="no config file"):
        load(path=None, environ={"MIGRATOR_CONFIG": str(tmp_path / "none.toml")}, flags={})


def test_a_file_that_is_a_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read"):
        load(path=tmp_path, environ={}, flags={})


def test_variables_of_the_live_tests_are_no_settings(tmp_path: Path) -> None:
    assert settings(tmp_path, environ={"MIGRATOR_LIVE_URL": "http://127.0.0.1:1"}).reserve == 10


def test_a_tilde_is_the_home_folder(tmp_path: Path) -> None:
    assert settings(tmp_path, 'data_dir = "~/x"').data_dir == Path.home() / "x"


def test_the_environment_can_name_the_file() -> None:
    assert config_path({"MIGRATOR_CONFIG": "/a/b.toml"}) == Path("/a/b.toml")
    assert config_path({}).name == "migrator.toml"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("mentions", choices.Mentions, id="mentions"),
        pytest.param("replies", choices.Replies, id="replies"),
        pytest.param("reposts", choices.Reposts, id="reposts"),
        pytest.param("too_long", choices.TooLong, id="too_long"),
        pytest.param("too_many_media", choices.TooManyMedia, id="too_many_media"),
        pytest.param("missing_alt", choices.MissingAlt, id="missing_alt"),
        pytest.param("missing_media", choices.MissingMedia, id="missing_media"),
        pytest.param("origin", choices.Origin, id="origin"),
    ],
)
def test_the_words_and_defaults_are_those_of_the_policies(name: str, words: type[StrEnum]) -> None:
    allowed = {field.name: get_args(field.type) for field in msgspec.structs.fields(ReplaySettings)}
    assert set(allowed[name]) == {word.value for word in words}
    assert getattr(ReplaySettings(), name) == getattr(choices.Policies(), name)
