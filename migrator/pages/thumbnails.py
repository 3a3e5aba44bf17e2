"""Small pictures for a page that has to stand alone: a file, no server, no folder beside it."""

import base64
import io
from collections.abc import Callable
from typing import IO, Final

from PIL import Image, ImageOps

from migrator.errors import MigratorError

EDGE_PX: Final = 440
"""Longest edge; a card is about 640 wide and shows two side by side."""

MAX_PIXELS: Final = 80_000_000
"""Larger pictures are not opened at all: an image bomb needs more, a camera's picture fewer."""

_BOMBS: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)

Opener = Callable[[str], IO[bytes]]


class Thumbnails:
    """Makes data URIs of pictures, at most so many in all and so many a year.

    The cap keeps a preview of 100,000 posts at a few megabytes; the share of each year lets every year show some.
    """

    def __init__(self, open_media: Opener, *, total: int, years: int) -> None:
        self._open = open_media
        self._left = total
        self._share = max(total // max(years, 1), 1)
        self._used: dict[int, int] = {}

    def uri(self, name: str, *, year: int) -> str:
        """Return a picture as a data URI; empty if the cap is reached or the file is no picture we can read."""
        if self._left <= 0 or self._used.get(year, 0) >= self._share:
            return ""
        made = self._made(name)
        if made:
            self._left -= 1
            self._used[year] = self._used.get(year, 0) + 1
        return made

    def _made(self, name: str) -> str:
        try:
            with self._open(name) as file, Image.open(file) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    return ""
                return _encoded(picture)
        except (MigratorError, OSError, ValueError, SyntaxError, *_BOMBS):
            return ""


def _encoded(picture: Image.Image) -> str:
    picture.draft("RGB", (EDGE_PX, EDGE_PX))
    small = ImageOps.exif_transpose(picture)
    small.thumbnail((EDGE_PX, EDGE_PX))
    kind = "RGBA" if "A" in small.getbands() or "transparency" in small.info else "RGB"
    buffer = io.BytesIO()
    small.convert(kind).save(buffer, "WEBP", quality=60, method=2)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
