"""From the start of the process to the first post of a resumed job of 100,000 steps; at most 2 s.

Half of the steps are done, 16 are in doubt. The clock runs from just before `exec` of the command line to the
moment a relay before the server reads the body of a post that is neither the probe nor in doubt.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bench import diaries, servers
from bench.figures import show
from migrator.jobs.choices import Choices
from migrator.ledger import Ledger
from migrator.ledger.records import Made
from migrator.settings import Settings
from migrator.wiring import build

STEPS = int(os.environ.get("BENCH_STEPS", "100000"))
IN_DOUBT = 16
RUNS = 5
PROBE = b'"1970-01-01'


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as name, servers.practice() as server:
        folder = Path(name)
        archive = diaries.write(folder / "large.zip", STEPS)
        with listening(server) as (near, heard):
            job = prepared(folder, archive, near)
            print(f" {STEPS} steps, half of them done, {IN_DOUBT} in doubt")
            runs = [resumed(folder, job, heard) for _ in range(RUNS)]
            imports = [started() for _ in range(RUNS)]
    show("first post, at most 2", [seconds for seconds, _, _ in runs], "s")
    show("  of it Python and its imports", imports, "s")
    show("  processor time", [cpu for _, cpu, _ in runs], "s")
    show("peak memory", [peak for _, _, peak in runs], "MB", digits=0)


def prepared(folder: Path, archive: Path, server: servers.Server) -> int:
    """Plan the job, and mark half of it as done, as an earlier run would have."""
    began = time.perf_counter()
    with build(Settings(data_dir=folder, keyring=False)) as service:
        service.login_with_token(server.url, server.token)
        job = service.prepare([archive], Choices()).job
    print(f" planned and written down in {time.perf_counter() - began:.1f} s", flush=True)
    with Ledger.at(folder / "ledger.db") as ledger:
        heads = ledger.steps.heads(job)
        half = len(heads) // 2
        for number, head in enumerate(heads[:half]):
            ledger.steps.done(head.id, Made(f"ID{number:024d}", f"{server.url}/@ada/statuses/ID{number:024d}"))
        for head in heads[half : half + IN_DOUBT]:
            ledger.steps.sending(head.id, sent="in doubt", at_ms=0)
        ledger.steps.flush()
    return job


def resumed(folder: Path, job: int, heard: list[float]) -> tuple[float, float, float]:
    """Start the command line, kill it at its first post; return seconds, processor seconds and peak MB."""
    heard.clear()
    environ = os.environ | {"MIGRATOR_DATA_DIR": str(folder), "MIGRATOR_KEYRING": "false"}
    command = [sys.executable, "-c", "from migrator.cli.main import run; run()", "resume", str(job)]
    began = time.monotonic()
    with (folder / "said.txt").open("w+b") as said:
        process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=said)
        while not heard and time.monotonic() - began < 30:
            time.sleep(0.002)
        # Not what wait4 says, which counts the memory of this process before exec.
        status = Path(f"/proc/{process.pid}/status").read_text()
        peak_kb = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])
        os.kill(process.pid, signal.SIGKILL)
        _, process.returncode, used = os.wait4(process.pid, 0)
        said.seek(0)
        if not heard:
            sys.exit(f"no post was sent: {said.read().decode()}")
    return heard[0] - began, used.ru_utime + used.ru_stime, peak_kb / 1024


def started() -> float:
    """Return how long the interpreter needs to import the program."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "import migrator.cli.main"], check=True)
    return time.monotonic() - began


@contextlib.contextmanager
def listening(server: servers.Server) -> Iterator[tuple[servers.Server, list[float]]]:
    """Put a relay before a server that notes when posts are sent."""
    heard: list[float] = []
    door = socket.create_server(("127.0.0.1", 0))
    port = urlsplit(server.url).port

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                here = door.accept()[0]
                there = socket.create_connection(("127.0.0.1", port))
                for pair in ((here, there, heard), (there, here, None)):
                    threading.Thread(target=carry, args=pair, daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield servers.Server(f"http://127.0.0.1:{door.getsockname()[1]}", server.token), heard
    finally:
        door.close()


def carry(here: socket.socket, there: socket.socket, heard: list[float] | None) -> None:
    here.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with contextlib.suppress(OSError):
        while data := here.recv(1 << 16):
            if heard is not None and b'"scheduled_at":' in data and PROBE not in data:
                heard.append(time.monotonic())
            there.sendall(data)
        there.shutdown(socket.SHUT_WR)
