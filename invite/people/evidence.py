"""What speaks for and against two being one human being: each likeness and difference with its words and its weight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import log2

from rapidfuzz.distance import OSA

from invite.language.names import name_commonness
from invite.people.likeness import Likeness, NameKey, likeness
from invite.people.mailbox import Built, built_from, is_alias, typing_error
from invite.people.model import Evidence
from invite.people.traits import WEBMAIL, Traits
from invite.words import _


class Tie(StrEnum):
    """How one kind of detail compares. MOVED: the same name before the @ at another place. RIVAL: two mailboxes with
    the same name that one organisation gave out, as it does to two people. NEAR: a slip of the finger, a part of the whole.
    """

    SAME = "same"
    NEAR = "near"
    MOVED = "moved"
    RIVAL = "rival"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two sides, detail by detail.

    personal: a shared address is built from the name of one of them, so it is no office's or family's.
    names: the keys that were the most alike. stood: the remembered one stood on the row (SAME) or the sheet (NEAR) where
    the other stands now.
    """

    name: Likeness
    names: tuple[NameKey, NameKey]
    address: Tie
    personal: bool
    phone: Tie
    organisation: Tie
    region: Tie
    group: bool
    stood: Tie


def compare(a: Traits, b: Traits) -> Comparison:
    """Compare two sides. Symmetric but for the order of `names`."""
    alike, names = _names(a.names, b.names)
    address, personal = _addresses(a, b, names)
    return Comparison(
        name=alike,
        names=names,
        address=address,
        personal=personal,
        phone=_phones(a.phones, b.phones),
        organisation=_organisations(a, b),
        region=_sets(a.regions, b.regions),
        group=not a.groups.isdisjoint(b.groups),
        stood=_stood(a, b),
    )


_RANK = {level: rank for rank, level in enumerate(Likeness)}


def _names(a: tuple[NameKey, ...], b: tuple[NameKey, ...]) -> tuple[Likeness, tuple[NameKey, NameKey]]:
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
    return Tie.NEAR if any((origin.file, origin.sheet) in sheets for origin in b.origins) else Tie.UNKNOWN


def _addresses(a: Traits, b: Traits, names: tuple[NameKey, NameKey]) -> tuple[Tie, bool]:
    """How the addresses compare, and whether what they share is built from one of the names."""
    if not a.addresses or not b.addresses:
        return Tie.UNKNOWN, False
    shared = a.addresses & b.addresses
    if shared:
        return Tie.SAME, any(_whole(key, names) for key in shared)
    ties = {_address_tie(x, y, names) for x in a.addresses for y in b.addresses}
    for tie in (Tie.NEAR, Tie.RIVAL, Tie.MOVED):
        if tie in ties:
            return tie, False
    return Tie.OTHER, False


def _address_tie(x: str, y: str, names: tuple[NameKey, NameKey]) -> Tie:
    """How two addresses that are not the same compare."""
    local, _at, domain = x.rpartition("@")
    local2, _at, domain2 = y.rpartition("@")
    if domain == domain2:
        if typing_error(local, local2) and (_whole(x, names) or _whole(y, names)):
            return Tie.NEAR
        if domain in WEBMAIL or (is_alias(local, names[0]) and is_alias(local2, names[0])):
            return Tie.OTHER  # one person may well have two of these
        # both mailboxes bear the name and are still not the same: the organisation had to tell two people apart
        bear = all(any(built_from(key, name) is not Built.NOT for name in names) for key in (x, y))
        return Tie.RIVAL if bear else Tie.OTHER
    if local == local2 and _whole(x, names):
        return Tie.NEAR if typing_error(domain, domain2) else Tie.MOVED
    return Tie.OTHER


def _whole(address: str, names: tuple[NameKey, NameKey]) -> bool:
    return built_from(address, names[0]) is Built.WHOLE or built_from(address, names[1]) is Built.WHOLE


def _phones(a: frozenset[str], b: frozenset[str]) -> Tie:
    tie = _sets(a, b)
    if tie is not Tie.OTHER:
        return tie
    slip = any(len(x) == len(y) and len(x) >= 8 and OSA.distance(x, y, score_cutoff=1) <= 1 for x in a for y in b)
    return Tie.NEAR if slip else Tie.OTHER


def _organisations(a: Traits, b: Traits) -> Tie:
    """By name; where one names none, by whether the other's name or domain stands in its address."""
    if a.organisations and b.organisations:
        if not a.organisations.isdisjoint(b.organisations):
            return Tie.SAME
        return min((_organisation(x, y) for x in a.organisations for y in b.organisations), key=_TIES.__getitem__)
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
    words, words2 = set(x.split()), set(y.split())
    if min(len(words), len(words2)) > 1 and (words <= words2 or words2 <= words):
        return Tie.NEAR
    if min(len(one), len(two)) >= 8 and OSA.distance(one, two, score_cutoff=2) <= 2:
        return Tie.NEAR
    return Tie.NEAR if _short_for(one, y) or _short_for(two, x) else Tie.OTHER


def _short_for(short: str, full: str) -> bool:
    words = [word for word in full.split() if word not in {"ja", "och", "and", "of"}]
    return len(words) > 1 and short == "".join(word[0] for word in words)


def _domain_tells(a: Traits, b: Traits) -> bool:
    """Whether b's address is at a's organisation, as far as a name can tell; the domain of both where neither names one."""
    domains = {key.rpartition("@")[2] for key in b.addresses} - WEBMAIL
    if not domains:
        return False
    if a.organisations:
        labels = [domain.replace("-", "").replace(".", "") for domain in domains]
        names = [name.replace(" ", "") for name in a.organisations]
        return any(len(name) >= 5 and name in label for name in names for label in labels)
    return any(key.rpartition("@")[2] in domains for key in a.addresses)


