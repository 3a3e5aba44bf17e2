import json
import socket
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from migrator.errors import Unreachable, UserError
from migrator.targets.base import Family
from migrator.targets.detect import find, limits_of, server_url, stock
from migrator.targets.profiles import rules

RECORDINGS = Path(__file__).parent.parent / "data" / "gotosocial_recordings.jsonl"
HOST = "https://example.social"


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("example.social", HOST),
        ("  Example.Social/ ", HOST),
        ("https://example.social", HOST),
        ("HTTPS://example.social/@me", HOST),
        ("https://example.social/@me?x=1#y", HOST),
        ("@me@example.social", HOST),
        ("me@example.social", HOST),
        ("example.social/@me", HOST),
        ("example.social:8443", "https://example.social:8443"),
        ("http://example.social", "http://example.social"),
        ("http://gotosocial:8080", "http://gotosocial:8080"),
        ("localhost:8080", "http://localhost:8080"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("https://[::1]:8080", "https://[::1]:8080"),
        ("bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_what_people_type_becomes_an_address(typed, url):
    assert server_url(typed) == url


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "me", "@me", "ftp://example.social", "https://", "https://me:pw@example.social", "example social",
     "file:///etc/passwd", "a..b\n.example", "https://example.social:port"],
)  # fmt: skip
def test_what_is_no_server_is_a_clear_error(typed):
    with pytest.raises(UserError) as failure:
        server_url(typed)
    assert "example.social" in failure.value.hint
    assert "pw" not in failure.value.message


class NoWait:
    def sleep(self, seconds, reason):
        pass


def served(network, pages, headers=None, status=404):
    """Return a network on which these paths (or whole addresses) answer, and what was asked for."""
    asked = []

    def answer(request):
        asked.append(str(request.url))
        page = pages.get(str(request.url), pages.get(request.url.path))
        if isinstance(page, httpx.Response):
            return page
        if page is None:
            return httpx.Response(status, html="<html>nothing</html>")
        return httpx.Response(200, json=page, headers=headers or {})

    return replace(
        network, faults=lambda _: httpx.MockTransport(answer), resolve=lambda *_: ["93.184.215.14"]
    ), asked


def nodeinfo(name, version="1.0", host=HOST):
    links = [
        {"rel": f"http://nodeinfo.diaspora.software/ns/schema/{v}", "href": f"{host}/nodeinfo/{v}"}
        for v in ("2.0", "2.1")
    ]
    info = {"version": "2.1", "software": {"name": name, "version": version}}
    return {"/.well-known/nodeinfo": {"links": links}, "/nodeinfo/2.1": info}


@pytest.fixture(scope="module")
def recorded():
    rows = [json.loads(line) for line in RECORDINGS.read_text().splitlines()]
    return {row["name"]: row["body"] for row in rows}


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_gotosocial_is_known_by_nodeinfo_and_its_limits_by_its_page(network, recorded, version):
    pages = {**nodeinfo("gotosocial"), f"/api/{version}/instance": recorded[f"instance {version}"]}
    found, _ = served(network, pages, {"x-ratelimit-limit": "300"})
    limits = limits_of(HOST, found)
    assert limits.family is Family.GOTOSOCIAL
    assert (limits.post_chars, limits.media_per_post, limits.alt_chars) == (5000, 6, 1500)
    assert (limits.url_chars, limits.requests, limits.keeps_dates, limits.assumed) == (None, 300, True, False)
    assert limits.warning_forbids == ">"
    assert "image/heic" not in limits.media_types


def test_gotosocial_without_rate_limit_headers_has_no_limit(network, recorded):
    pages = {**nodeinfo("gotosocial"), "/api/v2/instance": recorded["instance v2"]}
    limits = limits_of(HOST, served(network, pages)[0])
    assert limits.requests == 0
    assert [rule.limit for rule in rules(limits)] == [0]


def test_a_server_that_knows_itself_by_another_name_is_asked_where_it_was_found(network, recorded):
    pages = {**nodeinfo("gotosocial", host="https://inside.example"), "/api/v2/instance": recorded["instance v2"]}
    seen, asked = served(network, pages)
    assert find(HOST, seen).url == HOST
    assert {httpx.URL(url).host for url in asked} == {"example.social"}


