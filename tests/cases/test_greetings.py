"""A greeting is a first name: marks, titles, organisations, former names and surnames greet nobody; unknown first names do."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import ROW, Outcome, among, case, outcome, project, written


def sheet(folder: Path, *names: str, header: str = "Nimi;Sähköposti") -> Outcome:
    """A sheet of whole names, with addresses that tell nothing."""
    rows = [[name, f"osallistuja{number}@example.org"] for number, name in enumerate(names, 2)]
    return outcome(project(folder, {"a.csv": written(header, *rows)}))


def apart(folder: Path, *names: tuple[str, str], more: str = "", cells: tuple[str, ...] = ()) -> Outcome:
    """A sheet of first names and surnames; more, cells: one more column and what the first row has there."""
    rows = [[first, last, f"osallistuja{number}@example.org", *cells] for number, (first, last) in enumerate(names, 2)]
    return outcome(project(folder, {"a.csv": written(f"Etunimi;Sukunimi;Sähköposti{more}", *rows)}))


def test_one_column_in_both_orders(tmp_path: Path) -> None:
    """Case 53: each name of a column of mixed order is judged by the tables of names first."""
    found = outcome(case(tmp_path, "53-mixed-name-order"))
    for row, name in enumerate(("Matti", "Liisa", "Juhani", "Päivi", "Juha", "Anna", "Anna-Kaisa"), 2):
        found.goes(f"a.csv:{row}", name)


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


def test_a_particle_that_is_a_given_name(tmp_path: Path) -> None:
    """Case 68: Van Maximilian Carlson is greeted as Van, or held; never as Carlson."""
    found = outcome(case(tmp_path, "68-particles-first"))
    found.goes_or_stays("a.csv:2", "Van", "Van Maximilian")
    found.goes("a.csv:3", "Liisa")
    found.goes("a.csv:4", "Matti")


@pytest.mark.parametrize("name", ["14-excel-text-formula-wrapper", "14-excel-text-formula-wrapper/apos"])
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
    """Former names, nicknames, generations, wrappers and what stands behind a dash are put aside; the first name greets."""
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
        "Kainuun suunnitteluryhmän varapuheenjohtaja ja työelämäpalvelujen kehittämispäällikkö Matti Virtanen Kajaanista",
        ("Matti",),
    ),
]


@pytest.mark.parametrize(("cell", "greetings"), DOUBTFUL, ids=[cell[:30] for cell, _greetings in DOUBTFUL])
def test_what_is_no_first_name_greets_nobody(cell: str, greetings: tuple[str, ...], tmp_path: Path) -> None:
    """A surname alone, a title, an organisation, a note, a link or marks are no greeting: held, or the name that is there."""
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
    found = apart(tmp_path, (first, ""), ("Kerttu", "Rantala"), ("Olavi", "Heinonen"), ("Sanna", "Koskela"))
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
]
UNKNOWN += ["Ёлка", "Nguyễn", "Sáŋá", "Tähkä-Maaria"]


@pytest.mark.parametrize("first", UNKNOWN)
def test_an_unknown_first_name_goes(first: str, tmp_path: Path) -> None:
    """No stricter than it must be: a word in the column of first names is never held for being unknown."""
    found = apart(tmp_path, (first, "Testinen"), ("Kerttu", "Rantala"), ("Olavi", "Heinonen"), ("Sanna", "Koskela"))
    found.goes("a.csv:2", first)


@pytest.mark.parametrize("first", ["Xochitl", "Quvenzhané", "Tähkämaaria", "Ngozi", "Rvdvna"])
def test_an_unknown_first_name_is_listed(first: str, tmp_path: Path) -> None:
    """What greets somebody and stands in no table of given names is listed once, to be read before the yes; known ones are not."""
    names = (first, "Testinen"), ("Kerttu", "Rantala"), ("Olavi", "Heinonen"), ("Sanna", "Koskela")
    rows = [[one, other, f"osallistuja{number}@example.org"] for number, (one, other) in enumerate(names)]
    here = project(tmp_path, {"a.csv": written("Etunimi;Sukunimi;Sähköposti", *rows)})
    shown = here("send", "--dry-run")
    assert (shown.out + shown.err).count(first) == 1, shown.out + shown.err
    assert "Kerttu" not in shown.out + shown.err


@pytest.mark.parametrize(
    "first", ["Salla", "Inari", "Rauma", "Pietari", "Vanja", "Kesä", "Aura", "Ilta", "Pilvi", "Kaisla", "Ritva", "Kunta"]
)
@pytest.mark.parametrize("header", ["Nimi", "Etunimi;Sukunimi"])
def test_given_names_that_are_other_words_go(first: str, header: str, tmp_path: Path) -> None:
    """No stricter than it must be: a given name that is a place or a word too greets, in either kind of sheet."""
    names = (first, "Testinen"), ("Kerttu", "Rantala"), ("Olavi", "Heinonen"), ("Sanna", "Koskela")
    rows = [[*(two if ";" in header else (" ".join(two),)), f"osallistuja{n}@example.org"] for n, two in enumerate(names)]
    outcome(project(tmp_path, {"a.csv": written(f"{header};Sähköposti", *rows)})).goes("a.csv:2", first)


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
def test_the_tables_of_names_judge_before_the_column(names: tuple[str, ...], tmp_path: Path) -> None:
    """Names that the tables know are read the right way round, whatever the others in the column do."""
    found = sheet(tmp_path, *names)
    for row, name in enumerate(names, 2):
        (first,) = FIRST & set(name.replace(",", "").split())
        found.goes(f"a.csv:{row}", first)


@pytest.mark.parametrize(
    "name", ["Kalevi Tapio", "Lauri Oskari", "Tuomas Heikki", "Aalto Onni", "Kim Li", "Thomas James", "Ove Arvid"]
)
def test_either_way_round_in_a_mixed_column(name: str, tmp_path: Path) -> None:
    """In a column of mixed order a name that could be either way round is held or asked about."""
    found = sheet(tmp_path, "Matti Virtanen", "Korhonen Liisa", name, "Juhani Heikkinen", "Mäkinen Päivi")
    if "Aalto" in name:
        found.goes_or_stays("a.csv:4", "Onni")
    else:
        found.stays("a.csv:4")


@pytest.mark.parametrize("name", ["Kalevi Tapio", "Lauri Oskari", "Tuomas Heikki", "Kim Li", "Thomas James"])
def test_either_way_round_in_a_column_of_one_order(name: str, tmp_path: Path) -> None:
    """No stricter than it must be: where the whole column has one order, so has this name."""
    found = sheet(tmp_path, "Matti Virtanen", "Liisa Korhonen", name, "Juhani Heikkinen", "Päivi Mäkinen", "Ville Lahtinen")
    found.goes("a.csv:4", name.split()[0])


@pytest.mark.parametrize(("first", "called", "greeting"), [
    ("Matti Juhani", "", "Matti"), ("Matti Juhani", "Juhani", "Juhani"), ("Anna Maria Kristiina", "Kristiina", "Kristiina"),
    ("Erik Johan", "Johan", "Johan"), ("Mary Jane Elizabeth", "", "Mary"), ("Ulla-Maija Inkeri", "", "Ulla-Maija"),
])  # fmt: skip
def test_several_given_names(first: str, called: str, greeting: str, tmp_path: Path) -> None:
    """Who has several given names is greeted by the one they are called by, where it is known, else by the first."""
    rows = [
        [first, "Testinen", called, "osallistuja@example.org"],
        ["Kerttu", "Rantala", "", "kr@example.org"],
        ["Olavi", "Heinonen", "", "oh@example.org"],
    ]
    header = "Etunimet;Sukunimi;Kutsumanimi;Sähköposti"
    outcome(project(tmp_path, {"a.csv": written(header, *rows)})).goes("a.csv:2", greeting)


@pytest.mark.parametrize("cell", ["matti virtanen", "liisa korhonen", "erik lindström", "mary johnson"])
def test_a_known_name_in_small_letters_goes(cell: str, tmp_path: Path) -> None:
    """No stricter than it must be: a known given name and surname in small letters are a name."""
    among(tmp_path, [cell, "osallistuja@example.org"]).goes(ROW, cell.split()[0].title())


def test_one_wrong_greeting_stops_nobody_else(tmp_path: Path) -> None:
    """All these cells on one sheet: no greeting but the names that are there."""
    found = sheet(tmp_path, *(cell for cell, _greetings in DOUBTFUL), *(name for name, _first in PARTICLES))
    allowed = {name for _cell, names in DOUBTFUL for name in names} | {first for _name, first in PARTICLES}
    assert {letter.greeting for letter in found.letters} <= allowed
