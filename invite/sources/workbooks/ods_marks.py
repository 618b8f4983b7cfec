"""What an .ods says beside its values: hidden rows, cells merged downwards, links, struck cells,
comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from invite.sources.workbooks.archive import Archive
from invite.sources.workbooks.model import SheetMarks, note

_ANY = re.compile(
    rb"visibility=|number-rows-spanned=|mailto:|line-through|office:annotation|/annotation>"
)
CELLS = frozenset(("table-cell", "covered-table-cell"))
LONGEST_COMMENT = 2000


def look_ods(archive: Archive) -> dict[str, SheetMarks]:
    """The marks of every sheet, by its name; none where a cheap look finds none. The content is
    known to be XML.
    """
    before = b""
    for piece in archive.pieces("content.xml"):
        if _ANY.search(before[-40:] + piece):
            break
        before = piece
    else:
        return {}
    found = _Search()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = (
        found.start,
        found.end,
        found.text,
    )
    for piece in archive.pieces("content.xml"):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return found.sheets


@dataclass(slots=True)
class _Search:
    """Goes through the elements in their order. row, column: where the next row or cell is, from 0;
    their counts: of repeats.
    """

    sheets: dict[str, SheetMarks] = field(default_factory=dict)
    styles: set[str] = field(default_factory=set)
    marks: SheetMarks = field(default_factory=SheetMarks)
    style: str = ""
    row: int = 0
    rows: int = 1
    column: int = 0
    columns: int = 1
    hidden: bool = False
    filled: bool = False
    struck: bool = False
    comment: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "table":
            self.marks = self.sheets.setdefault(attributes.get("table:name", ""), SheetMarks())
            self.row = 0
        elif name == "table-row":
            self.rows, self.column, self.filled = (
                _count(attributes, "table:number-rows-repeated"),
                0,
                False,
            )
            self.hidden = attributes.get("table:visibility", "visible") != "visible"
        elif name in CELLS:
            self._cell(attributes)
        elif name == "annotation":
            self.comment = []
        elif name == "p" and self.comment is not None:
            self.comment.append(" ")
        elif name == "a" and (target := attributes.get("xlink:href", "")):
            note(self.marks.links, (self.row, self.column), target)
        elif name == "style":
            self.style = attributes.get("style:name", "")
        elif name == "text-properties" and self._strikes(attributes):
            self.styles.add(self.style)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.columns = _count(attributes, "table:number-columns-repeated")
        self.struck = attributes.get("table:style-name", "") in self.styles
        spanned = _count(attributes, "table:number-rows-spanned")
        if spanned > 1:
            self.marks.merged.append(
                ((self.row, self.column), (self.row + spanned - 1, self.column))
            )

    def _strikes(self, attributes: dict[str, str]) -> bool:
        kinds = (
            attributes.get(f"style:text-line-through-{kind}", "none") for kind in ("style", "type")
        )
        return any(kind != "none" for kind in kinds)

    def text(self, data: str) -> None:
        """Text of a cell or of a comment on it."""
        if self.comment is not None:
            if self.comment:  # before the first paragraph stand only the writer's name and the date
                self.comment.append(data)
        elif data.strip() and self.column >= 0:
            self.filled = True
            if self.struck:
                self.marks.struck.setdefault(self.row, set()).add(self.column)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if name in CELLS:
            self.column += self.columns
            self.struck = False
        elif name == "table-row":
            if self.hidden and self.filled:
                self.marks.hidden.update(range(self.row + 1, self.row + self.rows + 1))
            self.row += self.rows
        elif name == "annotation" and self.comment is not None:
            said = " ".join("".join(self.comment).split())[:LONGEST_COMMENT]
            self.comment = None
            if said:
                note(self.marks.comments, (self.row, self.column), said)


def _count(attributes: dict[str, str], name: str) -> int:
    number = attributes.get(name, "1")
    return int(number[:9]) if number.isdecimal() else 1
