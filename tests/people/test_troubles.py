"""Sheets as people really keep them: each trouble by itself, and what is understood all the
same.
"""

from __future__ import annotations

import pytest
from lists import HEADER, fields, names, understood

from invite.people.model import Severity
from invite.people.table.columns import recognise


def test_words_parted_over_two_header_lines() -> None:
    """A word that a hyphen carries over to the header's second line is one word."""
    found = understood(
        ("Jäsenen", "", "Sähköposti-", "Puhelin-"),
        ("etunimi", "sukunimi", "osoite", "numero"),
        ("Matti", "Malli", "m@example.org", "040 123 4567"),
    )
    assert fields(found) == {
        "etunimi": "first_name",
        "sukunimi": "last_name",
        "Sähköpostiosoite": "email",
        "Puhelinnumero": "phone",
    }


def test_a_header_with_days() -> None:
    """Days of meetings over columns of who was there do not keep a row from being the header."""
    found = understood(
        (*HEADER, "12.5.2022", "Läsnä 3.6.2022"), ("Matti Malli", "m@example.org", "x", "")
    )
    assert found.header_row == 1
    assert dict(found.entries[0].extra) == {"12.5.2022": "x"}


def test_a_header_half_unknown() -> None:
    """A row that says `Nimi` over names and unknown words over addresses is the header, and nobody
    is called Nimi.
    """
    found = understood(
        ("Nimi", "Ensisijainen osoite", "Toissijainen osoite"),
        ("Matti Malli", "a@example.org", "b@example.org"),
    )
    assert names(found) == ["Matti Malli"]
    assert [a.written for a in found.entries[0].addresses] == ["a@example.org", "b@example.org"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Hankkeen toteuttaja", "organisation"),
        ("Hankkeen vastuuhenkilö", "name"),
        ("Organisaation yhteyshenkilö", "name"),
        ("Jäsenen organisaatio", "organisation"),
        ("Projektin vetäjä", "name"),
        ("Asema organisaatiossa", "title"),
        ("Rooli tiimissä", "title"),
        ("Edustettu taho", "organisation"),
        ("Postiosoite", None),
        ("Katuosoite", None),
        ("Kotikunta", None),
        ("Kutsu lähetetty", None),
        ("Ei lähetetä mitään", "unwanted"),
        ("Skicka inte inbjudan", "unwanted"),
        ("Kutsutaan juhlaan", "wanted"),
    ],
)
def test_the_last_word_of_a_heading_counts(heading: str, field: str | None) -> None:
    """A Finnish heading is about its last word; addresses of the post and signs of what was sent
    are none of ours.
    """
    assert recognise(heading) == field


def test_tables_one_below_the_other() -> None:
    """Each table's own line above its header names its group, the first one's too; columns of all
    are told.
    """
    found = understood(
        ("Kohtaamo-tiimi",), HEADER, ("Matti Malli", "m@example.org"), ("",),
        ("Yritysluotsi-tiimi",), ("Sukunimi", "Etunimi", "Organisaatio", "Email"), ("Laine", "Liisa", "THL", "l@example.org"),
    )  # fmt: skip
    assert [(e.role.group, e.organisation) for e in found.entries] == [
        ("Kohtaamo", None),
        ("Yritysluotsi", "THL"),
    ]
    assert names(found) == ["Matti Malli", "Liisa Laine"]
    assert fields(found)["Email"] == "email"


def test_tables_side_by_side() -> None:
    """Tables beside each other have each its own people, group and region."""
    rows = (
        ("Nro", "Nimi", "Sähköposti", "", "Nimi", "Sähköposti"),
        ("1", "Matti Malli", "m@example.org", "", "Liisa Laine", "l@example.org"),
    )
    teams = understood(("Kohtaamo", "", "", "", "Yritysluotsi-tiimi", ""), *rows)
    assert [e.role.group for e in teams.entries] == ["Kohtaamo", "Yritysluotsi"]
    regions = understood(("Kainuun sr", "", "", "", "Lappi", ""), *rows, role="planning-group")
    assert [(e.role.group, e.role.region) for e in regions.entries] == [
        (None, "Kainuu"),
        (None, "Lappi"),
    ]
    for over in (
        ("Varsinainen jäsen", "Varajäsen"),
        ("Vastuuhenkilön tiedot", "Yhteyshenkilön tiedot"),
    ):
        parts = understood((over[0], "", "", "", over[1], ""), *rows)
        assert [e.role.group for e in parts.entries] == [None, None]


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


