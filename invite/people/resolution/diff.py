"""Compares everyone as they were with everyone as they are now: who is new, who is gone, and what
has changed of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from invite.people.model import Person, PersonId

Aspect = Literal["name", "email", "emails", "roles", "language", "unwanted", "one"]


class Difference(Struct, frozen=True):
    """One thing that differs from what it was. roles: what went and what came. one: who else has
    turned out to be them.
    """

    what: Aspect
    before: tuple[str, ...]
    now: tuple[str, ...]


class PersonChange(Struct, frozen=True):
    """A person of whom something differs from what it was. before: as they were."""

    person: Person
    before: Person
    differences: tuple[Difference, ...]


class Changes(Struct, frozen=True):
    """Who came, who changed, and (as they were) who is named no more."""

    new: tuple[Person, ...]
    changed: tuple[PersonChange, ...]
    gone: tuple[Person, ...]


def changes_between(before: Iterable[tuple[PersonId, Person]], now: Iterable[Person]) -> Changes:
    """What differs from before. before: everyone as they were, each after the id that they
    have now.
    """
    then: defaultdict[PersonId, list[Person]] = defaultdict(list)
    for id_, person in before:
        then[id_].append(person)
    new, changed = [], []
    for person in now:
        several = then.pop(person.id, None)
        if several is None:
            new.append(person)
            continue
        was = next((one for one in several if one.id == person.id), several[0])
        differences = _differences(was, person, [one for one in several if one is not was])
        if differences:
            changed.append(PersonChange(person, was, differences))
    return Changes(
        tuple(new), tuple(changed), tuple(one for several in then.values() for one in several)
    )


def part(person: Person) -> tuple[str, ...]:
    """Each part that a person played, as text."""
    return tuple(" · ".join(filter(None, role.part)) for role in person.roles)


# What a letter depends on. A row that only moved, or an organisation spelled otherwise, is no
# change to the coordinator.
_ASPECTS: tuple[tuple[Aspect, Callable[[Person], tuple[str, ...]]], ...] = (
    ("name", lambda person: (person.name.full,)),
    ("email", lambda person: tuple(address.written for address in person.addresses[:1])),
    ("language", lambda person: tuple(filter(None, (person.language,)))),
    ("unwanted", lambda person: ("yes",) if person.unwanted else ()),
)


def _differences(was: Person, person: Person, others: Iterable[Person]) -> tuple[Difference, ...]:
    found = [
        Difference(what, of(was), of(person)) for what, of in _ASPECTS if of(was) != of(person)
    ]
    # Where letters go has been told; of the other addresses their order says nothing.
    if was.addresses[:1] == person.addresses[:1] and {a.key for a in was.addresses} != {
        a.key for a in person.addresses
    }:
        found.append(
            Difference(
                "emails",
                *(tuple(address.written for address in one.addresses) for one in (was, person)),
            )
        )
    before, now = part(was), part(person)
    if set(before) != set(now):
        went, came = (
            tuple(one for one in mine if one not in theirs)
            for mine, theirs in ((before, now), (now, before))
        )
        found.append(Difference("roles", went, came))
    found += [Difference("one", (one.name.full,), (person.name.full,)) for one in others]
    return tuple(found)
