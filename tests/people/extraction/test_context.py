"""The group and region of a row: from its cells, headings, titles, names of sheets and settings."""

from __future__ import annotations

import pytest
from lists import HEADER, WITH_HOUSE, sheet, understood

from invite.people.extraction.extract import understand
from invite.people.model import Severity, Source

PEOPLE = (
    ("Matti Virtanen", "m@example.org"),
    ("Liisa Laine", "l@example.org"),
    ("Aino Aho", "a@example.org"),
)


def test_group_headings() -> None:
    """A heading between rows names the group of the rows after it, without the word for what it
    is.
    """
    found = understood(
        ("Sukunimi", "Etunimi", "Sähköposti", "Alue"),
        ("Kohtaamo -tiimi", "", "", ""),
        ("Virtanen", "Matti", "m@example.org", "Kainuun"),
        ("", "", "", ""),
        ("Ennakointitiimi -tiimi", "", "", ""),
        ("Laine", "Liisa", "l@example.org", "E-Pohjanmaa"),
        ("Työn murros", "", "", ""),
        ("Aho", "Aatu", "a@example.org", "Lappi"),
    )
    assert [(e.role.group, e.role.region) for e in found.entries] == [
        ("Kohtaamo", "Kainuu"),
        ("Ennakointitiimi", "Etelä-Pohjanmaa"),
        ("Työn murros", "Lappi"),
    ]
    assert [o.row for o in found.others if o.kind == "heading"] == [2, 5, 7]


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("E-Pohjanmaa", "Etelä-Pohjanmaa"),
        ("Kainuun sr", "Kainuu"),
        ("Uudenmaan liitto", "Uusimaa"),
        ("Nyland", "Uusimaa"),
    ],
)
def test_region_of_sheet(name: str, region: str) -> None:
    """A sheet's name gives its region, asked for or not."""
    for rule in (None, "sheet"):
        found = understood(
            WITH_HOUSE,
            ("Matti Virtanen", "", "m@example.org"),
            name=name,
            role="planning-group",
            region=rule,
        )
        assert found.entries[0].role.region == region == found.region


def test_region_of_file() -> None:
    """A file's name gives the region of a sheet whose own name says nothing."""
    rows = (WITH_HOUSE, ("Matti Virtanen", "", "m@example.org"))
    one = sheet(*rows, name="Taul1", file="alueet/Kainuu_v2.xlsx")
    assert understand(one, Source(file="alueet/*.xlsx", role="planning-group")).region == "Kainuu"
    assert (
        understand(one, Source(file="alueet/*.xlsx", role="planning-group", region="file")).region
        == "Kainuu"
    )


def test_region_must_be_known() -> None:
    """Where the settings say where the region is, a word that is no region is a flaw, and nobody is
    lost by it.
    """
    found = understood(
        WITH_HOUSE, ("Matti Virtanen", "", "m@example.org"), name="Muut", region="sheet"
    )
    assert [(f.field, f.severity) for f in found.flaws] == [("region", Severity.WARNING)]
    assert found.entries[0].role.region is None
    by_column = understood(
        ("Nimi", "Sähköposti", "Paikka"),
        ("Matti Virtanen", "m@example.org", "Kuu"),
        region="Paikka",
    )
    assert [(f.field, f.value, f.origin.row) for f in by_column.flaws] == [("region", "Kuu", 2)]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Silta (päättynyt)", "Silta"),
        ("Silta (vanha)", "Silta"),
        ("Silta (Lappi)", "Silta"),
        ("Silta (2021–2023)", "Silta (2021–2023)"),
        ("Silta (taidot)", "Silta (taidot)"),
        ("Silta (ohjausryhmä)", "Silta (ohjausryhmä)"),
        ("Silta (syksy)", "Silta (syksy)"),
        ("Silta (poistuneet)", "Silta (poistuneet)"),
    ],
)
def test_what_became_of_a_team_is_no_part_of_its_name(name: str, group: str) -> None:
    """No letter says `Silta (päättynyt) -tiimin`; its years and its own words are its name."""
    rows = ((*HEADER, "Tiimi"), ("Matti Virtanen", "m@example.org", name))
    assert understood(*rows).entries[0].role.group == group


def test_two_regions_in_a_cell() -> None:
    """A planning group is named by its region, so its member is held; a project may work in two."""
    rows = ((*WITH_HOUSE, "Maakunta"), ("Matti Virtanen", "", "m@example.org", "Lappi, Kainuu"))
    for role, severity in (
        ("planning-group", Severity.ERROR),
        ("project-lead", Severity.WARNING),
    ):
        found = understood(*rows, role=role)
        assert [(f.field, f.severity) for f in found.flaws] == [("region", severity)]


