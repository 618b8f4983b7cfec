"""How sheets travel from the process that reads them: described in JSON, their cells as text.

Neither end runs anything that it is sent. Cells and rows are parted by the control characters that
ASCII has for it, which is several times as fast as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import IO

from invite.people.model import NO_LINKS, Flaw, Origin, Row, Severity, Sheet

CELL, ROW = "\x1f", "\x1e"
_PARTS = str.maketrans({CELL: " ", ROW: " "})
_HEAD = 8


def send(to: IO[bytes], *parts: bytes) -> None:
    """Write these parts, each with its length before it."""
    for part in parts:
        to.write(len(part).to_bytes(_HEAD, "big"))
        to.write(part)
    to.flush()


def receive(source: IO[bytes], most: int) -> bytes:
    """The next part; raises EOFError where the other end has gone, or would send more than so many
    bytes.
    """
    size = int.from_bytes(_exactly(source, _HEAD), "big")
    if size > most:
        raise EOFError
    return _exactly(source, size)


def _exactly(source: IO[bytes], size: int) -> bytes:
    data = source.read(size)
    if len(data) < size:
        raise EOFError
    return data


def packed(sheets: Iterable[Sheet], flaws: Iterable[Flaw]) -> tuple[bytes, bytes]:
    """The description and the cells of these sheets."""
    described: list[dict[str, object]] = []
    texts: list[str] = []
    for sheet in sheets:
        text = ROW.join([_line(row.cells) for row in sheet.rows])
        texts.append(text)
        described.append(
            {
                "file": sheet.file,
                "name": sheet.name,
                "hidden": sheet.hidden,
                "hidden_columns": sorted(sheet.hidden_columns),
                "rows": len(sheet.rows),
                "length": len(text),
                "widths": [row.width for row in sheet.rows]
                if any(row.width for row in sheet.rows)
                else [],
                "empty": [row.number for row in sheet.rows if not row.cells],
                "marks": {row.number: _marks(row) for row in sheet.rows if _is_marked(row)},
            }
        )
    said = [[f.field, f.value, f.problem, f.hint, f.severity.value] for f in flaws]
    head = json.dumps({"sheets": described, "flaws": said}, ensure_ascii=False)
    return _encoded(head), _encoded("".join(texts))


def unpacked(head: bytes, cells: bytes, file: str) -> tuple[tuple[Sheet, ...], tuple[Flaw, ...]]:
    """The sheets and flaws of a file again."""
    said = json.loads(_decoded(head))
    text = _decoded(cells)
    sheets: list[Sheet] = []
    at = 0
    for one in said["sheets"]:
        lines = text[at : at + one["length"]].split(ROW) if one["rows"] else []
        at += one["length"]
        empty = frozenset(one["empty"])
        rows = [
            Row(number, () if number in empty else tuple(line.split(CELL)), width=width)
            for number, line, width in zip(
                range(1, len(lines) + 1), lines, one["widths"] or repeat(0), strict=False
            )
        ]
        for number, marks in one["marks"].items():
            rows[int(number) - 1] = _marked(rows[int(number) - 1], marks)
        sheets.append(
            Sheet(
                file=one["file"],
                name=one["name"],
                rows=tuple(rows),
                hidden=one["hidden"],
                hidden_columns=frozenset(one["hidden_columns"]),
            )
        )
    flaws = tuple(
        Flaw(
            origin=Origin(file),
            field=field,
            value=value,
            problem=problem,
            hint=hint,
            severity=Severity(severity),
        )
        for field, value, problem, hint, severity in said["flaws"]
    )
    return tuple(sheets), flaws


def _line(cells: tuple[str, ...]) -> str:
    line = CELL.join(cells)
    if line.count(CELL) >= len(cells) or ROW in line:
        line = CELL.join([text.translate(_PARTS) for text in cells])
    return line


def _encoded(text: str) -> bytes:
    """In UTF-8; halves of a surrogate pair, which broken files hold, go through."""
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _is_marked(row: Row) -> bool:
    return bool(row.hidden or row.struck or row.links or row.struck_cells or row.comments)


def _marks(row: Row) -> list[object]:
    links, comments = dict(row.links), dict(row.comments)
    return [row.hidden, row.struck, sorted(row.struck_cells), links, comments]


def _marked(row: Row, marks: list[object]) -> Row:
    hidden, struck, struck_cells, links, comments = marks
    assert isinstance(struck_cells, list)
    return Row(
        row.number,
        row.cells,
        hidden=bool(hidden),
        struck=bool(struck),
        struck_cells=frozenset(struck_cells),
        links=_by_index(links),
        comments=_by_index(comments),
        width=row.width,
    )


def _by_index(found: object) -> Mapping[int, str]:
    assert isinstance(found, dict)
    return {int(index): str(text) for index, text in found.items()} or NO_LINKS
