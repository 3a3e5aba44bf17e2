"""What an archive says about others, as evidence."""

from collections.abc import Iterable, Iterator

from migrator.friends.evidence.people import Evidence, Trust
from migrator.friends.values import Profile
from migrator.model import Sighting


def from_archive(sightings: Iterable[Sighting]) -> Iterator[Evidence]:
    """Yield an archive's sightings as evidence."""
    for one in sightings:
        yield Evidence(
            source=f"archive ({one.where})",
            trust=Trust.MENTION,
            relations=frozenset({one.relation}),
            id=one.id,
            profile=Profile(screen_name=one.name, name=one.display_name),
            said=one.said,
        )
