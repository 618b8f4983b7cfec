"""What a sheet's rows say of people, and that no row is swallowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from invite.people.extraction.extract import Understanding, missing_addresses, understand
from invite.people.model import Row, Severity, Sheet, Source

HEADER = ("Nimi", "Organisaatio", "Sähköposti")


def sheet(*rows: Sequence[str], name: str | None = "Jäsenet", file: str = "a.xlsx") -> Sheet:
    return Sheet(
        file=file, name=name, rows=tuple(Row(n, tuple(cells)) for n, cells in enumerate(rows, 1))
    )


def understood(
    *rows: Sequence[str], role: str = "lab-team", name: str | None = "Jäsenet", **given: object
) -> Understanding:
    return understand(sheet(*rows, name=name), replace(Source(file="a.xlsx", role=role), **given))  # type: ignore[arg-type]  # a test's shorthand


def names(found: Understanding) -> list[str]:
    return [f"{e.name.first}|{e.name.last}" for e in found.entries if e.name]


def mails(found: Understanding) -> list[list[str]]:
    return [[a.written for a in e.addresses] for e in found.entries]


def every_row_ends_somewhere(found: Understanding, rows: int) -> bool:
    told = (
        {e.origin.row for e in found.entries}
        | {f.origin.row for f in found.flaws}
        | {o.row for o in found.others}
    )
    return told >= set(range(1, rows + 1))


@pytest.mark.parametrize(
    "cell",
    [
        "Maija Meikäläinen <maija@example.org>",
        "Maija Meikäläinen (maija@example.org)",
        "Maija Meikäläinen, maija@example.org",
        "Maija Meikäläinen; maija@example.org",
        "Maija Meikäläinen maija@example.org",
        "Maija Meikäläinen - maija@example.org",
        "Maija Meikäläinen\nmaija@example.org",
        "Meikäläinen, Maija <maija@example.org>",
        "maija@example.org (Maija Meikäläinen)",
        '"Maija Meikäläinen" <maija@example.org>',
        "Maija Meikäläinen, maija(at)example.org",
        "Maija Meikäläinen, s-posti: maija@example.org",
    ],
)
def test_name_and_address_in_one_cell(cell: str) -> None:
    """However name and address share a cell, they come apart."""
    found = understood(("Hanke", "Vastuuhenkilö"), ("Taitotarjotin", cell))
    assert (names(found), mails(found)) == (["Maija|Meikäläinen"], [["maija@example.org"]])
    assert found.entries[0].role.group == "Taitotarjotin"
    assert found.flaws == ()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("maija@example.org;", ["maija@example.org"]),
        (" maija@example.org ,", ["maija@example.org"]),
        ("maija@example.org.", ["maija@example.org"]),
        ("\u00a0maija@example.org\u200b", ["maija@example.org"]),
        ("mailto:maija@example.org", ["maija@example.org"]),
        ("<maija@example.org>", ["maija@example.org"]),
        ("maija@example.org; maija.m@example.net", ["maija@example.org", "maija.m@example.net"]),
        ("maija@example.org / maija.m@example.net", ["maija@example.org", "maija.m@example.net"]),
        ("maija@example.org, maija.m@example.net", ["maija@example.org", "maija.m@example.net"]),
        ("maija@example.org maija@example.org", ["maija@example.org"]),
        ("MAIJA@EXAMPLE.ORG", ["MAIJA@EXAMPLE.ORG"]),
        ("maija (at) example.org", ["maija@example.org"]),
        ("maija[at]example[dot]org", ["maija@example.org"]),
        ("maija @ example.org", ["maija@example.org"]),
        ("työ: maija@example.org, koti: m@example.net", ["maija@example.org", "m@example.net"]),
    ],
)
def test_address_cells(cell: str, expected: list[str]) -> None:
    """What surely does not belong to an address is taken off, and two addresses are two."""
    found = understood(HEADER, ("Maija Meikäläinen", "THL", cell))
    assert mails(found) == [expected]
    assert found.flaws == ()


@pytest.mark.parametrize(
    "cell",
    [
        "maija",
        "maija@",
        "@example.org",
        "maija@@example.org",
        "maija@example",
        "maija@example,org",
        "maija meikäläinen@example.org",
    ],
)
def test_broken_address(cell: str) -> None:
    """An address that cannot be is a flaw of its row, and the person is there all the same."""
    found = understood(
        HEADER, ("Maija Meikäläinen", "THL", cell), ("Matti Virtanen", "THL", "matti@example.org")
    )
    assert names(found) == ["Maija|Meikäläinen", "Matti|Virtanen"]
    assert mails(found)[0] == []
    assert [(f.field, f.origin.row, f.severity) for f in found.flaws] == [
        ("email", 2, Severity.WARNING)
    ]


def test_slip_in_domain() -> None:
    """A slip in a well-known domain is told with what was meant; the address stays as it is."""
    found = understood(HEADER, ("Maija Meikäläinen", "THL", "maija@hotmail.con"))
    assert mails(found) == [["maija@hotmail.con"]]
    (flaw,) = found.flaws
    assert "maija@hotmail.com" in flaw.hint


def test_two_people_in_one_row() -> None:
    """Two people in one cell with two addresses in the next become two entries with one origin,
    each with their own address.
    """
    found = understood(
        HEADER,
        (
            "Matti Virtanen ja Liisa Laine",
            "THL",
            "liisa.laine@example.org; matti.virtanen@example.org",
        ),
    )
    assert names(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert mails(found) == [["matti.virtanen@example.org"], ["liisa.laine@example.org"]]
    assert {str(e.origin) for e in found.entries} == {"a.xlsx:Jäsenet:2"}


def test_people_side_by_side() -> None:
    """A deputy with columns of their own in the same row is a person of their own, in the same
    group.
    """
    header = ("Hanke", "Maakunta", "Vastuuhenkilö", "Sähköposti", "Varahenkilö", "Sähköposti")
    found = understood(
        header,
        (
            "Taitotarjotin",
            "Kainuu",
            "Matti Virtanen",
            "m@example.org",
            "Liisa Laine",
            "l@example.org",
        ),
    )
    assert names(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert mails(found) == [["m@example.org"], ["l@example.org"]]
    assert {(e.role.group, e.role.region) for e in found.entries} == {("Taitotarjotin", "Kainuu")}


def test_order_by_column() -> None:
    """The column's majority tells that surnames come first; a comma tells it for its own row."""
    rows = [
        ("Virtanen Matti", "", "matti.virtanen@example.org"),
        ("Laine Liisa", "", "liisa.laine@example.org"),
        ("Korhonen Anna Liisa", "", "anna.korhonen@example.org"),
        ("Xyrtti Bogdana", "", "info@example.org"),
        ("von Essen Erik", "", "erik@example.org"),
        ("Mäkelä, Päivi", "", "x@example.org"),
    ]
    assert names(understood(HEADER, *rows)) == [
        "Matti|Virtanen", "Liisa|Laine", "Anna Liisa|Korhonen", "Bogdana|Xyrtti", "Erik|von Essen", "Päivi|Mäkelä"
    ]  # fmt: skip


