"""Reads a sheet's XML for what python-calamine does not tell: hidden rows and columns, links,
struck text, errors, formulas without a saved value.

By expat, element by element: what is hidden or struck is decided by a real XML reader. Only the
beginnings of elements are heard (text where it matters), so that it takes little more than the
library itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import unescape
from xml.parsers import expat

from invite.sources.caps import Caps, too_large
from invite.sources.workbooks.archive import Archive
from invite.sources.workbooks.model import Cell, Rich, SheetMarks, cell, note
from invite.sources.workbooks.xlsx_outline import outline
from invite.sources.workbooks.xlsx_package import (
    book_of,
    relations,
    rich_strings,
    sheets_of,
    struck_styles,
)
from invite.sources.workbooks.xml import checked, local_name
from invite.words import _

LONGEST_COMMENT = 2000
_OFF = ("0", "false", "off")
NO_PLACE: Mapping[str, str] = {}


def marks_of(archive: Archive, caps: Caps) -> dict[str, SheetMarks]:
    """The marks of every sheet of an .xlsx or .xlsm, by the sheet's name. Raises Unreadable over a
    cap or for a damaged part.
    """
    styles, rich = struck_styles(archive), rich_strings(archive)
    sheets = sheets_of(archive, book_of(archive))
    parts = dict.fromkeys(part for _name, part in sheets)  # hundreds of sheets may name one part
    marks = {part: SheetXml(archive, styles, rich, caps).read(part) for part in parts}
    return {name: marks[part] for name, part in sheets}


class SheetXml:
    """One sheet's part of an .xlsx. styles: those that are struck through; rich: shared strings
    that are.
    """

    def __init__(self, archive: Archive, styles: frozenset[str], rich: Rich, caps: Caps) -> None:
        self.archive, self.caps, self.styles, self.rich = archive, caps, styles, rich
        self.marks = SheetMarks()
        self.row, self.after = 0, -1
        self.placed: Mapping[str, str] = NO_PLACE
        self.cell: Mapping[str, str] = {}
        self.runs: list[tuple[bool, list[str]]] = []
        self.struck: Cell = (0, 0)
        self.links: list[tuple[str, str]] = []
        self.watched = bool(styles)
        self.inline = self.far = False
        self.heard: list[str] = []
        self.then: Callable[[str], None] | None = None
        self.parser = expat.ParserCreate()
        self.names = ("c", "v")
        self.quiet: frozenset[str] = frozenset()
        self.heard_kinds = ("e", "s") if rich.whole or rich.kept else ("e",)
        self.kinds: dict[str, Callable[[dict[str, str]], None] | None] = {}

    def read(self, part: str) -> SheetMarks:
        """The marks of the sheet. Raises Unreadable for what is no XML, and over a cap."""
        content = self.archive.content(part)
        rich = self.rich.whole or self.rich.kept
        self._parse(content if rich else outline(content, self.styles))
        if self.far:  # a cell that is filled there is refused
            SheetXml(self.archive, self.styles, self.rich, self.caps)._parse(content)
        found = relations(self.archive, part)
        targets = {key: target for key, kind, target in found if kind == "hyperlink"}
        for ref, key in self.links:
            if target := targets.get(key):
                # A link over several cells (A1:B9) belongs to each; the first is where the text of
                # a merged cell stands.
                note(self.marks.links, cell(ref.partition(":")[0]), unescape(target))
        for _key, kind, target in found:
            if kind == "comments":
                _Comments(self.marks).read(self.archive, target)
        return self.marks

    def _parse(self, content: bytes | bytearray) -> None:
        self.inline = b"strike" in content or b"\0" in content  # which UTF-16 is full of
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        checked(self.parser, (content,))
        self._end_text()
        self._end_runs()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins. Cells and their values are nine of ten: they are looked at here, and
        no further where nothing is to be said of them.
        """
        if name in self.quiet:
            return
        if self.then:
            self._end_text()
        if name == self.names[0]:
            if "r" not in attributes:
                self.after += 1
                if "r" in self.cell:
                    self.placed, self.after = self.cell, 1
            self.cell = attributes
        elif name == self.names[1]:
            if self.watched or self.cell.get("t") in self.heard_kinds:
                self._on_v(attributes)
        else:
            if name not in self.kinds:
                self.kinds[name] = getattr(self, "_on_" + local_name(name), None)
            if handler := self.kinds[name]:
                handler(attributes)

    def _on_sheetData(self, _attributes: dict[str, str]) -> None:  # noqa: N802 - an element's name
        """The cells begin: their elements bear the prefix that this one does."""
        prefix = next(name for name in self.kinds if local_name(name) == "sheetData")[:-9]
        self.names = (prefix + "c", prefix + "v")
        if not self.inline and not self.styles:
            self.quiet = frozenset(prefix + name for name in ("is", "t"))

    def _on_row(self, attributes: dict[str, str]) -> None:
        if self.runs:
            self._end_runs()
        number = attributes.get("r", "")
        self.row = int(number[:9]) if number.isdecimal() else self.row + 1
        self.cell = self.placed = NO_PLACE
        self.after = -1
        if self.row > self.caps.rows:
            self.watched = self.far = True
        if "hidden" in attributes or "ht" in attributes:
            flat = attributes.get("customHeight", "0") not in _OFF and _is_zero(attributes, "ht")
            if attributes.get("hidden", "0") not in _OFF or flat:
                self.marks.hidden.add(self.row)

    def _on_v(self, _attributes: dict[str, str]) -> None:
        self._filled()
        kind = self.cell.get("t")
        if kind == "e":
            self._hear(self._error)
        elif kind == "s" and (self.rich.whole or self.rich.kept):
            self._hear(self._shared)

    def _on_is(self, _attributes: dict[str, str]) -> None:
        if self.runs:
            self._end_runs()
        self._filled()

    def _on_f(self, _attributes: dict[str, str]) -> None:
        if self.cell.get("t") not in ("str", "e"):
            self._filled()
            row, column = self._where()
            self.marks.formulas.setdefault(row, set()).add(column)
        self._hear(self._formula)

    def _on_r(self, _attributes: dict[str, str]) -> None:
        if self.inline:
            self.runs.append((False, []))

    def _on_strike(self, attributes: dict[str, str]) -> None:
        if self.runs and attributes.get("val", "1") not in _OFF:
            self.runs[-1] = (True, self.runs[-1][1])
            self.struck = self._where()

    def _on_t(self, _attributes: dict[str, str]) -> None:
        if self.runs:
            self._hear(self.runs[-1][1].append)

    def _on_col(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden", "0") not in _OFF or _is_zero(attributes, "width"):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                most = min(int(last[:9]), self.caps.columns)
                self.marks.hidden_columns.update(range(int(first[:9]) - 1, most))

    def _on_hyperlink(self, attributes: dict[str, str]) -> None:
        key = next((value for name, value in attributes.items() if local_name(name) == "id"), "")
        self.links.append((attributes.get("ref", ""), key))

    def _hear(self, then: Callable[[str], None]) -> None:
        """Collects the text up to the next element, for this function."""
        self.then = then
        self.parser.CharacterDataHandler = self.heard.append

    def _end_text(self) -> None:
        self.parser.CharacterDataHandler = None
        text, self.heard = "".join(self.heard), []
        then, self.then = self.then, None
        if then:
            then(text)

    def _where(self) -> Cell:
        """The row and column of the cell, both from 0. What says not where it stands, stands next
        to the one before.
        """
        if "r" in self.cell:
            return cell(self.cell["r"])
        if "r" not in self.placed:
            return self.row - 1, self.after
        row, column = cell(self.placed["r"])
        return row, column + self.after

    def _filled(self) -> None:
        """Marks a struck cell that holds a value, and holds the farthest one to the caps."""
        if self.styles and self.cell.get("s") in self.styles:
            self.marks.keep(self._where(), "")
        if self.watched:
            row, column = self._where()
            if row >= self.caps.rows or column >= self.caps.columns:
                raise too_large(
                    _(
                        "A sheet reaches to row {row} and column {column}; at most {rows} and"
                        " {columns} are read."
                    ).format(
                        row=row + 1,
                        column=column + 1,
                        rows=self.caps.rows,
                        columns=self.caps.columns,
                    )
                )

    def _error(self, text: str) -> None:
        note(self.marks.errors, self._where(), text.strip() or "#N/A")

    def _shared(self, text: str) -> None:
        number = text.strip()
        index = int(number[:9]) if number.isdecimal() else -1
        whole = index in self.rich.whole
        self.marks.keep(self._where(), "" if whole else self.rich.kept.get(index))

    def _formula(self, text: str) -> None:
        head, quote, rest = text.strip().partition('"')
        if quote and head.strip().upper() == "HYPERLINK(":
            note(self.marks.links, self._where(), rest.partition('"')[0][:500])

    def _end_runs(self) -> None:
        """What is left of rich text written into the cell itself, as some programs do."""
        runs, self.runs = self.runs, []
        texts = [(struck, "".join(parts)) for struck, parts in runs]
        if any(struck and text.strip() for struck, text in texts):
            kept = "".join(text for struck, text in texts if not struck).strip()
            self.marks.keep(self.struck, kept)


class _Comments:
    """Reads the comments on a sheet's cells; one within another belongs to the outer one."""

    def __init__(self, marks: SheetMarks) -> None:
        self.marks = marks
        self.depth = 0
        self.ref = ""
        self.text: list[str] | None = None
        self.said: list[str] = []

    def read(self, archive: Archive, part: str) -> None:
        """Notes the comments of this part."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._hear
        checked(parser, archive.pieces(part), or_nothing=True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match local_name(name):
            case "comment":
                self.depth += 1
                if self.depth == 1:
                    self.ref, self.said = attributes.get("ref", ""), []
            case "t":
                self.text = []

    def _end(self, name: str) -> None:
        match local_name(name):
            case "t":
                self.said += self.text or ()
                self.text = None
            case "comment":
                self.depth -= 1
                if self.depth == 0 and (text := "".join(self.said).strip()):
                    note(self.marks.comments, cell(self.ref), text[:LONGEST_COMMENT])

    def _hear(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)


def _is_zero(attributes: Mapping[str, str], name: str) -> bool:
    try:
        return float(attributes.get(name, "1")) == 0
    except ValueError:
        return False
