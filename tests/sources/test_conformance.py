"""The same people in every format give the same people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from invite.people.clean import understand
from invite.people.model import Source
from invite.sources.read import read

ROWS = (
    ("Kainuun suunnitteluryhmän jäsenet", "", "", "", ""),
    ("Päivitetty 12.5.2022", "", "", "", ""),
    ("", "", "", "", ""),
    ("Nimi", "Taustaorganisaatio", "Sähköposti", "Puh.", "Ruokavalio"),
    ("Päivi Hägglund", "Kajaanin ammattikorkeakoulu", "paivi.hagglund@example.org", "040 123 4567", ""),
    ("Åke Söderström", "Pöytyän kunta", "mailto:ake.soderstrom@example.org;", "+358 50 765 4321", "gluteeniton, vähälaktoosinen"),
    ("Märta von Essen", "Öljymäki & pojat Oy", "Märta von Essen <marta.von.essen@example.org>", "", "vegaani"),
    ("", "", "", "", ""),
    ("Jääskeläinen Väinö", 'Osuuskunta "Älä hötkyile" r.y.', "vaino.jaaskelainen@example.org", "", ""),
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
    assert [(e.name and (e.name.first, e.name.last), *(a.written for a in e.addresses)) for e in understood.entries] == [
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
    assert sheet.name == ("Jäsenet" if path.name.startswith("a.") and path.suffix != ".tsv" else None)
