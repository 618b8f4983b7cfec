"""Tells what a row below the header is if it is no person: another header, a heading, a total or a
note.
"""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from invite.people.extraction.result import Kind
from invite.people.fields.names import is_nobody
from invite.people.model import Row
from invite.people.table.captions import says_group
from invite.people.table.columns import recognise
from invite.people.table.header import has_address, is_header, names_something, texts
from invite.people.table.layout import Layout
from invite.people.table.line_types import (
    is_heading,
    is_note,
    is_number,
    is_total,
    tells_contact,
    tells_how,
)
from invite.people.table.parts import heads_people, leader_in_heading


class RowPlace(Struct, frozen=True):
    """Where on a sheet a row is: the sheet's rows, the layout that holds there, and whether a gap
    or a heading is right above.
    """

    rows: tuple[Row, ...]
    layout: Layout
    after_gap: bool


def kind_of(place: RowPlace, row: Row, cells: list[tuple[int, str]]) -> Kind | None:
    """What a row is if it is no person; None if it is one, or should be."""
    plain = [text for _i, text in cells]
    if len(plain) == 1 and tells_contact(plain[0]):
        return "note"
    if tells_how(plain[0]) and (
        len(plain) == 1 or any(cells[0][0] in block.names for block in place.layout.blocks)
    ):
        return "note"
    if len(plain) == 1 and leader_in_heading(plain[0]):
        return "heading"
    if any("@" in text for text in plain) or any(
        t.lower().startswith("mailto:") for t in row.links.values()
    ):
        return None
    if is_total(plain):
        return "total"
    if is_header(
        row,
        (c.heading for c in place.layout.columns),
        _below(place, row) if place.after_gap else None,
    ):
        return "header"
    if is_over_header(place, row, cells):
        return "header"
    block = place.layout.blocks[0]
    own = [
        (i, t) for i, t in cells if not is_number(t)
    ]  # a heading may well stand in the column of numbers
    if not own:
        return "note"
    if len({t for _i, t in own}) == 1:
        return _lone(place, *own[0])
    if {i for i, _t in own} <= {*block.of("group", "region")}:
        return "heading"
    return (
        "note" if is_note(own[0][1]) and (own[0][0] not in block.names or len(own) == 2) else None
    )


def _lone(place: RowPlace, index: int, text: str) -> Kind | None:
    """A row with a single text: a heading, a note, or a person of whom only the name is known."""
    names = {i for b in place.layout.blocks for i in b.names or b.of("email")}
    if is_note(text):
        return "note"
    if is_nobody(text) or (index not in names and index > min(names, default=0)):
        return None
    split = place.layout.has("first_name") and place.layout.has("last_name")
    heads = is_heading(
        text, splits_name=split, in_name=index in names, starts_group=place.after_gap
    )
    return "heading" if heads else None


def is_over_header(place: RowPlace, row: Row, cells: list[tuple[int, str]]) -> bool:
    """Whether several texts that head columns or name groups, and no people, stand right above a
    header.
    """
    plain = [text for _i, text in cells]
    if len(cells) < 2 or has_address(row) or not (place.after_gap or all(map(_heads, plain))):
        return False
    known = [column.heading for column in place.layout.columns]
    return not any(map(names_something, plain)) and any(
        is_header(r, known, _below(place, r)) for r in _after(place, row, 1)
    )


def _below(place: RowPlace, row: Row) -> Row | None:
    """The next row with text, not far below."""
    return next((r for r in _after(place, row, 3) if texts(r)), None)


def _after(place: RowPlace, row: Row, n: int) -> tuple[Row, ...]:
    at = bisect_right(place.rows, row.number, key=lambda r: r.number)
    return place.rows[at : at + n]


def _heads(text: str) -> bool:
    """Whether a text by itself heads a column, a part of a list or a group."""
    return recognise(text) is not None or heads_people(text) or says_group(text)
