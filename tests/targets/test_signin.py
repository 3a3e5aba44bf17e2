"""Sign-in against the rehearsal server, with a browser that is a plain client."""

import base64
import hashlib
import logging
import threading
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from migrator.errors import Interrupted, NotSignedIn, Refused, TryAgain
from migrator.net import Secret, StoppableWaiter
from migrator.rehearsal import Fault, Options, RehearsalServer
from migrator.targets import signin
from migrator.targets.open import open_target, whose

PASSWORD = Options().password


@pytest.fixture(params=["gotosocial", "mastodon"])
def server(request):
    with RehearsalServer(profile=request.param) as server:
        server.create_account("ada", locked=False)
        yield server


def agree(attempt):
    """Do in the browser what the person does; return where they are sent."""
    base = attempt.app.server
    headers = {"Accept": "text/html", "User-Agent": "a browser"}
    with httpx.Client(headers=headers, trust_env=False) as browser:
        browser.get(attempt.url)
        browser.post(f"{base}/auth/sign_in", data={"username": "ada@example.org", "password": PASSWORD})
        assert browser.get(f"{base}/oauth/authorize").status_code == 200
        return browser.post(f"{base}/oauth/authorize").headers["location"]


def code_in(location):
    return Secret(parse_qs(urlsplit(location).query)["code"][0])


def test_signing_in_over_loopback(server, network):
    with signin.Loopback() as door:
        attempt = signin.begin(server.url, network, redirect_uri=door.redirect_uri)
        location = agree(attempt)
        assert httpx.get(location, trust_env=False).status_code == 200
        code = door.code(attempt.state, timeout_s=5, waiter=network.waiter)
        signed_in = signin.finish(attempt, code, network)
    assert signed_in.account.acct == f"@ada@{urlsplit(server.url).netloc}"
    assert signed_in.account.server == server.url
    assert set(signed_in.scopes) == set(signin.SCOPES)
    target = open_target(server.url, signed_in.token, network, account=signed_in.account)
    assert target.newest() is None
    target.close()


def test_signing_in_with_a_pasted_code_and_out_again(server, network):
    attempt = signin.begin(server.url, network)
    code = Secret(f" {code_in(agree(attempt)).reveal()}\n")
    signed_in = signin.finish(attempt, code, network)
    assert signin.revoke(signed_in, network)
    with pytest.raises(NotSignedIn):
        signin.with_token(server.url, signed_in.token, network)


def test_a_code_is_good_for_one_use(server, network):
    attempt = signin.begin(server.url, network)
    code = code_in(agree(attempt))
    signin.finish(attempt, code, network)
    with pytest.raises(NotSignedIn):
        signin.finish(attempt, code, network)


