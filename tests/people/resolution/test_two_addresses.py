"""Of two addresses that differ by a slip, the right one is known or asked for."""

from __future__ import annotations

import pytest
from records import ids, row

from invite.people.known import Correction
from invite.people.model import Address, Roster, Severity
from invite.people.resolution.resolve import resolve
from invite.records import replace


def read(*texts: str, correct: str = "") -> Roster:
    """The rows, the second of another sheet, with the first person's address put right by hand."""
    rows = [row(number, text) for number, text in enumerate(texts, 2)]
    newer = replace(rows[1].role.origin, file="b.xlsx")
    rows[1] = replace(rows[1], role=replace(rows[1].role, origin=newer))
    person = resolve(rows, new_id=ids()).roster.people[0].id
    said = [Correction(person=person, address=Address(correct, correct))] if correct else []
    return resolve(rows, corrections=said, new_id=ids()).roster


AINO = (
    "Aino Malli|aino.malli@opisto.example|Opisto",
    "Aino Malli|aino.malli@opsito.example|Opisto",
)
COLLEAGUES = ("Eero Koe|eero.koe@opisto.example|Opisto", "Oiva Laine|ol@opisto.example|Opisto")


def addresses(roster: Roster) -> list[str]:
    return [str(address) for address in roster.people[0].addresses]


@pytest.mark.parametrize("rows", [AINO, AINO[::-1]])
def test_the_domain_that_others_have_is_right(rows: tuple[str, str]) -> None:
    """Whichever sheet is newer; and the slip is shown."""
    roster = read(*rows, *COLLEAGUES)
    assert addresses(roster) == ["aino.malli@opisto.example", "aino.malli@opsito.example"]
    (flaw,) = [flaw for flaw in roster.flaws if flaw.field == "email"]
    assert flaw.severity is Severity.WARNING
    assert "opsito" in flaw.value


def test_the_name_in_full_is_right() -> None:
    """Before the @, the one that spells the name."""
    slip = ("Aino Malli|aino.malli@opisto.example", "Aino Malli|aino.mali@opisto.example")
    roster = read(*slip, *COLLEAGUES)
    assert addresses(roster)[0] == "aino.malli@opisto.example"
    assert [flaw.severity for flaw in roster.flaws] == [Severity.WARNING]


def test_where_neither_can_be_said_it_is_asked() -> None:
    """Nobody else has either domain: a serious flaw holds them until the coordinator says which."""
    roster = read(*AINO)
    assert [flaw.severity for flaw in roster.flaws] == [Severity.ERROR]
    settled = read(*AINO, correct="aino.malli@opisto.example")
    assert settled.flaws == ()
    assert addresses(settled)[0] == "aino.malli@opisto.example"


@pytest.mark.parametrize("right", ["gmail.com", "hotmail.com"])
def test_a_well_known_slip_is_said_once(right: str) -> None:
    """Its row has said it: the letter goes to the right one, whoever else has the slip, and nothing
    is asked.
    """
    wrong = right.replace("ail", "ial")
    rows = (f"Aino Malli|aino.malli@{right}", f"Aino Malli|aino.malli@{wrong}")
    roster = read(*rows, f"Eero Koe|eero.koe@{wrong}", f"Oiva Laine|oiva.laine@{wrong}")
    assert addresses(roster)[0] == f"aino.malli@{right}"
    assert not [flaw for flaw in roster.flaws if "differ" in flaw.problem]


def test_two_addresses_that_are_no_slips_are_nobodys_concern() -> None:
    """No stricter than it must be: of an old and a new address the newer is right."""
    roster = read("Aino Malli|aino.malli@opisto.example|Opisto", "Aino Malli|am@gmail.com|Opisto")
    assert [flaw for flaw in roster.flaws if flaw.field == "email"] == []
