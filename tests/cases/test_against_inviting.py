"""Words that speak against inviting hold the person, with the words shown; words that only look
like them hold nobody.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from cases.outcome import ROW, among, case, outcome, project, written
from openpyxl.comments import Comment

ADDRESS = "matti.virtanen@example.org"


def test_words_in_the_name_cell(tmp_path: Path) -> None:
    """Case 59: dead, do not invite, does not come, remove, left: each is held with the word that
    stood next to the name.
    """
    found = outcome(case(tmp_path, "59-deceased-or-uninvited-in-name-cell"))
    found.goes("a.csv:2", "Liisa")
    words = ("kuollut", "EI KUTSUTA", "†", "Edesmennyt", "ei tule", "POISTA", "eronnut")
    for row, word in enumerate(words, 3):
        found.holds(f"a.csv:{row}", word)


NAMES = [
    ("Matti Virtanen (menehtynyt 3/2025)", "menehtynyt"),
    ("Matti Virtanen, poisnukkunut", "poisnukkunut"),
    ("Matti Virtanen (edesmennyt)", "edesmennyt"),
    ("Matti Virtanen (lopettanut)", "lopettanut"),
    ("Matti Virtanen - ei enää mukana", "ei enää mukana"),
    ("Matti Virtanen ÄLÄ KUTSU", "ÄLÄ KUTSU"),
    ("Matti Virtanen (ei saa kutsua)", "ei saa kutsua"),
    ("EI KUTSUTA Matti Virtanen", "EI KUTSUTA"),
    ("Matti Virtanen (poistetaan listalta)", "poistetaan"),
    ("Matti Virtanen [eronnut]", "eronnut"),
    ("Matti Virtanen (eläkkeellä?)", "eläkkeellä"),
    ("Matti Virtanen ✝", "✝"),
    ("Matti Virtanen (k. 2024)", "k. 2024"),
    ("Erik Lindström (död)", "död"),
    ("Erik Lindström, avliden", "avliden"),
    ("Erik Lindström BJUDS EJ", "BJUDS EJ"),
    ("Erik Lindström (ska inte bjudas)", "ska inte bjudas"),
    ("Erik Lindström (har slutat)", "slutat"),
    ("Erik Lindström (ta bort)", "ta bort"),
    ("Erik Lindström (pensionerad?)", "pensionerad"),
    ("John Taylor (deceased)", "deceased"),
    ("John Taylor, passed away 2025", "passed away"),
    ("John Taylor DO NOT INVITE", "DO NOT INVITE"),
    ("John Taylor (left the organisation)", "left"),
    ("John Taylor (REMOVE)", "REMOVE"),
    ("The late John Taylor", "late"),
]


@pytest.mark.parametrize(("cell", "word"), NAMES, ids=[cell for cell, _word in NAMES])
def test_the_word_stands_by_the_name(cell: str, word: str, tmp_path: Path) -> None:
    """In brackets, behind a comma or a dash, before or behind the name, in capitals: the person is
    held, with the word.
    """
    among(tmp_path, [cell, "osallistuja@example.org"]).holds(ROW, word)


@pytest.mark.parametrize(
    ("first", "last", "word"),
    [
        ("Kalle", "Kuollut", "Kuollut"),
        ("Kalle", "kuollut (kuollut 2025)", "kuollut"),
        ("EI KUTSUTA", "Virtanen", "EI KUTSUTA"),
        ("Erik", "avliden", "avliden"),
        ("John", "(deceased)", "deceased"),
        ("kuollut", "", "kuollut"),
    ],
)
def test_the_word_stands_in_place_of_a_name(
    first: str, last: str, word: str, tmp_path: Path
) -> None:
    """Where the first name or the surname is nothing but the word, whoever else is named, or the
    address tells, is held.
    """
    sheet = written(
        "Etunimi;Sukunimi;Sähköposti",
        "Aino;Korhonen;aino.korhonen@example.org",
        "Liisa;Mäkelä;liisa.makela@example.org",
        [first, last, "kalle.kolmas@example.org"],
    )
    found = outcome(project(tmp_path, {"a.csv": sheet}))
    found.goes("a.csv:3", "Liisa")
    found.holds("a.csv:4", word)


REMARKS = [
    "Kuollut",
    "menehtyi keväällä",
    "Ei kutsuta",
    "älä kutsu!",
    "ei enää mukana",
    "Jäi pois ryhmästä 2025",
    "lopettanut työt 12/2025",
    "eronnut ryhmästä",
    "jäänyt eläkkeelle?",
    "siirtynyt toisiin tehtäviin, ei kutsuta",
    "ei halua postia",
    "kieltänyt sähköpostit",
    "poistettava listalta",
    "pyytänyt poistamaan tietonsa",
    "död",
    "avled i maj",
    "bjuds inte",
    "har slutat",
    "slutade 2025",
    "vill inte ha post",
    "tas bort från listan",
    "ej längre med",
    "deceased",
    "died in March",
    "do not invite",
    "don't invite",
    "no longer with us",
    "left the project",
    "wants no mail",
    "unsubscribed",
    "please remove from the list",
]


@pytest.mark.parametrize("remark", REMARKS)
def test_the_word_stands_in_a_remark(remark: str, tmp_path: Path) -> None:
    """A remark that speaks against inviting holds the person, and is shown."""
    among(tmp_path, ["Matti Virtanen", ADDRESS, remark], "Nimi;Sähköposti;Huom", "").holds(
        ROW, remark
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Huomautukset",
        "Lisätiedot",
        "Kommentti",
        "Muuta",
        "Anmärkningar",
        "Övrigt",
        "Notes",
        "Remarks",
        "Tila",
        "",
    ],
)
def test_whatever_the_column_of_remarks_is_called(heading: str, tmp_path: Path) -> None:
    """The words count under every heading of remarks, and under none."""
    among(
        tmp_path, ["Matti Virtanen", ADDRESS, "Ei kutsuta"], f"Nimi;Sähköposti;{heading}", ""
    ).holds(ROW, "Ei kutsuta")


@pytest.mark.parametrize("heading", ["Organisaatio", "Tehtävä", "Ryhmä", "Maakunta"])
@pytest.mark.parametrize(
    "value", ["kuollut", "EI KUTSUTA", "Koe Oy (kuollut)", "(har slutat)", "deceased", "lopettanut"]
)
def test_the_word_is_the_whole_cell_or_in_brackets(
    heading: str, value: str, tmp_path: Path
) -> None:
    """In the columns of organisation, title, group and region the word counts as the whole cell or
    in brackets.
    """
    found = among(
        tmp_path, ["Matti Virtanen", ADDRESS, value], f"Nimi;Sähköposti;{heading}", "Kainuu"
    )
    found.holds(ROW, value.split("(")[-1].strip(")"))


HARMLESS = [
    ("Organisaatio", "Eläkeliitto"),
    ("Organisaatio", "Kuolleiden kielten seura"),
    ("Organisaatio", "Ei Kutsuta Kotiin -teatteri"),
    ("Organisaatio", "Vanha Kauppahalli Oy"),
    ("Organisaatio", "Pensionärsförbundet"),
    ("Organisaatio", "Left Bank Ltd"),
    ("Organisaatio", "Poistotekstiilit Oy"),
    ("Ryhmä", "vanha satama"),
    ("Ryhmä", "Eläkkeelle hyvin mielin"),
    ("Tehtävä", "kuolinpesän hoitaja"),
    ("Tehtävä", "eläkeasiamies"),
    ("Tehtävä", "poistopalvelun esihenkilö"),
    ("Huom", "ei allergioita"),
    ("Huom", "ei erityisruokavaliota"),
    ("Huom", "kutsutaan nimellä Masa"),
    ("Huom", "vanhempainyhdistyksen puheenjohtaja"),
    ("Huom", "tulee junalla, lähtee klo 15"),
    ("Huom", "mukana vuodesta 2024"),
    ("Huom", "kutsutaan"),
    ("Huom", "kutsuttava"),
    ("Huom", "inga allergier"),
    ("Huom", "slutrapport skickad"),
    ("Huom", "vill ha vegetarisk mat"),
    ("Huom", "left-handed"),
    ("Huom", "invite"),
    ("Huom", "no allergies"),
    ("Huom", "not vegetarian"),
    ("Huom", "ei lihaa, kiitos"),
]


@pytest.mark.parametrize(
    ("heading", "value"), HARMLESS, ids=[value for _heading, value in HARMLESS]
)
def test_words_that_only_look_like_it(heading: str, value: str, tmp_path: Path) -> None:
    """No stricter than it must be: names of organisations and groups, and remarks of other things,
    hold nobody.
    """
    among(tmp_path, ["Matti Virtanen", ADDRESS, value], f"Nimi;Sähköposti;{heading}", "").goes(
        ROW, "Matti"
    )


@pytest.mark.parametrize(
    "name",
    [
        "Sari Kuolema",
        "Antti Poistola",
        "Eero Eronen",
        "Liisa Vanhanen",
        "Kalle Lopperi",
        "Anna Död-Berg",
        "Mary Late",
    ],
)
def test_names_that_only_look_like_it(name: str, tmp_path: Path) -> None:
    """No stricter than it must be: a surname may hold such a word."""
    among(tmp_path, [name, "osallistuja@example.org"]).goes(ROW, name.split()[0])


@pytest.mark.parametrize(
    "comment",
    [
        "Kuollut 2025",
        "ÄLÄ KUTSU",
        "har slutat",
        "do not invite",
        "Ei kutsuta, sovittu Liisan kanssa",
    ],
)
@pytest.mark.parametrize("column", [1, 2, 3])
def test_a_comment_on_a_cell(comment: str, column: int, tmp_path: Path) -> None:
    """Comments anywhere on the row count as remarks do."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Lista"
    for cells in (
        ["Nimi", "Sähköposti", "Organisaatio"],
        ["Matti Virtanen", ADDRESS, "Koe Oy"],
        ["Kerttu Rantala", "kr@example.org", "Koe Oy"],
    ):
        book.active.append(cells)
    book.active.cell(2, column).comment = Comment(comment, "x")
    book.active.cell(3, column).comment = Comment("tulee junalla", "x")
    book.save(tmp_path / "a.xlsx")
    found = outcome(project(tmp_path, {"a.xlsx": (tmp_path / "a.xlsx").read_bytes()}))
    found.holds("a.xlsx:Lista:2", comment)
    found.goes("a.xlsx:Lista:3", "Kerttu")


def test_held_on_one_sheet_is_held_on_all(tmp_path: Path) -> None:
    """Who is dead on one sheet is not written to from another."""
    one = written(
        "Nimi;Sähköposti;Huom",
        ["Matti Virtanen", ADDRESS, "kuollut"],
        ["Kerttu Rantala", "kr@example.org", ""],
    )
    other = written("Nimi;Sähköposti", ["Matti Virtanen", ADDRESS])
    found = outcome(project(tmp_path, {"a.csv": one, "b.csv": other}))
    found.holds("b.csv:2", "kuollut")
    found.goes("a.csv:3", "Kerttu")


def test_all_commands_show_who_is_held(tmp_path: Path) -> None:
    """`people --flaws` and `send` both show the person and the words."""
    rows = (["Matti Virtanen (kuollut)", ADDRESS], ["Kerttu Rantala", "kr@example.org"])
    here = project(tmp_path, {"a.csv": written("Nimi;Sähköposti", *rows)})
    for command in (("people", "--flaws"), ("send", "--dry-run")):
        shown = here(*command)
        assert "Matti Virtanen" in shown.out + shown.err, command
        assert "kuollut" in shown.out + shown.err, command
