"""Hidden and shifted: hidden columns and rows are left out and said, shifted rows are held, odd files are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from cases.outcome import Outcome, case, outcome, project, written
from cases.workbook import book, sheet

PEOPLE = [
    ["Nimi", "Sähköposti", "Organisaatio"],
    ["Aino Malli", "aino.malli@example.org", "Koe Oy"],
    ["Eero Koe", "eero.koe@example.org", "Koe Oy"],
    ["Helmi Mainio", "helmi.mainio@example.org", "Koe Oy"],
]
THREE = {"aino.malli@example.org", "eero.koe@example.org", "helmi.mainio@example.org"}


def addresses(found: Outcome) -> set[str]:
    """Where the letters would go."""
    return {letter.to for letter in found.letters}


def about_hiding(found: Outcome) -> str:
    """All that the flaws say of hidden things."""
    return " ".join(f"{flaw['origin']} {flaw['value']} {flaw['problem']}" for flaw in found.flaws if "hidden" in flaw["problem"])


def test_a_hidden_column_of_old_addresses(tmp_path: Path) -> None:
    """Case 20: the hidden column is left out and said; the letters go to the visible one."""
    found = outcome(case(tmp_path, "20-hidden-column-old-addresses"))
    assert addresses(found) == {"aino.malli@example.org", "eero.koe@example.org"}
    assert "hidden" in " ".join(flaw["problem"] for flaw in found.flaws)
    assert all("vanha" not in one for person in found.people for one in person["emails"])


def test_a_hidden_row(tmp_path: Path) -> None:
    """Case 21: a row that nobody sees is left out and said."""
    found = outcome(case(tmp_path, "21-zero-height-row"))
    assert addresses(found) == {"aino.malli@example.org", "eero.koe@example.org", "oiva.testi@example.org"}
    assert "a.xlsx:Lista:4" in about_hiding(found)


COLUMNS = [
    '<col min="2" max="2" width="9" hidden="1"/>',
    '<col min="2" max="2" width="0" customWidth="1"/>',
    '<col min="2" max="2" width="9" hidden="true" outlineLevel="1"/>',
    '<col min="2" max="3" hidden="1"/>',
    '<col min="1" max="1" width="20"/><col min="2" max="2" width="9" hidden="1" collapsed="1"/>',
]


@pytest.mark.parametrize("columns", COLUMNS)
def test_columns_hidden_in_any_way(columns: str, tmp_path: Path) -> None:
    """Hidden, of no width, folded away, or several at once: such a column gives no address, and is said."""
    rows = [["Nimi", "Sähköposti", "Puhelin", "S-posti (uusi)"]]
    rows += [
        [f"{name} Malli", f"{name}@example.net".lower(), "040", f"{name}@example.org".lower()]
        for name in ("Aino", "Eero", "Oiva")
    ]
    found = outcome(project(tmp_path, {"a.xlsx": book(sheet(rows, columns=columns))}))
    assert addresses(found) == {"aino@example.org", "eero@example.org", "oiva@example.org"}
    assert "Sähköposti" in about_hiding(found) or "column" in about_hiding(found)


def test_hidden_columns_count_where_the_settings_say_so(tmp_path: Path) -> None:
    """No stricter than it must be: `include_hidden` takes hidden columns as it takes hidden rows."""
    content = book(sheet(PEOPLE, columns=COLUMNS[0]))
    assert addresses(outcome(project(tmp_path, {"a.xlsx": content}, keys="include_hidden = true\n"))) == THREE


@pytest.mark.parametrize("columns", ['<col min="1" max="3" width="30"/>', '<col min="2" max="2" width="0.5"/>', '<col min="5" max="9" hidden="1"/>',
                                     '<col min="2" max="2" width="9" hidden="0"/>'])  # fmt: skip
def test_narrow_and_empty_columns_are_not_hidden(columns: str, tmp_path: Path) -> None:
    """No stricter than it must be: a narrow column is read, and hidden columns without a cell are not worth a word."""
    found = outcome(project(tmp_path, {"a.xlsx": book(sheet(PEOPLE, columns=columns))}))
    assert addresses(found) == THREE
    assert found.flaws == []


@pytest.mark.parametrize(
    "how",
    [
        'hidden="1"',
        'hidden="true"',
        'ht="0" customHeight="1"',
        'hidden="1" outlineLevel="1"',
        'hidden="1" ht="15" customHeight="1"',
    ],
)
@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "without row numbers"])
def test_rows_hidden_in_any_way(how: str, numbered: bool, tmp_path: Path) -> None:
    """Filtered, folded or of no height: left out and said, in files whose rows bear no numbers too."""
    found = outcome(project(tmp_path, {"a.xlsx": book(sheet(PEOPLE, hidden=(3,), how=how, numbered=numbered))}))
    assert addresses(found) == THREE - {"eero.koe@example.org"}
    assert "a.xlsx:Lista:3" in about_hiding(found)


@pytest.mark.parametrize("numbered", [True, False])
def test_visible_rows_are_read(numbered: bool, tmp_path: Path) -> None:
    """No stricter than it must be: with or without numbers, rows that are seen are read without a word."""
    found = outcome(project(tmp_path, {"a.xlsx": book(sheet(PEOPLE, numbered=numbered))}))
    assert (addresses(found), list(found.flaws)) == (THREE, [])


def test_a_mark_that_parts_cells_within_a_cell(tmp_path: Path) -> None:
    """Case 10: a row one cell wider than its header is held whole, and no cell of it stands in a letter."""
    found = outcome(case(tmp_path, "10-ragged-unquoted-separator"))
    found.goes("a.csv:2", "Aino")
    found.goes("a.csv:4", "Helmi")
    for row in ("a.csv:3", "a.csv:5"):
        found.stays(row)
        assert [flaw for flaw in found.flaws if flaw["origin"] == row], row
    groups = [role["group"] for one in found.people for role in one["roles"]]
    assert "040 000 0002" not in groups


SHIFTED = [
    "Eero Koe;Koe; Kokeilu Oy;eero.koe@example.org;040 1;Silta",
    "Eero;Koe;Koe Oy;eero.koe@example.org;040 1;Silta",
    "Eero Koe;Koe Oy;eero.koe@example.org;040 1;040 2;Silta",
    "Eero Koe;eero.koe@example.org;040 1;Silta",
    "Eero Koe;Koe Oy;eero.koe@example.org;Silta",
    ";Eero Koe;Koe Oy;eero.koe@example.org;040 1;Silta",
    "Lindström; Erik;Koe Ab;erik.lindstrom@example.org;040 1;Silta",
    "Taylor; John;Koe Ltd;john.taylor@example.org;040 1;Silta",
]


@pytest.mark.parametrize("line", SHIFTED)
def test_a_shifted_row_is_held(line: str, tmp_path: Path) -> None:
    """A row wider or narrower than its header, whose cells stand under other headings, is held and not read a column off."""
    rows = [
        "Aino Malli;Malli Oy;aino.malli@example.org;040 3;Polku",
        line,
        "Helmi Mainio;Mainio ry;helmi.mainio@example.org;040 5;Polku",
    ]
    found = outcome(project(tmp_path, {"a.csv": written("Nimi;Organisaatio;Sähköposti;Puhelin;Tiimi", *rows)}, role="lab-team"))
    found.stays("a.csv:3")
    assert addresses(found) == {"aino.malli@example.org", "helmi.mainio@example.org"}


@pytest.mark.parametrize("line", ["Eero Koe;Koe Oy;eero.koe@example.org;040 1;Silta;;;", 'Eero Koe;"Koe; Kokeilu Oy";eero.koe@example.org;040 1;Silta',
                                  "Eero Koe;;eero.koe@example.org;;Silta"])  # fmt: skip
def test_empty_cells_shift_nothing(line: str, tmp_path: Path) -> None:
    """No stricter than it must be: empty cells at the end, a quoted mark and empty cells within are no shift."""
    rows = [
        "Aino Malli;Malli Oy;aino.malli@example.org;040 3;Polku",
        line,
        "Helmi Mainio;Mainio ry;helmi.mainio@example.org;040 5;Polku",
    ]
    found = outcome(project(tmp_path, {"a.csv": written("Nimi;Organisaatio;Sähköposti;Puhelin;Tiimi", *rows)}, role="lab-team"))
    found.goes("a.csv:3", "Eero")
    assert found.on("a.csv:3")[0]["roles"][0]["group"] == "Silta"


@pytest.mark.parametrize("heading", ["Sähköposti", "Nimi", "Tiimi", "E-post", "Name"])
def test_the_same_heading_twice_is_said(heading: str, tmp_path: Path) -> None:
    """Two columns of one heading: the sheet has a flaw that names it, since nobody knows which counts."""
    cells = {"Sähköposti": "a@example.net", "E-post": "a@example.net"}.get(heading, "Aino Malli")
    header = "Nimi;Sähköposti;Tiimi" if heading in {"Sähköposti", "Nimi", "Tiimi"} else "Name;E-post;Tiimi"
    rows = [["Aino Malli", "aino.malli@example.org", "Polku", cells], ["Eero Koe", "eero.koe@example.org", "Polku", cells]]
    found = outcome(project(tmp_path, {"a.csv": written(f"{header};{heading}", *rows)}, role="lab-team"))
    said = [
        flaw for flaw in found.flaws if heading in f"{flaw['value']} {flaw['problem']}" and flaw["origin"].startswith("a.csv")
    ]
    assert said, found.flaws


@pytest.mark.parametrize("header", ["Nimi;Sähköposti;Sähköposti 2", "Nimi;Sähköposti;S-posti (työ)", "Nimi;Sähköposti;"])
def test_like_headings_are_not_the_same(header: str, tmp_path: Path) -> None:
    """No stricter than it must be: a second address under its own heading is no flaw."""
    rows = (["Aino Malli", "aino.malli@example.org", ""], ["Eero Koe", "eero.koe@example.org", ""])
    assert outcome(project(tmp_path, {"a.csv": written(header, *rows)})).flaws == []


def test_backslashes_in_the_zip(tmp_path: Path) -> None:
    """Case 24: an .xlsx whose parts are named with backslashes is read."""
    assert len(outcome(case(tmp_path, "24-backslash-paths")).letters) == 4


def test_the_hidden_row_of_the_same_list(tmp_path: Path) -> None:
    """Case 24, its second file: the hidden row is left out and said."""
    found = outcome(case(tmp_path, "24-backslash-paths/case"))
    assert "eero.koe@example.org" not in addresses(found)
    assert len(found.letters) == 3
    assert "a.xlsx:Lista:3" in about_hiding(found)


LAYOUTS = {
    "backslashes": book(sheet(PEOPLE), name=lambda part: part.replace("/", "\\")),
    "workbook at the root": book(sheet(PEOPLE), at="workbook.xml", sheet_at="worksheets/sheet1.xml"),
    "absolute target": book(sheet(PEOPLE), target="/xl/worksheets/sheet1.xml"),
    "capitals in the zip": book(sheet(PEOPLE), name=lambda part: part.replace("xl/worksheets", "xl/Worksheets")),
    "a byte order mark": book(sheet(PEOPLE), first="\ufeff"),
    "a declaration": book(sheet(PEOPLE), first='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_of_other_programs(layout: str, tmp_path: Path) -> None:
    """Workbooks as other programs lay them out are read, with their rows' numbers."""
    found = outcome(project(tmp_path, {"a.xlsx": LAYOUTS[layout]}))
    assert addresses(found) == THREE, found.flaws


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x05\x06" + bytes(18), LAYOUTS["a declaration"][:300]])
def test_what_is_no_workbook_is_said(content: bytes, tmp_path: Path) -> None:
    """No looser than it may be: a torn file stops the sending and is named."""
    here = project(tmp_path, {"a.xlsx": content, "b.csv": written("Nimi;Sähköposti", ["Aino Malli", "aino.malli@example.org"])})
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
    return [flaw["problem"] for flaw in found.flaws if flaw["origin"] == row and flaw["severity"] != "note"]


