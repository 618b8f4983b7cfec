"""What a workbook says beside its values, which python-calamine does not tell: links, hidden rows,
struck text, comments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

Cell = tuple[int, int]
"""A cell's row and column, both from 0."""

_CELL = re.compile(r"([A-Za-z]+)(\d+)")


class SheetMarks:
    """What one sheet holds beside its values: by row, then by column, both from 0; `hidden` holds
    rows as the sheet numbers them.

    kept: what is left of a cell part of which is struck through. merged: areas of merged cells that
    the library does not tell. errors: what a cell shows in place of a value. formulas: cells whose
    value was computed, and may not have been saved. hidden_columns: from 0.
    """

    __slots__ = (
        "comments",
        "errors",
        "formulas",
        "hidden",
        "hidden_columns",
        "kept",
        "links",
        "merged",
        "struck",
    )

    def __init__(self) -> None:
        self.hidden: set[int] = set()
        self.struck: dict[int, set[int]] = {}
        self.kept: dict[int, dict[int, str]] = {}
        self.links: dict[int, dict[int, str]] = {}
        self.comments: dict[int, dict[int, str]] = {}
        self.merged: list[tuple[Cell, Cell]] = []
        self.errors: dict[int, dict[int, str]] = {}
        self.formulas: dict[int, set[int]] = {}
        self.hidden_columns: set[int] = set()

    def rows(self) -> set[int]:
        """The rows that carry any mark, from 0."""
        by_row = (self.struck, self.kept, self.links, self.comments, self.errors, self.formulas)
        marked: set[int] = set()
        return marked.union(*by_row, (number - 1 for number in self.hidden))

    def keep(self, where: Cell, kept: str | None) -> None:
        """What is left of a cell's text when what is struck through is taken away: "" for nothing,
        None for all of it.
        """
        if kept == "":
            self.struck.setdefault(where[0], set()).add(where[1])
        elif kept is not None:
            note(self.kept, where, kept)


def note(marks: dict[int, dict[int, str]], where: Cell, text: str) -> None:
    """Puts a mark on a cell."""
    marks.setdefault(where[0], {})[where[1]] = text


class Rich(NamedTuple):
    """Shared strings that are struck through, whole or in part, by their index; of the latter, the
    text that is not.
    """

    whole: frozenset[int]
    kept: Mapping[int, str]


NO_RICH = Rich(frozenset(), {})


def cell(name: str) -> Cell:
    """`B12` → (11, 1). (0, 0) for what is no cell's name."""
    match = _CELL.match(name)
    if not match:
        return (0, 0)
    column = 0
    for letter in match[1].upper()[:8]:
        column = column * 26 + ord(letter) - 64
    return int(match[2][:9]) - 1, column - 1
