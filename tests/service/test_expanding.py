"""Short links are looked up before the plan, once, and only when asked for."""

import json
import threading
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest

from migrator.errors import Interrupted
from migrator.jobs.choices import Choices, Filters, Policies
from migrator.net import Led
from migrator.service import Expanded, Service
from migrator.service.linkcache import LinkCache
from tests.service.small import EVERYTHING, Quiet, Tweet

ASKED = Choices(policies=Policies(expand_links=True))
LONG = "https://blog.example/a"


class Shorteners:
    """Knows what it is told, and remembers what it was asked."""

    def __init__(self, knows, *, then=lambda: None):
        self.knows = knows
        self.asked = []
        self.then = then

    def lookup(self, url):
        self.asked.append(url)
        self.then()
        return self.knows.get(url, Led(for_good=False))

    def close(self):
        pass


KNOWN = {"https://t.co/a1": Led(url=LONG), "https://t.co/b2": Led()}


@contextmanager
def asking(bench, shorteners):
    parts = replace(bench.service._parts, unshortener=lambda _network: shorteners)
    yield Service(parts)


@pytest.fixture
def linked(bench):
    texts = ["first https://t.co/a1", "second https://t.co/b2", "third https://t.co/c3 https://t.co/a1"]
    bench.write([Tweet(number=number, text=text) for number, text in enumerate(texts)])
    return bench


def look_up(service, bench, choices=ASKED, stop=None):
    return service.expand([bench.archive], choices, watcher=Quiet(), stop=stop or threading.Event())


def texts(service, bench, choices):
    with service.preview([bench.archive], choices) as preview:
        return [one.text for one in preview.items()]


def test_what_is_known_stands_in_the_plan(linked):
    with asking(linked, Shorteners(KNOWN)) as service:
        assert look_up(service, linked) == Expanded(links=3, lost=1, unsaid=1)
        assert texts(service, linked, ASKED) == [
            f"first {LONG}",
            "second https://t.co/b2",
            f"third https://t.co/c3 {LONG}",
        ]


def test_a_plan_that_nobody_asked_to_expand_has_the_short_links(linked):
    with asking(linked, Shorteners(KNOWN)) as service:
        look_up(service, linked)
        assert texts(service, linked, EVERYTHING)[0] == "first https://t.co/a1"


def test_only_what_nobody_could_say_is_asked_again(linked):
    first, second = Shorteners(KNOWN), Shorteners({"https://t.co/c3": Led(url="https://c.example/")})
    with asking(linked, first) as service:
        look_up(service, linked)
    with asking(linked, second) as service:
        assert look_up(service, linked) == Expanded(links=3, lost=1, unsaid=0)
    assert (first.asked, second.asked) == ([*sorted(KNOWN), "https://t.co/c3"], ["https://t.co/c3"])


def test_an_interrupted_look_up_keeps_what_it_has(linked):
    stop = threading.Event()
    cut, rest = Shorteners(KNOWN, then=stop.set), Shorteners(KNOWN)
    with asking(linked, cut) as service, pytest.raises(Interrupted, match="stopped") as caught:
        look_up(service, linked, stop=stop)
    assert "goes on from here" in caught.value.hint
    with asking(linked, rest) as service:
        look_up(service, linked)
    assert (cut.asked, rest.asked) == (["https://t.co/a1"], ["https://t.co/b2", "https://t.co/c3"])


def test_links_of_posts_that_stay_behind_are_not_asked_about(linked):
    shorteners = Shorteners(KNOWN)
    with asking(linked, shorteners) as service:
        look_up(service, linked, replace(ASKED, filters=Filters(exclude_regex="first|third")))
    assert shorteners.asked == ["https://t.co/b2"]


def test_links_of_posts_that_are_published_are_not_asked_about(linked):
    linked.replay()
    shorteners = Shorteners(KNOWN)
    with asking(linked, shorteners) as service:
        assert look_up(service, linked).links == 0
    assert shorteners.asked == []


def test_a_replay_publishes_the_long_links(linked):
    with asking(linked, Shorteners(KNOWN)) as service:
        look_up(service, linked)
    linked.replay(ASKED)
    assert linked.texts()[0] == f"first {LONG}"


def test_the_cache_is_for_its_user_alone_and_survives_a_torn_line(tmp_path):
    cache = LinkCache(tmp_path / "data" / "links.jsonl")
    assert cache.all() == {}
    cache.add("https://t.co/a", LONG)
    file = tmp_path / "data" / "links.jsonl"
    with file.open("ab") as out:
        out.write(b'{"url": "https://t.co/b", "to')
    cache.add("https://t.co/c", "")
    with closing(file.open("ab")) as out:
        out.write(b'[1]\n{"url": 1, "to": ""}\n\xff\n' + json.dumps({"url": "x"}).encode())
    assert cache.all() == {"https://t.co/a": LONG, "https://t.co/c": ""}
    assert file.stat().st_mode & 0o077 == 0
