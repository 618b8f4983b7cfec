"""The settings of a project: invite.toml in, frozen Settings out, or everything that must be mended in it at once."""

from invite.settings.model import Settings
from invite.settings.project import SETTINGS_FILE, find_project
from invite.settings.read import load

__all__ = ["SETTINGS_FILE", "Settings", "find_project", "load"]
