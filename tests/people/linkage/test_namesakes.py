"""Namesakes elsewhere are refused before they are compared only where comparing would refuse
them.
"""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from records import row

from invite.people.linkage.classify import edge_between, only_namesakes, records
from invite.people.linkage.rules import MatchVerdict
from invite.people.linkage.weights import worth_asking

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


@pytest.mark.parametrize("people", [2, 1 << 12, 1 << 16, 1 << 20])
def test_who_is_refused_early_would_have_been_refused(people: int) -> None:
    """Of two who are refused, the rules and weights make nothing, however many people there are;
    and of those of other regions who come to nothing, most are refused.
    """
    rng = random.Random(18)
    kinds = (NAMES, ADDRESSES, WORK, REGIONS, PHONES)
    entries = [row(number, "|".join(map(rng.choice, kinds))) for number in range(260)]
    refused, compared = 0, 0
    for one, other in combinations(records(entries), 2):
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
