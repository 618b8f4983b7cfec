"""Places that nobody fills yet are no people."""

from __future__ import annotations

import pytest
from lists import understood

HEADER = ("Nimi", "Sähköposti", "Organisaatio")
MATTI = ("Matti Malli", "matti@example.org", "THL")


@pytest.mark.parametrize(
    "words",
    ["Vacat", "VACAT", "N.N.", "(N.N.)", "NN", "avoinna", "Avoin", "täyttämättä", "Täyttämättä",
     "Virka täyttämättä", "paikka auki", "vakanssi 12", "nimetään myöhemmin",
     "Uusi jäsen nimetään keväällä", "ei vielä nimetty", "Vacat (Kainuun liitto)", "Vacat 2026",
     "vakant", "Platsen är vakant", "utses senare", "ej utsedd", "ännu inte utsedd", "obesatt",
     "vacant", "Vacant position", "to be appointed", "not yet named", "TBA", "t.b.c.", "unfilled"],
)  # fmt: skip
def test_nobody_is_named(words: str) -> None:
    """Whatever stands there for it, in three languages: no entry, and a note with what to do. With
    an address nobody is greeted by it, either.
    """
    found = understood(HEADER, MATTI, (words, "", "Kainuun liitto"), MATTI)
    assert [entry.origin.row for entry in found.entries if entry.name] == [2, 4]
    assert [flaw.problem for flaw in found.flaws] == ["Nobody is named here yet."]
    found = understood(HEADER, MATTI, (words, "paikka@example.org", "Kainuun liitto"))
    assert not any(one.name for one in found.entries[1:]) or found.entries[1].holds


def test_split_names_of_nobody() -> None:
    """First and last name in columns of their own, one or both of them filled."""
    header = ("Etunimi", "Sukunimi", "Sähköposti")
    found = understood(
        header, ("Matti", "Malli", "matti@example.org"), ("", "Vacat", ""), ("Vacat", "Vacat", ""),
        ("N", "N", "n@example.org"), ("Paikka", "avoinna", ""), ("to be", "appointed", ""),
    )  # fmt: skip
    assert [entry.origin.row for entry in found.entries] == [2]
    held = understood(header, ("Vacat", "Virtanen", "vv@example.org")).entries
    assert all(entry.holds for entry in held)


@pytest.mark.parametrize(
    ("first", "last"), [("Anna", "Ledig"), ("Pekka", "Auki"), ("Mikko", "Open"), ("Maija", "Avoin")]
)
def test_people_are_called_so(first: str, last: str) -> None:
    """No stricter: a surname that also means a vacancy is a surname next to a first name."""
    header = ("Etunimi", "Sukunimi", "Sähköposti")
    address = f"{first.lower()}.{last.lower()}@example.org"
    (entry,) = understood(header, (first, last, address)).entries
    assert entry.name is not None
    assert (entry.name.full, entry.holds) == (f"{first} {last}", ())
    (entry,) = understood(HEADER, (f"{first} {last}", address, "THL")).entries
    assert not entry.holds
