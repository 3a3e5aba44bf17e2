"""The pages show the whole of a replay to its owner, and nothing in it can run or load anything."""

import re
from typing import Any

import httpx
import pytest

from migrator.rehearsal import RehearsalServer
from tests.rehearsal import samples


def post(alice: httpx.Client, status: str, at: str = "2014-05-05T05:05:05Z", **fields: Any) -> str:
    wish = {"status": status, "scheduled_at": at, "visibility": "public"}
    answer = alice.post("/api/v1/statuses", json=wish | fields)
    assert answer.status_code == 200, answer.text
    return answer.json()["id"]


def page(alice: httpx.Client, path: str, **params: str) -> str:
    answer = alice.get(path, params=params, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_first_page_lists_accounts_and_rules(server: RehearsalServer, alice: httpx.Client) -> None:
    post(alice, "one")
    html = page(alice, "/")
    assert "<b>1</b> post, 2014 to 2014" in html
    assert "@bob@" in html
    assert "5,000 characters" in html


def test_a_profile_shows_dates_badges_warnings_and_alt_text(server: RehearsalServer, alice: httpx.Client) -> None:
    files = [("with words", samples.picture()), ("", samples.movie())]
    ids = []
    for description, data in files:
        answer = alice.post("/api/v2/media", files={"file": ("f", data)}, data={"description": description})
        ids.append(answer.json()["id"])
    post(alice, "pictures", media_ids=ids, visibility="private")
    post(alice, "inside", spoiler_text="plot", at="2015-01-01T00:00:00Z", visibility="unlisted")
    html = page(alice, "/@alice")
    assert '<span class="tagged">alt</span> with words' in html
    assert "no alt text" in html
    assert "<video" in html
    assert "followers only" in html
    assert "unlisted" in html
    assert "<summary>plot</summary>" in html
    assert "5 May 2014, 05:05 UTC" in html
    assert "1 (50 %)" in html
    assert html.index("inside") < html.index("pictures"), "newest first"


def test_threads_stand_together_and_can_be_read_whole(server: RehearsalServer, alice: httpx.Client) -> None:
    head = post(alice, "the head")
    post(alice, "in between", at="2014-05-06T00:00:00Z")
    last = post(alice, "the tail", at="2014-05-07T00:00:00Z", in_reply_to_id=head)
    html = page(alice, "/@alice")
    assert html.index("the head") < html.index("the tail") < html.index("in between")
    assert "A thread of 2" in html
    whole = page(alice, f"/@alice/statuses/{last}")
    assert "Thread of 2" in whole
    assert whole.index("the head") < whole.index("the tail")
    assert "in between" not in whole


def test_years_and_pages_lead_to_every_post(server: RehearsalServer, alice: httpx.Client) -> None:
    for number in range(90):
        post(alice, f"note {number}.", at=f"{2010 + number // 30}-01-01T00:00:{number % 30:02d}Z")
    first = page(alice, "/@alice")
    assert "note 89." in first
    assert "note 0." not in first
    assert "note 29." in page(alice, "/@alice", year="2010")
    seen: set[str] = set()
    html, forward = first, re.compile(r'rel="next" href="\?before=(\w+)"')
    while True:
        seen |= set(re.findall(r"note \d+\.", html))
        following = forward.search(html)
        if following is None:
            break
        html = page(alice, "/@alice", before=following[1])
    assert len(seen) == 90
    back = re.search(r'rel="prev" href="\?after=(\w+)"', html)
    assert back is not None
    assert "note 40." in page(alice, "/@alice", after=back[1])


def test_hashtags_lead_to_a_page(server: RehearsalServer, alice: httpx.Client) -> None:
    post(alice, "with #Tag")
    post(alice, "without")
    html = page(alice, "/tags/tag")
    assert "with <a" in html
    assert "without" not in html


@pytest.mark.parametrize(
    "status",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "[x](data:text/html,x)",
        "<b onclick=alert(1)>x",
        "<style>body{display:none}</style>",
        '<iframe src="https://example.org"></iframe>',
        "</article></main>",
    ],
)
@pytest.mark.parametrize("content_type", ["text/plain", "text/markdown"])
def test_nothing_in_a_post_runs(alice: httpx.Client, status: str, content_type: str) -> None:
    post(alice, status, content_type=content_type, spoiler_text="<script>1</script>")
    html = page(alice, "/@alice")
    text = html[html.index('class="text"') : html.index('<footer>\n<span class="badge')]
    tags = "".join(re.findall(r"<[/\w][^>]*>", text))
    assert not re.search(r"<(script|img|iframe|style|/main|/article)|\son\w+=|href=.(javascript|data):", tags)


def test_pages_may_load_only_from_here(alice: httpx.Client) -> None:
    answer = alice.get("/@alice")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    assert alice.get("/assets/rehearsal.css").headers["content-type"].startswith("text/css")
    assert alice.get("/assets/avatar.svg").status_code == 200


@pytest.mark.parametrize("path", ["/@nobody", "/@alice/statuses/01AAAAAAAAAAAAAAAAAAAAAAAA"])
def test_what_is_not_there_is_said_plainly(alice: httpx.Client, path: str) -> None:
    answer = alice.get(path)
    assert answer.status_code == 404
    assert "Not found" in answer.text


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "ground"),
        ("ink", "card"),
        ("ink", "hint"),
        ("soft", "ground"),
        ("soft", "card"),
        ("soft", "hint"),
        ("link", "card"),
        ("link", "hint"),
        ("link", "ground"),
        ("on-accent", "accent"),
        ("warn", "warn-ground"),
        ("good", "good-ground"),
        ("bad", "bad-ground"),
    ],
)
def test_colours_can_be_read(alice: httpx.Client, theme: int, ink: str, ground: str) -> None:
    css = alice.get("/assets/rehearsal.css").text
    colours = [
        dict(re.findall(r"--([\w-]+): (#\w{6})", block))
        for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    ]
    assert contrast(colours[theme][ink], colours[theme][ground]) >= 4.5
