"""Finds rows whose cells stand under the wrong headings: they are held, and not read a column off.

A separator that is no separator (`Koe; Kokeilu Oy`) or one that was forgotten shifts all that
follows. In a text file the number of cells tells; in any file, what stands where an address should.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from invite.people.extraction.flaws import RowFlaws
from invite.people.fields.no_value import is_nothing
from invite.people.model import Row, Severity
from invite.people.table.block_row import BlockRow
from invite.people.table.header import NAMES, has_address, joined
from invite.people.table.layout import Column, Layout
from invite.words import _

_NUMBER = re.compile(r"\+?[\d\s()/.-]*\d[\d\s()/.-]*\d")
_WORDS = ("group", "title", "organisation", *NAMES)
_NO_ADDRESSES = ("phone", "organisation", "title", "group", "region")
FEW = 0.5
"""Where more than this part of the rows goes beyond the header, it is the header that lacks a
heading, and the rows are as they should be.
"""


@dataclass(slots=True)
class Shifts:
    """Judges the rows below one header. width: the cells that the header's line has, 0 where the
    format has no lines of cells. wide: whether most rows go beyond it.
    """

    layout: Layout
    width: int = 0
    wide: bool = False
    mails: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.mails = tuple(c.index for c in self.layout.columns if c.field == "email")

    @classmethod
    def of(cls, rows: Sequence[Row], layout: Layout) -> Shifts:
        """For the rows of a sheet, as far as this layout holds."""
        headers = [row.width for row in rows if row.number in layout.header_rows]
        width = max(headers, default=0)
        if not width:
            return cls(layout)
        top = max(layout.header_rows, default=0)
        below = [row for row in rows if row.number > top and any(row.cells)]
        beyond = sum(_extent(row) > width for row in below)
        return cls(layout, width, beyond > FEW * len(below))

    def say(self, line: BlockRow, flaws: RowFlaws) -> bool:
        """Whether a row is shifted, which is said and holds its people."""
        if not (problem := self._problem(line)):
            return False
        hint = _(
            "Move the cells to their own columns; in a text file, put quotation"
            " marks around the cell that contains the separator."
        )
        flaws.say("row", joined(line.row), problem, hint, Severity.ERROR)
        return True

    def _problem(self, line: BlockRow) -> str | None:
        row = line.row
        strange = self._stands_elsewhere(line)
        if self.width and row.width and _extent(row) > self.width:
            if strange or not self.wide:
                return self._counted(row)
        elif self.width and 0 < row.width < self.width and (strange or self._misfits(line)):
            return self._counted(row)
        if strange:
            return _("The cells are under the wrong headings: {value} is not an address.").format(
                value=strange
            )
        return None

    def _counted(self, row: Row) -> str:
        cells = max(_extent(row), row.width)
        return _(
            "The line has {cells} cells and its header {width}: they are under the wrong headings."
        ).format(cells=cells, width=self.width)

    def _stands_elsewhere(self, line: BlockRow) -> str | None:
        """What stands in the column of addresses, in letters and no address, while a column of
        something else holds one.
        """
        texts = [text for i in self.mails if i < len(line.said) and (text := line.said[i])]
        if not texts or "@" in "".join(texts):
            return None
        words = [text for text in texts if any(map(str.isalpha, text)) and not is_nothing(text)]
        others = [c for c in self.layout.columns if c.field and c.field not in ("email", *NAMES)]
        return words[0] if words and any(_is_address(line.row, c) for c in others) else None

    def _misfits(self, line: BlockRow) -> bool:
        """Whether a cell holds what its heading can hardly mean: a telephone without a digit, a
        team or an organisation that is a number, an address where none belongs.
        """
        for column in self.layout.columns:
            text = line.said[column.index] if column.index < len(line.said) else ""
            if not text or is_nothing(text):
                continue
            if column.field == "phone" and not any(map(str.isdigit, text)):
                return True
            if column.field in _WORDS and _NUMBER.fullmatch(text):
                return True
            if column.field in _NO_ADDRESSES and _is_address(line.row, column):
                return True
        return False


def _is_address(row: Row, column: Column) -> bool:
    return column.index < len(row.cells) and has_address(
        Row(row.number, (row.cells[column.index],))
    )


def _extent(row: Row) -> int:
    """How many cells there are up to the last that holds text."""
    return max((i + 1 for i, text in enumerate(row.cells) if text.strip()), default=0)