def test_first_name_first() -> None:
    """Where first names come first, particles belong to the surname, and a hyphen keeps a double
    name whole.
    """
    rows = [
        ("Erik af Ursin", "", "erik.afursin@example.org"),
        ("Märta von Essen", "", "marta@example.org"),
        ("Anna-Liisa Virtanen-Korhonen", "", "anna-liisa@example.org"),
        ("Juha Pekka Mäkinen", "", "juha.makinen@example.org"),
    ]
    assert names(understood(HEADER, *rows)) == [
        "Erik|af Ursin", "Märta|von Essen", "Anna-Liisa|Virtanen-Korhonen", "Juha Pekka|Mäkinen"
    ]  # fmt: skip


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
        ("Kohtaamo", "Kainuu"), ("Ennakointitiimi", "Etelä-Pohjanmaa"), ("Työn murros", "Lappi")
    ]  # fmt: skip
    assert [o.row for o in found.others if o.kind == "heading"] == [2, 5, 7]


def test_lines_that_are_no_people() -> None:
    """Totals, dates, notes and trailing headings are no people, and each is told for what it is."""
    found = understood(
        ("Kainuun suunnitteluryhmä", "", ""),
        ("Päivitetty 12.5.2022", "", ""),
        HEADER,
        ("Matti Virtanen", "Kajaanin kaupunki", "m@example.org"),
        ("", "", ""),
        ("Yhteensä", "1", ""),
        ("* varajäsen", "", ""),
        ("Lisätietoja antaa maakunnan liitto.", "", ""),
        ("Tiimin muut jäsenet", "", ""),
        role="planning-group",
        name="Taul1",
    )
    assert names(found) == ["Matti|Virtanen"]
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
    assert names(found) == ["Eino|Summa", "Aino|Summa"]


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
            HEADER,
            ("Matti Virtanen", "", "m@example.org"),
            name=name,
            role="planning-group",
            region=rule,
        )
        assert found.entries[0].role.region == region == found.region


