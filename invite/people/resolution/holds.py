"""Who is not written to until somebody looks: everything on their rows that was not understood for
certain, gathered once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from invite.people.fields.addresses import slip
from invite.people.model import (
    Address,
    Doubt,
    Entry,
    Flaw,
    Hold,
    Origin,
    Person,
    PersonId,
    Severity,
)
from invite.people.resolution.rare_domains import mistyped_domains
from invite.records import replace
from invite.words import _

_OF_FIELD = {"name": Doubt.GREETING, "email": Doubt.ADDRESS}


def holding(
    people: Iterable[Person], rows: Mapping[PersonId, Sequence[Entry]], flaws: Iterable[Flaw]
) -> tuple[list[Person], list[Flaw]]:
    """The people with all that holds them, and what there is to say of their addresses.

    rows: everybody's entries. flaws: those of the sheets; a serious one holds whoever stands on its
    row. An address that is old or may be mistyped comes after those about which nothing was said,
    and holds a person who has no other.
    """
    everyone = list(people)
    serious: defaultdict[Origin, list[Flaw]] = defaultdict(list)
    for flaw in flaws:
        if flaw.severity is Severity.ERROR and flaw.origin.row is not None:
            serious[flaw.origin].append(flaw)
    meant = mistyped_domains(everyone)
    notes: list[Flaw] = []
    return [
        _with_holds(person, rows.get(person.id, ()), serious, meant, notes) for person in everyone
    ], notes


def _with_holds(
    person: Person,
    rows: Sequence[Entry],
    serious: Mapping[Origin, Sequence[Flaw]],
    meant: Mapping[str, str],
    notes: list[Flaw],
) -> Person:
    holds = list(person.holds)
    old = {key for row in rows for key in row.old}
    doubtful = {address.key for address in person.addresses if _meant(address, meant)}
    if doubtful and doubtful >= {address.key for address in person.addresses}:
        notes += [
            _slip_flaw(address, meant[domain], _origin_of(address, rows, person))
            for address in person.addresses
            if (domain := address.key.rpartition("@")[2]) in meant
        ]
    aside = old | doubtful
    if aside:
        sure = tuple(address for address in person.addresses if address.key not in aside)
        behind = tuple(address for address in person.addresses if address.key in aside)
        if sure:
            holds = [hold for hold in holds if hold.because is not Doubt.ADDRESS]
        elif behind and behind[0].key not in old:
            holds.append(
                Hold(Doubt.ADDRESS, behind[0].written, _origin_of(behind[0], rows, person))
            )
        person = replace(person, addresses=(*sure, *behind))
    for origin in person.origins:
        holds += [
            Hold(_OF_FIELD.get(flaw.field, Doubt.ROW), flaw.value or flaw.problem, origin)
            for flaw in serious.get(origin, ())
        ]
    holds = [] if person.unwanted else list(dict.fromkeys(holds))
    return replace(person, holds=tuple(holds)) if tuple(holds) != person.holds else person


def _meant(address: Address, meant: Mapping[str, str]) -> str | None:
    """The domain that was probably meant, by what colleagues have or what everybody knows."""
    domain = address.key.rpartition("@")[2]
    return meant.get(domain) or slip(domain)


def _origin_of(address: Address, rows: Sequence[Entry], person: Person) -> Origin:
    return next(
        (row.origin for row in rows if any(one.key == address.key for one in row.addresses)),
        person.origins[0],
    )


def _slip_flaw(address: Address, meant: str, origin: Origin) -> Flaw:
    local, _at, domain = address.written.rpartition("@")
    return Flaw(
        origin=origin,
        field="email",
        value=address.written,
        problem=_("The domain {domain} looks like a typing error for {suggestion}.").format(
            domain=domain, suggestion=meant
        ),
        hint=_("If it is, write {address} in the sheet.").format(address=f"{local}@{meant}"),
        severity=Severity.WARNING,
    )
