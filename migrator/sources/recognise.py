"""Which format a path holds, told by its content, and a clear word where it holds none.

Which formats there are is `wiring`'s knowledge: it passes the table.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from migrator.errors import MigratorError, UnreadableArchive, UserError
from migrator.sources.base import Source
from migrator.sources.container import Container
from migrator.sources.folder import FolderContainer
from migrator.sources.single import FileContainer
from migrator.sources.tarred import TarContainer
from migrator.sources.zipped import ZipContainer


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One archive format."""

    name: str
    """As `Source.format`."""

    title: str
    """For a sentence, with its article."""

    recognises: Callable[[Container], bool]
    """Tell by content whether a container holds it; raises `UnreadableArchive` if it does but is damaged."""

    open: Callable[[Sequence[Container]], Source]
    """Open all parts of one account's archive."""

    enriches: tuple[str, ...] = ()
    """Names of formats whose archives it adds to, when both are given together."""

    enrich: Callable[[Source, Sequence[Container]], Source] | None = None
    """Return an open archive of those formats with what the containers add; it closes both."""


def open_archive(paths: Sequence[Path], formats: Sequence[Format]) -> Source:
    """Open all paths as one account's archive, or as one and what enriches it.

    Raises `UnreadableArchive` for a path that can't be read or is something else, and `UserError` for paths of
    different formats or accounts.
    """
    if not paths:
        raise UserError(
            "no archive was given", hint="give the zip file that X gave you, or the folder it was unpacked to"
        )
    containers = [open_container(path) for path in _distinct(paths)]
    found = [_recognise(container, formats) for container in containers]
    if len(set(found)) > 1:
        return _together(containers, [formats[number] for number in found])
    return formats[found[0]].open(containers)


def _together(containers: Sequence[Container], found: Sequence[Format]) -> Source:
    """Open an archive with what enriches it; raises `UserError` if they have nothing to do with each other."""
    names = {one.name for one in found}
    extra = next((one for one in found if one.enrich and names - {one.name} <= set(one.enriches)), None)
    if extra is None or extra.enrich is None or len(names) > 2:  # noqa: PLR2004 - the archive and the other
        listed = ", ".join(
            f"{container.shown} is {one.title}" for container, one in zip(containers, found, strict=True)
        )
        raise UserError(f"these archives are of different kinds: {listed}", hint="take one after the other")
    pairs = list(zip(containers, found, strict=True))
    base = next(one for one in found if one.name != extra.name)
    archive = base.open([container for container, one in pairs if one.name == base.name])
    try:
        return extra.enrich(archive, [container for container, one in pairs if one.name == extra.name])
    except MigratorError:
        archive.close()
        raise


def open_container(path: Path) -> Container:
    """Open a folder or zip file; raises `UnreadableArchive` for anything else."""
    try:
        if path.is_dir():
            return FolderContainer(path)
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
        if head.startswith(_ZIP):
            return ZipContainer(path)
        if head.startswith(_GZIP):
            return TarContainer(path)
        if _is_alone(head):
            return FileContainer(path)
    except FileNotFoundError as error:
        raise UnreadableArchive(f"{path} does not exist", hint="check the path") from error
    except OSError as error:
        raise UnreadableArchive(
            f"{path} can't be opened: {error.strerror}", hint="check its permissions"
        ) from error
    raise _not_an_archive(path, head)


def _is_alone(head: bytes) -> bool:
    """Tell a file that may be an archive by itself: a CAR file, or a list in JSON."""
    return b"\x65roots" in head or re.match(rb"(\xef\xbb\xbf)?\s*\[\s*[{\]]", head) is not None


_HEAD_BYTES = 512
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"
_TAKE_ZIP = "give the zip file that X gave you, or the folder it was unpacked to"
_KINDS = (
    (b"7z\xbc\xaf\x27\x1c", "a 7z file"),
    (b"Rar!", "a RAR file"),
    (b"%PDF", "a PDF file"),
    (b"SQLite format 3", "a database"),
)
"""First bytes of what people take for an archive: https://en.wikipedia.org/wiki/List_of_file_signatures"""

_OTHERS = (
    ("an unpacked Instagram export", ("your_instagram_activity/", "instagram_profile_information.json")),
    ("a Facebook export", ("your_facebook_activity/", "your_activity_across_facebook/")),
    ("a Mastodon archive, but its outbox.json lists nothing", ("outbox.json",)),
    ("a Pixelfed export", ("pixelfed-statuses.json",)),
    ("a Google Takeout export", ("Takeout/",)),
    ("the program's own source, not an archive", ("pyproject.toml", "package.json")),
)
"""Names that tell another service's export, for the sentence that says what it is."""


def _not_an_archive(path: Path, head: bytes) -> UnreadableArchive:
    """Say what a single file is."""
    name, start = path.name, head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return UnreadableArchive(f"{name} is empty", hint="download it again")
    if start.startswith((b"<!doctype", b"<html", b"window.", b"grailbird.")):
        return UnreadableArchive(
            f"{name} is one file of an archive", hint="give the folder that the whole archive is in"
        )
    if name.lower().endswith(".csv") or re.match(rb'"?id"?,"?(created_at|screen_name)\b', start):
        return UnreadableArchive(f"{name} is a table (CSV), not an archive", hint="export it again as JSON")
    if start.startswith(b"{") and name.lower().endswith(".json"):
        return UnreadableArchive(
            f"{name} is JSON but no list of posts", hint="give the whole export, or the folder that it is in"
        )
    kind = next((title for magic, title in _KINDS if head.startswith(magic)), "")
    if kind:
        return UnreadableArchive(f"{name} is {kind}, not a zip file or folder", hint=_TAKE_ZIP)
    return UnreadableArchive(f"{name} is not a zip file or folder", hint=_TAKE_ZIP)


def _recognise(container: Container, formats: Sequence[Format]) -> int:
    """Return which of the formats it is."""
    for number, one in enumerate(formats):
        if one.recognises(container):
            return number
    names = list(container.names())
    known = ", ".join(one.title for one in formats)
    if not names:
        raise UnreadableArchive(f"{container.shown} is empty", hint=_TAKE_ZIP)
    zips = sorted(name for name in names if name.lower().endswith(".zip"))
    if zips:
        more = f" and {len(zips) - _SHOWN} more" if len(zips) > _SHOWN else ""
        choose = (
            "choose one account's and give that zip file itself" if len(zips) > 1 else "give the zip file itself"
        )
        raise UnreadableArchive(
            f"{container.shown} is no archive itself but holds {', '.join(zips[:_SHOWN])}{more}", hint=choose
        )
    for title, marks in _OTHERS:
        if any(mark in f"/{name}" for name in names for mark in (f"/{mark}" for mark in marks)):
            raise UnreadableArchive(
                f"{container.shown} looks like {title}", hint=f"what can be read so far: {known}"
            )
    raise UnreadableArchive(
        f"{container.shown} is not an archive we know", hint=f"what can be read so far: {known}"
    )


_SHOWN = 6


def _distinct(paths: Sequence[Path]) -> list[Path]:
    """Drop a path given twice."""
    return list({path.resolve(): path for path in paths}.values())
