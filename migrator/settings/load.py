"""Reads settings from their four places, and names the place of a mistake."""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import platformdirs

from migrator.errors import SettingsError
from migrator.settings.shape import ReplaySettings, Settings

PREFIX: Final = "MIGRATOR_"
NOT_SETTINGS: Final = ("MIGRATOR_CONFIG", "MIGRATOR_LIVE_")
"""Variables of that prefix that mean something else: where the file is, and the tests against a real server."""

Raw = dict[str, Any]


def config_path(environ: Mapping[str, str]) -> Path:
    """Return where the config file is looked for when no `--config` names one."""
    named = environ.get("MIGRATOR_CONFIG")
    if named:
        return Path(named).expanduser()
    return platformdirs.user_config_path("migrator", appauthor=False) / "migrator.toml"


def load(*, path: Path | None, environ: Mapping[str, str], flags: Mapping[str, object]) -> Settings:
    """Return the settings; a flag beats the environment, that the file, that the default.

    Flags that are None were not given. A file that was named must exist; the usual one may be missing.
    Raises `SettingsError` with the place of an unknown key or a wrong value.
    """
    layers = [
        _from_file(path or config_path(environ), required=path is not None or "MIGRATOR_CONFIG" in environ),
        _from_environment(environ),
        {name: value for name, value in flags.items() if value is not None},
    ]
    merged: Raw = {}
    replay: Raw = {}
    for layer in layers:
        replay |= layer.pop("replay", {})
        merged |= layer
    return Settings(**_given(merged), replay=ReplaySettings(**_given(replay)))


def _given(values: Raw) -> Raw:
    return {name: value for name, value in values.items() if value != "auto"}


def _from_file(path: Path, *, required: bool) -> Raw:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if not required:
            return {}
        raise SettingsError(
            f"there is no config file {path}", hint="leave --config out to use the defaults"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the config file {path} can't be read: {error}") from error
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"the config file {path} is not valid TOML: {error}",
            hint='text needs quotes, as in data_dir = "/home/me/migrator"',
        ) from error
    return _checked(raw, place=lambda key: f"{path}, line {_line(text, key)}", strict=True)


def _line(text: str, key: str) -> int:
    """Return the line a dotted key stands on, as good as can be told without a parser that keeps places."""
    table, _, name = key.rpartition(".")
    here = ""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if bare.startswith("["):
            here = bare.strip("[] ")
            if here == key:
                return number
        elif here == table and bare.split("=")[0].strip() == name:
            return number
    return 1


def _from_environment(environ: Mapping[str, str]) -> Raw:
    raw: Raw = {}
    for variable, value in environ.items():
        if not variable.startswith(PREFIX) or variable.startswith(NOT_SETTINGS):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name.startswith("replay_"):
            raw.setdefault("replay", {})[name.removeprefix("replay_")] = value
        else:
            raw[name] = value
    return _checked(raw, place=lambda key: f"environment variable {_variable(key)}", strict=False)


def _variable(key: str) -> str:
    return PREFIX + key.replace(".", "_").upper()


def _checked(raw: Raw, *, place: Any, strict: bool) -> Raw:
    """Return the values of one layer in their types, each key checked by itself so that its place can be named."""
    values = _typed(raw, Settings, prefix="", place=place, strict=strict)
    if isinstance(values.get("replay"), dict):
        values["replay"] = _typed(values["replay"], ReplaySettings, prefix="replay.", place=place, strict=strict)
    return values


def _typed(raw: Raw, shape: type[msgspec.Struct], *, prefix: str, place: Any, strict: bool) -> Raw:
    known = {field.name: field.type for field in msgspec.structs.fields(shape)}
    return {
        name: _value(value, known, prefix + name, place(prefix + name), strict=strict)
        for name, value in raw.items()
    }


def _value(value: Any, known: Mapping[str, Any], key: str, place: str, *, strict: bool) -> Any:
    name = key.rpartition(".")[2]
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean {key.removesuffix(name)}{near[0]}?" if near else f"settings are: {', '.join(known)}"
        raise SettingsError(f"{place}: there is no setting {key}", hint=hint)
    if value == "auto" or (known[name] is ReplaySettings and isinstance(value, dict)):
        return value
    try:
        typed = msgspec.convert(value, known[name], strict=strict, dec_hook=_path)
        _is_zone(typed if name == "timezone" else None)
    except (msgspec.ValidationError, ValueError) as error:
        raise SettingsError(
            f"{place}: {key} can't be {value!r}: {error}",
            hint="docs/settings.md lists every setting and its values",
        ) from error
    return typed


def _path(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str) and value:
        return Path(value).expanduser()
    raise ValueError("Expected a path in quotes")


def _is_zone(name: str | None) -> None:
    if name is None:
        return
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("it is no IANA name such as Europe/Berlin") from error