def test_fixed_region_and_group() -> None:
    """A fixed value in the settings holds for every row."""
    found = understood(
        WITH_HOUSE,
        ("Matti Virtanen", "", "m@example.org"),
        region="Lapin",
        group="Kohtaamo",
        organisation="Sitra",
    )
    (entry,) = found.entries
    assert (entry.role.region, entry.role.group, entry.organisation) == (
        "Lappi",
        "Kohtaamo",
        "Sitra",
    )


def test_carried_group() -> None:
    """A group that is written once holds for the rows right below that leave it empty, and that is
    said once.
    """
    found = understood(
        ("Hanke", "Maakunta", "Vastuuhenkilö", "Sähköposti"),
        ("Osaamiskartta", "Kymenlaakso", "Ari Eronen", "ari@example.org"),
        ("", "", "Emilia Niskanen", "emilia@example.org"),
    )
    assert [(e.role.group, e.role.region) for e in found.entries] == [
        ("Osaamiskartta", "Kymenlaakso")
    ] * 2
    assert [f.severity for f in found.flaws] == [Severity.NOTE]


def test_parts_are_no_groups() -> None:
    """A heading such as "Varajäsenet" says what people are, not in which group; a region's heading
    holds for its groups.
    """
    found = understood(
        WITH_HOUSE,
        ("Kainuu", "", ""),
        ("Kohtaamo -tiimi", "", ""),
        ("Matti Virtanen", "", "m@example.org"),
        ("", "", ""),
        ("Varajäsenet", "", ""),
        ("Liisa Laine", "", "l@example.org"),
        ("", "", ""),
        ("Digiloikka-tiimi", "", ""),
        ("Aatu Aho", "", "a@example.org"),
    )
    assert [(e.role.group, e.role.region) for e in found.entries] == [
        ("Kohtaamo", "Kainuu"),
        ("Kohtaamo", "Kainuu"),
        ("Digiloikka", "Kainuu"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Lab-kehittäjätiimien jäsenet 2022–2024",
        "Rahoitettujen hankkeiden vastuuhenkilöt",
        "Planeringsgrupperna",
        "Jäsenluettelo",
        "Suunnitteluryhmien jäsenet",
    ],
)
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


def test_a_title_over_one_table_is_no_group() -> None:
    """No stricter than it must be: a list's title is no group where no other table has such a
    line.
    """
    found = understood(("Lab-tiimien jäsenet",), HEADER, ("Matti Malli", "m@example.org"))
    assert found.entries[0].role.group is None


def test_a_group_that_is_a_region() -> None:
    """A planning group is named by its region, in a column of groups too."""
    found = understood(
        (*HEADER, "Suunnitteluryhmä"),
        ("Matti Malli", "m@example.org", "Kainuun suunnitteluryhmä"),
        ("Liisa Laine", "l@example.org", "E-Pohjanmaa"),
        role="planning-group",
    )
    assert [(e.role.region, e.role.group) for e in found.entries] == [
        ("Kainuu", None),
        ("Etelä-Pohjanmaa", None),
    ]


@pytest.mark.parametrize(
    "cell", ["Kainuu, Lappi", "Kainuu/Lappi", "Kainuu ja Lappi", "Kainuu; Lappi"]
)
def test_several_regions(cell: str) -> None:
    """Of several regions the first is taken, and that is said."""
    found = understood((*HEADER, "Alue"), ("Matti Malli", "m@example.org", cell))
    assert found.entries[0].role.region == "Kainuu"
    assert [flaw.field for flaw in found.flaws] == ["region"]


def test_the_region_of_a_sheet_is_its_peoples() -> None:
    """A sheet all of whose people are of one region is of that region, wherever that stood."""
    assert (
        understood((*HEADER, "Alue"), ("Matti Malli", "m@example.org", "Kainuun")).region
        == "Kainuu"
    )


@pytest.mark.parametrize(
    "heading", ["Varajäsenet", "Asiantuntijat ja sihteeri:", "Poistuneet jäsenet", "Muut kutsutut"]
)
def test_headings_of_parts(heading: str) -> None:
    """Headings that only say what people are leave the group as it was."""
    found = understood(
        HEADER,
        ("Kohtaamo-tiimi", ""),
        ("Matti Malli", "m@example.org"),
        (heading, ""),
        ("Aino Aho", "a@example.org"),
    )
    assert [e.role.group for e in found.entries] == ["Kohtaamo", "Kohtaamo"]


