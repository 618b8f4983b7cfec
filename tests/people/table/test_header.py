"""Which rows head a table, in one line or two, here or further down."""

from __future__ import annotations

import pytest
from lists import HEADER, fields, names, parted, understood

PEOPLE = (
    ("Matti Virtanen", "m@example.org"),
    ("Liisa Laine", "l@example.org"),
    ("Aino Aho", "a@example.org"),
)


def kinds(found: object) -> dict[int, str]:
    return {line.row: line.kind for line in found.account()}  # type: ignore[attr-defined]


def test_two_line_header() -> None:
    """A header of two lines is read as one; the upper one may group the columns of the lower."""
    found = understood(
        ("Henkilö", "", "Yhteystiedot", ""),
        ("Sukunimi", "Etunimi", "Sähköposti", "Puhelin"),
        ("Virtanen", "Matti", "m@example.org", "040 1234567"),
    )
    assert parted(found) == ["Matti|Virtanen"]
    assert found.header_row == 2
    assert [c.field for c in found.columns] == ["last_name", "first_name", "email", "phone"]


@pytest.mark.parametrize(
    "header",
    [
        ("Vastuuhenkilö(t)", "Orgaisaatio"),
        ("Jäsenet", "Muuta"),
        ("Ajankohta", "Vastuuhenkilö(t)"),
        (
            "Osallistujan nimi",
            "Sähk.posti",
            "Edustettu organisaatio",
            "Matkapuhelin",
            "Osallistuminen",
        ),
        ("Etunimi ", "Sukunmi", "Email", "Orgaisaatio", "Ei kutsuta"),
        ("Nimi ja sähköposti",),
        ("Kehittäjän nimi", "S-posti os.", "Kokous 12.9.2023"),
    ],
)
def test_a_header_in_other_words_further_down(header: tuple[str, ...]) -> None:
    """The header of a later table is known in other words, with slips and days among them; nobody
    is called Nimi.
    """
    cells = {
        "Orgaisaatio": "THL",
        "Etunimi ": "Pekka",
        "Sukunmi": "Niemi",
        "Email": "pekka.niemi@example.org",
    }
    cells |= dict.fromkeys(("S-posti os.", "Sähk.posti"), "pekka.niemi@example.org")
    whole = dict.fromkeys(
        ("Vastuuhenkilö(t)", "Jäsenet", "Nimi ja sähköposti"),
        "Pekka Niemi (pekka.niemi@example.org)",
    )
    cells |= whole | dict.fromkeys(("Osallistujan nimi", "Kehittäjän nimi"), "Pekka Niemi")
    found = understood(
        ("Kohtaamo-tiimi",),
        HEADER,
        *PEOPLE,
        ("",),
        ("Silta-tiimi",),
        header,
        tuple(cells.get(h, "") for h in header),
    )
    assert kinds(found)[8] == "header"
    (entry,) = (entry for entry in found.entries if entry.origin.row == 9)
    assert (entry.name and entry.name.full, entry.role.group) == ("Pekka Niemi", "Silta")
    assert [str(address) for address in entry.addresses] == ["pekka.niemi@example.org"]


@pytest.mark.parametrize(
    "row",
    [
        ("Xerxes", "Zyx", "jäsen", ""),
        ("Matti", "Malli", "Osaamisyhteisö ry", "jäsen"),
        ("Matti", "Malli", "Yritys Oy", "yhteyshenkilö"),
        ("Laine", "Toimi", "THL", "edustaja"),
    ],
)
def test_somebody_without_an_address_is_no_header(row: tuple[str, ...]) -> None:
    """No looser than it must be: words that could head columns, beside a name, leave it a person's
    row.
    """
    found = understood(
        ("Etunimi", "Sukunimi", "Organisaatio", "Rooli", "Sähköposti"),
        ("Liisa", "Laine", "THL", "pj", "l@example.org"),
        row,
        ("Aino", "Aho", "THL", "jäsen", "a@example.org"),
    )
    assert [kind for number, kind in kinds(found).items() if number > 1] == ["person"] * 3


def test_a_table_of_one_column() -> None:
    """Its header is known above it and again in its midst."""
    rows = [(f"{name} {address}",) for name, address in PEOPLE]
    found = understood(
        ("Nimi ja sähköposti",),
        *rows[:2],
        ("Nimi ja sähköposti",),
        rows[2],
        role="planning-group",
        name="Lappi",
    )
    assert [(e.name and e.name.full, e.role.region, e.role.group) for e in found.entries] == [
        (name, "Lappi", None) for name, _address in PEOPLE
    ]
    assert kinds(found)[4] == "header"


def test_words_parted_over_two_header_lines() -> None:
    """A word that a hyphen carries over to the header's second line is one word."""
    found = understood(
        ("Jäsenen", "", "Sähköposti-", "Puhelin-"),
        ("etunimi", "sukunimi", "osoite", "numero"),
        ("Matti", "Malli", "m@example.org", "040 123 4567"),
    )
    assert fields(found) == {
        "etunimi": "first_name",
        "sukunimi": "last_name",
        "Sähköpostiosoite": "email",
        "Puhelinnumero": "phone",
    }


def test_a_header_with_days() -> None:
    """Days of meetings over columns of who was there do not keep a row from being the header."""
    found = understood(
        (*HEADER, "12.5.2022", "Läsnä 3.6.2022"), ("Matti Malli", "m@example.org", "x", "")
    )
    assert found.header_row == 1
    assert dict(found.entries[0].extra) == {"12.5.2022": "x"}


def test_a_header_half_unknown() -> None:
    """A row that says `Nimi` over names and unknown words over addresses is the header, and nobody
    is called Nimi.
    """
    found = understood(
        ("Nimi", "Ensisijainen osoite", "Toissijainen osoite"),
        ("Matti Malli", "a@example.org", "b@example.org"),
    )
    assert names(found) == ["Matti Malli"]
    assert [a.written for a in found.entries[0].addresses] == ["a@example.org", "b@example.org"]
