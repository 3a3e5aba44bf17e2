"""Fetches an account and writes its archive: posts, then files, then what Mastodon puts around them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec

from migrator.errors import UserError
from migrator.export.activity import CONTEXT, Json, Outbox, actor, actor_address, uri_of
from migrator.export.folder import WORK, fit_for_use, fresh, member_of, pack, put, remove
from migrator.export.notebook import Notebook
from migrator.net import Fetcher
from migrator.net.fetch import FetchFailed, mime_of_file
from migrator.targets.timeline import Shown, ShownFile, Timeline

_OPEN: Final = frozenset({"public", "unlisted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How far an export is."""

    posts: int
    posts_total: int
    """As many as the account says it has; servers count boosts and lost posts as they please."""

    files: int
    files_total: int
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export came to."""

    path: Path
    """The folder or zip file."""

    acct: str
    own: bool
    """Whether it was read with the account's own sign-in; else only what is public is in it."""

    posts: int
    boosts: int
    narrower: int
    """Posts for followers or single people, among them."""

    left_out: int
    """Posts that the visitor may see but that are not for everyone."""

    unreadable: int
    files: int
    bytes: int
    failed: tuple[str, ...]
    """Why files could not be had, a sentence for each."""

    again: bool
    """Whether a second attempt may get more of them."""


