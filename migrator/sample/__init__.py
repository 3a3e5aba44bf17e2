"""A made-up X archive that has a case for every rule of the conversion; it stands apart from all other code.

The person, the people around her and their posts are invented. `make` draws the pictures and writes the zip.
"""

from pathlib import Path

from migrator.sample.bundle import write


def make(target: Path) -> Path:
    """Write the sample archive and return its path.

    If `target` ends in `.zip` it is the file to write, else the folder to put it into; folders are made.
    The same version of the program (and of Pillow) writes the same bytes.
    """
    return write(target)


__all__ = ["make"]
