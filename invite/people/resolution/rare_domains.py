"""Finds the domains that are one slip from another that many more of the people have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import OSA

from invite.people.model import Person

COLLEAGUES = 3
"""So many people must have the domain that was meant, and one alone the other."""

SHORTEST = 5
"""Letters of the part that differs: `thl` and `tml` are two houses, `kajaani` and `kajani` are
not."""

_ENDINGS = frozenset({"com", "org", "net", "edu", "info", "uk", "eu", "ngo", "cat", "app", "dev"})


def mistyped_domains(people: Iterable[Person]) -> Mapping[str, str]:
    """Each domain that one person alone has and that is one slip from one that at least COLLEAGUES
    have, with the latter as it is written.

    A slip is one letter more, less or other, or two next to each other turned round, in one part of
    the domain, or a dot left out. Figures are none: `edu1` and `edu2` are two servers.
    """
    owners: defaultdict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    for person in people:
        for address in person.addresses:
            domain = address.key.rpartition("@")[2]
            owners[domain].add(person.id)
            written[domain] = address.written.rpartition("@")[2]
    common = {domain for domain, ids in owners.items() if len(ids) >= COLLEAGUES}
    near: defaultdict[str, list[str]] = defaultdict(list)
    for domain in common:
        for key in _deletions(domain):
            near[key].append(domain)
    found = {}
    for domain, ids in owners.items():
        if len(ids) > 1:
            continue
        alike = Counter(
            other
            for key in _deletions(domain)
            for other in near.get(key, ())
            if other != domain and _is_slip(domain, other)
        )
        if alike:
            found[domain] = written[max(sorted(alike), key=lambda other: len(owners[other]))]
    return found


def _deletions(domain: str) -> Iterator[str]:
    """The domain, and it with each one letter left out: two that are one slip apart share one of
    these.
    """
    yield domain
    yield from {domain[:at] + domain[at + 1 :] for at in range(len(domain))}


def _is_ending(label: str) -> bool:
    """Whether a domain may end so: by a country's code (ISO 3166, as Babel has them), or as common
    ones do.
    """
    from babel import Locale

    codes = Locale("en").territories
    return label in _ENDINGS or (len(label) == 2 and label.upper() in codes)


def _is_slip(domain: str, common: str) -> bool:
    if domain.replace(".", "") == common.replace(".", ""):
        return True  # `example.exampleorg`
    mine, theirs = domain.split("."), common.split(".")
    if len(mine) != len(theirs):
        return False
    apart = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    if len(apart) != 1:
        return False
    ((a, b),) = apart
    if any(ch.isdigit() for ch in a + b):
        return False
    if (a, b) == (mine[-1], theirs[-1]):
        turned = len(a) == len(b) == 3 and sorted(a) == sorted(b)
        return (turned or OSA.distance(a, b, score_cutoff=1) == 1) and not _is_ending(a)
    return min(len(a), len(b)) >= SHORTEST and OSA.distance(a, b, score_cutoff=1) == 1
