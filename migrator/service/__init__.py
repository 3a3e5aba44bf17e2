"""What a face may ask of the program."""

from migrator.export import Exported
from migrator.service.api import Service

__all__ = ["Exported", "Service"]
