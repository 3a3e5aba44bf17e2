"""Counts posts and reposts for an overview without making them.

What is not as it should be is left to `Writer`, so that it is an omission for the same reasons.
"""

from migrator.sources.bluesky import addresses
from migrator.sources.bluesky.posts import Writer, names_post, quoted_by, written_at
from migrator.sources.bluesky.records import Embed, read, tid_time
from migrator.sources.tally import Tally


def count_post(writer: Writer, rkey: str, record: object, tally: Tally) -> bool:
    """Count a post; return whether it is one."""
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return False
    said, embed, reply = record.get("createdAt", ""), record.get("embed"), record.get("reply")
    when = written_at(said, rkey) if isinstance(said, str) else None
    if when is None:
        return False
    shown = read(Embed, embed) if embed is not None else None
    if shown is not None:
        quoted = quoted_by(shown)
        tally.quotes += quoted is not None and names_post(quoted)
    tally.add_post(
        rkey,
        when[0],
        writer.reply_to(reply) if reply is not None else None,
        writer.media(shown) if shown is not None else (),
    )
    return True


def count_repost(_writer: Writer, rkey: str, record: object, tally: Tally) -> bool:
    """Count a repost; return whether it is one."""
    subject = record.get("subject") if isinstance(record, dict) else None
    if not isinstance(record, dict) or not isinstance(subject, dict):
        return False
    uri, cid, said = subject.get("uri"), subject.get("cid"), record.get("createdAt")
    if not (isinstance(uri, str) and isinstance(cid, str) and isinstance(said, str)):
        return False
    if addresses.parts(uri) is None or (tid_time(rkey) is None and written_at(said, rkey) is None):
        return False
    tally.reposts += 1
    return True
