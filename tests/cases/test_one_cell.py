"""One cell, one person, unless it surely names two; and a CSV whose lines are quoted whole is split
again.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import ROW, among, case, outcome, project


def test_a_line_break_between_the_names(tmp_path: Path) -> None:
    """Case 31: first name and surname on two lines of a cell are one person; no address gets two
    letters.
    """
    found = outcome(case(tmp_path, "31-line-break-in-name-cell"))
    found.goes_or_stays("a.csv:2", "Matti")
    found.goes_or_stays("a.csv:3", "Liisa")
    found.goes("a.csv:4", "Päivi")
    assert [len(found.on(f"a.csv:{row}")) for row in (2, 3, 4)] == [1, 1, 1]


# The cell, and whom a letter may greet; without a name there, nobody may be greeted.
CELLS = [
    ("rehtori\nMatti Virtanen", ("Matti",)),
    ("Matti Virtanen\nrehtori", ("Matti",)),
    ("Virtanen\nMatti", ("Matti",)),
    ("Matti\n\nVirtanen\n", ("Matti",)),
    ("Liisa Korhonen/Virtanen", ("Liisa",)),
    ("Liisa Korhonen / Virtanen", ("Liisa",)),
    ("Liisa Korhonen-\nVirtanen", ("Liisa",)),
    ("Hanna Järvinen, o.s. Niemi", ("Hanna",)),
    ("Matti Virtanen ja puoliso", ("Matti",)),
    ("Matti Virtanen + avec", ("Matti",)),
    ("Matti Virtanen & co", ("Matti",)),
    ("Herra ja rouva Virtanen", ()),
    ("Matti Virtanen (varalla Liisa Korhonen)", ("Matti",)),
    ("Tohtori Anna-Liisa Korhonen", ("Anna-Liisa",)),
    ("toiminnanjohtaja Päivi Mäkinen, hallituksen pj", ("Päivi",)),
    ("Matti Virtanen, rehtori / Kainuun opisto", ("Matti",)),
    ("Karl Lindström\nverksamhetsledare", ("Karl",)),
    ("Karl Lindström med maka", ("Karl",)),
    ("Herr och fru Lindström", ()),
    ("Maria Lindström/Berg", ("Maria",)),
    ("Maria Lindström c/o kansliet", ("Maria",)),
    ("Mr. and Mrs. Taylor", ()),
    ("John Taylor and guest", ("John",)),
    ("Dr John Taylor\nHead of Unit", ("John",)),
    ("Mary Taylor, PhD, MBA", ("Mary",)),
    ("Mary Taylor / Baker", ("Mary",)),
]


@pytest.mark.parametrize(
    ("cell", "greetings"), CELLS, ids=[repr(cell) for cell, _greetings in CELLS]
)
def test_one_address_gets_one_letter(cell: str, greetings: tuple[str, ...], tmp_path: Path) -> None:
    """A cell with one address is one person, greeted by the first name, or held; never two letters
    to the address.
    """
    among(tmp_path, [cell, "joku@example.org"]).goes_or_stays(ROW, *greetings)


@pytest.mark.parametrize(
    "cell",
    [
        "rehtori\nMatti Virtanen",
        "Matti Virtanen\nrehtori",
        "Matti\nVirtanen",
        "Tohtori Matti Virtanen",
        "Matti Virtanen, rehtori",
        "Rektor Matti Virtanen",
        "Dr Matti Virtanen",
    ],
)
def test_titles_and_line_breaks_hold_nobody(cell: str, tmp_path: Path) -> None:
    """No stricter than it must be: a title before, behind or below the name is understood, and the
    letter goes.
    """
    among(tmp_path, [cell, "matti.virtanen@example.org"]).goes(ROW, "Matti")


TWO = [
    ("Matti Virtanen, Liisa Korhonen", "matti.virtanen@example.org, liisa.korhonen@example.com"),
    ("Matti Virtanen\nLiisa Korhonen", "matti.virtanen@example.org\nliisa.korhonen@example.com"),
    ("Matti Virtanen ja Liisa Korhonen", "matti.virtanen@example.org; liisa.korhonen@example.com"),
    ("Matti Virtanen / Liisa Korhonen", "matti.virtanen@example.org / liisa.korhonen@example.com"),
    ("Matti Virtanen & Liisa Korhonen", "matti.virtanen@example.org liisa.korhonen@example.com"),
    ("Matti Virtanen och Liisa Korhonen", "matti.virtanen@example.org, liisa.korhonen@example.com"),
]


@pytest.mark.parametrize(("cell", "addresses"), TWO, ids=[repr(cell) for cell, _addresses in TWO])
def test_who_surely_are_two_are_two(cell: str, addresses: str, tmp_path: Path) -> None:
    """No stricter than it must be: two whole names with two addresses made of them are two people,
    each with their letter.
    """
    found = among(tmp_path, [cell, addresses])
    assert {(letter.greeting, letter.to) for letter in found.to(ROW)} == {
        ("Matti", "matti.virtanen@example.org"),
        ("Liisa", "liisa.korhonen@example.com"),
    }, found.about(ROW)


@pytest.mark.parametrize(
    "cell",
    [
        "Matti ja Liisa Virtanen",
        "Matti Virtanen ja Liisa Korhonen",
        "Erik och Maria Lindström",
        "John and Mary Taylor",
    ],
)
def test_two_names_with_one_address(cell: str, tmp_path: Path) -> None:
    """Two people at one address: a letter each by their first name, or both held; never one letter
    for two.
    """
    found = among(tmp_path, [cell, "perhe@example.org"])
    first, second = [
        word for word in cell.split() if word in {"Matti", "Liisa", "Erik", "Maria", "John", "Mary"}
    ]
    letters = sorted(letter.greeting for letter in found.to(ROW))
    assert letters in ([], sorted([first, second])), found.about(ROW)
    assert letters or found.said(ROW)


def quoted(*lines: str) -> str:
    """Each line in quotes as a whole, as Excel writes a column A that holds everything."""
    return "".join('"' + line.replace('"', '""') + '"\r\n' for line in lines)


def test_lines_quoted_whole(tmp_path: Path) -> None:
    """Case 03: the lines are split again: three people with their organisations, no more."""
    found = outcome(case(tmp_path, "03-whole-line-quoted-csv"))
    assert sorted((one["name"], one["email"], one["organisation"]) for one in found.people) == [
        ("Aino Malli", "aino.malli@example.org", "Esimerkki Oy"),
        ("Eero Koe", "eero.koe@example.org", "Koe, Kokeilu ja Kumpp. Oy"),
        ("Helmi Mainio", "helmi.mainio@example.org", "Mainio ry"),
    ]
    assert len(found.letters) == 3


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Sukunimi;Etunimi;Sähköposti;Maakunta",
            "Malli;Aino;aino.malli@example.org;Kainuu",
            "Koe;Eero;eero.koe@example.org;Lappi",
        ),
        (
            "Etunimi,Sukunimi,Sähköposti",
            "Aino,Malli,aino.malli@example.org",
            "Eero,Koe,eero.koe@example.org",
        ),
        (
            "Nimi\tSähköposti\tPuhelin",
            "Aino Malli\taino.malli@example.org\t040 1",
            "Eero Koe\teero.koe@example.org\t040 2",
        ),
        (
            "Förnamn;Efternamn;E-post",
            "Aino;Malli;aino.malli@example.org",
            "Eero;Koe;eero.koe@example.org",
        ),
        (
            "Name,E-mail,Organisation",
            'Aino Malli,aino.malli@example.org,"Koe, Oy"',
            'Eero Koe,eero.koe@example.org,"Koe ""ry"""',
        ),
    ],
    ids=["semicolons", "commas", "tabs", "Swedish", "quotes within"],
)
def test_lines_quoted_whole_by_any_separator(lines: tuple[str, ...], tmp_path: Path) -> None:
    """Whatever parts the cells within the quotes, two people get two letters; or nobody does, and
    the file has one flaw.
    """
    found = outcome(project(tmp_path, {"a.csv": quoted(*lines)}))
    sent = {(letter.greeting, letter.to) for letter in found.letters}
    assert sent in ({("Aino", "aino.malli@example.org"), ("Eero", "eero.koe@example.org")}, set())
    assert len(found.people) == 2 or (not found.people and len(found.flaws) == 1), found


def test_a_column_of_sentences_is_not_split(tmp_path: Path) -> None:
    """No stricter than it must be: quoted cells that hold commas stay one cell each."""
    rows = (
        ["Malli, Aino", "aino.malli@example.org", "Koe, Kokeilu ja Kumpp. Oy"],
        ["Koe, Eero", "eero.koe@example.org", "Koe, Oy"],
    )
    found = outcome(
        project(
            tmp_path,
            {
                "a.csv": "".join(
                    ",".join(f'"{cell}"' for cell in row) + "\r\n"
                    for row in (["Nimi", "Sähköposti", "Organisaatio"], *rows)
                )
            },
        )
    )
    assert [(one["first_name"], one["organisation"]) for one in found.people] == [
        ("Aino", "Koe, Kokeilu ja Kumpp. Oy"),
        ("Eero", "Koe, Oy"),
    ]
