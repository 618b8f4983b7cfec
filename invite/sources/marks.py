"""What an .xlsx says beside its values, which python-calamine does not tell: links, hidden rows, struck text, comments.

A sheet's XML is searched with patterns, piece by piece, and only for what the file can hold at all: it takes a fraction of what
openpyxl takes for the same, and no more memory than a few pieces.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from invite.sources.archive import CHUNK, Archive
from invite.sources.reading import Caps, too_large
from invite.sources.xml import Element, parse
from invite.words import _

Cell = tuple[int, int]
"""A cell's row and column, both from 0."""

_FAR = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{3,}\d+|[A-Za-z]+\d{6,})["'][^>]*>""")
_WIDE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{2,}\d+)["'][^>]*>""")
_TALL = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]+(\d+)["'][^>]*?(?<!/)>""")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)""")
_HIDDEN = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\bhidden\s*=\s*["'](?:1|true)[^>]*>""")
_CELL_NAME = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+\d+)""")
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]*>")
_LINK_PARTS = re.compile(r"""(?:^|\s)(?:\w+:)?(ref|id|location)\s*=\s*["']([^"']*)""")
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]+\d+)["'][^>]*>\s*<(?:\w+:)?f[^>]*>\s*HYPERLINK\((?:"|&quot;)([^"&<]{1,500})"""
)
_SHARED = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]+\d+)["'][^>]*?\bt\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v>(\d+)<"""
)
_CELL = re.compile(r"([A-Za-z]+)(\d+)")
MAX_LINKS = 300_000


@dataclass(slots=True)
class Marks:
    """What one sheet holds beside its values: by row, then by column, both from 0; `hidden` holds rows as the sheet numbers them.

    kept: what is left of a cell part of which is struck through.
    """

    hidden: set[int] = field(default_factory=set)
    struck: dict[int, set[int]] = field(default_factory=dict)
    kept: dict[int, dict[int, str]] = field(default_factory=dict)
    links: dict[int, dict[int, str]] = field(default_factory=dict)
    comments: dict[int, dict[int, str]] = field(default_factory=dict)

    def rows(self) -> set[int]:
        """The rows that carry any mark, from 0."""
        marked = self.struck.keys() | self.kept.keys() | self.links.keys() | self.comments.keys()
        return marked | {number - 1 for number in self.hidden}


def _note(marks: dict[int, dict[int, str]], where: Cell, text: str) -> None:
    marks.setdefault(where[0], {})[where[1]] = text


@dataclass(frozen=True, slots=True)
class Rich:
    """Shared strings that are struck through, whole or in part, by their index; of the latter, the text that is not."""

    whole: frozenset[int]
    kept: Mapping[int, str]


def look(archive: Archive, caps: Caps) -> dict[str, Marks]:
    """The marks of every sheet of an .xlsx or .xlsm, by the sheet's name. Raises Unreadable over a cap or for a damaged part."""
    book = _book(archive)
    styles = _struck_styles(archive)
    rich = _rich(archive)
    return {name: _Scan(archive, part, styles, rich, caps).run() for name, part in _sheets(archive, book)}


def cell(name: str) -> Cell:
    """`B12` → (11, 1). (0, 0) for what is no cell's name."""
    match = _CELL.match(name)
    if not match:
        return (0, 0)
    column = 0
    for letter in match[1].upper()[:8]:
        column = column * 26 + ord(letter) - 64
    return int(match[2][:9]) - 1, column - 1


def _relations(archive: Archive, part: str) -> list[tuple[str, str, str]]:
    """(id, kind, target) of all that a part refers to; a target inside the archive as its full name."""
    folder, name = posixpath.split(part)
    found = []
    for relation in parse(archive.whole(f"{folder}/_rels/{name}.rels") or b"<r/>").walk("Relationship"):
        target = relation.attributes.get("Target", "")
        if relation.attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:]
        found.append((relation.attributes.get("Id", ""), relation.attributes.get("Type", "").rpartition("/")[2], target))
    return found


