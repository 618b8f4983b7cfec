"""A greeting is a first name: marks, titles, organisations, former names and surnames greet nobody;
unknown first names do.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import ROW, Outcome, among, case, outcome, project, written
from cases.test_name_order import PARTICLES, sheet


def apart(
    folder: Path, *names: tuple[str, str], more: str = "", cells: tuple[str, ...] = ()
) -> Outcome:
    """A sheet of first names and surnames; more, cells: one more column and what the first row has
    there.
    """
    rows = [
        [first, last, f"osallistuja{number}@example.org", *cells]
        for number, (first, last) in enumerate(names, 2)
    ]
    return outcome(project(folder, {"a.csv": written(f"Etunimi;Sukunimi;Sähköposti{more}", *rows)}))


def test_former_names(tmp_path: Path) -> None:
    """Case 54: a former surname behind `o.s.`, `ent.` or in brackets is put aside."""
    found = outcome(case(tmp_path, "54-maiden-name-marker"))
    for row, name in enumerate(("Matti", "Liisa", "Päivi", "Anna"), 2):
        found.goes(f"a.csv:{row}", name)


def test_nicknames_in_quotes(tmp_path: Path) -> None:
    """Case 55: Matti "Masa" Virtanen is greeted as Matti."""
    found = outcome(case(tmp_path, "55-nickname-in-quotes"))
    for row, name in enumerate(("Liisa", "Matti", "Johanna", "Päivi"), 2):
        found.goes(f"a.csv:{row}", name)


def test_generations(tmp_path: Path) -> None:
    """Case 56: nuor., vanh., jun. and Jr. are no surnames, and keep two of one name apart."""
    found = outcome(case(tmp_path, "56-generation-suffix"))
    for row, name in ((2, "Liisa"), (5, "Matti"), (6, "William")):
        found.goes(f"a.csv:{row}", name)
    for row in (3, 4):
        found.goes_or_stays(f"a.csv:{row}", "Juhani")
        assert [one["last_name"] for one in found.on(f"a.csv:{row}")] == ["Malli"]
    assert found.on("a.csv:3") != found.on("a.csv:4")


@pytest.mark.parametrize(
    "name", ["14-excel-text-formula-wrapper", "14-excel-text-formula-wrapper/apos"]
)
def test_wrappers_that_keep_zeros(name: str, tmp_path: Path) -> None:
    """Case 14: `="…"` and a leading apostrophe are taken off."""
    found = outcome(case(tmp_path, name))
    found.goes("a.csv:2", "Aino", to="aino.malli@example.org")
    found.goes("a.csv:3", "Eero", to="eero.koe@example.org")


UNDERSTOOD = [
    ("Liisa Korhonen, ent. Mäkinen", "Liisa"),
    ("Liisa Korhonen ent Mäkinen", "Liisa"),
    ("Liisa Korhonen o.s Mäkinen", "Liisa"),
    ("Liisa Korhonen os. Mäkinen", "Liisa"),
    ("Liisa Korhonen (omaa sukua Mäkinen)", "Liisa"),
    ("Korhonen Liisa o.s. Mäkinen", "Liisa"),
    ("Maria Lindström f. Berg", "Maria"),
    ("Maria Lindström, född Berg", "Maria"),
    ("Maria Lindström (tidigare Berg)", "Maria"),
    ("Mary Johnson née Baker", "Mary"),
    ("Mary Johnson (nee Baker)", "Mary"),
    ("Mary Johnson, formerly Baker", "Mary"),
    ("Matti ”Masa” Virtanen", "Matti"),
    ("Matti “Masa” Virtanen", "Matti"),
    ("Matti 'Masa' Virtanen", "Matti"),
    ("Matti «Masa» Virtanen", "Matti"),
    ("Matti (Masa) Virtanen", "Matti"),
    ("William ‘Bill’ Carter", "William"),
    ("Karl-Erik ”Kalle” Berg", "Karl-Erik"),
    ("Juhani Laine vanh.", "Juhani"),
    ("Juhani Laine nuorempi", "Juhani"),
    ("Juhani Laine sen.", "Juhani"),
    ("Karl Berg d.y.", "Karl"),
    ("Karl Berg d.ä.", "Karl"),
    ("Karl Berg jr", "Karl"),
    ("John Carter Sr.", "John"),
    ("John Carter III", "John"),
    ("Martin Baker, Jr", "Martin"),
    ("Matti Virtanen – pj", "Matti"),
    ("Matti Virtanen - rehtori", "Matti"),
    ("Matti Virtanen — Kajaani", "Matti"),
    ("Maria Lindström – ordförande", "Maria"),
    ("John Carter - Head of Unit", "John"),
    ('="Matti Virtanen"', "Matti"),
    ("Matti Virtanen (pj.)", "Matti"),
    ("Matti Virtanen (Kainuu)", "Matti"),
    ("MATTI VIRTANEN", "Matti"),
    ("Matti  Virtanen ", "Matti"),
    ("Matti Virtanen.", "Matti"),
    ("* Matti Virtanen", "Matti"),
    ("1. Matti Virtanen", "Matti"),
    ("12 Matti Virtanen", "Matti"),
    ("Matti Virtanen ✓", "Matti"),
]


@pytest.mark.parametrize(("cell", "name"), UNDERSTOOD, ids=[cell for cell, _name in UNDERSTOOD])
def test_the_first_name_is_found(cell: str, name: str, tmp_path: Path) -> None:
    """Former names, nicknames, generations, wrappers and what stands behind a dash are put aside;
    the first name greets.
    """
    among(tmp_path, [cell, "osallistuja@example.org"]).goes(ROW, name)


DOUBTFUL = [
    ("Virtanen", ()),
    ("Lindström", ()),
    ("Rehtori", ()),
    ("Projektipäällikkö", ()),
    ("Verksamhetsledare", ()),
    ("The Principal", ()),
    ("Kainuun liitto", ()),
    ("Esimerkki Oy", ()),
    ("Mainio ry", ()),
    ("Österbottens förbund", ()),
    ("Koe Ltd", ()),
    ("Toimisto", ()),
    ("Asiakaspalvelu", ()),
    ("Kundtjänst", ()),
    ("Reception", ()),
    ("Info", ()),
    ("yhteyshenkilö vaihtuu", ()),
    ("tarkistetaan myöhemmin", ()),
    ("uusi edustaja valitaan syksyllä", ()),
    ("meddelas senare", ()),
    ("to be announced", ()),
    ("kts. edellinen", ()),
    ("matti.virtanen@example.org", ("Matti",)),
    ("https://example.org/yhteystiedot", ()),
    ("www.example.org", ()),
    ("040 123 4567", ()),
    ("Matti2 Virtanen", ("Matti",)),
    ("M. Virtanen", ("Matti",)),
    ("MV", ()),
    ("Matti V1rtanen??", ("Matti",)),
    ("Matti? Virtanen", ("Matti",)),
    ("{{etunimi}} Virtanen", ()),
    ("<Matti> Virtanen", ("Matti",)),
    ("Herra Virtanen", ()),
    ("Fru Lindström", ()),
    ("Mr Taylor", ()),
    ("Ryhmän jäsen 3", ()),
    (
        "Kainuun suunnitteluryhmän varapuheenjohtaja ja kehittämispäällikkö Matti Virtanen",
        ("Matti",),
    ),
]


@pytest.mark.parametrize(
    ("cell", "greetings"), DOUBTFUL, ids=[cell[:30] for cell, _greetings in DOUBTFUL]
)
def test_what_is_no_first_name_greets_nobody(
    cell: str, greetings: tuple[str, ...], tmp_path: Path
) -> None:
    """A surname alone, a title, an organisation, a note, a link or marks are no greeting: held, or
    the name that is there.
    """
    among(tmp_path, [cell, "osallistuja@example.org"]).goes_or_stays(ROW, *greetings)


@pytest.mark.parametrize(
    "first",
    [
        "Virtanen",
        "Korhonen",
        "M.",
        "Rehtori",
        "Kainuun liitto",
        "Matti@",
        "Matti 2",
        "-",
        "Matti/Liisa",
        "info@example.org",
        "=A2",
        "Dr",
    ],
)
def test_what_is_no_first_name_in_its_own_column(first: str, tmp_path: Path) -> None:
    """In the column of first names too, a known surname alone, a title or marks greet nobody."""
    found = apart(
        tmp_path, (first, ""), ("Kerttu", "Rantala"), ("Olavi", "Heinonen"), ("Sanna", "Koskela")
    )
    found.goes_or_stays("a.csv:2", *(["Matti"] if first in {"Matti@", "Matti 2"} else []))
    found.goes("a.csv:3", "Kerttu")


UNKNOWN = [
    "Xochitl",
    "Ngozi",
    "Þórdís",
    "Zülal",
    "Jean-Luc",
    "Bo",
    "Ea",
    "Li",
    "Kim",
    "D'Andre",
    "Siobhán",
    "Oðinn",
    "Quvenzhané",
    "Ёлка",
    "Nguyễn",
    "Sáŋá",
    "Tähkä-Maaria",
]


@pytest.mark.parametrize("first", UNKNOWN)
def test_an_unknown_first_name_goes(first: str, tmp_path: Path) -> None:
    """No stricter than it must be: a word in the column of first names is never held for being
    unknown.
    """
    found = apart(
        tmp_path,
        (first, "Testinen"),
        ("Kerttu", "Rantala"),
        ("Olavi", "Heinonen"),
        ("Sanna", "Koskela"),
    )
    found.goes("a.csv:2", first)


@pytest.mark.parametrize("first", ["Xochitl", "Quvenzhané", "Tähkämaaria", "Ngozi", "Rvdvna"])
def test_an_unknown_first_name_is_listed(first: str, tmp_path: Path) -> None:
    """What greets somebody and stands in no table of given names is listed once, to be read before
    the yes; known ones are not.
    """
    names = (first, "Testinen"), ("Kerttu", "Rantala"), ("Olavi", "Heinonen"), ("Sanna", "Koskela")
    rows = [
        [one, other, f"osallistuja{number}@example.org"]
        for number, (one, other) in enumerate(names)
    ]
    here = project(tmp_path, {"a.csv": written("Etunimi;Sukunimi;Sähköposti", *rows)})
    shown = here("send", "--dry-run")
    assert (shown.out + shown.err).count(first) == 1, shown.out + shown.err
    assert "Kerttu" not in shown.out + shown.err


@pytest.mark.parametrize(
    "first",
    [
        "Salla",
        "Inari",
        "Rauma",
        "Pietari",
        "Vanja",
        "Kesä",
        "Aura",
        "Ilta",
        "Pilvi",
        "Kaisla",
        "Ritva",
        "Kunta",
    ],
)
@pytest.mark.parametrize("header", ["Nimi", "Etunimi;Sukunimi"])
def test_given_names_that_are_other_words_go(first: str, header: str, tmp_path: Path) -> None:
    """No stricter than it must be: a given name that is a place or a word too greets, in either
    kind of sheet.
    """
    names = (first, "Testinen"), ("Kerttu", "Rantala"), ("Olavi", "Heinonen"), ("Sanna", "Koskela")
    rows = [
        [*(two if ";" in header else (" ".join(two),)), f"osallistuja{n}@example.org"]
        for n, two in enumerate(names)
    ]
    outcome(project(tmp_path, {"a.csv": written(f"{header};Sähköposti", *rows)})).goes(
        "a.csv:2", first
    )


@pytest.mark.parametrize(
    "cell", ["matti virtanen", "liisa korhonen", "erik lindström", "mary johnson"]
)
def test_a_known_name_in_small_letters_goes(cell: str, tmp_path: Path) -> None:
    """No stricter than it must be: a known given name and surname in small letters are a name."""
    among(tmp_path, [cell, "osallistuja@example.org"]).goes(ROW, cell.split()[0].title())


def test_one_wrong_greeting_stops_nobody_else(tmp_path: Path) -> None:
    """All these cells on one sheet: no greeting but the names that are there."""
    found = sheet(
        tmp_path, *(cell for cell, _greetings in DOUBTFUL), *(name for name, _first in PARTICLES)
    )
    allowed = {name for _cell, names in DOUBTFUL for name in names} | {
        first for _name, first in PARTICLES
    }
    assert {letter.greeting for letter in found.letters} <= allowed
