"""What lines of a sheet, its name and the headings of its columns say of whoever has a mark, a
colour or a day there.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lists import understood

from invite.people.extraction.result import Understanding
from invite.people.model import Doubt

HEADER = ("Nimi", "Sähköposti", "Huom")
MATTI, LIISA, AINO = (
    ("Matti Virtanen", "m@example.org", ""),
    ("Liisa Laine", "l@example.org", ""),
    ("Aino Aho", "a@example.org", ""),
)


def held(found: Understanding) -> dict[str, str]:
    """Who is held for words against inviting, and the words."""
    return {
        entry.name.full: hold.words
        for entry in found.entries
        for hold in entry.holds
        if hold.because is Doubt.AGAINST and entry.name
    }


def titles(found: Understanding) -> list[str | None]:
    """What each person is in the group."""
    return [entry.role.title for entry in found.entries]


@pytest.mark.parametrize(
    "line",
    [
        "Punaisella merkittyjä ei kutsuta",
        "Keltaisella pohjalla olevat ovat eronneet",
        "harmaa = ei kutsuta",
        "Värilliset: poistettu listalta",
        "Röda bjuds inte",
        "Red: do not invite",
        "Grey rows have left the project",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_line_of_colours_holds_all(line: str, above: bool) -> None:
    """Colours are not read, so nobody of the sheet goes by a guess; the words of the line say why."""
    rows: tuple[Sequence[str], ...] = (HEADER, MATTI, LIISA, AINO)
    found = understood(*((line,), *rows) if above else (*rows, ("",), (line,)))
    assert held(found) == dict.fromkeys(("Matti Virtanen", "Liisa Laine", "Aino Aho"), line)


def test_a_line_of_colours_may_stand_next_to_the_rows() -> None:
    """What explains a colour says nothing of the row on which it happens to stand."""
    found = understood(
        (*HEADER, ""), MATTI, (*LIISA, "punainen rivi = ei kutsuta"), (*AINO, "vihreä = tulossa")
    )
    assert held(found).keys() == {"Matti Virtanen", "Liisa Laine", "Aino Aho"}


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("vihreä = vahvistanut", ""),
        ("Punaisen Ristin edustajat", ""),
        ("", "Punaisen Ristin edustaja: tulee junalla"),
        ("eronneita ei ole", ""),
    ],
)
def test_a_colour_that_says_nothing_against_holds_nobody(line: str, remark: str) -> None:
    """No stricter than it must be: other lines and remarks with a colour in them."""
    assert not held(understood(HEADER, MATTI, (*LIISA[:2], remark), AINO, ("",), (line,)))


def test_a_remark_with_a_colour_is_about_its_row() -> None:
    """No stricter than it must be: `Punaisella merkitty, ei enää mukana` is said of one."""
    remark = "Punaisella merkitty, ei enää mukana"
    found = understood(HEADER, MATTI, (*LIISA[:2], remark), AINO)
    assert held(found) == {"Liisa Laine": remark}


@pytest.mark.parametrize(
    ("mark", "line", "title"),
    [
        ("*", "* varajäsen", "varajäsen"),
        ("**", "** = puheenjohtaja", "puheenjohtaja"),
        ("¹", "¹ suppleant", "varajäsen"),
        ("*", "** varajäsen", None),
        ("*", "* tulee junalla", None),
    ],
)
def test_a_mark_gives_its_title(mark: str, line: str, title: str | None) -> None:
    """Whoever has the mark is what the line explains; another mark, or another line, says nothing."""
    found = understood(HEADER, MATTI, (f"Liisa Laine{mark}", *LIISA[1:]), AINO, (line,))
    assert titles(found) == [None, title, None]


@pytest.mark.parametrize(
    ("heading", "remark", "title"),
    [
        ("Huom", "varajäsen", "varajäsen"),
        ("Lisätietoja", "pj", "puheenjohtaja"),
        ("Anmärkning", "suppleant", "varajäsen"),
        ("Notes", "Secretary", "sihteeri"),
        ("Huom", "varajäsenen vieras", None),
        ("Ammatti", "sihteeri", None),
    ],
)
def test_a_remark_may_be_the_title(heading: str, remark: str, title: str | None) -> None:
    """A remark that says no more than what somebody is in the group says it; a trade does not."""
    found = understood(
        (*HEADER[:2], heading), MATTI, (*LIISA[:2], remark), (*AINO[:2], "tulee junalla")
    )
    assert titles(found) == [None, title, None]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Varajäsenet", "varajäsen"),
        ("Kainuu varajäsenet", "varajäsen"),
        ("Suppleanter", "suppleant"),
        ("Jäsenet", None),
        ("Jäsenet ja varajäsenet", None),
        ("Taul1", None),
    ],
)
def test_the_name_of_a_sheet_is_the_title_of_its_people(name: str, title: str | None) -> None:
    """As a heading over them would be."""
    found = understood(HEADER, MATTI, LIISA, name=name)
    assert titles(found) == [title, title]


def test_a_heading_wins_over_the_name_of_the_sheet() -> None:
    """What stands nearer says it better; a heading of a team leaves it."""
    found = understood(
        HEADER, ("Puheenjohtaja",), MATTI, ("Kohtaamo-tiimi",), LIISA, name="Varajäsenet"
    )
    assert titles(found) == ["puheenjohtaja", "varajäsen"]


@pytest.mark.parametrize(
    "name",
    [
        "Estyneet",
        "Lopettaneet",
        "Estolista",
        "Postituskielto",
        "Jo kutsutut",
        "Do not contact",
        "Unsubscribed",
        "Rejected",
        "Avanmälda",
        "Redan inbjudna",
        "Spärrlista",
        "Arkisto",
        "Arkistoidut",
    ],
)
def test_the_name_of_a_sheet_or_file_speaks_against(name: str) -> None:
    """Nobody on a list of those who are not to be written to gets a letter."""
    for found in (
        understood(HEADER, MATTI, LIISA, name=name),
        understood(HEADER, MATTI, LIISA, file=f"{name.lower()} 2026.xlsx"),
    ):
        assert held(found).keys() == {"Matti Virtanen", "Liisa Laine"}


@pytest.mark.parametrize(
    "name", ["Estola", "Kutsuttavat", "Sendit", "Invited", "Kansallisarkisto", "Digi-arkisto"]
)
def test_other_names_of_sheets_hold_nobody(name: str) -> None:
    """No stricter than it must be."""
    assert not held(understood(HEADER, MATTI, LIISA, name=name))


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Jäsenyys päättyi", "1.6.2025"),
        ("Päättynyt", "45000"),
        ("Toimikausi päättyi pvm", "6/2025"),
        ("Ended", "2025-06-01"),
        ("Kutsu lähetetty", "x"),
        ("Aktiivinen", "ei"),
        ("Aktiivinen", "FALSE"),
        ("Active", "no"),
        ("Aktiv", "nej"),
        ("AccountEnabled", "False"),
        ("Bounced", "TRUE"),
    ],
)
def test_a_column_says_who_has_left(heading: str, cell: str) -> None:
    """A day below `Päättyi`, a no below `Aktiivinen`: that row is held, with the heading."""
    found = understood(
        (*HEADER[:2], heading), MATTI, (*LIISA[:2], cell), AINO, ("Eero Koe", "e@example.org", "")
    )
    assert held(found) == {"Liisa Laine": f"{heading}: {cell}"}


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Jäsenyys päättyi", "-"),
        ("Päättyy", "31.12.2027"),
        ("Aktiivinen", "kyllä"),
        ("Kutsu lähetetty", "ei"),
        ("Aktiviteetti", "ei"),
    ],
)
def test_a_column_that_says_nothing_of_it_holds_nobody(heading: str, cell: str) -> None:
    """No stricter than it must be."""
    assert not held(understood((*HEADER[:2], heading), MATTI, (*LIISA[:2], cell), AINO))


@pytest.mark.parametrize(
    ("heading", "cell", "holds"),
    [
        ("Tehtävä", "jäsen, eronnut 3/2025", True),
        ("Organisaatio", "Kainuun liitto - eläkkeellä", True),
        ("Organisaatio", "Eläkeliitto, vanha satama", False),
        ("Kokous 6.6.", "estynyt", False),
        ("Kokous 6.6.", "eronnut", True),
        ("Päätöstilaisuus 11.2.", "estynyt", True),
    ],
)
def test_where_words_stand(heading: str, cell: str, holds: bool) -> None:
    """A part of a cell counts where it is nothing but the words. Who could not come to one meeting
    is invited; who cannot come to the event is not.
    """
    found = understood((*HEADER[:2], heading), MATTI, (*LIISA[:2], cell), AINO)
    assert held(found).keys() == ({"Liisa Laine"} if holds else set())


@pytest.mark.parametrize(
    "heading",
    ["Do Not Email", "Do not allow Bulk Emails", "Email Opt Out", "Unsubscribed", "Ei sähköpostia"],
)
def test_a_mark_of_an_address_book_is_no_address(heading: str) -> None:
    """What CRMs call it: whoever has a yes there is not written to, in whichever of such columns."""
    found = understood(
        ("Nimi", "Sähköposti", "Ei kutsuta", heading),
        (*MATTI[:2], "FALSE", "TRUE"),
        (*LIISA[:2], "", "1"),
        (*AINO[:2], "FALSE", "0"),
    )
    assert [entry.unwanted for entry in found.entries] == [True, True, False]
    assert not found.flaws
