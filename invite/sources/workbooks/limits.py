"""How far a workbook's cells reach and how much text they stand for, told before anybody makes room
for them.

python-calamine takes memory for the whole area from the first to the last filled cell, and writes
out a shared or repeated text for every cell that shows it: a few kilobytes can ask for a terabyte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from invite.sources.reading import Caps, Unreadable, too_large
from invite.sources.workbooks.archive import Archive, whole_tags
from invite.sources.workbooks.xml import checked
from invite.words import _

_ODS_TAG = re.compile(
    rb"<(/?)(?:\w+:)?(table-row|table-cell|covered-table-cell|table)((?:\s[^>]*?)?)(/?)>|([^<>\s][^<>]*)"
)
_REPEATED = re.compile(rb"""(?:columns|rows)-repeated\s*=\s*["'](\d+)""")
_VALUE = re.compile(rb"""office:(?:value|date-value|time-value|boolean-value|string-value)\s*=""")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0"

BRT_ROW, BRT_LAST_CELL, BRT_CELL_SHARED, BRT_SHARED = 0, 11, 7, 19
"""Record types of [MS-XLSB] 2.3: a row's header, the last kind of filled cell, a cell with a shared
string, a shared string.
"""


def _hold(total: int, caps: Caps) -> None:
    if total > caps.text:
        raise too_large(_("The cells contain more text than a list of people needs."))


def check_ods(archive: Archive, caps: Caps) -> None:
    """Raises Unreadable where the repeated cells and rows of an .ods reach or amount to more than
    the caps.
    """
    area = _OdsArea(caps)
    checked(expat.ParserCreate(), archive.pieces("content.xml"))
    for text in whole_tags(archive.pieces("content.xml")):
        for closing, kind, attributes, empty, content in _ODS_TAG.findall(text):
            if content:
                area.text(len(content))
            else:
                area.tag(kind, bool(closing), bool(empty), attributes)


class _OdsArea:
    """Counts where the filled cells of an .ods lie, tag by tag."""

    def __init__(self, caps: Caps) -> None:
        self.caps = caps
        self.total = self.row = self.rows = self.column = self.cell = self.filled_to = 0
        self.width = self.characters = self.row_text = self.cells = 0

    def tag(self, kind: bytes, closing: bool, empty: bool, attributes: bytes) -> None:
        repeated = int(match[1][:9]) if (match := _REPEATED.search(attributes)) else 1
        if kind == b"table":
            self.row = self.width = 0
        elif kind == b"table-row":
            if not closing:
                self.rows, self.column, self.filled_to, self.row_text = repeated, 0, 0, 0
            if closing or empty:
                self._end_row()
        elif not closing:
            self.column += repeated
            self.cell = repeated
            if _VALUE.search(attributes):
                self.text(len(attributes))

    def text(self, length: int) -> None:
        """Text, so the cell that is open (and all that it is repeated to) is filled."""
        if self.column:
            self.filled_to = self.column
            self.row_text += length * max(1, self.cell)

    def _end_row(self) -> None:
        self.row += self.rows
        if self.filled_to:
            self.width = max(self.width, self.filled_to)
            self.characters += self.row_text * self.rows
            if (
                self.row > self.caps.rows
                or self.width > self.caps.columns
                or self.row * self.width > self.caps.cells
            ):
                raise too_large(
                    _("A sheet covers more than {rows} rows or {columns} columns.").format(
                        rows=self.caps.rows, columns=self.caps.columns
                    )
                )
            _hold(self.characters, self.caps)
        self.column = 0


def check_xlsb(archive: Archive, caps: Caps) -> None:
    """Raises Unreadable where a cell of an .xlsb lies beyond the caps, or its texts amount to
    more.
    """
    lengths = [
        size
        for name in archive.names
        if name.endswith("sharedStrings.bin")
        for k, size, _d in _records(archive, name)
        if k == BRT_SHARED
    ]
    total = 0
    for name in archive.names:
        if not re.search(r"worksheets/[^/]+\.bin$", name):
            continue
        row = width = 0
        for kind, _size, start in _records(archive, name):
            if kind == BRT_ROW:
                row = int.from_bytes(start[:4], "little")
            elif 1 < kind <= BRT_LAST_CELL:
                width = max(width, int.from_bytes(start[:4], "little") + 1)
                if row >= caps.rows or width > caps.columns or (row + 1) * width > caps.cells:
                    raise too_large(
                        _("A sheet covers more than {rows} rows or {columns} columns.").format(
                            rows=caps.rows, columns=caps.columns
                        )
                    )
                if kind == BRT_CELL_SHARED and (
                    index := int.from_bytes(start[8:12], "little")
                ) < len(lengths):
                    total += lengths[index]
                    _hold(total, caps)


def _records(archive: Archive, name: str) -> Iterator[tuple[int, int, bytes]]:
    """(type, size, first 12 bytes) of each record of a part ([MS-XLSB] 2.1.4: both numbers in 7-bit
    groups).
    """
    data = b"".join(archive.pieces(name))
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        yield kind, size, data[at : at + 12]
        at += size


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for i in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * i)
        if byte < 0x80:
            break
    return value, at


def check_xls(data: bytes, caps: Caps) -> None:
    """Raises Unreadable for an old workbook that is an encrypted new one in disguise, or larger
    than any list needs.
    """
    if data[:4] != _OLE:
        raise Unreadable(_("This is not a workbook."), _("Save the list as .xlsx and try again."))
    if ENCRYPTED in data:
        raise Unreadable(
            _("The file is protected by a password."),
            _("Save it without a password and try again."),
        )
    if len(data) > caps.small:
        raise too_large(_("The file is larger than {size} MB.").format(size=caps.small >> 20))
