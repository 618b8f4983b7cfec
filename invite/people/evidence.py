"""What speaks for and against two being one human being: each likeness and difference with its words and its weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import log2

from invite.language.names import name_commonness
from invite.people.compare import Comparison, Tie
from invite.people.likeness import JOINABLE, Likeness, NameKey
from invite.people.model import Evidence
from invite.people.traits import Traits
from invite.words import _


@lru_cache(maxsize=131072)
def name_bits(key: NameKey) -> float:
    """How much two having this very name tells: log2 of how many people one has to ask to meet one more of the name."""
    return min(20.0, max(8.0, -log2(max(name_commonness(" ".join(key.first), " ".join(key.last)), 1e-9))))


# What each finding weighs, in bits: log2 of how much oftener it is met between two rows of one person than between two
# people of one name. Measured with benchmarks/who_is_who.py --weights, and made milder where real sheets are known to be
# less tidy than made ones: people have two telephones and sit on the boards of two regions. The documentation shows it.
BITS: dict[tuple[str, str], float] = {
    ("address", Tie.SAME): 12,
    ("address", Tie.NEAR): 9,
    ("address", Tie.MOVED): -4,
    ("address", Tie.RIVAL): -6,
    ("address", Tie.OTHER): -4,
    ("phone", Tie.SAME): 12,
    ("phone", Tie.NEAR): 8,
    ("phone", Tie.OTHER): -4,
    ("organisation", Tie.SAME): 9,
    ("organisation", Tie.NEAR): 7,
    ("organisation", Tie.OTHER): -5,
    ("region", Tie.SAME): 4,
    ("region", Tie.OTHER): -6,
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
    Likeness.FIRST: 14,
    Likeness.NEAR: 10,
    Likeness.OTHER: 30,
}


def bits(comparison: Comparison) -> float:
    """What everything found weighs together, without the odds that two people taken at random are one."""
    return (
        _name_weight(comparison)
        + BITS.get(("address", comparison.address), 0.0)
        + BITS.get(("phone", comparison.phone), 0.0)
        + BITS.get(("organisation", comparison.organisation), 0.0)
        + BITS.get(("region", comparison.region), 0.0)
        + BITS.get(("stood", comparison.stood), 0.0)
    )


def _name_weight(comparison: Comparison) -> float:
    # addresses made of the same whole name tell the name, however it is written beside them
    told = comparison.address is Tie.MOVED and comparison.name in JOINABLE
    one, two = comparison.names
    return min(name_bits(one), name_bits(two)) - (0 if told else LESS[comparison.name])


def likely(weight: float, people: int) -> float:
    """How likely two are one, 0 to 1, when so many people stand on the sheets that one is taken for the other by chance."""
    return 1 / (1 + 2 ** min(60.0, log2(max(people, 2)) - weight))


def words(a: Traits, b: Traits, comparison: Comparison) -> tuple[Evidence, ...]:
    """What was found, in the coordinator's words, the weightiest first."""
    shown = {
        "address": _values(a.addresses, b.addresses),
        "phone": _written(a.phones_written, b.phones_written, comparison.phone),
        "organisation": _written(a.organisations_written, b.organisations_written, comparison.organisation),
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
    found = [Evidence(_name_words()[comparison.name], round(_name_weight(comparison), 1))]
    for kind, tie in ties.items():
        text = _tie_words().get((kind, tie))
        if text:
            found.append(Evidence(text.format(values=shown[kind]), BITS[kind, tie]))
    return tuple(sorted(found, key=lambda evidence: -abs(evidence.weight)))


def _values(a: Iterable[str], b: Iterable[str]) -> str:
    """What both have, or what each has."""
    both = sorted(set(a) & set(b))
    return ", ".join(both) if both else " – ".join(", ".join(sorted(side)) for side in (a, b))


def _written(a: Sequence[str], b: Sequence[str], tie: Tie) -> str:
    """What the sheets say: of what compares the same, one way to write it will do."""
    if tie is Tie.SAME and len(a) == len(b) == 1:
        return min(a[0], b[0])
    return " – ".join(dict.fromkeys(", ".join(side) for side in (a, b) if side))


@cache
def _name_words() -> dict[Likeness, str]:
    return {
        Likeness.SAME: _("the same name"),
        Likeness.FULLER: _("the same name, fuller on one side"),
        Likeness.INITIAL: _("the initial fits the name"),
        Likeness.CALL: _("one name may be a form of the other"),
        Likeness.TYPO: _("the names differ by what may be a typing error"),
        Likeness.SURNAME: _("the same first name, another surname"),
        Likeness.FIRST: _("the same surname, another first name"),
        Likeness.NEAR: _("the names are near each other, but each is a name of its own"),
        Likeness.OTHER: _("clearly different names"),
    }


@cache
def _tie_words() -> dict[tuple[str, Tie], str]:
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