def test_a_region_in_brackets_is_no_part_of_the_name() -> None:
    """`Osaava Pirkanmaa (Pirkanmaa)`: the group is called by its name, and the region is its
    region.
    """
    found = understood(
        HEADER,
        ("Osaava Pirkanmaa (Pirkanmaa)", ""),
        ("Matti Malli", "m@example.org"),
        role="project-lead",
    )
    assert (found.entries[0].role.group, found.entries[0].role.region) == (
        "Osaava Pirkanmaa",
        "Pirkanmaa",
    )


def test_a_region_written_once() -> None:
    """A planning group's region that stands before its first row alone holds for the rows below, as
    merged cells do.
    """
    rows = (
        ("Maakunta", *HEADER),
        ("Kainuu", "Matti Malli", "m@example.org"),
        ("", "Liisa Laine", "l@example.org"),
    )
    assert [e.role.region for e in understood(*rows, role="planning-group").entries] == [
        "Kainuu",
        "Kainuu",
    ]
    assert [e.role.region for e in understood(*rows, role="lab-team").entries] == ["Kainuu", None]


def test_a_region_in_a_swedish_title() -> None:
    """`i Österbotten` above the table tells the region."""
    assert (
        understood(
            ("Planeringsgruppen i Österbotten",), HEADER, ("Åsa Berg", "a@example.org")
        ).region
        == "Pohjanmaa"
    )


def titles(*rows: tuple[str, str], role: str = "planning-group") -> list[str | None]:
    source = Source(file="a.xlsx", role=role)
    found = understand(sheet(("Nimi", "Sähköposti"), *rows, name="Kainuu"), source)
    assert [entry.role.group for entry in found.entries] == [None] * len(found.entries)
    return [entry.role.title for entry in found.entries]


@pytest.mark.parametrize(
    ("headings", "given"),
    [
        (("Puheenjohtaja", "Jäsenet", "Varajäsenet:"), ["puheenjohtaja", None, "varajäsen"]),
        (("Ordförande:", "Medlemmar", "Suppleanter"), ["ordförande", None, "suppleant"]),
        (("Chair", "Members:", "Deputies"), ["chair", None, "deputy member"]),
        (("Sihteeristö", "Muut", "Asiantuntijat:"), ["sihteeristön jäsen", None, None]),
        (
            ("Jäsenet ja varajäsenet", "Kutsutut", "Vice ordförande"),
            [None, None, "vice ordförande"],
        ),
    ],
)
@pytest.mark.parametrize("role", ["planning-group", "lab-team"])
def test_a_heading_over_people_is_their_title(
    headings: tuple[str, ...], given: list[str | None], role: str
) -> None:
    """Where it names one title for certain, in three languages; never a group."""
    rows = [
        row for heading, one in zip(headings, PEOPLE, strict=True) for row in ((heading, ""), one)
    ]
    assert titles(*rows, role=role) == given


def test_a_heading_for_one_person_is_for_the_first_row() -> None:
    """Whoever follows without a heading is no second chair; a plural holds for all below it."""
    assert titles(("Puheenjohtaja", ""), *PEOPLE) == ["puheenjohtaja", None, None]
    assert titles(("Varajäsenet", ""), *PEOPLE) == ["varajäsen"] * 3


def test_a_title_of_ones_own_wins() -> None:
    """A title in the row is more certain than the heading; a post (`rehtori`) is no title here."""
    header = ("Nimi", "Sähköposti", "Tehtävä")
    found = understood(
        header,
        ("Varajäsenet", "", ""),
        (*PEOPLE[0], "pj"),
        (*PEOPLE[1], "rehtori"),
        (*PEOPLE[2], ""),
    )
    assert [entry.role.title for entry in found.entries] == ["pj", "varajäsen", "varajäsen"]


