"""No crowd makes it slow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from records import row

from invite.people.linkage.blocking import MAX_BLOCK, NEIGHBOURS, pairs
from invite.people.linkage.classify import records

CROWDS: dict[str, Callable[[int], str]] = {
    "one organisation": lambda n: f"N{n:05}x S{n:05}y||Suuri Oy|Kainuu",
    "one address": lambda n: f"N{n:05}x S{n:05}y|toimisto@suuri.example",
    "one address, few surnames": lambda n: (
        f"N{n:05}x {('Virtanen', 'Laine')[n % 2]}|toimisto@suuri.example"
    ),
    "one name": lambda n: f"Matti Virtanen|matti{n}@a{n}.example|A{n} Oy|Kainuu",
    "one telephone": lambda n: f"N{n:05}x S{n:05}y|n{n}@a.example|||044 7083846",
}


@pytest.mark.parametrize("crowd", CROWDS)
def test_no_crowd_is_compared_pair_by_pair(crowd: str) -> None:
    """Four times the rows, about four times the comparisons; never more than so many for each
    row.
    """
    sizes = (500, 2000)
    made = [
        [record.features for record in records([row(n, CROWDS[crowd](n)) for n in range(size)])]
        for size in sizes
    ]
    few, many = (sum(1 for _pair in pairs(features)) for features in made)
    assert many <= 2000 * (MAX_BLOCK + NEIGHBOURS)
    assert many <= 6 * max(few, 500)
