"""The pages that show what a replay made."""

from starlette.routing import Route


def routes() -> list[Route]:
    """Return the routes of this module."""
    return []
