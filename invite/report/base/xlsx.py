"""A sheet of a workbook: text stays text, the header stays in sight, and every column can be
filtered.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from invite.safe_text import shown, shown_lines

Value = str | int | datetime | None
_END = b"</sheetData>"


def with_rows(
    book: bytes,
    rows: Mapping[int, Iterable[Sequence[Value]]],
    *,
    moment: int,
    marked: int,
    marks: tuple[str, ...],
) -> bytes:
    """The .xlsx file with these rows below the header of each sheet, which has but that; by the
    sheets' numbers from 1.

    moment: the style of date-times. marked: that of texts that begin with one of `marks` and are to
    stay text when edited.
    """
    out = io.BytesIO()
    names = {f"xl/worksheets/sheet{number}.xml": theirs for number, theirs in rows.items()}
    with ZipFile(io.BytesIO(book)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename in names:
                head, end, tail = content.partition(_END)
                content = head + _written(names[entry.filename], moment, marked, marks) + end + tail
            after.writestr(entry, content, ZIP_DEFLATED)
    return out.getvalue()


def _written(
    rows: Iterable[Sequence[Value]], moment: int, marked: int, marks: tuple[str, ...]
) -> bytes:
    # Most of what stands in a column stands there many times.
    known: dict[Value, str] = {}
    letters: list[str] = []
    lines: list[str] = []
    for number, row in enumerate(rows, 2):
        letters += [get_column_letter(place + 1) for place in range(len(letters), len(row))]
        cells = []
        for letter, value in zip(letters, row, strict=False):
            if value is None or value == "":
                continue
            if (cell := known.get(value)) is None:
                cell = known[value] = _cell(value, moment, marked, marks)
            cells.append(f'<c r="{letter}{number}"{cell}</c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(lines).encode()


def _cell(value: str | int | datetime, moment: int, marked: int, marks: tuple[str, ...]) -> str:
    """A cell behind its place and before its end."""
    if isinstance(value, datetime):
        return f' s="{moment}" t="n"><v>{to_excel(value)}</v>'  # type: ignore[no-untyped-call]  # its published types are none
    if isinstance(value, int):
        return f' t="n"><v>{value}</v>'
    value = shown_lines(value)
    style = f' s="{marked}"' if value.startswith(marks) else ""
    return f'{style} t="inlineStr"><is><t>{escape(value, quote=False)}</t></is>'


MOST_CHARACTERS = 32_767  # of a cell (Excel specifications and limits)
WIDEST = 60  # characters
# A cell that begins so is a formula to some program that the text comes to, by opening, pasting or
# as CSV (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOMENT = "yyyy-mm-dd hh:mm:ss"  # how openpyxl has a moment shown


class SheetTable(Struct, frozen=True):
    """A table. filtered: with arrows to filter by, the header frozen. widths: of columns, by their
    place, in characters.
    """

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    filtered: bool = True


def workbook(sheets: Iterable[SheetTable], *, title: str, made: datetime) -> bytes:
    """The .xlsx file with these sheets. made: in the event's time zone."""
    book = Workbook(write_only=True)
    book.properties.creator = "invite"
    book.properties.lastModifiedBy = "invite"
    book.properties.title = shown(title)
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    rows = {}
    for number, sheet in enumerate(sheets, 1):
        page = book.create_sheet(_title(sheet.title))
        rows[number] = [[_safe(value) for value in row] for row in sheet.rows]
        _add(page, sheet, rows[number])
    moment, marked = WriteOnlyCell(page, made.replace(tzinfo=None)), WriteOnlyCell(page, "")
    marked.quotePrefix = True
    styles = (moment.style_id, marked.style_id)
    out = io.BytesIO()
    book.save(out)
    return with_rows(out.getvalue(), rows, moment=styles[0], marked=styles[1], marks=_FORMULA)


def _add(page: Any, sheet: SheetTable, rows: Sequence[Sequence[Value]]) -> None:
    """All of a sheet but its rows, which `with_rows` writes."""
    # page: a sheet that is only written to; the types published for openpyxl do not know what it
    # can do.
    page.freeze_panes = "A2"
    if sheet.filtered:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.header))}{len(rows) + 1}"
    for place, heading in enumerate(sheet.header):
        # A look at the first few hundred is enough for a width; 3 more for the filter's arrow.
        longest = max((len(_fit(row[place])) for row in rows[:300]), default=0)
        page.column_dimensions[get_column_letter(place + 1)].width = min(
            max(longest, len(heading) + 3) + 2, WIDEST
        )
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    header = [WriteOnlyCell(page, shown(heading)) for heading in sheet.header]
    for cell in header:
        cell.font = Font(bold=True)
    page.append(header)


def _fit(value: Value) -> str:
    return (
        value
        if isinstance(value, str)
        else _MOMENT
        if isinstance(value, datetime)
        else str(value or "")
    )


def _safe(value: Value) -> Value:
    """The value as a cell can hold it."""
    if isinstance(value, str):
        return shown(value)[:MOST_CHARACTERS]
    if isinstance(value, datetime):
        return value.replace(
            tzinfo=None, microsecond=0
        )  # Excel knows no time zones; it is the event's
    return value


def _title(text: str) -> str:
    """A sheet's name as Excel takes it: at most 31 characters, and none of []:*?/\\."""
    return shown(text).translate(dict.fromkeys(map(ord, "[]:*?/\\"), "-"))[:31]