def test_a_planning_group_without_a_region() -> None:
    """A planning group whose region nothing tells is said, once for the sheet; other groups need
    none.
    """
    rows = (HEADER, ("Matti Malli", "m@example.org"), ("Liisa Laine", "l@example.org"))
    (flaw,) = understood(*rows, role="planning-group").flaws
    assert (flaw.field, flaw.origin.row) == ("region", None)
    assert understood(*rows).flaws == ()


def test_the_region_of_a_sheet_is_its_peoples() -> None:
    """A sheet all of whose people are of one region is of that region, wherever that stood."""
    assert (
        understood((*HEADER, "Alue"), ("Matti Malli", "m@example.org", "Kainuun")).region
        == "Kainuu"
    )


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


@pytest.mark.parametrize("rule", ["region", "group", "organisation", "language"])
def test_rules_that_name_a_column(rule: str) -> None:
    """Each rule of the settings may name a column by its heading, whatever the heading says."""
    values = {"region": "Kainuu", "group": "Kohtaamo", "organisation": "THL", "language": "ruotsi"}
    found = understood(
        (*HEADER, "Sarake"), ("Matti Malli", "m@example.org", values[rule]), **{rule: "Sarake"}
    )
    (entry,) = found.entries
    had = {
        "region": entry.role.region,
        "group": entry.role.group,
        "organisation": entry.organisation,
        "language": entry.language,
    }
    assert had[rule] == (values[rule] if rule != "language" else "sv")
    assert dict(entry.extra) == {}
    assert found.flaws == ()


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("group", "Tiimi"),
        ("organisation", "Työpaikka"),
        ("language", "Kieli"),
        ("region", "Maakunta"),
    ],
)
def test_a_rule_that_names_no_column(rule: str, value: str) -> None:
    """A rule that is plainly a heading, and no column has it, is told instead of standing in the
    letters in silence.
    """
    found = understood(HEADER, ("Matti Malli", "m@example.org"), **{rule: value})
    assert rule in {flaw.field for flaw in found.flaws}


def test_columns_of_the_settings_by_any_words() -> None:
    """Headings that mean nothing, and columns named by their letters, are taken where the settings
    name them.
    """
    rows = (("A1", "B1", "C1"), ("Malli", "Matti", "m@example.org"))
    given = {"last_name": "A1", "first_name": "B1", "email": "C1"}
    assert names(understood(*rows, columns=given)) == ["Matti Malli"]
    assert names(
        understood(rows[1], columns={"last_name": "A", "first_name": "B", "email": "C"})
    ) == ["Matti Malli"]


def test_a_header_row_that_is_not_there() -> None:
    """A wrong header_row is told, and the sheet is read as if there were none."""
    found = understood(HEADER, ("Matti Malli", "m@example.org"), header_row=30)
    assert names(found) == ["Matti Malli"]
    assert [flaw.field for flaw in found.flaws] == ["columns"]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Ei kutsuta", "ei kutsuta"), ("Ei kutsuta", "x"), ("Kutsutaan", "ei"), ("Kutsuttava", "ei"), ("Kutsu", "ei kutsuta"),
        ("Huom", "Ei kutsuta"), ("Huomautukset", "Älä kutsu! Eläkkeellä."), ("Status", "Do not invite"), ("Anm.", "Bjuds inte"),
    ],
)  # fmt: skip
def test_do_not_invite(heading: str, value: str) -> None:
    """Whoever is not to be invited is not, in whatever column it is written; the others of the
    sheet are.
    """
    found = understood(
        (*HEADER, heading),
        ("Matti Malli", "m@example.org", value),
        ("Liisa Laine", "l@example.org", ""),
    )
    matti, liisa = found.entries
    assert matti.unwanted or [hold.words for hold in matti.holds] == [value]
    assert not (liisa.unwanted or liisa.holds)


