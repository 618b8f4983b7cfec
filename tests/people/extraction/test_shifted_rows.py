"""Rows whose cells stand under the wrong headings are held, and others are not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from invite.people.extraction.extract import understand
from invite.people.model import Row, Severity, Sheet, Source

HEADER = ("Nimi", "Organisaatio", "Sähköposti", "Puhelin")
RIGHT = ("Aino Malli", "Malli Oy", "aino.malli@example.org", "040 3")


def held(*lines: Sequence[str], widths: bool = True) -> list[int | None]:
    """The numbers of the rows that are held, of a sheet of these lines below the header."""
    longest = max(map(len, (HEADER, *lines)))
    rows = tuple(
        Row(n, (*line, *[""] * (longest - len(line))), width=len(line) if widths else 0)
        for n, line in enumerate((HEADER, *lines), 1)
    )
    found = understand(Sheet(file="a.csv", name=None, rows=rows), Source(file="a.csv", role="x"))
    return [flaw.origin.row for flaw in found.flaws if flaw.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "line",
    [
        ("Eero Koe", "Koe", " Kokeilu Oy", "eero.koe@example.org", "040 1"),
        ("Eero Koe", "eero.koe@example.org", "040 1"),
        ("Eero Koe", "Koe Oy", "eero.koe@example.org", "040 1", "lisää"),
    ],
)
def test_lines_of_another_width(line: Sequence[str]) -> None:
    """A line wider than its header, or narrower with cells that do not fit, is held."""
    assert held(RIGHT, line, RIGHT) == [3]


def test_a_shift_in_a_workbook() -> None:
    """Where lines have no width, what stands in the place of an address tells."""
    line = ("", "Eero Koe", "Koe Oy", "eero.koe@example.org")
    assert held(RIGHT, line, RIGHT, widths=False) == [3]


@pytest.mark.parametrize(
    "line",
    [
        ("Eero Koe", "Koe Oy", "eero.koe@example.org"),
        ("Eero Koe", "", "eero.koe@example.org", "", "", ""),
        ("Eero Koe", "Koe Oy", "eero.koe@example.org", "ei julkinen"),
        ("Eero Koe", "Koe Oy", "ei tiedossa", "eero.koe@example.org"),
    ],
)
def test_right_lines_are_not_held(line: Sequence[str]) -> None:
    """No stricter than it must be: cells left out at the end, empty ones, words in place of a
    number.
    """
    assert held(RIGHT, line, RIGHT) == []


def test_a_header_that_lacks_a_heading() -> None:
    """Where most lines go beyond the header and fit it, the header is what lacks a heading."""
    assert held(*[(*RIGHT, "huom")] * 5) == []