@pytest.mark.parametrize(
    "name",
    ["Projektiryhmän kokous 12.3.", "Läsnäolo 1.2.2026", "Möte 3", "lisäykset", "Verkosto", "Taul1", "Sheet1", "Blad 2", "uudet", "kopio", "Taul1 (2)", "muut",
     "Vanhat", "kevät 2026", "päivitetty 3.2.", "Postituslista", "Sähköpostit", "Arkisto", "testi",
     "additions", "New", "Copy of Sheet1", "tillägg", "nya", "Nätverk", "Form Responses 1", "Nimet",
     "Kehittäjätiimi Excel", "Excel", "Lab-tiimi lista", "Kehittäjätiimi Matti Virtanen",
     "tiimin taulukko", "Kehittäjätiimi osallistujat v2", "Tiimi Aino Aho",
     "Jäsenet 2026", "Varajäsenet", "12.3.2026", "Lopullinen v2", "maaliskuu", "Sidosryhmät"],
)  # fmt: skip
def test_sheet_names_that_are_no_groups(name: str) -> None:
    """What a program, a copy or a list is called names nobody's team."""
    rows = sheet(("Nimi", "Sähköposti"), *PEOPLE, name=name)
    found = understand(rows, Source(file="a.xlsx", role="lab-team"))
    assert {entry.role.group for entry in found.entries} == {None}


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Kohtaamo", "Kohtaamo"), ("Kopio - Kohtaamo", "Kohtaamo"), ("Kohtaamo v2", "Kohtaamo"),
        ("Kohtaamo (2)", "Kohtaamo"), ("Kohtaamo Excel", "Kohtaamo"), ("Silta jäsenet", "Silta"),
        ("Kehittäjätiimi Kohtaamo osallistujat 2026", "Kohtaamo"), ("Taitotaulukko", "Taitotaulukko"),
        ("Tiimi Kohtaamo", "Kohtaamo"), ("Excelentia", "Excelentia"), ("Kohtaamo_uusi", "Kohtaamo"), ("Korjaamo", "Korjaamo"),
        ("Tekstiilit talteen", "Tekstiilit talteen"), ("Lisäarvo", "Lisäarvo"), ("Helmi", "Helmi"),
        ("Valmiustiimi", "Valmiustiimi"), ("Uusi alku", "Uusi alku"), ("Mallinnus", "Mallinnus"),
    ],
)  # fmt: skip
def test_sheet_names_that_are_groups(name: str, group: str) -> None:
    """No looser: a name that only begins as one of them is a team's, without its version."""
    rows = sheet(("Nimi", "Sähköposti"), *PEOPLE, name=name)
    found = understand(rows, Source(file="a.xlsx", role="lab-team"))
    assert {entry.role.group for entry in found.entries} == {group}


@pytest.mark.parametrize(
    "name",
    [
        "Poistetut",
        "Eronneet",
        "Kuolleet",
        "Ei kutsuta",
        "Entiset jäsenet",
        "Avgångna",
        "Former members",
    ],
)
def test_a_sheet_of_those_gone_holds_everybody_on_it(name: str) -> None:
    """Its name speaks against inviting them, and is no group's; so does a heading until the next."""
    found = understood(HEADER, ("Onni Tuomi", "o@example.org"), name=name)
    assert [(e.role.group, [h.words for h in e.holds]) for e in found.entries] == [(None, [name])]
    found = understood(
        HEADER,
        ("Onni Tuomi", "o@example.org"),
        (f"{name}:", ""),
        ("Leena Salo", "l@example.org"),
        ("Varajäsenet", ""),
        ("Timo Ojala", "t@example.org"),
    )
    assert [bool(entry.holds) for entry in found.entries] == [False, True, False]


@pytest.mark.parametrize("name", ["Vanhat mestarit", "Nykyiset jäsenet", "Kohtaamo"])
def test_a_sheet_that_only_sounds_so_holds_nobody(name: str) -> None:
    """No stricter than it must be."""
    found = understood(HEADER, ("Onni Tuomi", "o@example.org"), name=name)
    assert not found.entries[0].holds


def test_marks_are_no_group() -> None:
    """`Ohjausryhmä: x` names no group called x; that it is not read is said."""
    found = understood(
        (*HEADER, "Ohjausryhmä", "Projektiryhmä"),
        ("Onni Tuomi", "o@example.org", "x", ""),
        ("Leena Salo", "l@example.org", "", "x"),
        ("Timo Ojala", "t@example.org", "", ""),
    )
    assert {entry.role.group for entry in found.entries} == {None}
    assert [flaw.value for flaw in found.flaws] == ["Ohjausryhmä", "Projektiryhmä"]


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("1. Kohtaamo", "Kohtaamo"),
        ("2) Silta-tiimi", "Silta"),
        ("TIIMI KOHTAAMO", "KOHTAAMO"),
        ("Kohtaamo - Kainuu", "Kohtaamo"),
        ("Yritysluotsi -tiimi, Lappi", "Yritysluotsi"),
        ("Tiimi 3", "Tiimi 3"),
        ("Oppilaitokset", "Polku"),
        ("Julkinen sektori", "Polku"),
        ("Företag och kommuner", "Polku"),
        ("Companies", "Polku"),
        ("Kevät 2025", "Polku"),
        ("Vahvistetut osallistujat", "Polku"),
        ("3. In-Meeting Activities", "Polku"),
    ],
)
def test_what_a_heading_names(heading: str, group: str) -> None:
    """A team without its number, kind and region; what only says where people come from, or when,
    names none, and they are of the sheet's.
    """
    found = understood(HEADER, (heading, ""), *PEOPLE, name="Polku")
    assert {entry.role.group for entry in found.entries} == {group}


