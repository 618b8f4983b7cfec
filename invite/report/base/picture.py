"""What a command shows: a picture, which is lines of words with styles, or a document for scripts.

A picture needs no library where no terminal is: `status` must be there at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None
Document = dict[str, Json]
Piece = tuple[str, str]  # words, and how they look on a terminal (a style of rich)
Line = tuple[Piece, ...]


class Picture(Struct, frozen=True):
    """Lines, from top to bottom."""

    lines: tuple[Line, ...]

    def __str__(self) -> str:
        """Without styles."""
        return "\n".join("".join(words for words, _style in line).rstrip() for line in self.lines)


class Remark(Struct, frozen=True):
    """What is said next to a picture, on stderr: about trouble, and what had better be known. bold:
    nobody may overlook it.
    """

    words: str
    bold: bool = False


def words(text: str, style: str = "") -> Line:
    """One line, or one cell, of one style."""
    return ((text, style),)


def columns(
    rows: Sequence[Sequence[Line]], *, right: frozenset[int] = frozenset(), indent: int = 0
) -> Iterable[Line]:
    """The rows with their cells below each other, two spaces between. right: the columns whose
    cells stand to the right.
    """
    widths = [max(map(_width, column)) for column in zip_longest(*rows, fillvalue=())]
    for row in rows:
        line: list[Piece] = [(" " * indent, "")]
        for place, cell in enumerate(row):
            gap = (" " * (widths[place] - _width(cell)), "")
            line += [gap, *cell] if place in right else [*cell, gap]
            line.append(("  ", ""))
        yield tuple(line)


def _width(cell: Line) -> int:
    return sum(len(text) for text, _style in cell)
