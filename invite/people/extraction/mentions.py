"""Who is in a row: the names and addresses of its cells, and which belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from invite.people.extraction.doubts import MORE
from invite.people.extraction.flaws import RowFlaws
from invite.people.extraction.row_addresses import (
    RowPerson,
    addresses_in,
    is_another,
    judged,
    linked,
    loosened_lines,
    paired,
    say_left,
)
from invite.people.fields.addresses import tokens
from invite.people.fields.cells import said
from invite.people.fields.names import WrittenName, is_nobody, read_name
from invite.people.fields.no_value import is_bare_name, is_error, is_no_name, is_vacant
from invite.people.fields.placeholder_addresses import bare_address
from invite.people.fields.several import people_in
from invite.people.model import Address, Origin, Row
from invite.people.table.against import meanings_of
from invite.people.table.block_row import BlockRow
from invite.people.table.layout import Block, Layout
from invite.people.table.line_types import tells_how
from invite.records import replace
from invite.words import _

_Name = TypeVar("_Name", WrittenName, WrittenName | None)


class PlainColumns(Struct, frozen=True):
    """The columns of a table some of whose rows may be plain. least: so many cells such a row has,
    most at most. others: every other column, and whether a text there may say more than the column
    asks for.
    """

    first: int
    last: int
    email: int
    least: int
    most: int
    others: tuple[tuple[int, Callable[[str], bool]], ...]


def plain_person(row: Row, clean: tuple[str, ...], layout: Layout) -> RowPerson | None:
    """The person of a plain row, as nearly all are: two bare names, an address of which there is
    nothing to say, and in the other cells nothing but what their columns ask for. None for any
    other row. clean: the cells, as `said` has them.

    The short way for the bar of 10,000 people, by which such a row is read in half the time: that
    it is no heading, whose address it is, and that no remark stands anywhere is known at once
    (tests/people/fields/test_short_ways.py).
    """
    columns = _plain_columns(layout)
    if not columns or not columns.least <= len(clean) <= columns.most:
        return None
    if row.hidden or row.struck or row.struck_cells or row.links or row.comments:
        return None
    first, last = clean[columns.first], clean[columns.last]
    if not (is_bare_name(first) and is_bare_name(last)) or is_vacant(f"{first} {last}"):
        return None
    for i, says_more in columns.others:
        if i < len(clean) and (text := clean[i]) and says_more(text):
            return None
    address = bare_address(row.cells[columns.email])
    if not address or is_another(address, (first, last)) or tells_how(next(filter(None, clean))):
        return None
    return RowPerson(None, (first, last), (address,), bare=(first, last), plain=True)


@lru_cache(maxsize=8)  # the rows of a table have the same
def _plain_columns(layout: Layout) -> PlainColumns | None:
    """The columns of such a table; None where people stand in another way, or headings say more
    than what the cells are.
    """
    block = layout.blocks[0]
    own = [block.of(name) for name in ("first_name", "last_name", "email")]
    # Where people stand side by side, there are several columns of addresses.
    several = [*map(len, own)] != [1, 1, 1] or meanings_of(layout, block).mails
    if several or layout.others or block.of("wanted"):
        return None
    first, last, email = (column for (column,) in own)
    says_more = {column.index: MORE.get(column.field, bool) for column in layout.columns}
    most = max(says_more) + 1
    others = sorted({*range(most)} - {first, last, email})
    return PlainColumns(
        first,
        last,
        email,
        max(first, last, email) + 1,
        most,
        tuple((i, says_more.get(i, bool)) for i in others),
    )


def people_of(line: BlockRow, flaws: RowFlaws, skip: frozenset[int]) -> list[RowPerson]:
    """The people of one block of a row; where a cell of names is not certain to name so many, and
    these, they are held for it. skip: cells that are struck through and do not count.
    """
    found = found_in(line, flaws, skip)
    doubts = [
        line.said[i]
        for i, text in line.at(line.block.names)
        if i not in skip and not (is_bare_name(line.said[i]) or people_in(_lines(text)).certain)
    ]
    return [replace(one, doubt=doubts[0]) for one in found] if doubts else found


def found_in(line: BlockRow, flaws: RowFlaws, skip: frozenset[int]) -> list[RowPerson]:
    """The people of one block of a row. skip: cells that are struck through and do not count."""
    later = _behind_the_address(line.block)
    names, beside = _names(line, flaws, skip | later)
    behind: list[WrittenName] = []
    if later:
        behind, more = _names(line, flaws, skip | (frozenset(line.block.of("name")) - later))
        names, beside = [*names, *behind], [*beside, *more]
    addresses = addresses_in(line, flaws, skip)
    first, last = line.cell("first_name", skip), line.cell("last_name", skip)
    bare = is_bare_name(first) and is_bare_name(last)
    if is_vacant(f"{first} {last}") or (not bare and is_vacant(first) and is_vacant(last)):
        first = last = ""
    elif not bare and (not (first and last) or is_no_name(first) or is_no_name(last)):
        first, last = ("" if is_nobody(part) else part for part in (first, last))
    lone = first or last
    if ((first and last) or (lone and " " not in lone)) and not beside and not names:
        parts, those = (first, last), linked(line, addresses, flaws)
        return say_left([RowPerson(None, parts, those, bare=parts if bare else ())], those, flaws)
    if not names and lone:
        names = [w for part in people_in(lone).names if (w := read_name(part))]
    if not names and not beside and addresses:
        beside = _named_in_addresses(line, skip)
        addresses = [] if beside else addresses
    if beside and not addresses:
        rest = [RowPerson(w, None, ()) for w in names]
        mentioned = (paired([w] if w else [], a) for w, a in beside)
        return [*(one for several in mentioned for one in several), *rest]
    if beside:
        names = [*(w for w, _a in beside if w), *names]
        addresses = [*(a for _w, found in beside for a in found), *(pair for pair in addresses)]
    those = linked(line, addresses, flaws)
    return say_left(paired(names, those, len(names) - len(behind)), those, flaws)


@lru_cache(maxsize=8)  # the rows of a table have the same
def _behind_the_address(block: Block) -> frozenset[int]:
    """The columns of names behind the only one of addresses, where others are in front of it: it is
    those people's (`Nimi | Sähköposti | Sihteeri`).
    """
    mails, named = block.of("email"), block.of("name")
    later = frozenset(i for i in named if len(mails) == 1 and i > mails[0])
    return later if len(later) < len(named) else frozenset()


def found_elsewhere(row: Row, flaws: RowFlaws) -> list[RowPerson]:
    """The people of a row in whose columns for them is nobody, though one of its other cells holds
    an address; this is said.
    """
    for text in row.cells:
        loose = loosened_lines(text)
        if "@" in loose and (
            found := [
                RowPerson(written, None, those) for written, those in _mentions(loose, text, flaws)
            ]
        ):
            flaws.say(
                "email",
                said(text),
                _("The address is in another column."),
                _("Move it to its own column."),
            )
            return found
    return []


def _names(
    line: BlockRow, flaws: RowFlaws, skip: frozenset[int]
) -> tuple[list[WrittenName], list[tuple[WrittenName | None, tuple[Address, ...]]]]:
    """The names in a row's name cells: those that stand alone, and those with addresses beside
    them.
    """
    alone: list[WrittenName] = []
    beside: list[tuple[WrittenName | None, tuple[Address, ...]]] = []
    parts = line.block.parts
    for i, text in line.raw("name"):
        if i in skip:
            continue
        loose = loosened_lines(text)
        if "@" in loose:
            found = _mentions(loose, text, flaws)
            beside += [(_as_headed(w, parts.get(i)), those) for w, those in found]
        elif not is_error(said(text)):
            names = (w for part in people_in(_lines(text)).names if (w := read_name(part)))
            alone += [_as_headed(w, parts.get(i)) for w in names]
    return alone, beside


def _as_headed(name: _Name, part: str | None) -> _Name:
    """The name with what its column's heading says they are, where nothing stands next to it."""
    return replace(name, part=part) if part and name and not name.part else name


