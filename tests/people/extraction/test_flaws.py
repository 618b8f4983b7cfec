"""One collector for all that is wrong with a sheet."""

from __future__ import annotations

from lists import HEADER, sheet, understood

from invite.people.extraction.flaws import SheetFlaws
from invite.people.model import Severity


def test_the_sheets_own_come_first_then_the_rows() -> None:
    """Whatever order they are found in, flaws come as a reader goes: the sheet, then its rows."""
    flaws = SheetFlaws(sheet(HEADER, name="Kainuu"))
    second, third = flaws.row(2), flaws.row(3)
    third.say("name", "?", "third")
    flaws.say("columns", "whole", severity=Severity.NOTE)
    second.say("email", "x" * 500, "second")
    assert [(str(f.origin), f.problem) for f in flaws.all()] == [
        ("a.xlsx:Kainuu", "whole"),
        ("a.xlsx:Kainuu:2", "second"),
        ("a.xlsx:Kainuu:3", "third"),
    ]
    assert [f.severity for f in flaws.all()] == ["note", "warning", "warning"]
    assert [len(f.value) for f in flaws.all()] == [6, 200, 1]
    assert second.has("email")
    assert not second.has("name")


def test_a_right_row_says_nothing() -> None:
    """No stricter than it must be: a sheet without a fault has no flaw."""
    assert understood(HEADER, ("Matti Virtanen", "matti.virtanen@example.org")).flaws == ()
