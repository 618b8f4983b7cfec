"""Workbooks made to hurt: none aborts, hangs or passes the limits; each is read or a flaw."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cases.workbook import PEOPLE, book, sheet

from invite.sources.read import read_file
from invite.sources.reader import FileReader
from invite.sources.reading import SourceReading

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SECONDS = 25


def read_bytes(folder: Path, content: bytes, name: str = "a.xlsx") -> SourceReading:
    """What is read of a file, in time, and that the next file is read by the same process."""
    (folder / name).write_bytes(content)
    (folder / "next.csv").write_text("Nimi;Sähköposti\nMatti Virtanen;m@example.org\n")
    began = time.monotonic()
    with FileReader() as reader:
        found = read_file(folder / name, folder, reader=reader)
        assert len(read_file(folder / "next.csv", folder, reader=reader).sheets[0].rows) == 2
    assert time.monotonic() - began < SECONDS
    assert bool(found.sheets) != bool(found.flaws)
    assert all(flaw.origin.file == name for flaw in found.flaws)
    return found


def with_parts(content: bytes, **parts: str) -> bytes:
    """The workbook with these parts put in; `__` stands for `/` in their names, `_dot_` for `.`."""
    named = {key.replace("__", "/").replace("_dot_", "."): text for key, text in parts.items()}
    return rezipped(content, named)


def rezipped(content: bytes, parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info.filename, old.read(info))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def of_rows(rows: str) -> bytes:
    return book(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')


MANY = "<row>" + "<c/>" * 16_000 + "</row>"
HURTFUL = {
    "positions without r": of_rows(
        '<row r="1048576"/>' + '<row><c t="n"><v>1</v></c></row>' * 100_000
    ),
    "far rows": of_rows('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    "far cells without r": of_rows(MANY * 100),
    "rows that go back": of_rows('<row r="9"><c r="ZZZ9"><v>1</v></c></row>' * 1000),
    "numbers beyond all": of_rows('<row r="99999999999999999999"><c r="A1"><v>1</v></c></row>'),
    "deep": of_rows("<x>" * 100_000 + "</x>" * 100_000),
    "long attribute": of_rows(f'<row r="1" spans="{"1" * 20_000_000}"/>'),
    "many hidden columns": book(
        sheet(PEOPLE, columns='<col min="1" max="2000000000" hidden="1"/>' * 1000)
    ),
}


@pytest.mark.parametrize("kind", HURTFUL)
def test_hurtful_sheets(kind: str, tmp_path: Path) -> None:
    """Read or refused in time and within the memory, and the next file is read."""
    read_bytes(tmp_path, HURTFUL[kind])


def test_a_larger_mark_in_an_attribute(tmp_path: Path) -> None:
    """`>` in an attribute ends no tag: the row is hidden for us as for Excel."""
    content = book(sheet(PEOPLE, hidden=(3,), how='spans=">" x="/>" hidden="1"'))
    (one,) = read_bytes(tmp_path, content).sheets
    assert [row.number for row in one.rows if row.hidden] == [3]


@pytest.mark.parametrize("spelling", ["xl/Worksheets/Sheet1.XML", "xl\\worksheets\\sheet1.xml"])
def test_parts_under_another_spelling(spelling: str, tmp_path: Path) -> None:
    """What is hidden is so in a part that the library finds by another spelling, too."""
    content = book(
        sheet(PEOPLE, hidden=(3,)),
        name=lambda part: spelling if part == "xl/worksheets/sheet1.xml" else part,
    )
    (one,) = read_bytes(tmp_path, content).sheets
    assert [row.number for row in one.rows if row.hidden] == [3]


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    """Two spellings of one part in a file: nobody can tell which counts, so it is refused."""
    hidden = rezipped(book(sheet(PEOPLE)), {"xl/Worksheets/sheet1.xml": sheet(PEOPLE, hidden=(3,))})
    assert read_bytes(tmp_path, hidden).flaws


def test_hundreds_of_sheets_that_name_one_part(tmp_path: Path) -> None:
    """One part read hundreds of times costs no more than the limits."""
    rows = [*PEOPLE, *([f"Matti {n}", f"m{n}@example.org", ""] for n in range(1000))]
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 400))
    content = with_parts(
        book(sheet(rows)),
        xl__workbook_dot_xml=(
            f'<workbook xmlns="{MAIN}" xmlns:r="{relations}"><sheets>{names}</sheets></workbook>'
        ),
    )
    read_bytes(tmp_path, content)


def test_shared_strings_behind_formulas(tmp_path: Path) -> None:
    """A long text shown by a hundred thousand cells, each behind a formula, stays in the limits."""
    cells = '<c t="s"><f>A1</f><v>0</v></c>' * 1000
    content = with_parts(
        of_rows(f"<row>{cells}</row>" * 100),
        xl__sharedStrings_dot_xml=f'<sst xmlns="{MAIN}"><si><t>{"x" * 1_000_000}</t></si></sst>',
    )
    assert read_bytes(tmp_path, content).flaws


def test_nested_comments(tmp_path: Path) -> None:
    """Comments within comments by the ten thousand are one comment, or none."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    nested = '<comment ref="A2"><text><t>x</t>' * 20_000 + "</text></comment>" * 20_000
    content = with_parts(
        book(sheet(PEOPLE)),
        xl__worksheets___rels__sheet1_dot_xml_dot_rels=(
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId9" Type="{kind}" Target="../comments1.xml"/></Relationships>'
        ),
        xl__comments1_dot_xml=(
            f'<comments xmlns="{MAIN}"><commentList>{nested}</commentList></comments>'
        ),
    )
    read_bytes(tmp_path, content)


def test_repeated_hidden_rows_of_an_ods(
    tmp_path: Path, write_ods: Callable[[str, str], None]
) -> None:
    """Hidden rows repeated a billion times take no memory for each; nor hidden columns."""
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    rows = (
        '<table:table-row table:visibility="collapse"'
        f' table:number-rows-repeated="999999999">{cell}</table:table-row>'
    )
    columns = (
        '<table:table-column table:visibility="collapse"'
        ' table:number-columns-repeated="999999999"/>'
    )
    write_ods("a.ods", f'<table:table table:name="S">{columns}{rows}</table:table>')
    read_bytes(tmp_path, (tmp_path / "a.ods").read_bytes(), "a.ods")


def test_hidden_columns_of_an_ods(tmp_path: Path, write_ods: Callable[[str, str], None]) -> None:
    """The hidden columns of an .ods are known, and those that are seen are not."""
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="2"/>'
    )
    rows = f"<table:table-row>{cell * 3}</table:table-row>"
    write_ods("a.ods", f'<table:table table:name="S">{columns}{rows}</table:table>')
    (one,) = read_file(tmp_path / "a.ods", tmp_path).sheets
    assert one.hidden_columns == frozenset({1})


def test_a_plain_workbook_is_read(tmp_path: Path) -> None:
    """No stricter than it must be: what other programs write is read, with nothing to say."""
    found = read_bytes(tmp_path, book(sheet(PEOPLE)))
    assert [len(one.rows) for one in found.sheets] == [4]
