"""The two clients that are compared, each in a process of its own: `python -m bench.running bare|ours …`.

`bare` sends the requests of a plan from threads that do nothing else, with httpx, everything in memory beforehand.
`ours` is the service as the command line runs it. Both print their figures as one line of JSON.
"""

import argparse
import json
import resource
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx
import msgspec

from bench.servers import Server
from migrator.jobs.choices import Choices
from migrator.jobs.plan import Publish
from migrator.jobs.replay import moment
from migrator.settings import Settings
from migrator.sources.base import Source
from migrator.targets.api import when
from migrator.wiring import build


class Watch:
    """Notes when steps end."""

    def __init__(self) -> None:
        self.ends: list[float] = []
        self.failed = 0

    def progress(self, now: object) -> None:
        pass

    def step(self, row: object) -> None:
        self.ends.append(time.perf_counter())
        self.failed += row.state != "done"


def cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def ours(server: Server, archive: Path, lanes: int) -> dict:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        settings = Settings(data_dir=Path(folder), keyring=False, concurrency_max=lanes)
        with build(settings) as service:
            service.login_with_token(server.url, server.token)
            job = service.prepare([archive], Choices()).job
            watch, used, began = Watch(), cpu_s(), time.perf_counter()
            result = service.run(job, watcher=watch, stop=threading.Event())
            ended = time.perf_counter()
    if watch.failed or result.todo or result.surplus:
        raise SystemExit(f"the run went wrong: {result}")
    return {
        "posts": result.done,
        "seconds": watch.ends[-1] - began,
        "whole": ended - began,
        "cpu": cpu_s() - used,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def requests_of(archive: Path) -> list[tuple[bytes, list[tuple[str, bytes, str]]]]:
    """Return what a replay of the archive sends: a body for each post, and its files."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        with build(Settings(data_dir=Path(folder), keyring=False)) as service:
            planning = service.preview([archive], Choices())
        with planning:
            posts = [one for one in planning.items() if isinstance(one, Publish)]
            return [(body(post), files(post, planning.source)) for post in posts]


def body(post: Publish) -> bytes:
    fields = {
        "status": post.text,
        "content_type": post.content_type,
        "visibility": post.visibility.value,
        "sensitive": post.sensitive,
        "language": post.language,
        "scheduled_at": when(moment(post.slot_ms)),
    }
    return msgspec.json.encode(fields)


def files(post: Publish, source: Source) -> list[tuple[str, bytes, str]]:
    read = []
    for media in post.media:
        with source.open_media(media.name) as file:
            read.append((Path(media.name).name, file.read(), media.mime))
    return read


def bare(server: Server, archive: Path, threads: int) -> dict:
    work = requests_of(archive)
    todo = iter(work)
    lock = threading.Lock()

    def loop() -> None:
        headers = {"Authorization": f"Bearer {server.token}", "User-Agent": "bench/1"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=60, trust_env=False) as http:
            while True:
                with lock:
                    job = next(todo, None)
                if job is None:
                    return
                post(http, *job)

    used, began = cpu_s(), time.perf_counter()
    running = [threading.Thread(target=loop) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    seconds = time.perf_counter() - began
    return {"posts": len(work), "seconds": seconds, "whole": seconds, "cpu": cpu_s() - used}


def post(http: httpx.Client, content: bytes, pictures: list[tuple[str, bytes, str]]) -> None:
    ids = []
    for file in pictures:
        ids.append(http.post("/api/v2/media", files={"file": file}).raise_for_status().json()["id"])
    if ids:
        content = content[:-1] + b',"media_ids":' + msgspec.json.encode(ids) + b"}"
    made = http.post("/api/v1/statuses", content=content, headers={"Content-Type": "application/json"})
    made.raise_for_status().json()


def main_process() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("client", choices=["bare", "ours"])
    parser.add_argument("url")
    parser.add_argument("token")
    parser.add_argument("archive", type=Path)
    parser.add_argument("at_once", type=int)
    wish = parser.parse_args()
    client = {"bare": bare, "ours": ours}[wish.client]
    sys.stdout.write(json.dumps(client(Server(wish.url, wish.token), wish.archive, wish.at_once)))


if __name__ == "__main__":
    main_process()
