"""How fast and how small an archive is read, against a bare inflate and typed decode in the same run.

The goal: an overview of 100,000 posts in at most 1.5 times the bare time, under 150 MB, whatever the media.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from bench.large import make_large
from migrator.sources import x
from migrator.sources.jsarray import ArrayReader
from migrator.sources.recognise import open_archive
from migrator.sources.x.structs import TweetItem

GOAL_RATIO, GOAL_MB = 1.5, 150


def bare(path: Path) -> int:
    """Inflate tweets.js and decode it with the same structs in the same pieces, and nothing else."""
    with zipfile.ZipFile(path) as archive, archive.open("data/tweets.js") as file:
        return sum(len(batch) for batch in ArrayReader(TweetItem).read(file, "tweets.js"))


def overview(path: Path) -> int:
    """Open the archive as `inspect` does and count everything."""
    counted = open_archive([path], (x.FORMAT,)).overview()
    return counted.posts + counted.reposts


def items(path: Path) -> int:
    """Yield every item as the planner takes them."""
    return sum(1 for _item in open_archive([path], (x.FORMAT,)).items())


WORK = {"bare": bare, "overview": overview, "items": items}


def measure(work: str, path: Path) -> dict:
    """Do the work in a process of its own: processor time without start-up, memory with everything."""
    script = [sys.executable, "-m", "bench.reading", "--only", work, str(path)]
    return json.loads(subprocess.run(script, check=True, capture_output=True, text=True).stdout)


def best(work: str, path: Path, runs: int) -> dict:
    """Take the fastest of several runs and the largest memory."""
    found = [measure(work, path) for _ in range(runs)]
    return {"s": min(one["s"] for one in found), "mb": max(one["mb"] for one in found), "n": found[0]["n"]}


def main(argv: list[str] | None = None) -> int:
    """Print the figures; return 1 if a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--posts", type=int, default=100_000)
    options.add_argument("--media", type=int, default=20_000)
    options.add_argument("--members", type=int, default=100_000)
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
        few = make_large(Path(folder) / "few.zip", posts=given.posts, media=given.posts // 10)
        many = make_large(Path(folder) / "many.zip", posts=given.posts, media=given.media, members=given.members)
        return report(few, many, given.runs)


def report(few: Path, many: Path, runs: int) -> int:
    """Print one line a measurement."""
    with zipfile.ZipFile(few) as archive:
        size = archive.getinfo("data/tweets.js").file_size
    base = best("bare", few, runs)
    print(f"reading: {base['n']} posts, {size / 1e6:.0f} MB of tweets.js; processor time")
    print(f"  bare inflate and decode   {base['s']:6.2f} s   {base['mb']:5.0f} MB")
    worst_ratio = worst_mb = 0.0
    for work in ("overview", "items"):
        one = best(work, few, runs)
        print(f"  {work:<24}  {one['s']:6.2f} s   {one['mb']:5.0f} MB   {one['s'] / base['s']:.2f} x bare")
        worst_ratio = one["s"] / base["s"] if work == "overview" else worst_ratio
        worst_mb = max(worst_mb, one["mb"])
    crowded = best("overview", many, 1)
    with zipfile.ZipFile(many) as archive:
        members = len(archive.infolist())
    print(f"  overview, {members:,} members {crowded['s']:5.2f} s   {crowded['mb']:5.0f} MB")
    met = worst_ratio <= GOAL_RATIO and worst_mb < GOAL_MB
    print(f"  goal: overview at most {GOAL_RATIO} x bare, under {GOAL_MB} MB: {'met' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
