"""Signing in: by pasted code, by loopback redirect, for the application itself; and what scopes forbid."""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from migrator.rehearsal import Options, RehearsalServer

OOB = "urn:ietf:wg:oauth:2.0:oob"
LOOPBACK = "http://127.0.0.1:8765/callback"


@pytest.fixture(params=["gotosocial", "mastodon"])
def server(request: pytest.FixtureRequest) -> Iterator[RehearsalServer]:
    with RehearsalServer(request.param, options=Options(rate_limited=False)) as running:
        running.create_account("alice")
        yield running


@pytest.fixture
def browser(server: RehearsalServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers={"Accept": "text/html"}) as client:
        yield client


def registered(server: RehearsalServer, redirect_uri: str = OOB, scopes: str = "read write") -> dict[str, Any]:
    fields = {"client_name": "mover", "redirect_uris": redirect_uri, "scopes": scopes}
    return httpx.post(f"{server.url}/api/v1/apps", data=fields).json()


def asked(browser: httpx.Client, app: dict[str, Any], **more: str) -> httpx.Response:
    wish = {"response_type": "code", "client_id": app["client_id"], "redirect_uri": app["redirect_uri"], **more}
    return browser.get("/oauth/authorize", params=wish)


PASSWORD = Options().password


def signed_in(browser: httpx.Client, password: str = PASSWORD) -> httpx.Response:
    return browser.post("/auth/sign_in", data={"username": "alice@example.org", "password": password})


def token_for(server: RehearsalServer, app: dict[str, Any], code: str, **more: str) -> httpx.Response:
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": app["redirect_uri"]}
    fields |= {"client_id": app["client_id"], "client_secret": app["client_secret"]}
    return httpx.post(f"{server.url}/oauth/token", data=fields | more)


def code_in(answer: httpx.Response) -> str:
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


def test_a_code_can_be_pasted(server: RehearsalServer, browser: httpx.Client) -> None:
    app = registered(server)
    first = asked(browser, app, scope="read write")
    assert (first.status_code, first.headers["location"]) == (303, "/auth/sign_in")
    assert "password" in browser.get("/auth/sign_in").text
    assert signed_in(browser, "wrong").status_code == 401
    assert signed_in(browser).headers["location"] == "/oauth/authorize"
    assert "mover" in browser.get("/oauth/authorize").text
    answer = browser.post("/oauth/authorize")
    code = code_in(answer)
    assert code in browser.get(answer.headers["location"]).text
    token = token_for(server, app, code).json()
    assert token["scope"] == "read write"
    assert "expires_in" not in token
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    me = httpx.get(f"{server.url}/api/v1/accounts/verify_credentials", headers=headers)
    assert me.json()["username"] == "alice"
    assert token_for(server, app, code).status_code == 400, "a code works once"


def test_a_loopback_redirect_brings_code_and_state(server: RehearsalServer, browser: httpx.Client) -> None:
    app = registered(server, LOOPBACK)
    verifier = "v" * 50
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked(browser, app, scope="read", state="xyz", code_challenge=challenge, code_challenge_method="S256")
    signed_in(browser)
    page = browser.get("/oauth/authorize")
    assert "http://127.0.0.1:*" in page.headers["content-security-policy"]
    answer = browser.post("/oauth/authorize")
    assert answer.headers["location"].startswith(LOOPBACK)
    assert parse_qs(urlsplit(answer.headers["location"]).query)["state"] == ["xyz"]
    assert token_for(server, app, code_in(answer), code_verifier="wrong").status_code == 400
    again = code_in(browser.post("/oauth/authorize"))
    assert token_for(server, app, again, code_verifier=verifier).status_code == 200


def test_refusing_and_asking_too_much_go_back_as_errors(server: RehearsalServer, browser: httpx.Client) -> None:
    app = registered(server, LOOPBACK, "read")
    asked(browser, app, scope="read")
    signed_in(browser)
    assert "error=access_denied" in browser.post("/oauth/authorize", data={"deny": "1"}).headers["location"]
    assert "error=invalid_scope" in asked(browser, app, scope="read write").headers["location"]


def test_a_foreign_redirect_is_refused(server: RehearsalServer, browser: httpx.Client) -> None:
    app = registered(server)
    asked(browser, app)
    signed_in(browser)
    assert asked(browser, app | {"redirect_uri": "http://127.0.0.1:1/evil"}).status_code == 400
    assert asked(browser, app | {"client_id": "unknown"}).status_code == 400


def test_no_password_grant(server: RehearsalServer) -> None:
    answer = token_for(server, registered(server), "", grant_type="password")
    assert answer.json()["error"] == "unsupported_grant_type"


def test_the_application_itself_has_a_token_but_no_account(server: RehearsalServer) -> None:
    app = registered(server)
    token = token_for(server, app, "", grant_type="client_credentials", scope="read").json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{server.url}/api/v1/accounts/verify_credentials", headers=headers).status_code == 401


def test_scopes_are_enforced_and_a_revoked_token_is_dead(server: RehearsalServer, browser: httpx.Client) -> None:
    app = registered(server, scopes="read:accounts write:media")
    asked(browser, app, scope="read:accounts write:media")
    signed_in(browser)
    token = token_for(server, app, code_in(browser.post("/oauth/authorize"))).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=server.url, headers=headers) as client:
        assert client.get("/api/v1/accounts/verify_credentials").status_code == 200
        assert client.post("/api/v1/statuses", json={"status": "x"}).status_code == 403
        fields = {"client_id": app["client_id"], "client_secret": app["client_secret"], "token": token}
        assert client.post("/oauth/revoke", data=fields).status_code == 200
        assert client.get("/api/v1/accounts/verify_credentials").status_code == 401


def test_pages_refuse_json_clients(server: RehearsalServer) -> None:
    answer = httpx.get(f"{server.url}/oauth/authorize", headers={"Accept": "application/json"})
    assert answer.status_code == 406
