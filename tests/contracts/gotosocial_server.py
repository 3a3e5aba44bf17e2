"""What a GoToSocial server must do, told by requests alone; the rehearsal server and a real one pass the same.

A test file subclasses `ServerContract` and gives the fixture `site`.
"""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from migrator.convert.mentions import BREAK, neutralise
from tests.rehearsal import samples

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
UNKNOWN = "01AAAAAAAAAAAAAAAAAAAAAAAA"
SETTLE_S = 5.0
"""How long the background work of a server may take."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A server with two users."""

    owner: httpx.Client
    owner_name: str
    other: httpx.Client
    other_name: str

    @property
    def host(self) -> str:
        return self.owner.base_url.netloc.decode()

    def post(self, status: str = "hello", **fields: Any) -> httpx.Response:
        wish = {"status": status, "visibility": "private", "content_type": "text/plain", "scheduled_at": moment()}
        return self.owner.post("/api/v1/statuses", json=wish | fields)

    def upload(self, data: bytes, **fields: str) -> httpx.Response:
        return self.owner.post("/api/v2/media", files={"file": ("file", data)}, data=fields)

    def me(self) -> str:
        return self.owner.get("/api/v1/accounts/verify_credentials").json()["id"]


def moment() -> str:
    """Return an old instant that no other test has, to the millisecond."""
    return written(1_000_000_000_000 + uuid.uuid4().int % 500_000_000_000)


