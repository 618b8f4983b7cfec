"""How a sheet is laid out: what each of its columns holds, and which columns belong to one
person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from invite.people.fields.cells import said
from invite.people.model import Row, Source
from invite.people.table.columns import (
    OTHERS,
    heading_key,
    heads_others,
    is_heading_word,
    recognise,
)
from invite.people.table.header import NAMES, find_header, headings_of, is_header, texts
from invite.people.table.headings import field_named
from invite.people.table.inference import (
    by_content,
    more_names,
    names_by_content,
    of_others,
    only_people,
    without_headings,
)
from invite.people.table.parts import MEMBER, heads_lead, heads_people, is_member, title_of_heading

SAMPLE = 200
_OF_ONE = re.compile(
    r"tiedot?\b|henkilö|jäsen|edusta|medlem|person|uppgift|contact|detail", re.IGNORECASE
)
"""What stands over the columns of one person of several in a row: `Vastuuhenkilön tiedot`."""
ROW_WIDE = ("group", "region", "language", "organisation")


class Column(Struct, frozen=True):
    """One column: its index from 0, its heading, the field that it was taken for (None: kept as an
    extra), and an example.
    """

    index: int
    heading: str
    field: str | None
    example: str = ""


class Block(Struct, frozen=True, eq=False):
    """The columns that describe one person of a row, by field, which may have several.

    title: what stands over just these columns, where tables stand side by side. parts: what the
    headings of columns say that the people in them, or whoever has a mark there, are in their
    group. names: the columns of names and of their parts.
    """

    columns: Mapping[str, tuple[int, ...]]
    names: tuple[int, ...]
    title: str
    parts: Mapping[int, str]

    def of(self, *fields: str) -> tuple[int, ...]:
        """The columns of these fields, in their order."""
        if len(fields) == 1:
            return self.columns.get(fields[0], ())
        return tuple([index for name in fields for index in self.columns.get(name, ())])


class Layout(Struct, frozen=True, eq=False):
    """header_rows: the numbers of the rows that are the header; there may be none. blocks: one for
    each person in a row.

    free: the columns that no field is for. others: those of names that by their headings are of
    whoever stands next to the people, where there are no others and the settings name none.
    unknown: headings that the settings name and no column bears. ruled: the fields whose rule in
    the settings names a column.
    """

    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    free: tuple[Column, ...]
    others: frozenset[int] = frozenset()
    unknown: tuple[str, ...] = ()
    ruled: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Whether any column holds that field."""
        return any(column.field == name for column in self.columns)


def lay_out(rows: Sequence[Row], source: Source, header_row: int | None = None) -> Layout | None:
    """The layout of a sheet's rows, or None where neither a header nor an address tells it.

    source: what its settings say of the columns wins over every guess. header_row: its number,
    where it is known.
    """
    header = find_header(rows, source.columns, header_row)
    below = [row for row in rows if not header or row.number > header[-1].number]
    headings = headings_of(header)
    same = set(map(heading_key, headings.values()))
    sample: list[Row] = []
    for row in below:
        if len(sample) == SAMPLE or (
            header and is_header(row) and {heading_key(t) for _i, t in texts(row)} != same
        ):
            break  # another table begins
        sample += [row] if any(row.cells) else []
    width = max((len(row.cells) for row in rows), default=0)
    if not header and not any(
        "@" in text for row in sample for text in (*row.cells, *row.links.values())
    ):
        return None
    fields = {index: recognise(text) for index, text in headings.items()}
    of_others(fields, headings)
    if not {"name", "first_name"} & set(fields.values()):
        fields = {i: "first_name" if f == "called" else f for i, f in fields.items()}
    by_content(fields, headings, sample, width)
    if not header:
        without_headings(fields, sample)
    only_people(fields, sample)
    unknown = _as_given(fields, headings, source.columns, width)
    if header and not set(fields.values()) & set(NAMES):
        names_by_content(fields, sample)
    more_names(fields, sample)
    fields = {i: None if f == OTHERS else f for i, f in fields.items()}  # said, and not read
    rules = {
        name: rule
        for name in ROW_WIDE
        if (rule := getattr(source, name)) not in (None, "sheet", "file")
    }
    fixed = _as_given(fields, headings, rules)
    whole = [
        row for row in sample if len(texts(row)) > 1
    ] or sample  # a lone text heads a group, and is no example of a name
    columns = tuple(
        Column(i, headings.get(i, ""), fields.get(i), _example(whole, i))
        for i in range(width)
        if i in headings or any(i < len(row.cells) and row.cells[i].strip() for row in sample)
    )
    ruled = frozenset(name for name, rule in rules.items() if rule not in fixed)
    return Layout(
        tuple(row.number for row in header),
        columns,
        _blocks(columns, _over(rows, header)),
        tuple(column for column in columns if column.field is None),
        frozenset(c.index for c in columns if c.field in NAMES and heads_others(c.heading))
        if not {*map(field_named, source.columns)} & set(NAMES)
        else frozenset(),
        unknown,
        ruled,
    )


