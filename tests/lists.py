"""Lists of people as a test writes them, understood: for the tests of what is made of rows."""

from __future__ import annotations

from collections.abc import Sequence

from invite.people.extraction.extract import understand
from invite.people.extraction.result import Understanding
from invite.people.model import Row, Sheet, Source
from invite.records import replace

HEADER = ("Nimi", "Sähköposti")
WITH_HOUSE = ("Nimi", "Organisaatio", "Sähköposti")


def sheet(*rows: Sequence[str], name: str | None = "Jäsenet", file: str = "a.xlsx") -> Sheet:
    """A sheet of these rows."""
    return Sheet(
        file=file, name=name, rows=tuple(Row(n, tuple(cells)) for n, cells in enumerate(rows, 1))
    )


def understood(
    *rows: Sequence[str],
    role: str = "lab-team",
    name: str | None = "Taul1",
    file: str = "a.xlsx",
    **given: object,
) -> Understanding:
    """What these rows say, every one of them accounted for. given: settings of the source."""
    one = sheet(*rows, name=name, file=file)
    found = understand(one, replace(Source(file=file, role=role), **given))  # type: ignore[arg-type]  # a test's shorthand
    assert len(found.account()) == found.rows
    return found


def names(found: Understanding) -> list[str]:
    """The people found, in their order."""
    return [e.name.full for e in found.entries if e.name]


def fields(found: Understanding) -> dict[str, str | None]:
    """What each column was taken for, by its heading."""
    return {column.heading: column.field for column in found.columns}


def parted(found: Understanding) -> list[str]:
    """The people found, `first name|surname`."""
    return [f"{e.name.first}|{e.name.last}" for e in found.entries if e.name]


def mails(found: Understanding) -> list[list[str]]:
    """The addresses of each person found."""
    return [[a.written for a in e.addresses] for e in found.entries]


def every_row_ends_somewhere(found: Understanding, rows: int) -> bool:
    """Whether each of so many rows, empty ones too, is a person's, a flaw's or another line."""
    ends = (
        {e.origin.row for e in found.entries}
        | {f.origin.row for f in found.flaws}
        | {o.row for o in found.others}
    )
    return ends >= set(range(1, rows + 1))
