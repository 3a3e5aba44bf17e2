"""From a repository's root commit to its records. What the tree no longer names was deleted, and stays so.

https://atproto.com/specs/repository#mst-structure
"""

from collections.abc import Iterator
from dataclasses import dataclass

from migrator.errors import UnreadableArchive
from migrator.sources.bluesky.car import Car, Lost

MAX_DEPTH = 128
"""Ours: a tree of four billion records is 16 levels deep on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """The root of a repository."""

    did: str
    rev: str
    """Its revision; later ones sort behind. Empty in repositories before version 3."""

    data: bytes
    """Address of the tree's first node."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record's place in the tree."""

    path: str
    """As `app.bsky.feed.post/3jzfcijpj2z2a`."""

    cid: bytes


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the tree that can't be read, with all that it holds."""

    name: str
    error: str


def commit_of(car: Car, shown: str) -> Commit:
    """Read the root commit; raises `UnreadableArchive`."""
    try:
        found = car.block(car.root)
    except Lost as error:
        raise UnreadableArchive(
            f"the root of {shown} can't be read: {error}", hint="download the repository again"
        ) from error
    match found:
        case {"did": str(did), "data": bytes(data), "version": 2 | 3, **rest} if did.startswith("did:"):
            rev = rest.get("rev")
            return Commit(did=did, rev=rev if isinstance(rev, str) else "", data=data)
        case _:
            raise UnreadableArchive(
                f"{shown} is a CAR file but no repository of an account",
                hint="in Bluesky: Settings, Account, Export my data",
            )


def walk(car: Car, commit: Commit) -> Iterator[Entry | Gap]:
    """Yield every record's place in the order of the paths; a part that can't be read is a `Gap`."""
    stack = [_node(car, commit.data)]
    seen = {commit.data}
    last = ""
    while stack:
        step = next(stack[-1], None)
        match step:
            case None:
                stack.pop()
            case Entry() as entry if entry.path > last:
                last = entry.path
                yield entry
            case Entry() as entry:
                yield Gap(entry.path, "it stands out of order in the tree")
            case Gap() as gap:
                yield gap
            case bytes() as child if child in seen or len(stack) >= MAX_DEPTH:
                yield Gap(f"tree#{child.hex()[-16:]}", "the tree leads back into itself")
            case bytes() as child:
                seen.add(child)
                stack.append(_node(car, child))


def _node(car: Car, cid: bytes) -> Iterator[Entry | Gap | bytes]:
    """Yield what a node holds, in order: records, and the addresses of the nodes between them."""
    try:
        node = car.block(cid)
    except Lost as error:
        yield Gap(f"tree#{cid.hex()[-16:]}", f"a part of the tree is lost: {error}")
        return
    match node:
        case {"e": list(entries), **rest}:
            left = rest.get("l")
            if isinstance(left, bytes):
                yield left
            yield from _entries(entries, cid)
        case _:
            yield Gap(f"tree#{cid.hex()[-16:]}", "a part of the tree is no part of a tree")


def _entries(entries: list[object], cid: bytes) -> Iterator[Entry | Gap | bytes]:
    key = b""
    for number, entry in enumerate(entries):
        match entry:
            case {"p": int(shared), "k": bytes(rest), "v": bytes(value), **more} if 0 <= shared <= len(key):
                key = key[:shared] + rest
                try:
                    yield Entry(key.decode("ascii"), value)
                except UnicodeDecodeError:
                    yield Gap(f"tree#{cid.hex()[-16:]}.{number}", "its path is not written in ASCII")
                right = more.get("t")
                if isinstance(right, bytes):
                    yield right
            case _:
                yield Gap(f"tree#{cid.hex()[-16:]}.{number}", "its place in the tree can't be read")