def test_an_export_of_google_contacts(tmp_path: Path) -> None:
    """Case 01: both addresses of a cell are found, columns of labels are no addresses, right rows have no flaw."""
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
    assert [one["emails"] for one in found.people] == [["aino.malli@example.org"], [], ["helmi.mainio@example.org"]]
    assert flaws_on(found, "contacts.csv:2") == []
    assert len(flaws_on(found, "contacts.csv:3")) == 1
    assert len(flaws_on(found, "contacts.csv:4")) <= 1
    assert addresses(found) == {"aino.malli@example.org", "helmi.mainio@example.org"}


EXPORTS = [
    "First Name,Last Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value\nAino,Malli,* Work,{},Mobile,040 1\nEero,Koe,Home,{},,\n",
    "Etunimi,Sukunimi,Sähköpostin tyyppi,Sähköpostiosoite,Sähköpostin näyttönimi\nAino,Malli,SMTP,{},Aino Malli (aino@example.org)\nEero,Koe,SMTP,{},Eero Koe\n",
    "Förnamn,Efternamn,E-postadress,E-posttyp,Visningsnamn för e-post\nAino,Malli,{},SMTP,Aino Malli\nEero,Koe,{},SMTP,Eero Koe\n",
    "First Name,Last Name,E-mail Address,E-mail Type,E-mail 2 Address,E-mail 2 Type\nAino,Malli,{},SMTP,,\nEero,Koe,{},SMTP,,\n",
    "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value\nAino Malli,Aino,Malli,* My Contacts,Work,{}\nEero Koe,Eero,Koe,,Work,{}\n",
]  # fmt: skip


@pytest.mark.parametrize(
    "export", EXPORTS, ids=["Google", "Outlook in Finnish", "Outlook in Swedish", "Outlook", "Google of old"]
)
def test_columns_of_labels_make_no_flaws(export: str, tmp_path: Path) -> None:
    """Exports of address books in three languages: everybody is found, without a flaw about a label, a type or a display name."""
    content = export.format("aino.malli@example.org", "eero.koe@example.org")
    found = outcome(project(tmp_path, {"a.csv": content}))
    assert {(letter.greeting, letter.to) for letter in found.letters} == {
        ("Aino", "aino.malli@example.org"),
        ("Eero", "eero.koe@example.org"),
    }
    assert [flaw for flaw in found.flaws if flaw["severity"] != "note"] == []
