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


def test_a_block_of_24_is_compared_whole() -> None:
    """All who share an address are compared with each other, up to 24; of more, only those who have
    more in common.
    """
    for many, compared in ((24, 24 * 23 // 2), (25, 0)):
        office = [row(n, f"N{n:05}x S{n:05}y|toimisto@a.example") for n in range(many)]
        assert sum(1 for _pair in pairs([one.features for one in records(office)])) == compared


def test_in_a_crowd_of_one_name_each_is_compared_with_the_next_six() -> None:
    """In order of organisation, region, address and telephone: the sorted neighbourhood."""
    crowd = [row(n, f"Matti Virtanen|matti{n:02}@a.example|Aho Oy|Lappi") for n in range(40)]
    found = set(pairs([one.features for one in records(crowd)]))
    assert found == {(x, y) for x in range(40) for y in range(x + 1, min(40, x + 7))}
