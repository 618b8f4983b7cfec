"""The rule table: which evidence makes two rows one person by itself, which makes a question, which
keeps them apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from invite.people.linkage.comparison import Agreement, Comparison
from invite.people.linkage.local_part import NameInAddress
from invite.people.linkage.name_similarity import NameAgreement
from invite.people.linkage.weights import name_weight, rarity
from invite.words import N_

# bits of a name; below it (Matti Virtanen: 16) name and region are not enough by themselves
RARE = 18.0
# from here on hardly anybody else in Finland (5.6 million people: 22.4 bits) bears the name
UNIQUE = 24.5

NEARLY = frozenset({Agreement.SAME, Agreement.NEAR})


def same_work(c: Comparison) -> bool:
    """The same organisation, and no other region."""
    return c.organisation in NEARLY and c.region is not Agreement.OTHER


def same_spot(c: Comparison) -> bool:
    """The same region, and no other organisation."""
    return c.region is Agreement.SAME and c.organisation is not Agreement.OTHER


def elsewhere(c: Comparison) -> bool:
    """Another organisation in another region, and no telephone that says otherwise."""
    return (
        c.organisation is Agreement.OTHER
        and c.region is Agreement.OTHER
        and c.phone is not Agreement.SAME
    )


def name_in_other_address(c: Comparison) -> bool:
    """Addresses say that an incomplete or misspelt name is the other's."""
    return c.address is Agreement.MOVED or (c.address is Agreement.UNKNOWN and c.spelt)


def one_slip(c: Comparison) -> bool:
    """First name or surname differs, not the second names, which tell two of one name apart."""
    one, two = c.names
    return (one.first[:1], one.last) != (two.first[:1], two.last)


def nothing_else(c: Comparison) -> bool:
    """No other organisation, region or telephone."""
    return Agreement.OTHER not in {c.organisation, c.region, c.phone}


def whole(c: Comparison) -> bool:
    """Both have first name and surname."""
    return all(name.first and name.last for name in c.names)


def rare(c: Comparison) -> bool:
    """Not a common name."""
    return min(map(name_weight, c.names)) >= RARE


def unique(c: Comparison) -> bool:
    """Hardly anybody else in Finland bears the name."""
    return min(map(rarity, c.names)) >= UNIQUE


# how likely two must be one to be joined where a rule says "likely": on small sheets a rare name
# is, on large not
SURE = 0.995


