"""Milliseconds on the target account, one for each status: they keep the order and tell statuses apart."""

from collections.abc import Iterable, Iterator

from migrator.model import Post
from migrator.model.moments import milliseconds

_ROOM_MS = 10
"""Up to a hundred posts have room in their second, each with ten parts."""

_FIRST = 1
"""GoToSocial takes no date at or before the epoch, and one a millisecond later."""


def spread(posts: Iterable[Post]) -> Iterator[tuple[Post, int]]:
    """Yield each post with the millisecond it wishes for; posts must come in order.

    Dates that are known to the second only are spread within it, with room for the parts of long posts between.
    """
    second, before = None, 0
    for post in posts:
        before = before + 1 if post.written_at == second else 0
        second = post.written_at
        room = _ROOM_MS if post.written_at.microsecond == 0 else 0
        yield post, milliseconds(post.written_at) + before * room


class Slots:
    """Gives every status a millisecond that no other has."""

    def __init__(self, given: Iterable[int] = ()) -> None:
        """Keep the slots that earlier plans gave, whoever has them."""
        self._next: dict[int, int] = {}
        for slot in given:
            self.keep(slot)

    def keep(self, slot_ms: int) -> None:
        """Mark a slot as taken."""
        self._next.setdefault(slot_ms, slot_ms + 1)

    def take(self, wish_ms: int) -> int:
        """Return the first free slot not before `wish_ms`, and mark it as taken."""
        slot = self._free(max(wish_ms, _FIRST))
        self._next[slot] = slot + 1
        return slot

    def _free(self, slot: int) -> int:
        # Runs of taken slots are walked once and then jumped over: 100,000 posts of one second stay quick.
        walked = []
        while slot in self._next:
            walked.append(slot)
            slot = self._next[slot]
        for passed in walked:
            self._next[passed] = slot
        return slot
