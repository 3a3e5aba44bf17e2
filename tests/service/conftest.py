import pytest

from migrator.rehearsal import RehearsalServer
from migrator.sample import make
from tests.service.small import OPTIONS, Bench, tweets


@pytest.fixture
def server():
    with RehearsalServer(options=OPTIONS) as running:
        running.create_account("ada")
        yield running


@pytest.fixture
def bench(server, tmp_path):
    """Signed in, with an archive of twelve posts: threads of two, some pictures."""
    made = Bench(server=server, folder=tmp_path, archive=tmp_path / "archive.zip")
    made.write(tweets(12, photos_every=4, replies_every=3))
    made.sign_in()
    yield made
    made.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The sample archive; drawing its pictures takes a while, so it is made once."""
    return make(tmp_path_factory.mktemp("sample") / "sample.zip")
