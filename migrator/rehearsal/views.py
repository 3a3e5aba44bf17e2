"""The pages that show what a replay made: accounts, profiles, threads, hashtags. They show the owner's view.

A real server would hide unlisted and followers-only posts from strangers; here everything is shown, with a badge.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from migrator.rehearsal.entities import Json, media_json
from migrator.rehearsal.pages import avatar, page, stylesheet
from migrator.rehearsal.store import Account, Page, Status
from migrator.rehearsal.world import World, instant

PAGE_POSTS = 40
TAGGED_MOST = 100
YEAR = re.compile(r"19[7-9]\d|2\d{3}")
BADGES = {
    "public": "public",
    "unlisted": "unlisted",
    "private": "followers only",
    "direct": "direct",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One post as the page needs it."""

    status: Status
    author: Account
    files: list[Json]
    when: str
    instant: str
    badge: str
    url: str
    reblogged: str
    """The address of what it boosts; empty if it is a post of its own."""

    replies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Posts of one thread that stand together, oldest first."""

    head_url: str
    posts: list[Shown]
    partial: bool
    """Whether the thread has more posts than are shown."""

    year: int


def routes() -> list[Route]:
    """Return the routes of this module."""
    return [
        Route("/", index),
        Route("/@{name}", profile),
        Route("/@{name}/statuses/{id}", thread),
        Route("/tags/{tag}", tag),
        Route("/assets/rehearsal.css", style),
        Route("/assets/{name}.svg", picture),
    ]


def _world(request: Request) -> World:
    world: World = request.app.state.world
    return world


def _missing(text: str) -> Response:
    return page("message.html", {"title": "Not found", "text": text}, status=404)


def _date(ms: int) -> str:
    when = datetime.fromtimestamp(ms / 1000, UTC)
    return f"{when.day} {when:%B %Y, %H:%M} UTC"


def _year(status: Status) -> int:
    return datetime.fromtimestamp(status.created_ms / 1000, UTC).year


def shown(world: World, statuses: Sequence[Status]) -> list[Shown]:
    """Return posts as the page needs them, in the order given."""
    ids = [status.id for status in statuses]
    files, replies = world.store.media.of_statuses(ids), world.store.statuses.replies(ids, world.now_ms())
    found = []
    for status in statuses:
        author = world.store.accounts.by_id(status.account_id)
        if author is None:
            continue
        found.append(
            Shown(
                status=status,
                author=author,
                files=[media_json(world, media) for media in files.get(status.id, [])],
                when=_date(status.created_ms),
                instant=instant(status.created_ms),
                badge=BADGES[status.visibility],
                url=_address(author, status.id),
                reblogged=_boosted(world, status),
                replies=replies.get(status.id, 0),
            )
        )
    return found


def _address(author: Account, status_id: str) -> str:
    return f"/@{author.username}/statuses/{status_id}"


def _boosted(world: World, status: Status) -> str:
    original = world.store.statuses.by_id(status.reblog_of_id or "", world.now_ms())
    author = world.store.accounts.by_id(original.account_id) if original else None
    return _address(author, original.id) if original and author else ""


def threads(world: World, statuses: Sequence[Status]) -> list[Thread]:
    """Group a page of posts, newest first, by thread; a thread stands where its newest post does."""
    heads: dict[str, list[Status]] = {}
    for status in statuses:
        above = world.store.statuses.ancestors(status, world.now_ms()) if status.in_reply_to_id else []
        head = above[0] if above else status
        heads.setdefault(head.id, []).append(status)
    found = []
    for head_id, posts in heads.items():
        made = shown(world, posts[::-1])
        partial = made[0].status.id != head_id or made[-1].replies > 0
        url = _address(made[0].author, head_id)
        found.append(Thread(head_url=url, posts=made, partial=partial, year=_year(posts[0])))
    return found


async def index(request: Request) -> Response:
    """GET /: the accounts, and what this server is."""
    world = _world(request)
    accounts = [(account, _facts(world, account)) for account in world.store.accounts.all_local()]
    return page("index.html", {"world": world, "accounts": accounts, "options": world.options})


def _facts(world: World, account: Account) -> dict[str, object]:
    """Count what a profile tells at its head."""
    years = world.store.statuses.years(account.id, world.now_ms())
    files, described = world.store.media.count_of(account.id)
    followers, following = world.store.relations.counts(account.id)
    return {
        "posts": sum(years.values()),
        "years": years,
        "files": files,
        "described": described,
        "followers": followers,
        "following": following,
        "joined": _date(account.created_ms),
    }


def _wish(world: World, account: Account, query: Mapping[str, str]) -> Page:
    """Return the page that the address asks for: a year, what is older, or what is newer."""
    page = Page(account_id=account.id, limit=PAGE_POSTS)
    if YEAR.fullmatch(query.get("year", "")):
        after_ms = int(datetime(int(query["year"]) + 1, 1, 1, tzinfo=UTC).timestamp() * 1000)
        return replace(page, max_id=world.first_id(after_ms))
    if query.get("after"):
        return replace(page, min_id=world.bound(query["after"]))
    return replace(page, max_id=world.bound(query.get("before", "")))


async def profile(request: Request) -> Response:
    """GET /@name: posts newest first, grouped by thread and year."""
    world = _world(request)
    name = request.path_params["name"]
    account = world.store.accounts.by_name(name)
    if account is None:
        return _missing(f"There is no account @{name} here.")
    wish = _wish(world, account, request.query_params)
    statuses = world.store.statuses.page(wish, world.now_ms())
    newer = older = ""
    if statuses:
        newer = statuses[0].id if _any(world, account, min_id=statuses[0].id) else ""
        older = statuses[-1].id if _any(world, account, max_id=statuses[-1].id) else ""
    values = {
        "world": world,
        "account": account,
        "facts": _facts(world, account),
        "threads": threads(world, statuses),
        "newer": newer,
        "older": older,
        "here": _year(statuses[0]) if statuses else 0,
    }
    return page("profile.html", values)


def _any(world: World, account: Account, *, min_id: str = "", max_id: str = "") -> bool:
    wish = Page(account_id=account.id, limit=1, min_id=min_id, max_id=max_id)
    return bool(world.store.statuses.page(wish, world.now_ms()))


async def thread(request: Request) -> Response:
    """GET /@name/statuses/ID: the whole thread around a post."""
    world = _world(request)
    status = world.store.statuses.by_id(world.bound(request.path_params["id"]), world.now_ms())
    author = world.store.accounts.by_id(status.account_id) if status else None
    if status is None or author is None:
        return _missing("There is no such post here; it may have been deleted.")
    now_ms = world.now_ms()
    above = world.store.statuses.ancestors(status, now_ms)
    head = above[0] if above else status
    posts = shown(world, [head, *world.store.statuses.descendants(head, now_ms)])
    return page("thread.html", {"world": world, "posts": posts, "here": status.id, "account": author})


async def tag(request: Request) -> Response:
    """GET /tags/NAME: what bears a hashtag, newest first."""
    world, name = _world(request), request.path_params["tag"].lower()
    posts = shown(world, world.store.statuses.tagged(name, TAGGED_MOST, world.now_ms()))
    return page("tag.html", {"world": world, "name": name, "posts": posts})


async def style(_request: Request) -> Response:
    """GET the style sheet."""
    return Response(stylesheet(), media_type="text/css", headers={"cache-control": "max-age=60"})


async def picture(_request: Request) -> Response:
    """GET the picture of an account that has none."""
    return Response(avatar(), media_type="image/svg+xml", headers={"cache-control": "max-age=3600"})
