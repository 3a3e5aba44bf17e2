"""Lets the global options stand anywhere: `migrator login SERVER --allow-http` is what people type."""

from collections.abc import Sequence
from typing import Final

FLAGS: Final = frozenset({"--verbose", "-v", "--no-color", "--allow-http"})
VALUED: Final = frozenset({"--config", "--data-dir"})


def hoisted(argv: Sequence[str]) -> list[str]:
    """Return the arguments with the global options in front; what follows `--` stays where it is."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in FLAGS or word.partition("=")[0] in VALUED:
            front.append(word)
            if word in VALUED:
                front += [value for value in [next(words, None)] if value is not None]
        else:
            rest.append(word)
    return front + rest
