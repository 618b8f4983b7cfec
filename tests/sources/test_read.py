"""Files found, files refused: each trouble is a flaw, and harms nobody else."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from invite.people.model import Flaw, Severity, Source
from invite.sources.read import Caps, SourceReading, read

Write = Callable[[str, Sequence[Sequence[str]]], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS = (("Nimi", "Sähköposti"), ("Matti Virtanen", "matti@example.org"))


def reading(folder: Path, file: str, **given: object) -> SourceReading:
    return read(Source(file=file, role="x", **given), folder)  # type: ignore[arg-type]  # a test's shorthand


def only_flaw(folder: Path, file: str) -> Flaw:
    found = reading(folder, file)
    assert found.sheets == ()
    (flaw,) = found.flaws
    assert (flaw.field, flaw.severity, flaw.origin.row) == ("file", Severity.ERROR, None)
    return flaw


def test_files_are_known_again(write: Write, tmp_path: Path) -> None:
    """Each file comes with its path from the folder, size, time and digest."""
    (tmp_path / "alueet").mkdir()
    data = write("alueet/b.csv", ROWS)
    (file,) = reading(tmp_path, "alueet/b.csv").files
    assert (file.path, file.size, file.digest) == (
        "alueet/b.csv",
        len(data),
        hashlib.sha256(data).hexdigest(),
    )
    assert file.mtime_ns == (tmp_path / "alueet/b.csv").stat().st_mtime_ns


def test_pattern(write: Write, tmp_path: Path) -> None:
    """A pattern gives all files in order, without what Excel keeps beside an open one; that one is
    told to be open.
    """
    (tmp_path / "alueet").mkdir()
    for name in ("alueet/Lappi.xlsx", "alueet/Kainuu.xlsx"):
        write(name, ROWS)
    (tmp_path / "alueet/~$Lappi.xlsx").write_bytes(b"\0" * 165)
    found = reading(tmp_path, "alueet/*.xlsx")
    assert [sheet.file for sheet in found.sheets] == ["alueet/Kainuu.xlsx", "alueet/Lappi.xlsx"]
    assert [(f.origin.file, f.severity) for f in found.flaws] == [
        ("alueet/Lappi.xlsx", Severity.NOTE)
    ]


def test_one_bad_file_harms_nobody_else(write: Write, tmp_path: Path) -> None:
    """The other files of a pattern are read."""
    write("a.xlsx", ROWS)
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    found = reading(tmp_path, "*.xlsx")
    assert [s.file for s in found.sheets] == ["a.xlsx"]
    assert [f.origin.file for f in found.flaws] == ["b.xlsx"]


def test_missing(write: Write, tmp_path: Path) -> None:
    """A file that is not there is told with the one that was probably meant; so are an empty
    pattern and an empty folder.
    """
    write("vieraat.xlsx", ROWS)
    assert "vieraat.xlsx" in only_flaw(tmp_path, "vieras.xlsx").hint
    only_flaw(tmp_path, "alueet/*.xlsx")
    (tmp_path / "tyhja").mkdir()
    only_flaw(tmp_path, "tyhja")
    only_flaw(tmp_path, "a\0b.xlsx")


def test_sheets_wanted(write: Write, tmp_path: Path) -> None:
    """Only the sheets that the settings name are read; one that is not there is told with those
    that are.
    """
    write("a.xlsx", ROWS)
    assert len(reading(tmp_path, "a.xlsx", sheets=("jäsenet",)).sheets) == 1
    found = reading(tmp_path, "a.xlsx", sheets=("Kainuu",))
    assert found.sheets == ()
    assert "Jäsenet" in found.flaws[0].hint


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b""),
        ("a.csv", b""),
        ("a.xlsx", b"Nimi;S-posti\r\n"),
        ("a.xlsx", b"<html><table></table></html>"),
        ("a.xls", b"<html><table></table></html>"),
        ("a.xls", OLE + b"\0" * 2000),
        ("a.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600),
        ("a.csv", b"PK\x03\x04" + b"\0" * 100),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\1\2" * 400),
        ("a.csv", b"%PDF-1.7 " + b"x" * 100),
        ("a.pdf", b"%PDF-1.7"),
        ("a.docx", b"PK\x03\x04"),
        ("a.ods", b"PK\x05\x06" + b"\0" * 18),
    ],
)
def test_no_spreadsheet(tmp_path: Path, name: str, content: bytes) -> None:
    """What is no spreadsheet, or not the one that its name says, gets one clear error."""
    (tmp_path / name).write_bytes(content)
    assert only_flaw(tmp_path, name).problem


def test_encrypted_is_told(tmp_path: Path) -> None:
    """A workbook with a password is told to have one."""
    (tmp_path / "a.xlsx").write_bytes(
        OLE + "EncryptedPackage".encode("utf-16-le").ljust(2000, b"\0")
    )
    assert "password" in only_flaw(tmp_path, "a.xlsx").problem


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.xlsb", "a.ods"])
def test_truncated(write: Write, tmp_path: Path, name: str) -> None:
    """A file cut off anywhere is an error or is read, never a traceback."""
    data = write(name, ROWS)
    for part in range(1, 12):
        (tmp_path / name).write_bytes(data[: len(data) * part // 12])
        found = reading(tmp_path, name)
        assert found.sheets or found.flaws[0].severity is Severity.ERROR


def workbook_with(sheet: bytes, shared: bytes = b"", styles: bytes = b"") -> bytes:
    """An .xlsx whose only sheet is this XML."""
    out = io.BytesIO()
    Workbook().save(out)
    again = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        given = {
            "xl/worksheets/sheet1.xml": sheet,
            "xl/styles.xml": styles,
            "xl/sharedStrings.xml": shared,
        }
        parts = {name: old.read(name) for name in old.namelist()} | {
            name: part for name, part in given.items() if part
        }
        for name, part in parts.items():
            new.writestr(name, part)
    return again.getvalue()


SHEET = (
    b"<worksheet"
    b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
)
BOMBS = {
    "far cell": workbook_with(
        SHEET % b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    ),
    "far cell, quoted otherwise": workbook_with(
        SHEET % b"<row><c t='n' r = 'xfd1048576'><v>1</v></c></row>"
    ),
    "wide and long": workbook_with(
        SHEET
        % b'<row r="1"><c r="ZY1"><v>1</v></c></row><row r="90000"><c r="A90000"><v>1</v></c></row>'
    ),
    "too many bytes": workbook_with(SHEET % (b"<row/>" * 50_000_000)),
    "shared string shown often": workbook_with(
        SHEET % ((b"<row>" + b'<c t="s"><v>0</v></c>' * 100 + b"</row>") * 1000),
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"x" * 1_000_000
        + b"</t></si></sst>",
    ),
    "entities": workbook_with(
        SHEET % b"<row/>",
        styles=(
            b'<!DOCTYPE s [<!ENTITY a "strike"><!ENTITY b "&a;&a;">]><styleSheet>&b;</styleSheet>'
        ),
    ),
}


def test_numbers(tmp_path: Path) -> None:
    """A document of Apple's Numbers is not read, and it is said how to make one that is."""
    (tmp_path / "vieraat.numbers").write_bytes(b"PK\x03\x04")
    assert "Export To, Excel" in only_flaw(tmp_path, "vieraat.numbers").hint


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs(tmp_path: Path, bomb: str) -> None:
    """A small file that asks for all memory there is, is refused before anybody makes room for
    it.
    """
    (tmp_path / "a.xlsx").write_bytes(BOMBS[bomb])
    assert "damaged" not in only_flaw(tmp_path, "a.xlsx").problem


