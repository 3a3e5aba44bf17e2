"""A gzip stream that can be entered in the middle.

While it is read through once, the state of the decompressor is kept every so many bytes (some 40 KB each);
reading at a place begins at the nearest state before it. So a file of 20 GB needs neither to be unpacked nor to be
read from its beginning for each file in it. The idea is that of zlib's examples/zran.c: https://zlib.net/zran.c
"""

import threading
import zlib
from bisect import bisect_right
from pathlib import Path
from typing import IO, TYPE_CHECKING

_READ_BYTES = 2**18
_GZIP = 31
"""zlib's window bits for a gzip header and the largest window: https://zlib.net/manual.html (inflateInit2)"""

FIRST_GAP_BYTES = 8 * 2**20
MOST_STATES = 512
"""Ours: 512 states are 20 MB; when there are more, every second one is dropped and the gap doubled."""

_RECENT = 8


if TYPE_CHECKING:
    from zlib import _Decompress


class State:
    """A place in the stream: what has been unpacked, what has been read, and how to go on."""

    __slots__ = ("inflater", "packed", "rest", "unpacked")

    def __init__(self, unpacked: int, packed: int, inflater: "_Decompress", rest: bytes = b"") -> None:
        """Take the offsets in bytes, and packed bytes that were read but not used."""
        self.unpacked, self.packed, self.inflater, self.rest = unpacked, packed, inflater, rest

    def copy(self) -> "State":
        """Return the same place for somebody else to go on from."""
        # What was read ahead is read again, since many states with some of it would be heavy.
        return State(self.unpacked, self.packed - len(self.rest), self.inflater.copy())


class Entries:
    """The places where a stream can be entered. Threads may share it."""

    def __init__(self, path: Path) -> None:
        """Begin with the start of the file."""
        self.path = path
        self._lock = threading.Lock()
        self._gap = FIRST_GAP_BYTES
        self._states = [State(0, 0, zlib.decompressobj(_GZIP))]
        self._places = [0]
        self._recent: list[State] = []

    def offer(self, state: State) -> None:
        """Keep a state if it is far enough behind the last one."""
        with self._lock:
            if state.unpacked - self._places[-1] < self._gap:
                return
            self._states.append(state.copy())
            self._places.append(state.unpacked)
            if len(self._states) > MOST_STATES:
                self._states, self._places = self._states[::2], self._places[::2]
                self._gap *= 2

    def leave(self, state: State) -> None:
        """Remember where a reader stopped: the next file is often right behind."""
        with self._lock:
            self._recent = [*self._recent[-_RECENT + 1 :], state.copy()]

    def before(self, place: int) -> State:
        """Return a state to read on from, at or before a place."""
        with self._lock:
            found = self._states[bisect_right(self._places, place) - 1]
            near = [one for one in self._recent if found.unpacked < one.unpacked <= place]
            return max(near, key=lambda one: one.unpacked, default=found).copy()


class Reader:
    """Reads the unpacked bytes from one place on."""

    def __init__(self, entries: Entries, place: int = 0, *, marking: bool = False) -> None:
        """Begin at a place; with `marking`, keep states on the way."""
        self._entries = entries
        self._state = entries.before(place)
        self._marking = marking
        self._file: IO[bytes] = entries.path.open("rb")
        self._file.seek(self._state.packed)
        while self._state.unpacked < place:
            before = self._state.unpacked
            piece = self.read(min(_READ_BYTES, place - before))
            if not piece:
                break

    @property
    def packed(self) -> int:
        """Return how many bytes of the file were read."""
        return self._state.packed

    @property
    def unpacked(self) -> int:
        """Return how many bytes came out of them."""
        return self._state.unpacked

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes; empty at the end.

        Raises `EOFError` if the file breaks off, `zlib.error` if it is damaged.
        """
        state = self._state
        while True:
            if state.inflater.eof and not self._next_stream(state):
                return b""
            packed = state.rest or self._more(state)
            data = state.inflater.decompress(packed, size)
            # At a stream's end Python shows what is left in both attributes.
            state.rest = b"" if state.inflater.eof else state.inflater.unconsumed_tail
            state.unpacked += len(data)
            if data:
                if self._marking:
                    self._entries.offer(state)
                return data
            if not packed and not state.inflater.eof:
                raise EOFError("the file breaks off")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        if not self._marking:
            self._entries.leave(self._state)

    def _more(self, state: State) -> bytes:
        more = self._file.read(_READ_BYTES)
        state.packed += len(more)
        return more

    def _next_stream(self, state: State) -> bool:
        """Go on with a gzip stream behind the first, as `cat a.gz b.gz` makes them; zeros are padding."""
        rest = state.inflater.unused_data or self._more(state)
        if not rest.strip(b"\0"):
            return False
        state.inflater, state.rest = zlib.decompressobj(_GZIP), rest
        return True
