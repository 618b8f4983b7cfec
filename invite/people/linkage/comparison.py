"""Compares two sides detail by detail: names, addresses, telephones, organisations, regions, and
where they stood.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from invite.people.linkage.features import Traits
from invite.people.linkage.local_part import (
    Built,
    both_names,
    built_from,
    is_alias,
    spells,
    told_apart,
    typing_error,
    unnumbered,
)
from invite.people.linkage.name_similarity import Likeness, NameKey, likeness
from invite.people.webmail import WEBMAIL


class Tie(StrEnum):
    """How one kind of detail compares. MOVED: the same name before the @ at another place. RIVAL:
    two mailboxes with the same name that one organisation gave out, as it does to two people. NEAR:
    a slip of the finger, a part of the whole.
    """

    SAME = "same"
    NEAR = "near"
    MOVED = "moved"
    RIVAL = "rival"
    OTHER = "other"
    UNKNOWN = "unknown"

    __hash__ = (
        str.__hash__
    )  # an enum's own goes through Python, and the tables are looked up a million times


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two sides, detail by detail.

    built: what of the name of one of them a shared address is built from; an office's or a family's
    from nothing of it. Where they share none, WHOLE if both have an address made of the name.
    spelt: an address of one is made of the other's name in full and not of the name beside it: a
    slip, an initial, an old name. names: the keys that were the most alike. remembered: one side is
    known from an earlier reading. stood: they stood on the row (SAME) or the sheet (NEAR) where the
    other stands now.
    """

    name: Likeness
    names: tuple[NameKey, NameKey]
    address: Tie
    built: Built
    spelt: bool
    phone: Tie
    organisation: Tie
    region: Tie
    remembered: bool
    stood: Tie

    @property
    def personal(self) -> bool:
        """Whether the addresses that were compared are made of first name (or its initial) and
        surname, and so of nobody else.
        """
        return self.built is Built.WHOLE


def compare(a: Traits, b: Traits) -> Comparison:
    """Compare two sides. Symmetric but for the order of `names`."""
    alike, names = _names(a.names, b.names)
    address, built = _addresses(a, b, names)
    return Comparison(
        name=alike,
        names=names,
        address=address,
        built=built,
        spelt=alike in _UNCERTAIN
        and (spelt(a, names[0], names[1]) or spelt(b, names[1], names[0])),
        phone=_phones(a.phones, b.phones),
        organisation=_organisations(a, b),
        region=_sets(a.regions, b.regions),
        remembered=a.known is not None or b.known is not None,
        stood=_stood(a, b),
    )


_UNCERTAIN = frozenset({Likeness.TYPO, Likeness.INITIAL, Likeness.SECOND, Likeness.SURNAME})


def spelt(side: Traits, own: NameKey, other: NameKey) -> bool:
    """Whether an address of this side is made of the other's name in full and not of its own."""
    return any(spells(address, other) and not spells(address, own) for address in side.addresses)


_RANK = {level: rank for rank, level in enumerate(Likeness)}


def _names(
    a: tuple[NameKey, ...], b: tuple[NameKey, ...]
) -> tuple[Likeness, tuple[NameKey, NameKey]]:
    """The most alike of the names that either ever had."""
    if len(a) == len(b) == 1:
        return likeness(a[0], b[0]), (a[0], b[0])
    pairs = [(likeness(x, y), (x, y)) for x in a for y in b]
    return min(pairs, key=lambda pair: (_RANK[pair[0]], pair[1][0].whole, pair[1][1].whole))


def _sets(a: frozenset[str], b: frozenset[str]) -> Tie:
    if not a or not b:
        return Tie.UNKNOWN
    return Tie.OTHER if a.isdisjoint(b) else Tie.SAME


def _stood(a: Traits, b: Traits) -> Tie:
    if a.known is None and b.known is None:
        return Tie.UNKNOWN
    if not a.origins.isdisjoint(b.origins):
        return Tie.SAME
    sheets = {(origin.file, origin.sheet) for origin in a.origins}
    return (
        Tie.NEAR
        if any((origin.file, origin.sheet) in sheets for origin in b.origins)
        else Tie.UNKNOWN
    )


def _addresses(a: Traits, b: Traits, names: tuple[NameKey, NameKey]) -> tuple[Tie, Built]:
    """How the addresses compare, and what of the names stands in what they share."""
    if not a.addresses or not b.addresses:
        return Tie.UNKNOWN, Built.NOT
    shared = a.addresses & b.addresses
    if shared:
        built = {built_from(key, name) for key in shared for name in names}
        return Tie.SAME, next(how for how in Built if how in built)
    ties = {_address_tie(x, y, names) for x in a.addresses for y in b.addresses}
    tie = next(
        tie for tie in (Tie.NEAR, Tie.RIVAL, Tie.MOVED, Tie.UNKNOWN, Tie.OTHER) if tie in ties
    )
    own = all(any(_whole(key, names) for key in side.addresses) for side in (a, b))
    return tie, Built.WHOLE if own else Built.NOT


