"""Finds addresses that may be typing errors: a slip away from what colleagues have, or from another
address of the same person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from invite.people.linkage.features import WEBMAIL, organisation_key
from invite.people.linkage.local_part import spells, typing_error
from invite.people.linkage.name_similarity import key_of
from invite.people.model import Address, Entry, Flaw, Person, PersonId, Severity
from invite.words import _, ngettext

# Two have a domain: it is hardly a slip that both made. Everybody knows the large providers.
ENOUGH = 2
_PROVIDERS = ("gmail.com", "hotmail.com", "outlook.com", "icloud.com", "yahoo.com")


class Domains:
    """Who has an address at which domain, and in which organisation.

    of_colleagues: (organisation, domain) that several have in common. mistyped: domains that are
    probably a slip of another.
    """

    def __init__(self, rows: Mapping[PersonId, Iterable[Entry]]) -> None:
        bearers: defaultdict[str, set[PersonId]] = defaultdict(set)
        colleagues: defaultdict[tuple[str, str], set[PersonId]] = defaultdict(set)
        for identity, several in rows.items():
            for row in several:
                for address in row.addresses:
                    domain = domain_of(address)
                    bearers[domain].add(identity)
                    colleagues[organisation_key(row.organisation or ""), domain].add(identity)
        self._count = Counter({domain: len(ids) for domain, ids in bearers.items()})
        # two colleagues next to whoever is asked about
        self.of_colleagues = frozenset(
            pair for pair, ids in colleagues.items() if pair[0] and len(ids) > ENOUGH
        )
        self.mistyped = frozenset[str]()
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        for domain, many in self._count.items():
            if many >= ENOUGH or domain in _PROVIDERS:
                for part in _shortened(domain):
                    self._near[part].add(domain)
        self.mistyped = frozenset(domain for domain in self._count if self.meant(domain))

    def meant(self, domain: str) -> str | None:
        """The domain that this one is probably a slip of: others have that, and only one this."""
        if self._count[domain] > 1 or domain in WEBMAIL:
            return None
        found = {one for part in _shortened(domain) for one in self._near.get(part, ())}
        return min(
            (one for one in found if one != domain and typing_error(one, domain)),
            key=lambda one: (-self._count[one], one),
            default=None,
        )

    def bearers(self, domain: str) -> int:
        """How many people have an address there."""
        return self._count[domain]


def domain_of(address: Address) -> str:
    """What stands behind the @, as it is compared."""
    return address.key.rpartition("@")[2]


def _shortened(domain: str) -> set[str]:
    """The domain and all that is left of it without one letter: two that are one slip apart have
    one of these in common.
    """
    return {domain, *(domain[:at] + domain[at + 1 :] for at in range(len(domain)))}


def doubtful_addresses(
    people: Iterable[Person], domains: Domains, settled: frozenset[PersonId]
) -> Iterator[Flaw]:
    """What is to be said of addresses that may be typing errors. settled: those whose address the
    coordinator put right by hand.
    """
    for person in people:
        if person.id in settled or person.address is None:
            continue
        slips = [pair for pair in combinations(person.addresses, 2) if _one_slip_apart(*pair)]
        for pair in slips:
            yield _two(person, pair, domains)
        meant = None if slips else domains.meant(domain_of(person.address))
        if meant:
            yield _alone(person, person.address, meant, domains.bearers(meant))


def _one_slip_apart(one: Address, other: Address) -> bool:
    local, _at, domain = one.key.rpartition("@")
    local2, _at, domain2 = other.key.rpartition("@")
    if domain == domain2:
        return typing_error(local, local2)
    return local == local2 and typing_error(domain, domain2)


def _two(person: Person, pair: tuple[Address, Address], domains: Domains) -> Flaw:
    """Two addresses a slip apart: the one that is taken, or which is it? The first is preferred."""
    one, other = pair
    domain = domain_of(one)
    if domain == domain_of(other):
        name = key_of(person.name)
        certain = spells(one.key, name) and not spells(other.key, name)
    else:
        certain = domains.bearers(domain) > max(1, domains.bearers(domain_of(other)))
    problem = _("{name} has two addresses that differ by what may be a typing error: {addresses}.")
    taken = _("The letter goes to {address}. If that is wrong, correct the sheet.")
    asked = _(
        'Correct the sheet, or say which is right: invite correct "{name}" --address {address}'
    )
    return Flaw(
        origin=person.origins[0],
        field="email",
        value=f"{one.written}, {other.written}",
        problem=problem.format(name=person.name.full, addresses=f"{one.written}, {other.written}"),
        hint=(taken if certain else asked).format(name=person.name.full, address=one.written),
        severity=Severity.WARNING if certain else Severity.ERROR,
    )


def _alone(person: Person, address: Address, meant: str, many: int) -> Flaw:
    """An address at a domain that nobody else has, a slip from one that others have."""
    return Flaw(
        origin=person.origins[0],
        field="email",
        value=address.written,
        problem=ngettext(
            "Nobody else has an address at {domain}, and {n} person has one at {meant}: a typing"
            " error?",
            "Nobody else has an address at {domain}, and {n} people have one at {meant}: a typing"
            " error?",
            many,
        ).format(domain=domain_of(address), n=many, meant=meant),
        hint=_(
            "Correct the address on the sheet. If it is right as it is, say so: invite correct"
            ' "{name}" --address {address}'
        ).format(name=person.name.full, address=address.written),
        severity=Severity.ERROR,
    )
