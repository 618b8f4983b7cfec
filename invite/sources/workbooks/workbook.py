"""Reads a workbook of any format into sheets, by python-calamine, after a look whether that is
safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from invite.language.spelling import mend
from invite.people.model import NO_LINKS, UNSAVED, Row, Sheet
from invite.sources.reading import Caps, Unreadable
from invite.sources.workbooks.archive import Archive, part_name
from invite.sources.workbooks.calamine import Cells, SheetValues, filled_down, parse, protected
from invite.sources.workbooks.limits import check_ods, check_xls, check_xlsb
from invite.sources.workbooks.model import SheetMarks
from invite.sources.workbooks.ods_marks import look_ods
from invite.sources.workbooks.subprocess import parse_apart
from invite.sources.workbooks.xlsx_package import book_of
from invite.sources.workbooks.xlsx_sheet import marks_of
from invite.words import _

KNOWN_ERRORS = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#DATA!"}
)


def read_workbook(data: bytes, file: str, caps: Caps) -> tuple[Sheet, ...]:
    """All sheets of a workbook, in its order, chart sheets left out. file: as origins name it.
    Raises Unreadable.
    """
    marks: dict[str, SheetMarks] = {}
    here = False
    if data[:2] == b"PK":
        archive = Archive(data, caps)
        here, marks = _look_into(archive, caps)
        archive.check_sizes()
    else:
        check_xls(data, caps)
    # An .xlsx is read here, for speed. On broken files of the other formats the library was seen to
    # run for ever and to panic.
    data = _with_known_errors(data, marks)
    parsed = parse(data, caps) if here else parse_apart(data, caps)
    sheets = tuple(_sheet(one, file, marks.get(one.name)) for one in parsed)
    if not sheets:
        raise Unreadable(
            _("The file has no sheet."),
            _("Open it in the spreadsheet program and save it again as .xlsx."),
        )
    return sheets


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


def _look_into(archive: Archive, caps: Caps) -> tuple[bool, dict[str, SheetMarks]]:
    """Whether this is an .xlsx, and what its sheets say beside their values. Raises Unreadable over
    a cap.
    """
    names = set(archive.names)
    if "content.xml" in names:
        if b"encryption-data" in archive.whole("META-INF/manifest.xml"):
            raise protected()
        check_ods(archive, caps)
        return False, look_ods(archive)
    if "xl/workbook.bin" in names:
        check_xlsb(archive, caps)
        return False, {}
    if part_name(book_of(archive)) in names:
        return True, marks_of(archive, caps)
    raise Unreadable(
        _("This is a zip archive, but not a spreadsheet."),
        _("Save the list as .xlsx and try again."),
    )


def _sheet(parsed: SheetValues, file: str, marks: SheetMarks | None) -> Sheet:
    lines = filled_down(parsed.rows, marks.merged) if marks and marks.merged else parsed.rows
    rows = [_row(number, cells) for number, cells in enumerate(lines, 1)]
    beyond = max((*marks.errors, *marks.formulas), default=-1) if marks else -1
    rows += [Row(number, ()) for number in range(len(rows) + 1, beyond + 2)]
    if not marks:
        return Sheet(file=file, name=parsed.name, rows=tuple(rows), hidden=parsed.hidden)
    _marked(rows, marks)
    return Sheet(
        file=file,
        name=parsed.name,
        rows=tuple(rows),
        hidden=parsed.hidden,
        hidden_columns=frozenset(marks.hidden_columns),
    )


def _row(number: int, cells: Cells) -> Row:
    joined = "".join(cells)
    if (
        joined.isascii() or mend(joined) is joined
    ):  # one look at the row instead of one at each cell
        return Row(number, cells)
    return Row(number, tuple(map(mend, cells)))


def _marked(rows: list[Row], marks: SheetMarks) -> None:
    """Puts the marks on the rows they belong to."""
    for r in marks.rows():
        if not 0 <= r < len(rows):
            continue
        cells = _with_marks(rows[r].cells, r, marks)
        gone = frozenset(c for c in marks.struck.get(r, ()) if c < len(cells) and cells[c].strip())
        rows[r] = Row(
            r + 1,
            cells,
            hidden=r + 1 in marks.hidden,
            struck=bool(gone) and len(gone) == sum(1 for text in cells if text.strip()),
            links=_of_row(marks.links, r),
            struck_cells=gone,
            comments=_of_row(marks.comments, r),
        )


def _with_marks(cells: Cells, row: int, marks: SheetMarks) -> Cells:
    """The cells with what the library leaves out of them: the text of an error, a formula without a
    saved value (`=`), and without what is struck through.
    """
    formulas = marks.formulas.get(row, ())
    unsaved = {i for i in formulas if i >= len(cells) or not cells[i]}
    instead = dict.fromkeys(unsaved, UNSAVED) | dict(_of_row(marks.kept, row))
    instead |= _of_row(marks.errors, row)
    if not instead:
        return cells
    cells += ("",) * (max(*unsaved, *_of_row(marks.errors, row), -1, -1) + 1 - len(cells))
    return tuple(mend(instead.get(i, text)) for i, text in enumerate(cells))


def _of_row(marks: Mapping[int, dict[int, str]], row: int) -> Mapping[int, str]:
    return marks.get(row, NO_LINKS)
