"""Reads a workbook of any format into sheets, by python-calamine, after a look whether that is
safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from invite.language.spelling import mend
from invite.sources.caps import Caps, Unreadable, too_large
from invite.sources.sheet_values import NOTHING, Cells, RowMarks, SheetValues
from invite.sources.workbooks.archive import Archive, part_name
from invite.sources.workbooks.calamine import filled_down, parse, protected
from invite.sources.workbooks.model import SheetMarks
from invite.sources.workbooks.ods_marks import look_ods
from invite.sources.workbooks.xlsx_package import book_of
from invite.sources.workbooks.xlsx_sheet import marks_of
from invite.words import _

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0"
KNOWN_ERRORS = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#DATA!"}
)


def read_workbook(data: bytes, caps: Caps) -> tuple[SheetValues, ...]:
    """All sheets of a workbook, in its order, chart sheets left out. Raises Unreadable."""
    marks: dict[str, SheetMarks] = {}
    if data[:2] == b"PK":
        archive = Archive(data, caps)
        marks = _look_into(archive, caps)
        archive.check_sizes()
    else:
        _check_old(data, caps)
    data = _with_known_errors(data, marks)
    parsed = parse(data, caps)
    sheets = tuple(_sheet(one, marks.get(one.name or "")) for one in parsed)
    if not sheets:
        raise Unreadable(
            _("The file has no sheet."),
            _("Open it in the spreadsheet program and save it again as .xlsx."),
        )
    return sheets


def _check_old(data: bytes, caps: Caps) -> None:
    """Raises Unreadable for an old workbook that is an encrypted new one in disguise, or larger
    than any list needs.
    """
    if data[:4] != _OLE:
        raise Unreadable(_("This is not a workbook."), _("Save the list as .xlsx and try again."))
    if ENCRYPTED in data:
        raise Unreadable(
            _("The file is protected by a password."),
            _("Save it without a password and try again."),
        )
    if len(data) > caps.small:
        raise too_large(_("The file is larger than {size} MB.").format(size=caps.small >> 20))


def _with_known_errors(data: bytes, marks: Mapping[str, SheetMarks]) -> bytes:
    """The workbook with each error that the library does not know (`#SPILL!`) written as one that
    it does, for it reads no sheet that has another. What stood there is among the marks.
    """
    texts = {text for one in marks.values() for row in one.errors.values() for text in row.values()}
    if not (strange := texts - KNOWN_ERRORS):
        return data
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            for text in strange:
                content = content.replace(f">{text}<".encode(), b">#N/A<")
            new.writestr(part.filename, content)
    return out.getvalue()


def _look_into(archive: Archive, caps: Caps) -> dict[str, SheetMarks]:
    """What the sheets say next to their values. Raises Unreadable over a cap."""
    names = set(archive.names)
    if "content.xml" in names:
        if b"encryption-data" in archive.whole("META-INF/manifest.xml"):
            raise protected()
        return look_ods(archive, caps)
    if "xl/workbook.bin" in names:
        return {}
    if part_name(book_of(archive)) in names:
        return marks_of(archive, caps)
    raise Unreadable(
        _("This is a zip archive, but not a spreadsheet."),
        _("Save the list as .xlsx and try again."),
    )


def _sheet(parsed: SheetValues, marks: SheetMarks | None) -> SheetValues:
    lines = filled_down(parsed.rows, marks.merged) if marks and marks.merged else parsed.rows
    rows = list(map(_mended, lines))
    if not marks:
        return SheetValues(name=parsed.name, rows=tuple(rows), hidden=parsed.hidden)
    beyond = max((*marks.errors, *marks.formulas), default=-1) + 1
    rows += [()] * (beyond - len(rows))
    noted: dict[int, RowMarks] = {}
    for index in sorted(marks.rows()):
        if 0 <= index < len(rows):
            rows[index] = _with_marks(rows[index], index, marks)
            noted[index + 1] = _row_marks(rows[index], index, marks)
    return SheetValues(
        name=parsed.name,
        rows=tuple(rows),
        hidden=parsed.hidden,
        hidden_columns=frozenset(marks.hidden_columns),
        marks=noted,
    )


def _mended(cells: Cells) -> Cells:
    joined = "".join(cells)
    if (
        joined.isascii() or mend(joined) is joined
    ):  # one look at the row instead of one at each cell
        return cells
    return tuple(map(mend, cells))


def _row_marks(cells: Cells, row: int, marks: SheetMarks) -> RowMarks:
    """What is said of a row next to the text of its cells, as `_with_marks` leaves it."""
    gone = frozenset(c for c in marks.struck.get(row, ()) if c < len(cells) and cells[c].strip())
    unsaved = frozenset(c for c in marks.formulas.get(row, ()) if not cells[c])
    filled = sum(1 for text in cells if text.strip()) + len(unsaved)
    return RowMarks(
        hidden=row + 1 in marks.hidden,
        struck=bool(gone) and len(gone) == filled,
        struck_cells=gone,
        unsaved=unsaved,
        links=marks.links.get(row, NOTHING),
        comments=marks.comments.get(row, NOTHING),
    )


def _with_marks(cells: Cells, row: int, marks: SheetMarks) -> Cells:
    """The cells with what the library leaves out of them: the text of an error, and without what is
    struck through; as many as reach to every error and formula.
    """
    errors = marks.errors.get(row, NOTHING)
    reach = max(*marks.formulas.get(row, ()), *errors, -1, -1) + 1
    cells += ("",) * (reach - len(cells))
    instead = {**marks.kept.get(row, NOTHING), **errors}
    return tuple(mend(instead.get(i, text)) for i, text in enumerate(cells)) if instead else cells
