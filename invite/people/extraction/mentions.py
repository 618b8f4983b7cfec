"""Who is in a row: the names and addresses of its cells, and which belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from invite.language.spelling import ascii_key
from invite.people.extraction.flaws import RowFlaws
from invite.people.extraction.row_addresses import (
    addresses_in,
    judged,
    linked,
    loosened_lines,
)
from invite.people.fields.addresses import tokens
from invite.people.fields.cells import said
from invite.people.fields.name_order import from_address
from invite.people.fields.names import WrittenName, is_nobody, read_name
from invite.people.fields.no_value import is_error, is_no_name, is_vacant
from invite.people.fields.several import people_in
from invite.people.model import Address, Origin, Row
from invite.people.table.block_row import BlockRow
from invite.people.table.header import NAMES
from invite.people.table.layout import Block
from invite.words import _

_Name = TypeVar("_Name", WrittenName, WrittenName | None)


@dataclass(frozen=True, slots=True)
class RowPerson:
    """One human being in a row: the name as written, or its two parts, and the addresses next to
    it. doubt: what was not understood for certain and holds them.
    """

    written: WrittenName | None
    parts: tuple[str, str] | None
    addresses: tuple[Address, ...]
    doubt: str = ""

    @property
    def names(self) -> list[WrittenName]:
        """The name as it is written, or its two parts; none where there is but an address."""
        if self.written:
            return [self.written]
        return [name for part in self.parts or () if (name := read_name(part))]

    @property
    def local(self) -> str:
        """The first address before the @, "" where there is none."""
        return self.addresses[0].key.rpartition("@")[0] if self.addresses else ""


def people_of(line: BlockRow, flaws: RowFlaws, skip: frozenset[int]) -> list[RowPerson]:
    """The people of one block of a row; where a cell of names is not certain to name so many, and
    these, they are held for it. skip: cells that are struck through and do not count.
    """
    found = found_in(line, flaws, skip)
    cells = [(i, text) for i, text in line.raw(*NAMES) if i not in skip]
    doubts = [said(text) for _i, text in cells if not people_in(_lines(text)).certain]
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
    if _are_vacant(first, last):
        first = last = ""
    elif not (first and last) or is_no_name(first) or is_no_name(last):
        first, last = ("" if is_nobody(part) else part for part in (first, last))
    lone = first or last
    if ((first and last) or (lone and " " not in lone)) and not beside and not names:
        return [RowPerson(None, (first, last), linked(line, addresses, flaws))]
    if not names and lone:
        names = [w for part in people_in(lone).names if (w := read_name(part))]
    if not names and not beside and addresses:
        beside = _named_in_addresses(line, skip)
        addresses = [] if beside else addresses
    if beside and not addresses:
        rest = [RowPerson(w, None, ()) for w in names]
        return [*(RowPerson(w, None, a) for w, a in beside), *rest]
    if beside:
        names = [*(w for w, _a in beside if w), *names]
        addresses = [*(a for _w, found in beside for a in found), *(pair for pair in addresses)]
    return _paired(names, linked(line, addresses, flaws), len(names) - len(behind))


@lru_cache(maxsize=8)  # the rows of a table have the same
def _behind_the_address(block: Block) -> frozenset[int]:
    """The columns of names behind the only one of addresses, where others are in front of it: it is
    those people's (`Nimi | Sähköposti | Sihteeri`).
    """
    mails, named = block.of("email"), block.of("name")
    later = frozenset(i for i in named if len(mails) == 1 and i > mails[0])
    return later if len(later) < len(named) else frozenset()


def _are_vacant(first: str, last: str) -> bool:
    return (is_vacant(first) and is_vacant(last)) or is_vacant(f"{first} {last}")


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


MOST_PAIRS = 400
"""Names times addresses in one row that are compared; a hostile row could ask for millions."""


def _paired(
    names: list[WrittenName], addresses: tuple[Address, ...], most: int | None = None
) -> list[RowPerson]:
    """Names and addresses from different cells brought together: by what the addresses are built
    of, else in their order. most: so many of the names may have an address that is built of none.
    """
    if len(names) <= 1:
        return (
            [RowPerson(names[0] if names else None, None, addresses)] if names or addresses else []
        )
    if not addresses:
        return [RowPerson(name, None, ()) for name in names]
    left = list(addresses)
    few = len(names) * len(left) <= MOST_PAIRS
    own: list[list[Address]] = [
        [a for a in left if few and _is_built_of(a, name)] for name in names
    ]
    claimed = [a for mine in own for a in mine]
    rest = [a for a in left if a not in claimed]
    without = [i for i, mine in enumerate(own[:most]) if not mine]
    if most == 1 < len(names):
        own[0] += rest
        rest = []
    if len(rest) == 1 and len(without) > 1:  # one address for several people: they share it
        for i in without:
            own[i] += rest
        rest = []
    for i, address in zip(without, rest, strict=False):
        own[i].append(address)
    return [RowPerson(name, None, tuple(mine)) for name, mine in zip(names, own, strict=True)]


def _is_built_of(address: Address, name: WrittenName) -> bool:
    local = re.sub(r"[^a-z]", "", ascii_key(address.key.rpartition("@")[0]))
    return all(
        re.sub(r"[^a-z]", "", ascii_key(w)) in local for w in (name.words[0], name.words[-1])
    )


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
        if names or not pending or (address and _is_another(address, pending[-1][0])):
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
        for one in _paired(names, tuple(addresses)) or [RowPerson(None, None, tuple(addresses))]:
            if one.written or one.addresses:
                yield one.written, one.addresses


def _is_another(address: Address, names: list[WrittenName]) -> bool:
    """Whether an address without a name of its own tells by its build that it is not theirs who
    stand before it.
    """
    told = from_address(address.key.rpartition("@")[0])
    words = {ascii_key(word) for name in names for word in name.words}
    return (
        bool(told and words) and not words & {ascii_key(told.first), ascii_key(told.last)}
        if told
        else False
    )


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
