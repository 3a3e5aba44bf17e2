"""Posts a second, beside a bare loop of the same requests at its best concurrency; without limits, and far away.

Each row has a fresh server and the same posts, since servers slow down with the number of posts. A row runs in
pairs, bare and ours in turn. The rate is counted from the beginning of the run (the looks at the server included)
to the end of the last post; the whole run includes the sweep for copies at its end. A quick look: BENCH_SCALE=0.1.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from bench import delays, diaries, servers
from bench.figures import show

Start = Callable[[], AbstractContextManager[servers.Server]]

PAIRS = int(os.environ.get("BENCH_PAIRS", "3"))
SCALE = float(os.environ.get("BENCH_SCALE", "1"))
AT_ONCE = (1, 2, 4, 8)
MOST = 16
"""The default of the setting `concurrency_max`."""

ROUND_TRIP_MS = 100


def client(kind: str, server: servers.Server, archive: Path, at_once: int) -> dict:
    """Let one client replay the archive; return its figures, with posts a second."""
    command = [
        sys.executable,
        "-m",
        "bench.running",
        "--",
        kind,
        server.url,
        server.token,
        str(archive),
        str(at_once),
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures = json.loads(done.stdout)
    figures["rate"] = figures["posts"] / figures["seconds"]
    return figures


def fresh(kind: str, start: Start, archive: Path, at_once: int) -> dict:
    with start() as server:
        return client(kind, server, archive, at_once)


def beside_a_bare_loop(name: str, start: Start, archive: Path) -> None:
    """Find the bare loop's best concurrency, then run pairs."""
    print(f" {name}")
    found = {at_once: fresh("bare", start, archive, at_once)["rate"] for at_once in AT_ONCE}
    print("  bare, posts/s at " + ", ".join(f"{n}: {rate:.1f}" for n, rate in found.items()))
    best = max(found, key=found.__getitem__)
    pairs = [(fresh("bare", start, archive, best), fresh("ours", start, archive, MOST)) for _ in range(PAIRS)]
    told(pairs, f"bare loop, {best} at once")
    show("ours to bare, at least 0.9", [mine["rate"] / bare["rate"] for bare, mine in pairs], "x")


def told(pairs: list[tuple[dict, dict]], bare_name: str) -> None:
    show(bare_name, [bare["rate"] for bare, _ in pairs], "posts/s", digits=1)
    show("ours", [mine["rate"] for _, mine in pairs], "posts/s", digits=1)
    show(
        "ours, whole run with looks and last sweep",
        [m["posts"] / m["whole"] for _, m in pairs],
        "posts/s",
        digits=1,
    )
    show("processor time, bare", [1000 * bare["cpu"] / bare["posts"] for bare, _ in pairs], "ms/post")
    show("processor time, ours", [1000 * mine["cpu"] / mine["posts"] for _, mine in pairs], "ms/post")
    show("peak memory, ours", [mine["peak_mb"] for _, mine in pairs], "MB", digits=0)


def far_away(folder: Path) -> None:
    """Beside a sequential client, with a round trip of 100 ms, which connecting costs too."""
    few, many = int(150 * SCALE) or 1, int(1500 * SCALE) or 1
    short = diaries.write(folder / "far-short.zip", few)
    long = diaries.write(folder / "far-long.zip", many)
    print(f" round trip of {ROUND_TRIP_MS} ms, text, practice server: {few} posts one by one, {many} by ours")
    pairs = []
    for _ in range(PAIRS):
        with servers.practice() as server, delays.before(server, ROUND_TRIP_MS) as far:
            sequential = client("bare", far, short, 1)
        with servers.practice() as server, delays.before(server, ROUND_TRIP_MS) as far:
            pairs.append((sequential, client("ours", far, long, MOST)))
    told(pairs, "bare loop, one by one")
    show("ours to sequential, at least 8", [mine["rate"] / bare["rate"] for bare, mine in pairs], "x")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        texts = {size: diaries.write(folder / f"text-{size}.zip", int(size * SCALE)) for size in (3000, 1000)}
        pictures = diaries.write(folder / "pictures.zip", int(250 * SCALE), pictures=True)
        many_pictures = diaries.write(folder / "many-pictures.zip", int(600 * SCALE), pictures=True)
        beside_a_bare_loop("text, practice server", servers.practice, texts[3000])
        beside_a_bare_loop("one picture each, practice server", servers.practice, many_pictures)
        if servers.real() is not None:
            beside_a_bare_loop("text, real server", servers.real, texts[1000])
            beside_a_bare_loop("one picture each, real server", servers.real, pictures)
        else:
            print(f" no real server: {servers.REAL} names no command")
        far_away(folder)
