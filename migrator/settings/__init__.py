"""What a person can set, and where it comes from: flag, environment `MIGRATOR_*`, file, default, in this order.

Secrets are no settings: tokens live in the system keyring or a file of their own, never here.
"""

from migrator.settings.load import config_path, load
from migrator.settings.shape import ReplaySettings, Settings

__all__ = ["ReplaySettings", "Settings", "config_path", "load"]