def _named_in_addresses(
    line: BlockRow, skip: frozenset[int]
) -> list[tuple[WrittenName | None, tuple[Address, ...]]]:
    """`Maija Meikäläinen <maija@…>` in an address cell: taken where no other cell names anybody.
    Flaws have been told already.
    """
    found = [
        mention
        for i, text in line.raw("email")
        if i not in skip
        for mention in _mentions(loosened_lines(text), text, RowFlaws(Origin("")))
    ]
    named = [
        len(written.words) > 1 and written.text[:1].isupper()
        for written, _addresses in found
        if written
    ]
    return found if named and all(named) and found[0][0] else []


def _lines(text: str) -> str:
    if text.isprintable():  # there is no line break
        return said(text)
    return "\n".join(said(line) for line in text.splitlines() if line.strip())


def _mentions(
    loose: str, text: str, flaws: RowFlaws
) -> Iterator[tuple[WrittenName | None, tuple[Address, ...]]]:
    """Name and address out of `Maija <maija@…>`, `Maija (maija@…)`, `Maija, maija@…`, several, or
    the other way round.
    """
    at = 0
    spans = tokens(loose)
    pending: list[tuple[list[WrittenName], list[Address]]] = []
    for begin, end, token in spans:
        names = _people(loose[at:begin])
        address = judged(token, text, flaws)
        at = end
        if (
            names
            or not pending
            or (
                address
                and is_another(address, (word for name in pending[-1][0] for word in name.words))
            )
        ):
            pending.append((names, [address] if address else []))
        elif address:
            pending[-1][1].append(address)
    after = _people(loose[at:])
    if after and pending:
        if not pending[-1][0]:
            pending[-1] = (after, pending[-1][1])
        else:
            pending.append((after, []))
    for names, addresses in pending:
        for one in say_left(paired(names, addresses), addresses, flaws):
            yield one.written, one.addresses


_BESIDE = re.compile(
    r"(?:\b(?:p|puh|gsm|tel|tfn|mob)\b[.:]*\s*)?\+?\d[\d\s()-]{5,}\d"
    r"|^\s*(?:ja|och|and|sekä|&|tai|eller)\s|\b(?:puh|gsm|tel)[.:]",
    re.IGNORECASE,
)
"""What stands beside names and addresses in one cell: telephone numbers, and the word that joins
two people.
"""


def _people(text: str) -> list[WrittenName]:
    text = _BESIDE.sub(" ", text.strip(" \t\n<>(),;:/|[]-–")).strip(" \t\n<>(),;:/|[]-–")
    text += ")" if text.count("(") > text.count(")") else ""
    return (
        [
            w
            for part in people_in(text).names
            if any(ch.isalpha() for ch in part) and (w := read_name(part))
        ]
        if text
        else []
    )
