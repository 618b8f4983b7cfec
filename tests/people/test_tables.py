"""Which rows head a table, name a group or are people, where a sheet has several tables, or
headings that nobody has heard of.
"""

from __future__ import annotations

import pytest
from lists import HEADER, fields, names, understood

from invite.people.extraction.extract import understand
from invite.people.model import Row, Severity, Sheet, Source

PEOPLE = (
    ("Matti Virtanen", "m@example.org"),
    ("Liisa Laine", "l@example.org"),
    ("Aino Aho", "a@example.org"),
)


def kinds(found: object) -> dict[int, str]:
    return {line.row: line.kind for line in found.account()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("heading", ["Nmi", "Kutsulista", "Kuka", "Who"])
def test_names_under_a_heading_nobody_has_heard_of(heading: str) -> None:
    """The column that holds people's names is theirs, whatever it is headed: nobody is named from
    the address alone.
    """
    found = understood((heading, "Sähköposti"), *PEOPLE)
    assert names(found) == ["Matti Virtanen", "Liisa Laine", "Aino Aho"]
    assert found.flaws == ()


def test_first_and_last_names_under_unknown_headings() -> None:
    """The same where two columns hold the parts, in whichever order."""
    found = understood(
        ("A", "B", "Email"),
        ("Virtanen", "Matti", "m@example.org"),
        ("von Essen", "Anna-Liisa", "a@example.org"),
    )
    assert names(found) == ["Matti Virtanen", "Anna-Liisa von Essen"]


def test_a_column_of_no_people_is_no_name() -> None:
    """No stricter than it must be: where no column looks like names, none is taken for them."""
    found = understood(
        ("Kaupunki", "Sähköposti"),
        ("Kajaani", "matti.virtanen@example.org"),
        ("Kemi", "liisa.laine@example.org"),
    )
    assert fields(found) == {"Kaupunki": None, "Sähköposti": "email"}
    assert names(found) == ["Matti Virtanen", "Liisa Laine"]


def test_a_second_persons_unknown_heading() -> None:
    """`Henkilökohtainen varajäsen` and headings unheard of, with an address each: two people in a
    row.
    """
    for heading in ("Henkilökohtainen varajäsen", "Tuuraaja"):
        found = understood(
            ("Maakunta", "Jäsen", "S-posti", heading, "S-posti"),
            ("Kainuu", "Matti Virtanen", "m@example.org", "Liisa Laine", "l@example.org"),
            ("Lappi", "Aino Aho", "a@example.org", "", ""),
        )
        assert [(e.name and e.name.full, e.role.region, len(e.addresses)) for e in found.entries] == [
            ("Matti Virtanen", "Kainuu", 1), ("Liisa Laine", "Kainuu", 1), ("Aino Aho", "Lappi", 1),
        ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        ("Vastuuhenkilö(t)", "Orgaisaatio"),
        ("Jäsenet", "Muuta"),
        ("Ajankohta", "Vastuuhenkilö(t)"),
        (
            "Osallistujan nimi",
            "Sähk.posti",
            "Edustettu organisaatio",
            "Matkapuhelin",
            "Osallistuminen",
        ),
        ("Etunimi ", "Sukunmi", "Email", "Orgaisaatio", "Ei kutsuta"),
        ("Nimi ja sähköposti",),
        ("Kehittäjän nimi", "S-posti os.", "Kokous 12.9.2023"),
    ],
)
def test_a_header_in_other_words_further_down(header: tuple[str, ...]) -> None:
    """The header of a later table is known in other words, with slips and days among them; nobody
    is called Nimi.
    """
    cells = {
        "Orgaisaatio": "THL",
        "Etunimi ": "Pekka",
        "Sukunmi": "Niemi",
        "Email": "pekka.niemi@example.org",
    }
    cells |= dict.fromkeys(("S-posti os.", "Sähk.posti"), "pekka.niemi@example.org")
    whole = dict.fromkeys(
        ("Vastuuhenkilö(t)", "Jäsenet", "Nimi ja sähköposti"),
        "Pekka Niemi (pekka.niemi@example.org)",
    )
    cells |= whole | dict.fromkeys(("Osallistujan nimi", "Kehittäjän nimi"), "Pekka Niemi")
    found = understood(
        ("Kohtaamo-tiimi",),
        HEADER,
        *PEOPLE,
        ("",),
        ("Silta-tiimi",),
        header,
        tuple(cells.get(h, "") for h in header),
    )
    assert kinds(found)[8] == "header"
    (entry,) = (entry for entry in found.entries if entry.origin.row == 9)
    assert (entry.name and entry.name.full, entry.role.group) == ("Pekka Niemi", "Silta")
    assert [str(address) for address in entry.addresses] == ["pekka.niemi@example.org"]


