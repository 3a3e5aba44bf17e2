import asyncio

import httpx
import pytest

from migrator.errors import Refused
from migrator.friends.choices import Choices
from migrator.friends.evidence import People
from migrator.friends.evidence.people import Evidence, Trust
from migrator.friends.handles import candidates
from migrator.friends.matching import found_in, matched
from migrator.friends.webfinger import Memory, verify
from migrator.friends.webfinger.account import look_up
from migrator.ledger import Ledger
from migrator.model import Lookup, Relation, Standing
from migrator.net.guard import AsyncGuardedTransport
from tests.friends.corpus import CORPUS, ORACLE, rows
from tests.friends.servers import PROFILE, Oracle, Servers, finger, jrd, person, web

GOOD = finger("ada@mas.to")
ADA = "https://mas.to/.well-known/webfinger?resource=acct%3Aada%40mas.to"
ACTOR = "https://mas.to/users/ada"


def looked(pages, handle="ada@mas.to", **manners) -> Lookup:
    return asyncio.run(look_up(handle, web(Servers(pages), **manners)))


def never_ending(_request):
    async def drip():
        while True:
            yield b"x" * 100_000

    return httpx.Response(200, content=drip())


def circle(request):
    return httpx.Response(302, headers={"Location": str(request.url)})


def onwards(request):
    return httpx.Response(302, headers={"Location": f"{request.url}x"})


@pytest.mark.parametrize(
    ("pages", "standing"),
    [
        pytest.param(GOOD, Standing.VERIFIED, id="there"),
        pytest.param({}, Standing.MISSING, id="404"),
        pytest.param({ADA: httpx.Response(410)}, Standing.GONE, id="410"),
        pytest.param({ADA: httpx.Response(500)}, Standing.UNREACHABLE, id="500"),
        pytest.param({ADA: httpx.Response(200, json=[1])}, Standing.UNKNOWN, id="a list"),
        pytest.param(
            {ADA: httpx.Response(200, json={"subject": 7, "links": "x"})}, Standing.UNKNOWN, id="wrong types"
        ),
        pytest.param({ADA: httpx.Response(200, content=b"[" * 100_000)}, Standing.UNKNOWN, id="deep nesting"),
        pytest.param({ADA: httpx.Response(200, html="<p>hi")}, Standing.UNKNOWN, id="HTML"),
        pytest.param({ADA: never_ending}, Standing.UNKNOWN, id="endless body"),
        pytest.param({ADA: circle}, Standing.UNKNOWN, id="circle"),
        pytest.param({"mas.to": onwards}, Standing.UNKNOWN, id="redirects without end"),
        pytest.param(
            {ADA: httpx.Response(302, headers={"Location": "http://[bad"})}, Standing.MISSING, id="bad redirect"
        ),
        pytest.param({ADA: jrd("ada@mas.to", ACTOR, "text/html")}, Standing.MISSING, id="no ActivityPub"),
        pytest.param({ADA: jrd("ada@mas.to", ACTOR, PROFILE)}, Standing.VERIFIED, id="ld+json"),
        pytest.param(GOOD | {ACTOR: httpx.Response(401)}, Standing.VERIFIED, id="hidden actor"),
        pytest.param(GOOD | {ACTOR: httpx.Response(403)}, Standing.VERIFIED, id="forbidden actor"),
        pytest.param(GOOD | {ACTOR: httpx.Response(410)}, Standing.GONE, id="deleted actor"),
        pytest.param(GOOD | {ACTOR: person(ACTOR, "ada", suspended=True)}, Standing.GONE, id="suspended"),
        pytest.param(
            GOOD | {ACTOR: httpx.Response(200, json={"id": [], "type": 3})}, Standing.VERIFIED, id="odd actor"
        ),
        pytest.param(
            {ADA: jrd("eve@evil.example.org", "https://evil.example.org/e")},
            Standing.MISSING,
            id="nobody confirms",
        ),
    ],
)
def test_an_account_stands(pages, standing) -> None:
    assert looked(pages).standing is standing


def test_a_split_domain_is_confirmed_by_the_other_host() -> None:
    pages = {ADA: jrd("ada@home.example.org", "https://mas.to/users/ada")} | finger(
        "ada@home.example.org", "mas.to"
    )
    assert looked(pages).canonical == "ada@home.example.org"


def test_host_meta_says_where_to_ask() -> None:
    xrd = '<XRD><Link rel="lrdd" template="https://wf.example.org/?r={uri}"/></XRD>'
    pages = {
        "mas.to/.well-known/host-meta": httpx.Response(200, text=xrd),
        "https://wf.example.org/?r=acct%3Aada%40mas.to": jrd("ada@mas.to", ACTOR),
    }
    assert looked(pages).standing is Standing.VERIFIED


NEW = "https://new.example.org/users/ada"


def test_a_move_counts_if_the_new_account_names_the_old_one() -> None:
    pages = GOOD | finger("ada@new.example.org") | {ACTOR: person(ACTOR, "ada", movedTo=NEW)}
    assert looked(pages).moved_to == ""
    assert looked(pages | {NEW: person(NEW, "ada", alsoKnownAs=ACTOR)}).moved_to == "ada@new.example.org"


def test_a_profile_that_links_back_is_seen() -> None:
    fields = [{"type": "PropertyValue", "name": "X", "value": '<a href="https://x.com/Ada_L">x</a>'}]
    assert looked(GOOD | {ACTOR: person(ACTOR, "ada", attachment=fields)}).x_names == ("ada_l",)


