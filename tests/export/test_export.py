"""A live account becomes an archive: everything, once, resumable, no wider than it was."""

import json
import os
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from migrator.errors import Interrupted, NotSignedIn, UserError
from migrator.export import address_of
from migrator.model import Omission, Visibility, leaves
from migrator.rehearsal import Fault, RehearsalServer
from migrator.sources import mastodon
from migrator.sources.recognise import open_archive
from tests.service.small import EVERYTHING, LIVE, OPTIONS, Bench, Quiet, tweets


@pytest.fixture
def server():
    with RehearsalServer(options=OPTIONS) as running:
        running.create_account("ada", "Ada Example")
        running.create_account("bea")
        yield running


@pytest.fixture
def bench(server, tmp_path):
    """An account with fifty posts: threads of two, and pictures."""
    made = Bench(server=server, folder=tmp_path, archive=tmp_path / "archive.zip")
    made.write(tweets(50, photos_every=10, replies_every=3))
    made.sign_in()
    made.replay()
    yield made
    made.close()


@pytest.fixture
def acct(server):
    return f"@ada@{server.url.partition('://')[2]}"


class Stops:
    """Sets the event once an export has come so far."""

    def __init__(self, after: int) -> None:
        self.after, self.stop, self.seen = after, threading.Event(), []

    def progress(self, now) -> None:
        self.seen.append((now.done, now.total))
        if now.done >= self.after:
            self.stop.set()

    def step(self, row) -> None: ...


def export(bench, acct, output, *, service=None):
    return (service or bench.service).export(acct, output, watcher=Quiet(), stop=threading.Event())


def outbox(folder: Path) -> list[dict]:
    return json.loads((folder / "outbox.json").read_bytes())["orderedItems"]


def items(path):
    source = open_archive([path], [mastodon.FORMAT])
    try:
        return sorted(source.items(), key=lambda item: item.order)
    finally:
        source.close()


def words(post) -> str:
    return "".join(getattr(leaf, "text", "") for leaf in leaves(post.body))


def test_what_is_exported_reads_back_as_what_is_on_the_server(bench, acct, tmp_path):
    made = export(bench, acct, tmp_path / "out")
    there, posts = bench.there(), items(tmp_path / "out")
    assert (made.posts, made.files, made.failed, made.own) == (50, 5, (), True)
    assert [words(post) for post in posts] == [one["text"] for one in there]
    assert [round(post.written_at.timestamp() * 1000) for post in posts] == [one["created_ms"] for one in there]
    assert [len(post.media) for post in posts] == [len(one["media"]) for one in there]
    assert not any(media.missing for post in posts for media in post.media)
    ids = {one["id"]: place for place, one in enumerate(there)}
    places = {post.source_id: place for place, post in enumerate(posts)}
    parents = [one["in_reply_to_id"] and ids[one["in_reply_to_id"]] for one in there]
    assert [post.reply_to and places[post.reply_to.source_id] for post in posts] == parents
    assert any(parents)


def test_the_exported_account_is_replayed_onto_another_one_and_verified_clean(bench, acct, server):
    other = bench.another(bench.folder / "other")
    other.login_with_token(server.url, server.token("bea"))
    [path] = other.located([acct], watcher=Quiet(), stop=threading.Event())
    job = other.prepare([path], EVERYTHING).job
    result = other.run(job, watcher=Quiet(), stop=threading.Event())
    assert (result.done, result.failed) == (50, 0)
    assert other.verify(job).differences == ()
    assert [one["text"] for one in server.statuses("bea")] == bench.texts()


def test_gotosocial_keeps_the_text_as_it_was_written(bench, acct, tmp_path):
    export(bench, acct, tmp_path / "out")
    sources = [one["object"]["source"]["content"] for one in outbox(tmp_path / "out")]
    assert sources == bench.texts()


