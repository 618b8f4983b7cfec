"""What speaks for and against two being one human being: each finding with its words and its match
weight.

This is Fellegi and Sunter's model of record linkage (1969): each finding weighs the logarithm, to
the base of two, of a likelihood ratio (how much oftener it is met between two rows of one person
than between rows of two), and the weights of all findings are added. The name's weight is by how
rare it is (Winkler's frequency-based matching). The sum, less the logarithm of how many people one
may be taken for, is the logarithm of the odds that two are one. `rules` decides what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log2

from invite.language.names import name_commonness
from invite.memo import remembered
from invite.people.linkage.comparison import Agreement, Comparison
from invite.people.linkage.features import Features
from invite.people.linkage.name_similarity import JOINABLE, NameAgreement, NameKey
from invite.people.model import Evidence
from invite.words import N_, _


@remembered(131072)
def rarity(key: NameKey) -> float:
    """In bits: log2 of how many people in Finland one has to ask to meet one more of this very
    name.
    """
    return -log2(max(name_commonness(" ".join(key.first), " ".join(key.last)), 1e-9))


# what the name alone weighs at most: one that no list has is not unheard of
MOST_NAME = 20.0


def name_weight(key: NameKey) -> float:
    """How much two having this very name tells: its rarity, up to a bound."""
    return min(MOST_NAME, rarity(key))


# how far below even odds (one in a hundred) an open case is still asked about: the clerical review
REVIEW_MARGIN = 6.6

# What each finding weighs, in bits: log2 of how much oftener it is met between two rows of one
# person than between two people of one name. Measured with benchmarks/who_is_who.py --weights, and
# made milder where real sheets are known to be less tidy than made ones: people have two telephones
# and sit on the boards of two regions. The documentation shows it.
WEIGHTS: dict[tuple[str, Agreement], float] = {
    ("address", Agreement.SAME): 12,
    ("address", Agreement.NEAR): 9,
    ("address", Agreement.SHARED): 0,
    ("address", Agreement.MOVED): -4,
    ("address", Agreement.RIVAL): -6,
    ("address", Agreement.OTHER): -4,
    ("phone", Agreement.SAME): 12,
    ("phone", Agreement.NEAR): 8,
    ("phone", Agreement.SHARED): 0,
    ("phone", Agreement.OTHER): -4,
    ("organisation", Agreement.SAME): 9,
    ("organisation", Agreement.NEAR): 7,
    ("organisation", Agreement.OTHER): -5,
    ("region", Agreement.SAME): 4,
    ("region", Agreement.OTHER): -6,
    ("position", Agreement.SAME): 10,
    ("position", Agreement.NEAR): 4,
}
# What an imperfect likeness takes off the weight of the name.
NAME_PENALTIES: dict[NameAgreement, float] = {
    NameAgreement.SAME: 0,
    NameAgreement.FULLER: 1,
    NameAgreement.INITIAL: 6,
    NameAgreement.SECOND: 3,
    NameAgreement.CALL: 5,
    NameAgreement.TYPO: 4,
    NameAgreement.SURNAME: 12,
    NameAgreement.FIRST: 14,
    NameAgreement.NEAR: 10,
    NameAgreement.OTHER: 30,
}


# What is shown of each finding, as the documentation shows it too; the values take the place of
# {values}.
NAME_WORDS: dict[NameAgreement, str] = {
    NameAgreement.SAME: N_("the same name"),
    NameAgreement.FULLER: N_("the same name, fuller on one side"),
    NameAgreement.INITIAL: N_("what there is of the name fits: an initial, or no surname"),
    NameAgreement.SECOND: N_("called by a second given name on one side"),
    NameAgreement.CALL: N_("one name may be a form of the other"),
    NameAgreement.TYPO: N_("the names differ by what may be a typing error"),
    NameAgreement.SURNAME: N_("the same first name, another surname"),
    NameAgreement.FIRST: N_("the same surname, another first name"),
    NameAgreement.NEAR: N_("the names are near each other, but each is a name of its own"),
    NameAgreement.OTHER: N_("clearly different names"),
}
DETAIL_WORDS: dict[tuple[str, Agreement], str] = {
    ("address", Agreement.SAME): N_("the same address: {values}"),
    ("address", Agreement.NEAR): N_("the addresses differ by what may be a typing error: {values}"),
    ("address", Agreement.SHARED): N_("an address that people of other names have: {values}"),
    ("address", Agreement.MOVED): N_(
        "addresses made of the same name at different places: {values}"
    ),
    ("address", Agreement.RIVAL): N_(
        "two mailboxes of the same name at one organisation: {values}"
    ),
    ("address", Agreement.OTHER): N_("different addresses: {values}"),
    ("phone", Agreement.SAME): N_("the same telephone number: {values}"),
    ("phone", Agreement.SHARED): N_("a telephone number that people of other names have: {values}"),
    ("phone", Agreement.NEAR): N_("the telephone numbers differ by one digit: {values}"),
    ("phone", Agreement.OTHER): N_("different telephone numbers: {values}"),
    ("organisation", Agreement.SAME): N_("the same organisation: {values}"),
    ("organisation", Agreement.NEAR): N_("what seems to be the same organisation: {values}"),
    ("organisation", Agreement.OTHER): N_("different organisations: {values}"),
    ("region", Agreement.SAME): N_("the same region: {values}"),
    ("region", Agreement.OTHER): N_("different regions: {values}"),
    ("position", Agreement.SAME): N_("is on the row where the other was"),
    ("position", Agreement.NEAR): N_("is on the sheet where the other was"),
}


def match_weight(comparison: Comparison) -> float:
    """What everything found weighs together, without the odds that two people taken at random are
    one.
    """
    return (
        _name_weight(comparison)
        + _address_weight(comparison)
        + WEIGHTS.get(("phone", comparison.phone), 0.0)
        + WEIGHTS.get(("organisation", comparison.organisation), 0.0)
        + WEIGHTS.get(("region", comparison.region), 0.0)
        + WEIGHTS.get(("position", comparison.position), 0.0)
    )


def _address_weight(comparison: Comparison) -> float:
    """Whoever goes to another organisation gets another address there: that is one difference, not
    two.
    """
    if comparison.organisation is Agreement.OTHER and comparison.address in {
        Agreement.MOVED,
        Agreement.OTHER,
    }:
        return 0.0
    return WEIGHTS.get(("address", comparison.address), 0.0)


def _name_weight(comparison: Comparison) -> float:
    # addresses made of the same whole name tell the name, however it is written beside them
    told = (
        comparison.address is Agreement.MOVED or comparison.spelt
    ) and comparison.name in JOINABLE
    one, two = comparison.names
    return min(name_weight(one), name_weight(two)) - (
        0 if told else NAME_PENALTIES[comparison.name]
    )


# people by whom chance is reckoned on short sheets too: those on them were not drawn from a hat of
# ten
MIN_POPULATION = 256


def likely(weight: float, people: int) -> float:
    """How likely two are one, 0 to 1, when so many people stand on the sheets that one is taken for
    the other by chance.
    """
    return 1 / (1 + 2 ** min(60.0, log2(max(people, MIN_POPULATION)) - weight))


def worth_asking(weight: float, people: int) -> bool:
    """Whether two may be asked about: on a short sheet all of one name, on a long one only the
    likelier.
    """
    return weight > log2(max(people, 2)) - REVIEW_MARGIN


def words(a: Features, b: Features, comparison: Comparison) -> tuple[Evidence, ...]:
    """What was found, in the coordinator's words, the weightiest first."""
    shown = {
        "address": _values(a.addresses, b.addresses),
        "phone": _written(a.phones_written, b.phones_written, comparison.phone),
        "organisation": _written(
            a.organisations_written, b.organisations_written, comparison.organisation
        )
        or _values(*({one.rpartition("@")[2] for one in side.addresses} for side in (a, b))),
        "region": _values(a.regions, b.regions),
        "position": "",
    }
    agreements = {
        "address": comparison.address,
        "phone": comparison.phone,
        "organisation": comparison.organisation,
        "region": comparison.region,
        "position": comparison.position,
    }
    name = _(NAME_WORDS[comparison.name])
    if comparison.name is NameAgreement.SAME and not _now_alike(a, b, comparison):
        name = _("one of them had the other's name before")
    found = [Evidence(name, round(_name_weight(comparison), 1))]
    for kind, agreement in agreements.items():
        text = DETAIL_WORDS.get((kind, agreement))
        if text:
            found.append(Evidence(_(text).format(values=shown[kind]), WEIGHTS[kind, agreement]))
    return tuple(sorted(found, key=lambda evidence: -abs(evidence.weight)))


def _now_alike(a: Features, b: Features, comparison: Comparison) -> bool:
    """Whether the names that were the most alike have the surnames that the sides have today."""
    today = {a.names[0].last, b.names[0].last}
    return today == {name.last for name in comparison.names}


def _values(a: Iterable[str], b: Iterable[str]) -> str:
    """What both have, or what each has."""
    both = sorted(set(a) & set(b))
    return ", ".join(both) if both else " – ".join(", ".join(sorted(side)) for side in (a, b))


def _written(a: Sequence[str], b: Sequence[str], agreement: Agreement) -> str:
    """What the sheets say: of what compares the same, one way to write it will do."""
    if agreement is Agreement.SAME and len(a) == len(b) == 1:
        return min(a[0], b[0])
    return " – ".join(dict.fromkeys(", ".join(side) for side in (a, b) if side))
