"""Looks short links up before a plan is made, so that the plan itself asks nobody."""

import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from migrator.errors import Interrupted
from migrator.net import Unshortener
from migrator.service.linkcache import LinkCache
from migrator.service.parts import Parts
from migrator.service.planning import links_of
from migrator.service.values import Progress, Watcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """What is known of the short links now."""

    links: int
    """Short links of the archive that go, and that it does not expand."""

    lost: int = 0
    """Those that lead nowhere any more."""

    unsaid: int = 0
    """Those that could not be asked about now."""


@dataclass(kw_only=True)
class Expanding:
    """Fills the cache."""

    parts: Parts
    watcher: Watcher
    stop: threading.Event

    def look_up(self, links: Sequence[str]) -> Expanded:
        """Ask about all links that are not known yet; raises `Interrupted`, with all answers so far kept."""
        cache = links_of(self.parts)
        known = cache.all()
        new = [url for url in links if url not in known]
        if new:
            waiter = self.parts.waiter(self.stop)
            with closing(self.parts.unshortener(self.parts.network(waiter, None))) as shorteners:
                self._ask(shorteners, cache, new, done=len(links) - len(new))
            known = cache.all()
        return Expanded(
            links=len(links),
            lost=sum(known.get(url) == "" for url in links),
            unsaid=sum(url not in known for url in links),
        )

    def _ask(self, shorteners: Unshortener, cache: LinkCache, links: Sequence[str], *, done: int) -> None:
        began = self.parts.monotonic()
        for number, url in enumerate(links):
            self._show(number, done=done, total=done + len(links), seconds=self.parts.monotonic() - began)
            try:
                self._check()
                led = shorteners.lookup(url)
            except Interrupted as error:
                hint = "nothing is lost: the same command goes on from here"
                raise Interrupted("stopped while short links were looked up", hint=hint) from error
            if led.for_good:
                cache.add(url, led.url)

    def _check(self) -> None:
        if self.stop.is_set():
            raise Interrupted("stopped")

    def _show(self, asked: int, *, done: int, total: int, seconds: float) -> None:
        rate = asked / seconds if asked and seconds > 0 else 0.0
        self.watcher.progress(
            Progress(
                done=done + asked,
                failed=0,
                skipped=0,
                total=total,
                rate=rate * 60,
                eta_s=(total - done - asked) / rate if rate else None,
            )
        )
