"""Searches a sheet's XML for its marks and its extent, piece by piece, with patterns.

It takes a fraction of what openpyxl takes for the same, and no more memory than a few pieces. Every
pattern stays within one tag (`[^<>]`), so that a hostile file cannot make it search for hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from invite.sources.reading import Caps, too_large
from invite.sources.workbooks.archive import Archive, whole_tags
from invite.sources.workbooks.limits import check_strings
from invite.sources.workbooks.model import NO_RICH, Rich, SheetMarks, cell, note
from invite.sources.workbooks.xlsx_package import (
    book_of,
    relations,
    rich_strings,
    sheets_of,
    struck_styles,
    struck_text,
)
from invite.sources.workbooks.xml import parse
from invite.words import _

# Patterns that begin with plain letters are found several times as fast, so the usual spelling has
# one of its own.
_FAR_OR_WIDE = re.compile(rb""" r="(?:[A-Za-z]{2}|[A-Za-z]\d{6})""")
_ODD = (re.compile(rb"""<c(?! r=")\s"""), re.compile(rb":c\s"))
_FAR_OR_WIDE_ODD = re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{2}|[A-Za-z]\d{6})""")
_FAR = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{3,}\d+|[A-Za-z]+\d{6,})["']""")
_WIDE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{2,}\d+)["']""")
_ROWS = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]+(\d+)["']""")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)""")
_HIDDEN = re.compile(rb"""hidden\s*=\s*["'](?:1|true)""")
_CELL_NAME = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+\d+)""")
_LINK = re.compile(rb"hyperlink\s")
_LINK_PARTS = re.compile(r"""(?:^|\s)(?:\w+:)?(ref|id)\s*=\s*["']([^"']*)""")
_OPENING = rb"""<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br\s*=\s*["']([A-Za-z]+\d+)["']"""
_FORMULA = re.compile(
    _OPENING
    + rb"""[^<>]{0,500}>\s*<(?:\w{1,20}:)?f[^<>]{0,500}>\s*HYPERLINK\((?:"|&quot;)([^"&<]{1,500})"""
)
_SHARED = re.compile(
    _OPENING + rb"""[^<>]{0,500}?\bt\s*=\s*["']s["'][^<>]{0,500}>\s*<(?:\w{1,20}:)?v>(\d+)<"""
)
_INLINE = re.compile(_OPENING + rb"""[^<>]{0,500}>\s*<(?:\w{1,20}:)?is>""")
_INLINE_END = re.compile(rb"</(?:\w{1,20}:)?is>")
LONGEST_TAG = 4000
LONGEST_TEXT = 20_000
MAX_LINKS = 300_000


def look(archive: Archive, caps: Caps) -> dict[str, SheetMarks]:
    """The marks of every sheet of an .xlsx or .xlsm, by the sheet's name. Raises Unreadable over a
    cap or for a damaged part.
    """
    styles, rich = struck_styles(archive), rich_strings(archive)
    scans = {
        name: Scan(archive, part, styles, rich, caps)
        for name, part in sheets_of(archive, book_of(archive))
    }
    marks = {name: scan.run() for name, scan in scans.items()}
    parts = {scan.part for scan in scans.values()}
    # What is no sheet by our reading may be one by the library's: hold every other part to the caps
    # as well.
    for name in archive.names:
        if name not in parts and name.lower().endswith(".xml"):
            Scan(archive, name, frozenset(), NO_RICH, caps).hold()
    check_strings(archive, caps, sum(scan.references for scan in scans.values()))
    return marks


class Scan:
    """One sheet's search."""

    def __init__(
        self, archive: Archive, part: str, styles: frozenset[int], rich: Rich, caps: Caps
    ) -> None:
        self.archive, self.part, self.caps, self.rich = archive, part, caps, rich
        self.marks = SheetMarks()
        numbers = b"|".join(b"%d" % n for n in sorted(styles))
        self.struck = (
            re.compile(rb"""s\s*=\s*["'](?:""" + numbers + rb""")["']""") if styles else None
        )
        self.targets: list[tuple[str, str]] = []
        self.rows = self.columns = self.references = 0
        self.wide = False

    def run(self) -> SheetMarks:
        """The marks of the sheet."""
        before = b""
        for text in whole_tags(self.archive.pieces(self.part)):
            self._extent(text)
            self.references += text.count(b"v>") // 2
            # A cell's formula or value stands in a tag of its own, which may be in the next piece:
            # look at the seam as well.
            seam = before[-4096:]
            if (
                self.rich.whole
                or self.rich.kept
                or b"HYPERLINK(" in text
                or b"strike" in text
                or b"strike" in seam
            ):
                self._values(seam + text)
            self.marks.hidden.update(_hidden_rows(text))
            for tag in _tags(text, self.struck, b"c") if self.struck else ():
                if not tag.endswith(b"/>") and (name := _CELL_NAME.search(tag)):
                    self.marks.keep(cell(name[1].decode()), "")
            if len(self.targets) < MAX_LINKS:
                self.targets += _link_tags(text)
            before = text
        found = relations(self.archive, self.part)
        self._links({key: target for key, kind, target in found if kind == "hyperlink"})
        for _key, kind, target in found:
            if kind == "comments":
                self._comments(target)
        return self.marks

    def hold(self) -> None:
        """Only holds the part to the caps."""
        for text in whole_tags(self.archive.pieces(self.part)):
            self._extent(text)

    def _extent(self, text: bytes) -> None:
        """Holds the sheet's farthest filled cell to the caps: calamine takes memory for the whole
        area at once.
        """
        if not self.wide and not _FAR_OR_WIDE.search(text):
            odd = any(pattern.search(text) for pattern in _ODD)
            if not odd or not _FAR_OR_WIDE_ODD.search(text):
                return
        for name in _filled(text, _FAR):
            row, column = cell(name)
            self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        if self.rows > self.caps.rows or self.columns > self.caps.columns:
            raise too_large(
                _(
                    "A sheet reaches to row {row} and column {column}; at most {rows} and {columns}"
                    " are read."
                ).format(
                    row=self.rows,
                    column=self.columns,
                    rows=self.caps.rows,
                    columns=self.caps.columns,
                )
            )
        # Nothing is far: so the sheet ends before row 100,000, and, where no cell's name has two
        # letters, before column AA.
        self.wide = self.wide or bool(_WIDE.search(text))
        if self.wide and max(self.rows, 99_999) * max(self.columns, 702) > self.caps.cells:
            self._area(text)

    def _area(self, text: bytes) -> None:
        """The area to the cell, for a sheet that is wide and may be long."""
        self.columns = max(
            self.columns, 26, max((cell(name)[1] + 1 for name in _filled(text, _WIDE)), default=0)
        )
        if (
            max((int(n[:9]) for n in set(_ROWS.findall(text))), default=0) * self.columns
            > self.caps.cells
        ):
            self.rows = max(
                self.rows, max((cell(name)[0] + 1 for name in _filled(text, _CELL_NAME)), default=0)
            )
        if self.rows * self.columns > self.caps.cells:
            raise too_large(
                _("A sheet spans more than {cells} cells.").format(cells=self.caps.cells)
            )

    def _values(self, text: bytes) -> None:
        if b"HYPERLINK(" in text:
            for name, target in _FORMULA.findall(text):
                note(
                    self.marks.links,
                    cell(name.decode()),
                    unescape(target.decode("utf-8", "replace")),
                )
        if b"strike" in text:  # rich text written into the cell itself, as some programs do
            for name, content in _struck_inline(text):
                kept = struck_text(parse(b"<si xmlns:x='x' xmlns:xml='x'>" + content + b"</si>"))
                self.marks.keep(cell(name), kept)
        if self.rich.whole or self.rich.kept:
            for name, number in _SHARED.findall(text):
                index = int(number[:9])
                self.marks.keep(
                    cell(name.decode()),
                    "" if index in self.rich.whole else self.rich.kept.get(index),
                )

    def _links(self, targets: Mapping[str, str]) -> None:
        for ref, key in self.targets:
            if target := targets.get(key):
                # A link over several cells (A1:B9) belongs to each; the first is where the text of
                # a merged cell stands.
                note(self.marks.links, cell(ref.partition(":")[0]), unescape(target))

    def _comments(self, part: str) -> None:
        for comment in parse(self.archive.whole(part) or b"<c/>").walk("comment"):
            text = "".join(t.text for t in comment.walk("t")).strip()
            if text:
                note(self.marks.comments, cell(comment.attributes.get("ref", "")), text[:2000])


def _filled(text: bytes, pattern: re.Pattern[bytes]) -> Iterator[str]:
    """The names of the cells that the pattern finds, those left out whose tag says at once that
    they are empty.
    """
    for match in pattern.finditer(text):
        end = text.find(b">", match.end(), match.end() + LONGEST_TAG)
        if end < 0 or text[end - 1 : end] != b"/":
            yield match[1].decode()


def _tags(text: bytes, pattern: re.Pattern[bytes], name: bytes) -> Iterator[bytes]:
    """The tags of that name within which the pattern is found. text: cut only where a tag
    begins.
    """
    done = 0
    for match in pattern.finditer(text):
        if (at := match.start()) < done:
            continue
        start = text.rfind(b"<", max(done, at - LONGEST_TAG), at + 1)
        end = text.find(b">", at, at + LONGEST_TAG)
        if start < 0 or end < 0:
            done = at + LONGEST_TAG
            continue
        done = end + 1
        tag = text[start:done]
        if re.split(rb"[\s/>]", tag[1:60], maxsplit=1)[0].rpartition(b":")[2] == name:
            yield tag


def _struck_inline(text: bytes) -> Iterator[tuple[str, bytes]]:
    """The cells whose own rich text has something struck through: their names and that text's
    XML.
    """
    done = 0
    for match in re.finditer(b"strike", text):
        if (at := match.start()) < done:
            continue
        end = _INLINE_END.search(text, at, at + LONGEST_TEXT)
        starts = list(_INLINE.finditer(text, max(done, at - LONGEST_TEXT), at)) if end else []
        done = end.end() if end else at + LONGEST_TEXT
        if end and starts:
            yield starts[-1][1].decode(), text[starts[-1].end() : end.start()]


def _hidden_rows(text: bytes) -> Iterator[int]:
    for tag in _tags(text, _HIDDEN, b"row"):
        if number := _ROW_NUMBER.search(tag):
            yield int(number[1][:9])


def _link_tags(text: bytes) -> list[tuple[str, str]]:
    found = []
    for tag in _tags(text, _LINK, b"hyperlink"):
        parts = dict(_LINK_PARTS.findall(tag.decode("utf-8", "replace")))
        found.append((parts.get("ref", ""), parts.get("id", "")))
    return found
