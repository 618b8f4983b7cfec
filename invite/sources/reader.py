"""Strange files are read by one process apart; here are its answers, and what stands for none."""

from __future__ import annotations

import json
from itertools import repeat

from invite.access.child.reading_process import NotRead, ReadingProcess
from invite.people.model import NO_LINKS, UNSAVED, Flaw, Row, Severity, Sheet
from invite.sources.caps import Caps, Unreadable
from invite.sources.glance import UNKNOWN, Glance
from invite.sources.reading import file_flaw
from invite.sources.sheet_values import Cells, RowMarks, SheetValues
from invite.sources.wire import unpacked
from invite.words import _

PROCESS = "invite.sources.reader_process"
LARGE = 4 << 20
"""Bytes of a file and its answer after which a new process is better than what this one holds."""


class FileReader(ReadingProcess):
    """Reads the bytes of files in a process of its own."""

    def __init__(self) -> None:
        super().__init__(PROCESS)

    def glance(self, data: bytes) -> Glance:
        """What a short look into a workbook shows; what cannot be looked into may hold anybody."""
        try:
            shown, _nothing = self.ask(json.dumps([""]).encode(), data)
            return Glance(*json.loads(shown))
        except (NotRead, ValueError, TypeError):
            return UNKNOWN

    def read(
        self, suffix: str, data: bytes, name: str, caps: Caps
    ) -> tuple[tuple[Sheet, ...], tuple[Flaw, ...]]:
        """The sheets in a file's bytes, and what is wrong with them. suffix: of its name, in small
        letters. Raises Unreadable, also where the process hangs or dies of the file.
        """
        try:
            head, cells = self.ask(json.dumps([suffix, *caps]).encode(), data)
        except NotRead as none:
            raise _unreadable(none) from none
        problem = json.loads(head) if head.startswith(b'{"problem":') else None
        if (problem and problem["spent"]) or len(data) + len(head) + len(cells) > LARGE:
            self._end()
        if problem:
            raise Unreadable(problem["problem"], problem["hint"])
        sheets, warnings = unpacked(head, cells)
        return (
            tuple(_sheet(one, name) for one in sheets),
            tuple(file_flaw(name, *warning, Severity.WARNING) for warning in warnings),
        )


def _unreadable(none: NotRead) -> Unreadable:
    match none.why:
        case "late":
            return Unreadable(
                _("Reading the file takes too long."), _("Save it again as .xlsx and try again.")
            )
        case "crashed":
            return Unreadable(
                _("The file needs more memory than is allowed, or crashes what reads it."),
                _("Save the list as .csv and try again."),
            )
        case "not started":
            return Unreadable(
                _("The process that reads files cannot be started."),
                _(
                    "Close other programs and try again; if that does not help, install invite"
                    " again."
                ),
            )


def _sheet(values: SheetValues, file: str) -> Sheet:
    """The sheet as the rest of the program knows it. file: as origins name it."""
    rows = [
        Row(number, cells, width=width)
        for number, (cells, width) in enumerate(
            zip(values.rows, values.widths or repeat(0), strict=False), 1
        )
    ]
    for number, marks in values.marks.items():
        rows[number - 1] = _marked(rows[number - 1], marks)
    return Sheet(
        file=file,
        name=values.name,
        rows=tuple(rows),
        hidden=values.hidden,
        hidden_columns=values.hidden_columns,
    )


def _marked(row: Row, marks: RowMarks) -> Row:
    cells: Cells = row.cells
    if marks.unsaved:
        cells = tuple(UNSAVED if i in marks.unsaved else text for i, text in enumerate(cells))
    return Row(
        row.number,
        cells,
        hidden=marks.hidden,
        struck=marks.struck,
        links=marks.links or NO_LINKS,
        struck_cells=marks.struck_cells,
        comments=marks.comments or NO_LINKS,
        width=row.width,
    )
