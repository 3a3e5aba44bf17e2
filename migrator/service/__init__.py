"""What a face may ask of the program."""

from migrator.export import Exported
from migrator.service.api import Service
from migrator.service.expanding import Expanded

__all__ = ["Expanded", "Exported", "Service"]
