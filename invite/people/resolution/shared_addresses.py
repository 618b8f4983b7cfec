"""Says who is reached at which address: rows without a name find their person, people who share a
mailbox each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from invite.language.names import call_names, given_weight, surname_weight
from invite.language.regions import find_region
from invite.language.spelling import ascii_key
from invite.people.fields.name_order import from_address
from invite.people.linkage.classify import entry_order
from invite.people.model import Doubt, Entry, Flaw, Hold, Name, Person, PersonId, Severity
from invite.records import replace
from invite.words import _

SHOWN = 20  # of those who share one mailbox, so many are named with each person


def owners_of(rows: Mapping[PersonId, Sequence[Entry]]) -> Mapping[str, Mapping[PersonId, None]]:
    """Who has each address."""
    owners: defaultdict[str, dict[PersonId, None]] = defaultdict(dict)
    for identity, several in rows.items():
        for entry in several:
            for address in entry.addresses:
                owners[address.key][identity] = None
    return owners


def assign_nameless(
    entries: Sequence[Entry],
    rows: Mapping[PersonId, list[Entry]],
    owners: Mapping[str, Mapping[PersonId, None]],
) -> list[Flaw]:
    """Give each entry without a name to the one person who has its address; say of the others that
    they are nobody.
    """
    flaws: list[Flaw] = []
    for entry in sorted((entry for entry in entries if entry.name is None), key=entry_order):
        ids = {identity for address in entry.addresses for identity in owners.get(address.key, ())}
        if len(ids) == 1:
            rows[ids.pop()].append(entry)
            continue
        flaws.append(
            Flaw(
                origin=entry.origin,
                field="name",
                value=", ".join(map(str, entry.addresses)),
                problem=(
                    _("The row has an address that several people have, and no name.")
                    if ids
                    else _("The row has no name, and nobody else has its address.")
                ),
                hint=_("Write the name on the row. Until then nobody is invited by it."),
                severity=Severity.ERROR,
            )
        )
    return flaws


def sharing(people: Sequence[Person]) -> tuple[list[Person], list[Flaw]]:
    """Say of those who are written to at one address with whom they share it, and note each such
    address once.
    """
    at: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.address:
            at[person.address.key].append(person)
    shares: dict[PersonId, tuple[PersonId, ...]] = {}
    doubtful = _of_another(people)
    notes: list[Flaw] = []
    for key, several in at.items():
        if len(several) < 2:
            continue
        doubtful |= _of_half_a_name(several)
        shown = [person.id for person in several[: SHOWN + 1]]
        for person in several:
            shares[person.id] = tuple(other for other in shown if other != person.id)[:SHOWN]
        named = ", ".join(person.name.full for person in several[:3])
        notes.append(
            Flaw(
                origin=several[0].origins[0],
                field="email",
                value=key,
                problem=_("{n} people share this address: {names}.").format(
                    n=len(several), names=named if len(several) <= 3 else f"{named}…"
                ),
                hint=_(
                    "Each gets a letter of their own. If one of them has another address, write it"
                    " on their row."
                ),
                severity=Severity.NOTE,
            )
        )
    return [
        replace(
            person,
            shares=shares.get(person.id, ()),
            holds=(*person.holds, *([doubtful[person.id]] if person.id in doubtful else ())),
        )
        if person.id in shares or person.id in doubtful
        else person
        for person in people
    ], notes


def _of_half_a_name(several: Sequence[Person]) -> dict[PersonId, Hold]:
    """Who stands with a first name or a surname alone at an address that somebody else has may be
    that somebody: no two letters go to one address unless two names stand there for certain.
    """
    return {
        person.id: Hold(
            Doubt.ADDRESS,
            f"{person.address}: {', '.join(one.name.full for one in several[:SHOWN])}",
            person.origins[0],
        )
        for person in several
        if person.address and not (person.name.first and person.name.last) and not person.unwanted
    }


def _of_another(people: Sequence[Person]) -> dict[PersonId, Hold]:
    """Who stands at an address that is made of the whole name of another of the people, or of one
    that the tables know, and shares neither first name nor surname with them: cells were sorted or
    copied apart from their rows, or it is their assistant's.
    """
    odd: dict[PersonId, tuple[Person, str, frozenset[str]]] = {}
    for one in people:
        local = one.address.key.rpartition("@")[0] if one.address else ""
        parts = local.replace("-", " ").split(".")
        if len(parts) == 2 and not one.unwanted and not _has_any(one.name, parts):
            odd[one.id] = one, local, frozenset(parts)
    wanted = {pair for _one, _local, pair in odd.values()}
    words = frozenset[str]().union(*wanted)
    theirs = {
        pair
        for one in people
        if not words.isdisjoint(_keys(one.name.last))
        for pair in _first_and_last(one.name) & wanted
    }
    # The words do not name the other, whom an erasure could not find there.
    return {
        one.id: Hold(Doubt.ADDRESS, f"{one.address}: {one.name.full}", one.origins[0])
        for one, local, pair in odd.values()
        if pair in theirs or ((told := from_address(local)) and _is_known(told))
    }


def _is_known(told: Name) -> bool:
    """Whether the tables know both parts of a name, which is no office's: `taito.lappi@`."""
    known = given_weight(told.first) and surname_weight(told.last)
    return bool(known) and find_region(told.last) is None


def _first_and_last(name: Name) -> set[frozenset[str]]:
    """A first name and a surname of somebody, as an address has them, in every choice of those that
    they have.
    """
    return {
        frozenset((first, last))
        for first in _keys(name.first)
        for last in _keys(name.last)
        if first and last
    }


def _keys(name: str) -> set[str]:
    key = ascii_key(name)
    return {key, *key.split()}


def _has_any(name: Name, parts: Sequence[str]) -> bool:
    """Whether somebody bears or bore one of the words in these parts of an address."""
    if name.first.lower() in parts or name.last.lower() in parts:
        return True  # as nearly all do
    first = ascii_key(name.first)
    own = ascii_key(f"{name.full} {name.called or ''} {name.former or ''}").split()
    forms = {*own, first.replace(" ", ""), *call_names(name.first)}
    return not forms.isdisjoint(" ".join(parts).split())
