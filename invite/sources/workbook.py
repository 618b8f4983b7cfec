"""Reads a workbook of any format into sheets, by python-calamine, after a look whether that is safe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from invite.language.spelling import mend
from invite.people.model import NO_LINKS, Row, Sheet
from invite.sources.archive import Archive
from invite.sources.extent import check_ods, check_strings, check_xls, check_xlsb
from invite.sources.marks import Marks, look
from invite.sources.reading import Caps, Unreadable, too_large
from invite.words import _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Value = int | float | str | bool | time | date | datetime | timedelta
MAX_SHEETS = 500


def read_workbook(data: bytes, file: str, caps: Caps) -> tuple[Sheet, ...]:
    """All sheets of a workbook, in its order, chart sheets left out. file: as origins name it. Raises Unreadable."""
    marks: dict[str, Marks] = {}
    if data[:2] == b"PK":
        archive = Archive(data, caps)
        marks = _look_into(archive, caps)
        archive.check_sizes()
    else:
        check_xls(data, caps)
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    with _opened(data) as book:
        wanted = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        if len(wanted) > MAX_SHEETS:
            raise too_large(_("The file has more than {n} sheets.").format(n=MAX_SHEETS))
        budget = [caps.cells, caps.text]
        return tuple(
            Sheet(
                file=file,
                name=meta.name,
                rows=_rows(_sheet(book, meta.name), marks.get(meta.name), caps, budget),
                hidden=meta.visible != SheetVisibleEnum.Visible,
            )
            for meta in wanted
        )


def _look_into(archive: Archive, caps: Caps) -> dict[str, Marks]:
    names = set(archive.names)
    if "content.xml" in names:
        check_ods(archive, caps)
    elif "xl/workbook.bin" in names:
        check_xlsb(archive, caps)
    elif any(name.startswith("xl/") for name in names):
        check_strings(archive, caps)
        return look(archive, caps)
    else:
        raise Unreadable(_("This is a zip archive, but no spreadsheet."), _("Save the list as .xlsx and try again."))
    return {}


class _opened:  # noqa: N801 - used as a function
    """Opens a workbook; whatever the library raises, a panic of its Rust code among it, comes out as Unreadable."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._book: CalamineWorkbook | None = None

    def __enter__(self) -> CalamineWorkbook:
        from python_calamine import CalamineWorkbook

        with _told():
            self._book = CalamineWorkbook.from_filelike(BytesIO(self._data))
            return self._book

    def __exit__(self, *_error: object) -> None:
        if self._book:
            self._book.close()


class _told:  # noqa: N801 - used as a function
    """Turns the library's errors into Unreadable."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        # A pyo3 PanicException descends from BaseException so that nobody swallows it by chance; here it means one bad file.
        if error is None or isinstance(error, Unreadable | KeyboardInterrupt | SystemExit | GeneratorExit):
            return
        if type(error).__name__ == "PasswordError" or "password" in str(error).lower():
            raise Unreadable(_("The file is protected by a password."), _("Save it without a password and try again.")) from error
        raise Unreadable(
            _("The file is damaged, or is not what its name says."),
            _("Open it in the spreadsheet program and save it again as .xlsx."),
        ) from error


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet:
    with _told():
        return book.get_sheet_by_name(name)


def _rows(sheet: CalamineSheet, marks: Marks | None, caps: Caps, budget: list[int]) -> tuple[Row, ...]:
    """The sheet's rows from its first to its last, numbered as the sheet numbers them. budget: cells and text still allowed."""
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return ()
    if end[0] >= caps.rows or end[1] >= caps.columns:
        raise too_large(_("A sheet has more than {rows} rows or {columns} columns.").format(rows=caps.rows, columns=caps.columns))
    budget[0] -= (end[0] + 1) * (end[1] + 1)
    merged = _merged(sheet)
    margin = ("",) * start[1]
    texts = _filled(_texts(sheet, margin), merged) if merged else _texts(sheet, margin)
    rows = []
    for number, cells in enumerate(texts, 1):
        budget[1] -= sum(map(len, cells))
        if min(budget) < 0:
            raise too_large(_("The file holds more text or cells than a list of people needs."))
        rows.append(Row(number, cells))
    if marks:
        _marked(rows, marks)
    return tuple(rows)


def _texts(sheet: CalamineSheet, margin: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    with _told():
        for values in sheet.iter_rows():
            cells = [v if type(v) is str else text_of(v) for v in values]
            joined = "".join(cells)
            yield (*margin, *(cells if joined.isascii() else map(mend, cells)))


def text_of(value: Value) -> str:
    """A cell's value as a person would read it: no `.0` behind a whole number, dates in ISO 8601."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _merged(sheet: CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The merged ranges that span rows; one that only spans columns (a title) holds its text once, and that is enough."""
    with _told():
        ranges = sheet.merged_cell_ranges or []
    return [((r1, c1), (r2, c2)) for (r1, c1), (r2, c2) in ranges if r2 > r1]


def _filled(rows: Iterable[tuple[str, ...]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[tuple[str, ...]]:
    """The same rows, with what stands in a merged cell repeated in each row that the cell spans."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for (first, column), (last, _c) in merged:
        starts.setdefault(first, []).append((column, last))
    running: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(rows):
        for column, (last, text) in list(running.items()):
            if number > last:
                del running[column]
            elif column < len(cells) and not cells[column]:
                cells = (*cells[:column], text, *cells[column + 1 :])
        for column, last in starts.get(number, ()):
            if column < len(cells) and cells[column]:
                running[column] = (last, cells[column])
        yield cells


def _marked(rows: list[Row], marks: Marks) -> None:
    """Puts the marks on the rows they belong to."""
    for r in marks.rows():
        if not 0 <= r < len(rows):
            continue
        kept = _of_row(marks.kept, r)
        cells = tuple([mend(kept.get(i, text)) for i, text in enumerate(rows[r].cells)]) if kept else rows[r].cells
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


def _of_row(marks: Mapping[int, dict[int, str]], row: int) -> Mapping[int, str]:
    return marks.get(row, NO_LINKS)