def test_gotosocial_that_shows_a_version_of_mastodon_is_still_gotosocial(network, recorded):
    pages = {"/api/v2/instance": {**recorded["instance v2"], "version": "4.3.0"}}
    assert limits_of(HOST, served(network, pages)[0]).family is Family.GOTOSOCIAL


@pytest.mark.parametrize(
    ("software", "version", "family"),
    [
        ("mastodon", "4.4.1", Family.MASTODON),
        ("Akkoma", "2.7.2 (compatible; Akkoma 3.15)", Family.PLEROMA),
        ("snac", "2.75", Family.SNAC),
        ("sharkey", "2025.2", Family.UNKNOWN),
    ],
)
def test_other_families_keep_no_dates(network, software, version, family):
    pages = {**nodeinfo(software), "/api/v1/instance": {"version": version, "max_toot_chars": 1234}}
    limits = limits_of(HOST, served(network, pages)[0])
    assert (limits.family, limits.keeps_dates, limits.post_chars) == (family, False, 1234)


def test_mastodon_has_limits_for_each_kind_of_request():
    limits = stock(Family.MASTODON)
    assert {r.name: (r.limit, r.window_s) for r in rules(limits)} == {
        "requests": (300, 300),
        "statuses": (300, 10_800),
        "uploads": (30, 1800),
        "deletes": (30, 1800),
        "pages": (300, 900),
    }
    post = [r.name for r in rules(limits) if r.covers("POST", "/api/v1/statuses", [])]
    page = [r.name for r in rules(limits) if r.covers("GET", "/api/v1/accounts/1/statuses", ["min_id"])]
    assert (post, page) == (["requests", "statuses"], ["requests", "pages"])


def test_gotosocial_counts_by_address_and_not_what_lies_outside_its_api():
    (rule,) = rules(stock(Family.GOTOSOCIAL))
    assert not rule.per_account
    assert rule.covers("POST", "/api/v1/statuses", [])
    assert not rule.covers("GET", "/.well-known/nodeinfo", [])


def test_a_handle_of_a_shorter_domain_leads_to_the_server_itself(network, recorded):
    long = "https://social.example.org"
    pages = {
        "https://93.184.215.14/.well-known/nodeinfo": nodeinfo("gotosocial", host=long)["/.well-known/nodeinfo"],
        "https://example.org/.well-known/nodeinfo": httpx.Response(
            301, headers={"location": f"{long}/.well-known/nodeinfo"}
        ),
        "https://93.184.215.14/nodeinfo/2.1": nodeinfo("gotosocial")["/nodeinfo/2.1"],
        f"{long}/api/v2/instance": recorded["instance v2"],
    }
    found = find("https://example.org", served(network, pages)[0])
    assert found.url == long
    assert found.limits.family is Family.GOTOSOCIAL


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        pytest.param({}, "no server of the fediverse", id="a web page"),
        pytest.param({"/api/v1/instance": ["what"]}, "no server of the fediverse", id="some other API"),
        pytest.param(nodeinfo("lemmy"), "runs lemmy", id="another kind of server"),
    ],
)
def test_what_can_not_take_posts_is_a_clear_error(network, pages, words):
    with pytest.raises(UserError, match=words) as failure:
        limits_of(HOST, served(network, pages)[0])
    assert failure.value.exit_code == 2


def test_a_server_that_is_not_there_is_unreachable(network):
    with pytest.raises(Unreachable):
        limits_of("http://127.0.0.1:1", replace(network, waiter=NoWait()))


class NoName(httpx.BaseTransport):
    """Finds no address, as the system's resolver says it."""

    def __init__(self, code):
        self.code = code

    def handle_request(self, request):
        cause = socket.gaierror(self.code, "Name or service not known")
        raise httpx.ConnectError(str(cause), request=request) from cause


def test_a_name_that_nobody_has_is_taken_for_mistyped(network):
    offline = replace(network, waiter=NoWait(), faults=lambda _: NoName(socket.EAI_NONAME))
    with pytest.raises(UserError, match=r"there is no server example\.social") as failure:
        limits_of(HOST, offline)
    assert failure.value.exit_code == 2
    assert "spelling" in failure.value.hint


def test_a_name_that_can_not_be_looked_up_for_now_is_unreachable(network):
    with pytest.raises(Unreachable):
        limits_of(HOST, replace(network, waiter=NoWait(), faults=lambda _: NoName(socket.EAI_AGAIN)))


def test_stock_limits_say_that_they_are_assumed():
    assert all(stock(family).assumed for family in Family)
