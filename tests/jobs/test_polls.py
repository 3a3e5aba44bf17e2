"""Polls, edits, pinned posts, full handles and formatting, in plans."""

from datetime import UTC, datetime

import pytest

from migrator.jobs.choices import Mentions, Polls
from migrator.model import Block, Kind, Mention, Option, Poll, Reason, Style, Styled, Text
from tests.jobs.making import GOTOSOCIAL, MASTODON, only, post, publishes, skips

ENDED = datetime(2020, 2, 1, tzinfo=UTC)
TEA = Poll(options=(Option("Tea", 3), Option("Milk @ada", 1)), ends_at=ENDED, voters=4)


@pytest.mark.parametrize(
    ("poll", "policy", "expected"),
    [
        pytest.param(
            TEA,
            Polls.TEXT,
            "Which?\n\n○ Tea: 3 (75 %)\n○ Milk @\u200bada: 1 (25 %)\n(4 people voted, poll ended 2020-02-01)",
            id="results",
        ),
        pytest.param(TEA, Polls.OPTIONS, "Which?\n\n○ Tea\n○ Milk @\u200bada", id="answers alone"),
        pytest.param(Poll(options=(Option("a"),), multiple=True), Polls.TEXT, "Which?\n\n☐ a", id="nothing known"),
        pytest.param(
            Poll(options=(Option("a", 0), Option("b", 0))),
            Polls.TEXT,
            "Which?\n\n○ a: 0\n○ b: 0\n(0 votes)",
            id="no vote",
        ),
    ],
)
def test_a_poll_becomes_lines(poll, policy, expected):
    made = only(post("1", "Which?", poll=poll), policies={"polls": policy})
    assert made.text == expected
    assert Reason("poll_as_text") in made.notes


def test_polls_can_stay_behind():
    assert skips(post("1", "Which?", poll=TEA), policies={"polls": Polls.SKIP}) == {"1": "poll"}


def test_edits_and_pins_are_noted():
    made = only(post("1", updated_at=ENDED, pinned=True))
    assert [note.code for note in made.notes] == ["edited", "pinned"]


ADA = Mention("ada", "https://far.example/users/ada", "https://far.example/@ada", handle="ada@far.example")


@pytest.mark.parametrize(
    ("policy", "friends", "expected"),
    [
        pytest.param(Mentions.PLAIN, {}, "hi @\u200bada", id="plain"),
        pytest.param(Mentions.HANDLE, {}, "hi [@\u200bada@far.example](https://far.example/@ada)", id="handle"),
        pytest.param(
            Mentions.HANDLE,
            {"ada@far.example": "ada@new.example"},
            "hi [@\u200bada@new.example](https://new.example/@ada)",
            id="a friend who moved",
        ),
        pytest.param(Mentions.LINK, {}, "hi [@\u200bada@far.example](https://far.example/@ada)", id="link"),
    ],
)
def test_full_handles_are_used_and_never_mention(policy, friends, expected):
    assert only(post("1", "hi ", ADA), policies={"mentions": policy}, friends=friends).text == expected


BOLD = Styled(Style.STRONG, (Text("bread"),))


def test_formatting_is_markdown_only_where_it_is_needed_and_read():
    assert only(post("1", "*bread*"), limits=GOTOSOCIAL).content_type == "text/plain"
    assert only(post("1", BOLD), limits=GOTOSOCIAL).content_type == "text/markdown"
    assert only(post("1", BOLD), limits=GOTOSOCIAL).text == "**bread**"
    assert only(post("1", BOLD), limits=MASTODON).content_type == "text/plain"


def test_names_within_formatting_are_seen():
    assert skips(post("1", Styled(Style.STRONG, (ADA,))), policies={"mentions": Mentions.SKIP}) == {
        "1": "mentions_someone"
    }


def test_what_has_to_be_cut_goes_as_plain_lines():
    quote = Block(Kind.QUOTE, (Text("bread and water. " * 400),))
    made = publishes(post("1", quote, BOLD))
    assert len(made) > 1
    assert {one.content_type for one in made} == {"text/plain"}
