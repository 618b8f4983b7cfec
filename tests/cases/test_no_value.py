"""A cell that is no value: error texts, `0` from a lookup and "not known" are no name, no group, no
region and no evidence.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import ROW, among, case, outcome, project, written

# What Excel and LibreOffice write for an error, in Finnish, Swedish, English and German; and what
# people write for nothing.
ERRORS = (
    "#PUUTTUU!",
    "#VIITTAUS!",
    "#ARVO!",
    "#NIMI?",
    "#JAKO/0!",
    "#SAKNAS!",
    "#REFERENS!",
    "#VÄRDEFEL!",
    "#NAMN?",
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#SPILL!",
    "#NV",
    "#BEZUG!",
    "#WERT!",
    "Err:502",
    "Virhe:508",
)

NOTHING = (
    "0",
    "-",
    "n/a",
    "ei tiedossa",
    "Ei tietoa",
    "puuttuu",
    "okänd",
    "saknas",
    "uppgift saknas",
    "vet ej",
    "unknown",
    "not known",
    "NULL",
    "(tyhjä)",
    "(blank)",
    "???",
    "ei ole",
    "inget",
    "TBA",
)


@pytest.mark.parametrize(
    "value", ["dash", "empty", "zero", "puuttuu", "ref", "ei-tietoa", "yksityishenkilo"]
)
def test_no_organisation_is_no_evidence(value: str, tmp_path: Path) -> None:
    """Case 05: two of one name whose organisation is nothing on both sheets may be two people: a
    question, no letter.
    """
    found = outcome(case(tmp_path, f"05-placeholder-evidence/{value}"))
    found.asks("a.csv:2", "b.csv:2")
    found.goes("a.csv:3", "Aino")
    found.goes("b.csv:3", "Eero")


def test_a_real_organisation_decides_or_is_asked(tmp_path: Path) -> None:
    """Case 05, its twin: with one organisation on both sheets they are one person, or asked; never
    two letters.
    """
    found = outcome(case(tmp_path, "05-placeholder-evidence/real"))
    if found.to("a.csv:2"):
        found.goes("a.csv:2", "Matti")
        assert found.on("a.csv:2") == found.on("b.csv:2")
    else:
        found.asks("a.csv:2", "b.csv:2")


@pytest.mark.parametrize(
    "value",
    [
        "#SAKNAS!",
        "#NV",
        "Err:502",
        "#JAKO/0!",
        "okänd",
        "unknown",
        "NULL",
        "???",
        "ei tiedossa",
        "saknas",
        "(tyhjä)",
    ],
)
def test_nothing_on_both_sheets_makes_nobody_one(value: str, tmp_path: Path) -> None:
    """The same nothing in the columns of organisation, telephone and title is no evidence, whatever
    its language.
    """
    header = "Nimi;Sähköposti;Organisaatio;Puhelin;Tehtävä"
    one = written(
        header, ["Matti Virtanen", "matti.virtanen@opisto.example.org", value, value, value]
    )
    other = written(
        header, ["Matti Virtanen", "matti.virtanen@koulu.example.net", value, value, value]
    )
    outcome(project(tmp_path, {"a.csv": one, "b.csv": other})).asks("a.csv:2", "b.csv:2")


@pytest.mark.parametrize("value", ["#SAKNAS!", "0", "ei tietoa", "unknown"])
def test_nothing_does_not_part_one_person(value: str, tmp_path: Path) -> None:
    """No stricter than it must be: one address on both sheets is one person, whatever nothing
    stands next to it.
    """
    row = ["Matti Virtanen", "matti.virtanen@example.org", value]
    sheet = written("Nimi;Sähköposti;Organisaatio", row)
    found = outcome(project(tmp_path, {"a.csv": sheet, "b.csv": sheet}))
    found.goes("a.csv:2", "Matti")
    assert found.on("a.csv:2") == found.on("b.csv:2")
    assert found.on("a.csv:2")[0]["organisation"] is None


def test_error_texts_of_a_finnish_excel(tmp_path: Path) -> None:
    """Case 06, CSV: an error text is no team, no region, no organisation, no name; the row of zeros
    is nobody.
    """
    found = outcome(case(tmp_path, "06-error-cells-xlsx/csv"))
    (aino,) = found.on("a.csv:2")
    assert [(role["group"], role["region"]) for role in aino["roles"]] == [(None, None)]
    assert {flaw["value"] for flaw in found.flaws if flaw["origin"] == "a.csv:2"} >= {"#PUUTTUU!"}
    (eero,) = found.on("a.csv:3")
    assert (eero["email"], eero["organisation"], eero["roles"][0]["group"]) == (None, None, None)
    found.goes_or_stays("a.csv:4", "Helmi", to="helmi.mainio@example.org")
    assert found.said("a.csv:4")
    assert found.on("a.csv:5") == []
    assert not [letter for letter in found.letters if "#" in letter.text.split("https://")[0]]


@pytest.mark.parametrize("value", [*ERRORS, *NOTHING])
def test_no_value_is_no_team(value: str, tmp_path: Path) -> None:
    """A team that is nothing stands in no letter, and is not taken from the row above as an empty
    cell is.
    """
    cells = ["Helmi Mainio", "helmi.mainio@example.org", value]
    found = among(tmp_path, cells, "Nimi;Sähköposti;Tiimi", "Kohtaamo", role="lab-team")
    (helmi,) = found.on(ROW)
    assert [role["group"] for role in helmi["roles"]] == [None], found.about(ROW)
    for letter in found.to(ROW):
        assert "Kohtaamo" not in letter.text


@pytest.mark.parametrize("value", [*ERRORS[::2], *NOTHING[::2]])
def test_no_value_is_no_region(value: str, tmp_path: Path) -> None:
    """A region that is nothing is none: not the one above, and not the text."""
    cells = ["Helmi Mainio", "helmi.mainio@example.org", value]
    found = among(tmp_path, cells, "Nimi;Sähköposti;Maakunta", "Kainuu")
    (helmi,) = found.on(ROW)
    assert [role["region"] for role in helmi["roles"]] == [None], found.about(ROW)


@pytest.mark.parametrize(
    "value",
    [
        *ERRORS[1::2],
        "0",
        "ei tiedossa",
        "puuttuu",
        "okänd",
        "saknas",
        "unknown",
        "NULL",
        "???",
        "(blank)",
    ],
)
def test_no_value_is_no_name(value: str, tmp_path: Path) -> None:
    """Nobody is greeted by an error text: the name that the address says, or held."""
    found = among(tmp_path, [value, "helmi.mainio@example.org"])
    found.goes_or_stays(ROW, "Helmi")
    assert found.said(ROW)
    assert value not in [one["name"] for one in found.people]


@pytest.mark.parametrize("value", ["#PUUTTUU!", "#N/A", "#SAKNAS!", "0", "NULL", "ei tietoa"])
def test_half_a_name_that_is_no_value(value: str, tmp_path: Path) -> None:
    """A first name that is an error is none: held, or the one that the address says; a surname that
    is one is dropped.
    """
    header = "Etunimi;Sukunimi;Sähköposti"
    rows = [
        ["Liisa", "Korhonen", "lk@example.org"],
        [value, "Mainio", "hm@example.org"],
        ["Eero", value, "ek@example.org"],
    ]
    found = outcome(
        project(tmp_path, {"a.csv": written(header, *rows, ["Juha", "Laine", "jl@example.org"])})
    )
    found.goes("a.csv:2", "Liisa")
    found.stays("a.csv:3")
    found.goes("a.csv:4", "Eero")
    assert not [one for one in found.people if value in one["name"]]


@pytest.mark.parametrize(
    "value",
    ["#PUUTTUU!", "#SAKNAS!", "#NV", "Err:504", "0", "ei ole", "saknas", "none", "NULL", "(tyhjä)"],
)
def test_no_value_is_no_address(value: str, tmp_path: Path) -> None:
    """Whose address is nothing has none, which is said, with the others' letters unharmed."""
    found = among(tmp_path, ["Helmi Mainio", value])
    found.stays(ROW)
    assert [one["emails"] for one in found.on(ROW)] == [[]]


