import os
import stat
import sys

import pytest

from migrator.errors import SettingsError
from migrator.net import Secret
from migrator.targets.base import TargetAccount
from migrator.targets.secrets import FolderStore, KeyringVault, open_store
from migrator.targets.signin import App, SignIn

TOKEN, CLIENT_SECRET = "sesame-open-9f3e", "hush-77aa"


def sign_in(name="ada", token=TOKEN):
    server = "https://example.social"
    app = App(
        server=server, client_id="c1", client_secret=Secret(CLIENT_SECRET), redirect_uri="http://127.0.0.1/cb"
    )
    account = TargetAccount(server=server, id=name, acct=f"@{name}@example.social", locked=False, url="u")
    return SignIn(account=account, token=Secret(token), app=app, scopes=("read:accounts",))


class NoKeyring(Exception):
    pass


class FakeKeyring:
    def __init__(self, *, works=True):
        self.texts = {}
        self.works = works

    def check(self):
        if not self.works:
            raise NoKeyring("no desktop; by the way, your token is " + TOKEN)

    def get_password(self, service, name):
        self.check()
        return self.texts.get((service, name))

    def set_password(self, service, name, text):
        self.check()
        self.texts[service, name] = text

    def delete_password(self, service, name):
        self.check()
        if (service, name) not in self.texts:
            raise NoKeyring
        del self.texts[service, name]


@pytest.fixture(params=["file", "keyring", "keyring of no use"])
def store(request, tmp_path):
    vault = KeyringVault(FakeKeyring(works=request.param == "keyring"), NoKeyring)
    return FolderStore(tmp_path / "private", keyring=None if request.param == "file" else vault)


def test_a_sign_in_comes_back_as_it_was_kept(store):
    store.save(sign_in())
    assert store.load("@ada@example.social") == sign_in()
    assert store.accounts() == [sign_in().account]


def test_a_token_given_by_hand_has_no_app(store):
    by_hand = SignIn(account=sign_in().account, token=Secret(TOKEN))
    store.save(by_hand)
    assert store.load("@ada@example.social") == by_hand


def test_signing_in_again_replaces_the_older(store):
    for token in ("old", "new"):
        store.save(sign_in(token=token))
    assert store.load("@ada@example.social").token == Secret("new")
    assert len(store.accounts()) == 1


def test_one_account_is_forgotten_and_the_other_stays(store):
    store.save(sign_in("ada"))
    store.save(sign_in("bob"))
    store.forget("@ada@example.social")
    store.forget("@ada@example.social")
    assert store.load("@ada@example.social") is None
    assert [a.id for a in store.accounts()] == ["bob"]
    assert store.load("@bob@example.social") is not None


def test_an_empty_store_has_nothing(store):
    assert store.accounts() == []
    assert store.load("@ada@example.social") is None


def test_the_keyring_gets_the_secrets_and_the_folder_none(tmp_path):
    keyring = FakeKeyring()
    store = FolderStore(tmp_path, keyring=KeyringVault(keyring, NoKeyring))
    assert store.save(sign_in()) == "the system keyring"
    assert TOKEN in str(keyring.texts)
    assert all(TOKEN not in path.read_text() for path in tmp_path.iterdir())


def test_a_keyring_that_stops_working_is_named_without_its_words(tmp_path):
    keyring = FakeKeyring()
    store = FolderStore(tmp_path, keyring=KeyringVault(keyring, NoKeyring))
    store.save(sign_in())
    keyring.works = False
    with pytest.raises(SettingsError) as failure:
        store.load("@ada@example.social")
    assert TOKEN not in str(failure.getrepr())


@pytest.mark.skipif(sys.platform == "win32", reason="files have no mode on Windows")
def test_only_the_owner_can_read_the_files(tmp_path):
    before = os.umask(0)
    try:
        folder = tmp_path / "private"
        where = open_store(folder, keyring=False).save(sign_in())
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert where == str(folder / "secrets.json")


@pytest.mark.parametrize("name", ["secrets.json", "accounts.json"])
def test_a_damaged_file_is_named_and_its_content_not_shown(tmp_path, name):
    store = open_store(tmp_path, keyring=False)
    store.save(sign_in())
    path = tmp_path / name
    path.write_text(path.read_text().replace("{", f'{{"{TOKEN}": , ', 1))
    with pytest.raises(SettingsError, match=name) as failure:
        store.load("@ada@example.social")
    assert TOKEN not in repr(failure.value)
