"""The rehearsal server: a private, local, GoToSocial-like (or Mastodon-like) server to try a migration on.

It stands apart: a store of its own, and no code shared with the client's side.
"""

from migrator.rehearsal.faults import Fault, Faults
from migrator.rehearsal.options import Options, ProfileName
from migrator.rehearsal.server import RehearsalServer

__all__ = ["Fault", "Faults", "Options", "ProfileName", "RehearsalServer"]
