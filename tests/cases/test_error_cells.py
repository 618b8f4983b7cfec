"""Typed error cells, and formulas whose results were never saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import case, outcome, project, written
from cases.workbook import Cell, Error, Formula, book, sheet


def test_typed_error_cells(tmp_path: Path) -> None:
    """Case 06, .xlsx: a broken team takes no team of the row above, and the cell is named to be
    fixed.
    """
    found = outcome(case(tmp_path, "06-error-cells-xlsx"))
    groups = {row: found.on(f"a.xlsx:Sheet:{row}")[0]["roles"][0]["group"] for row in (2, 3, 5, 6)}
    assert groups == {2: None, 3: "Kohtaamo", 5: "Kohtaamo", 6: None}
    for row, field in ((2, "group"), (3, "email"), (6, "group")):
        assert field in {
            flaw["field"] for flaw in found.flaws if flaw["origin"] == f"a.xlsx:Sheet:{row}"
        }, row
    found.goes_or_stays("a.xlsx:Sheet:4", "Helmi")
    assert found.said("a.xlsx:Sheet:4")


@pytest.mark.parametrize(
    "name", ["07-formulas-without-cached-values", "07-formulas-without-cached-values/all"]
)
def test_formulas_without_saved_values(name: str, tmp_path: Path) -> None:
    """Case 07: a flaw of the sheet says to open it in Excel and save it; its rows are counted, no
    team is taken from above.
    """
    here = case(tmp_path, name)
    found = outcome(here)
    said = [
        flaw
        for flaw in found.flaws
        if flaw["origin"].startswith("a.xlsx:Lista") and "Excel" in flaw["hint"]
    ]
    assert said, found.flaws
    lista = next(one for one in here("sources", "--json")["sources"] if one["sheet"] == "Lista")
    assert lista["rows"] >= (4 if name.endswith("all") else 3)
    for row in ("a.xlsx:Lista:3", "a.xlsx:Lista:4"):
        assert [role["group"] for one in found.on(row) for role in one["roles"]] in ([], [None])
    found_letters = [letter for letter in found.letters if "Kohtaamo" in letter.text]
    assert found_letters == []


def test_a_sheet_of_formulas_does_not_go_missing_next_to_another(tmp_path: Path) -> None:
    """Case 07: with another sheet in the project, `send` does not go on in silence without the
    people of formulas.
    """
    here = case(tmp_path, "07-formulas-without-cached-values/all")
    (here.folder / "b.csv").write_text(
        written("Nimi;Sähköposti", ["Liisa Korhonen", "lk@example.org"]), encoding="utf-8"
    )
    settings = here.folder / "invite.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            "[[source]]", '[[source]]\nfile = "b.csv"\nrole = "lab-team"\n[[source]]'
        )
    )
    ran = here("send", "--dry-run")
    assert "Excel" in ran.out + ran.err, ran


def test_formulas_with_saved_values_are_read(tmp_path: Path) -> None:
    """No stricter than it must be: a formula whose result was saved is the result."""
    rows: list[list[Cell]] = [["Nimi", "Sähköposti"]]
    rows += [
        [Formula('A9&" "&B9', name), Formula("C9", f"{name[:2].lower()}@example.org")]
        for name in ("Liisa Korhonen", "Juha Laine")
    ]
    found = outcome(project(tmp_path, {"a.xlsx": book(sheet(rows))}))
    found.goes("a.xlsx:Lista:2", "Liisa", to="li@example.org")
    found.goes("a.xlsx:Lista:3", "Juha", to="ju@example.org")
    assert found.flaws == []


@pytest.mark.parametrize(
    "value", ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"]
)
def test_typed_errors_of_every_kind(value: str, tmp_path: Path) -> None:
    """A typed error in the column of teams is no empty cell: the team above is not taken, and the
    cell is named.
    """
    rows: list[list[Cell]] = [
        ["Nimi", "Sähköposti", "Tiimi"],
        ["Liisa Korhonen", "lk@example.org", "Kohtaamo"],
    ]
    rows += [
        ["Juha Laine", "jl@example.org", Error(value)],
        ["Anna Lehtinen", "al@example.org", "Polku"],
    ]
    found = outcome(project(tmp_path, {"a.xlsx": book(sheet(rows))}, role="lab-team"))
    assert [
        [role["group"] for role in found.on(f"a.xlsx:Lista:{n}")[0]["roles"]] for n in (2, 3, 4)
    ] == [
        ["Kohtaamo"],
        [None],
        ["Polku"],
    ]
    assert "group" in {flaw["field"] for flaw in found.flaws if flaw["origin"] == "a.xlsx:Lista:3"}
    assert not [letter for letter in found.to("a.xlsx:Lista:3") if "Kohtaamo" in letter.text]


def test_a_formula_without_a_value_among_values(tmp_path: Path) -> None:
    """One row of four whose address was never saved: the sheet's flaw, that person unwritten, the
    other three written to.
    """
    rows: list[list[Cell]] = [
        ["Nimi", "Sähköposti"],
        ["Liisa Korhonen", "lk@example.org"],
        ["Juha Laine", Formula("B2")],
    ]
    rows += [
        ["Anna Lehtinen", "al@example.org"],
        ["Mikko Salonen", Formula("B9", "ms@example.org")],
    ]
    found = outcome(project(tmp_path, {"a.xlsx": book(sheet(rows))}))
    assert sorted(letter.greeting for letter in found.letters) == ["Anna", "Liisa", "Mikko"]
    assert [flaw for flaw in found.flaws if "Excel" in flaw["hint"]]
