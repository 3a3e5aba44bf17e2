"""Every kind of damage on the target is named, and nothing else is."""

import pytest

from tests.service.small import Tweet, tweets


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param("UPDATE statuses SET text = text", [], id="nothing"),
        pytest.param("UPDATE statuses SET text = 'other' WHERE text = 'Post number 1'", [("text", 1)], id="text"),
        pytest.param(
            "UPDATE statuses SET text = text || ' ' WHERE text = 'Post number 1'", [("text", 1)], id="a space more"
        ),
        pytest.param(
            "UPDATE statuses SET created_ms = created_ms + 1 WHERE text = 'Post number 1'",
            [("date", 1)],
            id="date",
        ),
        pytest.param(
            "UPDATE statuses SET in_reply_to_id = NULL WHERE text = 'Post number 1'",
            [("thread", 1)],
            id="taken out of its thread",
        ),
        pytest.param(
            "UPDATE statuses SET in_reply_to_id = (SELECT id FROM statuses WHERE text = 'Post number 0')"
            " WHERE text = 'Post number 2'",
            [("thread", 2)],
            id="put into a thread",
        ),
        pytest.param(
            "UPDATE media SET status_id = NULL WHERE place = 0", [("media", 0), ("media", 4)], id="media gone"
        ),
        pytest.param(
            "UPDATE media SET id = '01AAAAAAAAAAAAAAAAAAAAAAAA' WHERE id = (SELECT min(id) FROM media)",
            [("media", 0)],
            id="media replaced",
        ),
        pytest.param(
            "UPDATE media SET kind = 'video' WHERE id = (SELECT min(id) FROM media)",
            [("media", 0)],
            id="media of another kind",
        ),
        pytest.param(
            "UPDATE media SET description = 'else' WHERE id = (SELECT min(id) FROM media)", [("alt", 0)], id="alt"
        ),
        pytest.param(
            "UPDATE statuses SET visibility = 'unlisted' WHERE text = 'Post number 2'",
            [("visibility", 2)],
            id="visibility",
        ),
        pytest.param(
            "UPDATE statuses SET spoiler_text = 'careful' WHERE text = 'Post number 2'",
            [("warning", 2)],
            id="warning",
        ),
        pytest.param(
            "UPDATE statuses SET sensitive = 1 - sensitive WHERE text = 'Post number 2'",
            [("sensitive", 2)],
            id="sensitive",
        ),
        pytest.param("DELETE FROM statuses WHERE text = 'Post number 2'", [("missing", 2)], id="deleted"),
        pytest.param("DELETE FROM statuses WHERE text = 'Post number 0'", [("missing", 0)], id="a parent deleted"),
    ],
)
def test_damage_is_named_and_nothing_else(bench, statement, expected):
    bench.write([_with_photo(post) for post in tweets(6, replies_every=3)])
    job = bench.replay().job
    assert bench.sql(statement)
    found = bench.service.verify(job)
    numbers = {Tweet(number=n).id: n for n in range(6)}
    named = sorted((one.code, numbers[one.source_id]) for one in found.differences)
    assert named == sorted(expected)


def _with_photo(post):
    photo = post.number in {0, 4}
    return Tweet(number=post.number, reply_to=post.reply_to, photos=int(photo), alt="dots" if photo else "")


def test_a_second_copy_is_named(bench):
    job = bench.replay().job
    third = bench.there()[2]
    # The same date and text under another id, as a late request makes it.
    bench.copy(third["id"], third["id"][:10] + "Z" * 16)
    named = [(one.code, one.source_id, one.found) for one in bench.service.verify(job).differences]
    assert named == [("surplus", Tweet(number=2).id, third["id"][:10] + "Z" * 16)]
    assert bench.service.verify(job).on_target == 13


def test_other_posts_of_ones_own_are_no_damage(bench):
    job = bench.replay().job
    third = bench.there()[2]
    mine = third["id"][:10] + "Z" * 16
    bench.copy(third["id"], mine)
    bench.sql("UPDATE statuses SET text = 'by hand', content = 'by hand' WHERE id = ?", mine)
    bench.copy(third["id"], "01AAAAAAAAAAAAAAAAAAAAAAAA")
    bench.sql("UPDATE statuses SET created_ms = 1000 WHERE id = '01AAAAAAAAAAAAAAAAAAAAAAAA'")
    assert bench.service.verify(job).differences == ()


def test_a_changed_link_to_an_own_post_is_damage(bench):
    bench.write([Tweet(number=0), Tweet(number=1, link_to=0)])
    job = bench.replay().job
    bench.sql("UPDATE statuses SET text = replace(text, '/statuses/', '/elsewhere/')")
    assert [one.code for one in bench.service.verify(job).differences] == ["text"]
