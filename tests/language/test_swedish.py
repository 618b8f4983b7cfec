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
    """A hyphen without a space before it, however many words the name has."""
    assert compound("Urapolku 2030", "projektet") == "Urapolku 2030-projektet"
    assert compound("Kohtaamo", "teamet") == "Kohtaamo-teamet"
    assert compound("", "projektet") == "projektet"
