"""All rows of one or several exports."""

import re
from collections.abc import Iterator, Sequence

from migrator.errors import UnreadableArchive
from migrator.sources import rows
from migrator.sources.container import Container
from migrator.sources.twe.structs import Row, metadata

_POSTS = re.compile(rb'\A[^\[]{0,9}\[\s*\{\s*"id"\s*:\s*"?\d+"?\s*,.*?"full_text"\s*:', re.DOTALL)
_PEOPLE = re.compile(rb'\A[^\[]{0,9}\[\s*\{\s*"id"\s*:\s*"?\d+"?\s*,\s*"screen_name"\s*:')
TITLE = "a twitter-web-exporter file"


def post_files(container: Container) -> list[str]:
    """Return the files that hold posts; raises `UnreadableArchive` if there are only people."""
    people = rows.members(container, _PEOPLE)
    found = [name for name in rows.members(container, _POSTS) if name not in people]
    if people and not found:
        raise UnreadableArchive(
            f"{container.shown} holds people (followers, following) as twitter-web-exporter writes them, no posts",
            hint="export Tweets there, in JSON",
        )
    return found


class Export:
    """The rows, of each id the first."""

    def __init__(self, containers: Sequence[Container]) -> None:
        """Read everything; raises `UnreadableArchive` if no row can be read."""
        self.containers = rows.in_order(containers)
        self.by_id: dict[int, Row] = {}
        self.broken: list[rows.Row[Row]] = []
        for row in self._rows():
            if row.value is not None and row.value.id > 0:
                self.by_id.setdefault(row.value.id, row.value)
            else:
                self.broken.append(rows.Row(None, row.place, row.error or "it has no id"))
        if not self.by_id:
            raise UnreadableArchive(f"{self.shown} holds no post that can be read", hint="export your posts again")

    @property
    def shown(self) -> str:
        """Return what to call it in a sentence."""
        return ", ".join(container.shown for container in self.containers)

    def _rows(self) -> Iterator[rows.Row[Row]]:
        for container in self.containers:
            for name in post_files(container):
                yield from rows.read(container, name, Row)


def author(row: Row) -> str:
    """Return the author's id; their name, in lower case, where the export has no ids."""
    number = row.user_id or metadata(row).author.rest_id
    return str(number) if number else (row.screen_name or "").lower()
