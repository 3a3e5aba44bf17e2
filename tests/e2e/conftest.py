import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import httpx
import pytest

PROGRAM = [sys.executable, "-c", "from migrator.cli.main import run; run()"]
PATIENCE_S = 60.0


@dataclass
class Server:
    """A rehearsal server in a process of its own, as seen from outside."""

    url: str
    token: str

    def __post_init__(self):
        self._http = httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {self.token}"}, timeout=30)
        self._me = self._http.get("/api/v1/accounts/verify_credentials").json()["id"]

    def slow(self, ms):
        """Answer requests about posts and files so much later."""
        for path in ("/api/v1/statuses", "/api/v2/media"):
            fault = {"kind": "latency", "method": "POST", "path": path, "before_ms": ms}
            self._http.post("/rehearsal/faults", json=fault).raise_for_status()

    def statuses(self):
        params = {"limit": 1000}
        return self._http.get(f"/api/v1/accounts/{self._me}/statuses", params=params).json()

    def dates(self):
        """Count the posts at each millisecond."""
        moments = (datetime.fromisoformat(one["created_at"]) for one in self.statuses())
        return Counter(round(moment.timestamp() * 1000) for moment in moments)

    def close(self):
        self._http.close()


@dataclass
class Program:
    """The real command line with a data folder of its own."""

    data: Path
    said: list[str] = field(default_factory=list)
    """All it ever printed."""

    @property
    def environ(self):
        ours = {"DATA_DIR": str(self.data), "KEYRING": "false", "SETTLE_S": "0.5"}
        return {**os.environ, **{f"MIGRATOR_{name}": value for name, value in ours.items()}}

    def start(self, *arguments):
        return subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environ,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments, given=""):
        """Run to the end; return exit code and what was printed."""
        started = self.start(*arguments)
        printed, _ = started.communicate(given, timeout=PATIENCE_S)
        self.said.append(printed)
        return started.returncode, printed

    def counts(self):
        """Return how many steps are in each state, read past the program."""
        path = self.data / "ledger.db"
        with (
            suppress(sqlite3.OperationalError),
            closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as ledger,
        ):
            return Counter(dict(ledger.execute("SELECT state, count(*) FROM step GROUP BY state")))
        return Counter()

    def busy(self, started):
        """Wait until a started run has sent something; return False if it ended first."""
        begun = self.counts()["done"]
        deadline = time.monotonic() + PATIENCE_S
        while started.poll() is None and time.monotonic() < deadline:
            if self.counts()["done"] > begun:
                return True
            time.sleep(0.02)
        return False

    def kill(self, started, after_s):
        """Kill a run so long after it began to send; return whether it was still running."""
        if not self.busy(started):
            self.said.append(started.communicate()[0])
            return False
        with suppress(subprocess.TimeoutExpired):
            started.wait(after_s)
        alive = started.poll() is None
        if alive:
            started.send_signal(signal.SIGKILL)
        self.said.append(started.communicate()[0])
        return alive


class Host:
    """Runs a rehearsal server; after a crash it comes back with the same address and the same posts."""

    def __init__(self, folder):
        self._folder = folder
        self._port = 0
        self._start()

    def _start(self):
        command = [sys.executable, "-m", "migrator.rehearsal", "--account", "ada", "--no-rate-limit"]
        self._process = subprocess.Popen(
            [*command, "--data-dir", str(self._folder), "--port", str(self._port)],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.told = json.loads(self._process.stdout.readline())
        self._port = int(self.told["url"].rpartition(":")[2])

    def crash(self):
        """End without a goodbye, and start again."""
        self._process.kill()
        self._process.communicate()
        self._start()

    def close(self):
        self._process.terminate()
        self._process.communicate(timeout=PATIENCE_S)


@pytest.fixture
def host(tmp_path):
    made = Host(tmp_path / "server")
    yield made
    made.close()


@pytest.fixture
def server(host):
    made = Server(host.told["url"], host.told["tokens"]["ada"])
    yield made
    made.close()


@pytest.fixture
def program(tmp_path, server):
    """Signed in."""
    made = Program(tmp_path / "data")
    code, printed = made.run("login", server.url, "--token-stdin", given=server.token + "\n")
    assert code == 0, printed
    return made


@pytest.fixture
def chance():
    return random.Random(20240602)  # noqa: S311 - the same kills each time
