"""Workbooks as other programs lay them out, torn files, and exports of address books."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from cases.outcome import Outcome, addresses, case, outcome, project, written
from cases.workbook import PEOPLE, THREE, book, sheet


def test_backslashes_in_the_zip(tmp_path: Path) -> None:
    """Case 24: an .xlsx whose parts are named with backslashes is read."""
    assert len(outcome(case(tmp_path, "24-backslash-paths")).letters) == 4


LAYOUTS = {
    "backslashes": book(sheet(PEOPLE), name=lambda part: part.replace("/", "\\")),
    "workbook at the root": book(
        sheet(PEOPLE), at="workbook.xml", sheet_at="worksheets/sheet1.xml"
    ),
    "absolute target": book(sheet(PEOPLE), target="/xl/worksheets/sheet1.xml"),
    "capitals in the zip": book(
        sheet(PEOPLE), name=lambda part: part.replace("xl/worksheets", "xl/Worksheets")
    ),
    "a byte order mark": book(sheet(PEOPLE), first="\ufeff"),
    "a declaration": book(
        sheet(PEOPLE), first='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_of_other_programs(layout: str, tmp_path: Path) -> None:
    """Workbooks as other programs lay them out are read, with their rows' numbers."""
    found = outcome(project(tmp_path, {"a.xlsx": LAYOUTS[layout]}))
    assert addresses(found) == THREE, found.flaws


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"PK\x05\x06" + bytes(18), LAYOUTS["a declaration"][:300]]
)
def test_what_is_no_workbook_is_said(content: bytes, tmp_path: Path) -> None:
    """No looser than it may be: a torn file stops the sending and is named."""
    here = project(
        tmp_path,
        {
            "a.xlsx": content,
            "b.csv": written("Nimi;Sähköposti", ["Aino Malli", "aino.malli@example.org"]),
        },
    )
    ran = here("send", "--dry-run")
    assert ran.code == 3
    assert "a.xlsx" in ran.err


def test_one_nul_byte(tmp_path: Path) -> None:
    """Case 29: a stray NUL is passed over, or the sentence that stops says what it is."""
    here = case(tmp_path, "29-nul-byte-in-csv")
    ran = here("send", "--dry-run")
    if ran.code == 0:
        assert addresses(outcome(here)) == {"aino.malli@example.org", "eero.koe@example.org"}
    else:
        assert (ran.code, "NUL" in ran.err) == (3, True), ran.err


def flaws_on(found: Outcome, row: str) -> Sequence[str]:
    """The flaws of a row, but for notes."""
    return [
        flaw["problem"]
        for flaw in found.flaws
        if flaw["origin"] == row and flaw["severity"] != "note"
    ]


def test_an_export_of_google_contacts(tmp_path: Path) -> None:
    """Case 01: both addresses of a cell are found, columns of labels are no addresses, right rows
    have no flaw.
    """
    found = outcome(case(tmp_path, "01-google-contacts-csv"))
    assert [sorted(one["emails"]) for one in found.people] == [
        ["aino.malli@example.org", "aino@koti.example.org"],
        ["eero.koti@example.net", "eero.malli-koe@example.org"],
    ]
    assert [flaws_on(found, f"contacts.csv:{row}") for row in (2, 3)] == [[], []]
    assert len(flaws_on(found, "contacts.csv:4")) == 1
    assert sorted(letter.greeting for letter in found.letters) == ["Aino", "Eero"]


def test_an_export_of_outlook_contacts(tmp_path: Path) -> None:
    """Case 02: an X.500 string is no address; types and display names make no flaws."""
    found = outcome(case(tmp_path, "02-outlook-contacts-x500"))
    assert [one["emails"] for one in found.people] == [
        ["aino.malli@example.org"],
        [],
        ["helmi.mainio@example.org"],
    ]
    assert flaws_on(found, "contacts.csv:2") == []
    assert len(flaws_on(found, "contacts.csv:3")) == 1
    assert len(flaws_on(found, "contacts.csv:4")) <= 1
    assert addresses(found) == {"aino.malli@example.org", "helmi.mainio@example.org"}


EXPORTS = [
    "First Name,Last Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value\n"
    "Aino,Malli,* Work,{},Mobile,040 1\nEero,Koe,Home,{},,\n",
    "Etunimi,Sukunimi,Sähköpostin tyyppi,Sähköpostiosoite,Sähköpostin näyttönimi\n"
    "Aino,Malli,SMTP,{},Aino Malli (aino@example.org)\nEero,Koe,SMTP,{},Eero Koe\n",
    "Förnamn,Efternamn,E-postadress,E-posttyp,Visningsnamn för e-post\n"
    "Aino,Malli,{},SMTP,Aino Malli\nEero,Koe,{},SMTP,Eero Koe\n",
    "First Name,Last Name,E-mail Address,E-mail Type,E-mail 2 Address,E-mail 2 Type\n"
    "Aino,Malli,{},SMTP,,\nEero,Koe,{},SMTP,,\n",
    "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value\n"
    "Aino Malli,Aino,Malli,* My Contacts,Work,{}\nEero Koe,Eero,Koe,,Work,{}\n",
]


@pytest.mark.parametrize(
    "export",
    EXPORTS,
    ids=["Google", "Outlook in Finnish", "Outlook in Swedish", "Outlook", "Google of old"],
)
def test_columns_of_labels_make_no_flaws(export: str, tmp_path: Path) -> None:
    """Exports of address books in three languages: everybody is found, without a flaw about a
    label, a type or a display name.
    """
    content = export.format("aino.malli@example.org", "eero.koe@example.org")
    found = outcome(project(tmp_path, {"a.csv": content}))
    assert {(letter.greeting, letter.to) for letter in found.letters} == {
        ("Aino", "aino.malli@example.org"),
        ("Eero", "eero.koe@example.org"),
    }
    assert [flaw for flaw in found.flaws if flaw["severity"] != "note"] == []
