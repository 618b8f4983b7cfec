"""Hidden and shifted: hidden columns and rows are left out and said, shifted rows are held, odd
files are read.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import Outcome, addresses, case, outcome, project
from cases.workbook import PEOPLE, THREE, book, sheet


def about_hiding(found: Outcome) -> str:
    """All that the flaws say of hidden things."""
    return " ".join(
        f"{flaw['origin']} {flaw['value']} {flaw['problem']}"
        for flaw in found.flaws
        if "hidden" in flaw["problem"]
    )


def test_a_hidden_column_of_old_addresses(tmp_path: Path) -> None:
    """Case 20: the hidden column is left out and said; the letters go to the visible one."""
    found = outcome(case(tmp_path, "20-hidden-column-old-addresses"))
    assert addresses(found) == {"aino.malli@example.org", "eero.koe@example.org"}
    assert "hidden" in " ".join(flaw["problem"] for flaw in found.flaws)
    assert all("vanha" not in one for person in found.people for one in person["emails"])


def test_a_hidden_row(tmp_path: Path) -> None:
    """Case 21: a row that nobody sees is left out and said."""
    found = outcome(case(tmp_path, "21-zero-height-row"))
    assert addresses(found) == {
        "aino.malli@example.org",
        "eero.koe@example.org",
        "oiva.testi@example.org",
    }
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
    """Hidden, of no width, folded away, or several at once: such a column gives no address, and is
    said.
    """
    rows = [["Nimi", "Sähköposti", "Puhelin", "S-posti (uusi)"]]
    rows += [
        [f"{name} Malli", f"{name}@example.net".lower(), "040", f"{name}@example.org".lower()]
        for name in ("Aino", "Eero", "Oiva")
    ]
    found = outcome(project(tmp_path, {"a.xlsx": book(sheet(rows, columns=columns))}))
    assert addresses(found) == {"aino@example.org", "eero@example.org", "oiva@example.org"}
    assert "Sähköposti" in about_hiding(found) or "column" in about_hiding(found)


def test_hidden_columns_count_where_the_settings_say_so(tmp_path: Path) -> None:
    """No stricter than it must be: `include_hidden` takes hidden columns and rows."""
    content = book(sheet(PEOPLE, columns=COLUMNS[0]))
    assert (
        addresses(outcome(project(tmp_path, {"a.xlsx": content}, keys="include_hidden = true\n")))
        == THREE
    )


@pytest.mark.parametrize(
    "columns",
    [
        '<col min="1" max="3" width="30"/>',
        '<col min="2" max="2" width="0.5"/>',
        '<col min="5" max="9" hidden="1"/>',
        '<col min="2" max="2" width="9" hidden="0"/>',
    ],
)
def test_narrow_and_empty_columns_are_not_hidden(columns: str, tmp_path: Path) -> None:
    """No stricter than it must be: a narrow column is read, and hidden columns without a cell are
    not worth a word.
    """
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
    """Filtered, folded or of no height: left out and said, where rows bear no numbers too."""
    found = outcome(
        project(tmp_path, {"a.xlsx": book(sheet(PEOPLE, hidden=(3,), how=how, numbered=numbered))})
    )
    assert addresses(found) == THREE - {"eero.koe@example.org"}
    assert "a.xlsx:Lista:3" in about_hiding(found)


@pytest.mark.parametrize("numbered", [True, False])
def test_visible_rows_are_read(numbered: bool, tmp_path: Path) -> None:
    """No stricter than it must be: with or without numbers, rows that are seen are read without a
    word.
    """
    found = outcome(project(tmp_path, {"a.xlsx": book(sheet(PEOPLE, numbered=numbered))}))
    assert (addresses(found), list(found.flaws)) == (THREE, [])


def test_the_hidden_row_of_the_same_list(tmp_path: Path) -> None:
    """Case 24, its second file: the hidden row is left out and said."""
    found = outcome(case(tmp_path, "24-backslash-paths/case"))
    assert "eero.koe@example.org" not in addresses(found)
    assert len(found.letters) == 3
    assert "a.xlsx:Lista:3" in about_hiding(found)
