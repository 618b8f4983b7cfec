"""What was understood of a sheet, for people to see and for others to build on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, field

from invite.people.model import Entry, Flaw, Origin, Severity, Source
from invite.people.table.layout import Column
from invite.words import _

Kind = Literal["title", "heading", "header", "total", "note", "blank"]


class OtherLine(Struct, frozen=True):
    """A line that is no person, and what it is taken for. row: its number."""

    row: int
    kind: Kind
    text: str


class RowOutcome(Struct, frozen=True):
    """How one row ended: as a person (or several), as nothing but a flaw, or as one of the other
    kinds of line.
    """

    row: int
    kind: Literal["person", "flaw"] | Kind
    text: str


class Understanding(Struct, frozen=True, kw_only=True):
    """What was understood of one sheet. Every row is an entry's origin, a flaw's origin, or among
    `others`.

    header_row: the number of the (last) header row, None where there is none. region, group: what
    holds for the whole sheet; rows may say otherwise. rows: how many hold any text. left_out:
    numbers of rows left out as hidden or struck through, each of which has a flaw too (a hidden
    sheet has one for all). has_addresses: whether any row or column is for addresses.
    """

    source: Source
    file: str
    sheet: str | None
    header_row: int | None = None
    columns: tuple[Column, ...] = ()
    region: str | None = None
    group: str | None = None
    rows: int = 0
    entries: tuple[Entry, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    others: tuple[OtherLine, ...] = ()
    left_out: tuple[int, ...] = ()
    has_addresses: bool = False

    @property
    def role(self) -> str:
        """The kind of role that the sheet is about."""
        return self.source.role

    def account(self) -> tuple[RowOutcome, ...]:
        """How each row that holds text ended, from the first to the last: as many lines as
        `rows`.
        """
        lines = {row: RowOutcome(row, "flaw", "") for row in self.left_out}
        lines |= {
            f.origin.row: RowOutcome(f.origin.row, "flaw", f.value or f.problem)
            for f in self.flaws
            if f.origin.row
        }
        lines |= {
            other.row: RowOutcome(other.row, other.kind, other.text)
            for other in self.others
            if other.kind != "blank"
        }
        for entry in self.entries:
            row = entry.origin.row or 0
            said = " ".join(
                part
                for part in (entry.name.full if entry.name else "", *map(str, entry.addresses))
                if part
            )
            before = f"{lines[row].text}; " if row in lines and lines[row].kind == "person" else ""
            lines[row] = RowOutcome(row, "person", before + said)
        return tuple(lines[row] for row in sorted(lines))


class OfSource(Struct, frozen=True):
    """One source and the flaws of its own files, sheets and rows, as whoever keeps it can mend
    them. names: who stands in the rows of these.
    """

    source: Source
    flaws: tuple[Flaw, ...]
    names: Mapping[Origin, str] = field(default_factory=dict)


def is_no_address(flaw: Flaw) -> bool:
    """Whether the flaw is that a row has no address: nothing stands there that could be one."""
    return (
        flaw.field == "email"
        and not flaw.value
        and flaw.severity is Severity.WARNING
        and flaw.origin.row is not None
    )


def missing_addresses(understandings: Sequence[Understanding]) -> Flaw | None:
    """The flaw of a source none of whose sheets has addresses, so that nobody on it could be
    written to; else None.

    It is serious and of the whole file: the settings or the sheet must be mended before anything is
    sent. A source all of whose rows are hidden or struck through is no such case: they were left
    out, and that has been said.
    """
    if not understandings or any(u.has_addresses or u.left_out for u in understandings):
        return None
    hint = _("Say which column holds them in the settings: columns = {example}.").format(
        example='{ email = "…" }'
    )
    if headings := ", ".join(
        dict.fromkeys(c.heading for u in understandings for c in u.columns if c.heading)
    ):
        hint += " " + _("The columns found: {columns}.").format(columns=headings)
    return Flaw(
        origin=Origin(understandings[0].file),
        field="email",
        value="",
        problem=_("No column of addresses was found."),
        hint=hint,
        severity=Severity.ERROR,
    )