@pytest.mark.parametrize("after", [1, 41, 52], ids=["in the first page", "in the second page", "among the files"])
def test_an_export_that_was_interrupted_goes_on(bench, acct, server, tmp_path, after):
    watcher = Stops(after)
    with pytest.raises(Interrupted):
        bench.service.export(acct, tmp_path / "out", watcher=watcher, stop=watcher.stop)
    before = server.requests["GET /api/v1/accounts/{id}/statuses"]
    made = export(bench, acct, tmp_path / "out")
    pages = server.requests["GET /api/v1/accounts/{id}/statuses"] - before
    assert (made.posts, made.files) == (50, 5)
    assert len({one["id"] for one in outbox(tmp_path / "out")}) == 50
    assert not (tmp_path / "out" / ".export").exists()
    # Two pages of posts, an empty one, and what is pinned; what had come is not asked for again.
    assert pages == {1: 3, 41: 2, 52: 1}[after]


def test_an_export_torn_in_the_middle_of_a_page_goes_on_from_the_last_whole_one(bench, acct, tmp_path):
    watcher = Stops(1)
    with suppress(Interrupted):
        bench.service.export(acct, tmp_path / "out", watcher=watcher, stop=watcher.stop)
    with (tmp_path / "out" / ".export" / "posts.jsonl").open("ab") as file:
        file.write(b'{"id": "half a po')
    assert export(bench, acct, tmp_path / "out").posts == 50
    assert len(outbox(tmp_path / "out")) == 50


def test_a_second_export_brings_what_is_new_and_fetches_no_file_twice(bench, acct, server, tmp_path):
    export(bench, acct, tmp_path / "out")
    for path in (tmp_path / "out" / "media_attachments").rglob("*.*"):
        os.utime(path, (0, 0))
    bench.write(tweets(52, photos_every=10, replies_every=3))
    bench.replay()
    assert export(bench, acct, tmp_path / "out").posts == 52
    times = [path.stat().st_mtime for path in (tmp_path / "out" / "media_attachments").rglob("*.*")]
    assert sorted(times)[:5] == [0] * 5
    assert len(times) == 6


def test_followers_only_posts_stay_that_narrow(bench, acct, server, tmp_path):
    bench.sql("UPDATE statuses SET visibility = 'private' WHERE text = ?", "Post number 7")
    bench.sql("UPDATE statuses SET visibility = 'direct' WHERE text = ?", "Post number 8")
    made = export(bench, acct, tmp_path / "out")
    seen = {words(post): post.visibility for post in items(tmp_path / "out")}
    assert made.narrower == 2
    assert (seen["Post number 7"], seen["Post number 8"]) == (Visibility.PRIVATE, Visibility.DIRECT)


def test_somebody_else_gets_only_what_is_for_everyone(bench, acct, server, tmp_path):
    bench.sql("UPDATE statuses SET visibility = 'private' WHERE text = ?", "Post number 7")
    other = bench.another(bench.folder / "other")
    other.login_with_token(server.url, server.token("bea"))
    made = export(bench, acct, tmp_path / "out", service=other)
    assert (made.own, made.posts, made.narrower) == (False, 49, 0)
    assert "Post number 7" not in {words(post) for post in items(tmp_path / "out")}


def test_a_server_that_shows_nothing_to_strangers_says_to_sign_in(bench, acct, tmp_path):
    nobody = bench.another(bench.folder / "nobody")
    with pytest.raises(NotSignedIn, match="only to those who are signed in") as error:
        export(bench, acct, tmp_path / "out", service=nobody)
    assert "migrator login" in error.value.hint


