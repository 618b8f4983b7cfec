"""How a sheet is laid out: what each of its columns holds, and which columns belong to one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from invite.people.cells import said
from invite.people.columns import field_named, heading_key, recognise
from invite.people.content import by_content, without_headings
from invite.people.header import NAMES, find_header, headings_of
from invite.people.model import Row
from invite.people.naming import looks_like_person

SAMPLE = 200
ROW_WIDE = ("group", "region", "language", "organisation")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its index from 0, its heading, the field that it was taken for (None: kept as an extra), and an example."""

    index: int
    heading: str
    field: str | None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The columns that describe one person of a row, by field; a field may stand in several columns (two addresses).

    shared: fields that stand before the first person's columns and hold for everybody in the row.
    """

    columns: Mapping[str, tuple[int, ...]]

    def of(self, *fields: str) -> tuple[int, ...]:
        """The columns of these fields, in their order."""
        return tuple(index for name in fields for index in self.columns.get(name, ()))


@dataclass(frozen=True, slots=True)
class Layout:
    """header_rows: the numbers of the rows that are the header; there may be none. blocks: one for each person in a row."""

    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    unknown: tuple[str, ...] = field(default=())

    def has(self, name: str) -> bool:
        """Whether any column holds that field."""
        return any(column.field == name for column in self.columns)


def lay_out(rows: Sequence[Row], given: Mapping[str, str], header_row: int | None = None) -> Layout | None:
    """The layout of a sheet's rows, or None where neither a header nor an address tells it.

    given: heading by field, as the settings have it; it wins over every guess. header_row: its number, where given.
    """
    header = find_header(rows, given, header_row)
    below = [row for row in rows if not header or row.number > header[-1].number]
    headings = headings_of(header)
    sample = [row for row in below if any(row.cells)][:SAMPLE]
    width = max((len(row.cells) for row in rows), default=0)
    if not header and not any("@" in cell for row in sample for cell in row.cells):
        return None
    fields = {index: recognise(text) for index, text in headings.items()}
    by_content(fields, headings, sample, width)
    if not header:
        without_headings(fields, sample)
    _only_people(fields, sample)
    unknown = _as_given(fields, headings, given)
    columns = tuple(
        Column(i, headings.get(i, ""), fields.get(i), _example(sample, i))
        for i in range(width)
        if i in headings or any(i < len(row.cells) and row.cells[i].strip() for row in sample)
    )
    return Layout(tuple(row.number for row in header), columns, _blocks(columns), unknown)


def _as_given(fields: dict[int, str | None], headings: Mapping[int, str], given: Mapping[str, str]) -> tuple[str, ...]:
    """Puts the settings' columns in place; the headings that no column bears come back."""
    unknown = []
    for name, heading in given.items():
        wanted = field_named(name)
        index = next((i for i, text in headings.items() if heading_key(text) == heading_key(heading)), None)
        if index is None:
            unknown.append(heading)
            continue
        for other, other_field in list(fields.items()):
            if other_field == wanted:
                fields[other] = None
        fields[index] = wanted
    return tuple(unknown)


def _example(sample: Sequence[Row], index: int) -> str:
    found = (said(row.cells[index]) for row in sample if index < len(row.cells) and row.cells[index].strip())
    return next(found, "")[:80]


def _blocks(columns: Sequence[Column]) -> tuple[Block, ...]:
    """One block of columns, or several where people stand side by side in a row, each with a name and an address of their own."""
    known = [c for c in columns if c.field]
    named = [c for c in known if c.field in NAMES]
    mails = [c for c in known if c.field == "email"]
    starts = _starts(named)
    if len(starts) > 1 and len(mails) < len(starts):
        starts = starts[:1]
    if len(starts) <= 1:
        return (Block(_grouped(known)),)
    common = [c for c in known if c.index < starts[0]]
    # What there is but once holds for everybody in the row, wherever it stands.
    everywhere = [c for c in known if c.field in ROW_WIDE and sum(o.field == c.field for o in known) == 1]
    blocks = []
    for start, end in zip(starts, [*starts[1:], 1 << 30], strict=True):
        own = [c for c in known if start <= c.index < end]
        have = {c.field for c in own}
        lent = [c for c in {*common, *everywhere} if c.field not in have and c not in own]
        blocks.append(Block(_grouped([*own, *sorted(lent, key=lambda c: c.index)])))
    return tuple(blocks)


def _starts(named: Sequence[Column]) -> list[int]:
    """The columns at which another person's name begins: where a part of a name comes a second time."""
    starts: list[int] = []
    seen: set[str | None] = set()
    for column in named:
        if not starts or column.field in seen:
            starts.append(column.index)
            seen = set()
        seen.add(column.field)
    return starts


def _only_people(fields: dict[int, str | None], sample: Sequence[Row]) -> None:
    """Of several columns headed as names (`Nimi` of a project, `Yhteyshenkilö`), those that hold none of people are none."""
    named = [i for i, f in fields.items() if f == "name"]
    likely = {i: sum(1 for row in sample if i < len(row.cells) and looks_like_person(row.cells[i])) for i in named}
    for i in named:
        if len(named) > 1 and max(likely.values()) and likely[i] * 4 < max(likely.values()):
            fields[i] = None


def _grouped(columns: Iterable[Column]) -> dict[str, tuple[int, ...]]:
    grouped: dict[str, tuple[int, ...]] = {}
    for column in columns:
        if column.field:
            grouped[column.field] = (*grouped.get(column.field, ()), column.index)
    return grouped
