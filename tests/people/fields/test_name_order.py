"""Which part of a name is the surname."""

from __future__ import annotations

import pytest

from invite.people.fields.name_order import as_name, call_name, last_name_first
from invite.people.fields.names import is_nobody, read_name, split_people
from invite.people.model import Name


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Matti Virtanen ja Liisa Laine", ["Matti Virtanen", "Liisa Laine"]),
        ("Matti Virtanen, Liisa Laine", ["Matti Virtanen", "Liisa Laine"]),
        ("Matti Virtanen / Liisa Laine", ["Matti Virtanen", "Liisa Laine"]),
        ("Matti Virtanen\nLiisa Laine", ["Matti Virtanen", "Liisa Laine"]),
        ("Matti Virtanen & Liisa Laine", ["Matti Virtanen", "Liisa Laine"]),
        ("Virtanen, Matti; Laine, Liisa", ["Virtanen, Matti", "Laine, Liisa"]),
        ("Virtanen, Matti", ["Virtanen, Matti"]),
        ("Virtanen, Matti Olavi", ["Virtanen, Matti Olavi"]),
        ("Anna-Liisa Virtanen-Korhonen", ["Anna-Liisa Virtanen-Korhonen"]),
        ("Katja Virtanen", ["Katja Virtanen"]),
    ],
)
def test_people_in_a_cell(cell: str, people: list[str]) -> None:
    """Two people in one cell are two; a comma within one name is none between two."""
    assert list(split_people(cell)) == people


@pytest.mark.parametrize(
    "text",
    [
        "avoin",
        "N.N.",
        "-",
        "?",
        "ei nimetty",
        "Nimetään myöhemmin",
        "vakanssi avoinna",
        "ledig",
        "TBA",
    ],
)
def test_nobody(text: str) -> None:
    """Words for an open place are no name."""
    assert is_nobody(text)
    assert read_name(text) is None


def test_particles_and_double_names() -> None:
    """`af`, `von` belong to the surname in either order."""
    for text, surname_first, expected in (
        ("Erik af Ursin", False, ("Erik", "af Ursin")),
        ("af Ursin Erik", True, ("Erik", "af Ursin")),
        ("Virtanen-Korhonen Anna Liisa", True, ("Anna Liisa", "Virtanen-Korhonen")),
        ("Virtanen, Matti", False, ("Matti", "Virtanen")),
        ("Madonna", False, ("Madonna", "")),
    ):
        written = read_name(text)
        assert written
        name = as_name(written, surname_first)
        assert (name.first, name.last) == expected


def test_capitals_tell_the_surname() -> None:
    """A surname written in capitals tells the column's order."""
    names = [w for text in ("VIRTANEN Matti", "LAINE Liisa") if (w := read_name(text))]
    assert last_name_first((w, "") for w in names)


def test_part_played() -> None:
    """`pj` beside a name is what they were in the group."""
    for text in (
        "Matti Virtanen (pj)",
        "Matti Virtanen, pj.",
        "pj. Matti Virtanen",
        "puheenjohtaja Matti Virtanen",
    ):
        written = read_name(text)
        assert written
        assert written.words == ("Matti", "Virtanen")
        assert written.part


def test_an_initial_is_no_name_to_call_somebody_by() -> None:
    """`h.ranta@…` tells nothing of Heikki H. Ranta; `hannu.ranta@…` tells of Heikki Hannu Ranta."""
    assert call_name(Name("Heikki H.", "Ranta"), "", "h.ranta") is None
    assert call_name(Name("Heikki Hannu", "Ranta"), "", "hannu.ranta") == "Hannu"
