"""A rehearsal server in this process: start it, use its address, stop it; what it holds stays in its folder."""

import asyncio
import secrets
import socket
import tempfile
import threading
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn
from uvicorn.server import ServerState

from migrator.rehearsal.app import application
from migrator.rehearsal.faults import Faults
from migrator.rehearsal.limits import Limits
from migrator.rehearsal.options import PROFILES, Options, ProfileName
from migrator.rehearsal.protocol import protocol
from migrator.rehearsal.store import Account, Store
from migrator.rehearsal.world import World

STOCK = Options()
SCOPES = "read write follow push"
START_S = 10.0
STOP_S = 5


class RehearsalServer:
    """A private server on the loopback interface.

    Args:
        profile: whose rules it follows.
        data_dir: where posts and files stay; None is a temporary folder that goes with the server.
        port: 0 takes any free one; after the first start it stays the same.
        options: what is different from a stock server.
    """

    def __init__(
        self,
        profile: ProfileName = "gotosocial",
        data_dir: Path | None = None,
        port: int = 0,
        options: Options = STOCK,
    ) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="rehearsal-") if data_dir is None else None
        folder = data_dir or Path(self._temporary.name if self._temporary else "")
        self._world = World(
            profile=PROFILES[profile],
            options=options,
            store=Store(folder),
            faults=Faults(),
            limits=Limits(options, aligned=profile == "mastodon"),
        )
        self._port = port
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leaving = asyncio.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen, and return once requests are answered."""
        listening = self._bind()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(listening)), name="rehearsal", daemon=True
        )
        self._thread.start()
        if not self._ready.wait(START_S):
            raise RuntimeError("the rehearsal server did not start")

    def stop(self) -> None:
        """Stop listening, close the store, and remove a temporary folder. It can't be started again."""
        if self._loop is not None and self._thread is not None:
            self._loop.call_soon_threadsafe(self._leaving.set)
            self._thread.join(STOP_S * 2)
        self._world.store.database.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def _bind(self) -> socket.socket:
        """Return a socket on the loopback interface, and learn the address."""
        # asyncio switches Nagle's delay (40 ms an answer) off only where the protocol is named.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", self._port))
        except OSError:
            listening.close()
            raise
        self._port = listening.getsockname()[1]
        self._world.url = f"http://127.0.0.1:{self._port}"
        return listening

    async def _serve(self, listening: socket.socket) -> None:
        """Answer until told to leave. uvicorn's own loop would take 0.2 s to notice."""
        self._loop = asyncio.get_running_loop()
        config = uvicorn.Config(
            application(self._world), http=protocol(), ws="none", lifespan="off", log_config=None
        )
        config.load()
        state = ServerState()

        def connection() -> asyncio.Protocol:
            made: asyncio.Protocol = config.http_protocol_class(  # type: ignore[call-arg]  # as uvicorn calls it
                config=config, server_state=state, app_state={}
            )
            return made

        server = await self._loop.create_server(connection, sock=listening)
        self._ready.set()
        await self._leaving.wait()
        server.close()
        for open_connection in list(state.connections):
            open_connection.shutdown()
        if state.tasks:
            await asyncio.wait(state.tasks, timeout=STOP_S)

    @property
    def url(self) -> str:
        """The base address, without a slash at the end."""
        return self._world.url

    @property
    def faults(self) -> Faults:
        """What goes wrong; may be changed while the server runs."""
        return self._world.faults

    @property
    def requests(self) -> Counter[str]:
        """How often each route was asked, as `POST /api/v1/statuses`."""
        return self._world.requests

    def create_account(
        self, username: str, display_name: str = "", locked: bool | None = None, host: str = ""
    ) -> str:
        """Add an account and return a token with all rights; an account that exists only gets a new token.

        With a `host`, the account is one of another server that this one has heard of.
        """
        world = self._world
        account = world.store.accounts.by_name(username, host)
        if account is None:
            account = Account(
                id=world.new_id(),
                username=username,
                host=host,
                display_name=display_name or username,
                note="",
                locked=int(world.profile.locked if locked is None else locked),
                privacy=world.profile.default_visibility,
                language="en",
                content_type="text/plain",
                created_ms=world.now_ms(),
                moved_to="",
                statuses_count=0,
                last_status_ms=None,
            )
            world.store.accounts.add(account)
        token = secrets.token_urlsafe(32)
        now_ms = world.now_ms()
        world.store.signins.add_token(
            token, account_id=account.id, app_id="", app_name="rehearsal", scopes=SCOPES, now_ms=now_ms
        )
        return token

    def token(self, username: str) -> str:
        """Return the token an account was given last."""
        token = self._world.store.signins.newest_token(self._account(username).id)
        if token is None:
            raise KeyError(username)
        return token

    def account_id(self, username: str) -> str:
        """Return an account's id."""
        return self._account(username).id

    def statuses(self, username: str) -> list[dict[str, Any]]:
        """Return an account's posts as stored, oldest first, each with its `media` rows in order."""
        store = self._world.store
        return store.raw_statuses(self._account(username).id, self._world.now_ms())

    def _account(self, username: str) -> Account:
        account = self._world.store.accounts.by_name(username)
        if account is None:
            raise KeyError(username)
        return account
