"""Tells the format of a file by its name and its beginning, and reads it."""

from __future__ import annotations

from invite.language.spelling import mend
from invite.sources.caps import MEGABYTE, Caps, Unreadable, too_large
from invite.sources.sheet_values import SheetValues
from invite.sources.text import decode, records
from invite.sources.workbooks.workbook import ENCRYPTED, read_workbook
from invite.words import _

TEXT = (".csv", ".tsv", ".txt")
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK"
BEGINNINGS = {".xls": OLE, ".xlsx": ZIP, ".xlsm": ZIP, ".xlsb": ZIP, ".ods": ZIP}


Warnings = tuple[tuple[str, str], ...]
"""A problem and a hint each."""


def sheets_in(suffix: str, data: bytes, caps: Caps) -> tuple[tuple[SheetValues, ...], Warnings]:
    """The sheets in a file's bytes, and what is to be said of them. suffix: of its name, in small
    letters. Raises Unreadable.
    """
    if not data:
        raise Unreadable(_("The file is empty."), _("Ask for a new copy."))
    beginning = BEGINNINGS.get(suffix)
    if beginning is None and suffix not in TEXT:
        hint = _("These can be: {formats}.").format(formats=", ".join([*BEGINNINGS, *TEXT]))
        if suffix == ".numbers":
            hint = _("Open it in Numbers and choose File, Export To, Excel: that file can be read.")
        raise Unreadable(_("This is not a spreadsheet that can be read."), hint)
    if beginning is None:
        return _text(suffix, data, caps)
    if not data.startswith(beginning):
        raise _other_content(suffix, data)
    return read_workbook(data, caps), ()


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


def _text(suffix: str, data: bytes, caps: Caps) -> tuple[tuple[SheetValues, ...], Warnings]:
    if data.startswith((OLE, ZIP + b"\x03\x04", b"%PDF")):
        raise _other_content(suffix, data)
    if len(data) > caps.small:
        raise too_large(_("The file is larger than {size} MB.").format(size=caps.small // MEGABYTE))
    lines, torn = records(decode(data), caps, tabs=suffix == ".tsv")
    width = max(map(len, lines), default=0)
    blank = ("",) * width
    sheet = SheetValues(
        name=None,
        rows=tuple((*(mend(c) for c in line), *blank[len(line) :]) for line in lines),
        widths=tuple(map(len, lines)),
    )
    warnings: Warnings = ()
    if torn:
        problem = _("A quotation mark is never closed; every line was read as one row.")
        warnings = ((problem, _("Look at the rows with a quotation mark.")),)
    return (sheet,), warnings