@pytest.mark.parametrize(
    "row",
    [
        ("Xerxes", "Zyx", "jäsen", ""),
        ("Matti", "Malli", "Osaamisyhteisö ry", "jäsen"),
        ("Matti", "Malli", "Yritys Oy", "yhteyshenkilö"),
        ("Laine", "Toimi", "THL", "edustaja"),
    ],
)
def test_somebody_without_an_address_is_no_header(row: tuple[str, ...]) -> None:
    """No looser than it must be: words that could head columns, beside a name, leave it a person's
    row.
    """
    found = understood(
        ("Etunimi", "Sukunimi", "Organisaatio", "Rooli", "Sähköposti"),
        ("Liisa", "Laine", "THL", "pj", "l@example.org"),
        row,
        ("Aino", "Aho", "THL", "jäsen", "a@example.org"),
    )
    assert [kind for number, kind in kinds(found).items() if number > 1] == ["person"] * 3


def test_the_header_again_over_the_next_page() -> None:
    """A header that is repeated, days and all, is none of the people; those above and below it
    are.
    """
    header = ("Organisaatio", "Kutsumanimi", "Suku nimi", "Sähköposti (työ)", "Läsnä 3.5.2022")
    rows = (("THL", "Matti", "Malli", "m(at)example.org", ""), ("THL", "Aino", "Aho", "-", "x"))
    found = understood(header, *rows, header, ("LUT", "Liisa", "Laine", "l@example.org", ""))
    assert names(found) == ["Matti Malli", "Aino Aho", "Liisa Laine"]
    assert kinds(found)[4] == "header"


def test_a_table_of_one_column() -> None:
    """Its header is known above it and again in its midst."""
    rows = [(f"{name} {address}",) for name, address in PEOPLE]
    found = understood(
        ("Nimi ja sähköposti",),
        *rows[:2],
        ("Nimi ja sähköposti",),
        rows[2],
        role="planning-group",
        name="Lappi",
    )
    assert [(e.name and e.name.full, e.role.region, e.role.group) for e in found.entries] == [
        (name, "Lappi", None) for name, _address in PEOPLE
    ]
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
        ("Kohtaamo-tiimi",), header, ("THL", "m@example.org", "Matti Malli"), ("",), ("Silta-tiimi",), upper, header,
        ("LUT", "l@example.org", "Liisa Laine"),
    )  # fmt: skip
    assert [(e.name and e.name.full, e.role.group) for e in found.entries] == [
        ("Matti Malli", "Kohtaamo"),
        ("Liisa Laine", "Silta"),
    ]


def test_tables_side_by_side_of_unequal_length() -> None:
    """Where one of two tables ends, the other's people are no flaw; what stands over both is no
    heading of a column.
    """
    found = understood(
        ("Etelä-Savon suunnitteluryhmä", "", "", "Kainuun sr", ""),
        ("Edustajan nimi", "S-posti", "", "Edustajan nimi", "S-posti"),
        ("Matti Virtanen", "m@example.org", "", "Liisa Laine", "l@example.org"),
        ("", "", "", "Aino Aho", "a@example.org"),
        role="planning-group",
    )
    assert [(e.name and e.name.full, e.role.region) for e in found.entries] == [
        ("Matti Virtanen", "Etelä-Savo"), ("Liisa Laine", "Kainuu"), ("Aino Aho", "Kainuu"),
    ]  # fmt: skip
    assert found.flaws == ()


@pytest.mark.parametrize(
    "title",
    ["Lab-kehittäjätiimien jäsenet 2022–2024", "Rahoitettujen hankkeiden vastuuhenkilöt", "Planeringsgrupperna", "Jäsenluettelo",
     "Suunnitteluryhmien jäsenet"],
)  # fmt: skip
def test_a_title_names_no_group(title: str) -> None:
    """A line that says only what list it is names no group, where there is no header either; the
    sheet's name does.
    """
    found = understood((title,), ("",), *PEOPLE, name="Silta-tiimi")
    assert {e.role.group for e in found.entries} == {"Silta"}
    assert len(found.entries) == 3


@pytest.mark.parametrize("heading", ["Tiimi 1", "Kohtaamo", "Hanke: Jatkuvan oppimisen keskus"])
def test_a_heading_names_its_group(heading: str) -> None:
    """No looser: a group may be called by a number, or by a word that some notes begin with."""
    found = understood(HEADER, PEOPLE[0], (heading, ""), PEOPLE[1])
    assert found.entries[0].role.group is None
    assert found.entries[1].role.group in ("Tiimi 1", "Kohtaamo", "Jatkuvan oppimisen keskus")


@pytest.mark.parametrize("line", ["Jatkuu seuraavalla sivulla", "-----", "* * *", "Fortsätter"])
def test_lines_that_part_a_list(line: str) -> None:
    """What only parts a list in two is a note, and no group of those below."""
    found = understood(HEADER, PEOPLE[0], (line, ""), PEOPLE[1])
    assert kinds(found)[3] == "note"
    assert [e.role.group for e in found.entries] == [None, None]


