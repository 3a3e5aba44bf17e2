from collections.abc import Iterator

import httpx
import pytest

from migrator.rehearsal import Options, RehearsalServer


@pytest.fixture
def server() -> Iterator[RehearsalServer]:
    with RehearsalServer(options=Options(rate_limited=False, delete_after_ms=0)) as running:
        running.create_account("alice")
        running.create_account("bob")
        yield running


@pytest.fixture
def alice(server: RehearsalServer) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {server.token('alice')}"}
    with httpx.Client(base_url=server.url, headers=headers) as client:
        yield client
