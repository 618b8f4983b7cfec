"""What is known before two are compared is what comparing them would find."""

from __future__ import annotations

import random
from itertools import combinations, product

import pytest
from records import row

from invite.people.linkage.blocking import PlainName
from invite.people.linkage.classify import edge_between, only_namesakes, records
from invite.people.linkage.comparison import spelt
from invite.people.linkage.features import combine
from invite.people.linkage.name_similarity import (
    NameAgreement,
    name_agreement,
    name_key,
)
from invite.people.linkage.rules import MatchVerdict
from invite.people.linkage.weights import worth_asking
from invite.people.model import Entry
from invite.records import replace

NAMES = (
    *("Matti Virtanen", "Matti Virtanen", "Mati Virtanen", "M. Virtanen", "Virtanen Matti"),
    *("Matti Juhani Virtanen", "Masa Virtanen", "Matti Laine", "Liisa Virtanen", "Oda Kviberg"),
    *("Oda Kviberg", "Oda Kvibergh", "Maria Korhonen", "Marja Korhonen", "J-P Aho"),
)
ADDRESSES = (
    *("oda.kviberg@a.example", "m.virtanen@a.example"),
    *("", "", "matti.virtanen@aho-opisto.example", "matti.virtanen@ahoopisto.example"),
    *("matti.virtanen@oja.example", "mati.virtanen@oja.example", "matti.j.virtanen@oja.example"),
    *("matti.virtanen@gmail.com", "matti.virtanen7@gmail.com", "oda.kviberg@oja.example"),
    *("toimisto@oja.example", "oda.kviberg@kettu.example", "m.virtanen@susi.example"),
)
WORK = ("", "Aho-opisto", "Aho-opistot", "Oja Oy", "Susi ry", "Kettu Oy")
REGIONS = ("", "Lappi", "Kainuu", "Satakunta")
IF_LIKELY = (MatchVerdict.LIKELY, MatchVerdict.OPEN)
PHONES = ("", "09 310 1691", *(f"044 7083{number}" for number in range(400, 900)))


def rows() -> list[Entry]:
    """Rows of which many pairs differ in one thing only."""
    rng = random.Random(18)
    kinds = (NAMES, ADDRESSES, WORK, REGIONS, PHONES)
    return [row(number, "|".join(map(rng.choice, kinds))) for number in range(200)]


@pytest.mark.parametrize("people", [2, 1 << 12, 1 << 16, 1 << 20])
def test_who_is_refused_early_would_have_been_refused(people: int) -> None:
    """Of two who are refused, the rules and weights make nothing, however many people there are;
    and of those of other regions who come to nothing, most are refused.
    """
    refused, compared = 0, 0
    for one, other in combinations(records(rows()), 2):
        a, b = one.features, other.features
        edge = edge_between(0, 1, a, b)
        unlikely = edge is not None and not worth_asking(edge.weight, people)
        nothing = edge is None or (unlikely and edge.rule.verdict in IF_LIKELY)
        if only_namesakes(a, b, people):
            assert nothing, (a, b)
            refused += 1
        elif edge and nothing and a.regions and b.regions and a.regions.isdisjoint(b.regions):
            compared += 1
    assert refused >= 4 * compared


def test_whose_addresses_are_made_of_their_own_name_has_none_of_anothers() -> None:
    """To know that once for each side tells what each pair would be asked; most sides know it."""
    found = [record.features for record in records(rows())]
    own = [side for side in found if side.own_addresses]
    assert len(own) > len(found) / 5
    pairs = (*zip(found[::2], found[1::2], strict=True), *zip(found, reversed(found), strict=True))
    joined = [combine(pair) for pair in pairs]
    assert any(side.own_addresses and side.addresses for side in joined)
    others = 0
    for one, other in product((*found, *joined), found[::2]):
        for name, theirs in product(one.names, other.names):
            asked = spelt(replace(one, own_addresses=False), name, theirs)
            assert spelt(one, name, theirs) == asked
            others += asked
    assert others > 100


GIVEN = "Matti Mati Matias Juhani Jussi Juha Johanna Hanna Maria Marja Anna-Liisa M. Joel Mikael Åsa Ae Virta"
FAMILY = "Virtanen Virtanne Virtamen Virta Laine Laines Lainio Mäkelä Ala-Mäkelä Matti Koskinen Ek Maekelae"


def test_names_that_are_passed_over_would_have_been_found_to_be_two_peoples() -> None:
    """Slips, call names and names the wrong way round are compared; most others are not."""
    names = [name_key(*words) for words in product(GIVEN.split(), FAMILY.split())]
    names += [name_key(family, given) for given, family in product(GIVEN.split(), FAMILY.split())]
    passed, compared = 0, 0
    for a, b in product(names, repeat=2):
        one, other = PlainName.of(a), PlainName.of(b)
        two = name_agreement(a, b) in (
            NameAgreement.OTHER,
            NameAgreement.SURNAME,
            NameAgreement.FIRST,
        )
        if one and other and not one.may_be(other):
            assert two, (a, b)
            passed += 1
        elif one and other:
            compared += two
    assert passed >= 9 * compared