def test_first_and_last_names_without_headings() -> None:
    """Names of two parts in two columns are told without any header, a name of two given names and
    an organisation beside it.
    """
    found = understood(
        ("THL", "m@example.org", "Virtanen", "Matti"), ("Laurea", "k@example.org", "Holmqvist", "Kirsi Eeva"),
        ("ELY-keskus", "t@example.org", "Laine", "Toivo"),
    )  # fmt: skip
    assert names(found) == ["Matti Virtanen", "Kirsi Eeva Holmqvist", "Toivo Laine"]


@pytest.mark.parametrize("cell", ["(avoin)", "[N.N.]", "avoin", "-"])
def test_nobody_yet(cell: str) -> None:
    """A seat that nobody has been named for is no heading and nobody; it is told."""
    found = understood(
        ("Nro", *HEADER),
        ("1", "Matti Malli", "m@example.org"),
        ("2", cell, ""),
        ("3", "Aino Aho", "a@example.org"),
    )
    assert [(flaw.origin.row, flaw.field) for flaw in found.flaws] == [(3, "name")]
    assert kinds(found)[3] == "flaw"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("1. Seppo Tiainen", ("Seppo", "Tiainen")),
        ("Matti Hassan, hyvinvointialue", ("Matti", "Hassan")),
        ("YTM pj Veikko Aho", ("Veikko", "Aho")),
        ("von der Pahlen, Anna Liisa", ("Anna Liisa", "von der Pahlen")),
        ("Nieminen Laaksonen, Anna Maria", ("Anna Maria", "Nieminen Laaksonen")),
    ],
)
def test_marks_round_names(cell: str, name: tuple[str, str]) -> None:
    """Numbers, whose they are and what they were stand beside names; a comma between the parts of
    one makes no two people.
    """
    (entry,) = understood(HEADER, (cell, "x@example.org")).entries
    assert (entry.name and (entry.name.first, entry.name.last)) == name


@pytest.mark.parametrize("cell", ["Tarmo Ahmed Manninen", "Manninen Tarmo Ahmed"])
def test_a_second_given_name_that_is_a_surname_too(cell: str) -> None:
    """The address tells the given names from the surname, where a name is both."""
    others = (
        (("Virtanen Matti", "b@example.org"), ("Laine Liisa", "c@example.org"))
        if cell.startswith("M")
        else PEOPLE
    )
    found = understood(HEADER, (cell, "tarmo.manninen@example.org"), *others)
    assert found.entries[0].name and (found.entries[0].name.first, found.entries[0].name.last) == (
        "Tarmo Ahmed",
        "Manninen",
    )


def test_a_heading_that_lies() -> None:
    """A heading says the order of the names' parts until four of them say otherwise beyond
    doubt; of a single name that the tables know the other way round, the tables are right.
    """
    rows = [
        (f"{last} {first}", "")
        for last, first in (("Virtanen", "Matti"), ("Laine", "Liisa"), ("Korhonen", "Pekka"))
    ]
    rows += [("Nieminen Anna", "a@example.org"), ("Heikkinen Kaisa", "k@example.org")]
    assert (
        names(understood(("Nimi (etunimi sukunimi)", "Sähköposti"), *rows))[0] == "Matti Virtanen"
    )
    assert (
        names(
            understood(("Nimi (etunimi sukunimi)", "Sähköposti"), ("Laine Toimi", "x@example.org"))
        )[0]
        == "Toimi Laine"
    )


def test_an_address_in_a_column_of_nobodys() -> None:
    """Somebody whose name and address stand in another column is found all the same, and that is
    told.
    """
    others = ((name, address, "vegaani") for name, address in PEOPLE)
    found = understood((*HEADER, "Ruokavalio"), *others, ("", "", "Päivi Niemi <p@example.org>"))
    assert names(found)[-1] == "Päivi Niemi"
    assert [(flaw.origin.row, flaw.field, flaw.severity) for flaw in found.flaws] == [
        (5, "email", Severity.WARNING)
    ]


def test_nothing_but_headers() -> None:
    """A sheet of nothing but headers, each another table's, takes no longer than any other of its
    length.
    """
    found = understood(*((*HEADER, f"Kokous {n}") for n in range(3000)))
    assert (found.entries, found.rows) == ((), 3000)


def test_addresses_behind_the_names_alone() -> None:
    """A list without a header whose addresses are links behind the names is a list of people all
    the same.
    """
    rows = tuple(
        Row(n, (name, "THL"), links={0: f"mailto:{address}"})
        for n, (name, address) in enumerate(PEOPLE, 1)
    )
    found = understand(
        Sheet(file="a.xlsx", name="Silta", rows=rows), Source(file="a.xlsx", role="lab-team")
    )
    assert [(e.name and e.name.full, *map(str, e.addresses)) for e in found.entries] == list(PEOPLE)


def test_examples_are_of_people() -> None:
    """What a column is shown with is somebody's, and no group's heading."""
    found = understood(HEADER, ("Kohtaamo", ""), *PEOPLE)
    assert [column.example for column in found.columns] == ["Matti Virtanen", "m@example.org"]
