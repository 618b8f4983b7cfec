"""Reads what a source names: every file of it, and for a file that cannot be read, the reason."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from invite.language.spelling import mend
from invite.people.model import Flaw, Origin, ReadFile, Row, Severity, Sheet, Source
from invite.sources.files import find, shown
from invite.sources.reading import (
    CAPS,
    MEGABYTE,
    Caps,
    SourceReading,
    Unreadable,
    file_flaw,
    too_large,
)
from invite.words import _

__all__ = ["CAPS", "Caps", "SourceReading", "read", "read_file"]

TEXT = (".csv", ".tsv", ".txt")
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK"
BEGINNINGS = {".xls": OLE, ".xlsx": ZIP, ".xlsm": ZIP, ".xlsb": ZIP, ".ods": ZIP}


def read(source: Source, folder: Path, *, caps: Caps = CAPS) -> SourceReading:
    """All sheets of all files that the source names, those that the source's `sheets` leaves out
    left out.

    folder: the project's; a relative `source.file` starts there. Nothing is raised for what a file
    holds or lacks: each file that gives nothing is a Flaw with severity `error` and field `file`,
    and the others are read all the same.
    """
    paths, flaws = find(source.file, folder)
    sheets: list[Sheet] = []
    found = list(flaws)
    files: list[ReadFile] = []
    for path in paths:
        one = read_file(path, folder, caps=caps)
        sheets += one.sheets
        found += one.flaws
        files += one.files
    kept, missing = _wanted(source, sheets)
    return SourceReading(sheets=kept, flaws=(*found, *missing), files=tuple(files))


def read_file(path: Path, folder: Path, *, caps: Caps = CAPS) -> SourceReading:
    """One file, whatever its format. Never raises for what the file holds."""
    name = shown(path, folder)
    try:
        stat = path.stat()
        if stat.st_size > caps.file:
            raise too_large(
                _("The file is larger than {size} MB.").format(size=caps.file // MEGABYTE)
            )
        data = path.read_bytes()
        file = ReadFile(
            path=name,
            size=len(data),
            mtime_ns=stat.st_mtime_ns,
            digest=hashlib.sha256(data).hexdigest(),
        )
    except PermissionError:
        hint = _("Close it in the program that has it open, or ask for permission to read it.")
        return SourceReading(flaws=(file_flaw(name, _("You may not read the file."), hint),))
    except OSError as error:
        reason = error.strerror or str(error)
        return SourceReading(
            flaws=(
                file_flaw(name, _("The file cannot be read: {reason}.").format(reason=reason), ""),
            )
        )
    except Unreadable as error:
        return SourceReading(flaws=(file_flaw(name, error.problem, error.hint),))
    flaws = _open_elsewhere(path, name, stat.st_mtime)
    try:
        sheets, more = _sheets(path.suffix.lower(), data, name, caps)
    except Unreadable as error:
        return SourceReading(
            flaws=(*flaws, file_flaw(name, error.problem, error.hint)), files=(file,)
        )
    except (MemoryError, RecursionError):
        problem = _("The file needs more memory than is allowed.")
        return SourceReading(
            flaws=(*flaws, file_flaw(name, problem, _("Save the list as .csv and try again."))),
            files=(file,),
        )
    return SourceReading(sheets=sheets, flaws=(*flaws, *more), files=(file,))


def _sheets(
    suffix: str, data: bytes, name: str, caps: Caps
) -> tuple[tuple[Sheet, ...], tuple[Flaw, ...]]:
    if not data:
        raise Unreadable(_("The file is empty."), _("Ask for a new copy."))
    beginning = BEGINNINGS.get(suffix)
    if beginning is None and suffix not in TEXT:
        raise Unreadable(
            _("This is not a spreadsheet that can be read."),
            _("These can be: {formats}.").format(formats=", ".join([*BEGINNINGS, *TEXT])),
        )
    if beginning is None:
        return _text(suffix, data, name, caps)
    if not data.startswith(beginning):
        raise _other_content(suffix, data)
    from invite.sources.workbooks.workbook import read_workbook

    return read_workbook(data, name, caps), ()


def _other_content(suffix: str, data: bytes) -> Unreadable:
    """A file that is not what its name says: said with what it seems to be."""
    from invite.sources.workbooks.limits import ENCRYPTED

    hint = _("Open it in the spreadsheet program and save it again as .xlsx.")
    if data.startswith(OLE) and ENCRYPTED in data:
        return Unreadable(
            _("The file is protected by a password."),
            _("Save it without a password and try again."),
        )
    if data.startswith(OLE):
        return Unreadable(
            _("The name says {suffix}, but this is an old Office file.").format(suffix=suffix),
            hint,
        )
    if data.startswith(ZIP):
        return Unreadable(
            _("The name says {suffix}, but this is a newer workbook.").format(suffix=suffix), hint
        )
    if data.lstrip()[:1] == b"<":
        return Unreadable(
            _("The name says {suffix}, but this is a web page.").format(suffix=suffix), hint
        )
    return Unreadable(
        _("The name says {suffix}, but this is not a workbook.").format(suffix=suffix), hint
    )


def _text(
    suffix: str, data: bytes, name: str, caps: Caps
) -> tuple[tuple[Sheet, ...], tuple[Flaw, ...]]:
    from invite.sources.text import decode, records

    if data.startswith((OLE, ZIP + b"\x03\x04", b"%PDF")):
        raise _other_content(suffix, data)
    if len(data) > caps.small:
        raise too_large(_("The file is larger than {size} MB.").format(size=caps.small // MEGABYTE))
    lines, torn = records(decode(data), caps, tabs=suffix == ".tsv")
    width = max(map(len, lines), default=0)
    blank = ("",) * width
    rows = tuple(
        Row(n, (*(mend(c) for c in line), *blank[len(line) :]), width=len(line))
        for n, line in enumerate(lines, 1)
    )
    flaws: tuple[Flaw, ...] = ()
    if torn:
        problem = _("A quotation mark is never closed; every line was read as one row.")
        flaws = (
            file_flaw(
                name, problem, _("Look at the rows with a quotation mark."), Severity.WARNING
            ),
        )
    return (Sheet(file=name, name=None, rows=rows),), flaws


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
