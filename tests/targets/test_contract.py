"""The contract against the rehearsal server, and against a real server where one is given.

MIGRATOR_LIVE_URL and MIGRATOR_LIVE_TOKEN name an account on a GoToSocial server that may lose all its posts,
MIGRATOR_LIVE_OTHER_TOKEN a second one.
"""

import os

import httpx
import pytest

from migrator.net import Secret
from migrator.rehearsal import RehearsalServer
from migrator.targets.base import MediaId, Visibility
from migrator.targets.gotosocial import GoToSocial
from migrator.targets.mastodon import MastodonServer
from migrator.targets.open import open_target
from tests.contracts.target import DatedTargetContract, LiveTargetContract


def reply(url, token, id_):
    headers = {"Authorization": f"Bearer {token}", "User-Agent": "somebody else"}
    body = {"status": "I say", "in_reply_to_id": id_, "visibility": "public"}
    httpx.post(f"{url}/api/v1/statuses", json=body, headers=headers, trust_env=False).raise_for_status()


@pytest.fixture
def server(request):
    with RehearsalServer(profile=request.cls.profile) as server:
        server.create_account("ada", locked=False)
        server.create_account("bob", locked=False)
        yield server


class OnRehearsal:
    @pytest.fixture
    def target(self, server, network):
        target = open_target(server.url, Secret(server.token("ada")), network)
        yield target
        target.close()

    @pytest.fixture
    def answer(self, server):
        return lambda id_: reply(server.url, server.token("bob"), id_)


class TestGoToSocial(OnRehearsal, DatedTargetContract):
    profile = "gotosocial"

    def test_is_recognised(self, target):
        assert isinstance(target, GoToSocial)
        assert target.account.locked is False


class TestMastodon(OnRehearsal, LiveTargetContract):
    profile = "mastodon"
    unknown_media = MediaId("123456789")

    def test_is_recognised(self, target):
        assert isinstance(target, MastodonServer)


@pytest.mark.live
@pytest.mark.skipif(
    "MIGRATOR_LIVE_URL" not in os.environ, reason="needs MIGRATOR_LIVE_URL and MIGRATOR_LIVE_TOKEN"
)
class TestLive(DatedTargetContract):
    @pytest.fixture
    def target(self, network):
        target = open_target(os.environ["MIGRATOR_LIVE_URL"], Secret(os.environ["MIGRATOR_LIVE_TOKEN"]), network)
        while left := list(target.statuses()):
            for status in left:
                target.delete(status.id)
            network.waiter.sleep(0.2, None)
        yield target
        target.close()

    @pytest.fixture
    def answer(self):
        token = os.environ.get("MIGRATOR_LIVE_OTHER_TOKEN")
        if not token:
            pytest.skip("needs MIGRATOR_LIVE_OTHER_TOKEN")
        return lambda id_: reply(os.environ["MIGRATOR_LIVE_URL"], token, id_)

    def post(self, text="hello", number=0, **more):
        # Public, so that the other account sees what it answers.
        return super().post(text, number, **{"visibility": Visibility.PUBLIC, **more})
