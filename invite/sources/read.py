"""Reads what a source names: every file of it, and for a file that cannot be read, the reason."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from invite.access.plain_files import NotPlain, TooLarge, read_plain
from invite.people.model import Flaw, Origin, ReadFile, Severity, Sheet, Source
from invite.sources.caps import CAPS, MEGABYTE, Caps, Unreadable, too_large
from invite.sources.files import find, is_text, shown
from invite.sources.reader import FileReader
from invite.sources.reading import SourceReading, file_flaw
from invite.words import _, system_words

__all__ = ["CAPS", "Caps", "SourceReading", "read", "read_file"]


def read(
    source: Source, folder: Path, *, caps: Caps = CAPS, reader: FileReader | None = None
) -> SourceReading:
    """All sheets of all files that the source names, those that the source's `sheets` leaves out
    left out.

    reader: the process that reads the files; without one each file gets its own. folder: the
    project's; a relative `source.file` starts there. Nothing is raised for what a file
    holds or lacks: each file that gives nothing is a Flaw with severity `error` and field `file`,
    and the others are read all the same.
    """
    paths, flaws = find(source.file, folder)
    sheets: list[Sheet] = []
    found = list(flaws)
    files: list[ReadFile] = []
    for path in paths:
        one = read_file(path, folder, caps=caps, reader=reader)
        sheets += one.sheets
        found += one.flaws
        files += one.files
    kept, missing = _wanted(source, sheets)
    return SourceReading(sheets=kept, flaws=(*found, *missing), files=tuple(files))


def read_file(
    path: Path, folder: Path, *, caps: Caps = CAPS, reader: FileReader | None = None
) -> SourceReading:
    """One file, whatever its format. Never raises for what the file holds. reader: the process
    that reads it; without one it gets one of its own.
    """
    name = shown(path, folder)
    if not is_text(path, folder):
        hint = _("Rename the file, and the folders that it lies in, and try again.")
        return SourceReading(flaws=(file_flaw(name, _("The file's name is no text."), hint),))
    try:
        data, stat = read_plain(path, caps.file)
    except PermissionError:
        hint = _("Close it in the program that has it open, or ask for permission to read it.")
        return SourceReading(flaws=(file_flaw(name, _("You may not read the file."), hint),))
    except NotPlain:
        problem = _("This is not a file that can be read, but a device, a pipe or a folder.")
        hint = _("Put the sheet itself there.")
        return SourceReading(flaws=(file_flaw(name, problem, hint),))
    except TooLarge:
        error = too_large(
            _("The file is larger than {size} MB.").format(size=caps.file // MEGABYTE)
        )
        return SourceReading(flaws=(file_flaw(name, error.problem, error.hint),))
    except OSError as error:
        reason = system_words(error)
        problem = _("The file cannot be read: {reason}.").format(reason=reason)
        return SourceReading(flaws=(file_flaw(name, problem, ""),))
    digest = hashlib.sha256(data).hexdigest()
    file = ReadFile(path=name, size=len(data), mtime_ns=stat.st_mtime_ns, digest=digest)
    flaws = _open_elsewhere(path, name, stat.st_mtime)
    suffix = path.suffix.lower()
    try:
        if reader is None:
            with FileReader() as own:
                sheets, more = own.read(suffix, data, name, caps)
        else:
            sheets, more = reader.read(suffix, data, name, caps)
    except Unreadable as error:
        more = (file_flaw(name, error.problem, error.hint),)
        return SourceReading(flaws=(*flaws, *more), files=(file,))
    return SourceReading(sheets=sheets, flaws=(*flaws, *more), files=(file,))


def _open_elsewhere(path: Path, name: str, changed: float) -> tuple[Flaw, ...]:
    """Says that a workbook is open in Excel or LibreOffice, whose lock file stands beside it: what
    is not saved is not seen.
    """
    locks = (path.with_name("~$" + path.name), path.with_name(f".~lock.{path.name}#"))
    if not any(lock.exists() for lock in locks):
        return ()
    when = datetime.fromtimestamp(changed, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    problem = _("The file is open in another program; it was read as last saved, {when}.").format(
        when=when
    )
    return (
        file_flaw(
            name,
            problem,
            _("Save it there and run this again if something is missing."),
            Severity.NOTE,
        ),
    )


def _wanted(source: Source, sheets: list[Sheet]) -> tuple[tuple[Sheet, ...], tuple[Flaw, ...]]:
    """The sheets that the source wants, and a flaw for each that it names and no file has."""
    if source.sheets is None:
        return tuple(sheets), ()
    wanted = {name.strip().casefold(): name for name in source.sheets}
    kept = tuple(s for s in sheets if (s.name or "").strip().casefold() in wanted)
    have = {(s.name or "").strip().casefold() for s in kept}
    names = ", ".join(s.name for s in sheets if s.name)
    hint = _("The file's sheets: {names}.").format(names=names) if names else ""
    flaws = (
        Flaw(
            origin=Origin(source.file, name),
            field="file",
            value=name,
            problem=_("The file has no sheet of that name."),
            hint=hint,
            severity=Severity.ERROR,
        )
        for key, name in wanted.items()
        if key not in have and sheets
    )
    return kept, tuple(flaws)
