"""Everything that says who somebody is, merged per person, each fact with the source it is from.

`archive` turns what an archive says into evidence, `files` reads every other file; `people` merges.
"""

from migrator.friends.evidence.archive import from_archive
from migrator.friends.evidence.files import read_file
from migrator.friends.evidence.people import Evidence, People, Person

__all__ = ["Evidence", "People", "Person", "from_archive", "read_file"]
