"""Writes the same rows in every format that invite reads, from the formats' own specifications
where no library does it.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

Rows = Sequence[Sequence[str]]
Write = Callable[[str, Rows], bytes]

ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(rows: Rows) -> bytes:
    """An .xlsx (and, but for its name, an .xlsm) by openpyxl."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Jäsenet"
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: Rows) -> bytes:
    """An .ods: OpenDocument 1.2, the least that is one."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            (
                "<table:table-cell"
                f' office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
                if cell
                else "<table:table-cell/>"
            )
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return ods_of(f'<table:table table:name="Jäsenet">{lines}</table:table>')


def ods_of(body: str) -> bytes:
    """An .ods with these tables."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest'
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
            '<manifest:file-entry manifest:full-path="content.xml"'
            ' manifest:media-type="text/xml"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS_NAMES}'
            ' office:version="1.2"><office:body>'
            f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def _biff12(kind: int, content: bytes = b"") -> bytes:
    """One record of [MS-XLSB] 2.1.4: type and size in groups of seven bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(content)
    groups = bytearray()
    while True:
        groups.append(size & 0x7F | (0x80 if size > 0x7F else 0))
        size >>= 7
        if not size:
            return head + bytes(groups) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: Rows) -> bytes:
    """An .xlsb with the text in its cells (BrtCellSt)."""
    sheet = (
        _biff12(129)
        + _biff12(148, struct.pack("<IIII", 0, len(rows), 0, max(map(len, rows))))
        + _biff12(145)
    )
    for number, row in enumerate(rows):
        sheet += _biff12(0, struct.pack("<IIHBBI", number, 0, 300, 0, 0, 0))
        for column, cell in enumerate(row):
            if cell:
                sheet += _biff12(6, struct.pack("<II", column, 0) + _wide(cell))
    sheet += _biff12(146) + _biff12(130)
    book = (
        _biff12(131)
        + _biff12(143)
        + _biff12(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Jäsenet"))
    )
    book += _biff12(144) + _biff12(132)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="bin"'
            ' ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default'
            ' Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        )
        for name, kind, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.bin"),
            ("xl/_rels/workbook.bin.rels", "worksheet", "worksheets/sheet1.bin"),
        ):
            archive.writestr(
                name,
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1"'
                f' Type="{relation}/{kind}" Target="{target}"/></Relationships>',
            )
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return out.getvalue()


def _biff8(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(rows: Rows) -> bytes:
    """An .xls of Excel 97 ([MS-XLS]): LABEL records in a Workbook stream inside a compound file
    ([MS-CFB]).
    """
    end = _biff8(0x0A)
    name = "Jäsenet".encode("utf-16-le")
    head = _biff8(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6)) + _biff8(
        0x42, struct.pack("<H", 1200)
    )
    bound = struct.pack("<BB", 0, 0) + bytes([len(name) // 2, 1]) + name
    offset = len(head) + 4 + 4 + len(bound) + len(end)
    sheet = _biff8(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    sheet += _biff8(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                text = cell.encode("utf-16-le")
                sheet += _biff8(
                    0x204, struct.pack("<HHHHB", number, column, 0, len(text) // 2, 1) + text
                )
    stream = head + _biff8(0x85, struct.pack("<I", offset) + bound) + end + sheet + end
    return _compound("Workbook", stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0"))


def _compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream of at least 4,096 bytes: header, allocation table, directory,
    the stream.
    """
    sectors = len(stream) // 512
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    tables = -(-(sectors + 1) // 127)
    chain = [table] * tables + [end] + [tables + 2 + i for i in range(sectors - 1)] + [end]
    chain += [free] * (tables * 128 - len(chain))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, end, 0, end, 0)
    header += b"".join(struct.pack("<I", i if i < tables else free) for i in range(109))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0" if name else b""
        return (
            text.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(text), kind, 1, free, free, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    directory = (
        entry("Root Entry", 5, 1, end, 0)
        + entry(name, 2, free, tables + 1, len(stream))
        + 2 * entry("", 0, free, 0, 0)
    )
    return header + struct.pack(f"<{len(chain)}I", *chain) + directory + stream


def text(rows: Rows, separator: str = ";", encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    """A text file as spreadsheet programs write it."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=newline).writerows(rows)
    return out.getvalue().encode(encoding)


FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "a.xlsx": xlsx,
    "a.xlsm": xlsx,
    "a.xls": xls,
    "a.xlsb": xlsb,
    "a.ods": ods,
    "semicolon-cp1252.csv": lambda rows: text(rows, ";", "cp1252"),
    "comma-utf8.csv": lambda rows: text(rows, ",", "utf-8", "\n"),
    "bom.csv": lambda rows: b"\xef\xbb\xbf" + text(rows, ";"),
    "sep.csv": lambda rows: b"sep=;\r\n" + text(rows, ";"),
    "utf16.csv": lambda rows: b"\xff\xfe" + text(rows, "\t", "utf-16-le"),
    "utf16-no-bom.csv": lambda rows: text(rows, "\t", "utf-16-le"),
    "utf16-be.txt": lambda rows: b"\xfe\xff" + text(rows, "\t", "utf-16-be"),
    "mac.csv": lambda rows: text(rows, ";", "mac_roman", "\r"),
    "dos.txt": lambda rows: text(rows, "\t", "cp850"),
    "a.tsv": lambda rows: text(rows, "\t"),
    "pipe.txt": lambda rows: text(rows, "|"),
}


@pytest.fixture(params=FORMATS)
def any_format(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Rows], Path]:
    """Writes rows into a file of one format, each format in turn."""
    name: str = request.param

    def write(rows: Rows) -> Path:
        path = tmp_path / name
        path.write_bytes(FORMATS[name](rows))
        return path

    return write


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows into a file in the format that its name says; gives the bytes."""

    def write(name: str, rows: Rows) -> bytes:
        data = (
            FORMATS["a" + Path(name).suffix](rows)
            if Path(name).suffix not in (".csv", ".txt")
            else text(rows)
        )
        (tmp_path / name).write_bytes(data)
        return data

    return write


@pytest.fixture
def write_ods(tmp_path: Path) -> Callable[[str, str], None]:
    """Writes an .ods with these tables."""

    def write(name: str, body: str) -> None:
        (tmp_path / name).write_bytes(ods_of(body))

    return write
