"""Finds what proves nothing because many share it: switchboards, offices' mailboxes; and whose
address is at the organisation that they name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from invite.people.linkage.features import WEBMAIL, Features
from invite.people.linkage.name_similarity import NameAgreement, NameKey, name_agreement

_OTHER_NAMES = frozenset({NameAgreement.OTHER, NameAgreement.FIRST})
_LOOKED_AT = 8  # names of those who share a detail; if they are not two people's, it is one's own


def mark_shared(records: Sequence[Features]) -> list[Features]:
    """The records, each with what people of other names have too, and whether it has an address at
    its organisation. In the order given.
    """
    shared = _had_by_several(
        (detail, record.names[0])
        for record in records
        for detail in (*record.addresses, *record.phones)
    )
    workplaces = _had_by_several(
        ((organisation, domain), record.names[0])
        for record in records
        for organisation in record.organisations
        for domain in _domains(record)
    )
    return [_marked(record, shared, workplaces) for record in records]


def _marked(record: Features, shared: frozenset[object], workplaces: frozenset[object]) -> Features:
    theirs = frozenset(detail for detail in (*record.addresses, *record.phones) if detail in shared)
    at_work = any(
        (organisation, domain) in workplaces or named_after(domain, organisation)
        for organisation in record.organisations
        for domain in _domains(record)
    )
    if not theirs and not at_work:
        return record
    return replace(record, shared=theirs, at_work=at_work)


def _domains(record: Features) -> set[str]:
    return {address.rpartition("@")[2] for address in record.addresses} - WEBMAIL


def _had_by_several(details: Iterable[tuple[object, NameKey]]) -> frozenset[object]:
    """The details that people of clearly different names have."""
    first: dict[object, NameKey] = {}
    more: defaultdict[object, dict[NameKey, None]] = defaultdict(dict)
    for detail, name in details:
        if first.setdefault(detail, name) is not name and len(more[detail]) < _LOOKED_AT:
            more[detail][name] = None
    return frozenset(detail for detail, names in more.items() if _several((first[detail], *names)))


def _several(names: Sequence[NameKey]) -> bool:
    return any(
        name_agreement(one, other) in _OTHER_NAMES
        for place, one in enumerate(names)
        for other in names[place + 1 :]
    )


@lru_cache(maxsize=65536)
def named_after(domain: str, organisation: str) -> bool:
    """Whether a domain bears the name of an organisation (as `organisation_key` gives it), its
    beginning or its initials: `kainuu.fi` is Kainuun liitto's.
    """
    name = organisation.replace(" ", "")
    initials = "".join(word[0] for word in organisation.split())
    for label in domain.replace("-", "").split(".")[:-1]:
        if label in (name, initials) or (len(name) >= 5 and name in label):
            return True
        if len(label) >= 4 and name.startswith(label):
            return True
    return False
