"""What the process that reads a file tells of a sheet: plain values, with no word on what they
mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMarks:
    """What a sheet says of a row next to its text, as `people.model.Row` has it. unsaved: cells
    whose formula was saved without its value.
    """

    hidden: bool = False
    struck: bool = False
    struck_cells: frozenset[int] = frozenset()
    unsaved: frozenset[int] = frozenset()
    links: Mapping[int, str] = field(default_factory=dict)
    comments: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetValues:
    """One sheet: its name (None where the format has no sheets), and its rows from the first on.

    hidden_columns: from 0. widths: how many cells each line of a text file had; empty for a
    workbook. marks: by the row's number, from 1.
    """

    name: str | None
    rows: tuple[Cells, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    marks: Mapping[int, RowMarks] = field(default_factory=dict)