def _address_tie(x: str, y: str, names: tuple[NameKey, NameKey]) -> Tie:
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
                Tie.RIVAL
                if two or any(told_apart(local, local2, name) for name in names)
                else Tie.NEAR
            )
        return Tie.OTHER if domain in WEBMAIL else _at_one_organisation(x, y, names)
    if local == local2 and _whole(x, names):
        return Tie.NEAR if typing_error(domain, domain2) else Tie.MOVED
    return Tie.MOVED if unnumbered(local) == unnumbered(local2) and _whole(x, names) else Tie.OTHER


def _at_one_organisation(x: str, y: str, names: tuple[NameKey, NameKey]) -> Tie:
    """How two mailboxes of one organisation compare that are no slips of each other."""
    one, other = names
    forms = [
        all(is_alias(key.partition("@")[0], name) for name in names if name.complete)
        for key in (x, y)
    ]
    turned = bool(one.first) and (one.first, one.last) == (
        other.last,
        other.first,
    )  # Hussein Ali and Ali Hussein
    if all(forms) and not turned:
        return Tie.OTHER  # one person may well have two of these: each is the name and nothing more
    bear = [any(built_from(key, name) is not Built.NOT for name in names) for key in (x, y)]
    if all(bear):
        return (
            Tie.RIVAL
        )  # both bear the name and are still not the same: there are two people to tell apart
    if any(bear) and not any(forms) and one.whole == other.whole:
        return Tie.RIVAL  # an office's, and one with a letter or number more than the name: there is another of that name
    # an office's mailbox beside one's own says nothing of who has it
    return Tie.UNKNOWN if any(forms) else Tie.OTHER


def _whole(address: str, names: tuple[NameKey, NameKey]) -> bool:
    return (
        built_from(address, names[0]) is Built.WHOLE or built_from(address, names[1]) is Built.WHOLE
    )


def _each_its_own(x: str, y: str, names: tuple[NameKey, NameKey]) -> bool:
    own = built_from(x, names[0]) is Built.WHOLE and built_from(y, names[1]) is Built.WHOLE
    return own and Built.WHOLE not in (built_from(x, names[1]), built_from(y, names[0]))


def _phones(a: frozenset[str], b: frozenset[str]) -> Tie:
    tie = _sets(a, b)
    if tie is not Tie.OTHER:
        return tie
    slip = any(
        len(x) == len(y) and len(x) >= 8 and OSA.distance(x, y, score_cutoff=1) <= 1
        for x in a
        for y in b
    )
    return Tie.NEAR if slip else Tie.OTHER


def _organisations(a: Traits, b: Traits) -> Tie:
    """By name; where one names none, by whether the other's name or domain stands in its
    address.
    """
    if a.organisations and b.organisations:
        if not a.organisations.isdisjoint(b.organisations):
            return Tie.SAME
        return min(
            (_organisation(x, y) for x in a.organisations for y in b.organisations),
            key=_TIES.__getitem__,
        )
    if _domain_tells(a, b) or _domain_tells(b, a):
        return Tie.NEAR
    return Tie.UNKNOWN


_TIES = {tie: rank for rank, tie in enumerate(Tie)}


@lru_cache(maxsize=131072)
def _organisation(x: str, y: str) -> Tie:
    """The same, or one a part, a slip or the initials of the other."""
    one, two = x.replace(" ", ""), y.replace(" ", "")
    if one == two:
        return Tie.SAME
    if [ch for ch in one if ch.isdigit()] != [ch for ch in two if ch.isdigit()]:
        return Tie.OTHER
    words, words2 = set(x.split()), set(y.split())
    if min(len(words), len(words2)) > 1 and (words <= words2 or words2 <= words):
        return Tie.NEAR
    shorter = min(len(one), len(two))
    if (
        shorter >= 8
        and one[0] == two[0]
        and OSA.distance(one, two, score_cutoff=2) <= (1 if shorter < 16 else 2)
    ):
        return Tie.NEAR
    return Tie.NEAR if _short_for(one, y) or _short_for(two, x) else Tie.OTHER


def _short_for(short: str, full: str) -> bool:
    words = [word for word in full.split() if word not in {"ja", "och", "and", "of"}]
    return len(words) > 1 and short == "".join(word[0] for word in words)


def _domain_tells(a: Traits, b: Traits) -> bool:
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