def test_a_region_ends_what_was_above() -> None:
    """In planning groups a heading of one region leaves nothing of one of two."""
    found = understood(
        HEADER,
        ("Etelä- ja Pohjois-Savo", ""),
        *PEOPLE[:2],
        ("Pohjois-Karjalan maakunta", ""),
        PEOPLE[2],
        role="planning-group",
    )
    assert [(e.role.group, e.role.region) for e in found.entries][-1] == (None, "Pohjois-Karjala")


def test_the_leader_in_a_heading_is_said() -> None:
    """The people below belong to the team alone, are not called its leader, and nobody loses the
    leader without a word.
    """
    found = understood(
        HEADER,
        ("Kohtaamo – vetäjä: Anna Lehto", ""),
        *PEOPLE[:2],
        ("Silta (vetäjä Kirsi Ahonen, ka@example.org)", ""),
        PEOPLE[2],
    )
    roles = [(entry.role.group, entry.role.title) for entry in found.entries]
    assert roles == [("Kohtaamo", None), ("Kohtaamo", None), ("Silta", None)]
    assert [flaw.value for flaw in found.flaws] == ["Anna Lehto", "Kirsi Ahonen"]


@pytest.mark.parametrize(
    ("file", "group"),
    [
        ("lab-tiimi-polku.csv", "Polku"),
        ("Lab-tiimi Näky.xlsx", "Näky"),
        ("kehittäjätiimi Silta 2030 (2).xlsx", "Silta 2030"),
        ("lab-tiimit.xlsx", None),
        ("lab-tiimi_yhteystiedot.csv", None),
        ("Lab-tiimi 2024.xlsx", None),
        ("Lab-tiimi Kainuu.csv", None),
        ("lab-tiimi lopullinen versio.xlsx", None),
    ],
)
def test_a_file_of_one_team_names_it(file: str, group: str | None) -> None:
    """A file that says which team's it is names the group of its people; no stricter than it must
    be: one that says what list it is names none.
    """
    found = understood(HEADER, ("Anna Aho", "a@example.org"), file=file)
    assert [entry.role.group for entry in found.entries] == [group]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Silta 2030", "Silta 2030"),
        ("Urapolku 2035 v2", "Urapolku 2035"),
        ("Jakelulista Silta", "Silta"),
        ("Kohtaamo 2024", "Kohtaamo"),
        ("Jakelulista", None),
    ],
)
def test_what_stands_round_a_name_is_none_of_it(name: str, group: str | None) -> None:
    """The word for a list and the year of a copy are no part of a team's name; a year to come is
    its goal, and stays.
    """
    found = understood(HEADER, ("Anna Aho", "a@example.org"), name=name)
    assert [entry.role.group for entry in found.entries] == [group]


def test_examples_are_not_written_to() -> None:
    """Whoever shows how to fill in a sheet is held, and so are the people of its instructions; no
    stricter than it must be: who is really called so goes.
    """
    shown = understood(
        HEADER,
        ("Esim. Matti Meikäläinen", "matti.meikalainen@example.org"),
        ("Aino Esimerkki", "aino.esimerkki@example.org"),
    )
    assert [bool(entry.holds) for entry in shown.entries] == [True, False]
    assert understood(HEADER, ("Anna Aho", "a@example.org"), name="Ohjeet").entries[0].holds


