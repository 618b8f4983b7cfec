"""What stands next to a name is told from it, and kept."""

from __future__ import annotations

import pytest

from invite.people.fields.asides import in_brackets, parted, unwrapped


@pytest.mark.parametrize(
    ("cell", "name", "said"),
    [
        ("Matti Virtanen, poisnukkunut", "Matti Virtanen", ("poisnukkunut",)),
        ("EI KUTSUTA Matti Virtanen", "Matti Virtanen", ("EI KUTSUTA",)),
        ("Liisa Korhonen o.s. Mäkinen", "Liisa Korhonen", ("o.s. Mäkinen",)),
        ("Mary Johnson née Baker", "Mary Johnson", ("née Baker",)),
        ("Karl-Erik ”Kalle” Berg", "Karl-Erik Berg", ("Kalle",)),
        ("Matti Virtanen – pj", "Matti Virtanen", ("pj",)),
        ("12 Matti Virtanen ✓", "Matti Virtanen", ()),
        ("Matti Virtanen", "Matti Virtanen", ()),
        ("Sari Kuolema", "Sari Kuolema", ()),
        ("Anna Död-Berg", "Anna Död-Berg", ()),
        ("Mary O'Brien", "Mary O'Brien", ()),
        ("Maria Born Lindström", "Maria Born Lindström", ()),
    ],
)
def test_what_stands_next_to_a_name(cell: str, name: str, said: tuple[str, ...]) -> None:
    """Remarks, former names, nicknames and posts are parted from the name; names that look like
    them are whole.
    """
    found = parted(in_brackets(cell))
    assert (found.name, (*found.against, *found.known, *found.others)) == (name, said)


@pytest.mark.parametrize(
    ("cell", "generation"),
    [
        ("Juhani Malli nuor.", "junior"),
        ("Juhani Malli vanh.", "senior"),
        ("Karl Berg d.ä.", "senior"),
        ("John Carter III", "iii"),
        ("John Carter", None),
    ],
)
def test_generations(cell: str, generation: str | None) -> None:
    """Father and son of one name are told apart, in three languages."""
    assert parted(in_brackets(cell)).generation == generation


def test_wrappers() -> None:
    """What kept a spreadsheet from taking a text for a number is taken off, and nothing else."""
    assert unwrapped('="Aino ""A"" Malli"') == 'Aino "A" Malli'
    assert unwrapped("'0401234567") == "0401234567"
    assert unwrapped("'t Hooft") == "'t Hooft"
    assert unwrapped("=A2") == "=A2"
