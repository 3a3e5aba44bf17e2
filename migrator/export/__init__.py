"""A live account into an archive of the kind that Mastodon makes, for servers that make none.

Posts are fetched a page at a time into a work folder that survives an interruption; files next; the archive last.
"""

from migrator.export.account import Address, address_of
from migrator.export.exporting import Export, Exported, Moment

__all__ = ["Address", "Export", "Exported", "Moment", "address_of"]
