"""Reads invite.toml: gathers everything that must be mended and stops once, or returns frozen settings."""

from __future__ import annotations

import re
from pathlib import Path

from invite.errors import MustMend, Problem
from invite.settings import build, check, reading, syntax
from invite.settings.model import Settings
from invite.settings.project import SETTINGS_FILE
from invite.words import _, ngettext

LARGEST = 1_000_000


def load(folder: Path) -> Settings:
    """The settings of the project in `folder`. Raises MustMend with all problems, each with its key and line."""
    written = syntax.parse(_bytes_of(folder / SETTINGS_FILE))
    noted = reading.Reading(written.places, [*written.problems], [*written.warnings])
    if written.tables is not None:
        given = check.everything(written.tables, noted)
        if not noted.problems:
            return build.settings(folder, given, tuple(noted.warnings))
    raise mend(noted.problems)


def mend(problems: list[Problem]) -> MustMend:
    """One error for all that was found, in the order of the lines."""
    return MustMend(
        ngettext("{n} thing in {file} must be mended.", "{n} things in {file} must be mended.", len(problems)).format(
            n=len(problems), file=SETTINGS_FILE
        ),
        hint=_("Mend it in a text editor such as Notepad, save it, and run the command again."),
        problems=sorted(problems, key=_line),
    )


def _line(problem: Problem) -> int:
    """The line that a problem names; what is nowhere comes last."""
    found = re.search(r"\(\D*(\d+)\)$", problem.where)
    return int(found[1]) if found else LARGEST


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise MustMend(
            _("There is no {file} in {folder}.").format(file=SETTINGS_FILE, folder=file.parent),
            hint=_("Name the project folder with --project DIR, or make one with: invite init"),
        ) from error
    except OSError as error:
        raise MustMend(
            _("{file} cannot be read: {why}").format(file=file, why=error.strerror or error),
            hint=_("Close it in other programs, and see that you may open it."),
        ) from error
    if len(content) > LARGEST:
        raise MustMend(
            _("{file} is too large for a settings file.").format(file=file),
            hint=_("See whether another file was saved under this name."),
        )
    return content
