"""Handles out of names, bios, locations, links and pinned posts. Pure: it asks nobody.

`text` makes a field readable, `links` reads profile addresses, `addresses` reads `@user@host` and its plainer
forms, `spoken` reads what is written in words; `finding` puts them together for one profile.
"""

from migrator.friends.handles.finding import candidates
from migrator.friends.handles.hosts import normalised

__all__ = ["candidates", "normalised"]
