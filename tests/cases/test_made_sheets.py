"""Over made sheets: every row ends somewhere, no address gets two letters, every greeting is known
or listed, few are held.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from cases.made_sheets import HEADER, MadeRow, clean, mixed
from cases.names_of_people import HOUSES, Somebody, names, somebodies
from cases.outcome import Outcome, cell_off, outcome, project, written
from cases.workbook import book, sheet
from desk import Desk

SEEDS = range(12)


def of_rows(folder: Path, rows: list[MadeRow], kind: str = "csv") -> Desk:
    """A project of these rows, on two sheets: the second has the later half."""
    half = len(rows) // 2
    sheets: dict[str, str | bytes] = {}
    for name, part in (("a", rows[:half]), ("b", rows[half:])):
        cells = [one.cells for one in part]
        sheets[f"{name}.{kind}"] = (
            book(sheet([HEADER.split(";"), *cells])) if kind == "xlsx" else written(HEADER, *cells)
        )
    return project(folder, sheets, role="lab-team")


def origins(rows: list[MadeRow], kind: str = "csv") -> list[tuple[str, MadeRow]]:
    """Where each row stands."""
    half = len(rows) // 2
    place = ":Lista" if kind == "xlsx" else ""
    return [
        (f"{'a' if n < half else 'b'}.{kind}{place}:{(n if n < half else n - half) + 2}", one)
        for n, one in enumerate(rows)
    ]


@pytest.fixture(
    scope="module", params=[(seed, "xlsx" if seed % 3 == 2 else "csv") for seed in SEEDS], ids=str
)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Desk, Outcome, list[tuple[str, MadeRow]]]:
    """A made sheet with troubles mixed in, read once for all its claims."""
    seed, kind = request.param
    rows = mixed(seed)
    here = of_rows(tmp_path_factory.mktemp("made"), rows, kind)
    return here, outcome(here), origins(rows, kind)


Made = tuple[Desk, Outcome, list[tuple[str, MadeRow]]]


def test_every_row_ends_somewhere(made: Made) -> None:
    """A row about a human being is a person's or has a flaw; a line about nobody is nobody's."""
    _here, found, rows = made
    ends = {cell_off(origin) for one in found.people for origin in one["origins"]} | {
        cell_off(flaw["origin"]) for flaw in found.flaws
    }
    assert [(row, one.cells) for row, one in rows if not one.nobody and row not in ends] == []
    assert [
        (row, one.cells, found.about(row)) for row, one in rows if one.nobody and found.on(row)
    ] == []


def test_no_address_gets_two_letters(made: Made) -> None:
    """Nowhere do two names stand for certain, so each address has one letter at most."""
    _here, found, _rows = made
    assert [
        address
        for address, times in Counter(letter.to for letter in found.letters).items()
        if times > 1
    ] == []


def test_every_greeting_is_known_or_listed(made: Made) -> None:
    """A greeting stands in the table of given names, or in what `send` lists to be read before the
    yes.
    """
    here, found, _rows = made
    known = set(names("given"))
    shown = here("send", "--dry-run")
    unknown = {
        letter.greeting
        for letter in found.letters
        if not {letter.greeting, *letter.greeting.split("-")} & known
    }
    assert sorted(one for one in unknown if one not in shown.out + shown.err) == []


def test_what_was_not_understood_is_held(made: Made) -> None:
    """Nobody is written to whose row is torn or speaks against it; something is said of them."""
    _here, found, rows = made
    assert [
        (one.trouble, found.about(row)) for row, one in rows if one.held and found.to(row)
    ] == []
    assert [
        (one.trouble, found.about(row))
        for row, one in rows
        if one.held and not one.nobody and not found.said(row)
    ] == []


def test_what_goes_is_right(made: Made) -> None:
    """A letter greets the person of its row by their first name, at their address."""
    _here, found, rows = made
    wrong = [
        (one.trouble, found.about(row))
        for row, one in rows
        for letter in found.to(row)
        if letter.greeting not in one.greetings or letter.to not in one.addresses
    ]
    assert wrong == []


def test_who_has_no_trouble_goes(made: Made) -> None:
    """No stricter than it must be: rows without a trouble all go, whatever stands on the rows
    around them.
    """
    _here, found, rows = made
    plain = [row for row, one in rows if not one.trouble]
    assert [found.about(row) for row in plain if not found.to(row)] == []


def test_totals_add_up(made: Made) -> None:
    """Ready and not ready are all the people, and everybody held is one of them."""
    here, found, _rows = made
    plan = here("send", "--dry-run", "--json")
    assert plan["ready"] + plan["skipped"] == len(plan["letters"]) == len(found.people)
    assert {one["person"] for one in found.held} <= {one["id"] for one in found.people}


PEOPLE = 400


def everybody(seed: int) -> list[Somebody]:
    """The people of a clean sheet."""
    return list(islice(somebodies(random.Random(seed)), PEOPLE))


def as_cells(who: Somebody, way: str) -> list[str]:
    """A name as this sheet writes it."""
    match way:
        case "apart":
            return [who.first, who.last]
        case "surname first":
            return [f"{who.last} {who.first}"]
        case "comma":
            return [f"{who.last}, {who.first}"]
        case _:
            return [who.name]


@pytest.mark.parametrize(
    ("way", "seed"),
    [
        ("first name first", 1),
        ("surname first", 2),
        ("comma", 3),
        ("apart", 4),
        ("apart", 5),
        ("first name first", 6),
    ],
)
def test_a_clean_sheet_goes(way: str, seed: int, tmp_path: Path) -> None:
    """Of 400 people without trouble at most 1 % are held or asked about, and everybody else is
    greeted by their first name.

    Among them names that are places (Salla, Inari, Rauma), foreign and double ones, and particles;
    colleagues share houses and switchboards, as they do.
    """
    people = everybody(seed)
    chance = random.Random(seed)
    header = (
        "Etunimi;Sukunimi" if way == "apart" else "Nimi"
    ) + ";Sähköposti;Organisaatio;Puhelin;Tehtävä;Huom"
    rows = []
    for who in people:
        plain = clean(who, chance)
        telephone = (
            f"0295 01{who.house} 000"
            if chance.random() < 0.5
            else f"050 {chance.randrange(100, 999)} {chance.randrange(1000, 9999)}"
        )
        rows.append(
            [
                *as_cells(who, way),
                who.address,
                HOUSES[who.house],
                telephone,
                "suunnittelija",
                plain.cells[4],
            ]
        )
    again = [rows[number] for number in chance.sample(range(PEOPLE), 120)]
    chance.shuffle(again)
    found = outcome(
        project(tmp_path, {"a.csv": written(header, *rows), "b.csv": written(header, *again)})
    )
    assert len(found.people) == PEOPLE
    waiting = PEOPLE - len(found.letters)
    sent = {letter.to: letter.greeting for letter in found.letters}
    wrong = [
        (sent[who.address], who.name)
        for who in people
        if who.address in sent and sent[who.address] != who.first
    ]
    assert wrong == []
    held = [(one["because"], one["words"]) for one in found.held]
    assert waiting <= PEOPLE // 100, (
        waiting,
        held,
        found.questions[:5],
        [who.name for who in people if who.address not in sent],
    )


def test_two_sheets_of_other_houses_join_nobody(tmp_path: Path) -> None:
    """400 clean people on one sheet and 400 others on the next: nobody is joined, nobody asked
    about, 800 letters.
    """
    both = list(islice(somebodies(random.Random(8)), 2 * PEOPLE))
    sheets = {
        name: written(
            "Nimi;Sähköposti;Organisaatio",
            *([who.name, who.address, HOUSES[who.house]] for who in part),
        )
        for name, part in (("a.csv", both[:PEOPLE]), ("b.csv", both[PEOPLE:]))
    }
    found = outcome(project(tmp_path, sheets))
    assert len(found.people) == 2 * PEOPLE
    assert 2 * PEOPLE - len(found.letters) <= 2 * PEOPLE // 100
