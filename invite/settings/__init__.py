"""The settings of a project: invite.toml in; frozen Settings out, or all that needs fixing."""

from invite.settings.load import load
from invite.settings.model import SETTINGS_FILE, Settings, find_project, misnamed

__all__ = ["SETTINGS_FILE", "Settings", "find_project", "load", "misnamed"]