def test_an_export_can_be_a_zip(bench, acct, tmp_path):
    export(bench, acct, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        names = archive.namelist()
    assert {"actor.json", "outbox.json"} <= set(names)
    assert sum(name.startswith("media_attachments/files/") for name in names) == 5
    assert [path.name for path in tmp_path.iterdir() if "export" in path.name] == []
    assert len(items(tmp_path / "out.zip")) == 50


def test_a_file_that_can_not_be_had_is_named_and_its_post_kept(bench, acct, server, tmp_path):
    server.faults.add(Fault(kind="status", path="/fileserver/", status=404, times=1))
    made = export(bench, acct, tmp_path / "out")
    assert (made.posts, made.files, made.again) == (50, 4, False)
    assert "404" in made.failed[0]
    assert sum(media.missing for post in items(tmp_path / "out") for media in post.media) == 1


def test_an_export_keeps_to_the_servers_limits(tmp_path):
    options = replace(OPTIONS, rate_limited=True, requests=30, window_s=3.0)
    with RehearsalServer(options=options) as server:
        server.create_account("ada")
        bench = Bench(server=server, folder=tmp_path, archive=tmp_path / "archive.zip")
        bench.write(tweets(50))
        bench.sign_in()
        bench.replay()
        answers = []
        take = server._world.limits.take
        server._world.limits = Watched(lambda *asked: answers.append(take(*asked)) or answers[-1])
        for number in range(4):
            export(bench, f"@ada@{server.url.partition('://')[2]}", tmp_path / f"out{number}")
        bench.close()
        assert len(answers) > 30 / 2
        assert all(answer.allowed for answer in answers)


@dataclass
class Watched:
    take: Callable


def test_a_mastodon_account_is_exported_page_by_page(tmp_path):
    with RehearsalServer(profile="mastodon", options=OPTIONS) as server:
        server.create_account("ada")
        bench = Bench(server=server, folder=tmp_path, archive=tmp_path / "archive.zip")
        bench.write(tweets(45, photos_every=20))
        bench.sign_in()
        bench.replay(LIVE)
        made = export(bench, f"@ada@{server.url.partition('://')[2]}", tmp_path / "out")
        bench.close()
        assert (made.posts, made.files, made.failed) == (45, 3, ())
        there = [one["text"] for one in server.statuses("ada")]
    assert [" ".join(words(post).split()) for post in items(tmp_path / "out")] == [
        " ".join(t.split()) for t in there
    ]
    assert "source" not in outbox(tmp_path / "out")[0]["object"]


def test_the_profile_comes_along(bench, acct, tmp_path):
    export(bench, acct, tmp_path / "out")
    source = open_archive([tmp_path / "out"], [mastodon.FORMAT])
    assert (source.owner.display_name, source.owner.name) == ("Ada Example", acct.removeprefix("@"))
    source.close()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("archive.zip", "is no account", id="a file"),
        pytest.param("@nobody@{host}", "there is no account @nobody", id="nobody"),
    ],
)
def test_what_is_no_account_is_said_to_be_none(bench, server, tmp_path, typed, says):
    with pytest.raises(UserError, match=says):
        export(bench, typed.format(host=server.url.partition("://")[2]), tmp_path / "out")


def test_an_export_does_not_mix_with_other_files(bench, acct, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(UserError, match="holds something else"):
        export(bench, acct, tmp_path / "out")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        pytest.param("@ada@social.example", ("https://social.example", "ada"), id="a handle"),
        pytest.param("https://social.example/@ada", ("https://social.example", "ada"), id="a page"),
        pytest.param("https://social.example/users/ada/", ("https://social.example", "ada"), id="an actor"),
        pytest.param("@ada@localhost:8080", ("http://localhost:8080", "ada"), id="a server here"),
        pytest.param("ada@social.example", None, id="perhaps a file"),
        pytest.param("twitter.zip", None, id="a file"),
        pytest.param("https://social.example/", None, id="only a server"),
        pytest.param("at://ada.example", None, id="another network"),
    ],
)
def test_accounts_are_told_from_files(typed, means):
    found = address_of(typed)
    assert (found and (found.server, found.name)) == means


def test_nothing_but_posts_is_read_back(bench, acct, tmp_path):
    export(bench, acct, tmp_path / "out")
    assert not any(isinstance(item, Omission) for item in items(tmp_path / "out"))
