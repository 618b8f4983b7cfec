"""What an .ods says beside its values: hidden rows, cells merged downwards, links, struck cells,
comments.
"""

from __future__ import annotations

from xml.parsers import expat

from invite.sources.caps import Caps
from invite.sources.workbooks.archive import Archive
from invite.sources.workbooks.model import SheetMarks, note
from invite.sources.workbooks.xml import checked

CELLS = frozenset(("table-cell", "covered-table-cell"))
LONGEST_COMMENT = 2000


def look_ods(archive: Archive, caps: Caps) -> dict[str, SheetMarks]:
    """The marks of every sheet, by its name. Raises Unreadable where the content is no XML: on one
    that is cut off python-calamine was seen to run for ever.
    """
    found = _Search(caps.rows, caps.columns)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = (
        found.start,
        found.end,
        found.text,
    )
    checked(parser, archive.pieces("content.xml"))
    return found.sheets


class _Search:
    """Goes through the elements in their order. row, column: where the next row or cell is, from 0;
    their counts: of repeats.
    """

    def __init__(self, most_rows: int, most_columns: int) -> None:
        self.most_rows, self.most_columns = most_rows, most_columns
        self.sheets: dict[str, SheetMarks] = {}
        self.styles: set[str] = set()
        self.marks = SheetMarks()
        self.style = ""
        self.row = self.column = self.table_column = 0
        self.rows = self.columns = 1
        self.hidden = self.filled = self.struck = self.broken = False
        self.comment: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "table":
            self.marks = self.sheets.setdefault(attributes.get("table:name", ""), SheetMarks())
            self.row = self.table_column = 0
        elif name == "table-column":
            repeated = _count(attributes, "table:number-columns-repeated")
            if attributes.get("table:visibility", "visible") != "visible":
                last = min(self.table_column + repeated, self.most_columns)
                self.marks.hidden_columns.update(range(self.table_column, last))
            self.table_column += repeated
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
        self.broken = attributes.get("calcext:value-type") == "error"
        if "table:formula" in attributes and not any(
            name in attributes for name in ("office:value-type", "calcext:value-type")
        ):
            self.marks.formulas.setdefault(self.row, set()).add(self.column)
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
            if self.broken:
                note(self.marks.errors, (self.row, self.column), data.strip())
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
                last = min(self.row + self.rows, self.most_rows)
                self.marks.hidden.update(range(self.row + 1, last + 1))
            self.row += self.rows
        elif name == "annotation" and self.comment is not None:
            said = " ".join("".join(self.comment).split())[:LONGEST_COMMENT]
            self.comment = None
            if said:
                note(self.marks.comments, (self.row, self.column), said)


def _count(attributes: dict[str, str], name: str) -> int:
    number = attributes.get(name, "1")
    return int(number[:9]) if number.isdecimal() else 1
