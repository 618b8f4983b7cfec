"""Writes reports to files: the whole of each or nothing, over nothing that the project is made
of.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct

from invite.access.plain_files import is_no_file
from invite.campaign.project import Project
from invite.errors import MustMend, WrongUsage
from invite.ledger.storage.location import ledger_path
from invite.ledger.written_files import place
from invite.settings import SETTINGS_FILE
from invite.sources.files import SUFFIXES, WILDCARDS, find, shown
from invite.words import _, system_words

Found = TypeVar("Found")
# The files that SQLite keeps, after the ledger's own name.
LEDGER = ("", "-wal", "-shm", "-journal")


class Kind(Enum):
    """What a report is written as: the endings that its name may have, the usual one first."""

    PAGE = (".html", ".htm")
    BOOK = (".xlsx",)
    EXPORT = (".json", ".html", ".htm")
    MAIL = (".eml",)


class OutputFile(Struct, Generic[Found], frozen=True, kw_only=True):
    """A report that may be asked for. path: None where it was not. name: what the log calls it;
    remark: what the log adds. content: makes it of what was found.
    """

    path: Path | None
    kind: Kind
    name: str
    content: Callable[[Found], bytes]
    remark: str = ""


def check_files(project: Project, files: Iterable[OutputFile[Found]]) -> None:
    """Raise WrongUsage where a report must not be written: over what the project is made of, or
    under a name of another kind. Called before anything is written or read.
    """
    for one in files:
        if one.path is not None:
            _check(project, one.path, one.kind.value)


def write_files(
    project: Project, files: Iterable[OutputFile[Found]], found: Found
) -> tuple[Path, ...]:
    """Write those reports that were asked for; where they lie.

    Who has made a list of people, perhaps to give it away, is told by the log.
    """
    written: list[Path] = []
    names: list[str] = []
    remark = ""
    for one in files:
        if one.path is not None:
            save(one.path, one.content(found))
            written.append(one.path)
            names.append(one.name)
            remark = one.remark
    if names:
        project.ledger.written.note(project.settings.folder, ((path, None) for path in written))
        project.ledger.log(f"report: {', '.join(names)}{remark}")
    return tuple(written)


def check_folder(project: Project, folder: Path | None) -> None:
    """Raise WrongUsage for a folder that letters must not be written into, or that is none."""
    if folder is None:
        return
    if is_no_file(folder) and not folder.is_dir():
        raise WrongUsage(
            _("{folder} is no folder.").format(folder=folder),
            hint=_("Nothing was written. Name another folder."),
        )
    _require_text(project, folder)
    if _in_templates(project, folder):
        raise WrongUsage(
            _("{folder}: the templates are there.").format(folder=folder),
            hint=_("Nothing was written. Name another folder."),
        )


def _check(project: Project, file: Path, endings: tuple[str, ...]) -> None:
    if is_no_file(file):
        raise WrongUsage(
            _("{file} is no file, but a device, a pipe or a folder.").format(file=file),
            hint=_("Nothing was written. Name another file, such as {file}.").format(
                file=f"raportti{endings[0]}"
            ),
        )
    _require_text(project, file)
    if what := _belongs(project, file):
        raise WrongUsage(
            f"{file}: {what}",
            hint=_("Nothing was written. Name another file, such as {file}.").format(
                file=f"raportti{endings[0]}"
            ),
        )
    if file.suffix.casefold() not in endings:
        raise WrongUsage(
            _("{file}: the name must end in {ending}.").format(
                file=file, ending=_(" or ").join(one for one in endings if one != ".htm")
            ),
            hint=_("Nothing was written. Write it like this: {file}").format(
                file=file.with_name(f"{file.stem or file.name}{endings[0]}")
            ),
        )


def _require_text(project: Project, path: Path) -> None:
    """Raise WrongUsage for a name of bytes that are no text: it could not be remembered, and so
    nobody who is let go would be taken out of what lies there.
    """
    try:
        place(path, project.settings.folder).encode()
    except UnicodeEncodeError:
        raise WrongUsage(
            _("{file}: the name is no text.").format(file=shown(path, project.settings.folder)),
            hint=_("Nothing was written. Name another one."),
        ) from None


def _belongs(project: Project, file: Path) -> str:
    """What the file is to the project, if it is anything, in words."""
    settings = project.settings
    ledger, _notice = ledger_path(settings.ledger_url, settings.folder)
    if _same(file, settings.folder / SETTINGS_FILE):
        return _("the settings of this project would be overwritten.")
    if isinstance(ledger, Path) and any(
        _same(file, ledger.with_name(ledger.name + end)) for end in LEDGER
    ):
        return _("the ledger, which remembers everything, would be overwritten.")
    if _in_templates(project, file):
        return _("the templates are there.")
    for source in settings.sources:
        if any(_same(file, path) for path in find(source.file, settings.folder)[0]):
            return _("this list of people would be overwritten.")
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
    there = folder / source.replace("\\", "/")
    if file.suffix.casefold() not in SUFFIXES:
        return False
    if there.is_dir():
        return file.resolve().parent == there.resolve()
    return bool(WILDCARDS & set(source)) and file.resolve().match(
        str(folder.resolve() / there.relative_to(folder))
    )


def save(file: Path, content: bytes) -> None:
    """Write the content, replacing what was there. Raises MustMend where it cannot be written.

    Half a report is never seen: it is written next to the file and put in place whole.
    """
    part: Path | None = None
    try:
        # Only the coordinator may read it (mkstemp's 0600): it names people.
        number, name = tempfile.mkstemp(
            dir=file.absolute().parent, prefix=f".{file.name}.", suffix=".part"
        )
        part = Path(name)
        with os.fdopen(number, "wb") as out:
            out.write(content)
        part.replace(file)
    except OSError as error:
        if part:
            with suppress(OSError):
                part.unlink()
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


def _why(error: OSError) -> str:
    match error:
        case PermissionError():
            return _("it is open in another program, or you may not write there")
        case FileNotFoundError():
            return _("there is no such folder")
        case IsADirectoryError():
            return _("there is a folder of that name")
        case _other:
            return (system_words(error)).rstrip(".")
