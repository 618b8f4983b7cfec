"""One cell, one person, unless it surely names two."""

from __future__ import annotations

import pytest

from invite.people.fields.names import read_name
from invite.people.fields.several import people_in


def words(text: str) -> list[str]:
    return [
        " ".join(word for word in found.words if word != ",")
        for name in people_in(text).names
        if (found := read_name(name))
    ]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Matti\nVirtanen", "Matti Virtanen"),
        ("Prof. Anna\nLehtinen", "Anna Lehtinen"),
        ("verksamhetsledare\nKarl Lindström", "Karl Lindström"),
        ("Liisa Korhonen-\nVirtanen", "Liisa Korhonen-Virtanen"),
        ("Mary Taylor / Baker", "Mary Taylor"),
        ("Matti Virtanen vaimoineen", "Matti Virtanen"),
        ("Karl Lindström med maka", "Karl Lindström"),
        ("John Taylor + 1", "John Taylor"),
        ("Maria Lindström c/o kansliet", "Maria Lindström"),
        ("Matti Virtanen / pj", "Matti Virtanen"),
    ],
)
def test_one(cell: str, name: str) -> None:
    """Line breaks, titles, second surnames and company make no second person."""
    assert words(cell) == [name]
    assert people_in(cell).certain


@pytest.mark.parametrize(
    "cell",
    [
        "Matti Virtanen\nLiisa Korhonen",
        "Matti Virtanen & Liisa Korhonen",
        "Virtanen Matti; Korhonen Liisa",
        "Matti Virtanen och Liisa Korhonen",
        "rehtori\nMatti Virtanen\nLiisa Korhonen",
    ],
)
def test_two(cell: str) -> None:
    """No stricter than it must be: two whole names are two people."""
    assert len(words(cell)) == 2
    assert people_in(cell).certain


@pytest.mark.parametrize(
    "cell",
    [
        "Herra ja rouva Virtanen",
        "Familjen Lindström",
        "The Taylor family",
        "Matti Virtanen tai Liisa Korhonen",
        "Anna Berg / ersättare Karl Ek",
        "Matti Virtanen ja Liisa",
    ],
)
def test_who_is_not_certain(cell: str) -> None:
    """Families, one of two, and who is half named are held."""
    assert not people_in(cell).certain


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Sanna Aho (vetäjä), Esko von Bagh, Aino Laine", ["Sanna Aho", "Esko Bagh", "Aino Laine"]),
        ("Aino Laine (vetäjä) & Esko Aho", ["Aino Laine", "Esko Aho"]),
        ("Sanna Aho (vet.)\nEsko Laine", ["Sanna Aho", "Esko Laine"]),
        ("Sanna Aho (Oy X), Esko Laine (Oy Y)", ["Sanna Aho", "Esko Laine"]),
    ],
)
def test_what_is_in_brackets_takes_nobody_off_a_list(cell: str, people: list[str]) -> None:
    """Whatever is said of one of several in brackets, all of them are there, and for certain."""
    found = [read_name(name) for name in people_in(cell).names]
    assert [f"{one.words[0]} {one.words[-1]}" for one in found if one] == people
    assert people_in(cell).certain
