"""The shipped example project, copied to a folder where it can be played with."""

from __future__ import annotations

import shutil
from pathlib import Path

from invite.errors import MustMend, WrongUsage
from invite.letters.templates.source import shipped
from invite.words import _, system_words

NAME = "invite-demo"
PARTS = ("invite.toml", "*.xlsx", "*.csv")


def copy_example(target: Path | None, beside: Path) -> Path:
    """Copy the example to `target`, or to a new folder in `beside`; returns where it is.

    Raises WrongUsage if `target` is there and not empty: nothing of anybody's is written over.
    """
    folder = target or _free(beside)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUsage(
            _("{folder} already exists and is not empty.").format(folder=folder),
            hint=_("Name a new folder: invite demo FOLDER."),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for pattern in PARTS:
            for part in shipped("examples").glob(pattern):
                shutil.copyfile(part, folder / part.name)
    except OSError as error:
        raise MustMend(
            _("The example cannot be copied to {folder}: {why}.").format(
                folder=folder, why=system_words(error)
            ),
            hint=_("Name another folder: invite demo FOLDER."),
        ) from error
    return folder


def _free(beside: Path) -> Path:
    folder, number = beside / NAME, 1
    while folder.exists():
        number += 1
        folder = beside / f"{NAME}-{number}"
    return folder
