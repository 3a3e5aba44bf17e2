"""The servers that are posted to: practice servers in processes of their own, or real ones a command starts."""

import contextlib
import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

REAL = "BENCH_COMMAND"
"""Names a command that starts a fresh real server without limits, prints `{"url": …, "token": …}` and ends with
the server at SIGTERM."""


@dataclass(frozen=True)
class Server:
    url: str
    token: str


@contextlib.contextmanager
def started(command: list[str]) -> Iterator[Server]:
    """Run a command that prints a server's address and token as JSON; end it at the end of the block."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = json.loads(process.stdout.readline())
        yield Server(line["url"], line.get("token") or next(iter(line["tokens"].values())))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        process.stdout.close()


def practice(*options: str) -> contextlib.AbstractContextManager[Server]:
    """Start a practice server, without limits unless `options` say otherwise."""
    given = options or ("--no-rate-limit",)
    return started([sys.executable, "-m", "migrator.rehearsal", "--account", "ada", *given])


def real() -> contextlib.AbstractContextManager[Server] | None:
    """Start a fresh real server if there is a command for it."""
    command = os.environ.get(REAL)
    return started(shlex.split(command)) if command else None