def test_formatted_empty_cells_are_no_bomb(tmp_path: Path) -> None:
    """No stricter than it must be: empty cells formatted to the last row and column are nothing."""
    far = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="1048576"><c'
        b' r="XFD1048576" s="0"/></row>'
    )
    (tmp_path / "a.xlsx").write_bytes(workbook_with(SHEET % far))
    (sheet,) = reading(tmp_path, "a.xlsx").sheets
    assert [row.cells for row in sheet.rows] == [("x",)]


def test_ods_repeats(tmp_path: Path, write_ods: Callable[[str, str], None]) -> None:
    """An .ods that repeats filled cells to the end is refused; one that repeats empty ones, as all
    do, is read.
    """
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048570">{empty}</table:table-row>'
    write_ods(
        "a.ods",
        "<table:table"
        f' table:name="S"><table:table-row>{cell}</table:table-row>{rest}</table:table>',
    )
    assert len(reading(tmp_path, "a.ods").sheets[0].rows) == 1
    many = cell.replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"'
    )
    for row in (
        '<table:table-row table:number-rows-repeated="400000">' + cell,
        "<table:table-row>" + many,
    ):
        write_ods("b.ods", f'<table:table table:name="S">{row}</table:table-row></table:table>')
        only_flaw(tmp_path, "b.ods")
    write_ods(
        "c.ods",
        "<table:table"
        f' table:name="S">{rest}<table:table-row>{cell}</table:table-row></table:table>',
    )
    only_flaw(tmp_path, "c.ods")


def test_caps_can_be_set(write: Write, tmp_path: Path) -> None:
    """A caller may allow less, or more."""
    write("a.csv", [("x",)] * 50)
    small = Caps(rows=10)
    assert (
        read(Source(file="a.csv", role="x"), tmp_path, caps=small).flaws[0].severity
        is Severity.ERROR
    )
    assert read(Source(file="a.csv", role="x"), tmp_path).flaws == ()


def test_cut_off_ods(tmp_path: Path, write_ods: Callable[[str, str], None]) -> None:
    """An .ods whose content ends in the middle is told to be damaged at once."""
    write_ods("a.ods", '<table:table table:name="S"><table:table-row><table:table-cell>')
    assert "XML" in only_flaw(tmp_path, "a.ods").problem
