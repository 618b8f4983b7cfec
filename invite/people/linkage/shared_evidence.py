"""Finds what proves nothing because many share it: switchboards, offices' mailboxes; and whose
address is at the organisation that they name.
"""

from __future__ import annotations

from collections.abc import Sequence

from invite.people.linkage.features import Features
from invite.people.linkage.name_similarity import NameAgreement, NameKey, name_agreement
from invite.people.linkage.organisations import named_after
from invite.people.webmail import WEBMAIL
from invite.records import replace

_OTHER_NAMES = frozenset({NameAgreement.OTHER, NameAgreement.FIRST})
Names = tuple[NameKey, ...]
LOOKED_AT = 8  # names of those who share a detail; if they are not two people's, it is one's own


def mark_shared(records: Sequence[Features]) -> list[Features]:
    """The records, each with what people of other names have too, and whether it has an address at
    its organisation. In the order given.
    """
    details, workplaces = _Bearers(), _Bearers()
    for record in records:
        for address in record.addresses:
            details.add(address, record.names)
        for number in record.phones:
            details.add(number, record.names)
        for workplace in _workplaces(record):
            workplaces.add(workplace, record.names)
    shared, common = details.of_several(), workplaces.of_several()
    return [_marked(record, shared, common) for record in records]


def _workplaces(record: Features) -> list[tuple[str, str]]:
    """Each organisation of a record with the domain of each of its addresses."""
    return [
        (organisation, domain)
        for organisation in record.organisations
        for address in record.addresses
        if (domain := address.rpartition("@")[2]) not in WEBMAIL
    ]


def _marked(record: Features, shared: frozenset[object], workplaces: frozenset[object]) -> Features:
    theirs = record.shared
    # Nearly all have nothing that others have, and an empty set of their own takes 200 bytes.
    if not (shared.isdisjoint(record.addresses) and shared.isdisjoint(record.phones)):
        theirs = (record.addresses | record.phones) & shared
    at_work = any(pair in workplaces or named_after(*pair) for pair in _workplaces(record))
    return replace(record, shared=theirs, at_work=at_work) if theirs or at_work else record


class _Bearers:
    """Who has each detail, by all the names they have had: the first of them, and a few of the
    others.
    """

    def __init__(self) -> None:
        self._first: dict[object, Names] = {}
        self._others: dict[object, list[Names]] = {}

    def add(self, detail: object, names: Names) -> None:
        """Somebody of these names has it."""
        first = self._first.setdefault(detail, names)
        if first is not names:
            others = self._others.setdefault(detail, [])
            if len(others) < LOOKED_AT and names not in others:
                others.append(names)

    def of_several(self) -> frozenset[object]:
        """What people of clearly different names have."""
        return frozenset(
            detail
            for detail, others in self._others.items()
            if _several((self._first[detail], *others))
        )


def _several(bearers: Sequence[Names]) -> bool:
    return any(
        all(name_agreement(a, b) in _OTHER_NAMES for a in one for b in other)
        for place, one in enumerate(bearers)
        for other in bearers[place + 1 :]
    )
