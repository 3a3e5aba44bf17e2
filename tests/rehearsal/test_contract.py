"""The rehearsal server keeps the contract, and so does a real GoToSocial where one is given.

For the real one: MIGRATOR_LIVE_URL, MIGRATOR_LIVE_TOKEN, MIGRATOR_LIVE_TOKEN_BOB, and MIGRATOR_LIVE_BOB if the
second user is not called bob. Use a throwaway server without rate limit: the tests post, upload, delete.
"""

import os
from collections.abc import Iterator

import httpx
import pytest

from migrator.rehearsal import Options, RehearsalServer
from tests.contracts.gotosocial_server import ServerContract, Site

LIVE = {name: os.environ.get(f"MIGRATOR_LIVE_{name}", "") for name in ("URL", "TOKEN", "TOKEN_BOB", "BOB")}
"""Read when the module is: later the environment is cleaned."""


def site_at(url: str, token: str, token_of_other: str, other: str) -> Iterator[Site]:
    headers = [{"Authorization": f"Bearer {one}"} for one in (token, token_of_other)]
    with (
        httpx.Client(base_url=url, headers=headers[0], timeout=60) as owner,
        httpx.Client(base_url=url, headers=headers[1], timeout=60) as second,
    ):
        name = owner.get("/api/v1/accounts/verify_credentials").json()["username"]
        yield Site(owner=owner, owner_name=name, other=second, other_name=other)


@pytest.fixture(scope="module")
def rehearsal() -> Iterator[Site]:
    with RehearsalServer(options=Options(rate_limited=False)) as server:
        alice, bob = server.create_account("alice"), server.create_account("bob")
        yield from site_at(server.url, alice, bob, "bob")


@pytest.fixture(scope="module")
def live() -> Iterator[Site]:
    yield from site_at(LIVE["URL"], LIVE["TOKEN"], LIVE["TOKEN_BOB"], LIVE["BOB"] or "bob")


class TestRehearsal(ServerContract):
    @pytest.fixture
    def site(self, rehearsal: Site) -> Site:
        return rehearsal


@pytest.mark.live
@pytest.mark.skipif(not (LIVE["URL"] and LIVE["TOKEN"] and LIVE["TOKEN_BOB"]), reason="no real server given")
class TestGoToSocial(ServerContract):
    @pytest.fixture
    def site(self, live: Site) -> Site:
        return live
