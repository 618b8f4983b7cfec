"""What the process that reads a file tells of a sheet: plain values, with no word on what they
mean.

Plain also for the process's sake, which each command waits for: `dataclasses` would be a fifth of
what it loads.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

Cells = tuple[str, ...]
NOTHING: Mapping[int, str] = MappingProxyType({})


class RowMarks(NamedTuple):
    """What a sheet says of a row next to its text, as `people.model.Row` has it. unsaved: cells
    whose formula was saved without its value.
    """

    hidden: bool = False
    struck: bool = False
    struck_cells: frozenset[int] = frozenset()
    unsaved: frozenset[int] = frozenset()
    links: Mapping[int, str] = NOTHING
    comments: Mapping[int, str] = NOTHING


NO_MARKS: Mapping[int, RowMarks] = MappingProxyType({})


class SheetValues(NamedTuple):
    """One sheet: its name (None where the format has no sheets), and its rows from the first on.

    hidden_columns: from 0. widths: how many cells each line of a text file had; empty for a
    workbook. marks: by the row's number, from 1.
    """

    name: str | None
    rows: tuple[Cells, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    marks: Mapping[int, RowMarks] = NO_MARKS
