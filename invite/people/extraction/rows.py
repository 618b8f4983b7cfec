"""Goes through a sheet's rows from top to bottom and tells people from titles, headings, totals and
notes.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from invite.people.extraction.context import RowContext
from invite.people.extraction.entries import Candidate, say_nobody
from invite.people.extraction.flaws import RowFlaws, SheetFlaws
from invite.people.extraction.mentions import found_elsewhere, people_of, plain_person
from invite.people.extraction.result import Kind, OtherLine
from invite.people.extraction.row_addresses import RowPerson
from invite.people.extraction.row_types import RowPlace, is_over_header, kind_of
from invite.people.extraction.shifted_rows import Shifts
from invite.people.fields.cells import said
from invite.people.fields.no_value import is_error
from invite.people.model import UNSAVED, Row, Severity, Sheet, Source
from invite.people.table.block_row import BlockRow
from invite.people.table.captions import group_of_name, region_in
from invite.people.table.columns import heading_key
from invite.people.table.header import is_header, joined, texts
from invite.people.table.layout import SAMPLE, Block, Column, Layout, lay_out
from invite.people.table.line_types import is_note
from invite.records import replace
from invite.words import _

MOST_PEOPLE = 130_000
"""On one sheet. What holds more is no list of guests, and to read it on would take minutes."""

_OfBlock = tuple[BlockRow, RowFlaws, list[RowPerson]]


@dataclass(slots=True)
class RowReader:
    """The walk down one sheet. after_gap: whether an empty line, a header or a heading is right
    above.

    upper: the last row that stood over a header. columns: those of all its tables.
    """

    sheet: Sheet
    source: Source
    layout: Layout
    context: RowContext
    flaws: SheetFlaws
    others: list[OtherLine] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    pending: list[Candidate] = field(default_factory=list)
    after_gap: bool = True
    upper: int = 0
    columns: tuple[Column, ...] = ()
    shifts: Shifts = field(init=False)

    def run(self) -> None:
        """Every row."""
        self.columns = self.layout.columns
        self.shifts = Shifts.of(self.sheet.rows, self.layout)
        top = self.layout.header_rows[0] if self.layout.header_rows else 0
        over = [row for row in self.sheet.rows if row.number < top and texts(row)]
        first = over[-1] if over and self._heads_first_table(over[-1]) else None
        self.context.begin([joined(row) for row in over if row is not first])
        for row in self.sheet.rows:
            if len(self.pending) > MOST_PEOPLE:
                return
            if row is first:
                self._take(row, texts(row), "heading")
            elif row.number < top:
                self._other(row, "title")
            elif row.number in self.layout.header_rows:
                self._other(row, "header")
            else:
                self._row(row)
        self.context.end()
        # A heading with nobody after it was none.
        last = max((p.line.row.number for p in self.pending), default=0)
        self.others = [
            replace(o, kind="note") if o.kind == "heading" and o.row > last else o
            for o in self.others
        ]

    def _heads_first_table(self, title: Row) -> bool:
        """Whether the line above the first header names its table alone: other tables follow, each
        with such a line above.
        """
        cells = texts(title)
        below = [row for row in self.sheet.rows if row.number > title.number and texts(row)]
        later = (  # its header may have two lines
            a
            for a, *under in zip(below, below[1:], [*below[2:], *below[-1:]], strict=False)
            if len(texts(a)) == 1
            and any(is_header(b) and b.number > self.layout.header_rows[-1] for b in under)
        )
        return (
            len(cells) == 1
            and not is_note(cells[0][1])
            and bool(group_of_name(cells[0][1]) or region_in(cells[0][1]))
            and any(later)
        )

    @property
    def overflows(self) -> bool:
        """Whether the walk was given up because of too many people."""
        return len(self.pending) > MOST_PEOPLE

    @property
    def _place(self) -> RowPlace:
        return RowPlace(self.sheet.rows, self.layout, self.after_gap)

    def _other(self, row: Row, kind: Kind) -> None:
        text = joined(row)
        self.others.append(OtherLine(row.number, kind if text else "blank", text))

    def _row(self, row: Row) -> None:
        clean = tuple(map(said, row.cells))
        if plain := plain_person(row, clean, self.layout):
            line, flaws = self._line(row, clean, self.layout.blocks[0])
            self._found([(line, flaws, [plain])])
            self.after_gap = False
            return
        cells = [(i, text) for i, text in enumerate(clean) if text]
        if not cells:
            self._other(row, "blank")
            self.after_gap = True
            self.context.gap()
        elif row.hidden and not self.source.include_hidden:
            hint = _("Show it, or set include_hidden = true for this source.")
            self._leave_out(row, _("The row is hidden and is left out."), hint)
        elif self._is_struck(row):
            hint = _(
                "If they take part after all, set include_struck = true for this source or remove"
                " the line."
            )
            self._leave_out(row, _("The row is struck through and is left out."), hint)
        else:
            kind = kind_of(self._place, row, cells)
            if kind is None:
                self._people(row, clean, cells)
            else:
                self._take(row, cells, kind)
            self.after_gap = kind in ("heading", "header")

    def _take(self, row: Row, cells: list[tuple[int, str]], kind: Kind) -> None:
        match kind:
            case "heading":
                self._other(row, kind)
                self.context.heading(row.number, cells)
            case "header" if is_over_header(
                self._place, row, cells
            ):  # its upper line, or a title over each of several tables
                self._other(row, kind)
                self.upper = row.number
            case "header":
                self._other(row, kind)
                self._begin_table(row, cells)
            case _:
                self._other(row, kind)

    def _begin_table(self, row: Row, cells: list[tuple[int, str]]) -> None:
        """Another table begins, perhaps with other columns; the same header over the next page
        changes nothing.
        """
        top = self.upper if self.upper == row.number - 1 else row.number
        headings = {
            column.index: column.heading for column in self.layout.columns if column.heading
        }
        if top == row.number and headings == dict(cells):
            return
        at = bisect_left(self.sheet.rows, top, key=lambda r: r.number)
        below = self.sheet.rows[
            at : at + 2 * SAMPLE
        ]  # not all: hostile sheets are nothing but headers
        self.layout = self.context.layout = lay_out(below, self.source, row.number) or self.layout
        self.shifts = Shifts.of(below, self.layout)
        told = {heading_key(column.heading) for column in self.columns}
        self.columns += tuple(
            c for c in self.layout.columns if c.heading and heading_key(c.heading) not in told
        )

    def _leave_out(self, row: Row, problem: str, hint: str) -> None:
        self.flaws.row(row.number).say("row", joined(row), problem, hint)
        self.left_out.append(row.number)

    def _is_struck(self, row: Row) -> bool:
        """Whether somebody was taken off the list: the row is struck through, or at least the name
        is.
        """
        if self.source.include_struck or not (row.struck or row.struck_cells):
            return False
        names = {
            i
            for b in self.layout.blocks
            for i in b.names
            if i < len(row.cells) and row.cells[i].strip()
        }
        return row.struck or (bool(names) and names <= row.struck_cells)

    def _say_errors(self, cells: list[tuple[int, str]], flaws: RowFlaws) -> None:
        """Names each cell in which the spreadsheet shows an error where a value belongs."""
        if not (errors := {i: text for i, text in cells if is_error(text) and text != UNSAVED}):
            return
        for column in self.layout.columns:
            if column.field and (text := errors.get(column.index)):
                problem = _("The cell has an error of the spreadsheet instead of a value.")
                hint = _("Fix the formula in the sheet, or write the value.")
                flaws.say(column.field or "", text, problem, hint)

    def _people(self, row: Row, clean: tuple[str, ...], cells: list[tuple[int, str]]) -> None:
        skip = frozenset() if self.source.include_struck else row.struck_cells
        of_block: list[_OfBlock] = []
        for block in self.layout.blocks:
            line, flaws = self._line(row, clean, block)
            of_block.append((line, flaws, people_of(line, flaws, skip)))
        first, its_flaws, found = of_block[0]
        if not any(found for _line, _flaws, found in of_block):
            if not its_flaws.found and not skip:
                found += found_elsewhere(row, its_flaws)
            if not found:
                say_nobody(first, its_flaws)
        self._found(of_block)
        self._say_errors(cells, its_flaws)
        for text in row.comments.values():
            problem = _("There is a comment in the sheet: {text}").format(text=said(text))
            flaws.say("comment", text, problem, "", Severity.NOTE)

    def _line(self, row: Row, clean: tuple[str, ...], block: Block) -> tuple[BlockRow, RowFlaws]:
        clean = row.cells if clean == row.cells else clean  # kept once, as nearly all are
        return BlockRow(row, clean, self.layout, block), self.flaws.row(row.number)

    def _found(self, of_block: list[_OfBlock]) -> None:
        """Keeps the people of a row, with what the lines above say of it."""
        first, its_flaws, _people = of_block[0]
        shifted = self.shifts.say(first, its_flaws)
        title = self.context.title_of(sum(len(found) for _line, _flaws, found in of_block))
        for line, flaws, found in of_block:
            group = self.context.group_of(line, flaws) if found and not shifted else None
            region = None if shifted else self.context.region_of(line, flaws)
            if found:
                self.context.say_other_body(line, flaws)
            self.pending += [
                Candidate(line, one, flaws, group, region, title, self.context.gone)
                for one in found
            ]
        if not shifted:
            self.context.remember(first)
