"""Nothing is joined that fits somebody else as well."""

from __future__ import annotations

import pytest
from records import ids, outcome, row

from invite.people.linkage.classify import Record
from invite.people.linkage.clustering import Clusters
from invite.people.linkage.features import Features
from invite.people.linkage.name_similarity import name_key
from invite.people.resolution.resolve import resolve


def test_an_initial_that_fits_two_fits_neither() -> None:
    """M. at the office may be Matti or Mikko: both are asked about, nobody is guessed."""
    rows = (
        "M. Virtanen|toimisto@a.example",
        "Matti Virtanen|toimisto@a.example",
        "Mikko Virtanen|toimisto@a.example",
    )
    roster = resolve(
        [row(number, text) for number, text in enumerate(rows, 2)], new_id=ids()
    ).roster
    assert len(roster.people) == 3
    assert len(roster.questions) == 2


def test_an_initial_goes_where_more_speaks_for_it() -> None:
    """And no stricter than it must be: the same initial with Matti's telephone is Matti."""
    rows = (
        "M. Virtanen|toimisto@a.example|||044 7083846",
        "Matti Virtanen|toimisto@a.example|||044 7083846",
        "Mikko Virtanen|toimisto@a.example",
    )
    roster = resolve(
        [row(number, text) for number, text in enumerate(rows, 2)], new_id=ids()
    ).roster
    assert sorted(len(person.origins) for person in roster.people) == [1, 2]


def test_a_row_without_an_address_that_fits_two_namesakes_is_asked_about() -> None:
    """Name and region fit both; neither gets the row."""
    rows = (
        "Ahti Uotila|a@a.example|Aho Oy|Lappi",
        "Ahti Uotila|b@b.example|Oja Oy|Lappi",
        "Ahti Uotila|||Lappi",
    )
    roster = resolve(
        [row(number, text) for number, text in enumerate(rows, 2)], new_id=ids()
    ).roster
    assert len(roster.people) == 3
    third = roster.people[2].id
    assert sum(third in question.people for question in roster.questions) == 2


def test_two_slips_of_one_name_are_that_name() -> None:
    """Two slips are further from each other than from the right name, and still all three are one
    person.
    """
    at = "marta.virtanen@a.example|Aho Oy"
    assert (
        outcome(f"Mäxrta Virtanen|{at}", f"Märta Virtanen|{at}", f"Märtza Virtanen|{at}") == "one"
    )


MARJA = "Marja Virtanen|m.virtanen@a.example|{}|{}"
MARIA = "Maria Virtanen|m.virtanen@a.example"


@pytest.mark.parametrize(
    ("initial", "organisation", "people"),
    [
        ("M. Virtanen|m.virtanen@a.example||Lappi", "", 3),
        ("M. Virtanen|m.virtanen@a.example|Aho Oy", "Aho Oy", 2),
    ],
    ids=["the same region", "the same organisation"],
)
def test_one_fit_must_be_clearly_better(initial: str, organisation: str, people: int) -> None:
    """Of two whom an initial fits, the same region makes neither clearly the one; the same
    organisation does.
    """
    rows = (initial, MARJA.format(organisation, "Lappi"), MARIA)
    roster = resolve([row(n, text) for n, text in enumerate(rows, 2)], new_id=ids()).roster
    assert len(roster.people) == people
    assert roster.questions


@pytest.mark.parametrize(("more", "one"), [(19, True), (20, False)])
def test_a_cluster_has_forty_names_at_most(more: int, one: bool) -> None:
    """Whoever is called by more names than that is somebody who was joined wrongly."""
    sides = tuple(
        Record(Features(names=tuple(name_key("Matti", f"{side}s{n}") for n in range(many))), ())
        for side, many in (("a", 21), ("b", more))
    )
    assert Clusters(sides, {}, 2).compatible(0, 1) is one
