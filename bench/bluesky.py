"""How fast and how small a Bluesky repository of 200,000 blocks is read, against a bare decode beside it.

The goal: an overview and all items each in at most 1.5 times the bare time, under 150 MB. Bare is: cut the file
into its blocks, check each one's SHA-256 once, decode each one once with libipld, keep nothing. It does not follow
the tree, so it can't tell what was deleted, and it makes no posts. Processor time, for a machine that does other
things too; each figure is the median of several runs, and a ratio the median of the pairs that ran
directly one after the other.
"""

import argparse
import hashlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import libipld

from migrator.sources import bluesky
from migrator.sources.recognise import open_archive

GOAL_RATIO, GOAL_MB = 1.5, 150
DID = "did:plc:adaadaadaadaadaadaadaada"
BOB = "did:plc:bobbobbobbobbobbobbobbob"
ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"


def varint(number: int) -> bytes:
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def key(number: int) -> str:
    value = (1_690_000_000_000_000 + number * 7_000_001) << 10 | 5
    return "".join(ALPHABET[value >> shift & 31] for shift in range(60, -1, -5))


def record(kind: str, number: int) -> dict:
    when = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(1_690_000_000 + number * 7))
    subject = {"uri": f"at://{BOB}/app.bsky.feed.post/{key(number)}", "cid": "bafyreib" + "a" * 51}
    if kind == "app.bsky.graph.follow":
        return {"$type": kind, "subject": f"did:plc:{key(number)}aaaaaaaaaaa", "createdAt": when}
    if kind != "app.bsky.feed.post":
        return {"$type": kind, "subject": subject, "createdAt": when}
    text = f"Post number {number} from the garden, with tulips 🌷 and bees, see example.org/garten #Garten"
    raw = text.encode()
    made = {"$type": kind, "text": text, "createdAt": when, "langs": ["en"]}
    for word, feature in (
        ("example.org/garten", {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.org/garten"}),
        ("#Garten", {"$type": "app.bsky.richtext.facet#tag", "tag": "Garten"}),
    ):
        at = raw.index(word.encode())
        index = {"byteStart": at, "byteEnd": at + len(word)}
        made.setdefault("facets", []).append({"index": index, "features": [feature]})
    if number % 4 == 0:
        made["reply"] = {"root": subject, "parent": subject}
    if number % 5 == 0:
        image = {"$type": "blob", "ref": address(raw, 0x55), "mimeType": "image/jpeg", "size": 100_000}
        made["embed"] = {"$type": "app.bsky.embed.images", "images": [{"alt": "tulips", "image": image}]}
    return made


def address(block: bytes, codec: int = 0x71) -> bytes:
    return bytes((1, codec, 0x12, 0x20)) + hashlib.sha256(block).digest()


KINDS = (
    ("app.bsky.feed.like", 0.52),
    ("app.bsky.feed.post", 0.22),
    ("app.bsky.feed.repost", 0.16),
    ("app.bsky.graph.follow", 0.10),
)
"""Shares of the records, about those of an eager account."""


def make(path: Path, blocks: int) -> int:
    """Write a repository; return how many blocks it has. Leaves of the tree hold four records."""
    count = 0
    with path.with_suffix(".body").open("wb") as body:

        def add(value: object) -> bytes:
            nonlocal count
            block = libipld.encode_dag_cbor(value)
            cid = address(block)
            body.write(varint(len(cid) + len(block)) + cid + block)
            count += 1
            return cid

        places = []
        for kind, share in KINDS:
            places += [(f"{kind}/{key(n)}", add(record(kind, n))) for n in range(int(blocks * 0.77 * share))]
        level: list[tuple[bytes, tuple[str, bytes] | None]] = []
        for at in range(0, len(places), 5):
            group = places[at : at + 5]
            level.append(
                (add(node(None, [(place, None) for place in group[:4]])), group[4] if len(group) > 4 else None)
            )
        while len(level) > 1:
            above = []
            for at in range(0, len(level), 5):
                group = level[at : at + 5]
                inner = [(group[i][1], group[i + 1][0]) for i in range(len(group) - 1)]
                above.append((add(node(group[0][0], inner)), group[-1][1]))
            level = above
        if level[0][1] is not None:
            level = [(add(node(level[0][0], [(level[0][1], None)])), None)]
        root = add({"did": DID, "version": 3, "data": level[0][0], "rev": key(0), "prev": None, "sig": b""})
    header = libipld.encode_dag_cbor({"version": 1, "roots": [root]})
    with path.open("wb") as file:
        file.write(varint(len(header)) + header)
        with path.with_suffix(".body").open("rb") as made:
            while piece := made.read(1 << 20):
                file.write(piece)
    path.with_suffix(".body").unlink()
    return count


def node(left: bytes | None, entries: list) -> dict:
    out, last = [], b""
    for (place, value), right in entries:
        raw = place.encode()
        shared = next((i for i in range(min(len(raw), len(last))) if raw[i] != last[i]), min(len(raw), len(last)))
        out.append({"p": shared, "k": raw[shared:], "v": value, "t": right})
        last = raw
    return {"l": left, "e": out}


def bare(path: Path) -> int:
    """Cut, check and decode every block, and nothing else."""
    count = 0
    with path.open("rb") as file:
        read, decode, sha256 = file.read, libipld.decode_dag_cbor, hashlib.sha256
        while first := read(1):
            length = shift = 0
            while True:
                length |= (first[0] & 0x7F) << shift
                if first[0] < 0x80:
                    break
                shift += 7
                first = read(1)
            section = read(length)
            if count and sha256(section[36:]).digest() != section[4:36]:
                raise ValueError(count)
            decode(section[36:] if count else section)
            count += 1
    return count - 1


def overview(path: Path) -> int:
    """Open the repository as `inspect` does and count everything."""
    source = open_archive([path], (bluesky.FORMAT,))
    counted = source.overview()
    source.close()
    return counted.posts + counted.reposts


def items(path: Path) -> int:
    """Yield every item as the planner takes them."""
    source = open_archive([path], (bluesky.FORMAT,))
    count = sum(1 for _item in source.items())
    source.close()
    return count


WORK = {"bare": bare, "overview": overview, "items": items}


def once(work: str, path: Path) -> dict:
    """Do it in a process of its own; return time, largest memory and count."""
    script = [sys.executable, "-m", "bench.bluesky", "--only", work, str(path)]
    return json.loads(subprocess.run(script, check=True, capture_output=True, text=True).stdout)


def compared(work: str, path: Path, pairs: int) -> bool:
    """Run it in turn with the bare decode; print medians; return whether the goals are met."""
    runs = [(once("bare", path), once(work, path)) for _ in range(pairs)]
    base, taken = (statistics.median(pair[side]["s"] for pair in runs) for side in (0, 1))
    ratio = statistics.median(one["s"] / bare_["s"] for bare_, one in runs)
    peak, count = max(one["mb"] for _, one in runs), runs[0][1]["n"]
    print(
        f"  {work:<10} {taken:5.2f} s, bare {base:5.2f} s: {ratio:.2f} x bare   {peak:4.0f} MB   {count:,} items"
    )
    return ratio <= GOAL_RATIO and peak < GOAL_MB


def main(argv: list[str] | None = None) -> int:
    """Print the figures; return 1 if a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--blocks", type=int, default=200_000)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--only", choices=WORK)
    options.add_argument("path", nargs="?", type=Path)
    given = options.parse_args(argv if argv is not None else [])
    if given.only:
        started = time.process_time()
        count = WORK[given.only](given.path)
        taken = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"s": taken, "mb": peak, "n": count}))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "repo.car"
        blocks = make(path, given.blocks)
        print(f"bluesky: {blocks:,} blocks, {path.stat().st_size / 1e6:.0f} MB; processor time")
        met = True
        for work in ("overview", "items"):
            met = compared(work, path, given.runs) and met
    print(f"  goal: at most {GOAL_RATIO} x bare, under {GOAL_MB} MB: {'met' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
