"""A post's HTML as spans: no link, code, list, emoji or hashtag's case is lost, and nothing hostile hangs it."""

import time

import pytest

from migrator.model import Block, Hashtag, Kind, Link, Style, Styled, Text, leaves
from migrator.sources import html

LINK = (
    '<a href="https://a.example/long/path"><span class="invisible">https://</span>'
    '<span class="ellipsis">a.example/lo</span><span class="invisible">ng/path</span></a>'
)


def spans(content, **more):
    return html.spans(content, html.hashtag, own_posts=more.pop("own_posts", {}), **more)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("", (), id="nothing"),
        pytest.param("<p></p>", (), id="an empty paragraph"),
        pytest.param("<p>a &amp; b &lt;c&gt;</p>", (Text("a & b <c>"),), id="entities"),
        pytest.param("<p>a<br>b<br /><br/>c</p><p>d</p>", (Text("a\nb\n\nc\n\nd"),), id="breaks"),
        pytest.param("<p>a</p>\n\n<p>b\nc</p>\n", (Text("a\n\nb c"),), id="the source's own line ends are spaces"),
        pytest.param("no paragraph", (Text("no paragraph"),), id="bare text"),
        pytest.param(f"<p>{LINK}!</p>", (Link("https://a.example/long/path"), Text("!")), id="a shortened link"),
        pytest.param(
            '<a href="https://a.example/x">the page</a>',
            (Link("https://a.example/x", label="the page"),),
            id="label",
        ),
        pytest.param(
            '<a href="https://www.a.example/">a.example</a>', (Link("https://www.a.example/"),), id="bare"
        ),
        pytest.param('<a href="javascript:x()">run</a>', (Text("run"),), id="no web address"),
        pytest.param(
            '<a href="https://a.example/tags/rye" class="mention hashtag">#<span>RyeBread</span></a>',
            (Hashtag("RyeBread"),),
            id="a hashtag keeps its case",
        ),
        pytest.param(
            "<p>Up <strong>and <em>on</em></strong></p>",
            (Text("Up "), Styled(Style.STRONG, (Text("and "), Styled(Style.EMPHASIS, (Text("on"),))))),
            id="styles",
        ),
        pytest.param(
            "<pre><code>a\n  <b>b</b>\n</code></pre>",
            (Block(Kind.PRE, (Text("a\n  b"),)),),
            id="a program's lines",
        ),
        pytest.param('x <img alt=":crumb:" src="y">', (Text("x :crumb:"),), id="an emoji as a picture"),
        pytest.param("<script>x</script><style>y</style>z", (Text("z"),), id="what is never shown"),
        pytest.param(
            "<ul>\n<li>a</li>\n</ul>", (Block(Kind.LIST, (Block(Kind.ITEM, (Text("a"),)),)),), id="a list"
        ),
    ],
)
def test_html_becomes_spans(content, expected):
    assert spans(content) == expected


def test_a_link_to_ones_own_post_is_known():
    assert spans(LINK, own_posts={"https://a.example/long/path": "7"}) == (
        Link("https://a.example/long/path", "7"),
    )


def test_the_line_that_stands_for_a_quote_goes_only_when_the_quote_is_carried():
    line = f'<p class="quote-inline">RE: {LINK}</p><p>yes</p>'
    assert spans(line, without_quote_line=True) == (Text("yes"),)
    assert len(spans(line)) == 3
    assert html.quote_line_link(line) == "https://a.example/long/path"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<blockquote>" * 100_000 + "deep", id="deep"),
        pytest.param("<b>" * 100_000 + "deep" + "<p>" * 1000, id="open styles"),
        pytest.param("<p>" + "<b x=1><i>" * 3_000 + "deep", id="attributes"),
        pytest.param("<" * 200_000 + " deep", id="half tags"),
        pytest.param("<ul><li>" * 50_000 + "deep", id="lists"),
        pytest.param("<p>deep" * 50_000, id="many paragraphs"),
    ],
)
def test_hostile_html_is_read_in_a_moment_and_its_words_stay(content):
    started = time.process_time()
    found = spans(content)
    assert time.process_time() - started < 5
    assert any("deep" in span.text for span in leaves(found) if isinstance(span, Text))
