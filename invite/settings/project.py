"""Where the project folder is: the one with invite.toml, looked for upwards as git does."""

from __future__ import annotations

from pathlib import Path

from invite.errors import MustMend
from invite.words import _

SETTINGS_FILE = "invite.toml"


def find_project(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds `invite.toml`. Raises MustMend where there is none."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    if here.is_dir():
        what = _("There is no {file} in {folder} nor in any folder above it.").format(file=SETTINGS_FILE, folder=here)
    else:
        what = _("There is no folder {folder}.").format(folder=here)
    raise MustMend(
        what,
        hint=_("Go to the project folder, name it with --project DIR, or make one with: invite init"),
    )
