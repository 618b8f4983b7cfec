"""Makes of an export's sheets its lines: who, what they answered and when, and what may tell whose
the line is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from msgspec import Struct

from invite.language.spelling import ascii_key
from invite.mailing.reply import ExportLine
from invite.people.extraction.result import Understanding
from invite.people.fields.addresses import parse_address
from invite.people.model import Address, Entry, Flaw, Origin, Row, Severity, Sheet
from invite.records import replace
from invite.registrations.columns import Columns, find_columns
from invite.registrations.headers import further_headers, merged_headings
from invite.registrations.row_replies import RowReplies, cell
from invite.registrations.times import read_times
from invite.words import _

CODE = re.compile(r"(?<![a-z0-9])[a-z2-7]{24}(?![a-z0-9])")  # how a token looks: `ledger.keys`
ADDRESS = re.compile(r"[^\s<>;,:()\"']+@[^\s<>;,:()\"']+")
LONGEST = 2000  # letters in a cell that are looked at
URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
Local = Callable[[datetime], datetime]


class Export(Struct, frozen=True, kw_only=True):
    """All that an export says. form: what exports of one form have in common. headings: by what was
    read of the columns.
    """

    lines: tuple[ExportLine, ...]
    flaws: tuple[Flaw, ...]
    form: str
    headings: Mapping[str, str]


def read_lines(
    pairs: Sequence[tuple[Sheet, Understanding]], given: Mapping[str, str], local: Local
) -> Export:
    """The lines of all sheets.

    pairs: each sheet with what was understood of the people on it. given: headings by field
    (`answer` `cancelled` `attended` `time`) where the guess is wrong. local: makes a local
    date-time of the event's time zone aware.
    """
    lines: list[ExportLine] = []
    flaws: list[Flaw] = []
    read: dict[str, str] = {}
    known: list[str] = []
    for sheet, understood in pairs:
        for table in _tables(sheet, understood, given):
            known += [ascii_key(texts[0]) for texts in table.headings.values() if texts[0]]
            read = table.named() | read
            for line, flaw in table.lines(understood.entries, local):
                lines += [line] if line else []
                flaws += [flaw] if flaw else []
    form = hashlib.sha256("\n".join(known).encode()).hexdigest()[:16]
    return Export(lines=tuple(lines), flaws=tuple(flaws), form=form, headings=read)


def _tables(sheet: Sheet, understood: Understanding, given: Mapping[str, str]) -> Iterator[_Table]:
    """The tables of a sheet: each header begins one, as reports of hosts, of who was there and of
    what they did stand below each other. Where no people were found, the first filled row is the
    header, unless it holds an address.
    """
    filled = tuple(row for row in sheet.rows if any(cell.strip() for cell in row.cells))
    heads = {other.row for other in understood.others if other.kind == "header"}
    if understood.header_row is not None:
        heads |= {understood.header_row}
    elif understood.entries or (filled and any(map(ADDRESS.search, filled[0].cells))):
        heads = set()  # nothing stands above the people
    else:
        heads = {row.number for row in filled[:1]}
    if not heads and filled:
        columns = find_columns({}, [row.cells for row in filled], given)
        yield _Table(sheet, {}, columns, filled)
    for top, after in _parts(filled, heads):
        more = further_headers(top, after, heads)
        headings, rows = merged_headings(top, more), after[len(more) :]
        columns = find_columns(headings, [row.cells for row in rows], given)
        yield _Table(sheet, headings, columns, rows)


def _parts(filled: Sequence[Row], heads: Collection[int]) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    """Each header's first row, and the rows below it down to the next header. Headers right below
    each other are one.
    """
    starts = [
        index
        for index, row in enumerate(filled)
        if row.number in heads and (index == 0 or filled[index - 1].number not in heads)
    ]
    for start, end in pairwise((*starts, len(filled))):
        yield filled[start], tuple(filled[start + 1 : end])


class _Table(Struct, frozen=True):
    """Rows of a sheet, and what stands above their columns."""

    sheet: Sheet
    headings: Mapping[int, tuple[str, ...]]
    columns: Columns
    rows: tuple[Row, ...]

    def named(self) -> dict[str, str]:
        """The headings of the columns that were found, by field."""
        columns = self.columns
        found = {
            "answer": columns.answer,
            "cancelled": columns.cancelled,
            "attended": columns.attended,
            "time": columns.time,
        }
        return {
            field: next(filter(None, self.headings[index]))
            for field, index in found.items()
            if index is not None
        }

    def lines(
        self, entries: Sequence[Entry], local: Local
    ) -> Iterator[tuple[ExportLine | None, Flaw | None]]:
        """Each line, and what is not understood of it. A row that names nobody and holds no token
        is no line; where it answers all the same, only the flaw is given.
        """
        people: dict[int | None, list[Entry]] = {}
        for entry in entries:
            people.setdefault(entry.origin.row, []).append(entry)
        times = read_times(self._time(row) for row in self.rows)
        replies = RowReplies.of(self.columns, self.headings, [row.cells for row in self.rows])
        for row, time in zip(self.rows, times, strict=True):
            codes = tuple(dict.fromkeys(CODE.findall(" ".join((*row.cells, *row.links.values())))))
            links = tuple(dict.fromkeys((*URL.findall(" ".join(row.cells)), *row.links.values())))
            found = replies.of_row(row.cells, answered=time is not None)
            line = ExportLine(
                origin=Origin(self.sheet.file, self.sheet.name, row.number),
                codes=codes,
                links=links,
                reply=found.answer.reply,
                cancelled=found.answer.cancelled,
                said=found.said,
                why=found.why,
                at=time and (time if time.tzinfo else local(time)),
            )
            theirs = tuple(_who(row, people.get(row.number, ()), line))
            yield from ((one, None) for one in theirs)
            if not theirs and line.said and sum(map(bool, row.cells)) > 1:  # else it is a title
                yield None, self._nobody(row, line.said)

    def _time(self, row: Row) -> str:
        clock = cell(row.cells, self.columns.clock)
        return f"{cell(row.cells, self.columns.time)} {clock}".strip()

    def _nobody(self, row: Row, said: str) -> Flaw:
        return Flaw(
            origin=Origin(self.sheet.file, self.sheet.name, row.number),
            field="name",
            value=said[:200],
            problem=_("Somebody answers here, but no name, address or code says who."),
            hint=_("If you know who it is: invite mark WHO registered"),
            severity=Severity.WARNING,
        )


def _who(row: Row, entries: Sequence[Entry], line: ExportLine) -> Iterator[ExportLine]:
    """The line of each person in the row. Where a sheet of people would have nobody, since no
    letter can greet an address without a name, an address or a code is enough here.
    """
    for entry in entries:
        yield replace(
            line,
            name=entry.name,
            addresses=entry.addresses,
            organisation=entry.organisation,
            phone=entry.phone,
        )
    if not entries:
        found = (
            parse_address(text) for cell in row.cells for text in ADDRESS.findall(cell[:LONGEST])
        )
        addresses = tuple(
            dict.fromkeys(address for address in found if isinstance(address, Address))
        )
        if addresses or line.codes:
            yield replace(line, addresses=addresses)