def _book(archive: Archive) -> str:
    """The workbook's part; xl/workbook.xml unless the archive says otherwise."""
    found = (target for _id, kind, target in _relations(archive, "") if kind == "officeDocument")
    return next(found, "xl/workbook.xml")


def _sheets(archive: Archive, book: str) -> list[tuple[str, str]]:
    targets = {key: target for key, _kind, target in _relations(archive, book)}
    sheets = parse(archive.whole(book) or b"<w/>").walk("sheet")
    return [(s.attributes.get("name", ""), targets.get(s.attributes.get("id", ""), "")) for s in sheets]


def _is_on(element: Element | None) -> bool:
    return element is not None and element.attributes.get("val", "1") not in ("0", "false")


def _struck_styles(archive: Archive) -> frozenset[int]:
    """The numbers of the cell styles whose font is struck through."""
    content = archive.whole("xl/styles.xml")
    if b"strike" not in content:
        return frozenset()
    tree = parse(content)
    fonts = tree.first("fonts")
    struck = {str(i) for i, font in enumerate(fonts.children) if _is_on(font.first("strike"))} if fonts else set()
    styles = tree.first("cellXfs")
    return frozenset(i for i, xf in enumerate(styles.children if styles else ()) if xf.attributes.get("fontId") in struck)


def _rich(archive: Archive) -> Rich:
    """The shared strings with struck-through runs; they are read as a tree only if there are such runs at all."""
    name = "xl/sharedStrings.xml"
    if not any(b"strike" in piece for piece in archive.pieces(name)):
        return Rich(frozenset(), {})
    whole: set[int] = set()
    kept: dict[int, str] = {}
    for i, item in enumerate(parse(archive.whole(name)).walk("si")):
        text = struck_text(item)
        if text == "":
            whole.add(i)
        elif text is not None:
            kept[i] = text
    return Rich(frozenset(whole), kept)


def struck_text(item: Element) -> str | None:
    """What of a rich text is not struck through: "" where all is, None where nothing is."""
    runs = list(item.walk("r"))
    texts = ["".join(t.text for t in run.walk("t")) for run in runs]
    struck = [_is_on(run.first("strike")) for run in runs]
    if not any(s and t.strip() for s, t in zip(struck, texts, strict=True)):
        return None
    return "".join(t for s, t in zip(struck, texts, strict=True) if not s).strip()


def whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same content, cut only where a tag begins, so that a pattern for one tag never misses it."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"<")
        if cut <= 0:
            cut = len(text) if cut < 0 else 0
        if len(text) - cut > CHUNK:  # no tag is that long: it is no sheet, and would only pile up
            cut = len(text)
        rest = text[cut:]
        yield text[:cut]
    yield rest


