"""Swedish genitives and compounds."""

from __future__ import annotations

import pytest

from invite.language.sv.swedish import compound, genitive


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Matti Virtanen", "Matti Virtanens"),
        ("Åland", "Ålands"),
        ("Lars", "Lars"),
        ("Max", "Max"),
        ("Franz", "Franz"),
        ("THL", "THL:s"),
        ("Urapolku 2030", "Urapolku 2030:s"),
        ("Exempel Ab", "Exempel Abs"),
    ],
)
def test_genitive(name: str, form: str) -> None:
    """An s, none after s, x and z, and a colon after capitals and figures."""
    assert genitive(name) == form


def test_compound() -> None:
    """One word takes a hyphen; several stand behind the noun, which then reads as a name."""
    assert compound("Urapolku 2030", "projektet") == "projektet Urapolku 2030"
    assert compound("Tekstiilit talteen", "teamet") == "teamet Tekstiilit talteen"
    assert compound("Kohtaamo", "teamet") == "Kohtaamo-teamet"
    assert compound("", "projektet") == "projektet"
