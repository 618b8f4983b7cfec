"""The same people in every format give the same people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from invite.people.extraction.extract import understand
from invite.people.model import Source
from invite.sources.read import read

ROWS = (
    ("Kainuun suunnitteluryhmän jäsenet", "", "", "", ""),
    ("Päivitetty 12.5.2022", "", "", "", ""),
    ("", "", "", "", ""),
    ("Nimi", "Taustaorganisaatio", "Sähköposti", "Puh.", "Ruokavalio"),
    (
        "Päivi Hägglund",
        "Kajaanin ammattikorkeakoulu",
        "paivi.hagglund@example.org",
        "040 123 4567",
        "",
    ),
    (
        "Åke Söderström",
        "Pöytyän kunta",
        "mailto:ake.soderstrom@example.org;",
        "+358 50 765 4321",
        "gluteeniton, vähälaktoosinen",
    ),
    (
        "Märta von Essen",
        "Öljymäki & pojat Oy",
        "Märta von Essen <marta.von.essen@example.org>",
        "",
        "vegaani",
    ),
    ("", "", "", "", ""),
    (
        "Jääskeläinen Väinö",
        'Osuuskunta "Älä hötkyile" r.y.',
        "vaino.jaaskelainen@example.org",
        "",
        "",
    ),
    ("Yhteensä", "4", "", "", ""),
)


def test_same_people(any_format: Callable[[Sequence[Sequence[str]]], Path]) -> None:
    """Names, addresses, organisations, region, rows: one list, whatever file it came in."""
    path = any_format(ROWS)
    source = Source(file=path.name, role="planning-group")
    reading = read(source, path.parent)
    assert reading.flaws == ()
    (sheet,) = reading.sheets
    understood = understand(sheet, source)
    assert [row.number for row in sheet.rows] == list(range(1, 11))
    assert understood.header_row == 4
    assert [
        (e.name and (e.name.first, e.name.last), *(a.written for a in e.addresses))
        for e in understood.entries
    ] == [
        (("Päivi", "Hägglund"), "paivi.hagglund@example.org"),
        (("Åke", "Söderström"), "ake.soderstrom@example.org"),
        (("Märta", "von Essen"), "marta.von.essen@example.org"),
        (("Väinö", "Jääskeläinen"), "vaino.jaaskelainen@example.org"),
    ]
    assert [e.organisation for e in understood.entries] == [row[1] for row in ROWS if "@" in row[2]]
    assert [e.phone for e in understood.entries] == ["+358401234567", "+358507654321", None, None]
    assert dict(understood.entries[1].extra) == {"Ruokavalio": "gluteeniton, vähälaktoosinen"}
    assert {e.role.region for e in understood.entries} == {"Kainuu"}
    assert [e.origin.row for e in understood.entries] == [5, 6, 7, 9]
    assert [(o.row, o.kind) for o in understood.others if o.kind != "blank"] == [
        (1, "title"),
        (2, "title"),
        (4, "header"),
        (10, "total"),
    ]
    assert understood.flaws == ()


def test_sheet_names(any_format: Callable[[Sequence[Sequence[str]]], Path]) -> None:
    """A workbook's sheet keeps its name in the origins; a text file has none."""
    path = any_format(ROWS)
    (sheet,) = read(Source(file=path.name, role="x"), path.parent).sheets
    assert sheet.name == (
        "Jäsenet" if path.name.startswith("a.") and path.suffix != ".tsv" else None
    )


TROUBLES = (
    ("Lab-kehittäjätiimit 2022-2023", "", "", "", "", ""),
    ("", "", "", "", "", ""),
    ("Kohtaamo-tiimi", "", "", "", "", ""),
    ("", "Jäsenen", "", "Sähköposti-", "", ""),
    ("Nro", "nimi", "Taustaorganisaatio", "osoite", "Kieli", "Huom."),
    ("1", "VIRTANEN MATTI", "Öljy Oy", "matti.virtanen@example.org", "", ""),
    ("2", "af Ursin Märta", "", "märta(at)example.org", "ruotsi", "vegaani"),
    (
        "3",
        "Laine Liisa ja Aho Pekka",
        "THL",
        "liisa.laine@example.org; pekka.aho@example.org",
        "",
        "",
    ),
    ("", "Varajäsenet", "", "", "", ""),
    ("4", "Hyvönen Päivi", "", "<paivi.hyvonen@example.org>,", "suomi", "Ei kutsuta"),
    ("5", "FT Korhonen Anna-Liisa", "", "anna-liisa.korhonen@gmial.com", "", ""),
    ("6", "N.N.", "", "", "", ""),
    ("", "Yhteensä", "6", "", "", ""),
    ("", "", "", "", "", ""),
    ("Yritysluotsi-tiimi (Kainuu)", "", "", "", "", ""),
    ("Sukunimi", "Etunimi", "E-post", "Varasähköposti", "Organisation", ""),
    ("Räsänen", "Åke", "ake.rasanen@example.org", "ake@example.com", "Kajaani", ""),
    ("von Essen", "Kaisa", "", "", "", ""),
    ("Lisätietoja: Aino Aho, aino.aho@example.org", "", "", "", "", ""),
    ("Päivitetty 12.5.2023", "", "", "", "", ""),
)


def test_same_troubles(any_format: Callable[[Sequence[Sequence[str]]], Path]) -> None:
    """The troubles of real sheets are understood alike, whatever file they came in, and every row
    is accounted for.
    """
    path = any_format(TROUBLES)
    source = Source(file=path.name, role="lab-team")
    (sheet,) = read(source, path.parent).sheets
    found = understand(sheet, source)
    assert [
        (e.origin.row, e.name and (e.name.first, e.name.last), e.role.group, len(e.addresses))
        for e in found.entries
    ] == [
        (6, ("Matti", "Virtanen"), "Kohtaamo", 1),
        (7, ("Märta", "af Ursin"), "Kohtaamo", 1),
        (8, ("Liisa", "Laine"), "Kohtaamo", 1),
        (8, ("Pekka", "Aho"), "Kohtaamo", 1),
        (10, ("Päivi", "Hyvönen"), "Kohtaamo", 1),
        (11, ("Anna-Liisa", "Korhonen"), "Kohtaamo", 1),
        (17, ("Åke", "Räsänen"), "Yritysluotsi", 2),
        (18, ("Kaisa", "von Essen"), "Yritysluotsi", 0),
    ]
    assert [e.language for e in found.entries] == [None, "sv", None, None, "fi", None, None, None]
    assert [e.role.region for e in found.entries] == [None] * 6 + ["Kainuu"] * 2
    assert [e.unwanted or bool(e.holds) for e in found.entries].index(True) == 4
    assert [(f.origin.row, f.field) for f in found.flaws] == [
        (7, "email"),
        (11, "email"),
        (12, "name"),
        (18, "email"),
    ]
    assert [(o.row, o.kind) for o in found.others if o.kind != "blank"] == [
        (1, "title"),
        (3, "heading"),
        (4, "header"),
        (5, "header"),
        (9, "heading"),
        (13, "total"),
        (15, "heading"),
        (16, "header"),
        (19, "note"),
        (20, "note"),
    ]
    assert len(found.account()) == found.rows == 18
