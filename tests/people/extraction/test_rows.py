"""Every row ends as a person, a flaw or a line that is no person."""

from __future__ import annotations

import pytest
from lists import (
    HEADER,
    WITH_HOUSE,
    every_row_ends_somewhere,
    fields,
    mails,
    names,
    parted,
    understood,
)

from invite.people.extraction.extract import understand
from invite.people.model import Row, Severity, Sheet, Source

PEOPLE = (
    ("Matti Virtanen", "m@example.org"),
    ("Liisa Laine", "l@example.org"),
    ("Aino Aho", "a@example.org"),
)


def kinds(found: object) -> dict[int, str]:
    return {line.row: line.kind for line in found.account()}  # type: ignore[attr-defined]


def test_lines_that_are_no_people() -> None:
    """Totals, dates, notes and trailing headings are no people, and each is told for what it is."""
    found = understood(
        ("Kainuun suunnitteluryhmä", "", ""),
        ("Päivitetty 12.5.2022", "", ""),
        WITH_HOUSE,
        ("Matti Virtanen", "Kajaanin kaupunki", "m@example.org"),
        ("", "", ""),
        ("Yhteensä", "1", ""),
        ("* varajäsen", "", ""),
        ("Lisätietoja antaa maakunnan liitto.", "", ""),
        ("Tiimin muut jäsenet", "", ""),
        role="planning-group",
        name="Taul1",
    )
    assert parted(found) == ["Matti|Virtanen"]
    assert found.entries[0].role.region == "Kainuu"
    kinds = {o.row: o.kind for o in found.others}
    assert kinds == {
        1: "title",
        2: "title",
        3: "header",
        5: "blank",
        6: "total",
        7: "note",
        8: "note",
        9: "note",
    }
    assert every_row_ends_somewhere(found, 9)


def test_summa_is_a_surname() -> None:
    """Somebody called Summa is no total."""
    found = understood(
        ("Sukunimi", "Etunimi", "Sähköposti"),
        ("Summa", "Eino", ""),
        ("Summa", "Aino", "aino@example.org"),
    )
    assert parted(found) == ["Eino|Summa", "Aino|Summa"]


def test_struck_and_hidden() -> None:
    """Struck-through and hidden rows are left out with a flaw each, unless the settings want
    them.
    """
    rows = (
        Row(1, WITH_HOUSE),
        Row(
            2, ("Matti Virtanen", "", "m@example.org"), struck=True, struck_cells=frozenset({0, 2})
        ),
        Row(3, ("Liisa Laine", "", "l@example.org"), hidden=True),
        Row(4, ("Aatu Aho", "THL", "a@example.org"), struck_cells=frozenset({0})),
        Row(5, ("Oili Oja", "THL", "vanha@example.org"), struck_cells=frozenset({2})),
        Row(6, ("Eero Elo", "", "e@example.org")),
    )
    one = Sheet(file="a.xlsx", name="J", rows=rows)
    found = understand(one, Source(file="a.xlsx", role="x"))
    assert parted(found) == ["Oili|Oja", "Eero|Elo"]
    assert found.left_out == (2, 3, 4)
    assert {f.origin.row for f in found.flaws} == {2, 3, 4, 5}
    assert mails(found)[0] == []
    everybody = understand(
        one, Source(file="a.xlsx", role="x", include_hidden=True, include_struck=True)
    )
    assert len(everybody.entries) == 5
    assert everybody.flaws == ()


