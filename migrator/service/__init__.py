"""What a face may ask of the program."""

from migrator.service.api import Service

__all__ = ["Service"]
