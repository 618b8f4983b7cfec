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
from enum import Enum

from msgspec import Struct

from invite.people.linkage import conditions as when
from invite.people.linkage.comparison import Comparison
from invite.people.linkage.name_similarity import JOINABLE, NameAgreement
from invite.words import N_


class MatchVerdict(Enum):
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


class MatchRule(Struct, frozen=True):
    """One line of the table: the first whose names and condition fit decides.

    words: what the documentation and `--why` say of it.
    """

    names: frozenset[NameAgreement]
    verdict: MatchVerdict
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

RULES: tuple[MatchRule, ...] = (
    # one and the same address
    MatchRule(
        FULL,
        MatchVerdict.ASK,
        when.in_a_strange_mailbox,
        N_("the same name and address, but not made of it, in another organisation and region"),
    ),
    MatchRule(FULL, MatchVerdict.JOIN, when.same_address, N_("the same name and address")),
    MatchRule(
        INITIAL,
        MatchVerdict.JOIN,
        when.initial_at_address,
        N_("an initial and the same address, and no other place or telephone"),
    ),
    MatchRule(
        TYPO,
        MatchVerdict.JOIN,
        when.slip_at_address,
        N_("a name misspelt, and an address made of it, or with the same work or telephone"),
    ),
    MatchRule(
        SECOND,
        MatchVerdict.JOIN,
        when.second_name_at_address,
        N_("a second given name, and an address made of it, or with the same work or telephone"),
    ),
    MatchRule(
        CALL,
        MatchVerdict.JOIN,
        when.call_name_at_address,
        N_("a call name, and an address made of it, with the same work or telephone"),
    ),
    MatchRule(
        SURNAME,
        MatchVerdict.JOIN,
        when.surname_at_address,
        N_("a changed surname, and an address made of either, with the same work or telephone"),
    ),
    MatchRule(
        NEAR,
        MatchVerdict.JOIN,
        when.near_name_at_address,
        N_("two real names a letter apart, one address made of either, the same work or telephone"),
    ),
    MatchRule(
        FIRST,
        MatchVerdict.ASK,
        when.first_name_at_address,
        N_("another first name, an address made of either, the same work or telephone"),
    ),
    MatchRule(
        JOINABLE | SURNAME | NEAR,
        MatchVerdict.ASK,
        when.same_address,
        N_("names alike, and the same address"),
    ),
    # one organisation does not give one person two mailboxes of one name, unless it gives another
    # for the first
    MatchRule(
        FULL,
        MatchVerdict.PLACE,
        when.new_mailbox,
        N_("the same name where they stood, with another mailbox of the organisation"),
    ),
    MatchRule(
        FULL,
        MatchVerdict.ASK,
        when.two_mailboxes,
        N_("the same name, but two mailboxes of the name at one organisation"),
    ),
    MatchRule(
        INITIAL,
        MatchVerdict.ASK,
        when.initials_and_two_mailboxes,
        N_("the initials of a double name, and two mailboxes at one organisation"),
    ),
    MatchRule(
        INITIAL | SECOND | CALL,
        MatchVerdict.APART,
        when.two_mailboxes,
        N_("an initial, a second or a call name, but two mailboxes at one organisation"),
    ),
    # one and the same telephone
    MatchRule(FULL, MatchVerdict.JOIN, when.same_phone, N_("the same name and telephone")),
    MatchRule(
        TYPO | INITIAL | SECOND,
        MatchVerdict.JOIN,
        when.slip_at_phone,
        N_("names alike, the same telephone, and the same work, region or name in the address"),
    ),
    MatchRule(
        JOINABLE | SURNAME | NEAR,
        MatchVerdict.ASK,
        when.same_phone,
        N_("names alike, and the same telephone"),
    ),
    MatchRule(
        SURNAME,
        MatchVerdict.ASK,
        when.renamed,
        N_("another surname, and an address made of the other's whole name, at the same work"),
    ),
    # an address misspelt
    MatchRule(
        FULL,
        MatchVerdict.JOIN,
        when.address_misspelt,
        N_("the same name, an address one slip away, and the same work or region"),
    ),
    MatchRule(
        TYPO | INITIAL | SECOND,
        MatchVerdict.JOIN,
        when.slip_and_address_misspelt,
        N_("names alike, an address one slip away, and the same work"),
    ),
    # where the known stood at the last reading
    MatchRule(
        FULL, MatchVerdict.JOIN, when.on_their_row, N_("the same name on the row where they stood")
    ),
    MatchRule(
        FULL,
        MatchVerdict.PLACE,
        when.on_their_sheet,
        N_("the same name on the sheet where they stood, and no other place"),
    ),
    MatchRule(
        TYPO | INITIAL,
        MatchVerdict.PLACE,
        when.on_their_row_at_work,
        N_("a name misspelt or an initial, on the row where they stood, and the same work"),
    ),
    # an address that people of other names have too
    MatchRule(
        FULL,
        MatchVerdict.PLACE,
        when.in_a_shared_mailbox,
        N_("the same name, an address that others have too, and nothing that says otherwise"),
    ),
    # name and place
    MatchRule(
        FULL,
        MatchVerdict.ASK,
        when.other_phone,
        N_("the same name and work, but another telephone, and no address in common"),
    ),
    MatchRule(
        FULL,
        MatchVerdict.ASK,
        when.common_and_not_their_address,
        N_("a common name and the same work, but an address that is not made of the name"),
    ),
    MatchRule(
        FULL,
        MatchVerdict.ASK,
        when.common_and_not_at_work,
        N_("a common name, and two addresses, neither at the organisation that both name"),
    ),
    MatchRule(
        FULL,
        MatchVerdict.PLACE,
        when.complete_at_work,
        N_("the same first name and surname, and the same work"),
    ),
    MatchRule(
        FULL,
        MatchVerdict.LIKELY,
        when.rare_in_region,
        N_("the same name, not a common one, in the same region, and nothing that says otherwise"),
    ),
    MatchRule(
        FULL,
        MatchVerdict.LIKELY,
        when.unique_anywhere,
        N_("a name that hardly anybody else in Finland bears, and nothing that says otherwise"),
    ),
    MatchRule(
        TYPO | INITIAL | SECOND,
        MatchVerdict.PLACE,
        when.rare_at_work,
        N_("names alike, not common ones, the same work and region, and nothing against it"),
    ),
    MatchRule(
        TYPO | INITIAL | SECOND,
        MatchVerdict.PLACE,
        when.told_at_work,
        N_("names alike, an address made of the other's whole name, and the same work"),
    ),
    MatchRule(
        UNEVEN,
        MatchVerdict.ASK,
        when.shares_with_others,
        N_("names alike, and an address or telephone that others have too"),
    ),
    MatchRule(
        UNEVEN,
        MatchVerdict.OPEN,
        when.anywhere_at_work,
        N_("names alike, and the same organisation"),
    ),
    MatchRule(
        UNEVEN,
        MatchVerdict.OPEN,
        when.moved,
        N_("names alike, and addresses made of the same whole name at different places"),
    ),
    MatchRule(
        UNEVEN,
        MatchVerdict.OPEN,
        when.in_region,
        N_("names alike, the same region, and nothing that says otherwise"),
    ),
    MatchRule(
        NEAR,
        MatchVerdict.OPEN,
        when.near_at_work,
        N_("two real names a letter apart, the same work and region, no address on one side"),
    ),
    MatchRule(FULL, MatchVerdict.OPEN, when.always, N_("the same name elsewhere")),
    MatchRule(ANYBODY, MatchVerdict.APART, when.always, N_("nothing else in common")),
)
BY_NAME: dict[NameAgreement, tuple[MatchRule, ...]] = {
    name: tuple(rule for rule in RULES if name in rule.names) for name in NameAgreement
}


def decide(comparison: Comparison) -> MatchRule:
    """The rule that decides about two sides: the first of the table that fits."""
    for rule in BY_NAME[comparison.name]:
        if rule.fits(comparison):
            return rule
    raise AssertionError(comparison)  # the last rule fits everything
