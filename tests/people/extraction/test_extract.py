"""What a whole sheet says: hidden ones, ones without people, orders of names, other languages."""

from __future__ import annotations

import pytest
from lists import (
    WITH_HOUSE,
    every_row_ends_somewhere,
    names,
    parted,
    sheet,
    understood,
)

from invite.people.extraction.extract import understand
from invite.people.extraction.result import missing_addresses
from invite.people.model import Severity, Source
from invite.records import replace


def test_order_by_column() -> None:
    """The column's majority tells that surnames come first; a comma tells it for its own row."""
    rows = [
        ("Virtanen Matti", "", "matti.virtanen@example.org"),
        ("Laine Liisa", "", "liisa.laine@example.org"),
        ("Korhonen Anna Liisa", "", "anna.korhonen@example.org"),
        ("Xyrtti Bogdana", "", "info@example.org"),
        ("von Essen Erik", "", "erik@example.org"),
        ("Mäkelä, Päivi", "", "x@example.org"),
    ]
    assert parted(understood(WITH_HOUSE, *rows)) == [
        "Matti|Virtanen",
        "Liisa|Laine",
        "Anna Liisa|Korhonen",
        "Bogdana|Xyrtti",
        "Erik|von Essen",
        "Päivi|Mäkelä",
    ]


def test_first_name_first() -> None:
    """Where first names come first, particles belong to the surname, and a hyphen keeps a double
    name whole.
    """
    rows = [
        ("Erik af Ursin", "", "erik.afursin@example.org"),
        ("Märta von Essen", "", "marta@example.org"),
        ("Anna-Liisa Virtanen-Korhonen", "", "anna-liisa@example.org"),
        ("Juha Pekka Mäkinen", "", "juha.makinen@example.org"),
    ]
    assert parted(understood(WITH_HOUSE, *rows)) == [
        "Erik|af Ursin",
        "Märta|von Essen",
        "Anna-Liisa|Virtanen-Korhonen",
        "Juha Pekka|Mäkinen",
    ]


def test_hidden_sheet() -> None:
    """A hidden sheet is left out with one flaw."""
    one = replace(sheet(WITH_HOUSE, ("Matti Virtanen", "", "m@example.org")), hidden=True)
    found = understand(one, Source(file="a.xlsx", role="x"))
    assert (found.entries, len(found.flaws)) == ((), 1)
    assert len(understand(one, Source(file="a.xlsx", role="x", include_hidden=True)).entries) == 1


def test_swedish_sheet() -> None:
    """Swedish headings, regions and languages are read as well as Finnish ones."""
    found = understood(
        ("Förnamn", "Efternamn", "E-post", "Landskap", "Språk", "Telefon"),
        (
            "Åsa",
            "Nyström",
            "asa.nystrom@example.org",
            "Södra Österbotten",
            "svenska",
            "040-123 45 67",
        ),
    )
    (entry,) = found.entries
    assert (entry.role.region, entry.language, entry.phone) == (
        "Etelä-Pohjanmaa",
        "sv",
        "+358401234567",
    )


def test_no_addresses_at_all() -> None:
    """A source without a column of addresses is told once, as what must be mended."""
    none = understood(("Nimi", "Organisaatio"), ("Matti Virtanen", "THL"))
    flaw = missing_addresses([none])
    assert flaw is not None
    assert (flaw.severity, flaw.origin.row) == (Severity.ERROR, None)
    assert "Organisaatio" in flaw.hint
    some = understood(WITH_HOUSE, ("Matti Virtanen", "", "m@example.org"))
    assert missing_addresses([none, some]) is None


def test_sheet_without_people() -> None:
    """A sheet of instructions is no list of people, and every line of it is accounted for."""
    found = understood(("Ohje",), ("Täytä oman alueesi välilehti.",), ("",))
    assert found.entries == ()
    assert every_row_ends_somewhere(found, 3)


def test_endless_cells() -> None:
    """A cell of hostile length costs no more than any other, and is told."""
    for text in ("(" * 30_000, "a" * 30_000 + " @", "[at" * 10_000, "a@" * 15_000):
        found = understood((*WITH_HOUSE, "Muuta"), ("Matti Virtanen", "THL", "m@example.org", text))
        assert parted(found) == ["Matti|Virtanen"]
        assert found.flaws[0].field == "cell"


def test_a_heading_that_lies() -> None:
    """A heading says the order of the names' parts until four of them say otherwise beyond
    doubt; of a single name that the tables know the other way round, the tables are right.
    """
    rows = [
        (f"{last} {first}", "")
        for last, first in (("Virtanen", "Matti"), ("Laine", "Liisa"), ("Korhonen", "Pekka"))
    ]
    rows += [("Nieminen Anna", "a@example.org"), ("Heikkinen Kaisa", "k@example.org")]
    assert (
        names(understood(("Nimi (etunimi sukunimi)", "Sähköposti"), *rows))[0] == "Matti Virtanen"
    )
    assert (
        names(
            understood(("Nimi (etunimi sukunimi)", "Sähköposti"), ("Laine Toimi", "x@example.org"))
        )[0]
        == "Toimi Laine"
    )


@pytest.mark.parametrize(
    "mark", ['"', "”", "- ” -", "''", "sama", "Sama kuin yllä", "dito", "same as above"]
)
def test_a_ditto_mark_stands_for_the_cell_above(mark: str) -> None:
    """Group and organisation go on below, also over several rows; a dash and a name that begins so
    stay what they are.
    """
    found = understood(
        ("Tiimi", "Nimi", "Sähköposti", "Organisaatio"),
        ("Kohtaamo", "Onni Tuomi", "onni@example.org", "THL"),
        (mark, "Leena Salo", "leena@example.org", mark),
        (mark, "Timo Ojala", "timo@example.org", "-"),
        ("Samalla puolella", "Kari Aho", "kari@example.org", "Sama Oy"),
    )
    assert [(e.role.group, e.organisation) for e in found.entries] == [
        ("Kohtaamo", "THL"),
        ("Kohtaamo", "THL"),
        ("Kohtaamo", None),
        ("Samalla puolella", "Sama Oy"),
    ]
