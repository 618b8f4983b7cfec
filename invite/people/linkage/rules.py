"""The rule table: which evidence makes two rows one person by itself, which makes a question, which
keeps them apart.

The match weights (Fellegi and Sunter's model, see `weights`) say how likely two are one. They stand
on the assumption that the findings are independent of each other, and they are not: whoever moves
gets another address, organisation and region at once, and two colleagues of one name share all of
them. So rules decide wherever a mistake costs a letter: what nobody shares by chance joins, what
both ways fit is asked, and the weights only say how likely the rest is, which question comes first,
and who of two fits better.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from invite.people.linkage import conditions as when
from invite.people.linkage.comparison import Comparison
from invite.people.linkage.name_similarity import JOINABLE, NameAgreement
from invite.words import N_


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

    names: frozenset[NameAgreement]
    verdict: Verdict
    fits: Callable[[Comparison], bool]
    words: str


FULL = frozenset({NameAgreement.SAME, NameAgreement.FULLER})
TYPO = frozenset({NameAgreement.TYPO})
INITIAL = frozenset({NameAgreement.INITIAL})
SECOND = frozenset({NameAgreement.SECOND})
CALL = frozenset({NameAgreement.CALL})
SURNAME = frozenset({NameAgreement.SURNAME})
FIRST = frozenset({NameAgreement.FIRST})
NEAR = frozenset({NameAgreement.NEAR})
UNEVEN = JOINABLE - FULL

ANYBODY = frozenset(NameAgreement)

RULES: tuple[Rule, ...] = (
    # one and the same address
    Rule(
        FULL,
        Verdict.ASK,
        when.in_a_strange_mailbox,
        N_("the same name and address, but not made of it, in another organisation and region"),
    ),
    Rule(FULL, Verdict.JOIN, when.same_address, N_("the same name and address")),
    Rule(
        INITIAL,
        Verdict.JOIN,
        when.initial_at_address,
        N_("an initial and the same address, and no other place or telephone"),
    ),
    Rule(
        TYPO,
        Verdict.JOIN,
        when.slip_at_address,
        N_("a name misspelt, and an address made of it, or with the same work or telephone"),
    ),
    Rule(
        SECOND,
        Verdict.JOIN,
        when.second_name_at_address,
        N_("a second given name, and an address made of it, or with the same work or telephone"),
    ),
    Rule(
        CALL,
        Verdict.JOIN,
        when.call_name_at_address,
        N_("a call name, and an address made of it, with the same work or telephone"),
    ),
    Rule(
        SURNAME,
        Verdict.JOIN,
        when.surname_at_address,
        N_("a changed surname, and an address made of either, with the same work or telephone"),
    ),
    Rule(
        NEAR,
        Verdict.JOIN,
        when.near_name_at_address,
        N_("two real names a letter apart, one address made of either, the same work or telephone"),
    ),
    Rule(
        FIRST,
        Verdict.ASK,
        when.first_name_at_address,
        N_("another first name, an address made of either, the same work or telephone"),
    ),
    Rule(
        JOINABLE | SURNAME | NEAR,
        Verdict.ASK,
        when.same_address,
        N_("names alike, and the same address"),
    ),
    # one organisation does not give one person two mailboxes of one name, unless it gives another
    # for the first
    Rule(
        FULL,
        Verdict.PLACE,
        when.new_mailbox,
        N_("the same name where they stood, with another mailbox of the organisation"),
    ),
    Rule(
        FULL,
        Verdict.ASK,
        when.two_mailboxes,
        N_("the same name, but two mailboxes of the name at one organisation"),
    ),
    Rule(
        INITIAL,
        Verdict.ASK,
        when.initials_and_two_mailboxes,
        N_("the initials of a double name, and two mailboxes at one organisation"),
    ),
    Rule(
        INITIAL | SECOND | CALL,
        Verdict.APART,
        when.two_mailboxes,
        N_("an initial, a second or a call name, but two mailboxes at one organisation"),
    ),
    # one and the same telephone
    Rule(FULL, Verdict.JOIN, when.same_phone, N_("the same name and telephone")),
    Rule(
        TYPO | INITIAL | SECOND,
        Verdict.JOIN,
        when.slip_at_phone,
        N_("names alike, the same telephone, and the same work, region or name in the address"),
    ),
    Rule(
        JOINABLE | SURNAME | NEAR,
        Verdict.ASK,
        when.same_phone,
        N_("names alike, and the same telephone"),
    ),
    Rule(
        SURNAME,
        Verdict.ASK,
        when.renamed,
        N_("another surname, and an address made of the other's whole name, at the same work"),
    ),
    # an address misspelt
    Rule(
        FULL,
        Verdict.JOIN,
        when.address_misspelt,
        N_("the same name, an address one slip away, and the same work or region"),
    ),
    Rule(
        TYPO | INITIAL | SECOND,
        Verdict.JOIN,
        when.slip_and_address_misspelt,
        N_("names alike, an address one slip away, and the same work"),
    ),
    # where the known stood at the last reading
    Rule(FULL, Verdict.JOIN, when.on_their_row, N_("the same name on the row where they stood")),
    Rule(
        FULL,
        Verdict.PLACE,
        when.on_their_sheet,
        N_("the same name on the sheet where they stood, and no other place"),
    ),
    Rule(
        TYPO | INITIAL,
        Verdict.PLACE,
        when.on_their_row_at_work,
        N_("a name misspelt or an initial, on the row where they stood, and the same work"),
    ),
    # an address that people of other names have too
    Rule(
        FULL,
        Verdict.PLACE,
        when.in_a_shared_mailbox,
        N_("the same name, an address that others have too, and nothing that says otherwise"),
    ),
    # name and place
    Rule(
        FULL,
        Verdict.ASK,
        when.other_phone,
        N_("the same name and work, but another telephone, and no address in common"),
    ),
    Rule(
        FULL,
        Verdict.ASK,
        when.common_and_not_their_address,
        N_("a common name and the same work, but an address that is not made of the name"),
    ),
    Rule(
        FULL,
        Verdict.ASK,
        when.common_and_not_at_work,
        N_("a common name, and two addresses, neither at the organisation that both name"),
    ),
    Rule(
        FULL,
        Verdict.PLACE,
        when.complete_at_work,
        N_("the same first name and surname, and the same work"),
    ),
    Rule(
        FULL,
        Verdict.LIKELY,
        when.rare_in_region,
        N_("the same name, not a common one, in the same region, and nothing that says otherwise"),
    ),
    Rule(
        FULL,
        Verdict.LIKELY,
        when.unique_anywhere,
        N_("a name that hardly anybody else in Finland bears, and nothing that says otherwise"),
    ),
    Rule(
        TYPO | INITIAL | SECOND,
        Verdict.PLACE,
        when.rare_at_work,
        N_("names alike, not common ones, the same work and region, and nothing against it"),
    ),
    Rule(
        TYPO | INITIAL | SECOND,
        Verdict.PLACE,
        when.told_at_work,
        N_("names alike, an address made of the other's whole name, and the same work"),
    ),
    Rule(
        UNEVEN,
        Verdict.ASK,
        when.shares_a_mailbox,
        N_("names alike, and an address that others have too"),
    ),
    Rule(UNEVEN, Verdict.OPEN, when.anywhere_at_work, N_("names alike, and the same organisation")),
    Rule(
        UNEVEN,
        Verdict.OPEN,
        when.moved,
        N_("names alike, and addresses made of the same whole name at different places"),
    ),
    Rule(
        UNEVEN,
        Verdict.OPEN,
        when.in_region,
        N_("names alike, the same region, and nothing that says otherwise"),
    ),
    Rule(
        NEAR,
        Verdict.OPEN,
        when.near_at_work,
        N_("two real names a letter apart, the same work and region, no address on one side"),
    ),
    Rule(FULL, Verdict.OPEN, when.always, N_("the same name elsewhere")),
    Rule(ANYBODY, Verdict.APART, when.always, N_("nothing else in common")),
)
BY_NAME: dict[NameAgreement, tuple[Rule, ...]] = {
    name: tuple(rule for rule in RULES if name in rule.names) for name in NameAgreement
}


def decide(comparison: Comparison) -> Rule:
    """The rule that decides about two sides: the first of the table that fits."""
    for rule in BY_NAME[comparison.name]:
        if rule.fits(comparison):
            return rule
    raise AssertionError(comparison)  # the last rule fits everything