def test_the_address_asks_for_no_more_than_is_needed_and_proves_who_asks(server, network):
    attempt = signin.begin(server.url, network)
    query = {name: values[0] for name, values in parse_qs(urlsplit(attempt.url).query).items()}
    digest = hashlib.sha256(attempt.verifier.reveal().encode()).digest()
    assert query["scope"] == "read:accounts read:statuses write:statuses write:media"
    assert query["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert query["code_challenge_method"] == "S256"
    assert query["state"] == attempt.state.reveal()


def test_a_lost_answer_to_the_code_says_to_start_again(server, network):
    attempt = signin.begin(server.url, network)
    code = code_in(agree(attempt))
    server.faults.add(Fault(kind="drop_after", path="/oauth/token", times=1))
    with pytest.raises(TryAgain) as failure:
        signin.finish(attempt, code, network)
    assert "again" in failure.value.hint


def test_a_token_given_by_hand_is_checked_without_a_trace(server, network):
    signed_in = signin.with_token(server.url, Secret(f"{server.token('ada')}\n"), network)
    assert signed_in.account.acct.startswith("@ada@")
    assert signin.revoke(signed_in, network) is False
    assert server.statuses("ada") == []


@pytest.mark.parametrize("token", ["nonsense", "", "two\nlines", "ключ"])
def test_what_is_no_token_is_refused(server, network, token):
    with pytest.raises(NotSignedIn, match=r"not a token|does not know this token") as refused:
        signin.with_token(server.url, Secret(token), network)
    assert "any more" not in refused.value.message
    assert "again" not in refused.value.hint


NEEDED = {
    ("GET", "/api/v1/accounts/verify_credentials"): "read:accounts",
    ("GET", "/api/v2/instance"): "",
    ("GET", "/api/v1/accounts/7/statuses"): "read:statuses",
    ("DELETE", "/api/v1/statuses/0"): "write:statuses",
    ("GET", "/api/v1/media/0"): "write:media",
}
"""What GoToSocial 0.20 and Mastodon ask for."""


@pytest.mark.parametrize("missing", signin.SCOPES)
def test_a_token_without_a_scope_names_it(network, missing):
    def answer(request):
        if NEEDED[request.method, request.url.path] == missing:
            return httpx.Response(403, json={"error": "Forbidden: token has insufficient scope permission"})
        known = request.url.path.startswith("/api/v1/accounts")
        return httpx.Response(200, json={"id": "7", "acct": "me"}) if known else httpx.Response(404)

    strict = replace(network, faults=lambda _: httpx.MockTransport(answer))
    with pytest.raises(Refused) as failure:
        signin.with_token("https://example.social", Secret("token"), strict)
    assert failure.value.message.endswith(f"it lacks {missing}")


def test_the_handle_has_the_domain_that_the_server_gives_its_handles(network):
    pages = {
        "/api/v1/accounts/verify_credentials": {"id": "7", "acct": "me", "locked": True},
        "/api/v2/instance": {"domain": "social.example.org", "account_domain": "example.org"},
    }
    split = replace(
        network, faults=lambda _: httpx.MockTransport(lambda r: httpx.Response(200, json=pages[r.url.path]))
    )
    assert whose("https://social.example.org", Secret("token"), split).acct == "@me@example.org"


def test_a_server_that_gives_fewer_scopes_is_told_apart(server, network):
    attempt = signin.begin(server.url, network, scopes=["read:accounts"])
    code = code_in(agree(attempt))
    wanting = replace(attempt, app=replace(attempt.app, scopes=signin.SCOPES))
    with pytest.raises((Refused, NotSignedIn)):
        signin.finish(wanting, code, network)


@pytest.fixture
def door():
    with signin.Loopback() as door:
        yield door


def visit(door, **params):
    return httpx.get(door.redirect_uri, params=params, trust_env=False).status_code


def test_somebody_elses_code_is_passed_over(door, network):
    assert visit(door, code="theirs", state="other") == 200
    assert visit(door, code="mine", state="s1") == 200
    assert door.code(Secret("s1"), timeout_s=5, waiter=network.waiter) == Secret("mine")


def test_a_person_who_refuses_is_believed(door, network):
    visit(door, error="access_denied", error_description="they said no", state="s1")
    with pytest.raises(NotSignedIn, match="they said no"):
        door.code(Secret("s1"), timeout_s=5, waiter=network.waiter)


def test_other_pages_of_the_door_are_not_found(door):
    base = door.redirect_uri.removesuffix("/callback")
    assert httpx.get(f"{base}/favicon.ico", trust_env=False).status_code == 404
    assert httpx.get(door.redirect_uri, trust_env=False).status_code == 404


def test_nobody_comes(door, network):
    with pytest.raises(NotSignedIn):
        door.code(Secret("s1"), timeout_s=0.3, waiter=network.waiter)


def test_waiting_for_the_browser_can_be_stopped(door):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Interrupted):
        door.code(Secret("s1"), timeout_s=60, waiter=StoppableWaiter(stop))


def test_no_secret_shows_in_traces_logs_reprs_or_errors(server, network, caplog, capfd):
    told = []
    caplog.set_level(logging.DEBUG)
    network = replace(network, trace=told.append)
    with signin.Loopback() as door:
        attempt = signin.begin(server.url, network, redirect_uri=door.redirect_uri)
        httpx.get(agree(attempt), trust_env=False)
        caplog.clear()  # the browser is not ours
        code = door.code(attempt.state, timeout_s=5, waiter=network.waiter)
        signed_in = signin.finish(attempt, code, network)
    with pytest.raises(NotSignedIn) as again:
        signin.finish(attempt, code, network)
    signin.revoke(signed_in, network)
    with pytest.raises(NotSignedIn) as revoked:
        signin.with_token(server.url, signed_in.token, network)
    shown = f"{told} {signed_in!r} {again.value!r} {revoked.value!r} {caplog.text} {capfd.readouterr()}"
    shown += f"{attempt.app!r} {attempt.verifier!r} {revoked.getrepr()}"
    assert attempt.app.client_secret
    for secret in (signed_in.token, attempt.app.client_secret, attempt.verifier, code):
        assert secret.reveal() not in shown