def _as_given(
    fields: dict[int, str | None],
    headings: Mapping[int, str],
    given: Mapping[str, str],
    width: int = 0,
) -> tuple[str, ...]:
    """Puts the settings' columns in place; the headings that no column bears come back.

    width: how many columns may be named by their letters (`B`) as well, as those without a heading
    can only be.
    """
    unknown = []
    for name, heading in given.items():
        wanted = field_named(name)
        index = next(
            (i for i, text in headings.items() if heading_key(text) == heading_key(heading)), None
        )
        if index is None:
            index = next((i for i in range(width) if letters(i) == heading.strip()), None)
        if index is None:
            unknown.append(heading)
            continue
        for other, other_field in list(fields.items()):
            if other_field == wanted:
                fields[other] = None
        fields[index] = wanted
    return tuple(unknown)


def letters(index: int) -> str:
    """A column as the spreadsheet names it: 0 → A, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _example(sample: Sequence[Row], index: int) -> str:
    found = (
        said(row.cells[index])
        for row in sample
        if index < len(row.cells) and row.cells[index].strip()
    )
    return next(found, "")[:80]


def _over(rows: Sequence[Row], header: Sequence[Row]) -> dict[int, str]:
    """What stands over the lowest line of the header, by column: groups or regions, not words for
    columns or parts played.
    """
    if not header:
        return {}
    above = [row for row in rows if row.number < header[-1].number][-1:]
    found = ((i, text) for row in above for i, text in texts(row))
    return {
        i: text
        for i, text in found
        if not (is_heading_word(text) or heads_people(text) or _OF_ONE.search(text))
    }


def _blocks(columns: Sequence[Column], over: Mapping[int, str]) -> tuple[Block, ...]:
    """One block of columns, or several where people stand side by side in a row, each with a name
    and an address of their own.
    """
    parts = _parts(columns)
    known = [c for c in columns if c.field]
    named = [c for c in known if c.field in NAMES]
    mails = [c for c in known if c.field == "email"]
    starts = _starts(named)
    if len(starts) > 1 and len(mails) < len(starts):
        starts = starts[:1]
    if len(starts) <= 1:
        return (_block(known, parts),)
    common = [c for c in known if c.index < starts[0]]
    # What there is but once holds for everybody in the row, wherever it stands.
    everywhere = [
        c for c in known if c.field in ROW_WIDE and sum(o.field == c.field for o in known) == 1
    ]
    blocks: list[tuple[list[Column], str]] = []
    for start, end in zip(starts, [*starts[1:], 1 << 30], strict=True):
        own = [c for c in known if start <= c.index < end]
        have = {c.field for c in own}
        lent = [c for c in {*common, *everywhere} if c.field not in have and c not in own]
        begin = start if blocks else 0
        title = next((text for i, text in sorted(over.items()) if begin <= i < end), "")
        blocks.append(([*own, *sorted(lent, key=lambda c: c.index)], title))
    titled = len({title for _columns, title in blocks} - {""}) == len(blocks)
    return tuple(_block(those, parts, title if titled else "") for those, title in blocks)


def _parts(columns: Sequence[Column]) -> dict[int, str]:
    """What people are in their group by the headings of columns (`Sihteeri`, `Jäsenet`). Where
    those in charge have a column, whoever stands in another (`Talous`) is a member.
    """
    told = {c.index: t for c in columns if (t := title_of_heading(c.heading)[0])}
    named = [c for c in columns if c.field == "name"]
    lead = [c for c in named if heads_lead(c.heading)]
    others = [c for c in named if c not in lead and (lead or is_member(c.heading))]
    if len(others) < len(named):
        told = {c.index: MEMBER for c in others} | told
    return told


def _starts(named: Sequence[Column]) -> list[int]:
    """The columns at which another person's name begins: where a part of a name comes a second
    time.
    """
    starts: list[int] = []
    seen: set[str | None] = set()
    for column in named:
        if not starts or column.field in seen:
            starts.append(column.index)
            seen = set()
        seen.add(column.field)
    return starts


def _block(columns: Iterable[Column], parts: Mapping[int, str], title: str = "") -> Block:
    grouped: dict[str, tuple[int, ...]] = {}
    for column in columns:
        if column.field:
            grouped[column.field] = (*grouped.get(column.field, ()), column.index)
    return Block(grouped, tuple(i for name in NAMES for i in grouped.get(name, ())), title, parts)
