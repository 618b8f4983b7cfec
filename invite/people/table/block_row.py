"""One row as the columns of one block see it: what stands in the cells of each field."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from invite.people.model import Row
from invite.people.table.layout import Block, Column, Layout

NONE_SKIPPED = frozenset[int]()


class BlockRow(Struct, frozen=True):
    """said: the row's cells, cleaned (`fields.cells.said`): once for all who read them."""

    row: Row
    said: tuple[str, ...]
    layout: Layout
    block: Block

    def cell(self, field: str, skip: frozenset[int] = NONE_SKIPPED) -> str:
        """The first cell of the field that holds text, cleaned. skip: cells that do not count."""
        for i in self.block.columns.get(field, ()):
            if i < len(self.said) and i not in skip and (text := self.said[i]):
                return text
        return ""

    def raw(self, *fields: str) -> list[tuple[int, str]]:
        """The cells of these fields that hold text, with their index and their line breaks."""
        return self.at(self.block.of(*fields))

    def at(self, columns: Iterable[int]) -> list[tuple[int, str]]:
        """The cells of these columns that hold text, likewise."""
        cells = self.row.cells
        return [(i, cells[i]) for i in columns if i < len(cells) and cells[i].strip()]

    def free(self) -> list[tuple[Column, str]]:
        """What stands in the columns that no field is for."""
        return [
            (column, text)
            for column in self.layout.free
            if column.index < len(self.said) and (text := self.said[column.index])
        ]
