"""What speaks for and against two being one human being: each likeness and difference with its
words and its weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log2

from invite.language.names import name_commonness
from invite.people.linkage.comparison import Comparison, Tie
from invite.people.linkage.features import Traits
from invite.people.linkage.name_similarity import JOINABLE, Likeness, NameKey
from invite.people.model import Evidence
from invite.words import N_, _


@lru_cache(maxsize=131072)
def rarity(key: NameKey) -> float:
    """In bits: log2 of how many people in Finland one has to ask to meet one more of this very
    name.
    """
    return -log2(max(name_commonness(" ".join(key.first), " ".join(key.last)), 1e-9))


def name_bits(key: NameKey) -> float:
    """How much two having this very name tells: its rarity, within bounds, for a name that no list
    has is not unheard of.
    """
    return min(20.0, max(8.0, rarity(key)))


LEAST = 6.6  # bits below even odds (one in a hundred) down to which an open case is asked about

# What each finding weighs, in bits: log2 of how much oftener it is met between two rows of one
# person than between two people of one name. Measured with benchmarks/who_is_who.py --weights, and
# made milder where real sheets are known to be less tidy than made ones: people have two telephones
# and sit on the boards of two regions. The documentation shows it.
BITS: dict[tuple[str, Tie], float] = {
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
    Likeness.SECOND: 3,
    Likeness.CALL: 5,
    Likeness.TYPO: 4,
    Likeness.SURNAME: 12,
    Likeness.FIRST: 14,
    Likeness.NEAR: 10,
    Likeness.OTHER: 30,
}


# What is shown of each finding, as the documentation shows it too; the values take the place of
# {values}.
NAME_WORDS: dict[Likeness, str] = {
    Likeness.SAME: N_("the same name"),
    Likeness.FULLER: N_("the same name, fuller on one side"),
    Likeness.INITIAL: N_("what there is of the name fits: an initial, or no surname"),
    Likeness.SECOND: N_("called by a second given name on one side"),
    Likeness.CALL: N_("one name may be a form of the other"),
    Likeness.TYPO: N_("the names differ by what may be a typing error"),
    Likeness.SURNAME: N_("the same first name, another surname"),
    Likeness.FIRST: N_("the same surname, another first name"),
    Likeness.NEAR: N_("the names are near each other, but each is a name of its own"),
    Likeness.OTHER: N_("clearly different names"),
}
TIE_WORDS: dict[tuple[str, Tie], str] = {
    ("address", Tie.SAME): N_("the same address: {values}"),
    ("address", Tie.NEAR): N_("the addresses differ by what may be a typing error: {values}"),
    ("address", Tie.MOVED): N_("addresses made of the same name at different places: {values}"),
    ("address", Tie.RIVAL): N_("two mailboxes of the same name at one organisation: {values}"),
    ("address", Tie.OTHER): N_("different addresses: {values}"),
    ("phone", Tie.SAME): N_("the same telephone number: {values}"),
    ("phone", Tie.NEAR): N_("the telephone numbers differ by one digit: {values}"),
    ("phone", Tie.OTHER): N_("different telephone numbers: {values}"),
    ("organisation", Tie.SAME): N_("the same organisation: {values}"),
    ("organisation", Tie.NEAR): N_("what seems to be the same organisation: {values}"),
    ("organisation", Tie.OTHER): N_("different organisations: {values}"),
    ("region", Tie.SAME): N_("the same region: {values}"),
    ("region", Tie.OTHER): N_("different regions: {values}"),
    ("stood", Tie.SAME): N_("stands on the row where the other stood"),
    ("stood", Tie.NEAR): N_("stands on the sheet where the other stood"),
}


def bits(comparison: Comparison) -> float:
    """What everything found weighs together, without the odds that two people taken at random are
    one.
    """
    return (
        _name_weight(comparison)
        + _address_weight(comparison)
        + BITS.get(("phone", comparison.phone), 0.0)
        + BITS.get(("organisation", comparison.organisation), 0.0)
        + BITS.get(("region", comparison.region), 0.0)
        + BITS.get(("stood", comparison.stood), 0.0)
    )


def _address_weight(comparison: Comparison) -> float:
    """Whoever goes to another organisation gets another address there: that is one difference, not
    two.
    """
    if comparison.organisation is Tie.OTHER and comparison.address in {Tie.MOVED, Tie.OTHER}:
        return 0.0
    return BITS.get(("address", comparison.address), 0.0)


def _name_weight(comparison: Comparison) -> float:
    # addresses made of the same whole name tell the name, however it is written beside them
    told = (comparison.address is Tie.MOVED or comparison.spelt) and comparison.name in JOINABLE
    one, two = comparison.names
    return min(name_bits(one), name_bits(two)) - (0 if told else LESS[comparison.name])


# people by whom chance is reckoned on short sheets too: those on them were not drawn from a hat of
# ten
FEWEST = 256


def likely(weight: float, people: int) -> float:
    """How likely two are one, 0 to 1, when so many people stand on the sheets that one is taken for
    the other by chance.
    """
    return 1 / (1 + 2 ** min(60.0, log2(max(people, FEWEST)) - weight))


def worth_asking(weight: float, people: int) -> bool:
    """Whether two may be asked about: on a short sheet all of one name, on a long one only the
    likelier.
    """
    return weight > log2(max(people, 2)) - LEAST


def words(a: Traits, b: Traits, comparison: Comparison) -> tuple[Evidence, ...]:
    """What was found, in the coordinator's words, the weightiest first."""
    shown = {
        "address": _values(a.addresses, b.addresses),
        "phone": _written(a.phones_written, b.phones_written, comparison.phone),
        "organisation": _written(
            a.organisations_written, b.organisations_written, comparison.organisation
        ),
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
    found = [Evidence(_(NAME_WORDS[comparison.name]), round(_name_weight(comparison), 1))]
    for kind, tie in ties.items():
        text = TIE_WORDS.get((kind, tie))
        if text:
            found.append(Evidence(_(text).format(values=shown[kind]), BITS[kind, tie]))
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
