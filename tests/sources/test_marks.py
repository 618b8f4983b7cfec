"""What a workbook says beside its values: links, hidden rows, struck text, comments, merged
cells.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from invite.people.extraction.extract import understand
from invite.people.model import Sheet, Source
from invite.sources.read import read


@pytest.fixture
def book() -> Workbook:
    return Workbook()


def first(book: Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(("Nimi", "Organisaatio", "Sähköposti"))
    for n in range(2, 8):
        sheet.append(("Aino Aho", "THL", f"j{n}@example.org"))
    return sheet


def reread(book: Workbook, folder: Path) -> Sheet:
    book.save(folder / "a.xlsx")
    reading = read(Source(file="a.xlsx", role="x"), folder)
    assert reading.flaws == ()
    return reading.sheets[0]


def test_links(book: Workbook, tmp_path: Path) -> None:
    """The target of a link is told for its cell, also that of a HYPERLINK formula, which is never
    evaluated.
    """
    sheet = first(book)
    sheet["A2"].hyperlink = "mailto:maija@example.org?subject=a&body=b"
    sheet["C3"].hyperlink = "https://example.org/?a=1&b=2"
    sheet["A4"] = '=HYPERLINK("mailto:matti@example.org","Matti")'
    rows = reread(book, tmp_path).rows
    assert dict(rows[1].links) == {0: "mailto:maija@example.org?subject=a&body=b"}
    assert dict(rows[2].links) == {2: "https://example.org/?a=1&b=2"}
    assert dict(rows[3].links) == {0: "mailto:matti@example.org"}
    assert dict(rows[4].links) == {}


def test_hidden_rows_and_sheets(book: Workbook, tmp_path: Path) -> None:
    """Hidden rows and sheets are told."""
    sheet = first(book)
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[7].hidden = True
    other = book.create_sheet("Vanhat")
    other.append(("Nimi",))
    other.sheet_state = "hidden"
    rows = reread(book, tmp_path).rows
    assert [row.number for row in rows if row.hidden] == [3, 7]
    assert [s.hidden for s in read(Source(file="a.xlsx", role="x"), tmp_path).sheets] == [
        False,
        True,
    ]


def test_struck_cells(book: Workbook, tmp_path: Path) -> None:
    """A row is struck through when all its text is; else the cells that are, are told."""
    sheet = first(book)
    for cell in sheet[2]:
        cell.font = Font(strike=True)
    sheet["A4"].font = Font(strike=True, bold=True)
    rows = reread(book, tmp_path).rows
    assert [
        (row.number, row.struck, set(row.struck_cells)) for row in rows if row.struck_cells
    ] == [
        (2, True, {0, 1, 2}),
        (4, False, {0}),
    ]


def test_struck_text_within_a_cell(book: Workbook, tmp_path: Path) -> None:
    """Of a cell part of which is struck through, the rest is what it says; wholly struck rich text
    counts as struck.
    """
    sheet = first(book)
    gone = InlineFont(strike=True)
    sheet["C2"] = CellRichText(TextBlock(gone, "vanha@example.org "), "uusi@example.org")
    sheet["A3"] = CellRichText(TextBlock(gone, "Matti "), TextBlock(gone, "Virtanen"))
    rows = reread(book, tmp_path).rows
    assert rows[1].cells[2] == "uusi@example.org"
    assert (rows[1].struck_cells, rows[2].struck_cells) == (frozenset(), frozenset({0}))


def test_comments(book: Workbook, tmp_path: Path) -> None:
    """A comment on a cell is told, and becomes a note for the coordinator."""
    sheet = first(book)
    sheet["A2"].comment = Comment("Jää eläkkeelle tammikuussa", "Aino")
    found = reread(book, tmp_path)
    assert "eläkkeelle" in found.rows[1].comments[0]
    (flaw,) = understand(found, Source(file="a.xlsx", role="x")).flaws
    assert (flaw.field, flaw.origin.row, flaw.severity) == ("comment", 2, "note")


def test_merged_cells(book: Workbook, tmp_path: Path) -> None:
    """What stands in a cell merged over several rows holds for each of them."""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(("Hankkeiden vastuuhenkilöt", None, None))
    sheet.append(("Hanke", "Nimi", "Sähköposti"))
    sheet.append(("Taitotarjotin", "Matti Virtanen", "m@example.org"))
    sheet.append((None, "Liisa Laine", "l@example.org"))
    sheet.append((None, "Aatu Aho", "a@example.org"))
    sheet.append(("Osaamiskartta", "Eero Elo", "e@example.org"))
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A5")
    found = understand(reread(book, tmp_path), Source(file="a.xlsx", role="project-lead"))
    assert [e.role.group for e in found.entries] == ["Taitotarjotin"] * 3 + ["Osaamiskartta"]
    assert found.flaws == ()


def test_ods(write_ods: Callable[[str, str], None], tmp_path: Path) -> None:
    """An .ods tells the same: hidden rows, links, cells merged downwards, comments without who
    wrote them.
    """

    def cell(inside: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string"{more}>{inside}</table:table-cell>'

    link = (
        '<text:p><text:a xmlns:xlink="x" xlink:href="mailto:maija@example.org">Maija'
        " Esimerkki</text:a></text:p>"
    )
    written = '<dc:creator xmlns:dc="d">Aino</dc:creator><text:p>Jää eläkkeelle</text:p>'
    comment = f"<office:annotation>{written}</office:annotation><text:p>Matti Malli</text:p>"
    empty = (
        '<table:table-row table:visibility="collapse"'
        ' table:number-rows-repeated="1048500"><table:table-cell/></table:table-row>'
    )
    rows = (
        cell("<text:p>Nimi</text:p>") + cell("<text:p>Hanke</text:p>"),
        cell(link) + cell("<text:p>Taitotarjotin</text:p>", ' table:number-rows-spanned="2"'),
        cell(comment) + "<table:covered-table-cell/>",
    )
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    hidden = (
        "<table:table-row"
        f' table:visibility="filter">{cell("<text:p>Piilo Rivi</text:p>")}</table:table-row>'
    )
    write_ods("a.ods", f'<table:table table:name="S">{lines}{hidden}{empty}</table:table>')
    found = read(Source(file="a.ods", role="x"), tmp_path).sheets[0].rows
    assert [row.cells[1] for row in found] == ["Hanke", "Taitotarjotin", "Taitotarjotin", ""]
    assert [row.number for row in found if row.hidden] == [4]
    assert dict(found[1].links) == {0: "mailto:maija@example.org"}
    assert dict(found[2].comments) == {0: "Jää eläkkeelle"}


def test_struck_cells_of_an_ods(write_ods: Callable[[str, str], None], tmp_path: Path) -> None:
    """A style of an .ods that strikes through is known from the cells that bear it, and an ordinary
    one is none.
    """
    style = (
        '<style:style style:name="{}" style:family="table-cell"><style:text-properties'
        " {}/></style:style>"
    )
    struck = style.format("gone", 'style:text-line-through-style="solid"') + style.format(
        "plain", 'style:text-line-through-style="none"'
    )
    cells = "".join(
        f'<table:table-cell table:style-name="{name}"'
        f' office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        for name in ("gone", "plain")
    )
    write_ods(
        "a.ods",
        f"{struck}<table:table"
        f' table:name="S"><table:table-row>{cells}</table:table-row></table:table>',
    )
    (row,) = read(Source(file="a.ods", role="x"), tmp_path).sheets[0].rows
    assert (row.struck_cells, row.struck) == (frozenset({0}), False)


def test_values(book: Workbook, tmp_path: Path) -> None:
    """Numbers, dates, times and truths read as a person would read them."""
    from datetime import date, datetime, time

    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(
        (
            358401234567,
            1.5,
            date(2022, 5, 1),
            datetime(2022, 5, 1, 13, 30),  # noqa: DTZ001 - cells know no zones
            time(9, 0),
            True,
            "PÃ¤ivi",
            0.1,
        )
    )
    assert reread(book, tmp_path).rows[0].cells == (
        "358401234567", "1.5", "2022-05-01", "2022-05-01 13:30", "09:00:00", "TRUE", "Päivi", "0.1"
    )  # fmt: skip


def test_offset(book: Workbook, tmp_path: Path) -> None:
    """A table that begins far from the corner keeps its row and column numbers."""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["C5"] = "x"
    sheet["D6"] = "y"
    sheet["D6"].hyperlink = "mailto:y@example.org"
    rows = reread(book, tmp_path).rows
    assert [(row.number, row.cells) for row in rows][4:] == [
        (5, ("", "", "x", "")),
        (6, ("", "", "", "y")),
    ]
    assert dict(rows[5].links) == {3: "mailto:y@example.org"}