@pytest.mark.parametrize(
    "team",
    [
        "Nolla",
        "0-päästö",
        "24/7",
        "Puuttuva pala",
        "Nollahukka",
        "Tuntematon sotilas",
        "N",
        "Unknown Pleasures",
        "#digi",
    ],
)
def test_what_only_looks_like_nothing_is_a_team(team: str, tmp_path: Path) -> None:
    """No stricter than it must be: a team may be called after nothing."""
    found = among(
        tmp_path,
        ["Helmi Mainio", "helmi.mainio@example.org", team],
        "Nimi;Sähköposti;Tiimi",
        "Kohtaamo",
        role="lab-team",
    )
    found.goes(ROW, "Helmi")
    assert found.on(ROW)[0]["roles"][0]["group"] == team


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Nan", "Li"),
        ("Anna", "Null"),
        ("Sari", "Puuttula"),
        ("Nolla", "Niemi"),
        ("Ann", "None"),
        ("Tuntea", "Aalto"),
    ],
)
def test_who_only_looks_like_nothing_is_somebody(first: str, last: str, tmp_path: Path) -> None:
    """No stricter than it must be: people are called Nan and Null."""
    rows = [
        [first, last, "joku@example.org"],
        ["Liisa", "Korhonen", "lk@example.org"],
        ["Juha", "Laine", "jl@example.org"],
    ]
    outcome(project(tmp_path, {"a.csv": written("Etunimi;Sukunimi;Sähköposti", *rows)})).goes(
        "a.csv:2", first
    )
