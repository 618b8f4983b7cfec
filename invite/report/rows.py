"""Puts rows of cells into a saved workbook: openpyxl alone takes ten times as long over 10,000 people (`benchmarks/start.py`).

What is written is what openpyxl would write: texts stand in their cells (ECMA-376-1, 18.18.11, inlineStr), never as formulas.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile

from invite.safe_text import harmless

Value = str | int | datetime | None
_END = b"</sheetData>"


def with_rows(
    book: bytes, rows: Mapping[int, Iterable[Sequence[Value]]], *, moment: int, marked: int, marks: tuple[str, ...]
) -> bytes:
    """The .xlsx file with these rows below the header of each sheet, which has but that; by the sheets' numbers from 1.

    moment: the style of date-times. marked: that of texts that begin with one of `marks` and are to stay text when edited.
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


def _written(rows: Iterable[Sequence[Value]], moment: int, marked: int, marks: tuple[str, ...]) -> bytes:
    from openpyxl.utils import get_column_letter

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
    from openpyxl.utils.datetime import to_excel

    if isinstance(value, datetime):
        return f' s="{moment}" t="n"><v>{to_excel(value)}</v>'  # type: ignore[no-untyped-call]  # its published types are none
    if isinstance(value, int):
        return f' t="n"><v>{value}</v>'
    value = harmless(value)
    style = f' s="{marked}"' if value.startswith(marks) else ""
    return f'{style} t="inlineStr"><is><t>{escape(value, quote=False)}</t></is>'