def written(ms: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(ms // 1000)) + f".{ms % 1000:03d}Z"


def ulid(ms: int, rest: str) -> str:
    return "".join(ALPHABET[ms >> (5 * place) & 31] for place in range(9, -1, -1)) + rest * 16


def eventually(fact: Callable[[], bool]) -> bool:
    """Look until a fact holds, or the time is up."""
    ends = time.monotonic() + SETTLE_S
    while not fact():
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True


class ServerContract:
    """Facts about posting, media, follows and look-ups that a replay builds on."""

    def test_an_old_date_is_kept_to_the_millisecond_and_made_the_id(self, site: Site) -> None:
        ms = 1_400_000_000_123 + uuid.uuid4().int % 1_000_000_000
        post = site.post(scheduled_at=written(ms)).json()
        assert post["created_at"] == written(ms)
        assert post["id"][:10] == ulid(ms, "")

    @pytest.mark.parametrize(
        ("wished", "kept"),
        [
            pytest.param("2013-03-04T05:06:07Z", "2013-03-04T05:06:07.000Z", id="seconds"),
            pytest.param("2013-03-04T05:06:07.123999Z", "2013-03-04T05:06:07.123Z", id="micros are cut"),
            pytest.param("2013-03-04T05:06:07+02:00", "2013-03-04T03:06:07.000Z", id="offset"),
            pytest.param("2013-03-04T05:06:07+0200", "2013-03-04T03:06:07.000Z", id="offset without colon"),
            pytest.param("1970-01-01T00:00:00.001Z", "1970-01-01T00:00:00.001Z", id="first moment"),
        ],
    )
    def test_dates_are_read(self, site: Site, wished: str, kept: str) -> None:
        assert site.post(scheduled_at=wished).json()["created_at"] == kept

    @pytest.mark.parametrize(
        ("fields", "status", "error"),
        [
            pytest.param(
                {"scheduled_at": "2013-03-04T05:06:07"}, 400, "could not parse scheduled_at", id="no zone"
            ),
            pytest.param({"scheduled_at": "2013-03-04 05:06:07Z"}, 400, "could not parse", id="blank"),
            pytest.param({"scheduled_at": "1362373567"}, 400, "could not parse", id="epoch seconds"),
            pytest.param({"scheduled_at": "1970-01-01T00:00:00Z"}, 406, "UNIX epoch", id="epoch"),
            pytest.param({"status": ""}, 400, "no text, media or poll", id="empty"),
            pytest.param({"status": "x" * 5001}, 400, "exceed max chars (5000)", id="too long"),
            pytest.param({"status": "x" * 4999, "spoiler_text": "xx"}, 400, "exceed max chars", id="with warning"),
            pytest.param({"visibility": "nonsense"}, 422, "invalid visibility", id="visibility"),
            pytest.param({"content_type": "text/html"}, 400, "invalid status format", id="content type"),
            pytest.param({"language": "xx"}, 400, "well-formed but unknown", id="language"),
            pytest.param({"in_reply_to_id": UNKNOWN}, 404, "target status not found", id="no parent"),
            pytest.param({"media_ids": [UNKNOWN]}, 400, f"media not found: {UNKNOWN}", id="no media"),
            pytest.param({"media_ids": [UNKNOWN] * 7}, 400, "exceed max count (6)", id="7 media"),
            pytest.param(
                {"poll": {"options": ["a", "b"], "expires_in": 3600}},
                403,
                "with polls can't be backfilled",
                id="poll",
            ),
            # Which complaint comes first:
            pytest.param(
                {"language": "xx", "content_type": "text/html"}, 400, "language tag", id="language first"
            ),
            pytest.param({"language": "xx", "media_ids": [UNKNOWN]}, 400, "language tag", id="before media"),
            pytest.param(
                {"media_ids": [UNKNOWN], "in_reply_to_id": UNKNOWN},
                400,
                "media not found",
                id="media before parent",
            ),
            pytest.param(
                {"in_reply_to_id": UNKNOWN, "visibility": "nonsense"},
                404,
                "target status",
                id="parent, visibility",
            ),
        ],
    )
    def test_a_refusal_names_its_reason(self, site: Site, fields: dict[str, Any], status: int, error: str) -> None:
        answer = site.post(**fields)
        assert (answer.status_code, error in answer.json()["error"]) == (status, True), answer.text

    def test_a_date_just_ahead_is_refused_and_a_far_one_is_put_off(self, site: Site) -> None:
        now_ms = int(time.time() * 1000)
        assert site.post(scheduled_at=written(now_ms + 60_000)).status_code == 422
        later = site.post(scheduled_at=written(now_ms + 3_600_000)).json()
        assert "created_at" not in later
        assert later["params"]["text"] == "hello"

    def test_the_probe_creates_nothing(self, site: Site) -> None:
        fields = {"visibility": "direct", "in_reply_to_id": "0", "scheduled_at": "1970-01-01T00:00:00Z"}
        assert site.post("probe", **fields).status_code == 406

    @pytest.mark.parametrize(
        ("content_type", "text"),
        [
            ("text/plain", "hi @OTHER"),
            ("text/plain", "(@OTHER)"),
            ("text/plain", ".@OTHER"),
            ("text/plain", "[@OTHER](https://example.org/x)"),
            ("text/plain", "hi @OTHER@HOST"),
            ("text/markdown", "[@OTHER](https://example.org/x)"),
        ],
    )
    def test_an_old_post_may_mention_nobody(self, site: Site, content_type: str, text: str) -> None:
        text = text.replace("OTHER", site.other_name).replace("HOST", site.host)
        answer = site.post(text, content_type=content_type)
        assert answer.status_code == 403
        assert answer.json()["error"] == "Forbidden: statuses mentioning others can't be backfilled"

    @pytest.mark.parametrize(
        ("content_type", "text"),
        [
            ("text/plain", "＠OTHER"),
            ("text/plain", "@\u200bOTHER"),
            ("text/plain", "@\u2060OTHER"),
            ("text/plain", "x@OTHER"),
            ("text/plain", "OTHER@host"),
            ("text/plain", "https://example.org/@OTHER"),
            ("text/plain", "@OTHER."),
            ("text/plain", "hi @OWNER"),
            ("text/plain", "@nobody_of_this_name"),
            ("text/markdown", '<a href="https://example.org/x">@OTHER</a>'),
            ("text/markdown", r"\@OTHER"),
            ("text/markdown", "`@OTHER`"),
            ("text/markdown", "[＠OTHER](https://example.org/x)"),
            ("text/markdown", "https://example.org/@OTHER"),
        ],
    )
    def test_what_mentions_no_one_else_passes(self, site: Site, content_type: str, text: str) -> None:
        text = text.replace("OTHER", site.other_name).replace("OWNER", site.owner_name)
        answer = site.post(text, content_type=content_type)
        assert answer.status_code == 200, answer.text
        assert {one["username"] for one in answer.json()["mentions"]} <= {site.owner_name}
        assert answer.json()["text"] == text

    @pytest.mark.parametrize(
        ("content_type", "text", "html"),
        [
            ("text/plain", "a\nb\n\nc", "<p>a<br>b<br><br>c</p>"),
            ("text/plain", '<b> & "q" a>b', '<p>&lt;b> & "q" a>b</p>'),
            ("text/plain", "a\t b", "<p>a b</p>"),
            ("text/markdown", "*x* **y** `z`", "<p><em>x</em> <strong>y</strong> <code>z</code></p>"),
            ("text/markdown", "> q", "<blockquote><p>q</p></blockquote>"),
            ("text/markdown", "<script>alert(1)</script>x", None),
            ("text/markdown", "[l](javascript:alert(1))", "<p>l</p>"),
        ],
    )
    def test_text_becomes_html(self, site: Site, content_type: str, text: str, html: str | None) -> None:
        content = site.post(text, content_type=content_type).json()["content"]
        assert "<script" not in content
        assert html in {content, None}

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("#Tag #tag", ["tag"]),
            ("#日本語 #क्षेत्र", ["日本語", "क्षेत्र"]),
            ("#100DaysOfCode #1 #__", ["100daysofcode"]),
            ("$AAPL #C++ #c# x#y", ["c"]),
            ("(#a) #b.c #d-e", ["a", "b", "d"]),
            ("https://example.org/#no", []),
        ],
    )
    def test_hashtags_are_found(self, site: Site, text: str, names: list[str]) -> None:
        assert [tag["name"] for tag in site.post(text).json()["tags"]] == names

    @pytest.mark.parametrize(
        ("sent", "kept"),
        [
            ("a > b", "a"),
            ("<b>x</b>", "<bx</b"),
            ("1 -> 2", "1 - 2"),
            ("b > c", "b c"),
            ("a-b > c", "a-b c"),
            ('a < b & "c"', 'a < b & "c"'),
        ],
    )
    def test_a_warning_loses_its_greater_signs(self, site: Site, sent: str, kept: str) -> None:
        assert site.post(spoiler_text=sent).json()["spoiler_text"] == kept

    @pytest.mark.parametrize("text", ["  two  blanks \n", "nul\x00", "e\u0301", "&amp; <b>"])
    def test_the_raw_text_comes_back_verbatim(self, site: Site, text: str) -> None:
        assert site.post(text).json()["text"] == text

    @pytest.mark.parametrize(
        ("sent", "kept"),
        [("und", "und"), ("qme", "qme"), ("in", "id"), ("iw", "he"), ("zh-hant", "zh-Hant"), ("en_us", "en-US")],
    )
    def test_languages_are_written_anew(self, site: Site, sent: str, kept: str) -> None:
        assert site.post(language=sent).json()["language"] == kept

    @pytest.mark.parametrize(
        ("sent", "kept"),
        [("public", "public"), ("private", "private"), ("direct", "direct"), ("mutuals_only", "private")],
    )
    def test_visibilities_are_kept(self, site: Site, sent: str, kept: str) -> None:
        assert site.post(visibility=sent).json()["visibility"] == kept

    @pytest.mark.parametrize("content_type", ["text/plain", "text/markdown"])
    @pytest.mark.parametrize("visibility", ["private", "direct"])
    def test_what_a_replay_keeps_private_is_seen_by_the_owner_alone(
        self, site: Site, visibility: str, content_type: str
    ) -> None:
        words = f"psst [@{BREAK}{site.other_name}@{site.host}](http://{site.host}/@{site.other_name})"
        text = words if content_type == "text/markdown" else neutralise(f"psst @{site.other_name}")
        post = site.post(text, visibility=visibility, content_type=content_type).json()
        path = f"/api/v1/statuses/{post['id']}"
        assert post["visibility"] == visibility
        assert post["mentions"] == []
        assert site.owner.get(path).status_code == 200
        assert site.other.get(path).status_code == 404
        assert httpx.get(f"http://{site.host}{path}").status_code in {401, 404}
        shown = site.other.get(f"/api/v1/accounts/{site.me()}/statuses").json()
        assert post["id"] not in {one["id"] for one in shown}
        assert post["id"] not in {one["id"] for one in site.other.get("/api/v1/timelines/home").json()}

    def test_without_a_wish_a_post_is_unlisted(self, site: Site) -> None:
        answer = site.owner.post("/api/v1/statuses", json={"status": "x", "scheduled_at": moment()})
        assert answer.json()["visibility"] == "unlisted"

    def test_forms_are_read_like_json(self, site: Site) -> None:
        media = site.upload(samples.picture()).json()["id"]
        fields = {"status": "form", "scheduled_at": moment(), "visibility": "private", "media_ids[]": [media]}
        post = site.owner.post("/api/v1/statuses", data=fields).json()
        assert [file["id"] for file in post["media_attachments"]] == [media]
        assert post["visibility"] == "private"

    def test_the_same_key_and_slot_make_two_posts(self, site: Site) -> None:
        wish = {"status": "twice", "visibility": "private", "scheduled_at": moment()}
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        ids = {site.owner.post("/api/v1/statuses", json=wish, headers=headers).json()["id"] for _ in range(2)}
        assert len(ids) == 2

    def test_a_slot_is_looked_up_by_made_up_bounds(self, site: Site) -> None:
        ms = 1_100_000_000_000 + uuid.uuid4().int % 100_000_000_000
        made = site.post(scheduled_at=written(ms)).json()["id"]
        near = [site.post(scheduled_at=written(ms + step)).json()["id"] for step in (-1, 1)]
        path = f"/api/v1/accounts/{site.me()}/statuses"
        bounds = {"min_id": ulid(ms - 1, "Z"), "max_id": ulid(ms + 1, "0"), "limit": "40"}
        assert [post["id"] for post in site.owner.get(path, params=bounds).json()] == [made]
        wider = {"min_id": ulid(ms - 2, "Z"), "max_id": ulid(ms + 2, "0"), "limit": "40"}
        assert [post["id"] for post in site.owner.get(path, params=wider).json()] == [near[1], made, near[0]]

    def test_min_id_gives_the_page_next_to_the_bound(self, site: Site) -> None:
        ms = 1_300_000_000_000 + uuid.uuid4().int % 100_000_000_000
        ids = [site.post(scheduled_at=written(ms + step)).json()["id"] for step in range(3)]
        path = f"/api/v1/accounts/{site.me()}/statuses"
        query = {"min_id": ulid(ms - 1, "Z"), "max_id": ulid(ms + 9, "0"), "limit": "2"}
        assert [post["id"] for post in site.owner.get(path, params=query).json()] == [ids[1], ids[0]]

    def test_a_thread_is_told_both_ways_and_may_hang_on_a_newer_post(self, site: Site) -> None:
        head = site.post("head", scheduled_at="2015-05-05T05:05:05Z").json()["id"]
        older = site.post("older", in_reply_to_id=head, scheduled_at="2014-05-05T05:05:05Z").json()["id"]
        last = site.post("last", in_reply_to_id=older).json()["id"]
        context = site.owner.get(f"/api/v1/statuses/{last}/context").json()
        assert [post["id"] for post in context["ancestors"]] == [older, head], "sorted by date"
        context = site.owner.get(f"/api/v1/statuses/{head}/context").json()
        assert [post["id"] for post in context["descendants"]] == [older, last]

    def test_an_old_reply_to_another_is_refused(self, site: Site) -> None:
        wish = {"status": "theirs", "visibility": "public"}
        theirs = site.other.post("/api/v1/statuses", json=wish).json()["id"]
        answer = site.post(in_reply_to_id=theirs)
        assert answer.status_code == 403
        assert "replies to others can't be backfilled" in answer.text

    def test_a_deleted_post_goes_soon_and_frees_its_file(self, site: Site) -> None:
        media = site.upload(samples.picture(), description="a square").json()["id"]
        first = site.post(media_ids=[media]).json()["id"]
        again = site.post(media_ids=[media])
        assert again.status_code == 400
        assert again.json()["error"] == f"Bad Request: media already attached to status: {media}"
        assert site.owner.delete(f"/api/v1/statuses/{first}").json()["text"] == "hello"
        assert eventually(lambda: site.owner.get(f"/api/v1/statuses/{first}").status_code == 404)
        assert site.owner.delete(f"/api/v1/statuses/{first}").status_code == 404
        assert site.post(media_ids=[media]).json()["media_attachments"][0]["description"] == "a square"

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            pytest.param(samples.HEIC, "error processing media", id="heic"),
            pytest.param(samples.WAV, "error processing media", id="wav"),
            pytest.param(samples.PDF, "error processing media", id="pdf"),
            pytest.param(samples.picture()[:300], "error processing media", id="cut jpeg"),
            pytest.param(b"", "error processing media", id="empty"),
            pytest.param(samples.BMP, "could not process  type media", id="bmp"),
            pytest.param(samples.TIFF, "could not process  type media", id="tiff"),
        ],
    )
    def test_some_files_are_not_processed(self, site: Site, data: bytes, error: str) -> None:
        answer = site.upload(data)
        assert (answer.status_code, answer.json()["error"]) == (422, f"Unprocessable Entity: {error}")

    @pytest.mark.parametrize(
        ("data", "size"),
        [
            pytest.param(samples.picture(), "640x480", id="jpeg"),
            pytest.param(samples.picture("png", (30, 20)), "30x20", id="png"),
            pytest.param(samples.picture("webp", (1280, 960)), "1280x960", id="webp"),
            pytest.param(samples.animation(), "200x200", id="gif"),
        ],
    )
    def test_pictures_are_measured(self, site: Site, data: bytes, size: str) -> None:
        media = site.upload(data).json()
        assert (media["type"], media["meta"]["original"]["size"]) == ("image", size)
        assert site.owner.get(media["url"]).status_code == 200
        assert site.owner.get(media["preview_url"]).status_code == 200

    def test_alt_text_has_a_limit_and_loses_its_tags(self, site: Site) -> None:
        limit = site.owner.get("/api/v2/instance").json()["configuration"]["media_attachments"][
            "description_limit"
        ]
        assert site.upload(samples.picture(), description="é" * limit).status_code == 200
        assert site.upload(samples.picture(), description="é" * (limit + 1)).status_code == 400
        assert site.upload(samples.picture(), description="<b>x</b> > y ").json()["description"] == "x > y"

    @pytest.mark.parametrize(
        ("focus", "status"), [("-0.5,0.25", 200), ("0,0", 200), ("2,0", 400), ("a", 400), ("0.5", 400)]
    )
    def test_focus_is_two_numbers(self, site: Site, focus: str, status: int) -> None:
        assert site.upload(samples.picture(), focus=focus).status_code == status

    def test_a_locked_account_is_asked(self, site: Site) -> None:
        known = site.owner.get("/api/v1/accounts/lookup", params={"acct": site.other_name}).json()["id"]
        site.owner.post(f"/api/v1/accounts/{known}/unfollow")
        for _ in range(2):
            asked = site.owner.post(f"/api/v1/accounts/{known}/follow", json={}).json()
            assert (asked["requested"], asked["following"]) == (True, False)
        assert site.owner.post(f"/api/v1/accounts/{known}/unfollow").json()["requested"] is False
        assert site.owner.post(f"/api/v1/accounts/{site.me()}/follow", json={}).status_code == 406
        assert site.owner.post(f"/api/v1/accounts/{UNKNOWN}/follow", json={}).status_code == 404

    @pytest.mark.parametrize(
        ("query", "found"),
        [("@OTHER", True), ("@OTHER@HOST", True), ("OTHER", True), ("@x@nosuch.invalid", False)],
    )
    def test_search_never_fails_for_accounts(self, site: Site, query: str, found: bool) -> None:
        query = query.replace("OTHER", site.other_name).replace("HOST", site.host)
        params = {"q": query, "resolve": "true", "type": "accounts", "limit": "5"}
        accounts = site.owner.get("/api/v2/search", params=params).json()["accounts"]
        assert (site.other_name in [account["acct"] for account in accounts]) is found

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/readyz", 200),
            ("GET", "/api/v1/nonsense", 404),
            ("GET", f"/api/v1/statuses/{UNKNOWN}", 404),
            ("DELETE", f"/api/v1/statuses/{UNKNOWN}", 404),
            ("GET", f"/api/v1/media/{UNKNOWN}", 404),
            ("DELETE", f"/api/v1/media/{UNKNOWN}", 405),
            ("GET", "/api/v1/accounts/lookup", 400),
            ("GET", "/api/v2/search", 400),
            ("GET", "/api/v1/accounts/relationships", 400),
            ("GET", f"/api/v1/lists/{UNKNOWN}", 404),
            ("POST", "/api/v1/statuses", 406),
        ],
    )
    def test_plain_requests(self, site: Site, method: str, path: str, status: int) -> None:
        assert site.owner.request(method, path).status_code == status

    def test_strangers_need_a_token_and_a_name(self, site: Site) -> None:
        base = str(site.owner.base_url).rstrip("/")
        anonymous = httpx.get(f"{base}/api/v1/accounts/verify_credentials")
        assert anonymous.json() == {"error": "Unauthorized: token not supplied"}
        with httpx.Client() as nameless:
            del nameless.headers["user-agent"]
            assert nameless.get(f"{base}/api/v1/instance").status_code == 418
        assert httpx.get(f"{base}/api/v1/instance", headers={"Accept": "text/html"}).status_code == 406
