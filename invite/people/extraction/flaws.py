"""Collects what is wrong with one sheet while its rows are read: one collector, handed down."""

from __future__ import annotations

from dataclasses import dataclass, field

from invite.people.model import Flaw, Origin, Severity, Sheet

LONGEST_VALUE = 200


@dataclass(slots=True)
class RowFlaws:
    """The flaws of one row, or of one person's part of it where several stand side by side."""

    origin: Origin
    found: list[Flaw] = field(default_factory=list)

    def say(
        self,
        about: str,
        value: str,
        problem: str,
        hint: str = "",
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Adds one flaw. about: the field, in the words of `Entry`; value: what stood there."""
        self.found.append(
            Flaw(
                origin=self.origin,
                field=about,
                value=value[:LONGEST_VALUE],
                problem=problem,
                hint=hint,
                severity=severity,
            )
        )

    def has(self, about: str) -> bool:
        """Whether something was said about that field."""
        return any(flaw.field == about for flaw in self.found)


@dataclass(slots=True)
class SheetFlaws:
    """The flaws of one sheet: those of the whole sheet, and those of its rows in their order."""

    sheet: Sheet
    found: list[Flaw] = field(default_factory=list)
    rows: list[RowFlaws] = field(default_factory=list)

    def say(
        self,
        about: str,
        problem: str,
        hint: str = "",
        severity: Severity = Severity.WARNING,
        value: str | None = None,
    ) -> None:
        """Adds a flaw of the whole sheet. value: what stood there; by default the sheet's name."""
        self.found.append(
            Flaw(
                origin=Origin(self.sheet.file, self.sheet.name),
                field=about,
                value=(self.sheet.name or "") if value is None else value[:LONGEST_VALUE],
                problem=problem,
                hint=hint,
                severity=severity,
            )
        )

    def row(self, number: int) -> RowFlaws:
        """A collector for one row, or for one person's part of it. number: the sheet's own."""
        self.rows.append(RowFlaws(Origin(self.sheet.file, self.sheet.name, number)))
        return self.rows[-1]

    def all(self) -> tuple[Flaw, ...]:
        """Those of the sheet, then those of its rows."""
        return (*self.found, *(flaw for row in self.rows for flaw in row.found))
