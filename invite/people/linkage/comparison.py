"""Compares two sides detail by detail: names, addresses, telephones, organisations, regions, and
where they position.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from invite.people.linkage.features import Features
from invite.people.linkage.local_part import (
    NameInAddress,
    both_names,
    has_one_letter_more,
    is_alias,
    letters_only,
    name_in_address,
    spells,
    typing_error,
)
from invite.people.linkage.name_similarity import NameAgreement, NameKey, name_agreement
from invite.people.linkage.organisations import same_organisation
from invite.people.webmail import WEBMAIL


class Agreement(StrEnum):
    """How one kind of detail compares. NEAR: a slip of the finger, a part of the whole. SHARED: the
    same, but people of other names have it too, so that it proves nothing. MOVED: the same name
    before the @ at another place. RIVAL: two mailboxes with the same name that one organisation
    gave out, as it does to two people.
    """

    SAME = "same"
    NEAR = "near"
    SHARED = "shared"
    MOVED = "moved"
    RIVAL = "rival"
    OTHER = "other"
    UNKNOWN = "unknown"

    # an enum's own goes through Python, and the tables are looked up a million times
    __hash__ = str.__hash__


class Comparison(NamedTuple):
    """Two sides, detail by detail.

    names: the keys that were the most alike. name_in_address: what of the name of one of them an
    address that both have is built from; an office's or a family's from nothing of it. Where they
    have none in common, WHOLE if both have one made of the name. spelt: an address of one is made
    of the other's name in full and not of its own: a slip, an initial, an old name. known: how many
    of the sides are known from an earlier reading. position: one stood on the row (SAME) or the
    sheet (NEAR) where the other is now. at_work: an address of either is at the organisation that
    it names. written_to: they have the address in common that a known side was written to.
    """

    name: NameAgreement
    names: tuple[NameKey, NameKey]
    address: Agreement
    name_in_address: NameInAddress
    spelt: bool
    phone: Agreement
    organisation: Agreement
    region: Agreement
    known: int
    position: Agreement
    at_work: bool
    written_to: bool

    @property
    def personal(self) -> bool:
        """Whether the addresses that were compared are made of first name (or its initial) and
        surname, and so of nobody else.
        """
        return self.name_in_address is NameInAddress.WHOLE


def compare(a: Features, b: Features) -> Comparison:
    """Compare two sides. Symmetric but for the order of `names`."""
    alike, names = _names(a.names, b.names)
    address, in_address = _addresses(a, b, names)
    return Comparison(
        name=alike,
        names=names,
        address=address,
        name_in_address=in_address,
        spelt=alike in _UNCERTAIN
        and (spelt(a, names[0], names[1]) or spelt(b, names[1], names[0])),
        phone=phone_agreement(a, b),
        organisation=organisation_agreement(a, b),
        region=_sets(a.regions, b.regions),
        known=bool(a.known) + bool(b.known),
        position=_position(a, b),
        at_work=a.at_work or b.at_work,
        written_to=not (
            a.written_to.isdisjoint(b.addresses) and b.written_to.isdisjoint(a.addresses)
        ),
    )


_UNCERTAIN = frozenset(
    {NameAgreement.TYPO, NameAgreement.INITIAL, NameAgreement.SECOND, NameAgreement.SURNAME}
)


def spelt(side: Features, own: NameKey, other: NameKey) -> bool:
    """Whether an address of this side is made of the other's name in full and not of its own."""
    return any(spells(address, other) and not spells(address, own) for address in side.addresses)


_RANK = {level: rank for rank, level in enumerate(NameAgreement)}


def _names(
    a: tuple[NameKey, ...], b: tuple[NameKey, ...]
) -> tuple[NameAgreement, tuple[NameKey, NameKey]]:
    """The most alike of the names that either ever had."""
    if len(a) == len(b) == 1:
        return name_agreement(a[0], b[0]), (a[0], b[0])
    pairs = [(name_agreement(x, y), (x, y)) for x in a for y in b]
    return min(pairs, key=lambda pair: (_RANK[pair[0]], pair[1][0].whole, pair[1][1].whole))


def _sets(a: frozenset[str], b: frozenset[str]) -> Agreement:
    if not a or not b:
        return Agreement.UNKNOWN
    return Agreement.OTHER if a.isdisjoint(b) else Agreement.SAME


def _position(a: Features, b: Features) -> Agreement:
    """Whether those who are on no sheet so far stood where the other side stands now."""
    now, before = (b.origins, a.earlier) if not a.origins else (a.origins, b.earlier)
    if (a.origins and b.origins) or not before or not now:
        return Agreement.UNKNOWN
    if not set(now).isdisjoint(before):
        return Agreement.SAME
    sheets = {(origin.file, origin.sheet) for origin in before}
    if any((origin.file, origin.sheet) in sheets for origin in now):
        return Agreement.NEAR
    return Agreement.UNKNOWN


def _addresses(
    a: Features, b: Features, names: tuple[NameKey, NameKey]
) -> tuple[Agreement, NameInAddress]:
    """How the addresses compare, and what of the names stands in what they share."""
    if not a.addresses or not b.addresses:
        return Agreement.UNKNOWN, NameInAddress.NOT
    common = a.addresses & b.addresses
    mine, yours = a.addresses, b.addresses
    if common:
        built = {name_in_address(key, name) for key in common for name in names}
        how = next(how for how in NameInAddress if how in built)
        if how is NameInAddress.WHOLE or not common <= a.shared | b.shared:
            return Agreement.SAME, how
        mine, yours = mine - common, yours - common
        if not mine or not yours:
            return Agreement.SHARED, how
    found = {_address_agreement(x, y, names) for x in mine for y in yours}
    closest = next(agreement for agreement in _CLOSEST_FIRST if agreement in found)
    if common and closest in (Agreement.UNKNOWN, Agreement.OTHER):
        return Agreement.SHARED, how  # what they share is still in common, next to what is theirs
    own = all(any(_whole(key, names) for key in side) for side in (mine, yours))
    return closest, NameInAddress.WHOLE if own else NameInAddress.NOT


