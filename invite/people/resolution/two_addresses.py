"""Says which of two addresses of one person that differ by a slip is right, or asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, permutations

from invite.people.fields.addresses import slip
from invite.people.linkage.local_part import spells, typing_error
from invite.people.linkage.name_similarity import key_of
from invite.people.linkage.organisations import organisation_key
from invite.people.model import Address, Entry, Flaw, Name, Person, PersonId, Severity
from invite.words import _


class Domains:
    """How many people have an address at each domain.

    of_colleagues: (organisation as compared, domain) that several have in common. common: domains
    that several have.
    """

    def __init__(self, rows: Mapping[PersonId, Iterable[Entry]]) -> None:
        bearers: defaultdict[str, set[PersonId]] = defaultdict(set)
        colleagues: defaultdict[tuple[str, str], set[PersonId]] = defaultdict(set)
        for identity, several in rows.items():
            for row in several:
                organisation = organisation_key(row.organisation or "")
                for address in row.addresses:
                    domain = domain_of(address)
                    bearers[domain].add(identity)
                    if organisation:
                        colleagues[organisation, domain].add(identity)
        self.common = frozenset(domain for domain, ids in bearers.items() if len(ids) > 1)
        self.of_colleagues = frozenset(pair for pair, ids in colleagues.items() if len(ids) > 1)


def domain_of(address: Address) -> str:
    """What stands behind the @, as it is compared."""
    return address.key.rpartition("@")[2]


def one_slip_apart(one: Address, other: Address) -> bool:
    """Whether one may be the other, misspelt before or behind the @."""
    local, _at, domain = one.key.rpartition("@")
    local2, _at, domain2 = other.key.rpartition("@")
    if domain == domain2:
        return typing_error(local, local2)
    return local == local2 and typing_error(domain, domain2)


def mistyped(
    addresses: Iterable[Address], names: Iterable[Name], common: frozenset[str]
) -> frozenset[Address]:
    """Those of one person's addresses that are a slip of another of theirs: others have the domain
    of that one and nobody else has this one's, or it alone has the name in full.
    """
    keys = tuple(map(key_of, names))
    found = set()
    for one, other in permutations(addresses, 2):
        if not one_slip_apart(one, other):
            continue
        mine, theirs = domain_of(one), domain_of(other)
        named, unnamed = (any(spells(x.key, key) for key in keys) for x in (one, other))
        if mine == theirs:
            wrong = named and not unnamed
        else:
            wrong = slip(theirs) == mine or (mine in common and theirs not in common)
        if wrong and slip(mine) is None:
            found.add(other)
    return frozenset(found)


def say_which(
    people: Iterable[Person], domains: Domains, settled: frozenset[PersonId]
) -> Iterator[Flaw]:
    """A warning where it is known which of two such addresses is right; else a serious flaw. Where
    a domain is a slip of a well-known one, its row has said so.

    settled: those whose address the coordinator put right by hand.
    """
    for person in people:
        if len(person.addresses) < 2 or person.id in settled:
            continue
        slips = mistyped(person.addresses, (person.name,), domains.common)
        for one, other in combinations(person.addresses, 2):
            if one_slip_apart(one, other) and not _said(one, other):
                yield _flaw(person, one, other, certain=other in slips)


def _said(one: Address, other: Address) -> bool:
    """Whether one's domain is a well-known slip of the other's."""
    mine, theirs = domain_of(one), domain_of(other)
    return slip(mine) == theirs or slip(theirs) == mine


def _flaw(person: Person, one: Address, other: Address, *, certain: bool) -> Flaw:
    both = f"{one.written}, {other.written}"
    problem = _("{name} has two addresses that differ by what may be a typing error: {addresses}.")
    hint = (
        _("The letter goes to {address}. If that is wrong, correct the sheet.")
        if certain
        else _(
            'Correct the sheet, or say which is right: invite correct "{name}" --address {address}'
        )
    )
    return Flaw(
        origin=person.origins[0],
        field="email",
        value=both,
        problem=problem.format(name=person.name.full, addresses=both),
        hint=hint.format(name=person.name.full, address=one.written),
        severity=Severity.WARNING if certain else Severity.ERROR,
    )