def test_region_of_file() -> None:
    """A file's name gives the region of a sheet whose own name says nothing."""
    rows = (HEADER, ("Matti Virtanen", "", "m@example.org"))
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
    found = understood(HEADER, ("Matti Virtanen", "", "m@example.org"), name="Muut", region="sheet")
    assert [(f.field, f.severity) for f in found.flaws] == [("region", Severity.WARNING)]
    assert found.entries[0].role.region is None
    by_column = understood(
        ("Nimi", "Sähköposti", "Paikka"),
        ("Matti Virtanen", "m@example.org", "Kuu"),
        region="Paikka",
    )
    assert [(f.field, f.value, f.origin.row) for f in by_column.flaws] == [("region", "Kuu", 2)]


def test_fixed_region_and_group() -> None:
    """A fixed value in the settings holds for every row."""
    found = understood(
        HEADER,
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


def test_struck_and_hidden() -> None:
    """Struck-through and hidden rows are left out with a flaw each, unless the settings want
    them.
    """
    rows = (
        Row(1, HEADER),
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
    assert names(found) == ["Oili|Oja", "Eero|Elo"]
    assert found.left_out == (2, 3, 4)
    assert {f.origin.row for f in found.flaws} == {2, 3, 4, 5}
    assert mails(found)[0] == []
    everybody = understand(
        one, Source(file="a.xlsx", role="x", include_hidden=True, include_struck=True)
    )
    assert len(everybody.entries) == 5
    assert everybody.flaws == ()


def test_hidden_sheet() -> None:
    """A hidden sheet is left out with one flaw."""
    one = replace(sheet(HEADER, ("Matti Virtanen", "", "m@example.org")), hidden=True)
    found = understand(one, Source(file="a.xlsx", role="x"))
    assert (found.entries, len(found.flaws)) == ((), 1)
    assert len(understand(one, Source(file="a.xlsx", role="x", include_hidden=True)).entries) == 1


def test_no_header() -> None:
    """Without any header an obvious column of addresses is enough."""
    found = understood(
        ("Matti Virtanen", "Kajaanin kaupunki", "matti.virtanen@example.org", "040 1234567"),
        ("Liisa Laine", "Oulun yliopisto", "liisa.laine@example.org", "050 7654321"),
    )
    assert found.header_row is None
    assert names(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert [e.phone for e in found.entries] == ["+358401234567", "+358507654321"]
    assert [e.organisation for e in found.entries] == ["Kajaanin kaupunki", "Oulun yliopisto"]


def test_two_line_header() -> None:
    """A header of two lines is read as one; the upper one may group the columns of the lower."""
    found = understood(
        ("Henkilö", "", "Yhteystiedot", ""),
        ("Sukunimi", "Etunimi", "Sähköposti", "Puhelin"),
        ("Virtanen", "Matti", "m@example.org", "040 1234567"),
    )
    assert names(found) == ["Matti|Virtanen"]
    assert found.header_row == 2
    assert [c.field for c in found.columns] == ["last_name", "first_name", "email", "phone"]


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
    assert names(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert [e.organisation for e in found.entries] == ["Oy A Ab", "Oy B Ab"]
    assert [e.role.region for e in found.entries] == ["Kainuu", "Lappi"]


def test_swedish_sheet() -> None:
    """Swedish headings, regions and languages are read as well as Finnish ones."""
    found = understood(
        ("Förnamn", "Efternamn", "E-post", "Landskap", "Språk", "Telefon"),
        (
            "Åsa",
            "Nyström",
            "asa.nystrom@example.org",
            "Södra Österbotten",
            "svenska",
            "040-123 45 67",
        ),
    )
    (entry,) = found.entries
    assert (entry.role.region, entry.language, entry.phone) == (
        "Etelä-Pohjanmaa",
        "sv",
        "+358401234567",
    )


def test_other_columns() -> None:
    """Languages, wishes not to be written to, genitives, links and unknown columns are kept, each
    as what it is.
    """
    found = understood(
        (
            "Nimi",
            "Sähköposti",
            "Kieli",
            "Ei kutsuta",
            "Genetiivi",
            "Ilmoittautumislinkki",
            "Ruokavalio",
            "Tehtävä",
        ),
        (
            "Satu Salmi",
            "s@example.org",
            "englanti",
            "x",
            "Salmen",
            "https://example.org/i?k=1",
            "=cmd|' /C calc'!A0",
            "pj",
        ),
        ("Aatu Aho", "a@example.org", "klingon", "", "", "", "", ""),
    )
    salmi, aho = found.entries
    assert (salmi.language, salmi.unwanted, salmi.link) == ("en", True, "https://example.org/i?k=1")
    assert salmi.name
    assert salmi.name.genitive == "Satu Salmen"
    assert salmi.role.title == "pj"
    assert dict(salmi.extra) == {"Ruokavalio": "=cmd|' /C calc'!A0"}
    assert (aho.language, aho.unwanted) == (None, False)
    assert [f.field for f in found.flaws] == ["language"]


def test_columns_of_the_settings_win() -> None:
    """A column named in the settings is taken, whatever the guess; one that is not there is
    told.
    """
    rows = (("Kuka", "Mistä", "Posti"), ("Matti Virtanen", "THL", "m@example.org"))
    found = understood(*rows, columns={"name": "Kuka", "email": "Posti", "organisation": "Mistä"})
    assert (names(found), mails(found), found.entries[0].organisation) == (
        ["Matti|Virtanen"],
        [["m@example.org"]],
        "THL",
    )
    missing = understood(*rows, columns={"name": "Kuka", "phone": "Puh"})
    assert [(f.field, f.value) for f in missing.flaws] == [("columns", "Puh")]


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


def test_no_name_but_address() -> None:
    """Without a name an address built as first.last gives one, and says so; any other is a serious
    flaw.
    """
    found = understood(
        HEADER, ("", "THL", "matti.virtanen@example.org"), ("", "THL", "toimisto@example.org")
    )
    assert names(found) == ["Matti|Virtanen"]
    assert [(f.origin.row, f.field, f.severity) for f in found.flaws] == [
        (2, "name", Severity.WARNING),
        (3, "name", Severity.ERROR),
    ]


def test_name_but_no_address() -> None:
    """Somebody without an address is an entry all the same, with a warning."""
    found = understood(HEADER, ("Matti Virtanen", "THL", ""), ("Liisa Laine", "THL", "-"))
    assert names(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert [(f.field, f.severity) for f in found.flaws] == [("email", Severity.WARNING)] * 2


def test_open_place() -> None:
    """A place that nobody holds yet is no person."""
    found = understood(
        HEADER,
        ("avoin", "Kainuun ELY", ""),
        ("N.N.", "", ""),
        ("Matti Virtanen", "THL", "m@example.org"),
    )
    assert names(found) == ["Matti|Virtanen"]
    assert [f.severity for f in found.flaws] == [Severity.NOTE] * 2


def test_capitals_and_titles() -> None:
    """Capitals are put right, and what somebody is in the group is their title, not their name."""
    found = understood(
        ("Nimi", "Sähköposti"),
        ("MATTI VIRTANEN", "matti.virtanen@example.org"),
        ("Liisa Laine (pj)", "liisa.laine@example.org"),
    )
    assert names(found)[1] == "Liisa|Laine"
    assert found.entries[1].role.title == "pj"


def test_link_behind_a_name() -> None:
    """A mailto: link behind a name gives the address where none is written."""
    rows = (
        Row(1, ("Nimi", "Sähköposti")),
        Row(2, ("Matti Virtanen", ""), links={0: "mailto:matti@example.org?subject=Hei"}),
    )
    found = understand(Sheet(file="a.xlsx", name="J", rows=rows), Source(file="a.xlsx", role="x"))
    assert mails(found) == [["matti@example.org"]]
    assert found.flaws == ()


def test_no_addresses_at_all() -> None:
    """A source without a column of addresses is told once, as what must be mended."""
    none = understood(("Nimi", "Organisaatio"), ("Matti Virtanen", "THL"))
    flaw = missing_addresses([none])
    assert flaw is not None
    assert (flaw.severity, flaw.origin.row) == (Severity.ERROR, None)
    assert "Organisaatio" in flaw.hint
    some = understood(HEADER, ("Matti Virtanen", "", "m@example.org"))
    assert missing_addresses([none, some]) is None


def test_sheet_without_people() -> None:
    """A sheet of instructions is no list of people, and every line of it is accounted for."""
    found = understood(("Ohje",), ("Täytä oman alueesi välilehti.",), ("",))
    assert found.entries == ()
    assert every_row_ends_somewhere(found, 3)


def test_endless_cells() -> None:
    """A cell of hostile length costs no more than any other, and is told."""
    for text in ("(" * 30_000, "a" * 30_000 + " @", "[at" * 10_000, "a@" * 15_000):
        found = understood((*HEADER, "Muuta"), ("Matti Virtanen", "THL", "m@example.org", text))
        assert names(found) == ["Matti|Virtanen"]
        assert found.flaws[0].field == "cell"


def test_parts_are_no_groups() -> None:
    """A heading such as "Varajäsenet" says what people are, not in which group; a region's heading
    holds for its groups.
    """
    found = understood(
        HEADER,
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
        ("Kohtaamo", "Kainuu"), ("Kohtaamo", "Kainuu"), ("Digiloikka", "Kainuu")
    ]  # fmt: skip


def test_one_column_for_all() -> None:
    """Names beside addresses in one column without any header are read as in any other."""
    found = understood(
        ("Matti Virtanen <m@example.org>",), ("Laine, Liisa <l@example.org>",), name=None
    )
    assert names(found) == ["Matti|Virtanen", "Liisa|Laine"]


def test_half_a_name() -> None:
    """Somebody with only a surname is kept as that, and it is said."""
    found = understood(
        ("Sukunimi", "Etunimi", "Sähköposti"),
        ("Laine", "", "l@example.org"),
        ("Aho", "Aatu", "a@example.org"),
    )
    assert names(found) == ["|Laine", "Aatu|Aho"]
    assert [(f.field, f.origin.row) for f in found.flaws] == [("name", 2)]


def test_deputy_without_address() -> None:
    """A deputy's name in a column of its own is a person too, though there is one column of
    addresses.
    """
    found = understood(
        ("Jäsen", "Varajäsen", "Sähköposti"),
        ("Matti Virtanen", "Liisa Laine", "matti.virtanen@example.org"),
    )
    assert names(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert mails(found) == [["matti.virtanen@example.org"], []]