def test_strangers_hosts_never_lead_into_the_private_network() -> None:
    servers = Servers(GOOD)
    for address in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "64:ff9b::7f00:1"):
        guarded = AsyncGuardedTransport(servers, resolve=lambda _host, _port, address=address: [address])
        assert asyncio.run(look_up("ada@mas.to", web(guarded))).standing is Standing.MISSING
    assert servers.asked == []


def test_names_in_other_scripts_are_resolved_as_they_are_registered() -> None:
    asked_for = []
    guarded = AsyncGuardedTransport(Servers({}), resolve=lambda host, _port: asked_for.append(host) or ["1.1.1.1"])
    asyncio.run(guarded.handle_async_request(httpx.Request("GET", "https://xn--strae-oqa.social/")))
    assert asked_for == ["xn--strae-oqa.social"]


def test_plain_http_is_never_asked() -> None:
    guarded = AsyncGuardedTransport(Servers({}), resolve=lambda _host, _port: ["1.1.1.1"])
    with pytest.raises(Refused):
        asyncio.run(guarded.handle_async_request(httpx.Request("GET", "http://mas.to/")))


class Slow(httpx.AsyncBaseTransport):
    """Answers a byte at a time."""

    async def handle_async_request(self, request):
        async def drip():
            while True:
                yield b"x"
                await asyncio.sleep(0.01)

        return httpx.Response(200, content=drip())


def test_a_slow_drip_is_broken_off() -> None:
    assert asyncio.run(look_up("ada@mas.to", web(Slow(), whole_s=0.05))).standing is Standing.UNREACHABLE


class Dead(httpx.AsyncBaseTransport):
    def __init__(self) -> None:
        self.tried = 0

    async def handle_async_request(self, request):
        self.tried += 1
        raise httpx.ConnectError("refused", request=request)


def asked(handles, transport, store=None, **manners):
    return asyncio.run(
        verify(handles, web=web(transport, **manners), store=store or Memory(), now_ms=lambda: 0, per_host=2)
    )


def test_a_dead_server_is_left_alone() -> None:
    dead = Dead()
    answers = asked([f"name{number}@dead.example" for number in range(50)], dead)
    assert {one.standing for one in answers.values()} == {Standing.UNREACHABLE}
    assert dead.tried <= 4


class Counting(httpx.AsyncBaseTransport):
    """Notes how much is in flight."""

    def __init__(self) -> None:
        self.now: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.most_at_all = 0

    async def handle_async_request(self, request):
        host = request.url.host
        self.now[host] = self.now.get(host, 0) + 1
        self.most[host] = max(self.most.get(host, 0), self.now[host])
        self.most_at_all = max(self.most_at_all, sum(self.now.values()))
        await asyncio.sleep(0.001)
        self.now[host] -= 1
        return httpx.Response(404)


def test_never_more_in_flight_than_agreed() -> None:
    counting = Counting()
    asked([f"n{number}@h{number % 40}.example" for number in range(400)], counting, at_once=10, per_host=2)
    assert max(counting.most.values()) <= 2
    assert counting.most_at_all <= 10


def test_a_busy_server_is_given_its_pause() -> None:
    answers = [httpx.Response(429, headers={"Retry-After": "5"}), jrd("ada@mas.to", ACTOR)]
    assert looked(GOOD | {ADA: lambda _request: answers.pop(0)}).standing is Standing.VERIFIED


def test_a_long_pause_is_left_for_the_next_run() -> None:
    assert looked({ADA: httpx.Response(429, headers={"Retry-After": "900"})}).standing is Standing.UNREACHABLE


def test_what_is_known_is_not_asked_again_until_it_is_old(tmp_path) -> None:
    servers = Servers(GOOD)
    with Ledger.at(tmp_path / "ledger.db") as ledger:
        first = asked(["ada@mas.to"], servers, ledger.lookups)
        count = len(servers.asked)
        assert asked(["ada@mas.to"], servers, ledger.lookups) == first
        assert len(servers.asked) == count
        week_ms = 7 * 24 * 3_600_000
        assert ledger.lookups.load(["ada@mas.to"], now_ms=week_ms - 1)
        assert not ledger.lookups.load(["ada@mas.to"], now_ms=week_ms)


def test_with_the_network_asked_the_corpus_is_right() -> None:
    labelled = rows(CORPUS)
    answers = asked([one.handle for row in labelled for one in candidates(row.profile)], Oracle(ORACLE))
    told = Oracle(ORACLE)
    right = wrong = missed = 0
    for row in labelled:
        people = People()
        people.add(
            [
                Evidence(
                    source="c",
                    trust=Trust.PROFILE,
                    relations=frozenset({Relation.FOLLOWING}),
                    id=row.id,
                    profile=row.profile,
                )
            ]
        )
        person = next(iter(people))
        friend = matched(person, found_in(person), answers, Choices())
        got = {one.candidate.handle for one in friend.matches if one.candidate.state is Standing.VERIFIED}
        wanted = {
            h
            for h in row.expected
            if h not in told.missing and told.hosts.get(h.split("@")[1], {}).get("fediverse")
        }
        right += len(got & row.expected)
        wrong += len(got - row.expected - row.optional)
        missed += len(wanted - got)
    assert right / (right + wrong) >= 0.99
    assert right / (right + missed) >= 0.97