@dataclass(kw_only=True)
class Export:
    """One export into a folder or zip file. Run again after an interruption, it goes on."""

    timeline: Timeline
    output: Path
    fetcher: Callable[[Path], Fetcher]
    """Makes what fetches files into a folder; files of the account's own server may be on a private address."""

    tell: Callable[[Moment], None] = field(default=lambda _moment: None)
    check: Callable[[], None] = field(default=lambda: None)
    """Called between posts and files; raises `Interrupted` when the person wants to stop."""

    def __post_init__(self) -> None:
        self._zip = self.output.suffix.lower() == ".zip"
        self._folder = self.output.with_name(f".{self.output.name}.export") if self._zip else self.output
        fit_for_use(self.output, self._folder, zipped=self._zip)
        account = f"{self.timeline.server} {self.timeline.account.id}"
        self._book = Notebook(self._folder / WORK, account, own=self.timeline.own)
        self._failed: list[str] = []
        self._again = False
        self._files = self._bytes = 0

    def run(self) -> Exported:
        """Fetch and write; raises what `Timeline` raises, `Interrupted`, and `UserError` if there is no room."""
        try:
            return self._run()
        except OSError as error:
            raise UserError(f"{self.output} can't be written: {error.strerror or error}") from error

    def _run(self) -> Exported:
        self._list()
        contents = self._sorted()
        self._fetch(contents)
        found = self._written(contents)
        if self._zip:
            pack(self._folder, self.output)
        if not self._again:
            self._book.remove()
            if self._zip:
                remove(self._folder)
        return found

    # Posts.

    def _list(self) -> None:
        point = self._book.checkpoint
        if point.listed:
            return
        for page in self.timeline.pages(point.older_than):
            self._book.add(page)
            self._told()
            self.check()
        self._book.finish_list()

    def _sorted(self) -> "_Contents":
        """Go through all posts once: which belong into the archive, oldest first, under which addresses."""
        contents = _Contents()
        for place, shown in self._book.posts():
            if shown is None:
                contents.unreadable += 1
            elif not self.timeline.own and shown.visibility not in _OPEN:
                contents.left_out += 1
            elif shown.id not in contents.places:
                contents.add(place, shown)
        contents.actor = actor_address(self.timeline.account, self.timeline.server, contents.some)
        return contents

    # Files.

    def _fetch(self, contents: "_Contents") -> None:
        fetcher = self.fetcher(self._folder / WORK / "files")
        try:
            for shown in self._book.at(contents.oldest_first):
                for file in shown.media_attachments:
                    self.check()
                    self._one(fetcher, file)
                    self._told(contents)
            self._pictures(fetcher)
        finally:
            fetcher.close()

    def _one(self, fetcher: Fetcher, file: ShownFile) -> None:
        path = self._folder / member_of(file)
        if not path.exists():
            try:
                got = fetcher.fetch(file.url or file.remote_url or "")
            except FetchFailed as error:
                self._failed.append(error.message)
                self._again = self._again or not error.for_good
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            got.replace(path)
        self._files += 1
        self._bytes += path.stat().st_size

    def _pictures(self, fetcher: Fetcher) -> None:
        """Fetch the profile's pictures; a server's own stand-ins are drawings that no archive holds."""
        for name, url in (("avatar", self.timeline.account.avatar), ("header", self.timeline.account.header)):
            with suppress(FetchFailed):
                got = fetcher.fetch(url or "")
                kind = mime_of_file(got).partition("/")[2]
                for old in self._folder.glob(f"{name}.*"):
                    old.unlink()
                got.replace(self._folder / f"{name}.{kind.replace('jpeg', 'jpg')}")

    # The archive.

    def _written(self, contents: "_Contents") -> Exported:
        outbox = Outbox(
            actor=contents.actor,
            server=self.timeline.server,
            account_id=self.timeline.account.id,
            uris=contents.uris,
            member=self._member,
        )
        counts = {"posts": 0, "boosts": 0, "narrower": 0}
        with fresh(self._folder / "outbox.json") as file:
            head = {"@context": CONTEXT, "id": "outbox.json", "type": "OrderedCollection"}
            file.write(msgspec.json.encode(head | {"totalItems": len(contents.places)})[:-1])
            file.write(b',"orderedItems":[')
            for number, shown in enumerate(self._book.at(contents.oldest_first)):
                file.write((b",\n" if number else b"\n") + msgspec.json.encode(outbox.activity(shown)))
                counts["boosts" if shown.reblog is not None else "posts"] += 1
                counts["narrower"] += shown.visibility not in _OPEN
            file.write(b"\n]}")
        self._around(contents)
        return Exported(
            path=self.output,
            acct=f"@{self.timeline.account.username}@{urlsplit(self.timeline.server).netloc}",
            own=self.timeline.own,
            left_out=contents.left_out,
            unreadable=contents.unreadable,
            files=self._files,
            bytes=self._bytes,
            failed=tuple(self._failed),
            again=self._again,
            **counts,
        )

    def _around(self, contents: "_Contents") -> None:
        pictures = {
            key: found.name
            for key, name in (("icon", "avatar"), ("image", "header"))
            for found in self._folder.glob(f"{name}.*")
        }
        put(self._folder / "actor.json", actor(self.timeline.account, contents.actor, pictures))
        pinned = [uri_of(one, contents.actor) for one in self.timeline.pinned() if one.id in contents.places]
        for name, items in (("featured", pinned), ("likes", []), ("bookmarks", [])):
            collection: Json = {"@context": CONTEXT, "id": f"{name}.json", "type": "OrderedCollection"}
            put(self._folder / f"{name}.json", collection | {"orderedItems": items})

    def _member(self, file: ShownFile) -> tuple[str, str]:
        name = member_of(file)
        path = self._folder / name
        return (name, mime_of_file(path)) if path.exists() else ("", "")

    def _told(self, contents: "_Contents | None" = None) -> None:
        point = self._book.checkpoint
        self.tell(
            Moment(
                posts=point.posts,
                posts_total=point.posts
                if point.listed
                else max(self.timeline.account.statuses_count, point.posts),
                files=self._files,
                files_total=point.files if contents is None else contents.files,
                failed=len(self._failed),
            )
        )


@dataclass(slots=True)
class _Contents:
    """What goes into the archive."""

    places: dict[str, int] = field(default_factory=dict)
    """Where in the notebook a post is, by its id on the server; newest first."""

    uris: dict[str, str] = field(default_factory=dict)
    some: Shown | None = None
    actor: str = ""
    files: int = 0
    unreadable: int = 0
    left_out: int = 0

    def add(self, place: int, shown: Shown) -> None:
        """Take a post in."""
        self.places[shown.id] = place
        self.files += len(shown.media_attachments)
        if shown.reblog is None:
            self.uris[shown.id] = shown.uri
            self.some = self.some or shown

    @property
    def oldest_first(self) -> list[int]:
        """The posts' places, as Mastodon sorts an outbox."""
        return list(reversed(self.places.values()))
