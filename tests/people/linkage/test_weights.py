"""The match weights are the documentation's, and the odds are reckoned from them."""

from __future__ import annotations

from math import log2

import pytest
from records import row

from invite.people.known import KnownPerson
from invite.people.linkage.classify import classify, edge_between, records
from invite.people.linkage.comparison import compare
from invite.people.linkage.name_similarity import NameAgreement, name_key
from invite.people.linkage.weights import likely, match_weight, name_weight, worth_asking
from invite.people.model import Name, Origin, PersonId

MATTI = name_weight(name_key("Matti", "Virtanen"))
OFFICE = "Liisa Laine|toimisto@a.example|||09 310 1691"


@pytest.mark.parametrize(
    ("one", "other", "weight"),
    [
        ("Matti Virtanen", "Matti Virtanen|||Lappi", 0),
        # addresses: the same, a slip away, the same name elsewhere, two of one house, others
        ("Matti Virtanen|mv@gmail.com", "Matti Virtanen|mv@gmail.com||Lappi", 12),
        ("Matti Virtanen|matti.virtanen@gmail.com", "Matti Virtanen|mati.virtanen@gmail.com", 9),
        ("Matti Virtanen|matti.virtanen@a.example", "Matti Virtanen|matti.virtanen@b.example", -4),
        (
            "Matti Virtanen|matti.virtanen@a.example|Aho Oy",
            "Matti Virtanen|matti.virtanen2@a.example|Aho Oy",
            -6 + 9,
        ),
        ("Matti Virtanen|susi@gmail.com", "Matti Virtanen|kettu@luukku.com", -4),
        # telephones: the same, one digit off, others
        ("Matti Virtanen||||044 7083846", "Matti Virtanen||||0447083846", 12),
        ("Matti Virtanen||||044 7083846", "Matti Virtanen||||044 7083856", 8),
        ("Matti Virtanen||||044 7083846", "Matti Virtanen||||050 3977582", -4),
        # organisations: the same, nearly, others; and addresses at two others are no second finding
        ("Matti Virtanen||Aho Oy", "Matti Virtanen||Oy Aho Ab", 9),
        ("Matti Virtanen||Kajaanin opisto", "Matti Virtanen||Kajaanin opistot", 7),
        ("Matti Virtanen||Aho Oy", "Matti Virtanen||Oja Oy", -5),
        (
            "Matti Virtanen|matti.virtanen@a.example|Aho Oy",
            "Matti Virtanen|matti.virtanen@b.example|Oja Oy",
            -5,
        ),
        # regions
        ("Matti Virtanen|||Lappi", "Matti Virtanen|||Lappi|044 7083846", 4),
        ("Matti Virtanen|||Lappi", "Matti Virtanen|||Kainuu", -6),
        # what a colleague has too
        ("Matti Virtanen|toimisto@a.example", "Matti Virtanen|toimisto@a.example||Lappi", 0),
        ("Matti Virtanen||||09 310 1691", "Matti Virtanen|||Lappi|09 310 1691", 0),
    ],
)
def test_what_each_finding_weighs(one: str, other: str, weight: float) -> None:
    """Next to the name, which weighs as much as it is rare."""
    entries = [row(number, text) for number, text in enumerate((one, other, OFFICE))]
    found = {
        entry.origin.row: record.features for record in records(entries) for entry in record.entries
    }
    assert match_weight(compare(found[0], found[1])) == pytest.approx(MATTI + weight)


