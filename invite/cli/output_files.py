"""Writes a report to a file: the whole of it or nothing, over nothing that the project is made
of.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from invite.cli import terminal
from invite.errors import MustMend, WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.project import Project

PAGE, BOOK, JSON, MAIL = (
    (".html", ".htm"),
    (".xlsx",),
    (".json",),
    (".eml",),
)  # the endings of what is written, the usual one first
LEDGER = (
    "",
    "-wal",
    "-shm",
    "-journal",
)  # the files that SQLite keeps, after the ledger's own name


def check(project: Project, file: Path | None, endings: tuple[str, ...]) -> None:
    """Raise WrongUsage where a report must not be written: over what the project is made of, or
    under a name of another kind.

    Called before anything is written or read; None, where no report was asked for, will do.
    """
    if file is None:
        return
    if what := _belongs(project, file):
        raise WrongUsage(
            f"{file}: {what}",
            hint=_("Nothing was written. Name another file, such as {file}.").format(
                file=f"raportti{endings[0]}"
            ),
        )
    if file.suffix.casefold() not in endings:
        raise WrongUsage(
            _("{file}: the name must end in {ending}.").format(file=file, ending=endings[0]),
            hint=_("Nothing was written. Write it so: {file}").format(
                file=file.with_name(f"{file.stem or file.name}{endings[0]}")
            ),
        )


def check_folder(project: Project, folder: Path | None) -> None:
    """The same for a folder that letters are to be written into."""
    if folder is not None and _in_templates(project, folder):
        raise WrongUsage(
            _("{folder}: the templates lie there.").format(folder=folder),
            hint=_("Nothing was written. Name another folder."),
        )


def _belongs(project: Project, file: Path) -> str:
    """What the file is to the project, if it is anything, in words."""
    from invite.ledger.storage.location import ledger_path
    from invite.settings.model import SETTINGS_FILE
    from invite.sources.files import find

    settings = project.settings
    ledger, _notice = ledger_path(settings.ledger_url, settings.folder)
    if _same(file, settings.folder / SETTINGS_FILE):
        return _("the settings of this project would be written over.")
    if any(_same(file, ledger.with_name(ledger.name + end)) for end in LEDGER):
        return _("the ledger, which remembers everything, would be written over.")
    if _in_templates(project, file):
        return _("the templates lie there.")
    for source in settings.sources:
        if any(_same(file, path) for path in find(source.file, settings.folder)[0]):
            return _("this list of people would be written over.")
        if _would_be_read(settings.folder, source.file, file):
            return _("it would be read as a list of people from then on ({source}).").format(
                source=source.file
            )
    return ""


def _same(one: Path, other: Path) -> bool:
    """Whether both name one file; in any case of letters, since Windows and macOS make no
    difference there.
    """
    with suppress(OSError):
        if one.samefile(other):
            return True
    return str(one.resolve()).casefold() == str(other.resolve()).casefold()


def _in_templates(project: Project, path: Path) -> bool:
    return path.resolve().is_relative_to((project.settings.folder / "templates").resolve())


def _would_be_read(folder: Path, source: str, file: Path) -> bool:
    """Whether a new file would be among those that a source's folder or pattern names."""
    from invite.sources.files import SUFFIXES, WILDCARDS

    there = folder / source.replace("\\", "/")
    if file.suffix.casefold() not in SUFFIXES:
        return False
    if there.is_dir():
        return file.resolve().parent == there.resolve()
    return bool(WILDCARDS & set(source)) and file.resolve().match(
        str(folder.resolve() / there.relative_to(folder))
    )


def save(file: Path, content: bytes, *, quiet: bool = False) -> None:
    """Write the content, replacing what was there, and say so on stdout. quiet: do not say so.

    Raises MustMend where it cannot be written. Half a report is never seen: it is written beside
    and put in place whole.
    """
    beside: Path | None = None
    try:
        # Only the coordinator may read it (mkstemp's 0600): it names people.
        number, name = tempfile.mkstemp(
            dir=file.absolute().parent, prefix=f".{file.name}.", suffix=".part"
        )
        beside = Path(name)
        with os.fdopen(number, "wb") as out:
            out.write(content)
        beside.replace(file)
    except OSError as error:
        if beside:
            with suppress(OSError):
                beside.unlink()
        folder = file.absolute().parent
        if folder.is_dir():
            hint = _(
                "If it is open in Excel or another program, close it there, or name another file."
            )
        else:
            hint = _(
                "The folder {folder} is not there: make it first, or name a file in another one."
            ).format(folder=folder)
        raise MustMend(
            _("{file} cannot be written: {why}.").format(file=file, why=_why(error)), hint=hint
        ) from error
    if not quiet:
        terminal.show(_("Written to {file}.").format(file=file))


def _why(error: OSError) -> str:
    match error:
        case PermissionError():
            return _("it is open in another program, or you may not write there")
        case FileNotFoundError():
            return _("there is no such folder")
        case IsADirectoryError():
            return _("there is a folder of that name")
        case _other:
            return (error.strerror or type(error).__name__).rstrip(".")