def test_several_tables() -> None:
    """A second table further down with other columns is read by its own header."""
    found = understood(
        ("Kainuu", "", ""),
        ("Nimi", "Sähköposti", "Organisaatio"),
        ("Matti Virtanen", "m@example.org", "Oy A Ab"),
        ("", "", ""),
        ("Lappi", "", ""),
        ("Organisaatio", "Nimi", "Sähköposti"),
        ("Oy B Ab", "Liisa Laine", "l@example.org"),
    )
    assert parted(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert [e.organisation for e in found.entries] == ["Oy A Ab", "Oy B Ab"]
    assert [e.role.region for e in found.entries] == ["Kainuu", "Lappi"]


def test_the_header_again_over_the_next_page() -> None:
    """A header that is repeated, days and all, is none of the people; those above and below it
    are.
    """
    header = ("Organisaatio", "Kutsumanimi", "Suku nimi", "Sähköposti (työ)", "Läsnä 3.5.2022")
    rows = (("THL", "Matti", "Malli", "m(at)example.org", ""), ("THL", "Aino", "Aho", "-", "x"))
    found = understood(header, *rows, header, ("LUT", "Liisa", "Laine", "l@example.org", ""))
    assert names(found) == ["Matti Malli", "Aino Aho", "Liisa Laine"]
    assert kinds(found)[4] == "header"


def test_people_above_the_first_header() -> None:
    """Where only the second table has a header, nobody of the first is swallowed as a title."""
    found = understood(*PEOPLE, ("",), ("Silta-tiimi",), HEADER, ("Pekka Niemi", "p@example.org"))
    assert names(found) == ["Matti Virtanen", "Liisa Laine", "Aino Aho", "Pekka Niemi"]


@pytest.mark.parametrize(
    "upper",
    [
        ("", "Yhteystiedot", "Jäsenen"),
        ("Henkilötiedot", "Yhteystiedot", ""),
        ("", "Yhteystiedot", ""),
    ],
)
def test_the_upper_line_of_a_later_header(upper: tuple[str, ...]) -> None:
    """A later table's header of two lines makes nobody and no group of its upper one."""
    header = ("Organisaatio", "Sähköposti", "Nimi")
    found = understood(
        ("Kohtaamo-tiimi",),
        header,
        ("THL", "m@example.org", "Matti Malli"),
        ("",),
        ("Silta-tiimi",),
        upper,
        header,
        ("LUT", "l@example.org", "Liisa Laine"),
    )
    assert [(e.name and e.name.full, e.role.group) for e in found.entries] == [
        ("Matti Malli", "Kohtaamo"),
        ("Liisa Laine", "Silta"),
    ]


@pytest.mark.parametrize("line", ["Jatkuu seuraavalla sivulla", "-----", "* * *", "Fortsätter"])
def test_lines_that_part_a_list(line: str) -> None:
    """What only parts a list in two is a note, and no group of those below."""
    found = understood(HEADER, PEOPLE[0], (line, ""), PEOPLE[1])
    assert kinds(found)[3] == "note"
    assert [e.role.group for e in found.entries] == [None, None]


def test_nothing_but_headers() -> None:
    """A sheet of nothing but headers, each another table's, takes no longer than any other of its
    length.
    """
    found = understood(*((*HEADER, f"Kokous {n}") for n in range(3000)))
    assert (found.entries, found.rows) == ((), 3000)


def test_tables_one_below_the_other() -> None:
    """Each table's own line above its header names its group, the first one's too; columns of all
    are told.
    """
    found = understood(
        ("Kohtaamo-tiimi",),
        HEADER,
        ("Matti Malli", "m@example.org"),
        ("",),
        ("Yritysluotsi-tiimi",),
        ("Sukunimi", "Etunimi", "Organisaatio", "Email"),
        ("Laine", "Liisa", "THL", "l@example.org"),
    )
    assert [(e.role.group, e.organisation) for e in found.entries] == [
        ("Kohtaamo", None),
        ("Yritysluotsi", "THL"),
    ]
    assert names(found) == ["Matti Malli", "Liisa Laine"]
    assert fields(found)["Email"] == "email"


def test_whom_to_ask_is_nobody() -> None:
    """A line below the table that tells whom to ask about it is no row of it, though it names
    somebody with an address.
    """
    found = understood(
        HEADER,
        ("Matti Malli", "m@example.org"),
        ("Lisätietoja: Aino Aho, aino.aho@example.org", ""),
    )
    assert names(found) == ["Matti Malli"]
    assert found.others[-1].kind == "note"


def test_too_many_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet with more people than any list of guests has is one clear error, and every row of it
    is accounted for.
    """
    monkeypatch.setattr("invite.people.extraction.rows.MOST_PEOPLE", 5)
    found = understood(HEADER, *((f"Matti Malli{n}", f"m{n}@example.org") for n in range(9)))
    assert (found.entries, len(found.flaws), found.flaws[0].severity) == ((), 1, Severity.ERROR)