@lru_cache(maxsize=131072)
def name_bits(key: NameKey) -> float:
    """How much two having this very name tells: log2 of how many people one has to ask to meet one more of the name."""
    return min(20.0, max(8.0, -log2(max(name_commonness(" ".join(key.first), " ".join(key.last)), 1e-9))))


# What each finding weighs, in bits: log2 of how much oftener it is met between two rows of one person than between two
# people. Measured with benchmarks/who_is_who.py --weights on made data; the documentation shows this table.
BITS: dict[tuple[str, str], float] = {
    ("address", Tie.SAME): 12,
    ("address", Tie.NEAR): 8,
    ("address", Tie.MOVED): 2,
    ("address", Tie.RIVAL): -8,
    ("address", Tie.OTHER): -2,
    ("phone", Tie.SAME): 12,
    ("phone", Tie.NEAR): 8,
    ("phone", Tie.OTHER): -3,
    ("organisation", Tie.SAME): 6,
    ("organisation", Tie.NEAR): 4,
    ("organisation", Tie.OTHER): -3,
    ("region", Tie.SAME): 3,
    ("region", Tie.OTHER): -4,
    ("stood", Tie.SAME): 10,
    ("stood", Tie.NEAR): 4,
}
# What an imperfect likeness takes off the weight of the name.
LESS: dict[Likeness, float] = {
    Likeness.SAME: 0,
    Likeness.FULLER: 1,
    Likeness.INITIAL: 6,
    Likeness.CALL: 5,
    Likeness.TYPO: 4,
    Likeness.SURNAME: 12,
    Likeness.NEAR: 10,
    Likeness.OTHER: 30,
}


def bits(comparison: Comparison) -> float:
    """What everything found weighs together, without the odds that two people taken at random are one."""
    ties = (
        ("address", comparison.address),
        ("phone", comparison.phone),
        ("organisation", comparison.organisation),
        ("region", comparison.region),
        ("stood", comparison.stood),
    )
    return _name_weight(comparison) + sum(BITS.get(tie, 0.0) for tie in ties)


def _name_weight(comparison: Comparison) -> float:
    return min(map(name_bits, comparison.names)) - LESS[comparison.name]


def likely(weight: float, people: int) -> float:
    """How likely two are one, 0 to 1, when so many people stand on the sheets that one is taken for the other by chance."""
    return 1 / (1 + 2 ** min(60.0, log2(max(people, 2)) - weight))


def words(a: Traits, b: Traits, comparison: Comparison) -> tuple[Evidence, ...]:
    """What was found, in the coordinator's words, the weightiest first."""
    shown = {
        "address": _values(a.addresses, b.addresses),
        "phone": _values(a.phones, b.phones),
        "organisation": _values(a.organisations, b.organisations),
        "region": _values(a.regions, b.regions),
        "stood": "",
    }
    ties = {
        "address": comparison.address,
        "phone": comparison.phone,
        "organisation": comparison.organisation,
        "region": comparison.region,
        "stood": comparison.stood,
    }
    found = [Evidence(_NAME_WORDS()[comparison.name], round(_name_weight(comparison), 1))]
    for kind, tie in ties.items():
        text = _TIE_WORDS().get((kind, tie))
        if text:
            found.append(Evidence(text.format(values=shown[kind]), BITS[kind, tie]))
    return tuple(sorted(found, key=lambda evidence: -abs(evidence.weight)))


def _values(a: Iterable[str], b: Iterable[str]) -> str:
    """What both have, or what each has."""
    both = sorted(set(a) & set(b))
    return ", ".join(both) if both else " – ".join(", ".join(sorted(side)) for side in (a, b))


def _NAME_WORDS() -> dict[Likeness, str]:  # noqa: N802 (a table, but its words wait for the language)
    return {
        Likeness.SAME: _("the same name"),
        Likeness.FULLER: _("the same name, fuller on one side"),
        Likeness.INITIAL: _("the initial fits the name"),
        Likeness.CALL: _("one name may be a form of the other"),
        Likeness.TYPO: _("the names differ by what may be a typing error"),
        Likeness.SURNAME: _("the same first name, another surname"),
        Likeness.NEAR: _("the names are near each other, but each is a name of its own"),
        Likeness.OTHER: _("clearly different names"),
    }


def _TIE_WORDS() -> dict[tuple[str, Tie], str]:  # noqa: N802 (a table, but its words wait for the language)
    return {
        ("address", Tie.SAME): _("the same address: {values}"),
        ("address", Tie.NEAR): _("the addresses differ by what may be a typing error: {values}"),
        ("address", Tie.MOVED): _("addresses made of the same name at different places: {values}"),
        ("address", Tie.RIVAL): _("two mailboxes of the same name at one organisation: {values}"),
        ("address", Tie.OTHER): _("different addresses: {values}"),
        ("phone", Tie.SAME): _("the same telephone number: {values}"),
        ("phone", Tie.NEAR): _("the telephone numbers differ by one digit: {values}"),
        ("phone", Tie.OTHER): _("different telephone numbers: {values}"),
        ("organisation", Tie.SAME): _("the same organisation: {values}"),
        ("organisation", Tie.NEAR): _("what seems to be the same organisation: {values}"),
        ("organisation", Tie.OTHER): _("different organisations: {values}"),
        ("region", Tie.SAME): _("the same region: {values}"),
        ("region", Tie.OTHER): _("different regions: {values}"),
        ("stood", Tie.SAME): _("stands on the row where the other stood"),
        ("stood", Tie.NEAR): _("stands on the sheet where the other stood"),
    }
