"""Finds the people of today's sheets whom the coordinator's answers are about, however the sheets
were edited since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from invite.people.known import Appearance, KnownPerson, SameOrDifferent
from invite.people.linkage.classify import Record
from invite.people.linkage.features import Features
from invite.people.linkage.name_similarity import (
    JOINABLE,
    NameAgreement,
    NameKey,
    key_of,
    name_agreement,
    name_key,
)
from invite.people.linkage.organisations import organisation_key
from invite.people.model import PersonId

Tags = Mapping[int, frozenset[tuple[int, int]]]


class Decisions(Struct, frozen=True):
    """What the answers say of records (by their places) and of ids.

    same: records that are one. tags: on which side (0, 1) of which "different" answer a record is.
    apart_ids: those who are two, each pair both ways round.
    """

    same: tuple[tuple[int, int], ...] = ()
    tags: Tags = field(default_factory=dict)
    apart_ids: frozenset[tuple[PersonId, PersonId]] = frozenset()


class _Side(Struct, frozen=True):
    """One of the two people of an answer, by everything that they may be known again by."""

    names: tuple[NameKey, ...]
    addresses: frozenset[str]
    before: frozenset[str]
    organisation: str
    region: str | None


def decisions_for(
    records: Sequence[Record], known: Sequence[KnownPerson], answers: Sequence[SameOrDifferent]
) -> Decisions:
    """What the answers mean on these sheets. answers: the newest last; of two about the same two
    people it alone holds.
    """
    if not answers:
        return Decisions()
    owners = {identity: one for one in known for identity in (*one.also, one.id)}
    index = _index(records)
    same: list[tuple[int, int]] = []
    tags: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    known_places = {
        identity: place
        for place, record in enumerate(records)
        for identity in record.features.known
    }
    apart: set[tuple[PersonId, PersonId]] = set()
    for number, answer in enumerate(_newest(answers, owners)):
        left, right = (owners.get(who) for who in answer.people)
        ids = (left.id if left else answer.people[0], right.id if right else answer.people[1])
        sides = (_side(answer.seen[0], left), _side(answer.seen[1], right))
        fitting = _fitting(sides[0], records, index), _fitting(sides[1], records, index)
        mine, yours = _parted(*fitting)
        if answer.same:
            everyone = sorted(
                {*fitting[0], *fitting[1]}
            )  # what fits both alike is theirs as well: the two are one
            same += [(everyone[0], other) for other in everyone[1:]]
            if ids[0] in known_places and ids[1] in known_places:
                same.append((known_places[ids[0]], known_places[ids[1]]))
        else:
            apart |= {ids, (ids[1], ids[0])}
            for side, places in enumerate((mine, yours)):
                if ids[0] != ids[1] and ids[side] in known_places:
                    places.append(known_places[ids[side]])
                for place in places:
                    tags[place].add((number, side))
    found = {place: frozenset(several) for place, several in tags.items()}
    return Decisions(tuple(same), found, frozenset(apart))


def follows(
    given: Iterable[tuple[PersonId, PersonId, bool]], left: PersonId, right: PersonId
) -> bool:
    """Whether what was said of others (one, other, whether they are the same) tells of these two
    already.
    """
    said = tuple(given)
    sides = []
    for one in (left, right):
        group = {one}
        for _round in said:
            for a, b, same in said:
                if same and not group.isdisjoint((a, b)):
                    group |= {a, b}
        sides.append(group)
    mine, yours = sides
    apart = any(
        not same and ((a in mine and b in yours) or (b in mine and a in yours))
        for a, b, same in said
    )
    return apart or right in mine


def _newest(
    answers: Sequence[SameOrDifferent], owners: Mapping[PersonId, KnownPerson]
) -> Iterable[SameOrDifferent]:
    last: dict[tuple[frozenset[PersonId], frozenset[Appearance]], SameOrDifferent] = {}
    for answer in answers:
        pair = frozenset(owners[who].id if who in owners else who for who in answer.people)
        # said to be one, they are one person by now, and must be told so again: their rows may bear
        # names that clash
        people = pair if len(pair) == 2 else frozenset(answer.people)
        # of one person's rows, what they look like tells which are meant: each such answer parts
        # others
        key = (people, frozenset(answer.seen if answer.people[0] == answer.people[1] else ()))
        last.pop(key, None)
        last[key] = answer
    return last.values()


def _side(seen: Appearance, known: KnownPerson | None) -> _Side:
    names = [name_key(*full.rpartition(" ")[::2]) for full in sorted(seen.names)]
    names += [key_of(name) for name in known.names] if known else []
    return _Side(
        names=tuple(dict.fromkeys(names)),
        addresses=frozenset(seen.addresses),
        before=frozenset(known.addresses) if known else frozenset(),
        organisation=organisation_key(seen.organisation or ""),
        region=seen.region,
    )


def _index(records: Sequence[Record]) -> Mapping[str, list[int]]:
    """Faces by address, and by name where they have no address."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        if not record.entries:
            continue
        for key in record.features.addresses or [record.features.names[0].whole]:
            index[key].append(place)
    return index


def _fitting(
    side: _Side, records: Sequence[Record], index: Mapping[str, list[int]]
) -> dict[int, int]:
    """The faces that may be this side, each with how well it fits."""
    keys = (*sorted(side.addresses | side.before), *(name.whole for name in side.names))
    found: dict[int, int] = {}
    for place in (place for key in keys for place in index.get(key, ())):
        fit = _fit(side, records[place].features)
        if fit:
            found[place] = fit
    return found


def _fit(side: _Side, record: Features) -> int:
    """How well a face fits a side: 0 for not at all."""
    alike = [name_agreement(a, b) for a in side.names for b in record.names]
    if not any(one in JOINABLE or one is NameAgreement.SURNAME for one in alike):
        return 0
    name = 2 if NameAgreement.SAME in alike else 0
    work = (
        not side.organisation
        or not record.organisations
        or side.organisation in record.organisations
    )
    place = not side.region or not record.regions or side.region in record.regions
    fits = 1 if work and place else 0
    if not record.addresses.isdisjoint(side.addresses):
        return 16 + name + fits
    if not record.addresses.isdisjoint(side.before):
        return 8 + name + fits
    return 4 if name and fits and not record.addresses else 0


def _parted(left: Mapping[int, int], right: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """The faces of each side: one that fits both belongs to the better fit, and to neither where it
    fits both alike.
    """
    return (
        sorted(place for place, fit in left.items() if fit > right.get(place, 0)),
        sorted(place for place, fit in right.items() if fit > left.get(place, 0)),
    )
