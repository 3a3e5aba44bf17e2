import zipfile

from migrator.jobs.plan import Publish
from tests.service.small import EVERYTHING, Tweet, tweets


def damage_a_picture(archive) -> str:
    """Overwrite the header before one picture's bytes; return its name."""
    with zipfile.ZipFile(archive) as there:
        member = next(member for member in there.infolist() if "tweets_media" in member.filename)
    raw = bytearray(archive.read_bytes())
    raw[member.header_offset : member.header_offset + 4] = b"\0" * 4
    archive.write_bytes(raw)
    return member.filename


def test_a_damaged_picture_costs_its_post_the_picture_and_nobody_else_anything(bench):
    bench.write(tweets(4, photos_every=2))
    name = damage_a_picture(bench.archive)
    with bench.service.preview([bench.archive], EVERYTHING) as preview:
        plan = list(preview.items())
    assert [len(one.media) for one in plan if isinstance(one, Publish)] == [0, 0, 1, 0]
    assert [(note.code, note.params["name"]) for note in plan[0].notes] == [("media_unreadable", f"0/{name}")]


def test_of_a_post_in_several_parts_each_that_was_sent_counts_as_there(bench):
    """What is planned less what is there already is what a run still sends."""
    bench.write([Tweet(number=0, text="word " * 2_800), Tweet(number=1)])
    first = bench.prepare()
    assert (first.summary.publish, first.summary.posts, first.summary.already) == (4, 2, 0)
    bench.cut(first.job, after=1)
    done, todo = bench.service.job(first.job).done, bench.service.job(first.job).todo
    summary = bench.prepare().summary
    assert 0 < done < 4
    assert (summary.already, summary.publish - summary.already) == (done, todo)
    bench.run(first.job)
    assert bench.prepare().summary.already == 4
