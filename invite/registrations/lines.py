"""Makes of an export's sheets its lines: who, what they answered and when, and what may tell whose
the line is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from invite.language.spelling import ascii_key
from invite.mailing.heard import ExportLine
from invite.mailing.reply import Reply
from invite.people.extraction.extract import Understanding, parse_address
from invite.people.model import Address, Entry, Flaw, Origin, Row, Severity, Sheet
from invite.registrations.answers import Answer, read_answer
from invite.registrations.columns import Columns, find_columns
from invite.registrations.times import read_times
from invite.words import _

CODE = re.compile(r"(?<![a-z0-9])[a-z2-7]{24}(?![a-z0-9])")  # how a token looks: `ledger.keys`
ADDRESS = re.compile(r"[^\s<>;,:()\"']+@[^\s<>;,:()\"']+")
LONGEST = 2000  # letters in a cell that are looked at
URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
Local = Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
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
        table = _Table.of(sheet, understood, given)
        if table is None:
            continue
        known += [ascii_key(text) for text in table.headings.values()]
        read |= table.named()
        for line, flaw in table.lines(understood.entries, local):
            lines += [line] if line else []
            flaws += [flaw] if flaw else []
    form = hashlib.sha256("\n".join(known).encode()).hexdigest()[:16]
    return Export(lines=tuple(lines), flaws=tuple(flaws), form=form, headings=read)


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet's rows below its header."""

    sheet: Sheet
    headings: Mapping[int, str]
    columns: Columns
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, sheet: Sheet, understood: Understanding, given: Mapping[str, str]) -> _Table | None:
        """The table, or None of an empty sheet. Where no people were found, the first filled row is
        the header.
        """
        filled = tuple(row for row in sheet.rows if any(cell.strip() for cell in row.cells))
        if not filled:
            return None
        header = next((row for row in filled if row.number == understood.header_row), None)
        if header is None and understood.entries:
            headings: Mapping[int, str] = {}
            rows = filled
        else:
            top = header or filled[0]
            headings = {index: cell for index, cell in enumerate(top.cells) if cell.strip()}
            rows = tuple(row for row in filled if row.number > top.number)
        return cls(
            sheet, headings, find_columns(headings, [row.cells for row in rows], given), rows
        )

    def named(self) -> dict[str, str]:
        """The headings of the columns that were found, by field."""
        columns = self.columns
        found = {
            "answer": columns.answer,
            "cancelled": columns.cancelled,
            "attended": columns.attended,
            "time": columns.time,
        }
        return {field: self.headings[index] for field, index in found.items() if index is not None}

    def lines(
        self, entries: Sequence[Entry], local: Local
    ) -> Iterator[tuple[ExportLine | None, Flaw | None]]:
        """Each line, and what is not understood of its answer. A row that names nobody and holds no
        token is no line; where it answers all the same, only the flaw is given.
        """
        people: dict[int | None, list[Entry]] = {}
        for entry in entries:
            people.setdefault(entry.origin.row, []).append(entry)
        times = read_times(self._cell(row, self.columns.time) for row in self.rows)
        for row, time in zip(self.rows, times, strict=True):
            codes = tuple(dict.fromkeys(CODE.findall(" ".join((*row.cells, *row.links.values())))))
            links = tuple(dict.fromkeys((*URL.findall(" ".join(row.cells)), *row.links.values())))
            answer, flaw = self._answer(row, answered=time is not None)
            line = ExportLine(
                origin=Origin(self.sheet.file, self.sheet.name, row.number),
                codes=codes,
                links=links,
                reply=answer.reply,
                cancelled=answer.cancelled,
                said=self._cell(row, self.columns.answer),
                at=time and local(time),
            )
            theirs = tuple(_who(row, people.get(row.number, ()), line))
            for one in theirs:
                yield one, flaw
                flaw = None
            if not theirs and line.said:
                yield None, self._nobody(row, line.said)

    def _answer(self, row: Row, *, answered: bool) -> tuple[Answer, Flaw | None]:
        """Who was there was there, who cancelled does not come; then what they answered. Without
        any such column who is on the list is registered; on one that only ticks off who came, who
        is not ticked off has said nothing.
        """
        came, gone, said = (
            self._cell(row, index)
            for index in (self.columns.attended, self.columns.cancelled, self.columns.answer)
        )
        if _is_yes(came):
            return Answer(Reply.ATTENDED), None
        if _is_yes(gone):
            return Answer(Reply.DECLINED, cancelled=True), None
        if self.columns.answer is None:
            ticks = self.columns.attended is not None and self.columns.cancelled is None
            return Answer(None if ticks else Reply.REGISTERED), None
        if not said:
            return Answer(Reply.REGISTERED if answered else None), None
        answer = read_answer(said)
        if answer:
            return answer, None
        flaw = Flaw(
            origin=Origin(self.sheet.file, self.sheet.name, row.number),
            field="answer",
            value=said[:200],
            problem=_("It is not clear what this answer means; it counts as a registration."),
            hint=_("If they do not come, say so: invite mark WHO declined"),
            severity=Severity.WARNING,
        )
        return Answer(Reply.REGISTERED), flaw

    def _nobody(self, row: Row, said: str) -> Flaw:
        return Flaw(
            origin=Origin(self.sheet.file, self.sheet.name, row.number),
            field="name",
            value=said[:200],
            problem=_("Somebody answers here, but no name, address or code says who."),
            hint=_("If you know who it is: invite mark WHO registered"),
            severity=Severity.WARNING,
        )

    @staticmethod
    def _cell(row: Row, index: int | None) -> str:
        return row.cells[index].strip() if index is not None and index < len(row.cells) else ""


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


def _is_yes(text: str) -> bool:
    """Whether a cell ticks something off: any mark, word or time that is no "no"."""
    answer = read_answer(text)
    marked = any(char.isalnum() or char in "✓✔☑☒" for char in text)
    return marked and not (
        answer
        and (answer.reply is None or (answer.reply is Reply.DECLINED and not answer.cancelled))
    )
