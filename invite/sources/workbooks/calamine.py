"""A workbook's values as text, by python-calamine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from invite.sources.caps import Caps, Unreadable, too_large
from invite.sources.sheet_values import Cells, SheetValues
from invite.words import _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Value = int | float | str | bool | time | date | datetime | timedelta
Range = tuple[tuple[int, int], tuple[int, int]]
MAX_SHEETS = 500


def parse(data: bytes, caps: Caps) -> tuple[SheetValues, ...]:
    """All worksheets of a workbook of any format. Raises Unreadable for a damaged or protected
    file, and over a cap.

    Formulas are not evaluated (the value last saved is read), macros not run, links to other files
    not followed.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with _errors_as_unreadable():
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    with _errors_as_unreadable(), book:
        wanted = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        if len(wanted) > MAX_SHEETS:
            raise too_large(_("The file has more than {n} sheets.").format(n=MAX_SHEETS))
        budget = [caps.cells, caps.text]
        return tuple(
            SheetValues(
                name=meta.name,
                hidden=meta.visible != SheetVisibleEnum.Visible,
                rows=_rows(book.get_sheet_by_name(meta.name), caps, budget),
            )
            for meta in wanted
        )


@contextmanager
def _errors_as_unreadable() -> Iterator[None]:
    """Turns whatever the library raises into Unreadable.

    A pyo3 PanicException (its Rust code gave up) descends from BaseException so that nobody
    swallows it by chance; here it means one bad file.
    """
    try:
        yield
    except (Unreadable, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:
        if type(error).__name__ == "PasswordError" or "password" in str(error).lower():
            raise protected() from error
        raise damaged() from error


def protected() -> Unreadable:
    """A file that wants a password."""
    return Unreadable(
        _("The file is protected by a password."), _("Save it without a password and try again.")
    )


def damaged() -> Unreadable:
    """A file that the library cannot read."""
    return Unreadable(
        _("The file is damaged, or is not what its name says."),
        _("Open it in the spreadsheet program and save it again as .xlsx."),
    )


def _rows(sheet: CalamineSheet, caps: Caps, budget: list[int]) -> tuple[Cells, ...]:
    """The sheet's rows, numbered as the sheet numbers them. budget: how many cells and how much
    text is still allowed.
    """
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return ()
    if end[0] >= caps.rows or end[1] >= caps.columns:
        raise too_large(
            _("A sheet has more than {rows} rows or {columns} columns.").format(
                rows=caps.rows, columns=caps.columns
            )
        )
    budget[0] -= (end[0] + 1) * (end[1] + 1)
    merged = [
        ((r1, c1), (r2, c2)) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or () if r2 > r1
    ]
    lines = _texts(sheet, start[1])
    found = tuple(filled_down(lines, merged) if merged else lines)
    budget[1] -= sum([len("".join(cells)) for cells in found])
    if budget[1] < 0 or budget[0] < 0:
        raise too_large(_("The file holds more text or cells than a list of people needs."))
    return found


def _texts(sheet: CalamineSheet, left: int) -> Iterator[Cells]:
    """The rows from the sheet's first on; the library leaves out the columns before the first
    filled one.
    """
    margin = ("",) * left
    for values in sheet.iter_rows():
        cells = [v if type(v) is str else text_of(v) for v in values]
        yield (*margin, *cells) if margin else tuple(cells)


def text_of(value: Value) -> str:
    """A cell's value as a person would read it: no `.0` behind a whole number, dates in ISO
    8601.
    """
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            return (
                value.date().isoformat()
                if value.time() == time()
                else value.isoformat(sep=" ", timespec="minutes")
            )
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def filled_down(rows: Iterable[Cells], merged: Sequence[Range]) -> Iterator[Cells]:
    """The same rows, with what stands in a cell merged over several rows repeated in each; one
    merged over columns is a title.
    """
    starts: dict[int, list[tuple[int, int]]] = {}
    for (first, column), (last, _column) in merged:
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
