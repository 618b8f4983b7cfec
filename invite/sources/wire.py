"""How sheets travel from the process that reads them: described in JSON, their cells as text.

Neither end runs anything that it is sent. Cells and rows are parted by the control characters that
ASCII has for it, which is several times as fast as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from invite.sources.sheet_values import Cells, RowMarks, SheetValues

CELL, ROW = "\x1f", "\x1e"
_PARTS = str.maketrans({CELL: " ", ROW: " "})


def packed(sheets: Iterable[SheetValues], warnings: Iterable[tuple[str, str]]) -> tuple[bytes, ...]:
    """The description and the cells of these sheets. warnings: a problem and a hint each."""
    described: list[dict[str, object]] = []
    texts: list[str] = []
    for sheet in sheets:
        text = _joined(sheet.rows)
        texts.append(text)
        described.append(
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "hidden_columns": sorted(sheet.hidden_columns),
                "rows": len(sheet.rows),
                "length": len(text),
                "widths": sheet.widths,
                "empty": [index for index, cells in enumerate(sheet.rows) if not cells],
                "marks": {number: _described(marks) for number, marks in sheet.marks.items()},
            }
        )
    head = json.dumps({"sheets": described, "warnings": [*warnings]}, ensure_ascii=False)
    return _encoded(head), _encoded("".join(texts))


def _joined(rows: tuple[Cells, ...]) -> str:
    text = ROW.join([CELL.join(cells) for cells in rows])
    if text.count(CELL) + text.count(ROW) > sum([len(cells) or 1 for cells in rows]) - 1 >= 0:
        return ROW.join([CELL.join([c.translate(_PARTS) for c in cells]) for cells in rows])
    return text


def unpacked(head: bytes, cells: bytes) -> tuple[tuple[SheetValues, ...], list[tuple[str, str]]]:
    """The sheets and warnings again. Raises ValueError or LookupError for what `packed` has not
    made.
    """
    said = json.loads(_decoded(head))
    text = _decoded(cells)
    sheets: list[SheetValues] = []
    at = 0
    for one in said["sheets"]:
        lines = text[at : at + one["length"]].split(ROW) if one["rows"] else []
        at += one["length"]
        rows: list[Cells] = [tuple(line.split(CELL)) for line in lines]
        for index in one["empty"]:
            rows[index] = ()
        sheets.append(
            SheetValues(
                name=one["name"],
                rows=tuple(rows),
                hidden=one["hidden"],
                hidden_columns=frozenset(one["hidden_columns"]),
                widths=tuple(one["widths"]),
                marks={int(number): _marks(marks) for number, marks in one["marks"].items()},
            )
        )
    return tuple(sheets), [(problem, hint) for problem, hint in said["warnings"]]


def _described(marks: RowMarks) -> list[object]:
    links, comments = dict(marks.links), dict(marks.comments)
    cells = sorted(marks.struck_cells), sorted(marks.unsaved)
    return [marks.hidden, marks.struck, *cells, links, comments]


def _marks(described: list[object]) -> RowMarks:
    hidden, struck, struck_cells, unsaved, links, comments = described
    return RowMarks(
        hidden=bool(hidden),
        struck=bool(struck),
        struck_cells=_indexes(struck_cells),
        unsaved=_indexes(unsaved),
        links=_by_index(links),
        comments=_by_index(comments),
    )


def _indexes(found: object) -> frozenset[int]:
    assert isinstance(found, list)
    return frozenset(map(int, found))


def _by_index(found: object) -> dict[int, str]:
    assert isinstance(found, dict)
    return {int(index): str(text) for index, text in found.items()}


def _encoded(text: str) -> bytes:
    """In UTF-8; halves of a surrogate pair, which broken files hold, go through."""
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
