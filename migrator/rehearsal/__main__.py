"""Run a rehearsal server as a process: `python -m migrator.rehearsal --account alice`.

It prints one line of JSON with its address and tokens, and stops cleanly on SIGTERM or Ctrl-C.
"""

import argparse
import json
import signal
import sys
import threading
from pathlib import Path

from migrator.rehearsal.options import PROFILES, Options
from migrator.rehearsal.server import RehearsalServer


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m migrator.rehearsal", description="A private practice server.")
    parser.add_argument("--port", type=int, default=0, help="default: any free one")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="gotosocial")
    parser.add_argument("--data-dir", type=Path, help="where everything stays; default: a temporary folder")
    parser.add_argument(
        "--account", action="append", default=[], metavar="NAME", help="may be given several times"
    )
    parser.add_argument("--no-rate-limit", action="store_true", help="count no requests")
    parser.add_argument("--no-backdating", action="store_true", help="refuse old dates")
    parser.add_argument("--password", default=Options().password, help="for the sign-in page")
    return parser.parse_args()


def main() -> None:
    """Serve until told to stop."""
    wish = _arguments()
    options = Options(
        rate_limited=not wish.no_rate_limit, backdating=not wish.no_backdating, password=wish.password
    )
    server = RehearsalServer(wish.profile, wish.data_dir, wish.port, options)
    tokens = {name: server.create_account(name) for name in wish.account}
    told = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: told.set())
    with server:
        line = {"url": server.url, "profile": wish.profile, "tokens": tokens, "password": options.password}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        told.wait()


if __name__ == "__main__":
    main()
