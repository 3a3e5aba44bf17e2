"""A Bluesky repository as a source."""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

import msgspec

from migrator.errors import StepFailed, UserError
from migrator.model import Fingerprint, Item, Omission, Overview, Owner, Reason
from migrator.sources.bluesky import addresses
from migrator.sources.bluesky.car import Car, Lost, opened
from migrator.sources.bluesky.counting import count_post, count_repost
from migrator.sources.bluesky.posts import Writer
from migrator.sources.bluesky.records import FOLLOWS, LIKES, LISTS, POSTS, PROFILE, REPOSTS
from migrator.sources.bluesky.tree import Commit, Gap, commit_of, walk
from migrator.sources.container import Container
from migrator.sources.tally import Tally

_DOCUMENT_BYTES = 1 << 20
_ITEMS = frozenset({POSTS, REPOSTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Repo:
    car: Car
    commit: Commit
    shown: str


class BlueskySource:
    """One account's repository; of several states of it, the latest."""

    format = "bluesky"
    network = "bluesky"

    def __init__(self, containers: Sequence[Container]) -> None:
        """Find the repositories; raises `UnreadableArchive`, or `UserError` if they are of several accounts."""
        self._containers = sorted(containers, key=lambda one: (one.stamp.name, one.stamp.digest))
        self._cars: list[Car] = []
        try:
            repos = [repo for container in self._containers for repo in self._repos(container)]
        except BaseException:
            self.close()
            raise
        accounts = sorted({repo.commit.did for repo in repos})
        if len(accounts) > 1:
            self.close()
            raise UserError(
                f"these are repositories of different accounts: {', '.join(accounts)}",
                hint="take one after the other",
            )
        self._repo = max(repos, key=lambda repo: (repo.commit.rev, repo.shown))
        self._files = dict(_blobs(self._containers))
        self._lock = threading.Lock()
        self._owner = self._make_owner()

    @property
    def owner(self) -> Owner:
        """Whose repository it is."""
        return self._owner

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells whether it is still the same."""
        return Fingerprint(tuple(container.stamp for container in self._containers))

    def overview(self) -> Overview:
        """Count what is in it."""
        kinds: Counter[str] = Counter()
        tally = Tally()
        tally.add_all(self._items(kinds, tally))
        return Overview(
            format=self.format,
            owner=self._owner,
            notes=0,
            follows=kinds[FOLLOWS],
            followers=0,
            lists=kinds[LISTS],
            likes=kinds[LIKES],
            warnings=(*self._warnings(), *tally.warnings()),
            **tally.fields(),
        )

    def items(self) -> Iterator[Item]:
        """Yield every post and repost that the tree names, and what of it is lost."""
        return self._items(Counter(), None)

    def open_media(self, name: str) -> IO[bytes]:
        """Open a file that lies beside the repository; raises `StepFailed` for all others."""
        number, _, member = name.partition("/")
        if (number, member) in {(str(n), m) for n, m in self._files.values()}:
            return self._containers[int(number)].open(member)
        raise StepFailed(f"{name} is not in the archive", code="media_missing")

    def close(self) -> None:
        """Let go of the files."""
        for car in self._cars:
            car.close()
        for container in self._containers:
            container.close()

    def _repos(self, container: Container) -> Iterator[_Repo]:
        for name in car_names(container):
            shown = PurePosixPath(name).name
            car = opened(container.open(name), shown)
            self._cars.append(car)
            yield _Repo(car=car, commit=commit_of(car, shown), shown=shown)

    def _items(self, kinds: "Counter[str]", tally: Tally | None) -> Iterator[Item]:
        """Yield the items; count the records of each kind. A tally, if there is one, takes the readable ones."""
        seen: set[str] = set()
        writer, kind, begin = self._writer(), "", "/"
        wanted = False
        for entry in walk(self._repo.car, self._repo.commit):
            if isinstance(entry, Gap):
                item = self._gap(entry)
            else:
                path = entry[0]
                if not path.startswith(begin):
                    # The tree has all records of a kind together.
                    kind = path.partition("/")[0]
                    begin, wanted = f"{kind}/", kind in _ITEMS
                kinds[kind] += 1
                if not wanted:
                    continue
                rkey = path[len(begin) :]
                source_id = rkey if kind == POSTS else f"repost/{rkey}"
                if source_id in seen:
                    continue
                item = self._item(source_id, rkey, entry[1], writer, tally)
                if item is None:
                    seen.add(source_id)
            if item is not None and item.source_id not in seen:
                seen.add(item.source_id)
                yield item

    def _item(self, source_id: str, rkey: str, cid: bytes, writer: Writer, tally: Tally | None) -> Item | None:
        try:
            with self._lock:
                record = self._repo.car.block(cid)
        except Lost as error:
            return Omission(source_id=source_id, reason=Reason("unreadable", {"error": str(error)}))
        count, make = (count_post, writer.post) if source_id is rkey else (count_repost, writer.repost)
        if tally is not None and count(writer, rkey, record, tally):
            return None
        return make(rkey, cid, record)

    @staticmethod
    def _gap(gap: Gap) -> Item | None:
        """Return what a lost part means for posts; other records are no items."""
        kind, _, rkey = gap.name.partition("/")
        if rkey and kind not in _ITEMS:
            return None
        source_id = {POSTS: rkey, REPOSTS: f"repost/{rkey}"}.get(kind, gap.name)
        return Omission(source_id=source_id, reason=Reason("unreadable", {"error": gap.error}))

    def _writer(self) -> Writer:
        sizes = {
            cid: (f"{number}/{member}", self._containers[number].size(member) or 0)
            for cid, (number, member) in self._files.items()
        }
        return Writer(did=self._owner.id, name=self._owner.name, blobs=sizes)

    def _warnings(self) -> Iterator[Reason]:
        car, shown = self._repo.car, self._repo.shown
        if car.cut_off:
            yield Reason("file_damaged", {"file": shown, "error": "the file breaks off"})
        if car.wrong:
            yield Reason("wrong_blocks", {"file": shown, "count": car.wrong})

    def _make_owner(self) -> Owner:
        """Name the owner by the account's document, if it lies beside the repository, and by the profile."""
        did = self._repo.commit.did
        handles = [handle for container in self._containers for handle in _handles(container, did)]
        display = ""
        for entry in walk(self._repo.car, self._repo.commit):
            if not isinstance(entry, Gap) and entry[0] >= PROFILE:
                display = self._display_name(entry[1]) if entry[0] == PROFILE else ""
                break
        return Owner(id=did, name=handles[0] if handles else did, display_name=display)

    def _display_name(self, cid: bytes) -> str:
        try:
            match self._repo.car.block(cid):
                case {"displayName": str(name)}:
                    return name.strip()
                case _:
                    return ""
        except Lost:
            return ""


def car_names(container: Container) -> list[str]:
    """Return the members that are CAR files by their first bytes; looked at are those that are called so."""
    names = list(container.names())
    called = [name for name in names if name.lower().endswith(".car")] or names[:1]
    return [name for name in called if _begins_as_car(container, name)]


def begins_as_car(head: bytes) -> bool:
    """Tell a CAR file by its beginning: the length of a header, and a map with `roots` and `version`."""
    return b"\x65roots" in head[:80] and b"\x67version" in head[:160] and head[1:2] == b"\xa2"


def _begins_as_car(container: Container, name: str) -> bool:
    try:
        with container.open(name) as file:
            return begins_as_car(file.read(_HEAD_BYTES))
    except (OSError, StepFailed):
        return False


_HEAD_BYTES = 256


def _blobs(containers: Sequence[Container]) -> Iterator[tuple[str, tuple[int, str]]]:
    """Yield the files whose name, with or without an ending, is an address."""
    for number, container in enumerate(containers):
        for name in sorted(container.names(), reverse=True):
            cid = PurePosixPath(name).name.partition(".")[0]
            if addresses.cid_bytes(cid):
                yield cid, (number, name)


def _handles(container: Container, did: str) -> Iterator[str]:
    """Yield the names that an account's document gives it."""
    for name in sorted(container.names()):
        if not name.endswith(".json") or (container.size(name) or 0) > _DOCUMENT_BYTES:
            continue
        with suppress(msgspec.DecodeError, UnicodeDecodeError, OSError, StepFailed), container.open(name) as file:
            match msgspec.json.decode(file.read()):
                case {"id": str(id_), "alsoKnownAs": list(known)} if id_ == did:
                    yield from (one.removeprefix("at://") for one in known if str(one).startswith("at://"))
