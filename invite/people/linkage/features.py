"""What an entry is compared by: its name, addresses, telephone numbers, organisation and place as
keys.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from invite.memo import remembered
from invite.people.known import KnownPerson
from invite.people.linkage.local_part import spells
from invite.people.linkage.name_similarity import NameKey, key_of
from invite.people.linkage.organisations import organisation_key
from invite.people.model import Entry, Origin, PersonId


class Features(Struct, frozen=True, kw_only=True, eq=False, gc=False):
    """What one entry, several alike, a person known from an earlier reading, or several of these
    are compared by. Empty where nothing is said.

    names: those of a known person the newest first. origins: the rows of this reading. earlier: the
    rows where the known stood before. known: the ids of the known. shared: the addresses and
    numbers that people of other names have too. at_work: an address is at the organisation, as far
    as its domain tells. own_addresses: each is made of the only name in full. written_to: the
    addresses that the known were written to last. organisations_written, phones_written: not
    compared, but shown as evidence.
    """

    names: tuple[NameKey, ...]
    addresses: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    origins: tuple[Origin, ...] = ()
    earlier: tuple[Origin, ...] = ()
    known: frozenset[PersonId] = frozenset()
    shared: frozenset[str] = frozenset()
    at_work: bool = False
    own_addresses: bool = False
    written_to: frozenset[str] = frozenset()
    organisations_written: tuple[str, ...] = ()
    phones_written: tuple[str, ...] = ()

    @property
    def comparison_key(self) -> tuple[object, ...]:
        """What makes two entries alike in everything that is compared, so that one comparison does
        for both.
        """
        return (self.names, self.addresses, self.phones, self.organisations, self.regions)

    @property
    def order(self) -> tuple[object, ...]:
        """Records in order: by all that they are told apart by, so that no two of one reading are
        equal.
        """
        name = self.names[0]
        return (
            name.whole,
            sorted(self.organisations),
            sorted(self.regions),
            sorted(self.addresses),
            sorted(self.phones),
            name.first,
        )


def of_entry(entry: Entry) -> Features | None:
    """The traits of a row's entry; None where it has no name."""
    if entry.name is None:
        return None
    role = entry.role
    names = tuple([key_of(name) for name in (entry.name, entry.name.before) if name])
    addresses = frozenset([address.key for address in entry.addresses])
    return Features(
        names=names,
        addresses=addresses,
        phones=phones(entry.phone or ""),
        organisations=_one(organisation_key(entry.organisation or "")),
        regions=_one(role.region),
        origins=(entry.origin,),
        own_addresses=_own(names, addresses),
        organisations_written=_shown(entry.organisation),
        phones_written=_shown(entry.phone),
    )


def of_known(known: KnownPerson) -> Features:
    """The traits of a remembered person."""
    names = tuple(dict.fromkeys(key_of(name) for name in reversed(known.names)))
    return Features(
        names=names,
        addresses=frozenset(known.addresses),
        phones=phones(known.phone or ""),
        organisations=_one(organisation_key(known.organisation or "")),
        regions=_one(known.region),
        earlier=known.origins,
        known=frozenset([known.id]),
        own_addresses=_own(names, known.addresses),
        written_to=_one(known.preferred),
        organisations_written=_shown(known.organisation),
        phones_written=_shown(known.phone),
    )


def combine(parts: Iterable[Features]) -> Features:
    """The features of several who are one."""
    every = tuple(parts)
    names = tuple(dict.fromkeys(name for part in every for name in part.names))
    return Features(
        names=names,
        addresses=frozenset().union(*(part.addresses for part in every)),
        phones=frozenset().union(*(part.phones for part in every)),
        organisations=frozenset().union(*(part.organisations for part in every)),
        regions=frozenset().union(*(part.regions for part in every)),
        origins=tuple(dict.fromkeys(one for part in every for one in part.origins)),
        earlier=tuple(dict.fromkeys(one for part in every for one in part.earlier)),
        known=frozenset().union(*(part.known for part in every)),
        shared=frozenset().union(*(part.shared for part in every)),
        at_work=any(part.at_work for part in every),
        own_addresses=len(names) == 1 and all(part.own_addresses for part in every),
        written_to=frozenset().union(*(part.written_to for part in every)),
        organisations_written=tuple(
            dict.fromkeys(one for part in every for one in part.organisations_written)
        ),
        phones_written=tuple(dict.fromkeys(one for part in every for one in part.phones_written)),
    )


def _own(names: tuple[NameKey, ...], addresses: Iterable[str]) -> bool:
    return len(names) == 1 and all(spells(key, names[0]) for key in addresses)


def _shown(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


@remembered(65536)
def _one(text: str | None) -> frozenset[str]:
    return frozenset([text]) if text else frozenset()


@remembered(131072)
def phones(written: str) -> frozenset[str]:
    """The telephone numbers in a cell, each as its last digits without the country's and the trunk
    prefix.
    """
    found: list[str] = []
    cell = written.casefold()
    for parting in ("tai", "/", ";", ",", "\n"):
        cell = cell.replace(parting, "|")
    for part in cell.split("|"):
        digits = "".join(ch for ch in part if ch.isdigit())
        for prefix in ("00358", "358"):
            digits = digits.removeprefix(prefix) if len(digits) > 9 else digits
        digits = digits.lstrip("0")
        if len(digits) >= 6 and not _is_placeholder(digits):
            found.append(digits)
    return frozenset(found)


def _is_placeholder(digits: str) -> bool:
    """Whether a telephone number is a round one or an example, and so hardly anybody's own: 050 000
    0000, 040 123 4567, 09 310 1000.
    """
    last = digits[-6:]
    return last.endswith("000") or len(set(last)) == 1 or last in "01234567890 09876543210"
