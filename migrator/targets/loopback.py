"""A door on 127.0.0.1 where the browser comes back from the server's page with the code.

https://datatracker.ietf.org/doc/html/rfc8252#section-7.3
"""

import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import parse_qs, urlsplit

from migrator.errors import NotSignedIn
from migrator.model import Reason
from migrator.net import Secret, Waiter

PATH: Final = "/callback"

_LOOK_EVERY_S = 0.2
"""Ours: short enough to seem at once."""

_PAGE = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>migrator</title>'
    "<body><h1>{title}</h1><p>{text}</p></body></html>"
)

Answer = dict[str, str]


class _Door(ThreadingHTTPServer):
    daemon_threads = True
    answers: "queue.SimpleQueue[Answer]"


class _Handler(BaseHTTPRequestHandler):
    server: _Door
    server_version = "migrator"
    sys_version = ""

    def do_GET(self) -> None:
        """Take the server's answer; everything else is not found."""
        url = urlsplit(self.path)
        answer = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path != PATH or not answer.keys() & {"code", "error"}:
            self._show(404, "Not found", "There is nothing here.")
            return
        self.server.answers.put(answer)
        self._show(200, "Back to migrator", "You can close this page; migrator goes on by itself.")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        """Log nothing: the address holds the code."""

    def _show(self, status: int, title: str, text: str) -> None:
        page = _PAGE.format(title=title, text=text).encode()
        self.send_response(status)
        for name, value in (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(page))),
            ("Content-Security-Policy", "default-src 'none'"),
            ("Referrer-Policy", "no-referrer"),
            ("Connection", "close"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page)


class NobodyCame(NotSignedIn):
    """The person did not come back from the server's page in time."""


class Loopback:
    """Listens on 127.0.0.1 while the person is on the server's page; a context manager."""

    def __init__(self) -> None:
        self._door = _Door(("127.0.0.1", 0), _Handler)
        self._door.answers = queue.SimpleQueue()
        self._thread = threading.Thread(
            target=self._door.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @property
    def redirect_uri(self) -> str:
        """Where the server is to send the browser."""
        return f"http://127.0.0.1:{self._door.server_address[1]}{PATH}"

    def __enter__(self) -> "Loopback":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._door.shutdown()
        self._door.server_close()
        self._thread.join()

    def code(self, state: Secret, *, timeout_s: float, waiter: Waiter) -> Secret:
        """Wait for the code that comes with this `state`; others are somebody else's and are passed over.

        Raises `NotSignedIn` if the person refused, or if nobody came within `timeout_s` seconds.
        """
        waited = 0.0
        while waited < timeout_s:
            while not self._door.answers.empty():
                answer = self._door.answers.get()
                if answer.get("state") == state.reveal():
                    return _code(answer)
            waiter.sleep(_LOOK_EVERY_S, Reason("sign_in"))
            waited += _LOOK_EVERY_S
        raise NobodyCame("nobody came back from the server's page", hint="try again, or paste the code by hand")


def _code(answer: Answer) -> Secret:
    if "code" in answer:
        return Secret(answer["code"])
    why = answer.get("error_description") or answer.get("error", "")
    raise NotSignedIn(f"the sign-in was not granted: {why}")
