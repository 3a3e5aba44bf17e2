"""Docs that can't rot: each command, option, exit code, setting, reason and source is in them, and has help."""

import ast
import re
from pathlib import Path

import msgspec
import pytest
import typer
import yaml

from migrator import wiring
from migrator.cli.main import app
from migrator.errors import Exit
from migrator.model.reasons import SENTENCES
from migrator.settings import ReplaySettings, Settings
from migrator.targets.base import Family
from tests.docs import reasons_table

ROOT = Path(__file__).parents[2]
GROUP = typer.main.get_command(app)
COMMANDS = sorted(GROUP.commands)
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


DESIGNED = """
    login accounts logout rehearse export inspect friends replay status pause
    resume retry verify report undo forget demo doctor
"""


def test_the_commands_are_those_of_the_design() -> None:
    assert sorted(DESIGNED.split()) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_documented_and_has_help(name: str) -> None:
    assert f"| `migrator {name}" in page("docs/commands.md")
    command = GROUP.commands[name]
    assert len((command.help or "").strip()) > 20
    assert all(getattr(option, "help", "") for option in command.params)


def test_each_way_to_choose_is_documented() -> None:
    options = {word for option in GROUP.commands["replay"].params for word in option.opts if word.startswith("--")}
    told = page("README.md") + page("docs/commands.md") + page("docs/faq.md")
    assert {word for word in options if word not in told} <= {"--to", "--server", "--yes", "--footer"}


@pytest.mark.parametrize("code", list(Exit), ids=lambda code: code.name)
def test_each_exit_code_is_documented(code: Exit) -> None:
    assert f"| {int(code)} | {code.name} |" in page("docs/exit-codes.md")


@pytest.mark.parametrize(
    ("name", "default"),
    [
        *((field.name, field.default) for field in msgspec.structs.fields(Settings) if field.name != "replay"),
        *((f"replay.{field.name}", field.default) for field in msgspec.structs.fields(ReplaySettings)),
    ],
)
def test_each_setting_is_documented_with_its_default(name: str, default: object) -> None:
    shown = {None: "auto", msgspec.NODEFAULT: "auto", True: "true", False: "false", "": ""}.get(
        default, str(default)
    )
    assert f"| `{name}` | {shown} |".replace("|  |", "| |") in page("docs/settings.md")


def test_each_reason_is_documented_with_its_sentence() -> None:
    assert reasons_table.PAGE.read_text(encoding="utf-8") == reasons_table.text(), (
        "run: python -m tests.docs.reasons_table"
    )


def codes_in_the_program() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "migrator").rglob("*.py"):
        if "rehearsal" in file.parts or "sample" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            literals = [
                word.value for word in node.keywords if word.arg == "code" and name in {"StepFailed", "MediaGone"}
            ]
            if name == "Reason":
                literals += node.args[:1]
            found |= {one.value for one in literals if isinstance(one, ast.Constant)}
    return found - {"unknown"}


def test_each_reason_the_program_gives_has_a_sentence() -> None:
    assert codes_in_the_program() - set(SENTENCES) == set()


@pytest.mark.parametrize("source", wiring.FORMATS, ids=lambda source: source.name)
def test_each_source_is_documented(source: object) -> None:
    assert f"| `{source.name}` |" in page("docs/sources.md")


def test_each_family_of_servers_is_documented() -> None:
    told = page("docs/targets.md").lower()
    assert [family for family in Family if family is not Family.UNKNOWN and family.value not in told] == []


def anchors(text: str) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith(("http", "#"))]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(file: Path) -> None:
    gone = [link for link in anchors(file.read_text(encoding="utf-8")) if not (file.parent / link).exists()]
    assert gone == []


def test_the_readme_begins_with_the_two_commands() -> None:
    first = re.search(r"```\n(.*?)```", page("README.md"), re.DOTALL)
    assert first
    assert first.group(1).split("\n")[:2] == ["make demo", "make test"]


def test_commands_named_in_the_docs_exist() -> None:
    named = {
        name for file in PAGES for name in re.findall(r"`migrator ([a-z]+)", file.read_text(encoding="utf-8"))
    }
    assert named <= set(COMMANDS)


def test_decisions_are_numbered_and_short() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    assert all(len(file.read_text(encoding="utf-8").splitlines()) <= 12 for file in files)


def test_compose_pins_a_server_and_builds_migrator_beside_it() -> None:
    compose = yaml.safe_load(page("docker-compose.yml"))
    server, program = compose["services"]["gotosocial"], compose["services"]["migrator"]
    assert re.fullmatch(r"docker\.io/superseriousbusiness/gotosocial:\d+\.\d+\.\d+", server["image"])
    assert all(port.startswith("127.0.0.1:") for port in server["ports"])
    assert "/readyz" in " ".join(server["healthcheck"]["test"])
    assert program["depends_on"]["gotosocial"]["condition"] == "service_healthy"
    assert program["network_mode"] == "service:gotosocial"
    named = {
        volume.split(":")[0]
        for service in (server, program)
        for volume in service["volumes"]
        if not volume.startswith(".")
    }
    assert named == set(compose["volumes"])


def test_what_compose_copies_and_mounts_is_there() -> None:
    compose = yaml.safe_load(page("docker-compose.yml"))
    recipe = compose["services"]["migrator"]["build"]["dockerfile_inline"]
    assert (ROOT / re.search(r"-r (\S+)", recipe).group(1)).exists()
    assert (ROOT / compose["services"]["gotosocial"]["volumes"][0].split(":")[0]).exists()


def test_composes_settings_are_settings() -> None:
    compose = yaml.safe_load(page("docker-compose.yml"))
    names = {name.removeprefix("MIGRATOR_").lower() for name in compose["services"]["migrator"]["environment"]}
    assert names <= {field.name for field in msgspec.structs.fields(Settings)}


def test_the_practice_servers_config_keeps_dates_and_stays_on_this_computer() -> None:
    config = yaml.safe_load(page("config/gotosocial.example.yaml"))
    assert config["instance-allow-backdating-statuses"] is True
    assert config["host"].startswith("localhost:")
    assert config["host"].endswith(str(config["port"]))