def test_another_body_in_a_planning_groups_sheet_is_held() -> None:
    """Whoever stands under `Ohjausryhmä` was not in the planning group for certain; no stricter than
    it must be: the planning group's own heading ends it, and in a project's sheet it is usual.
    """
    rows = (
        HEADER,
        ("Anna Aho", "anna@example.org"),
        ("Ohjausryhmä", ""),
        ("Matti Virtanen", "matti@example.org"),
        ("Suunnitteluryhmän jäsenet", ""),
        ("Liisa Laine", "liisa@example.org"),
    )
    for role, held in (("planning-group", ["Ohjausryhmä"]), ("project", [])):
        found = understood(*rows, name="Kainuu", role=role)
        errors = [flaw for flaw in found.flaws if flaw.severity is Severity.ERROR]
        assert [entry.name and entry.name.last for entry in found.entries] == [
            "Aho",
            "Virtanen",
            "Laine",
        ]
        assert [flaw.value for flaw in errors] == held
        assert [flaw.origin.row for flaw in errors] == [4] * len(held)


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Ohjausryhmä", True),
        ("Kainuun liiton johtoryhmä", True),
        ("Styrgrupp", True),
        ("Kainuu", False),
        ("Suunnittelu- ja ohjausryhmä", False),
        ("Hallituksen jäsenet", True),
        ("Hallitus hyväksynyt 12.3.2026", False),
        ("Ohjelmaryhmä", False),
    ],
)
def test_a_sheet_of_another_body_among_planning_groups_is_held(name: str, held: bool) -> None:
    """A sheet of its own too; one that names both is of both, and one that the settings name is what
    they say.
    """
    people = (HEADER, ("Anna Aho", "anna@example.org"))
    found = understood(*people, name=name, role="planning-group", region="Kainuu")
    assert any(flaw.severity is Severity.ERROR for flaw in found.flaws) is held
    found = understood(*people, name=name, role="planning-group", region="Kainuu", sheets=(name,))
    assert not any(flaw.severity is Severity.ERROR for flaw in found.flaws)


def test_an_empty_group_is_not_the_one_above_where_each_row_says_its_own() -> None:
    """Where a group is written again in row after row, an empty cell is forgotten, and not as
    above; no stricter than it must be: one written once is that of the rows below it.
    """
    header = ("Tiimi", "Nimi", "Sähköposti")
    names = ("Anna Aho", "Matti Virtanen", "Liisa Laine", "Aino Salo", "Eero Niemi")
    again = ("Polku", "Polku", "", "Silta", "Silta")
    once = ("Polku", "", "", "Silta", "")
    for groups, want, held in (
        (again, ["Polku", "Polku", None, "Silta", "Silta"], [4]),
        (once, ["Polku", "Polku", "Polku", "Silta", "Silta"], []),
    ):
        people = enumerate(zip(groups, names, strict=True))
        found = understood(header, *((*both, f"p{n}@example.org") for n, both in people))
        assert [entry.role.group for entry in found.entries] == want
        errors = [flaw for flaw in found.flaws if flaw.severity is Severity.ERROR]
        assert [flaw.origin.row for flaw in errors] == held


@pytest.mark.parametrize(
    ("header", "row", "addresses"),
    [
        (
            ("Ilmoittaja", "Sähköposti", "Osallistuja", "Sähköposti"),
            ("Liisa Laine", "liisa.laine@example.org", "Matti Virtanen", "mv@example.org"),
            ["mv@example.org"],
        ),
        (
            ("Nimi", "Sähköposti", "Esihenkilö", "E-mail"),
            ("Matti Virtanen", "", "Liisa Laine", "liisa.laine@example.org"),
            [],
        ),
        (
            ("Nimi", "Esihenkilö", "Sähköposti"),
            ("Matti Virtanen", "Liisa Laine", "mv@example.org"),
            ["mv@example.org"],
        ),
    ],
)
def test_the_address_next_to_somebody_else_is_theirs(
    header: tuple[str, ...], row: tuple[str, ...], addresses: list[str]
) -> None:
    """Whoever filled in the form, or leads the person, lends them no address; no stricter than it
    must be: the one column of addresses is the people's own, wherever it stands.
    """
    [entry] = understood(header, row).entries
    assert entry.name
    assert (entry.name.full, [one.written for one in entry.addresses]) == (
        "Matti Virtanen",
        addresses,
    )


@pytest.mark.parametrize(
    ("file", "group"),
    [
        ("Kehittäjätiimi Excel.xlsx", None),
        ("kehittäjätiimi_Matti_Virtanen.xlsx", None),
        ("Lab-tiimi Kohtaamo excel.xlsx", "Kohtaamo"),
        ("kehittäjätiimi_kohtaamo_osallistujat.xlsx", "Kohtaamo"),
    ],
)
def test_what_stands_behind_the_team_in_a_files_name(file: str, group: str | None) -> None:
    """A kind of file, or who leads the team, is not what it is called."""
    found = understood(HEADER, ("Matti Malli", "m@example.org"), file=file)
    assert found.entries[0].role.group == group
