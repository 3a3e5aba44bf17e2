"""From a repository's root commit to its records. What the tree no longer names was deleted, and stays so.

https://atproto.com/specs/repository#mst-structure
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

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


Entry = tuple[str, bytes]
"""One record's place in the tree: a path, as `app.bsky.feed.post/3jzfcijpj2z2a`, and the record's address."""


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
    stack = [iter(_steps(car, commit.data))]
    seen = {commit.data}
    last = ""
    while stack:
        for step in stack[-1]:
            if type(step) is tuple:
                if step[0] > last:
                    last = step[0]
                    yield step
                else:
                    yield Gap(step[0], "it stands out of order in the tree")
            elif isinstance(step, bytes):
                if step in seen or len(stack) >= MAX_DEPTH:
                    yield Gap(_named(step), "the tree leads back into itself")
                    continue
                seen.add(step)
                stack.append(iter(_steps(car, step)))
                break
            else:
                yield step
        else:
            stack.pop()


def _steps(car: Car, cid: bytes) -> list[Entry | Gap | bytes]:
    """Return what a node holds, in order: records, and the addresses of the nodes between them."""
    try:
        node = car.block(cid)
    except Lost as error:
        return [Gap(_named(cid), f"a part of the tree is lost: {error}")]
    entries = node.get("e") if isinstance(node, dict) else None
    if not isinstance(entries, list):
        return [Gap(_named(cid), "a part of the tree is no part of a tree")]
    left = node.get("l")
    steps: list[Entry | Gap | bytes] = [left] if isinstance(left, bytes) else []
    key, add = b"", steps.append
    for number, entry in enumerate(entries):
        try:
            shared = entry["p"]
            if not 0 <= shared <= len(key):
                _refuse(shared)
            key = key[:shared] + entry["k"]
            right = entry.get("t")
            add((key.decode("ascii"), entry["v"]))
        except UnicodeDecodeError:
            add(Gap(f"{_named(cid)}.{number}", "its path is not written in ASCII"))
            continue
        except (KeyError, TypeError, ValueError, AttributeError):
            add(Gap(f"{_named(cid)}.{number}", "its place in the tree can't be read"))
            continue
        if right is not None and isinstance(right, bytes):
            add(right)
    return steps


def _refuse(shared: int) -> NoReturn:
    raise ValueError(shared)


def _named(cid: bytes) -> str:
    return f"tree#{cid.hex()[-16:]}"
