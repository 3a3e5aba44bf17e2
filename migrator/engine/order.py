"""Which step may go next. Pure: it hears what ended and says what is ready.

A step waits for its parent, which must succeed. It would like to wait for the steps it links to, which need only
end; where such wishes form a circle, the oldest step in it goes without.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable

from migrator.ledger.records import Head
from migrator.model import State

_STUCK_PARENT = (State.FAILED, State.BLOCKED)


class Order:
    """The order of one run's steps."""

    def __init__(
        self,
        todo: Iterable[Head],
        *,
        failed: Iterable[Head] = (),
        newest_first: bool = False,
        strict: bool = False,
    ) -> None:
        """Take the steps to be done, and those that failed before; any other counts as ended well.

        `newest_first` turns the plan's order round and lets children go before parents, as undoing needs.
        `strict` hands out a step only when all before it have ended.
        """
        self.newest_first = newest_first
        self._sign = -1 if newest_first else 1
        self._strict = strict
        self._waiting = {head.key: head for head in todo}
        self._needs: dict[tuple[str, int], set[tuple[str, int]]] = {}
        """What steps wait for; those that wait for nothing are not in it."""

        self._children: defaultdict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
        self._wanted_by: defaultdict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
        self._ready: list[tuple[int, int, Head]] = []
        self._doubtful: list[tuple[int, int, Head]] = []
        self._out: set[tuple[str, int]] = set()
        self._blocked: list[Head] = []
        if not newest_first:
            self._link({head.key for head in failed})
        for key, head in self._waiting.items():
            if key not in self._needs:
                self._heap_of(head).append((self._sign * head.position, head.id, head))
        heapq.heapify(self._ready)
        heapq.heapify(self._doubtful)

    def _link(self, failed: set[tuple[str, int]]) -> None:
        wanted = {source for head in self._waiting.values() for source in head.wants}
        first_parts: dict[str, tuple[str, int]] = {}
        for key in sorted(key for key in self._waiting if key[0] in wanted):
            first_parts.setdefault(key[0], key)
        for key, head in self._waiting.items():
            if head.parent is None and not head.wants:
                continue
            needs = self._needs_of(head, self._waiting, first_parts)
            if needs:
                self._needs[key] = needs
            for need in needs:
                (self._children if need == head.parent else self._wanted_by)[need].append(key)
        if failed:
            for key in [key for key, head in self._waiting.items() if head.parent in failed]:
                self._block(key)

    @staticmethod
    def _needs_of(
        head: Head, active: dict[tuple[str, int], Head], first_parts: dict[str, tuple[str, int]]
    ) -> set[tuple[str, int]]:
        needs = {first_parts[source] for source in head.wants if source in first_parts} - {head.key}
        if head.parent in active:
            needs.add(head.parent)
        return needs

    def _push(self, key: tuple[str, int]) -> None:
        head = self._waiting.get(key)
        if head is not None:
            heapq.heappush(self._heap_of(head), (self._sign * head.position, head.id, head))

    def _heap_of(self, head: Head) -> list[tuple[int, int, Head]]:
        return self._doubtful if head.state is State.SENDING else self._ready

    def next(self, *, settled: bool = True) -> Head | None:
        """Hand out a step that may go now; None if none may before something ends.

        Steps in doubt go first once what was sent has `settled`; before, a lane would only wait with them, so they
        go last. In strict order they always go first.
        """
        if self._strict and self._out:
            return None
        while True:
            if not self._ready and not self._doubtful and not self._out and self._waiting:
                self._break_circle()
            heaps = [self._doubtful, self._ready] if settled or self._strict else [self._ready, self._doubtful]
            heap = next(filter(None, heaps), None)
            if heap is None:
                return None
            _, _, head = heapq.heappop(heap)
            if self._waiting.pop(head.key, None) is not None:
                self._out.add(head.key)
                return head

    def waits_for(self, source_id: str, part: int) -> bool:
        """Whether this step has yet to be handed out."""
        return (source_id, part) in self._waiting

    def _break_circle(self) -> None:
        first = min(self._waiting.values(), key=lambda head: (head.position, head.id))
        parent = first.parent if first.parent in self._waiting else None
        self._needs[first.key] &= {parent} if parent else set()
        while parent is not None and self._needs[first.key]:
            # Only wishes can form circles: follow the parents up to one that waits for wishes alone.
            first = self._waiting[parent]
            parent = first.parent if first.parent in self._waiting else None
            self._needs[first.key] &= {parent} if parent else set()
        self._push(first.key)

    def ended(self, head: Head, state: State) -> list[Head]:
        """Hear how a step ended; return the steps that can't go any more because of it."""
        self._out.discard(head.key)
        self._blocked = []
        for child in self._children.pop(head.key, []):
            if state in _STUCK_PARENT:
                self._block(child)
            else:
                self._satisfied(child, head.key)
        for key in self._wanted_by.pop(head.key, []):
            self._satisfied(key, head.key)
        return self._blocked

    def _satisfied(self, key: tuple[str, int], need: tuple[str, int]) -> None:
        needs = self._needs.get(key)
        if needs is not None and need in needs:
            needs.discard(need)
            if not needs:
                self._push(key)

    def _block(self, key: tuple[str, int]) -> None:
        stack = [key]
        while stack:
            key = stack.pop()
            head = self._waiting.pop(key, None)
            if head is None:
                continue
            self._blocked.append(head)
            stack += self._children.pop(key, [])
            for wanting in self._wanted_by.pop(key, []):
                self._satisfied(wanting, key)

    def blocked_at_start(self) -> list[Head]:
        """Return the steps that can't go because their parent failed in an earlier run."""
        blocked, self._blocked = self._blocked, []
        return blocked

    def __len__(self) -> int:
        """Count the steps not yet handed out."""
        return len(self._waiting)
