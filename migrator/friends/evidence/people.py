"""Merges evidence: one person each, by id, else by name; each fact from the source that knows best."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from migrator.friends.values import Link, Profile
from migrator.model import Relation


class Trust(IntEnum):
    """How well a kind of source knows a profile; the better one's facts count."""

    MENTION = 1
    """A name at the time of a post."""
    NAMES = 2
    """A list of names."""
    TABLE = 3
    PROFILE = 4
    """The profile itself, as a program read it from the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one place says about one person."""

    source: str
    """The file, or the part of an archive, as people know it."""

    trust: Trust
    relations: frozenset[Relation] = frozenset()
    id: str = ""
    profile: Profile = field(default_factory=Profile)
    addresses: tuple[str, ...] = ()
    """Handles that the source itself names as the person's."""

    lists: tuple[str, ...] = ()
    said: str = ""
    """A text by somebody else that may say where they are."""


@dataclass(slots=True, kw_only=True)
class Person:
    """One person with all that is known of them."""

    key: str
    """Their id on the old network, else their name, else their address."""

    id: str = ""
    screen_name: str = ""
    relations: set[Relation] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    facts: dict[str, tuple[Trust, str, str]] = field(default_factory=dict)
    """By field of the profile: trust, source and text."""

    links: dict[tuple[str, str, str], Link] = field(default_factory=dict)
    pinned_links: dict[tuple[str, str, str], Link] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    """Handles a source names, with the source."""

    said: list[tuple[str, str]] = field(default_factory=list)
    """Source and text."""

    @property
    def profile(self) -> Profile:
        """The best of everything."""
        texts = {name: fact[2] for name, fact in self.facts.items()}
        return Profile(**texts, links=tuple(self.links.values()), pinned_links=tuple(self.pinned_links.values()))

    @property
    def sources(self) -> list[str]:
        """Where the facts are from."""
        return sorted({fact[1] for fact in self.facts.values()})

    @property
    def described(self) -> bool:
        """Whether more than a name is known."""
        return bool(self.links or self.pinned_links) or any(self.facts.get(name) for name in _DESCRIBING)

    def add(self, evidence: Evidence) -> None:
        """Take in what a source says."""
        self.id = self.id or evidence.id
        self.relations |= evidence.relations
        self.lists.update(evidence.lists)
        for name in _TEXTS:
            text = getattr(evidence.profile, name)
            known = self.facts.get(name)
            if text and (known is None or known[0] < evidence.trust):
                self.facts[name] = (evidence.trust, evidence.source, text)
        self.screen_name = self.facts.get("screen_name", (0, "", ""))[2]
        self.links.update({(one.url, one.expanded, one.display): one for one in evidence.profile.links})
        self.pinned_links.update(
            {(one.url, one.expanded, one.display): one for one in evidence.profile.pinned_links}
        )
        self.addresses.update(dict.fromkeys(evidence.addresses, evidence.source))
        if evidence.said and (evidence.source, evidence.said) not in self.said and len(self.said) < _SAID:
            self.said.append((evidence.source, evidence.said))


_TEXTS: Final = ("screen_name", "name", "bio", "location", "url", "pinned")
_DESCRIBING: Final = ("bio", "location", "url", "pinned")
_SAID: Final = 50
"""Texts by others that are kept for one person; ours: more of them say the same."""


class People:
    """All persons, in the order in which they were first heard of."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}
        self._by_name: dict[str, str] = {}
        self._later: list[Evidence] = []

    def add(self, evidence: Iterable[Evidence]) -> None:
        """Take evidence in; what has a name but no id waits until all ids are known."""
        for one in evidence:
            if one.id:
                self._take(one.id, one)
            else:
                self._later.append(one)

    def __iter__(self) -> Iterator[Person]:
        """Yield the persons, those known by name alone last."""
        self._settle()
        return iter(list(self._people.values()))

    def __len__(self) -> int:
        self._settle()
        return len(self._people)

    def _settle(self) -> None:
        waiting, self._later = self._later, []
        for one in waiting:
            name = one.profile.screen_name.lower()
            key = self._by_name.get(name) if name else None
            if key is None:
                key = f"@{name}" if name else next(iter(one.addresses), "")
            if key:
                self._take(key, one)

    def _take(self, key: str, evidence: Evidence) -> None:
        person = self._people.get(key)
        if person is None:
            person = self._people[key] = Person(key=key)
        person.add(evidence)
        name = evidence.profile.screen_name.lower()
        if name:
            self._by_name.setdefault(name, key)
