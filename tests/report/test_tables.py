"""Where a row stands is readable in any column."""

from __future__ import annotations

import pytest
from rich.console import Console
from rich.table import Table

from invite.people.model import Origin
from invite.report.base.tables import OriginCell, parted


@pytest.mark.parametrize(
    ("origin", "width", "lines"),
    [
        ("vieraat.xlsx:Kainuu:12", 22, ["vieraat.xlsx:Kainuu:12"]),
        ("vieraat.xlsx:Kainuu:12", 21, ["vieraat.xlsx:Kainuu:", "12"]),
        ("vieraat.xlsx:Kainuu:12", 19, ["vieraat.xlsx:", "Kainuu:12"]),
        ("vieraat.xlsx:Kainuu:12", 9, ["vieraat.x", "lsx:", "Kainuu:12"]),
        ("vieraat.csv:1234", 12, ["vieraat.csv:", "1234"]),
    ],
)
def test_a_row_number_is_never_parted(origin: str, width: int, lines: list[str]) -> None:
    """An origin breaks between file, sheet and row, and within a part only where that is longer."""
    assert parted(origin, width) == lines


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_in_a_table(width: int) -> None:
    """The row's number stands whole, whatever the other columns need; nothing is lost; with room,
    the whole origin is one word to copy.
    """
    table = Table(box=None)
    table.add_row(
        OriginCell(Origin("suunnitteluryhmat.xlsx", "Päijät-Häme", 137)),
        "Osoite puuttuu.",
        "Kirjoita osoite taulukkoon; ilman sitä kirjettä ei voi lähettää.",
    )
    console = Console(width=width)
    with console.capture() as shown:
        console.print(table)
    first = [line[1 : line.find("  ", 2)].strip() for line in shown.get().splitlines()]
    assert "suunnitteluryhmat.xlsx:Päijät-Häme:137" in "".join(first)
    assert any("137" in line for line in first)
    if width == 200:
        assert "suunnitteluryhmat.xlsx:Päijät-Häme:137 " in shown.get()
