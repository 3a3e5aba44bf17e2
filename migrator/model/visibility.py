"""Who may see a post, in the fediverse's own words."""

from enum import StrEnum


class Visibility(StrEnum):
    """The Mastodon API's visibilities, widest first.

    https://docs.joinmastodon.org/entities/Status/#visibility
    """

    PUBLIC = "public"
    UNLISTED = "unlisted"
    PRIVATE = "private"
    """Followers only."""
    DIRECT = "direct"


_ORDER = list(Visibility)


def narrower(one: Visibility, other: Visibility) -> Visibility:
    """Return whichever of the two fewer people can see."""
    return max(one, other, key=_ORDER.index)
