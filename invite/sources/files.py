"""Finds the files that a source names."""

from __future__ import annotations

import os
from pathlib import Path

from invite.access.plain_files import is_no_file
from invite.people.model import Flaw
from invite.sources.reading import file_flaw
from invite.words import _, near

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
BACKUPS = "backups"
WILDCARDS = frozenset("*?[")


def is_lock(name: str) -> bool:
    """Whether the name is that of a file a program keeps beside one it has open: Excel's `~$x`,
    LibreOffice's `.~lock.x#`.
    """
    return name.startswith(("~$", ".~lock."))


def shown(path: Path, folder: Path) -> str:
    """The path as the coordinator knows it: from the project folder where it is inside, with `/`,
    and with ? for what is no text (`is_text`).
    """
    return _name(path, folder).encode("utf-8", "replace").decode()


def is_text(path: Path, folder: Path) -> bool:
    """Whether the path, as it is shown, is text that can be kept and written: Linux takes any bytes
    for a name, as an archive from an old Windows leaves them.
    """
    return _name(path, folder) == shown(path, folder)


def _name(path: Path, folder: Path) -> str:
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.as_posix()


def find(file: str, folder: Path) -> tuple[tuple[Path, ...], tuple[Flaw, ...]]:
    """The files that `file`, a path or a pattern, names, in order of their names; or a flaw that
    says why there are none.

    A relative path starts from the project folder. A file whose name holds `[` is found by its own
    name first.
    """
    name = file.replace("\\", "/") if os.sep == "/" else file
    path = folder / name
    try:
        if _is_backup(path, folder):
            return (), (_no_source(file),)
        if path.is_file():
            return (path,), ()
        if path.is_dir():
            return _spreadsheets(path, file)
        if is_no_file(path):
            return (path,), ()  # the reader says what it is
        if WILDCARDS & set(name):
            return _matching(name, folder, file)
    except (OSError, ValueError) as error:
        return (), (
            file_flaw(
                file, _("This cannot be used as a file name: {reason}.").format(reason=error), ""
            ),
        )
    return (), (_missing(file, path),)


def _spreadsheets(path: Path, file: str) -> tuple[tuple[Path, ...], tuple[Flaw, ...]]:
    found = sorted(
        p
        for p in path.iterdir()
        if p.suffix.lower() in SUFFIXES and not is_lock(p.name) and not p.is_dir()
    )
    if found:
        return tuple(found), ()
    return (), (
        file_flaw(
            file,
            _("There is no spreadsheet in this folder."),
            _("Put the sheets there, or fix the source."),
        ),
    )


def _matching(name: str, folder: Path, file: str) -> tuple[tuple[Path, ...], tuple[Flaw, ...]]:
    pattern = Path(name)
    root = Path(pattern.anchor) if pattern.anchor else folder
    relative = str(pattern.relative_to(pattern.anchor)) if pattern.anchor else name
    found = sorted(
        p
        for p in root.glob(relative)
        if not p.is_dir() and not is_lock(p.name) and not _is_backup(p, folder)
    )
    if found:
        return tuple(found), ()
    return (), (
        file_flaw(
            file,
            _("No file matches this pattern."),
            _("Check the pattern, or put the files there."),
        ),
    )


def _is_backup(path: Path, folder: Path) -> bool:
    """Whether it lies in the folder that holds copies of the ledger, and nothing else."""
    try:
        first, *_rest = path.relative_to(folder).parts or ("",)
    except ValueError:
        return False
    return first.casefold() == BACKUPS


def _no_source(file: str) -> Flaw:
    return file_flaw(
        file,
        _("This folder holds copies of the ledger, and no sheets."),
        _("Put the sheets into another folder."),
    )


def _missing(file: str, path: Path) -> Flaw:
    hint = _("Check the name in the settings, or put the file there.")
    try:
        beside = [
            p.name
            for p in path.parent.iterdir()
            if p.suffix.lower() in SUFFIXES and not is_lock(p.name)
        ]
    except OSError:
        beside = []
    if meant := near(path.name, beside):
        hint = _("Did you mean {name}?").format(name=meant)
    return file_flaw(file, _("There is no such file."), hint)