@pytest.mark.parametrize(
    ("names", "agreement", "penalty"),
    [
        ("Matti Virtanen, Virtanen Matti", NameAgreement.SAME, 0),
        ("Matti J. Virtanen, Matti Virtanen", NameAgreement.FULLER, 1),
        ("M. Virtanen, Matti Virtanen", NameAgreement.INITIAL, 6),
        ("Juhani Virtanen, Matti Juhani Virtanen", NameAgreement.SECOND, 3),
        ("Eetu Virtanen, Edvard Virtanen", NameAgreement.CALL, 5),
        ("Matti Virtanen, Matti Virtanne", NameAgreement.TYPO, 4),
        ("Liisa Virtanen, Liisa Korhonen", NameAgreement.SURNAME, 12),
        ("Leena Virtanen, Matti Virtanen", NameAgreement.FIRST, 14),
        ("Saara Laine, Sara Laine", NameAgreement.NEAR, 10),
        ("Matti Virtanen, Liisa Korhonen", NameAgreement.OTHER, 30),
    ],
)
def test_what_a_name_loses_that_is_not_quite_the_same(
    names: str, agreement: NameAgreement, penalty: float
) -> None:
    """Of the two, what the more common one weighs."""
    entries = [row(number, f"{name}|||") for number, name in enumerate(names.split(", "))]
    one, other = (next(record.features for record in records([entry])) for entry in entries)
    found = compare(one, other)
    least = min(name_weight(one.names[0]), name_weight(other.names[0]))
    assert found.name is agreement
    assert match_weight(found) == pytest.approx(least - penalty)


@pytest.mark.parametrize(
    ("place", "weight"), [(Origin("a.xlsx", "S", 5), 10), (Origin("a.xlsx", "S", 9), 4)]
)
def test_who_stands_where_they_stood(place: Origin, weight: float) -> None:
    """The row or the sheet where a known person stood at the last reading tells who it is now."""
    known = KnownPerson(id=PersonId("p"), names=(Name("Matti", "Virtanen"),), origins=(place,))
    now, before = records([row(5, "Matti Virtanen")], [known])
    assert match_weight(compare(now.features, before.features)) == pytest.approx(MATTI + weight)


def test_a_name_on_no_list_is_not_unheard_of() -> None:
    """However rare a name seems, it weighs no more than one in a million."""
    assert name_weight(name_key("Xyxy", "Qwertinen")) == 20.0
    assert name_weight(name_key("Matti", "Virtanen")) == pytest.approx(15.6, abs=0.1)


def test_the_odds_are_those_among_so_many_people() -> None:
    """A weight of 10 is even odds among 1,024 people, twice that among half as many; and short
    sheets are reckoned as if 256 stood on them.
    """
    assert likely(10, 1024) == pytest.approx(1 / 2)
    assert likely(10, 512) == pytest.approx(2 / 3)
    assert likely(8, 256) == likely(8, 10) == pytest.approx(1 / 2)


def test_open_cases_are_asked_about_down_to_one_in_a_hundred() -> None:
    """Below that there is no question, so that a long list is not all questions."""
    assert worth_asking(log2(1000) - 6.5, 1000)
    assert not worth_asking(log2(1000) - 6.7, 1000)


def test_likely_is_199_of_200() -> None:
    """A rare name in one region joins among 80,000 people, and is a question among 90,000."""
    one, other = (
        next(record.features for record in records([row(number, text)]))
        for number, text in enumerate(
            ("Aatu Kotka|||Lappi", "Aatu Kotka|aatu.kotka@a.example||Lappi")
        )
    )
    edge = edge_between(0, 1, one, other)
    assert edge is not None
    assert edge.weight == pytest.approx(24)
    assert edge.joins(80_000)
    assert not edge.joins(90_000)


def test_only_a_region_that_is_not_said_may_still_be_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Among 100,000 people, two of one name who are unlike in the rest may be one where a row says
    no region, since what else is known of them may say it; two of different regions may not.
    """
    monkeypatch.setattr("invite.people.linkage.classify.population", lambda _found: 100_000)
    one = row(2, "Matti Virtanen|a@a.example||Lappi|044 7083846")
    other = row(3, "Matti Virtanen|b@b.example|||050 5239761")
    assert classify(records([one, other])).open
    one, other = row(2, "Matti Virtanen|||Lappi"), row(3, "Matti Virtanen|||Kainuu")
    assert not classify(records([one, other])).open