def test_do_not_invite_beside_the_name() -> None:
    """A remark in brackets behind the name counts, one that is about something else does not."""
    found = understood(
        HEADER,
        ("Matti Malli (ei kutsuta)", "m@example.org"),
        ("Liisa Laine (ei pääse 1.2.)", "l@example.org"),
    )
    assert [(e.name and e.name.full, [hold.words for hold in e.holds]) for e in found.entries] == [
        ("Matti Malli", ["ei kutsuta"]),
        ("Liisa Laine", []),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [("på svenska", "sv"), ("kutsu ruotsiksi", "sv"), ("ruots.", "sv"), ("sv_SE", "sv"), ("in English", "en"), ("engl.", "en"),
     ("suom.", "fi"), ("svensk", "sv"), ("viro", None)],
)  # fmt: skip
def test_languages(text: str, language: str | None) -> None:
    """Languages are known in whatever words; one that no letter is written in is told."""
    found = understood((*HEADER, "Kieli"), ("Matti Malli", "m@example.org", text))
    assert found.entries[0].language == language
    assert bool(found.flaws) == (language is None)


@pytest.mark.parametrize("name", ["P\ufffdivi Aho", "P?ivi Aho"])
def test_lost_letters(name: str) -> None:
    """A name whose letters a program has lost is a serious flaw: no letter may greet anybody so."""
    (flaw,) = understood(HEADER, (name, "p@example.org")).flaws
    assert (flaw.field, flaw.severity) == ("name", Severity.ERROR)


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Matti ja Liisa Virtanen", ["Matti Virtanen", "Liisa Virtanen"]),
        ("toim.joht. Kalle Kari", ["Kalle Kari"]),
        ("AF URSIN MÄRTA", ["Märta af Ursin"]),
    ],
)
def test_names(cell: str, people: list[str]) -> None:
    """A surname that two share, a post abbreviated before the name, a particle in capitals."""
    assert names(understood(HEADER, (cell, ""))) == people


def test_a_list_pasted_from_a_mail_program() -> None:
    """Somebody without a name among others with names is somebody of their own, not a second
    address of the one before.
    """
    found = understood(
        (
            (
                "Matti Malli <m@example.org>; Liisa Laine <l@example.org>; l2@example.org;"
                " pekka.aho@example.org"
            ),
        )
    )
    assert [(e.name and e.name.full, len(e.addresses)) for e in found.entries] == [
        ("Matti Malli", 1), ("Liisa Laine", 2), ("Pekka Aho", 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "Liisa Laine / THL",
        "Liisa Laine, Kajaanin kaupunki",
        "Kainuun liitto, Liisa Laine",
        "Liisa Laine (THL)",
    ],
)
def test_an_organisation_beside_the_name_is_nobody(cell: str) -> None:
    """Whose somebody is, written beside the name, is no second person."""
    assert names(understood(HEADER, (cell, "l@example.org"))) == ["Liisa Laine"]
    assert (
        names(
            understood(
                ("Nimi ja yhteystiedot",),
                (f"{cell} l@example.org",),
                ("Matti Malli m@example.org",),
            )
        )[0]
        == "Liisa Laine"
    )


def test_an_address_in_the_column_beside() -> None:
    """Where two cells of a row were swapped, the address is found, and the coordinator is told."""
    found = understood(
        ("Nimi", "Puhelin", "Sähköposti"),
        ("Matti Malli", "m@example.org", ""),
        ("Liisa Laine", "", "l@example.org"),
    )
    assert [[a.written for a in e.addresses] for e in found.entries] == [
        ["m@example.org"],
        ["l@example.org"],
    ]
    assert [(flaw.origin.row, flaw.field) for flaw in found.flaws] == [(2, "email")]


def test_one_heading_over_three_columns() -> None:
    """A lone `Nimi` over rows of people is their header, and no group's heading."""
    found = understood(("Nimi", "", ""), ("Matti Malli", "THL", "m@example.org"))
    assert (found.header_row, names(found), found.entries[0].role.group) == (
        1,
        ["Matti Malli"],
        None,
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


def test_a_crowd_in_a_cell() -> None:
    """A cell with a hundred names costs no more than any other; the row is told, and the next one
    is read.
    """
    crowd = " ja ".join(["Matti Malli"] * 100)
    found = understood(HEADER, (crowd, "m@example.org"), ("Liisa Laine", "l@example.org"))
    assert names(found) == ["Liisa Laine"]
    assert {flaw.origin.row for flaw in found.flaws} == {2}


def test_too_many_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet with more people than any list of guests has is one clear error, and every row of it
    is accounted for.
    """
    monkeypatch.setattr("invite.people.extraction.rows.MOST_PEOPLE", 5)
    found = understood(HEADER, *((f"Matti Malli{n}", f"m{n}@example.org") for n in range(9)))
    assert (found.entries, len(found.flaws), found.flaws[0].severity) == ((), 1, Severity.ERROR)
