"""Formatted text: marks where Markdown is read, else lines that a person can read."""

import pytest

from migrator.convert.markup import Markdown, Plain
from migrator.convert.pieces import Costs, Raw, write
from migrator.convert.rich import is_formatted, lay_out, words
from migrator.model import Block, Hashtag, Kind, Link, Mention, Style, Styled, Text, leaves

COSTS = Costs(None, 80, 2500)
RYE, WHEAT = Text("rye"), Text("wheat")


def item(*spans):
    return Block(Kind.ITEM, spans)


def leaf(span):
    return Raw(span.label or span.url, url=span.url) if isinstance(span, Link) else Raw(words(span))


def written(*spans, formatted=True):
    raws = lay_out(spans, leaf, formatted=formatted)
    return "".join(piece.text for piece in write(raws, Markdown() if formatted else Plain(), COSTS))


NESTED = Block(Kind.LIST, (item(RYE), item(WHEAT, Block(Kind.ORDERED, (item(Text("hard")), item(Text("soft")))))))


@pytest.mark.parametrize(
    ("spans", "markdown", "plain"),
    [
        pytest.param([Styled(Style.STRONG, (RYE,))], "**rye**", "rye", id="strong"),
        pytest.param([Styled(Style.STRIKE, (RYE,))], "~~rye~~", "rye", id="strike"),
        pytest.param(
            [Text("a"), Styled(Style.STRONG, (Text(" rye "),)), Text("b")],
            "a **rye** b",
            "a rye b",
            id="spaces move out",
        ),
        pytest.param(
            [Styled(Style.EMPHASIS, (Text("(rye)"),))], r"<em>(rye)</em>", "(rye)", id="tags beside punctuation"
        ),
        pytest.param(
            [Styled(Style.STRONG, (RYE,)), Styled(Style.STRONG, (WHEAT,))],
            "**rye**<strong>wheat</strong>",
            "ryewheat",
            id="two runs side by side",
        ),
        pytest.param([Styled(Style.STRONG, (Text("  "),))], "  ", "  ", id="nothing but space"),
        pytest.param([Styled(Style.CODE, (Text("a*b"),))], "`a*b`", "`a*b`", id="code"),
        pytest.param([Styled(Style.CODE, (Text("a`b"),))], "``a`b``", "`a`b`", id="code with a tick"),
        pytest.param(
            [Text("x"), Block(Kind.PRE, (Text("if a:\n  b"),)), Text("y")],
            "x\n\n```\nif a:\n  b\n```\n\ny",
            "x\n\n    if a:\n      b\n\ny",
            id="program",
        ),
        pytest.param(
            [NESTED], "- rye\n- wheat\n  1. hard\n  2. soft", "- rye\n- wheat\n  1. hard\n  2. soft", id="lists"
        ),
        pytest.param(
            [Text("a\n"), Block(Kind.QUOTE, (Text("b\n\nc"),)), Text("\nd")],
            "a\n\n> b\n> \n> c\n\nd",
            "a\n\n> b\n> \n> c\n\nd",
            id="quote",
        ),
        pytest.param([Block(Kind.HEADING, (RYE,)), WHEAT], "### rye\n\nwheat", "rye\n\nwheat", id="heading"),
        pytest.param(
            [Link("https://a.example/", label="there")],
            "[there](https://a.example/)",
            "there (https://a.example/)",
            id="link behind words",
        ),
        pytest.param(
            [Text("- no list\n# no head")], "\\- no list\n\\# no head", "- no list\n# no head", id="escaped"
        ),
        pytest.param([Block(Kind.QUOTE, ()), Text("x")], "x", "x", id="an empty block is nothing"),
    ],
)
def test_text_is_laid_out(spans, markdown, plain):
    assert written(*spans) == markdown
    assert written(*spans, formatted=False) == plain


def test_code_never_mentions_anyone():
    assert "@ada" not in written(Styled(Style.CODE, (Text("x @ada y"),)))
    assert "@ada" not in written(Block(Kind.PRE, (Text("@ada"),)))


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Text("a"), False),
        (Link("https://a.example"), False),
        (Link("https://a.example", label="x"), True),
        (Styled(Style.STRONG, (RYE,)), True),
        (NESTED, True),
        (Hashtag("x"), False),
        (Mention("x"), False),
    ],
)
def test_only_what_plain_text_would_lose_is_formatting(span, expected):
    assert is_formatted([span]) is expected


def test_leaves_come_in_reading_order():
    assert [span.text for span in leaves([NESTED, Text("end")])] == ["rye", "wheat", "hard", "soft", "end"]
