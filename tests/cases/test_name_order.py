"""Which of the names is the first name: the tables of names judge before the column does."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import ROW, Outcome, among, case, outcome, project, written


def sheet(folder: Path, *names: str, header: str = "Nimi;Sähköposti") -> Outcome:
    """A sheet of whole names, with addresses that tell nothing."""
    rows = [[name, f"osallistuja{number}@example.org"] for number, name in enumerate(names, 2)]
    return outcome(project(folder, {"a.csv": written(header, *rows)}))


def test_one_column_in_both_orders(tmp_path: Path) -> None:
    """Case 53: each name of a column of mixed order is judged by the tables of names first."""
    found = outcome(case(tmp_path, "53-mixed-name-order"))
    for row, name in enumerate(
        ("Matti", "Liisa", "Juhani", "Päivi", "Juha", "Anna", "Anna-Kaisa"), 2
    ):
        found.goes(f"a.csv:{row}", name)


def test_a_particle_that_is_a_given_name(tmp_path: Path) -> None:
    """Case 68: Van Maximilian Carlson is greeted as Van, or held; never as Carlson."""
    found = outcome(case(tmp_path, "68-particles-first"))
    found.goes_or_stays("a.csv:2", "Van", "Van Maximilian")
    found.goes("a.csv:3", "Liisa")
    found.goes("a.csv:4", "Matti")


PARTICLES = [
    ("Carl von Essen", "Carl"),
    ("Ludvig van der Berg", "Ludvig"),
    ("Maria de la Cruz", "Maria"),
    ("Ahmed al-Hassan", "Ahmed"),
    ("Anna af Hällström", "Anna"),
    ("von Essen Carl", "Carl"),
    ("Ulla-Maija Testi-Koe", "Ulla-Maija"),
    ("Seán Ó Briain", "Seán"),
    ("Mary O'Brien", "Mary"),
    ("Leonardo di Testa", "Leonardo"),
]


@pytest.mark.parametrize(("name", "first"), PARTICLES, ids=[name for name, _first in PARTICLES])
def test_particles_go(name: str, first: str, tmp_path: Path) -> None:
    """No stricter than it must be: lower-case particles of surnames are known."""
    among(tmp_path, [name, "osallistuja@example.org"]).goes(ROW, first)


MIXED = [
    ("Matti Virtanen", "Korhonen Liisa"),
    ("Korhonen Liisa", "Matti Virtanen"),
    ("Erik Lindström", "Johansson Anna"),
    ("Virtanen Matti", "Nieminen Jukka", "Kaisa Lahtinen"),
    ("Matti Virtanen", "Jukka Nieminen", "Kaisa Lahtinen", "Heikkinen Ville"),
    ("Mäkinen Anna-Liisa", "Juha Laine", "Nyström Karl"),
    ("KORHONEN Liisa", "Matti VIRTANEN", "Juha Laine"),
    ("Korhonen, Liisa", "Matti Virtanen", "Laine, Juha"),
]

FIRST = {"Matti", "Liisa", "Erik", "Anna", "Jukka", "Kaisa", "Ville", "Anna-Liisa", "Juha", "Karl"}


@pytest.mark.parametrize("names", MIXED, ids=[" · ".join(names) for names in MIXED])
def test_the_tables_of_names_judge_before_the_column(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    """Names that the tables know are read the right way round, whatever the others in the column
    do.
    """
    found = sheet(tmp_path, *names)
    for row, name in enumerate(names, 2):
        (first,) = FIRST & set(name.replace(",", "").split())
        found.goes(f"a.csv:{row}", first)


@pytest.mark.parametrize(
    "name",
    [
        "Kalevi Tapio",
        "Lauri Oskari",
        "Tuomas Heikki",
        "Aalto Onni",
        "Kim Li",
        "Thomas James",
        "Ove Arvid",
    ],
)
def test_either_way_round_in_a_mixed_column(name: str, tmp_path: Path) -> None:
    """In a column of mixed order a name that could be either way round is held or asked about."""
    found = sheet(
        tmp_path, "Matti Virtanen", "Korhonen Liisa", name, "Juhani Heikkinen", "Mäkinen Päivi"
    )
    if "Aalto" in name:
        found.goes_or_stays("a.csv:4", "Onni")
    else:
        found.stays("a.csv:4")


@pytest.mark.parametrize(
    "name", ["Kalevi Tapio", "Lauri Oskari", "Tuomas Heikki", "Kim Li", "Thomas James"]
)
def test_either_way_round_in_a_column_of_one_order(name: str, tmp_path: Path) -> None:
    """No stricter than it must be: where the whole column has one order, so has this name."""
    found = sheet(
        tmp_path,
        "Matti Virtanen",
        "Liisa Korhonen",
        name,
        "Juhani Heikkinen",
        "Päivi Mäkinen",
        "Ville Lahtinen",
    )
    found.goes("a.csv:4", name.split()[0])


@pytest.mark.parametrize(
    ("first", "called", "greeting"),
    [
        ("Matti Juhani", "", "Matti"),
        ("Matti Juhani", "Juhani", "Juhani"),
        ("Anna Maria Kristiina", "Kristiina", "Kristiina"),
        ("Erik Johan", "Johan", "Johan"),
        ("Mary Jane Elizabeth", "", "Mary"),
        ("Ulla-Maija Inkeri", "", "Ulla-Maija"),
    ],
)
def test_several_given_names(first: str, called: str, greeting: str, tmp_path: Path) -> None:
    """Who has several given names is greeted by the one they are called by, where it is known, else
    by the first.
    """
    rows = [
        [first, "Testinen", called, "osallistuja@example.org"],
        ["Kerttu", "Rantala", "", "kr@example.org"],
        ["Olavi", "Heinonen", "", "oh@example.org"],
    ]
    header = "Etunimet;Sukunimi;Kutsumanimi;Sähköposti"
    outcome(project(tmp_path, {"a.csv": written(header, *rows)})).goes("a.csv:2", greeting)
