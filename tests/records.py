"""Rows written in one line, and what becomes of them: one person, a question, or two people."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from invite.people.model import Address, Entry, Name, Origin, PersonId, Role
from invite.people.resolution.resolve import resolve


def ids() -> Callable[[], PersonId]:
    numbers = count(1)
    return lambda: PersonId(f"p{next(numbers)}")


def row(number: int, text: str) -> Entry:
    """A row from `name | address | organisation | region | telephone`; what is left out is not
    said.
    """
    name, address, organisation, region, phone = (
        *map(str.strip, text.split("|")),
        "",
        "",
        "",
        "",
        "",
    )[:5]
    first, _space, last = name.rpartition(" ") if " " in name else (name, "", "")
    return Entry(
        name=Name(first, last),
        addresses=(Address(address, address.casefold()),) if address else (),
        role=Role(kind="lab-team", region=region or None, origin=Origin("a.xlsx", "S", number)),
        organisation=organisation or None,
        phone=phone or None,
    )


def outcome(*texts: str) -> str:
    """`one`, `asked` or `apart`, for two or more rows."""
    roster = resolve(
        [row(number, text) for number, text in enumerate(texts, 2)], new_id=ids()
    ).roster
    if len(roster.people) == 1:
        return "one"
    return "asked" if roster.questions else "apart"
