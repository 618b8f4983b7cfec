"""What is remembered of people from reading to reading: who they were, what the coordinator
answered, what was put right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from invite.language import Language
from invite.people.model import Address, Doubt, Entry, Hold, Name, Origin, Person, PersonId
from invite.records import replace


class KnownPerson(Struct, frozen=True, kw_only=True):
    """What the ledger remembers of a person who was ever on a sheet.

    names, addresses (as `Address.key`), origins: everything ever seen, the newest last. preferred:
    the address that they were written to last, or would have been.
    also: the ids of persons who turned out to be this one; an answer about one of them is an answer
    about this person. since, last: the numbers of the first and of the last reading that saw them.
    sheets: each (file, sheet) that they were ever on, with the number of the last reading that saw
    them there.
    """

    id: PersonId
    names: tuple[Name, ...]
    addresses: tuple[str, ...] = ()
    preferred: str | None = None
    origins: tuple[Origin, ...] = ()
    organisation: str | None = None
    phone: str | None = None
    region: str | None = None
    also: tuple[PersonId, ...] = ()
    since: int = 0
    last: int = 0
    sheets: Mapping[tuple[str, str | None], int] = field(default_factory=dict)


class Appearance(Struct, frozen=True, kw_only=True):
    """What a person looked like when the coordinator answered: enough to know them again on edited
    and re-sorted sheets.

    names: as written. addresses: keys. organisation, region: tell apart those who have no address.
    """

    names: frozenset[str]
    addresses: frozenset[str] = frozenset()
    organisation: str | None = None
    region: str | None = None


class SameOrDifferent(Struct, frozen=True, kw_only=True):
    """What the coordinator said of two people: that they are the same human being, or that they are
    not.

    people: their ids then; twice the same where the rows of one person are two people's. seen: what
    they looked like then, in the same order; found by the ids first, by looks where the ids are not
    among the known.
    """

    same: bool
    people: tuple[PersonId, PersonId]
    seen: tuple[Appearance, Appearance]


class Correction(Struct, frozen=True, kw_only=True):
    """What the coordinator put right by hand about one person; it holds whatever the sheets say.

    address: becomes the preferred one. left: they are no longer to be written to. cleared: what
    held them was looked at, and they go as they stand; other words hold them again.
    """

    person: PersonId
    name: Name | None = None
    address: Address | None = None
    language: Language | None = None
    left: bool = False
    cleared: frozenset[tuple[Doubt, str]] = frozenset()


def remembered(person: Person) -> KnownPerson:
    """What there is to remember of a person after a reading, for the next one."""
    regions = {role.region for role in person.roles} - {None}
    return KnownPerson(
        id=person.id,
        names=(*person.also_called, person.name),
        addresses=tuple(address.key for address in person.addresses),
        preferred=person.address.key if person.address else None,
        origins=person.origins,
        organisation=person.organisation,
        phone=person.phone,
        region=regions.pop() if len(regions) == 1 else None,
    )


def seen(person: Person) -> Appearance:
    """What a person looks like, to keep with an answer about them."""
    known = remembered(person)
    return Appearance(
        names=frozenset([person.name.full]),
        addresses=frozenset(known.addresses),
        organisation=known.organisation,
        region=known.region,
    )


def appearance_on(rows: Iterable[Entry]) -> Appearance:
    """What some rows of a person look like, to keep with an answer that parts them from the
    others.
    """
    every = tuple(rows)
    regions = {row.role.region for row in every if row.role.region}
    works = {row.organisation for row in every if row.organisation}
    return Appearance(
        names=frozenset(row.name.full for row in every if row.name),
        addresses=frozenset(address.key for row in every for address in row.addresses),
        organisation=works.pop() if len(works) == 1 else None,
        region=regions.pop() if len(regions) == 1 else None,
    )


def joined_by(answer: SameOrDifferent, left: Appearance, right: Appearance) -> bool:
    """Whether it was this answer that said of these two that they are one."""
    one, two = answer.seen
    return (_alike(one, left) and _alike(two, right)) or (_alike(one, right) and _alike(two, left))


def _alike(one: Appearance, other: Appearance) -> bool:
    if one.addresses and other.addresses:
        return not one.addresses.isdisjoint(other.addresses)
    return not one.names.isdisjoint(other.names)


def corrected(people: Iterable[Person], corrections: Sequence[Correction]) -> list[Person]:
    """The people as the coordinator put them right; of two corrections of one thing the later
    holds.
    """
    by_id: defaultdict[PersonId, list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_id[correction.person].append(correction)
    return [_correct(person, by_id.get(person.id, ())) for person in people]


def without_settled(people: Iterable[Person], corrections: Sequence[Correction]) -> list[Person]:
    """The people without what held them and the coordinator has looked at."""
    by_id: defaultdict[PersonId, list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_id[correction.person].append(correction)
    return [
        replace(
            person,
            holds=tuple(
                hold
                for hold in person.holds
                if not any(_settles(one, hold) for one in by_id[person.id])
            ),
        )
        if person.id in by_id
        else person
        for person in people
    ]


def _correct(person: Person, corrections: Sequence[Correction]) -> Person:
    for one in corrections:
        others = tuple(
            address
            for address in person.addresses
            if one.address is None or address.key != one.address.key
        )
        person = replace(
            person,
            name=one.name or person.name,
            also_called=(*person.also_called, person.name) if one.name else person.also_called,
            addresses=(one.address, *others) if one.address else others,
            language=one.language or person.language,
            unwanted=person.unwanted or one.left,
            holds=tuple(hold for hold in person.holds if not _settles(one, hold)),
        )
    return person


def _settles(correction: Correction, hold: Hold) -> bool:
    """Whether what the coordinator put right is what had not been understood."""
    match hold.because:
        case Doubt.GREETING | Doubt.NAME_ORDER if correction.name is not None:
            return True
        case Doubt.ADDRESS if correction.address is not None:
            return True
        case _:
            return correction.left or (hold.because, hold.words) in correction.cleared
