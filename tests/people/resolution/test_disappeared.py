"""Whoever comes where somebody has gone is asked about, but not without end."""

from __future__ import annotations

import pytest
from records import ids, row

from invite.people.known import KnownPerson, remembered
from invite.people.model import Roster
from invite.people.resolution.resolve import resolve
from invite.records import replace


def again(before: list[str], now: list[str]) -> Roster:
    """The second reading, after these rows have taken the places of those."""
    first = resolve([row(n, text) for n, text in enumerate(before, 2)], new_id=ids()).roster
    known: list[KnownPerson] = [
        replace(remembered(person), since=1, last=1) for person in first.people
    ]
    taken = iter(range(100, 200))
    return resolve(
        [row(n, text) for n, text in enumerate(now, 2)],
        known=known,
        new_id=lambda: type(known[0].id)(f"new{next(taken)}"),
    ).roster


GONE = ["Eero Aho", "Liisa Laine", "Ville Oja", "Oona Kotka"]
CAME = ["Matti Niemi", "Kaisa Salo", "Jukka Ranta", "Päivi Mäki"]


@pytest.mark.parametrize(("many", "questions"), [(3, 3), (4, 0)])
def test_a_few_on_the_rows_of_others_are_asked_about(many: int, questions: int) -> None:
    """Three strangers at other places, on rows where three others stood, may be these under new
    names; of four it is another list.
    """
    before = [f"{name}||Aho Oy|Lappi" for name in GONE[:many]]
    stays = ["Raija Pelto||Aho Oy|Lappi"]
    now = [f"{name}||Oja Oy|Kainuu" for name in CAME[:many]]
    assert len(again([*before, *stays], [*now, *stays]).questions) == questions


def test_one_newcomer_is_asked_about_three_times_at_most() -> None:
    """Of five namesakes who have gone, the likeliest three."""
    before = [f"Matti Virtanen|mv{n}@gmail.com|Yhtiö {n}a|Lappi" for n in range(5)]
    stays = ["Raija Pelto||Aho Oy|Lappi"]
    newcomer = "Matti Virtanen|matti@luukku.com|Oja Oy|Kainuu"
    assert len(again([*before, *stays], [newcomer, *stays]).questions) == 3
