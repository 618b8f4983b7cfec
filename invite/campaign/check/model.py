"""What was looked at before the yes, and how it looks: green, yellow or red."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from invite.errors import InviteError, Problem

Level = Literal["red", "yellow", "green"]
Area = Literal["sheets", "letters", "server", "ledger"]
LEVELS: tuple[Level, ...] = ("red", "yellow", "green")
STOPS = frozenset({3, 4, 5})  # exit codes of `send` that make a line red

# The section of invite.toml that a problem names → what it is about; the others are the letters'.
_SECTIONS: dict[str, Area] = {
    "source": "sheets",
    "limits": "sheets",
    "delivery": "server",
    "returns": "server",
    "ledger": "ledger",
}


class Check(Struct, frozen=True, kw_only=True):
    """One thing that was looked at. level: red is what makes `send` end with 3, 4 or 5; yellow had
    better be looked at; green is well. where: a file, a row, a key of the settings, or "".
    """

    area: Area
    level: Level
    what: str
    hint: str = ""
    where: str = ""


class Checklist(Struct, frozen=True):
    """Everything that was looked at, worst first."""

    checks: tuple[Check, ...]

    @classmethod
    def of(cls, checks: Iterable[Check]) -> Checklist:
        """Each thing once; those of one level stay in their order."""
        once = dict.fromkeys(checks)
        return cls(tuple(sorted(once, key=lambda one: LEVELS.index(one.level))))

    @property
    def exit_code(self) -> int:
        """3 where something red is there."""
        return 3 if self.count("red") else 0

    def count(self, level: Level) -> int:
        """How many look so."""
        return sum(one.level == level for one in self.checks)


def refused(area: Area, error: InviteError, level: Level = "red") -> Iterator[Check]:
    """A line for each thing that an error names, or one for the error itself. level: where nothing
    is to go that it could stop, it is not red.
    """
    if error.exit_code not in STOPS:
        level = "yellow"
    if not error.problems:
        yield Check(area=area, level=level, what=error.what, hint=error.hint)
    for one in error.problems:
        yield Check(
            area=area, level=level, what=one.what, hint=one.hint or error.hint, where=one.where
        )


def of_settings(problems: Iterable[Problem], level: Level) -> Iterator[Check]:
    """A line for each problem of the settings, in the area that its key belongs to."""
    for one in problems:
        key = one.where.partition(": ")[2] or one.where
        area = _SECTIONS.get(key.lstrip("[").split(".")[0].split("[")[0], "letters")
        yield Check(area=area, level=level, what=one.what, hint=one.hint, where=one.where)
