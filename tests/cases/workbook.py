"""Workbooks written part by part, as programs other than Excel write them: hidden columns,
formulas, odd places in the zip.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell; saved: the value that was saved with it, or None where none was."""

    text: str
    saved: str | None = None


@dataclass(frozen=True, slots=True)
class Error:
    """A typed error cell."""

    text: str


Cell = str | Formula | Error


def cell(value: Cell, place: str) -> str:
    """One cell; place: its `r` attribute, or nothing."""
    match value:
        case Formula(text, None):
            return f"<c{place}><f>{escape(text)}</f></c>"
        case Formula(text, saved):
            return f'<c{place} t="str"><f>{escape(text)}</f><v>{escape(str(saved))}</v></c>'
        case Error(text):
            return f'<c{place} t="e"><v>{text}</v></c>'
        case _:
            return f'<c{place} t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""


def sheet(
    rows: Sequence[Sequence[Cell]],
    *,
    columns: str = "",
    hidden: Sequence[int] = (),
    how: str = 'hidden="1"',
    numbered: bool = True,
) -> str:
    """The XML of a sheet. columns: `<col …/>` elements; hidden: numbers of rows that bear the
    attributes `how`;
    numbered: whether rows and cells say where they stand.
    """
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            cell(value, f' r="{chr(65 + place)}{number}"' if numbered else "")
            or ("" if numbered else "<c/>")
            for place, value in enumerate(row)
        )
        place = f' r="{number}"' if numbered else ""
        lines.append(f"<row{place} {how if number in hidden else ''}>{cells}</row>")
    cols = f"<cols>{columns}</cols>" if columns else ""
    content = f"{cols}<sheetData>{''.join(lines)}</sheetData>"
    return f'<worksheet xmlns="{SPREADSHEET}">{content}</worksheet>'


def book(
    content: str,
    *,
    at: str = "xl/workbook.xml",
    sheet_at: str = "xl/worksheets/sheet1.xml",
    target: str = "worksheets/sheet1.xml",
    name: Callable[[str], str] = str,
    first: str = "",
) -> bytes:
    """A workbook with this one sheet. at, sheet_at: where its parts stand; target: how the workbook
    names its sheet;
    name: what the zip calls a part; first: what stands at the front of every part.
    """
    folder, _, file = at.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{at}" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/{sheet_at}" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{at}"/></Relationships>',
        at: f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Lista" sheetId="1" r:id="rId1"/></sheets></workbook>',
        relations: f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{target}"/></Relationships>',
        sheet_at: content,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(name(part), first + text)
    return out.getvalue()


# A list of three, and their addresses.
PEOPLE = [
    ["Nimi", "Sähköposti", "Organisaatio"],
    ["Aino Malli", "aino.malli@example.org", "Koe Oy"],
    ["Eero Koe", "eero.koe@example.org", "Koe Oy"],
    ["Helmi Mainio", "helmi.mainio@example.org", "Koe Oy"],
]
THREE = {"aino.malli@example.org", "eero.koe@example.org", "helmi.mainio@example.org"}
