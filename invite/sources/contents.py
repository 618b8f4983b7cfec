"""Tells the format of a file by its name and its beginning, and reads it."""

from __future__ import annotations

from invite.language.spelling import mend
from invite.people.model import Flaw, Row, Severity, Sheet
from invite.sources.reading import MEGABYTE, Caps, Unreadable, file_flaw, too_large
from invite.sources.text import decode, records
from invite.sources.workbooks.workbook import ENCRYPTED, read_workbook
from invite.words import _

TEXT = (".csv", ".tsv", ".txt")
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK"
BEGINNINGS = {".xls": OLE, ".xlsx": ZIP, ".xlsm": ZIP, ".xlsb": ZIP, ".ods": ZIP}


def sheets_in(
    suffix: str, data: bytes, name: str, caps: Caps
) -> tuple[tuple[Sheet, ...], tuple[Flaw, ...]]:
    """The sheets in a file's bytes, and what is wrong with them. suffix: of its name, in small
    letters. Raises Unreadable.
    """
    if not data:
        raise Unreadable(_("The file is empty."), _("Ask for a new copy."))
    beginning = BEGINNINGS.get(suffix)
    if beginning is None and suffix not in TEXT:
        raise Unreadable(
            _("This is no spreadsheet that can be read."),
            _("These can be: {formats}.").format(formats=", ".join([*BEGINNINGS, *TEXT])),
        )
    if beginning is None:
        return _text(suffix, data, name, caps)
    if not data.startswith(beginning):
        raise _other_content(suffix, data)
    return read_workbook(data, name, caps), ()


def _other_content(suffix: str, data: bytes) -> Unreadable:
    """A file that is not what its name says: said with what it seems to be."""
    hint = _("Open it in the spreadsheet program and save it again as .xlsx.")
    if data.startswith(OLE) and ENCRYPTED in data:
        return Unreadable(
            _("The file is protected by a password."),
            _("Save it without a password and try again."),
        )
    if data.startswith(OLE):
        return Unreadable(
            _("The name says {suffix}, but this is an old file of Office.").format(suffix=suffix),
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
        _("The name says {suffix}, but this is no workbook.").format(suffix=suffix), hint
    )


def _text(
    suffix: str, data: bytes, name: str, caps: Caps
) -> tuple[tuple[Sheet, ...], tuple[Flaw, ...]]:
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
        problem = _("A quotation mark is opened and never closed; every line was taken as one row.")
        flaws = (
            file_flaw(
                name, problem, _("Look at the rows with a quotation mark."), Severity.WARNING
            ),
        )
    return (Sheet(file=name, name=None, rows=rows),), flaws
