"""Makes the example project: three sheets as coordinators really keep them, and invite.toml.
`python examples/make.py [DIR]`.
"""

from __future__ import annotations

import csv
import io
import os
import re
import sys
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from examples.guests import (  # noqa: E402 - found only once the path is known: this is a script
    ETELA_POHJANMAA,
    KAINUU,
    LAPPI,
    PIRKANMAA,
    POHJANMAA,
    PROJECTS,
    TEAMS,
    UUSIMAA,
)

BOLD = Font(bold=True)
Line = Sequence[str | int | None]


def make(folder: Path) -> None:
    """Writes the four files of the project into the folder."""
    (folder / "suunnitteluryhmat.xlsx").write_bytes(workbook(planning_groups()))
    (folder / "lab-tiimit.xlsx").write_bytes(workbook([("Tiimit", lab_teams())]))
    (folder / "hankkeet.csv").write_bytes(projects())
    (folder / "invite.toml").write_text(settings(), encoding="utf-8", newline="\n")


def planning_groups() -> list[tuple[str, list[Line]]]:
    """A sheet for each region, no two kept alike."""
    return [
        (
            "Uusimaa",
            [
                ("Uudenmaan suunnitteluryhmä 2025–2026",),
                (),
                ("Etunimi", "Sukunimi", "Organisaatio", "Sähköposti", "Tehtävä"),
                *((g.first, g.last, g.organisation, g.address, g.title) for g in UUSIMAA),
            ],
        ),
        (
            "Kainuu",
            [
                ("Päivitetty 3.9.2026",),
                ("Nimi", "Työpaikka", "S-posti"),
                *((f"{g.first} {g.last}", g.organisation, g.address) for g in KAINUU),
            ],
        ),
        (
            "E-Pohjanmaa",
            [
                ("Sukunimi", "Etunimi", "Organisaatio", "Sähköpostiosoite", "Puhelin"),
                *(
                    (g.last, g.first, g.organisation, g.address, f"050 000 01{n:02}")
                    for n, g in enumerate(ETELA_POHJANMAA, 1)
                ),
                (f"Yhteensä {len(ETELA_POHJANMAA)} jäsentä",),
            ],
        ),
        (
            "Pirkanmaa",
            [
                ("Nimi (sukunimi, etunimi)", "Yhteisö", "E-mail"),
                *((f"{g.last}, {g.first}", g.organisation, g.address) for g in PIRKANMAA),
            ],
        ),
        (
            "Lappi",
            [
                ("Lapin suunnitteluryhmän jäsenet",),
                ("Nro", "Nimi", "Taustaorganisaatio", "Sähköposti"),
                *(
                    (n, f"{g.last} {g.first}", g.organisation, g.address)
                    for n, g in enumerate(LAPPI, 1)
                ),
            ],
        ),
        (
            "Pohjanmaa",
            [
                ("Etunimi", "Sukunimi", "Organisaatio", "Sähköposti", "Kieli"),
                *((g.first, g.last, g.organisation, g.address, g.language) for g in POHJANMAA),
            ],
        ),
    ]


def lab_teams() -> list[Line]:
    """One sheet; the name of each team stands on a line of its own."""
    lines: list[Line] = [
        ("Lab-kehittäjätiimit",),
        (),
        ("Sukunimi", "Etunimi", "Organisaatio", "Sähköposti", "Alue", "Kieli"),
    ]
    for team, members in TEAMS.items():
        lines.append((team,))
        lines += [
            (g.last, g.first, g.organisation, g.address, region, g.language)
            for g, region in members
        ]
    return lines


def projects() -> bytes:
    """CSV as Excel writes it on a Finnish Windows: semicolons, cp1252, CRLF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(("Hanke", "Maakunta", "Vastuuhenkilö", "Sähköposti", "Organisaatio"))
    writer.writerows(
        (name, region, f"{g.first} {g.last}", g.address, g.organisation)
        for name, region, g in PROJECTS
    )
    return text.getvalue().encode("cp1252")


def workbook(sheets: Iterable[tuple[str, list[Line]]]) -> bytes:
    """An .xlsx file: the same bytes whenever it is made."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([cell or None for cell in line])
        _dress(sheet)
    made = io.BytesIO()
    book.save(made)
    return timeless(made.getvalue())


def _dress(sheet: Worksheet) -> None:
    """Bold headings and columns wide enough to read."""
    for row in sheet.iter_rows():
        filled = [cell for cell in row if cell.value is not None]
        if len(filled) == 1 or {"Nimi", "Sukunimi", "Nimi (sukunimi, etunimi)"} & {
            str(cell.value) for cell in filled
        }:
            for cell in filled:
                cell.font = BOLD
    for letter in "ABCDE":
        sheet.column_dimensions[letter].width = 30


def timeless(xlsx: bytes) -> bytes:
    """The same workbook with every time in it set to one: openpyxl and zipfile write the
    present.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-11-02T09:00:00Z", content
                )
            new.writestr(
                zipfile.ZipInfo(name, (2026, 11, 2, 9, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return made.getvalue()


def settings() -> str:
    """The settings, commented as `invite init` writes them."""
    os.environ["LANGUAGE"] = "en"  # the remarks, whatever the language of the one who makes this
    from invite.people.model import Source
    from invite.settings.toml.template import document

    return document(
        {
            "event": {
                "title": "Osaamisen yhteinen aika -ohjelman päätöstilaisuus",
                "starts": datetime.fromisoformat("2027-05-20T13:00:00"),
                "ends": datetime.fromisoformat("2027-05-20T16:00:00"),
                "timezone": "Europe/Helsinki",
                "place": "Juhlatalo Keidas, Esimerkkikatu 1, Helsinki",
                "reply_by": date(2027, 5, 6),
                "language": "fi",
                "registration_url": "https://example.org/ilmo?k={token}",
                "contact": {"name": "Aino Esimerkki", "email": "aino.esimerkki@example.org"},
                "privacy_url": "https://example.org/tietosuoja",
            },
            "sender": {"name": "Osaamisen yhteinen aika", "address": "kutsut@example.org"},
            "delivery": {"courier": "outbox"},
        },
        (
            Source(file="suunnitteluryhmat.xlsx", role="planning-group", region="sheet"),
            Source(file="lab-tiimit.xlsx", role="lab-team"),
            Source(file="hankkeet.csv", role="project-lead"),
        ),
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
