"""Readings one after another, and what a ledger would remember of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from invite.people.known import KnownPerson, SameOrDifferent, remembered, seen
from invite.people.model import Address, Entry, Name, Origin, Person, PersonId, Role
from invite.people.resolution.resolve import Resolution, resolve
from invite.records import replace


def ids(prefix: str = "p") -> Callable[[], PersonId]:
    numbers = count(1)
    return lambda: PersonId(f"{prefix}{next(numbers)}")


def entry(row: int, name: str, address: str = "", **more: str) -> Entry:
    first, _space, last = name.rpartition(" ")
    origin = Origin(more.get("file", "vieraat.xlsx"), more.get("sheet", "Kainuu"), row)
    return Entry(
        name=Name(first, last),
        addresses=(Address(address, address),) if address else (),
        role=Role(kind="planning-group", region=more.get("region", "Kainuu"), origin=origin),
        organisation=more.get("organisation"),
        phone=more.get("phone"),
    )


def read(
    *entries: Entry, known: Sequence[KnownPerson] = (), answers: Sequence[SameOrDifferent] = ()
) -> Resolution:
    return resolve(entries, known=known, answers=answers, new_id=ids("new" if known else "p"))


def memory(*readings: Resolution) -> list[KnownPerson]:
    """What a ledger would remember: everybody ever seen, the oldest first, with all names and
    addresses.
    """
    people: dict[PersonId, KnownPerson] = {}
    for number, reading in enumerate(readings, 1):
        for person in reading.roster.people:
            now = replace(remembered(person), since=number, last=number)
            before = people.get(person.id, now)
            people[person.id] = replace(
                now,
                names=tuple(dict.fromkeys((*before.names, *now.names))),
                addresses=tuple(dict.fromkeys((*before.addresses, *now.addresses))),
                since=before.since,
            )
    return list(people.values())


def by_name(found: Resolution) -> dict[str, PersonId]:
    return {person.name.full: person.id for person in found.roster.people}


MATTI = entry(2, "Matti Virtanen", "matti.virtanen@example.org", organisation="Kainuun liitto")
LIISA = entry(3, "Liisa Korhonen", "liisa.korhonen@example.org", organisation="Kainuun opisto")


def answered(people: Sequence[Person], same: bool) -> SameOrDifferent:
    one, two = people
    return SameOrDifferent(same=same, people=(one.id, two.id), seen=(seen(one), seen(two)))
