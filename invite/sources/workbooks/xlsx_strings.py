"""Holds an .xlsx to the text that its cells show of the shared strings: a few kilobytes can ask for
a terabyte, since one string may stand in any number of cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from invite.sources.reading import Caps, too_large
from invite.sources.workbooks.archive import Archive
from invite.sources.workbooks.xml import checked, local_name
from invite.words import _


def check_strings(archive: Archive, caps: Caps) -> None:
    """Raises Unreadable where the cells show more text than `caps.text`.

    Every part that is no list of strings is taken for a sheet, since the library may take it for
    one.
    """
    strings = [name for name in archive.names if _holds_strings(name)]
    lengths = [length for name in strings for length in _lengths(archive.pieces(name))]
    if not lengths:
        return
    sheets = [name for name in archive.names if name.endswith(".xml") and name not in strings]
    # A cell with a value has two tags that end, or more: what can be shown at most, before looking
    # at each.
    ends = sum(piece.count(b"</") for name in sheets for piece in archive.pieces(name))
    if ends // 2 * max(lengths) <= caps.text * 4:
        return
    total = 0
    for name in sheets:
        for index in _references(archive.pieces(name)):
            total += lengths[index] if index < len(lengths) else 0
            if total > caps.text:
                raise too_large(_("The cells contain more text than a list of people needs."))


def _holds_strings(name: str) -> bool:
    return "sharedstrings" in name.casefold() and not name.endswith((".rels", ".bin"))


def _lengths(pieces: Iterable[bytes]) -> list[int]:
    """How many characters each string has."""
    lengths: list[int] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        if local_name(name) == "si":
            lengths.append(0)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    checked(parser, pieces)
    return lengths


def _references(pieces: Iterable[bytes]) -> list[int]:
    """The numbers of the strings that cells show."""
    found: list[int] = []
    digits: list[str] = []
    within = [False, False]  # a cell of a shared string, its value

    def start(name: str, attributes: dict[str, str]) -> None:
        match local_name(name):
            case "c":
                within[0] = attributes.get("t") == "s"
            case "v":
                within[1] = within[0]

    def text(data: str) -> None:
        if within[1]:
            digits.append(data)

    def end(name: str) -> None:
        if within[1] and local_name(name) == "v":
            number = "".join(digits).strip()[:9]
            digits.clear()
            within[1] = False
            if number.isdecimal():
                found.append(int(number))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    checked(parser, pieces)
    return found