_CLOSEST_FIRST = (
    Agreement.NEAR,
    Agreement.RIVAL,
    Agreement.MOVED,
    Agreement.UNKNOWN,
    Agreement.OTHER,
)


def _address_agreement(x: str, y: str, names: tuple[NameKey, NameKey]) -> Agreement:
    """How two addresses that are not the same compare."""
    local, _at, domain = x.rpartition("@")
    local2, _at, domain2 = y.rpartition("@")
    if domain == domain2:
        if typing_error(local, local2) and (_whole(x, names) or _whole(y, names)):
            # each made of its own name, or both names of their own: the addresses differ because
            # the people do
            two = names[0].whole != names[1].whole and (
                _each_its_own(x, y, names) or both_names(local, local2)
            )
            return (
                Agreement.RIVAL
                if two or any(has_one_letter_more(local, local2, name) for name in names)
                else Agreement.NEAR
            )
        return Agreement.OTHER if domain in WEBMAIL else _at_one_organisation(x, y, names)
    if local == local2 and _whole(x, names):
        return Agreement.NEAR if typing_error(domain, domain2) else Agreement.MOVED
    return (
        Agreement.MOVED
        if letters_only(local) == letters_only(local2) and _whole(x, names)
        else Agreement.OTHER
    )


def _at_one_organisation(x: str, y: str, names: tuple[NameKey, NameKey]) -> Agreement:
    """How two mailboxes of one organisation compare that are no slips of each other."""
    one, other = names
    forms = [
        all(is_alias(key.partition("@")[0], name) for name in names if name.complete)
        for key in (x, y)
    ]
    # Hussein Ali and Ali Hussein
    turned = bool(one.first) and (one.first, one.last) == (other.last, other.first)
    if all(forms) and not turned:
        # one person may well have two of these: each is the name and nothing more
        return Agreement.OTHER
    bear = [
        any(name_in_address(key, name) is not NameInAddress.NOT for name in names) for key in (x, y)
    ]
    if all(bear):
        # both have the name and are still not the same: there are two people to tell apart
        return Agreement.RIVAL
    if any(bear) and not any(forms) and one.whole == other.whole:
        # an office's, and one with a letter or number more than the name: there is another of it
        return Agreement.RIVAL
    # an office's mailbox next to one's own says nothing of who has it
    return Agreement.UNKNOWN if any(forms) else Agreement.OTHER


def _whole(address: str, names: tuple[NameKey, NameKey]) -> bool:
    return (
        name_in_address(address, names[0]) is NameInAddress.WHOLE
        or name_in_address(address, names[1]) is NameInAddress.WHOLE
    )


def _each_its_own(x: str, y: str, names: tuple[NameKey, NameKey]) -> bool:
    own = (
        name_in_address(x, names[0]) is NameInAddress.WHOLE
        and name_in_address(y, names[1]) is NameInAddress.WHOLE
    )
    return own and NameInAddress.WHOLE not in (
        name_in_address(x, names[1]),
        name_in_address(y, names[0]),
    )


def phone_agreement(a: Features, b: Features) -> Agreement:
    """By the numbers that are nobody else's; a switchboard's says nothing."""
    shared = a.shared | b.shared
    mine, yours = (a.phones - shared, b.phones - shared) if shared else (a.phones, b.phones)
    agreement = _sets(mine, yours)
    if agreement is Agreement.UNKNOWN and not a.phones.isdisjoint(b.phones):
        return Agreement.SHARED
    if agreement is not Agreement.OTHER:
        return agreement
    slip = any(
        len(x) == len(y) and len(x) >= 8 and OSA.distance(x, y, score_cutoff=1) <= 1
        for x in mine
        for y in yours
    )
    return Agreement.NEAR if slip else Agreement.OTHER


def organisation_agreement(a: Features, b: Features) -> Agreement:
    """By name; where one names none, by whether the other's name or domain stands in its
    address.
    """
    if a.organisations and b.organisations:
        if not a.organisations.isdisjoint(b.organisations):
            return Agreement.SAME
        near = any(same_organisation(x, y) for x in a.organisations for y in b.organisations)
        return Agreement.NEAR if near else Agreement.OTHER
    if _domain_tells(a, b) or _domain_tells(b, a):
        return Agreement.NEAR
    return Agreement.UNKNOWN


def _domain_tells(a: Features, b: Features) -> bool:
    """Whether b's address is at a's organisation, as far as a name can tell; where a names none,
    whether another address of a's is at that domain. One address that both have is no second
    likeness.
    """
    domains = {key.rpartition("@")[2] for key in b.addresses} - WEBMAIL
    if not domains:
        return False
    if a.organisations:
        labels = [domain.replace("-", "").replace(".", "") for domain in domains]
        names = [name.replace(" ", "") for name in a.organisations]
        return any(len(name) >= 5 and name in label for name in names for label in labels)
    return any(key.rpartition("@")[2] in domains for key in a.addresses - b.addresses)
