"""Lists of people as a test writes them, understood: for the tests of what is made of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from invite.people.extraction.extract import Understanding, understand
from invite.people.model import Row, Sheet, Source

HEADER = ("Nimi", "Sähköposti")


def understood(
    *rows: Sequence[str],
    role: str = "lab-team",
    name: str = "Taul1",
    file: str = "a.xlsx",
    **given: object,
) -> Understanding:
    """What these rows say, every one of them accounted for. given: settings of the source."""
    sheet = Sheet(
        file=file, name=name, rows=tuple(Row(n, tuple(cells)) for n, cells in enumerate(rows, 1))
    )
    found = understand(sheet, replace(Source(file=file, role=role), **given))  # type: ignore[arg-type]  # a test's shorthand
    assert len(found.account()) == found.rows
    return found


def names(found: Understanding) -> list[str]:
    """The people found, in their order."""
    return [e.name.full for e in found.entries if e.name]


def fields(found: Understanding) -> dict[str, str | None]:
    """What each column was taken for, by its heading."""
    return {column.heading: column.field for column in found.columns}
