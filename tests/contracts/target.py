"""What every target has to do; a new one's test file is a dozen lines that say how to open it.

`DatedTargetContract` is for servers that keep the dates of posts, `LiveTargetContract` for those that don't.
"""

import struct
import threading
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from migrator.errors import InDoubt, MediaGone, Refused, StepFailed
from migrator.model import Visibility
from migrator.targets.base import MediaId, Outgoing, RemoteId, Target, Upload

FIRST_SLOT = datetime(2014, 5, 5, 5, 5, 5, 1000, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
FAR_ID = RemoteId("01AAAAAAAAAAAAAAAAAAAAAAAA")


def picture(seed: int = 0) -> bytes:
    """Return a small PNG."""

    def chunk(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + bytes((seed * 40 + 8 * (x + y)) % 256 for x in range(24)) for y in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


@pytest.fixture
def png(tmp_path):
    """Return an upload of a small picture."""
    path = tmp_path / "p.png"
    path.write_bytes(picture())
    return Upload(path=path, mime="image/png", file_name="p.png", alt="eight by eight dots", focus=(0.5, -0.25))


class TargetContract:
    """What holds for every target. Subclasses give the fixtures `target` (fresh, empty) and `answer`."""

    unknown_media = MediaId("01AAAAAAAAAAAAAAAAAAAAAAAA")

    @pytest.fixture
    def target(self) -> Target:
        raise NotImplementedError

    @pytest.fixture
    def answer(self, target):
        """Return what lets somebody else answer a status of the target's account."""
        raise NotImplementedError

    def slot(self, number):
        """Return the date of the post with this number; nothing where dates are not kept."""

    def post(self, text="hello", number=0, **more):
        return Outgoing(
            **{
                "text": text,
                "content_type": "text/plain",
                "visibility": Visibility.UNLISTED,
                "language": "en",
                "sensitive": False,
                "warning": "",
                "scheduled_at": self.slot(number),
                "idempotency_key": f"key-{zlib.crc32(text.encode())}-{number}",
                **more,
            }
        )

    def test_an_empty_account_has_nothing(self, target):
        assert target.newest() is None
        assert list(target.statuses()) == []
        assert target.since(None) == []

    def test_a_post_is_there_as_it_was_sent(self, target):
        sent = self.post(
            "one\n\ntwo  é #tag", warning="careful", sensitive=True, language="de", visibility=Visibility.PRIVATE
        )
        made = target.publish(sent)
        found = target.status(made.id)
        assert found is not None
        assert (found.warning, found.sensitive, found.language) == ("careful", True, "de")
        assert found.visibility is Visibility.PRIVATE
        assert found.text in {None, sent.text}
        assert found.url
        assert not found.is_boost

    @pytest.mark.parametrize("visibility", [Visibility.PUBLIC, Visibility.UNLISTED, Visibility.DIRECT])
    def test_visibility_is_kept(self, target, visibility):
        assert target.publish(self.post(visibility=visibility)).visibility is visibility

    def test_a_reply_follows_its_parent(self, target):
        head = target.publish(self.post("head", 1))
        tail = target.publish(self.post("tail", 2, in_reply_to=head.id))
        assert tail.in_reply_to == head.id
        assert target.strangers_replies(head.id) == 0

    def test_a_reply_to_nothing_fails_alone(self, target):
        with pytest.raises(StepFailed) as failure:
            target.publish(self.post(in_reply_to=FAR_ID))
        assert failure.value.code == "parent_gone"

    def test_replies_of_others_are_counted(self, target, answer):
        head = target.publish(self.post("head", 1))
        answer(head.id)
        assert target.strangers_replies(head.id) == 1

    def test_statuses_come_oldest_first_over_pages(self, target):
        ids = [target.publish(self.post(f"no {n}", n)).id for n in range(5)]
        if hasattr(type(target), "page_size"):
            target.page_size = 2
        assert [s.id for s in target.statuses()] == ids
        assert [s.id for s in target.since(ids[1])] == ids[2:]
        assert target.newest() == ids[-1]

    def test_what_is_not_there_is_none(self, target):
        assert target.status(FAR_ID) is None
        assert target.strangers_replies(FAR_ID) == 0

    def test_a_deleted_post_is_gone_before_long_and_deletes_again(self, target):
        made = target.publish(self.post())
        target.delete(made.id)
        wait = threading.Event()
        for _ in range(50):
            if target.status(made.id) is None:
                break
            wait.wait(0.1)
        assert target.status(made.id) is None
        target.delete(made.id)
        assert list(target.statuses()) == []

    def test_a_picture_keeps_its_description(self, target, png):
        ids = (target.upload(png), target.upload(png))
        made = target.publish(self.post("pic", media_ids=ids))
        assert [m.id for m in made.media] == list(ids)
        assert [(m.type, m.alt) for m in made.media] == [("image", "eight by eight dots")] * 2

    def test_a_description_too_long_is_cut_before_it_is_sent(self, target, png):
        upload = Upload(path=png.path, mime=png.mime, file_name=png.file_name, alt="x" * 9000)
        made = target.publish(self.post("pic", media_ids=(target.upload(upload),)))
        assert made.media[0].alt == "x" * target.limits.alt_chars

    def test_a_file_that_is_gone_is_named_so(self, target):
        with pytest.raises(MediaGone):
            target.publish(self.post("pic", media_ids=(self.unknown_media,)))

    def test_no_file_at_all_fails_alone(self, target, tmp_path):
        path = tmp_path / "empty.png"
        path.write_bytes(b"")
        with pytest.raises(StepFailed) as failure:
            target.upload(Upload(path=path, mime="image/png", file_name="empty.png"))
        assert failure.value.code == "media_refused"

    @pytest.mark.parametrize(
        ("text", "code"),
        [pytest.param("x" * 5001, "too_long", id="too long"), pytest.param("", "empty", id="empty")],
    )
    def test_a_post_that_is_refused_says_why(self, target, text, code):
        with pytest.raises(StepFailed) as failure:
            target.publish(self.post(text))
        assert failure.value.code == code
        assert target.newest() is None


class DatedTargetContract(TargetContract):
    """What holds where dates are kept."""

    def slot(self, number):
        return FIRST_SLOT + number * MILLISECOND

    def test_the_probe_leaves_no_trace(self, target):
        target.probe()
        assert list(target.statuses()) == []

    def test_a_post_has_the_date_and_text_it_was_given(self, target):
        made = target.publish(self.post("as sent  "))
        assert (made.created_at, made.text) == (FIRST_SLOT, "as sent  ")

    def test_a_slot_holds_what_was_put_there_and_nothing_else(self, target):
        made = [target.publish(self.post(f"no {n}", n)) for n in range(3)]
        assert [s.id for s in target.at(self.slot(1))] == [made[1].id]
        assert target.at(self.slot(3)) == []
        twin = target.publish(self.post("no 1", 1))
        assert {s.id for s in target.at(self.slot(1))} == {made[1].id, twin.id}

    def test_statuses_are_bounded_by_dates(self, target):
        made = [target.publish(self.post(f"no {n}", n)) for n in (3, 1, 4, 2, 0)]
        oldest_first = sorted(made, key=lambda s: s.created_at)
        found = list(target.statuses(first=self.slot(1), last=self.slot(3)))
        assert [s.id for s in found] == [s.id for s in oldest_first[1:4]]

    def test_direct_posts_are_found_too(self, target):
        made = target.publish(self.post(visibility=Visibility.DIRECT))
        assert [s.id for s in target.at(FIRST_SLOT)] == [made.id]
        assert [s.id for s in target.statuses()] == [made.id]

    def test_a_file_attached_before_means_a_look_is_needed(self, target, png):
        id_ = target.upload(png)
        target.publish(self.post("first", 1, media_ids=(id_,)))
        with pytest.raises(InDoubt):
            target.publish(self.post("second", 2, media_ids=(id_,)))


class LiveTargetContract(TargetContract):
    """What holds where posts appear now."""

    def test_a_date_is_refused_before_anything_is_sent(self, target):
        with pytest.raises(Refused):
            target.publish(self.post(scheduled_at=FIRST_SLOT))
        assert list(target.statuses()) == []

    def test_the_probe_refuses_and_posts_nothing(self, target):
        with pytest.raises(Refused):
            target.probe()
        assert list(target.statuses()) == []

    def test_slots_can_not_be_looked_up(self, target):
        with pytest.raises(Refused):
            target.at(FIRST_SLOT)