class Verdict(Enum):
    """What a rule says of two sides.

    JOIN: one person, by a detail that people do not share. PLACE: one person, by name and place,
    unless somebody else fits as well. LIKELY: the same, but only where it is likely enough among so
    many people. ASK: a question. OPEN: a question if it is likely enough among so many people.
    APART: two people.
    """

    JOIN = "join"
    PLACE = "place"
    LIKELY = "likely"
    ASK = "ask"
    OPEN = "open"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: the first whose names and condition fit decides.

    words: what the documentation and `--why` say of it.
    """

    words: str
    names: frozenset[NameAgreement]
    fits: Callable[[Comparison], bool]
    verdict: Verdict


L, T = NameAgreement, Agreement
_FULL = frozenset({L.SAME, L.FULLER})
_TYPO = frozenset({L.TYPO})
_SHORT = frozenset({L.INITIAL})
_SECOND = frozenset({L.SECOND})
_CALL = frozenset({L.CALL})
_SURNAME = frozenset({L.SURNAME})
_FIRST = frozenset({L.FIRST})
_NEAR = frozenset({L.NEAR})
_JOINABLE = _FULL | _TYPO | _SHORT | _SECOND | _CALL
_UNEVEN = _JOINABLE - _FULL
_OPEN = frozenset({T.UNKNOWN, T.MOVED})


RULES: tuple[Rule, ...] = (
    Rule(N_("clearly different names"), frozenset({L.OTHER}), lambda c: True, Verdict.APART),
    # one and the same address
    Rule(
        N_(
            "the same name and address, but nothing of the name stands in the address, and"
            " organisation and region are others"
        ),
        _FULL,
        lambda c: (
            c.address is T.SAME
            and c.name_in_address is NameInAddress.NOT
            and elsewhere(c)
            and c.known != 1
        ),
        Verdict.ASK,
    ),
    Rule(N_("the same name and address"), _FULL, lambda c: c.address is T.SAME, Verdict.JOIN),
    Rule(
        N_(
            "an initial and the same address, in the same organisation or region, and no telephone"
            " that says otherwise"
        ),
        _SHORT,
        lambda c: (
            c.address is T.SAME and not elsewhere(c) and (c.personal or c.phone is not T.OTHER)
        ),
        Verdict.JOIN,
    ),
    Rule(
        N_(
            "a name misspelt, and an address made of the name, or the same telephone or"
            " organisation with it"
        ),
        _TYPO,
        lambda c: (
            c.address is T.SAME
            and not elsewhere(c)
            and (c.personal or c.phone in NEARLY or c.organisation in NEARLY)
        ),
        Verdict.JOIN,
    ),
    Rule(
        N_(
            "called by a second given name, and an address made of the name that nothing"
            " contradicts, or the same telephone or organisation with it"
        ),
        _SECOND,
        lambda c: (
            c.address is T.SAME
            and not elsewhere(c)
            and ((c.personal and nothing_else(c)) or c.phone in NEARLY or c.organisation in NEARLY)
        ),
        Verdict.JOIN,
    ),
    Rule(
        N_("a call name, and an address made of the name, with the same organisation or telephone"),
        _CALL,
        lambda c: (
            c.address is T.SAME
            and not elsewhere(c)
            and c.personal
            and (same_work(c) or c.phone in NEARLY)
        ),
        Verdict.JOIN,
    ),
    Rule(
        N_(
            "a changed surname: the same first name, an address made of either name, the same"
            " telephone or organisation"
        ),
        _SURNAME,
        lambda c: (
            c.address is T.SAME and c.personal and (c.phone is T.SAME or c.organisation is T.SAME)
        ),
        Verdict.JOIN,
    ),
    Rule(
        N_(
            "two real names one letter apart, the same address made of the name, and the same"
            " telephone or organisation"
        ),
        _NEAR,
        lambda c: (
            c.address is T.SAME
            and c.personal
            and (c.phone is T.SAME or (same_work(c) and one_slip(c)))
        ),
        Verdict.JOIN,
    ),
    Rule(
        N_(
            "the same surname with another first name, an address made of one of them, the same"
            " telephone or organisation"
        ),
        _FIRST,
        lambda c: (
            c.address is T.SAME
            and c.personal
            and (c.phone is T.SAME or (same_work(c) and c.phone is T.UNKNOWN))
        ),
        Verdict.ASK,
    ),
    Rule(
        N_("names alike, and the same address"),
        _JOINABLE | _SURNAME | _NEAR,
        lambda c: c.address is T.SAME,
        Verdict.ASK,
    ),
    # one organisation does not give one person two mailboxes of one name, unless it gives another
    # for the first
    Rule(
        N_(
            "the same name on the sheet where they stood, and no other place, with another mailbox"
            " of the organisation"
        ),
        _FULL,
        lambda c: (
            c.address is T.RIVAL
            and c.position in NEARLY
            and not elsewhere(c)
            and c.phone is not T.OTHER
        ),
        Verdict.PLACE,
    ),
    Rule(
        N_("the same name and place, but two mailboxes of the name at one organisation"),
        _FULL,
        lambda c: c.address is T.RIVAL and c.phone is not T.SAME,
        Verdict.ASK,
    ),
    Rule(
        N_("an initial, a second given name or a call name, but two mailboxes at one organisation"),
        _SHORT | _SECOND | _CALL,
        lambda c: c.address is T.RIVAL and c.phone is not T.SAME,
        Verdict.APART,
    ),
    # one and the same telephone
    Rule(N_("the same name and telephone"), _FULL, lambda c: c.phone is T.SAME, Verdict.JOIN),
    Rule(
        N_(
            "a name misspelt, an initial or a second given name, the same telephone, and the same"
            " organisation, region or name in the address"
        ),
        _TYPO | _SHORT | _SECOND,
        lambda c: c.phone is T.SAME and (same_work(c) or same_spot(c) or name_in_other_address(c)),
        Verdict.JOIN,
    ),
    Rule(
        N_("names alike, and the same telephone"),
        _JOINABLE | _SURNAME | _NEAR,
        lambda c: c.phone is T.SAME,
        Verdict.ASK,
    ),
    Rule(
        N_(
            "the same first name, another surname, and an address made of the other's whole name,"
            " at the same organisation"
        ),
        _SURNAME,
        lambda c: same_work(c) and c.spelt,
        Verdict.ASK,
    ),
    # an address misspelt
    Rule(
        N_("the same name, an address one slip away, and the same organisation or region"),
        _FULL,
        lambda c: c.address is T.NEAR and (same_work(c) or same_spot(c)),
        Verdict.JOIN,
    ),
    Rule(
        N_(
            "a name misspelt, an initial or a second given name, an address one slip away, and the"
            " same organisation"
        ),
        _TYPO | _SHORT | _SECOND,
        lambda c: c.address is T.NEAR and same_work(c),
        Verdict.JOIN,
    ),
    # what is remembered
    Rule(
        N_("the same name on the row where they stood"),
        _FULL,
        lambda c: c.position is T.SAME and c.known == 1,
        Verdict.JOIN,
    ),
    Rule(
        N_("the same name on the sheet where they stood, and no other place"),
        _FULL,
        lambda c: (
            c.position is T.NEAR and c.region is not T.OTHER and c.organisation is not T.OTHER
        ),
        Verdict.PLACE,
    ),
    Rule(
        N_("a name misspelt or an initial, on the row where they stood, and no other place"),
        _TYPO | _SHORT,
        lambda c: c.position is T.SAME and same_work(c),
        Verdict.PLACE,
    ),
    # name and place
    Rule(
        N_(
            "the same name, organisation and region, but another telephone, and no address in"
            " common"
        ),
        _FULL,
        lambda c: same_work(c) and c.phone is T.OTHER,
        Verdict.ASK,
    ),
    Rule(
        N_(
            "a common name and the same organisation, but another address, and one that is not made"
            " of the name"
        ),
        _FULL,
        lambda c: same_work(c) and c.address is T.OTHER and not c.personal and not rare(c),
        Verdict.ASK,
    ),
    Rule(
        N_("the same first name and surname, the same organisation, and no other region"),
        _FULL,
        lambda c: same_work(c) and whole(c),
        Verdict.PLACE,
    ),
    Rule(
        N_(
            "the same name, not a common one, the same region, and no organisation, telephone or"
            " address that says otherwise"
        ),
        _FULL,
        lambda c: same_spot(c) and c.phone is not T.OTHER and c.address in _OPEN and rare(c),
        Verdict.LIKELY,
    ),
    Rule(
        N_(
            "the same name, which hardly anybody else in Finland bears, no address on one side, and"
            " nothing that says otherwise"
        ),
        _FULL,
        lambda c: nothing_else(c) and c.address is T.UNKNOWN and unique(c),
        Verdict.LIKELY,
    ),
    Rule(
        N_(
            "a name misspelt or a second given name, the same organisation and region, and no"
            " address or telephone that says otherwise"
        ),
        _TYPO | _SECOND,
        lambda c: (
            same_work(c)
            and c.region is T.SAME
            and c.address is T.UNKNOWN
            and c.phone is not T.OTHER
            and rare(c)
        ),
        Verdict.PLACE,
    ),
    Rule(
        N_(
            "an initial, the same organisation and region, and no address or telephone that says"
            " otherwise"
        ),
        _SHORT,
        lambda c: (
            same_work(c)
            and c.region is T.SAME
            and c.address is T.UNKNOWN
            and c.phone is not T.OTHER
            and rare(c)
        ),
        Verdict.PLACE,
    ),
    Rule(
        N_(
            "a name misspelt, an initial or a second given name, an address made of the other's"
            " whole name, the same organisation"
        ),
        _TYPO | _SHORT | _SECOND,
        lambda c: same_work(c) and name_in_other_address(c) and c.phone is not T.OTHER,
        Verdict.PLACE,
    ),
    Rule(
        N_("names alike, and the same organisation"),
        _UNEVEN,
        lambda c: c.organisation in NEARLY,
        Verdict.OPEN,
    ),
    Rule(
        N_("names alike, and addresses made of the same whole name at different places"),
        _UNEVEN,
        lambda c: c.address is T.MOVED,
        Verdict.OPEN,
    ),
    Rule(
        N_("names alike, the same region, and no organisation or address that says otherwise"),
        _UNEVEN,
        lambda c: same_spot(c) and c.address is T.UNKNOWN,
        Verdict.OPEN,
    ),
    Rule(
        N_("names near each other, the same organisation and region, and no address on one side"),
        _NEAR,
        lambda c: (
            same_work(c) and same_spot(c) and c.address is T.UNKNOWN and c.phone is not T.OTHER
        ),
        Verdict.OPEN,
    ),
    Rule(N_("the same name elsewhere"), _FULL, lambda c: True, Verdict.OPEN),
    Rule(N_("nothing else in common"), frozenset(NameAgreement), lambda c: True, Verdict.APART),
)
_BY_NAME: dict[NameAgreement, tuple[Rule, ...]] = {
    name_agreement: tuple(rule for rule in RULES if name_agreement in rule.names)
    for name_agreement in NameAgreement
}


def decide(comparison: Comparison) -> Rule:
    """The rule that decides about two sides: the first of the table that fits."""
    for rule in _BY_NAME[comparison.name]:
        if rule.fits(comparison):
            return rule
    raise AssertionError(comparison)  # the last rule fits everything
