"""How fast and how small a Mastodon outbox is read, against a bare typed decode in the same run.

The goal: an overview of 100,000 items in at most 1.5 times the bare time, under 150 MB. `items` also parses every
post's HTML, so it is held against the bare decode with a bare parse of each post's HTML.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from bench.large import WORDS
from migrator.sources import mastodon
from migrator.sources.folder import FolderContainer
from migrator.sources.mastodon.members import Part, outboxes, read, reader
from migrator.sources.mastodon.structs import Activity, Note
from migrator.sources.recognise import open_archive

GOAL_RATIO, GOAL_MB = 1.5, 150
ME, PUBLIC = "https://old.example/users/fenna", "https://www.w3.org/ns/activitystreams#Public"
MENTION = (
    '<span class="h-card"><a href="https://far.example/@bob" class="u-url mention">@<span>bob</span></a></span>'
)
START = datetime(2017, 4, 1, tzinfo=UTC)
BOOSTS, REPLIES, LINKS, PICTURES = 0.2, 0.3, 0.3, 0.15
"""Shares as in real archives: one in five items is a boost, of the rest every third answers somebody."""


def make_outbox(path: Path, items: int) -> None:
    """Write an outbox as Mastodon 4.3 does, on one line."""
    rng = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        file.write('{"@context":"https://www.w3.org/ns/activitystreams","id":"outbox.json",')
        file.write(f'"type":"OrderedCollection","totalItems":{items},"orderedItems":[],"orderedItems":[')
        for number in range(items):
            file.write("," * bool(number) + json.dumps(activity(number, rng), separators=(",", ":")))
        file.write("]}")


def activity(number: int, rng: random.Random) -> dict:
    when = (START + timedelta(minutes=31 * number)).strftime("%Y-%m-%dT%H:%M:%SZ")
    id_ = f"{ME}/statuses/{109_000_000_000_000_000 + number}"
    addressed = {"published": when, "to": [PUBLIC], "cc": [f"{ME}/followers"]}
    outer = {"id": f"{id_}/activity", "type": "Create", "actor": ME, **addressed}
    if rng.random() < BOOSTS:
        return outer | {"type": "Announce", "object": f"https://far.example/users/bob/statuses/{number}"}
    return outer | {"object": note(number, id_, addressed, rng)}


def note(number: int, id_: str, addressed: dict, rng: random.Random) -> dict:
    words, tags, attachments = [" ".join(rng.choices(WORDS, k=rng.randint(8, 40)))], [], []
    reply = None
    if rng.random() < REPLIES:
        reply = f"https://far.example/users/bob/statuses/{number}"
        words.insert(0, MENTION)
        tags.append({"type": "Mention", "href": "https://far.example/users/bob", "name": "@bob@far.example"})
    elif number and rng.random() < REPLIES:
        reply = f"{ME}/statuses/{109_000_000_000_000_000 + number - 1}"
    if rng.random() < LINKS:
        words.append(
            f'<a href="https://crumb.example/{number}" target="_blank" rel="nofollow noopener noreferrer">'
            f'<span class="invisible">https://</span><span class="">crumb.example/{number}</span></a>'
        )
    if rng.random() < PICTURES:
        url = f"/media_attachments/files/{number}/original/{number:x}.jpg"
        attachments.append(
            {"type": "Document", "mediaType": "image/jpeg", "url": url, "name": "bread", "width": 9}
        )
    content = f"<p>{' '.join(words)}</p>"
    replies = {"type": "CollectionPage", "next": f"{id_}/replies?only_other_accounts=true&page=true", "items": []}
    return {
        "id": id_,
        "type": "Note",
        "summary": None,
        "inReplyTo": reply,
        "published": addressed["published"],
        "url": f"https://old.example/@fenna/{109_000_000_000_000_000 + number}",
        "attributedTo": ME,
        **{key: addressed[key] for key in ("to", "cc")},
        "sensitive": False,
        "atomUri": id_,
        "inReplyToAtomUri": reply,
        "conversation": f"tag:old.example,2017-04-01:objectId={number}:objectType=Conversation",
        "content": content,
        "contentMap": {"en": content},
        "attachment": attachments,
        "tag": tags,
        "replies": {"id": f"{id_}/replies", "type": "Collection", "first": replies},
    }


def batches(folder: Path):
    container = FolderContainer(folder)
    return read(Part(0, container, *outboxes(container)[0]), reader(Activity))


def bare(folder: Path) -> int:
    """Decode the outbox with the same structs in the same pieces, and nothing else."""
    return sum(len(batch) for batch in batches(folder))


def bare_html(folder: Path) -> int:
    """Decode the outbox, and let the parser read every post's HTML."""
    count = 0
    for batch in batches(folder):
        for one in batch:
            count += 1
            if isinstance(one.object, Note):
                LexborHTMLParser(one.object.content or "")
    return count


def overview(folder: Path) -> int:
    """Open the archive as `inspect` does and count everything."""
    counted = open_archive([folder], (mastodon.FORMAT,)).overview()
    return counted.posts + counted.reposts


def items(folder: Path) -> int:
    """Yield every item as the planner takes them."""
    return sum(1 for _item in open_archive([folder], (mastodon.FORMAT,)).items())


WORK = {"bare": bare, "bare_html": bare_html, "overview": overview, "items": items}


def best(work: str, folder: Path, runs: int) -> dict:
    """Do the work in processes of its own; take the fastest processor time and the largest memory."""
    script = [sys.executable, "-m", "bench.mastodon", "--only", work, str(folder)]
    found = [
        json.loads(subprocess.run(script, check=True, capture_output=True, text=True).stdout) for _ in range(runs)
    ]
    return {"s": min(one["s"] for one in found), "mb": max(one["mb"] for one in found), "n": found[0]["n"]}


def main(argv: list[str] | None = None) -> int:
    """Print the figures; return 1 if a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--items", type=int, default=100_000)
    options.add_argument("--runs", type=int, default=3)
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
        outbox = Path(folder) / "outbox.json"
        make_outbox(outbox, given.items)
        return report(Path(folder), outbox.stat().st_size, given.runs)


def report(folder: Path, size: int, runs: int) -> int:
    """Print one line a measurement."""
    found = {work: best(work, folder, runs) for work in WORK}
    print(f"mastodon: {found['bare']['n']} items, {size / 1e6:.0f} MB of outbox.json; processor time")
    for work, one in found.items():
        against = (
            f"{one['s'] / found['bare']['s']:.2f} x bare, {one['s'] / found['bare_html']['s']:.2f} x with HTML"
        )
        print(f"  {work:<10}  {one['s']:6.2f} s   {one['mb']:5.0f} MB   {against}")
    ratio = found["overview"]["s"] / found["bare"]["s"]
    most = max(found[work]["mb"] for work in ("overview", "items"))
    met = ratio <= GOAL_RATIO and most < GOAL_MB
    print(f"  goal: overview at most {GOAL_RATIO} x bare, under {GOAL_MB} MB: {'met' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