class _Scan:
    """One sheet's search."""

    def __init__(self, archive: Archive, part: str, styles: frozenset[int], rich: Rich, caps: Caps) -> None:
        self.archive, self.part, self.caps, self.rich = archive, part, caps, rich
        self.marks = Marks()
        numbers = b"|".join(b"%d" % n for n in sorted(styles))
        self.struck = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bs\s*=\s*["'](?:""" + numbers + rb""")["'][^>]*>""") if styles else None
        self.targets: list[tuple[str, str]] = []
        self.rows = self.columns = 0
        self.wide = False

    def run(self) -> Marks:
        before = b""
        for text in whole_tags(self.archive.pieces(self.part)):
            self._extent(text)
            # A cell's formula or value stands in a tag of its own, which may be in the next piece: look at the seam as well.
            self._values(before[-4096:] + text)
            if b"hidden" in text:
                self.marks.hidden.update(_hidden_rows(text))
            if self.struck:
                for where in (cell(name) for tag in self.struck.findall(text) for name in _names(tag)):
                    self._keep(where, "")
            self.targets += _link_tags(text)
            before = text
        relations = _relations(self.archive, self.part)
        self._links({key: target for key, kind, target in relations if kind == "hyperlink"})
        for _key, kind, target in relations:
            if kind == "comments":
                self._comments(target)
        return self.marks

    def _extent(self, text: bytes) -> None:
        """Holds the sheet's farthest filled cell to the caps: calamine takes memory for the whole area at once."""
        for match in _FAR.finditer(text):
            if not match[0].endswith(b"/>"):
                row, column = cell(match[1].decode())
                self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        if self.rows > self.caps.rows or self.columns > self.caps.columns:
            raise too_large(
                _("A sheet reaches to row {row} and column {column}; at most {rows} and {columns} are read.").format(
                    row=self.rows, column=self.columns, rows=self.caps.rows, columns=self.caps.columns
                )
            )
        # Nothing is far: so the sheet ends before row 100,000, and, where no cell's name has two letters, before column AA.
        self.wide = self.wide or bool(_WIDE.search(text))
        if self.wide and max(self.rows, 99_999) * max(self.columns, 702) > self.caps.cells:
            self._exact(text)

    def _exact(self, text: bytes) -> None:
        """The area to the cell, for a sheet that is wide and may be long."""
        for match in _WIDE.finditer(text):
            if not match[0].endswith(b"/>"):
                self.columns = max(self.columns, cell(match[1].decode())[1] + 1)
        self.rows = max(self.rows, max((int(n) for n in set(_TALL.findall(text))), default=0))
        if self.rows * max(self.columns, 26) > self.caps.cells:
            raise too_large(_("A sheet spans more than {cells} cells.").format(cells=self.caps.cells))

    def _values(self, text: bytes) -> None:
        if b"HYPERLINK(" in text:
            for name, target in _FORMULA.findall(text):
                _note(self.marks.links, cell(name.decode()), unescape(target.decode("utf-8", "replace")))
        if b"strike" in text:
            self._inline(text)
        if self.rich.whole or self.rich.kept:
            for name, number in _SHARED.findall(text):
                self._mark(cell(name.decode()), int(number[:9]))

    def _inline(self, text: bytes) -> None:
        """Rich text written into the cell itself, as some programs do."""
        pattern = rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]+\d+)["'][^>]*>\s*<((?:\w+:)?)is>(.{0,20000}?)</\2is>"""
        for name, _prefix, content in re.findall(pattern, text, re.DOTALL):
            if b"strike" in content:
                kept = struck_text(parse(b"<si xmlns:x='x' xmlns:xml='x'>" + content + b"</si>"))
                self._keep(cell(name.decode()), kept)

    def _mark(self, where: Cell, number: int) -> None:
        if number in self.rich.whole:
            self._keep(where, "")
        elif number in self.rich.kept:
            self._keep(where, self.rich.kept[number])

    def _keep(self, where: Cell, kept: str | None) -> None:
        if kept == "":
            self.marks.struck.setdefault(where[0], set()).add(where[1])
        elif kept is not None:
            _note(self.marks.kept, where, kept)

    def _links(self, relations: Mapping[str, str]) -> None:
        for ref, key in self.targets[:MAX_LINKS]:
            if target := relations.get(key):
                # A link over several cells (A1:B9) belongs to each; the first is where the text of a merged cell stands.
                _note(self.marks.links, cell(ref.partition(":")[0]), unescape(target))

    def _comments(self, part: str) -> None:
        for comment in parse(self.archive.whole(part) or b"<c/>").walk("comment"):
            text = "".join(t.text for t in comment.walk("t")).strip()
            if text:
                _note(self.marks.comments, cell(comment.attributes.get("ref", "")), text[:2000])


def _names(tag: bytes) -> list[str]:
    return [name.decode() for name in _CELL_NAME.findall(tag)] if not tag.endswith(b"/>") else []


def _hidden_rows(text: bytes) -> Iterator[int]:
    for tag in _HIDDEN.findall(text):
        if number := _ROW_NUMBER.search(tag):
            yield int(number[1][:9])


def _link_tags(text: bytes) -> list[tuple[str, str]]:
    found = []
    for tag in _LINK.findall(text) if b"hyperlink" in text else ():
        parts = dict(_LINK_PARTS.findall(tag.decode("utf-8", "replace")))
        found.append((parts.get("ref", ""), parts.get("id", "")))
    return found
